"""The check sheet (tarkistus): every total and every input of the plan against the workbook.

The plan's figure stands as a plain number, the workbook's as a reference to its live cell, so that
a workbook edited by hand shows line by line where it has left the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from kanto_docs.budget import Budget
from kanto_docs.documents.excel.accounts import NO_SHARE
from kanto_docs.documents.excel.cells import quoted_text
from kanto_docs.documents.excel.sheetml import addresses
from kanto_docs.documents.excel.sheetml.addresses import Area
from kanto_docs.documents.excel.sheetml.sheet import Cell
from kanto_docs.documents.excel.writing import Amount, Plain, Writer
from kanto_docs.formula import Line
from kanto_docs.words import Words

OF_PLAN: Final = "plan_"
"""What the name of a line's figure in the plan begins with: plan_total."""
FIELDS: Final = ("label", "plan", "book", "difference", "result")
"""The columns of the check sheet; all or none of them are in a template."""
FIGURE: Final = "|"
"""What stands in a sentence for a figure that the workbook works out."""
_EURO_DIGITS, _OTHER_DIGITS = 2, 9
"""Decimals that a difference is told in: cents, or what a share or an hour may need."""


class Agreement:
    """Fills the check sheet of one workbook, once every line has its home."""

    def __init__(self, writer: Writer, words: Words, label: Callable[[str], str]) -> None:
        self.writer = writer
        self._label = label
        self._agrees = words.ui("workbook.line_agrees")
        self._differs = words.ui("workbook.line_differs")
        self._words = words

    def write(self) -> None:
        """The lines, and in the summary how many of them differ."""
        columns = self.writer.homes.below("checked")
        if not columns:
            return
        for field in FIELDS:
            self.writer.homes.need(f"checked.{field}")
        for field in columns:
            if field not in FIELDS:
                self.writer.homes.refuse(f"checked.{field}", [f"checked.{one}" for one in FIELDS])
        lines = list(compared(self.writer.accounts.budget))
        rows = self.writer.rows("checked", [self._row(line) for line in lines], units=True)
        sheet = columns["label"].sheet
        for number, line in zip(rows, lines, strict=True):
            cells = {name: sheet.cell(number, cell.column) for name, cell in columns.items()}
            self._compare(line, cells)
        self._count(columns["result"], rows, [self._said(line.name) for line in lines])

    def _row(self, line: Line) -> dict[str, object]:
        shown = self.writer.accounts.shown(line.name)
        plan = Plain(shown, line.unit) if isinstance(shown, Decimal) else shown
        return {"label": self._label(line.name), "plan": plan, "book": Amount(line.name)}

    def _compare(self, line: Line, cells: dict[str, Cell]) -> None:
        """The difference and what it means; figures that are missing on both sides agree."""
        name, plan = line.name, f"{OF_PLAN}{line.name}"
        self.writer.homes.give(plan, cells["plan"])
        digits = _EURO_DIGITS if line.unit == "euro" else _OTHER_DIGITS
        off = f"ROUND({name}-{plan},{digits})"
        known = isinstance(self.writer.accounts.shown(name), Decimal)
        cells["difference"].look = cells["book"].look
        self.writer.formula(
            cells["difference"],
            f"IF(COUNT({name},{plan})=2,{off},{quoted_text(NO_SHARE)})",
            Decimal(0) if known else NO_SHARE,
        )
        waits = quoted_text(self._said(name) if not known else self._differs)
        self.writer.formula(
            cells["result"],
            f"IF(COUNT({name},{plan})=2,"
            f"IF({off}=0,{quoted_text(self._agrees)},{quoted_text(self._differs)}),"
            f"IF(COUNT({name},{plan})=0,{waits},{quoted_text(self._differs)}))",
            self._said(name),
        )

    def _said(self, name: str) -> str:
        """What the line says as long as nobody has edited the workbook."""
        missing = self.writer.accounts.shown(name) == self.writer.accounts.missing
        return self.writer.accounts.missing if missing else self._agrees

    def _count(self, first: Cell, rows: range, said: Sequence[str]) -> None:
        """How many lines differ, in words."""
        place = self.writer.homes.get("check.differing")
        if place is None or not rows:
            return
        column = Area(first.column, rows.start, first.column, rows.stop - 1)
        results = f"{addresses.quoted_title(first.sheet.title)}!{column.absolute()}"
        differing = f"COUNTIF({results},{quoted_text(self._differs)})"
        missing = self.writer.accounts.missing
        one, even, open_ = (
            self._words.ui(f"workbook.{key}")
            for key in ("one_differs", "all_agree", "some_missing")
        )
        many = around(self._words.ui("workbook.some_differ", n=FIGURE), differing)
        self.writer.formula(
            place,
            f"IF({differing}=0,IF(COUNTIF({results},{quoted_text(missing)})=0,{quoted_text(even)},"
            f"{quoted_text(open_)}),IF({differing}=1,{quoted_text(one)},{many}))",
            open_ if missing in said else even,
        )


def around(sentence: str, figure: str) -> str:
    """A sentence with a figure in the place of `FIGURE`, as an expression."""
    before, after = sentence.split(FIGURE)
    return "&".join([*([quoted_text(before)] if before else []), figure, quoted_text(after)])


def compared(budget: Budget) -> Iterator[Line]:
    """The lines that people read, then every figure that somebody typed into the plan."""
    reported = budget.names()
    yield from (budget.lines[name] for name in reported)
    for name, line in budget.lines.items():
        if line.kind == "plan" and name not in reported:
            yield line
