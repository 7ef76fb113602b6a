"""What the summary says of itself: whether it agrees with the plan, and what it waits for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kanto_docs.documents.excel.agreement import FIGURE, OF_PLAN, around
from kanto_docs.documents.excel.cells import quoted_text, write_text
from kanto_docs.documents.excel.sheetml.sheet import Cell
from kanto_docs.documents.excel.writing import Writer
from kanto_docs.documents.gaps import Gap
from kanto_docs.law import Law
from kanto_docs.words import Words
from kanto_docs.words.missing import missing_in_words, path_of

PLAN_TOTAL: Final = f"{OF_PLAN}total"
"""The name of the cell that holds the total as computed here."""


class Checks:
    """Fills the checks and the list of gaps of one workbook."""

    def __init__(self, writer: Writer, words: Words) -> None:
        self.writer = writer
        self.words = words

    def write_checks(self) -> None:
        """Whether the workbook still says what the plan says, and whether the money meets."""
        balance = self.writer.homes.get("check.balance")
        if balance is not None:
            self._write_balance(balance)
        result = self.writer.homes.get("check.result")
        if result is not None:
            self._write_result(result)

    def _write_result(self, result: Cell) -> None:
        shown = self.writer.accounts.shown("total")
        if "plan" not in self.writer.homes.below("checked"):
            total = self.writer.homes.need("check.total")
            self.writer.homes.give(PLAN_TOTAL, total)
            if isinstance(shown, Decimal):
                self.writer.number(total, shown)
            else:
                write_text(total, shown)
        off = self._with_amount("differs", f"ROUND(total-{PLAN_TOTAL},2)")
        agrees, unknown = (self.words.ui(f"workbook.{key}") for key in ("agrees", "unknown_total"))
        self.writer.formula(
            result,
            f"IF(COUNT(total,{PLAN_TOTAL})<2,{quoted_text(unknown)},"
            f"IF(ROUND(total-{PLAN_TOTAL},2)=0,{quoted_text(agrees)},{off}))",
            agrees if isinstance(shown, Decimal) else unknown,
        )

    def write_missing(self, law: Law) -> None:
        """A banner and a list of what the figures wait for; without any, neither."""
        places = self.writer.homes.below("missing")
        lacking = list(dict.fromkeys(self._lacking(law)))
        for name, label in lacking:
            path = path_of(name)
            gap = Gap(label, path, label, self.writer.accounts.missing)
            self.writer.gaps.setdefault(path, gap)
        if lacking:
            if banner := places.get("banner"):
                count = Decimal(len(lacking))
                key = "workbook.missing_one" if count == 1 else "workbook.missing_many"
                write_text(banner, self.words.ui(key, n=count))
            self.writer.rows("gaps", [{"label": label} for _, label in lacking])
            return
        for cell in (*places.values(), *self.writer.homes.below("gaps").values()):
            cell.sheet.row_dimensions[cell.row].hidden = True

    def _write_balance(self, cell: Cell) -> None:
        gap = self.writer.accounts.shown("gap")
        less = self._with_amount("lacks", "gap")
        more = self._with_amount("too_much", "-gap")
        even = self.words.ui("workbook.balanced")
        unknown = self.words.ui("workbook.unknown_balance")
        said = unknown
        if isinstance(gap, Decimal):
            key = "workbook.lacks" if gap > 0 else "workbook.too_much"
            amount = self.words.euro(abs(gap)).removesuffix("€").rstrip()
            said = even if gap == 0 else self.words.ui(key, amount=amount)
        self.writer.formula(
            cell,
            f"IF(COUNT(gap)=0,{quoted_text(unknown)},IF(ROUND(gap,2)=0,{quoted_text(even)},"
            f"IF(gap>0,{less},{more})))",
            said,
        )

    def _with_amount(self, key: str, amount: str) -> str:
        """A sentence with a number in it, as an expression."""
        return around(self.words.ui(f"workbook.{key}", amount=FIGURE), f"FIXED({amount},2)")

    def _lacking(self, law: Law) -> Iterator[tuple[str, str]]:
        accounts = self.writer.accounts
        for line in accounts.budget.names():
            if accounts.shown(line) == accounts.missing:
                for name in accounts.budget.missing(line):
                    yield name, missing_in_words(name, self.words, law.programme)
