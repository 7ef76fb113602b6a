"""The fixed places of the workbook: texts, totals, years and page headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, cast

from kanto_docs.budget import name_of
from kanto_docs.budget.models import LUMP_SUM
from kanto_docs.documents.excel.accounts import STAFF
from kanto_docs.documents.excel.cells import write_text
from kanto_docs.documents.excel.heights import height_of
from kanto_docs.documents.excel.homes import free_right_of, right_of
from kanto_docs.documents.excel.limits import RATES, write_rates
from kanto_docs.documents.excel.sheetml.sheet import Cell
from kanto_docs.documents.excel.writing import Writer
from kanto_docs.documents.gaps import Names
from kanto_docs.law import Law
from kanto_docs.plan import Plan
from kanto_docs.words import Words
from kanto_docs.words.missing import programme_name

PROJECT: Final = "{project}"
"""What stands in a template's page header for the project's name."""
_PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    "check": ("total", "result", "balance", "differing"),
    "choices": ("employment", "category", "kind", "agreement"),
    "details": ("label", "total", "year"),
    "gaps": ("label",),
    "law": ("title", "value", "source", "checked_on", "confidence", "note"),
    "legend": ("input", "computed", "missing"),
    "members": ("heading", "role", "sheet"),
    "missing": ("banner", "heading"),
    "note": ("cost_model", "pay_model", "law"),
    "rate": RATES,
}
"""Places that are not the plan's own: the first part of their names and what may follow."""
_LISTS: Final = ("staff", "costs", "sources", "outputs", "income", "group", "checked")
_OPTIONAL: Final = (
    *("grant_share", "grant_amount", "prepayment_share", "prepayment_amount"),
    *("side_cost_percent", "period_months", "recovery", "paid"),
    *("services_to_staff", "travel_to_staff", "outputs_total", "outputs_gap"),
)
"""Lines that not every budget has; a row that holds nothing else is hidden."""
_PAY_MODEL: Final = "pay_model"
_LONGEST_IN_HEADER: Final = 100
_LINE_HEIGHT: Final = Decimal("16.5")
"""Points that one line of text takes."""


class Sheets:
    """Fills the fixed places of one workbook."""

    def __init__(self, writer: Writer, names: Mapping[str, object], words: Words) -> None:
        self.writer = writer
        self.names = names
        self.words = words

    def check_places(self) -> None:
        """Raise TemplateError for a place of ours that there is not."""
        for group, known in _PLACES.items():
            for rest in self.writer.homes.below(group):
                if rest not in known:
                    names = [f"{group}.{one}" for one in known]
                    self.writer.homes.refuse(f"{group}.{rest}", names)

    def write_texts(self) -> None:
        """The plan's own texts, by the names that Word templates use too."""
        for name, cell in list(self.writer.homes.places().items()):
            first, *rest = name.split(".")
            if rest and (first in _PLACES or first in _LISTS or first == "year"):
                continue
            if not rest and (name in self.writer.accounts.lines or name not in self.names):
                continue
            if name == _PAY_MODEL and self._is_without_staff():
                self.writer.note_row(name, cell)
                continue
            if rest and first not in self.names:
                self.writer.homes.leave(name, [*self._known(), *_PLACES, *_LISTS, "year"])
                continue
            found: object = self.names
            for step in (first, *rest):
                if isinstance(found, Names):
                    found = found.known
                if not isinstance(found, Mapping) or step not in found:
                    self.writer.homes.refuse(name, self._known())
                found = found[step]
            self.writer.text(cell, found)
            if not self.writer.homes.foreign:
                _make_room(cell)

    def write_totals(self) -> None:
        """Every line whose home the template names; a line that this budget has not is empty."""
        for name, cell in list(self.writer.homes.places().items()):
            if name in self.writer.accounts.lines:
                self.writer.line(name, cell)
            elif name in _OPTIONAL:
                cell.value = None
                self.writer.note_row(name, cell)
        write_rates(self.writer)

    def write_years(self) -> None:
        """The years as columns, and each line's years in them."""
        years = self.writer.accounts.budget.years
        places = self.writer.homes.below("year")
        heading = places.pop("heading", None)
        detail = self.writer.homes.get("details.year")
        if heading is not None and not years:
            self.writer.put(heading, cast("Names", self.names["schedule"])["start"])
        for name in () if years else _OPTIONAL:
            if name in places:
                self.writer.note_row(name, places[name])
        for place, year in enumerate(years):
            if heading is not None:
                cell = free_right_of(heading, place)
                self.writer.number(cell, Decimal(year))
                widths = cell.sheet.column_dimensions
                if place and not self.writer.homes.foreign:
                    wide = widths[heading.column_letter].width
                    widths[cell.column_letter].width = wide
            for name, first in places.items():
                cell = free_right_of(first, place)
                dated = name_of(name, year=year)
                if dated in self.writer.accounts.lines:
                    self.writer.line(dated, cell)
                elif name in _OPTIONAL:
                    self.writer.note_row(name, cell)
                else:
                    self.writer.homes.refuse(f"year.{name}", self._yearly())
            if detail is not None:
                self.writer.homes.add(f"details.{year}", right_of(detail, place))

    def write_echoes(self) -> None:
        """Keep the value of every cell whose formula is the name of one line."""
        lines = self.writer.accounts.lines
        known = {name.casefold(): name for name in lines}
        for cell, name in self.writer.homes.echoes():
            line = known.get(name.casefold())
            if line is not None and cell.coordinate not in self.writer.cached[cell.sheet.title]:
                self.writer.note_row(line, cell)
                self.writer.keep(cell, self.writer.accounts.shown(line))

    def write_notes(self, plan: Plan, law: Law) -> None:
        """What the models mean, and of which day the law is."""
        notes = self.writer.homes.below("note")
        for model in ("cost_model", "pay_model"):
            value = getattr(plan, model)
            if (cell := notes.get(model)) is not None:
                key = f"workbook.{model}.{value}"
                write_text(cell, self.words.ui(key) if self.words.has(key) else "")
        if (cell := notes.get("law")) is not None:
            said = programme_name(law, self.words)
            call = law.call.code if law.call else self.words.ui("report.no_call")
            text = self.words.ui("report.law", on=law.on, programme=said, call=call)
            write_text(cell, text)

    def write_headers(self) -> None:
        """The project's name in the page headers and footers."""
        name = cast("Names", self.names["project"])["name"]
        said = " ".join(str(name).split()) if name else self.words.ui("doc.file.budget")
        if len(said) > _LONGEST_IN_HEADER:
            said = f"{said[: _LONGEST_IN_HEADER - 1].rstrip()}…"
        for sheet in self.writer.homes.workbook.worksheets:
            sheet.replace_in_headers(PROJECT, said.replace("&", "&&"))

    def hide_unused(self) -> None:
        """Hide the rows whose every line this cost model has no use for."""
        rates = {f"rate.{name}" for name in _PLACES["rate"]}
        unused = {*self.writer.accounts.unused(), *rates, *_OPTIONAL, _PAY_MODEL}
        unused -= {line.base for line in self.writer.accounts.lines.values()} & set(_OPTIONAL)
        staff = self.writer.homes.below("staff").values()
        kept = {cell.sheet.title for cell in staff if self.writer.accounts.budget.people}
        for (title, row), bases in self.writer.bases_in_rows.items():
            if bases <= unused and not (title in kept and bases <= set(STAFF)):
                self.writer.homes.workbook[title].row_dimensions[row].hidden = True
        self._hide_sheets()

    def _hide_sheets(self) -> None:
        """Hide the sheets that this project has no use for."""
        budget = self.writer.accounts.budget
        unused = {
            "outputs": budget.model != LUMP_SUM,
            "staff": self._is_without_staff(),
            "group": "group_total" not in self.writer.accounts.lines,
        }
        for group, empty in unused.items():
            cell = next(iter(self.writer.homes.below(group).values()), None)
            if empty and cell is not None:
                cell.sheet.sheet_state = "hidden"

    def _is_without_staff(self) -> bool:
        """Whether nobody is paid and the total does not rest on pay either."""
        accounts = self.writer.accounts
        return not accounts.budget.people and "staff_costs" in accounts.unused()

    def _known(self) -> Iterator[str]:
        for name, value in self.names.items():
            yield name
            if isinstance(value, Names):
                yield from (f"{name}.{below}" for below in value.known)

    def _yearly(self) -> Iterator[str]:
        for line in self.writer.accounts.lines.values():
            if line.year is not None:
                yield f"year.{line.base}"


def _make_room(cell: Cell) -> None:
    """Make the row as high as a long text needs it in its column."""
    row = cell.sheet.row_dimensions[cell.row]
    row.height = max(row.height or _LINE_HEIGHT, height_of([cell], _LINE_HEIGHT))
