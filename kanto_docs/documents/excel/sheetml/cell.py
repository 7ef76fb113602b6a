"""One cell of a sheet: its address, what stands in it, its look."""

from __future__ import annotations

from decimal import Decimal

from kanto_docs.documents.excel.sheetml.addresses import letters
from kanto_docs.documents.excel.sheetml.grid import Grid
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


class Cell:
    """A place on a sheet, whether or not the file holds anything there."""

    __slots__ = ("column", "row", "sheet")

    def __init__(self, sheet: Grid, row: int, column: int) -> None:
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
