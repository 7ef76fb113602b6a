"""Writing into cells: a text stays a text, a number is finite, a style is copied whole."""

from __future__ import annotations

import re
from copy import copy
from decimal import Decimal
from typing import Final, cast

from openpyxl.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

from kanto_docs.errors import OutputError

LONGEST_TEXT: Final = 32_767
"""What a cell holds, counted as Excel counts: in UTF-16 units."""
LONGEST_FORMULA: Final = 8_192

_FORMULA_LIKE: Final = tuple("=+-@\t\r\n")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_text(cell: Cell, text: str) -> None:
    """Put `text` into the cell as nothing but text, whole, whatever it begins with."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    where = address(cell)
    if found := _FORBIDDEN.search(text):
        raise OutputError("cell_character", cell=where, character=f"U+{ord(found[0]):04X}")
    length = len(text.encode("utf-16-le")) // 2
    if length > LONGEST_TEXT:
        raise OutputError("cell_too_long", cell=where, length=length, limit=LONGEST_TEXT)
    cell.value = _ESCAPE_LIKE.sub("_x005F_", text)
    cell.data_type = "s"
    if text.startswith(_FORMULA_LIKE):
        cell.quotePrefix = True
    if "\n" in text:
        wrapped = cast("Alignment", copy(cell.alignment))
        wrapped.wrap_text = True
        cell.alignment = wrapped


def write_number(cell: Cell, number: Decimal) -> None:
    """Put a number into the cell."""
    if not number.is_finite():
        raise ValueError(number)
    cell.value = number


def write_formula(cell: Cell, formula: str) -> None:
    """Put a formula, given without its equals sign, into the cell."""
    if len(formula) > LONGEST_FORMULA:
        where, length = address(cell), len(formula)
        raise OutputError("cell_too_long", cell=where, length=length, limit=LONGEST_FORMULA)
    cell.value = f"={formula}"


def quoted(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def look_of(cell: Cell) -> StyleArray:
    """The whole look of a cell, as it is now."""
    look: StyleArray = copy(cell._style)  # type: ignore[attr-defined]  # noqa: SLF001  # no public way
    return look


def give_look(cell: Cell, look: StyleArray) -> None:
    """Make the cell look so."""
    cell._style = copy(look)  # type: ignore[attr-defined]  # noqa: SLF001  # the same


def sheet_of(cell: Cell) -> Worksheet:
    """The sheet of a cell; openpyxl's types allow it others."""
    return cast("Worksheet", cell.parent)


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell in a row and column, both counted from one."""
    return cast("Cell", sheet.cell(row, column))


def address(cell: Cell) -> str:
    """A cell as people find it: Rahoitus!B4."""
    return f"{sheet_of(cell).title}!{cell.coordinate}"
