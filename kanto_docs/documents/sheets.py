"""The fixed places of the workbook: texts, totals, years, checks, what is missing, print headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, cast

from openpyxl.cell import Cell
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from kanto_docs.budget import name_of
from kanto_docs.documents.accounts import rate_name
from kanto_docs.documents.cells import give_look, look_of, quoted, write_text
from kanto_docs.documents.gaps import Gap, Names
from kanto_docs.documents.writing import Writer
from kanto_docs.law import Law
from kanto_docs.plan import Plan
from kanto_docs.words import Words
from kanto_docs.words.missing import missing_in_words, path_of, programme_name

PROJECT: Final = "{project}"
"""What stands in a template's page header for the project's name."""
PLAN_TOTAL: Final = "plan_total"
"""The name of the cell that holds the total as computed here."""
_OWN: Final = ("legend", "missing", "gaps", "check", "note", "rate", "year", "choices", "details", "law")
_LISTS: Final = ("staff", "costs", "sources")
_OPTIONAL: Final = (
    *("grant_share", "grant_amount", "prepayment_share", "prepayment_amount"),
    *("side_cost_percent", "period_months"),
)
"""Lines that not every budget has; a row that holds nothing else is hidden."""
_LONGEST_IN_HEADER: Final = 100


class Sheets:
    """Fills the fixed places of one workbook."""

    def __init__(self, writer: Writer, names: Mapping[str, object], words: Words) -> None:
        self.writer = writer
        self.names = names
        self.words = words

    def write_texts(self) -> None:
        """The plan's own texts, by the names that Word templates use too."""
        for name, cell in self.writer.homes.places().items():
            first, *rest = name.split(".")
            if first in _OWN or (rest and first in _LISTS):
                continue
            if not rest and (name in self.writer.accounts.lines or name not in self.names):
                continue
            found: object = self.names
            for step in (first, *rest):
                if isinstance(found, Names):
                    found = found.known
                if not isinstance(found, Mapping) or step not in found:
                    raise self.writer.homes.unknown(name, self._known())
                found = found[step]
            self.writer.text(cell, found)

    def write_totals(self) -> None:
        """Every line whose home the template names; a line that this budget has not is empty."""
        for name, cell in list(self.writer.homes.places().items()):
            if name in self.writer.accounts.lines:
                self.writer.line(name, cell)
            elif name in _OPTIONAL:
                cell.value = None
                self.writer.note_row(name, cell)
        cell = self.writer.homes.get("rate.flat_costs")
        if cell is not None:
            rate = rate_name(self.writer.accounts.lines)
            if rate is not None and self.writer.accounts.lines[rate].unit == "percent":
                self.writer.line(rate, cell)
            else:
                self.writer.note_row("rate.flat_costs", cell)

    def write_years(self) -> None:
        """The years as columns, and each line's years in them."""
        years = self.writer.accounts.budget.years
        places = self.writer.homes.below("year")
        heading = places.pop("heading", None)
        detail = self.writer.homes.get("details.year")
        if heading is not None and not years:
            self.writer.put(heading, cast("Names", self.names["schedule"])["start"])
        for place, year in enumerate(years):
            if heading is not None:
                cell = _right_of(heading, place)
                self.writer.number(cell, Decimal(year))
                letter = cell.column_letter
                widths = cell.parent.column_dimensions
                widths[letter].width = widths[heading.column_letter].width
            for name, first in places.items():
                cell = _right_of(first, place)
                dated = name_of(name, year=year)
                if dated not in self.writer.accounts.lines:
                    raise self.writer.homes.unknown(f"year.{name}", self._yearly())
                self.writer.line(dated, cell)
            if detail is not None:
                self.writer.homes.add(f"details.{year}", _right_of(detail, place))

    def write_echoes(self) -> None:
        """Keep the value of every cell whose formula is the name of one line."""
        lines = self.writer.accounts.lines
        known = {name.casefold(): name for name in lines}
        for cell, name in self.writer.homes.echoes():
            line = known.get(name.casefold())
            if line is not None and cell.coordinate not in self.writer.cached[cell.parent.title]:
                self.writer.note_row(line, cell)
                self.writer.keep(cell, self.writer.accounts.shown(line))

    def write_notes(self, plan: Plan, law: Law) -> None:
        """What the models mean, and of which day the law is."""
        notes = self.writer.homes.below("note")
        for model in ("cost_model", "pay_model"):
            value = getattr(plan, model)
            cell = notes.pop(model, None)
            if cell is not None:
                key = f"workbook.{model}.{value}"
                write_text(cell, self.words.ui(key) if self.words.has(key) else "")
        if (cell := notes.pop("law", None)) is not None:
            said = programme_name(law, self.words)
            call = law.call.code if law.call else self.words.ui("report.no_call")
            text = self.words.ui("report.law", on=law.on, programme=said, call=call)
            write_text(cell, text)
        for name in notes:
            raise self.writer.homes.unknown(f"note.{name}", ("note.cost_model", "note.pay_model"))

    def write_checks(self) -> None:
        """Whether the workbook still says what the plan says, and whether the money meets."""
        places = self.writer.homes.below("check")
        shown = self.writer.accounts.shown("total")
        total = places.get("total")
        if total is None:
            return
        self.writer.homes.give(PLAN_TOTAL, total)
        if isinstance(shown, Decimal):
            self.writer.number(total, shown)
        else:
            write_text(total, shown)
        if result := places.get("result"):
            off = self._with_amount("differs", f"ROUND(total-{PLAN_TOTAL},2)")
            agrees = quoted(self.words.ui("workbook.agrees"))
            unknown = self.words.ui("workbook.unknown_total")
            self.writer.formula(
                result,
                f"IF(COUNT(total,{PLAN_TOTAL})<2,{quoted(unknown)},"
                f"IF(ROUND(total-{PLAN_TOTAL},2)=0,{agrees},{off}))",
                self.words.ui("workbook.agrees") if isinstance(shown, Decimal) else unknown,
            )
        if balance := places.get("balance"):
            self._write_balance(balance)

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
            cell.parent.row_dimensions[cell.row].hidden = True

    def write_headers(self) -> None:
        """The project's name in the page headers and footers."""
        name = cast("Names", self.names["project"])["name"]
        said = " ".join(str(name).split()) if name else self.words.ui("document.budget")
        if len(said) > _LONGEST_IN_HEADER:
            said = f"{said[: _LONGEST_IN_HEADER - 1].rstrip()}…"
        for sheet in self.writer.homes.workbook.worksheets:
            for part in _header_parts(sheet):
                for side in (part.left, part.center, part.right):
                    if side.text and PROJECT in side.text:
                        side.text = side.text.replace(PROJECT, said.replace("&", "&&"))

    def hide_unused(self) -> None:
        """Hide the rows whose every line this cost model has no use for."""
        unused = {*self.writer.accounts.unused(), "rate.flat_costs", *_OPTIONAL}
        unused -= {line.base for line in self.writer.accounts.lines.values() if line.base in _OPTIONAL}
        for (title, row), bases in self.writer.bases_in_rows.items():
            if bases <= unused:
                self.writer.homes.workbook[title].row_dimensions[row].hidden = True

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
            f"IF(COUNT(gap)=0,{quoted(unknown)},IF(ROUND(gap,2)=0,{quoted(even)},"
            f"IF(gap>0,{less},{more})))",
            said,
        )

    def _with_amount(self, key: str, amount: str) -> str:
        """A sentence with a number in it, as an expression."""
        before, after = self.words.ui(f"workbook.{key}", amount="|").split("|")
        return f"{quoted(before)}&FIXED({amount},2)&{quoted(after)}"

    def _lacking(self, law: Law) -> Iterator[tuple[str, str]]:
        accounts = self.writer.accounts
        for line in accounts.budget.names():
            if accounts.shown(line) == accounts.missing:
                for name in accounts.budget.missing(line):
                    yield name, missing_in_words(name, self.words, law.programme)

    def _known(self) -> Iterator[str]:
        for name, value in self.names.items():
            yield name
            if isinstance(value, Names):
                yield from (f"{name}.{below}" for below in value.known)

    def _yearly(self) -> Iterator[str]:
        for line in self.writer.accounts.lines.values():
            if line.year is not None:
                yield f"year.{line.base}"


def _right_of(cell: Cell, places: int) -> Cell:
    """The cell so many columns to the right, looking the same."""
    other = cell.parent.cell(cell.row, cell.column + places)
    give_look(other, look_of(cell))
    return cast("Cell", other)


def _header_parts(sheet: Worksheet) -> Iterator[HeaderFooterItem]:
    for name in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
        yield getattr(sheet, name)
