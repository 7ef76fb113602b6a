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


class _Line:
    """What the file says of one row or column."""

    __slots__ = ("_lines", "_number")

    def __init__(self, lines: Rows | Columns, number: int) -> None:
        self._lines = lines
        self._number = number

    @property
    def hidden(self) -> bool:
        """Whether it is hidden."""
        found = self._lines.find(self._number)
        return found is not None and found.get("hidden") in _ON

    @hidden.setter
    def hidden(self, hidden: bool) -> None:
        """Hide it or show it."""
        line = self._lines.make(self._number)
        if hidden:
            line.set("hidden", "1")
        else:
            line.attrib.pop("hidden", "")

    def _size(self, attribute: str) -> Decimal | None:
        found = self._lines.find(self._number)
        said = None if found is None else found.get(attribute)
        return Decimal(said) if said else None

    def _resize(self, attribute: str, size: Points, custom: str) -> None:
        line = self._lines.make(self._number)
        line.set(attribute, str(size))
        line.set(custom, "1")


class RowLook(_Line):
    """One row of a sheet."""

    __slots__ = ()

    @property
    def height(self) -> Decimal | None:
        """How high the row is in points; None when nothing is said of it."""
        return self._size("ht")

    @height.setter
    def height(self, height: Points) -> None:
        """Make the row so high, in points."""
        self._resize("ht", height, "customHeight")


class ColumnLook(_Line):
    """One column of a sheet."""

    __slots__ = ()

    @property
    def width(self) -> Decimal:
        """How wide the column is, in letters."""
        width = self._size("width")
        return self._lines.usual() if width is None else width

    @width.setter
    def width(self, width: Points) -> None:
        """Make the column so wide, in letters."""
        self._resize("width", width, "customWidth")


class Rows:
    """The rows of a sheet by number."""

    def __init__(self, sheet: Grid) -> None:
        self._sheet = sheet
        self.find = sheet.find_row
        self.make = sheet.make_row

    def __getitem__(self, row: int) -> RowLook:
        return RowLook(self, row)

    def usual(self) -> Decimal:
        """How high the rows are of which nothing is said, in points."""
        return _usual(self._sheet, "defaultRowHeight", _ROW_HEIGHT)


class Columns:
    """The columns of a sheet by their letters."""

    def __init__(self, sheet: Grid) -> None:
        self._sheet = sheet
        self.find = sheet.find_column

    def __getitem__(self, letters: str) -> ColumnLook:
        return ColumnLook(self, column_of(letters))

    def usual(self) -> Decimal:
        """How wide the columns are of which nothing is said, in letters."""
        return _usual(self._sheet, "defaultColWidth", _COLUMN_WIDTH)

    def make(self, column: int) -> etree._Element:
        """What is said of this column alone, to be changed."""
        columns = self._sheet.make_columns()
        found = next((one for one in columns if _first(one) <= column <= _last(one)), None)
        if found is None:
            made = etree.Element(f"{MAIN}col")
            _span(made, column, column)
            made.set("width", str(self.usual()))
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


def _usual(sheet: Grid, attribute: str, otherwise: Decimal) -> Decimal:
    form = sheet.root.find(f"{MAIN}sheetFormatPr")
    said = None if form is None else form.get(attribute)
    return Decimal(said) if said else otherwise


def _first(column: etree._Element) -> int:
    return int(column.get("min", ""))


def _last(column: etree._Element) -> int:
    return int(column.get("max", ""))


def _span(column: etree._Element, first: int, last: int) -> None:
    column.set("min", str(first))
    column.set("max", str(last))
