"""Writing lines, texts and lists into a workbook; the value of every formula is kept beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from kanto_docs.documents.excel.accounts import Accounts
from kanto_docs.documents.excel.cells import (
    address,
    write_formula,
    write_number,
    write_text,
)
from kanto_docs.documents.excel.heights import height_of
from kanto_docs.documents.excel.homes import Homes
from kanto_docs.documents.excel.sheetml.formulas import names_in
from kanto_docs.documents.excel.sheetml.growing import grow
from kanto_docs.documents.excel.sheetml.sheet import Cell
from kanto_docs.documents.gaps import Gap, Rows, Said, gap_of
from kanto_docs.errors import TemplateError
from kanto_docs.formula import Unit
from kanto_docs.source import Path

FORMATS: Final[Mapping[Unit, str]] = {
    "euro": '#,##0.00 "€"',
    "percent": "0.00 %",
    "number": "0.00",
    "hours": "#,##0.0",
}
"""How a number is shown in a list that holds several units."""

Legend = Literal["input", "computed", "missing"]
"""What the colour of a cell says of its content."""


class Amount(NamedTuple):
    """A cell's content: the budget line of this name, or an echo of it."""

    name: str


class Plain(NamedTuple):
    """A cell's content: a number that is no line, with how it is shown."""

    number: Decimal
    unit: Unit


class Fixed(NamedTuple):
    """A cell's content: a text that is not there to be changed."""

    text: str


Content = object
"""What a cell is given: an Amount, a Plain, a Gap, nothing (None), or anything said as text."""
Row = Mapping[str, Content]


class Writer:
    """One workbook in the making."""

    def __init__(self, homes: Homes, accounts: Accounts) -> None:
        self.homes = homes
        self.accounts = accounts
        self.cached: dict[str, dict[str, Decimal | str]] = defaultdict(dict)
        self.gaps: dict[tuple[str | int, ...], Gap] = {}
        self.homed: set[str] = set()
        self.places: dict[Path, Cell] = {}
        """Where each field of the plan stands first."""
        self.bases_in_rows: dict[tuple[str, int], set[str]] = defaultdict(set)
        self._homes: dict[str, Cell] = {}
        self._formulas: list[tuple[Cell, str, Decimal | str]] = []

    def line(self, name: str, cell: Cell) -> None:
        """Give a line its home; what already has one elsewhere is shown again."""
        self.note_row(name, cell)
        if name in self.homed:
            self.formula(cell, name, self.accounts.shown(name))
            return
        self.homed.add(name)
        self._homes[name] = cell
        self.homes.give(name, cell)
        line = self.accounts.lines[name]
        if line.path and line.kind != "law":
            self.places.setdefault(line.path, cell)
        shown = self.accounts.shown(name)
        if line.formula is not None:
            self.formula(cell, self.accounts.excel(name, line.formula), shown)
        elif isinstance(shown, Decimal):
            self.number(cell, shown)
        else:
            write_text(cell, shown)

    def home_of(self, name: str) -> Cell | None:
        """The cell that a line has got in this workbook."""
        return self._homes.get(name)

    def number(self, cell: Cell, number: Decimal) -> None:
        """Write a number, to the last digit."""
        write_number(cell, number)

    def note_row(self, name: str, cell: Cell) -> None:
        """Remember which lines stand in a row, by what they are without item and year."""
        line = self.accounts.lines.get(name)
        self.bases_in_rows[cell.sheet.title, cell.row].add(line.base if line else name)

    def formula(self, cell: Cell, formula: str, value: Decimal | str) -> None:
        """Write a formula and keep its value."""
        write_formula(cell, formula, value)
        self._formulas.append((cell, formula, value))
        self.cached[cell.sheet.title][cell.coordinate] = value

    def settle(self) -> tuple[str, ...]:
        """Write values for formulas that speak of a line without a home; the cells with such."""
        known = {name.name.lower() for name in self.homes.workbook.names}
        plain = []
        for cell, formula, value in self._formulas:
            if all(name.lower() in known for name in names_in(formula)):
                continue
            if isinstance(value, Decimal):
                write_number(cell, value)
            else:
                write_text(cell, value)
            plain.append(address(cell))
        return tuple(plain)

    def keep(self, cell: Cell, value: Decimal | str) -> None:
        """Keep the value of a formula that is already in its cell."""
        cell.keep(value)
        self.cached[cell.sheet.title][cell.coordinate] = value

    def comment(self, cell: Cell, text: str) -> None:
        """Let a text be shown beside the cell (huomautus) to whoever points at it."""
        cell.sheet.notes[cell.row, cell.column] = text

    def add_comment(self, cell: Cell, text: str) -> None:
        """Let a text be shown after what is shown beside the cell already."""
        before = cell.sheet.notes.get((cell.row, cell.column))
        self.comment(cell, f"{before}\n\n{text}" if before else text)

    def put(self, cell: Cell, content: Content) -> None:
        """Write one piece of content into the cell."""
        if isinstance(content, Amount):
            self.line(content.name, cell)
        elif isinstance(content, Plain):
            self.number(cell, content.number)
            _show_as(cell, content.unit)
        elif content is None:
            cell.value = None
        elif isinstance(content, Fixed):
            if content.text:
                write_text(cell, content.text)
            self._mark(cell, "computed")
        elif (gap := gap_of(content)) is not None:
            self.gaps.setdefault(gap.path, gap)
            self.places.setdefault(gap.path, cell)
            write_text(cell, gap.short)
            self._mark(cell, "missing")
        else:
            if isinstance(content, Said):
                self.places.setdefault(content.path, cell)
            write_text(cell, str(content))

    def text(self, cell: Cell, content: Content) -> None:
        """Write one of the plan's own texts at a place of its own."""
        if isinstance(content, Rows) and content:
            content = str(content)
        self.put(cell, content)

    def rows(self, group: str, rows: Sequence[Row], *, units: bool = False) -> range:
        """Write a list downwards from its first row, each row looking like that one.

        With `units` a number is shown by its own unit, not as the first row shows it.
        """
        columns = self._columns(group, len(rows))
        if not columns:
            return range(0)
        sheet, first = next((cell.sheet, cell.row) for cell in columns.values())
        looks = {field: prototype.look for field, prototype in columns.items()}
        height = sheet.row_dimensions[first].height
        usual = height or sheet.row_dimensions.usual()
        for number, row in enumerate(rows, start=first):
            for field, prototype in columns.items():
                cell = sheet.cell(number, prototype.column)
                cell.look = looks[field]
                content = row.get(field)
                at_home = isinstance(content, Amount) and content.name not in self.homed
                self.put(cell, content)
                if isinstance(content, Amount):
                    self._look_by_kind(cell, content.name, at_home=at_home, units=units)
            written = (sheet.cell(number, prototype.column) for prototype in columns.values())
            needed = height_of(written, usual)
            if height is not None or needed > usual:
                sheet.row_dimensions[number].height = needed
        last = first + len(rows) - 1
        grow(sheet, [cell.column for cell in columns.values()], first, last)
        return range(first, first + len(rows))

    def _columns(self, group: str, rows: int) -> dict[str, Cell]:
        """The places of a list: side by side, and nothing below them.

        In somebody's own workbook it is enough that nothing stands where the rows come.
        """
        columns = self.homes.below(group)
        if len({(cell.sheet.title, cell.row) for cell in columns.values()}) > 1:
            raise TemplateError("workbook_list_split", list=group)
        for prototype in columns.values():
            last = prototype.row + rows - 1
            below = prototype.sheet.first_below(prototype, self.homes.reaches(group))
            if below is not None and (below.row <= last or not self.homes.foreign):
                raise TemplateError("workbook_list_not_last", list=group, cell=address(below))
            prototype.value = None
        return columns

    def _look_by_kind(self, cell: Cell, name: str, *, at_home: bool, units: bool) -> None:
        line = self.accounts.lines[name]
        if units:
            _show_as(cell, line.unit)
        if at_home and line.kind == "plan":
            self._mark(cell, "input")

    def _mark(self, cell: Cell, legend: Legend) -> None:
        """Colour the cell as the workbook's legend says, where it has one."""
        if model := self.homes.get(f"legend.{legend}"):
            cell.look = cell.sheet.book.styles.marked(cell.look, model.look)


def _show_as(cell: Cell, unit: Unit) -> None:
    """Show the cell's number in this unit."""
    cell.look = cell.sheet.book.styles.formatted(cell.look, FORMATS[unit])
