"""A sheet of a workbook and its cells: where they are, what stands in them, how they look."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, Literal

from kanto_docs.documents.excel.sheetml.addresses import area, letters
from kanto_docs.documents.excel.sheetml.grid import CELL, Grid
from kanto_docs.documents.excel.sheetml.lines import Columns, Rows
from kanto_docs.documents.excel.sheetml.shared import Shared
from kanto_docs.documents.excel.sheetml.spaces import MAIN
from kanto_docs.documents.excel.sheetml.styles import Look
from kanto_docs.documents.excel.sheetml.values import (
    Value,
    put_formula,
    put_nothing,
    put_number,
    put_result,
    put_text,
    result_of,
    value_of,
)

State = Literal["visible", "hidden", "veryHidden"]

_STATES: Final[dict[str, State]] = {"hidden": "hidden", "veryHidden": "veryHidden"}


class Cell:
    """A place on a sheet, whether or not the file holds anything there."""

    __slots__ = ("column", "row", "sheet")

    def __init__(self, sheet: Sheet, row: int, column: int) -> None:
        self.sheet = sheet
        self.row = row
        self.column = column

    def __repr__(self) -> str:
        return f"{self.sheet.title}!{self.coordinate}"

    @property
    def column_letter(self) -> str:
        """The letters of its column."""
        return letters(self.column)

    @property
    def coordinate(self) -> str:
        """Its address on the sheet: B4."""
        return f"{letters(self.column)}{self.row}"

    @property
    def value(self) -> Value:
        """The number or text in it, the formula with its equals sign, None when it is empty."""
        found = self.sheet.find(self.row, self.column)
        return None if found is None else value_of(found, self.sheet.book.strings)

    @value.setter
    def value(self, _: None) -> None:
        """Empty it; what else it may hold is written by `text`, `number` and `formula`."""
        if self.sheet.find(self.row, self.column) is not None:
            put_nothing(self.sheet.written_at(self.row, self.column))

    @property
    def result(self) -> Value:
        """What it shows: of a formula, the value stored beside it."""
        found = self.sheet.find(self.row, self.column)
        return None if found is None else result_of(found, self.sheet.book.strings)

    @property
    def look(self) -> Look:
        """The number of its look."""
        found = self.sheet.find(self.row, self.column)
        return self.sheet.look_at(self.row, self.column) if found is None else _look(found.get("s"))

    @look.setter
    def look(self, look: Look) -> None:
        """Give it a look."""
        self.sheet.make(self.row, self.column).set("s", str(look))

    def text(self, text: str) -> None:
        """Write a text that is nothing but text."""
        put_text(self.sheet.written_at(self.row, self.column), text)

    def number(self, number: Decimal) -> None:
        """Write a number."""
        put_number(self.sheet.written_at(self.row, self.column), number)

    def formula(self, formula: str, value: Value) -> None:
        """Write a formula, without its equals sign, and what it comes to."""
        put_formula(self.sheet.written_at(self.row, self.column), formula, value)

    def keep(self, value: Value) -> None:
        """Write what the formula that stands in it comes to."""
        put_result(self.sheet.make(self.row, self.column), value)
        self.sheet.written.add((self.row, self.column))

    def forget(self) -> None:
        """Leave what the formula that stands in it comes to for a program to find."""
        put_result(self.sheet.make(self.row, self.column), None)
        self.sheet.forgotten.add((self.row, self.column))


def _look(said: str | None) -> Look:
    return int(said) if said else 0


class Sheet(Grid):
    """A sheet of a workbook in the making."""

    def __init__(self, book: Shared, part: str, title: str) -> None:
        super().__init__(book, part, title)
        self.row_dimensions = Rows(self)
        self.column_dimensions = Columns(self)

    @property
    def sheet_state(self) -> State:
        """Whether the sheet's tab is shown."""
        entry = next(one for one in self.book.entries() if one.get("name") == self.title)
        return _STATES.get(entry.get("state", ""), "visible")

    @sheet_state.setter
    def sheet_state(self, state: State) -> None:
        """Show the sheet's tab or hide it."""
        for one in self.book.edited_entries():
            if one.get("name") == self.title:
                one.set("state", state)

    @property
    def hidden(self) -> bool:
        """Whether the sheet is hidden."""
        return self.sheet_state != "visible"

    @hidden.setter
    def hidden(self, hidden: bool) -> None:
        """Hide the sheet or show it."""
        self.sheet_state = "hidden" if hidden else "visible"

    def cell(self, row: int, column: int) -> Cell:
        """The cell in a row and column, both counted from one."""
        return Cell(self, row, column)

    def __getitem__(self, coordinate: str) -> Cell:
        """The cell of an address."""
        found = area(coordinate)
        if found is None:
            raise KeyError(coordinate)
        return Cell(self, found.top, found.left)

    def cells(self) -> Iterator[Cell]:
        """The cells that the file holds, row by row."""
        for row in sorted(self.rows()):
            for column in self.cells_in(row):
                yield Cell(self, row, column)

    def formulas(self) -> Iterator[tuple[Cell, str]]:
        """The cells that hold a formula, with it; nothing for one that shares another's."""
        for found in self.root.iter(f"{MAIN}f"):
            cell = found.getparent()
            if cell is not None and cell.tag == CELL and (where := area(cell.get("r", ""))):
                yield Cell(self, where.top, where.left), found.text or ""

    def place(self) -> int:
        """The place of the sheet in the workbook, as names for one sheet count it: from zero."""
        titles = [one.get("name") for one in self.book.entries()]
        return titles.index(self.title)

    def first_below(self, cell: Cell, least: int = 0) -> Cell | None:
        """The first cell below it, and below the row `least`, that holds something."""
        above = max(cell.row, least)
        for row in sorted(one for one in self.rows() if one > above):
            below = Cell(self, row, cell.column)
            if below.value is not None:
                return below
        return None

    @property
    def max_row(self) -> int:
        """The last row that the file holds; zero when there is none."""
        return max(self.rows(), default=0)

    def replace_in_headers(self, what: str, by: str) -> None:
        """Replace a text in the page headers and footers (ylä- ja alatunnisteet)."""
        found = self.root.find(f"{MAIN}headerFooter")
        if found is None or not any(what in (one.text or "") for one in found):
            return
        for edited in self.edit().iterchildren(f"{MAIN}headerFooter"):
            for one in edited:
                one.text = (one.text or "").replace(what, by)
