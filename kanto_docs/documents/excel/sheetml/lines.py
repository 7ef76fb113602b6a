"""The rows and columns of a sheet: how high, how wide, hidden or not."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from typing import Final

from lxml import etree

from kanto_docs.documents.excel.sheetml.addresses import column_of
from kanto_docs.documents.excel.sheetml.grid import Grid
from kanto_docs.documents.excel.sheetml.spaces import MAIN

Points = Decimal | float

_ON: Final = ("1", "true")
_ROW_HEIGHT: Final = Decimal(15)
_COLUMN_WIDTH: Final = Decimal("9.14")
"""How wide a column is, in letters, where nothing is said of it."""


class RowLook:
    """One row of a sheet."""

    __slots__ = ("_row", "_sheet")

    def __init__(self, sheet: Grid, row: int) -> None:
        self._sheet = sheet
        self._row = row

    @property
    def hidden(self) -> bool:
        """Whether the row is hidden."""
        found = self._sheet.find_row(self._row)
        return found is not None and found.get("hidden") in _ON

    @hidden.setter
    def hidden(self, hidden: bool) -> None:
        """Hide the row or show it."""
        _switch(self._sheet.make_row(self._row), "hidden", on=hidden)

    @property
    def height(self) -> Decimal | None:
        """How high the row is in points; None when nothing is said of it."""
        found = self._sheet.find_row(self._row)
        said = None if found is None else found.get("ht")
        return Decimal(said) if said else None

    @height.setter
    def height(self, height: Points) -> None:
        """Make the row so high, in points."""
        row = self._sheet.make_row(self._row)
        row.set("ht", str(height))
        row.set("customHeight", "1")


class Rows:
    """The rows of a sheet by number."""

    def __init__(self, sheet: Grid) -> None:
        self._sheet = sheet

    def __getitem__(self, row: int) -> RowLook:
        return RowLook(self._sheet, row)

    def usual_height(self) -> Decimal:
        """How high the sheet's rows are of which nothing is said, in points."""
        form = self._sheet.root.find(f"{MAIN}sheetFormatPr")
        said = None if form is None else form.get("defaultRowHeight")
        return Decimal(said) if said else _ROW_HEIGHT


class ColumnLook:
    """One column of a sheet."""

    __slots__ = ("_column", "_columns")

    def __init__(self, columns: Columns, column: int) -> None:
        self._columns = columns
        self._column = column

    @property
    def hidden(self) -> bool:
        """Whether the column is hidden."""
        found = self._columns.find(self._column)
        return found is not None and found.get("hidden") in _ON

    @hidden.setter
    def hidden(self, hidden: bool) -> None:
        """Hide the column or show it."""
        _switch(self._columns.make(self._column), "hidden", on=hidden)

    @property
    def width(self) -> Decimal:
        """How wide the column is, in letters."""
        found = self._columns.find(self._column)
        said = None if found is None else found.get("width")
        return Decimal(said) if said else self._columns.usual_width()

    @width.setter
    def width(self, width: Points) -> None:
        """Make the column so wide, in letters."""
        column = self._columns.make(self._column)
        column.set("width", str(width))
        column.set("customWidth", "1")


class Columns:
    """The columns of a sheet by their letters."""

    def __init__(self, sheet: Grid) -> None:
        self._sheet = sheet

    def __getitem__(self, letters: str) -> ColumnLook:
        return ColumnLook(self, column_of(letters))

    def usual_width(self) -> Decimal:
        """How wide the sheet's columns are of which nothing is said."""
        form = self._sheet.root.find(f"{MAIN}sheetFormatPr")
        said = None if form is None else form.get("defaultColWidth")
        return Decimal(said) if said else _COLUMN_WIDTH

    def find(self, column: int) -> etree._Element | None:
        """What is said of a column, perhaps together with its neighbours."""
        return self._sheet.find_column(column)

    def make(self, column: int) -> etree._Element:
        """What is said of this column alone, to be changed."""
        columns = self._sheet.make_columns()
        found = next((one for one in columns if _first(one) <= column <= _last(one)), None)
        if found is None:
            made = etree.Element(f"{MAIN}col")
            _span(made, column, column)
            made.set("width", str(self.usual_width()))
            columns.insert(sum(1 for one in columns if _last(one) < column), made)
            return made
        first, last = _first(found), _last(found)
        if first < column:
            before_it = deepcopy(found)
            _span(before_it, first, column - 1)
            found.addprevious(before_it)
        if column < last:
            after_it = deepcopy(found)
            _span(after_it, column + 1, last)
            found.addnext(after_it)
        _span(found, column, column)
        return found


def _first(column: etree._Element) -> int:
    return int(column.get("min", ""))


def _last(column: etree._Element) -> int:
    return int(column.get("max", ""))


def _span(column: etree._Element, first: int, last: int) -> None:
    column.set("min", str(first))
    column.set("max", str(last))


def _switch(element: etree._Element, attribute: str, *, on: bool) -> None:
    if on:
        element.set(attribute, "1")
    else:
        element.attrib.pop(attribute, "")
