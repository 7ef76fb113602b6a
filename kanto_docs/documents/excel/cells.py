"""Writing into cells: a text stays a text, a number is finite, a look is copied whole."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from kanto_docs.documents.excel.sheetml.sheet import Cell
from kanto_docs.documents.excel.sheetml.values import Value
from kanto_docs.errors import OutputError

LONGEST_TEXT: Final = 32_767
"""What a cell holds, counted as Excel counts: in UTF-16 units."""
LONGEST_FORMULA: Final = 8_192

_FORMULA_LIKE: Final = tuple("=+-@\t\r\n")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_text(cell: Cell, text: str) -> None:
    """Put `text` into the cell as nothing but text, whole, whatever it begins with."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _FORBIDDEN.search(text):
        where, character = address(cell), f"U+{ord(found[0]):04X}"
        raise OutputError("cell_character", cell=where, character=character)
    length = len(text.encode("utf-16-le")) // 2
    if length > LONGEST_TEXT:
        raise OutputError("cell_too_long", cell=address(cell), length=length, limit=LONGEST_TEXT)
    cell.text(text)
    styles = cell.sheet.book.styles
    if text.startswith(_FORMULA_LIKE):
        cell.look = styles.quoting(cell.look)
    if "\n" in text:
        cell.look = styles.wrapping(cell.look)


def write_number(cell: Cell, number: Decimal) -> None:
    """Put a number into the cell."""
    if not number.is_finite():
        raise ValueError(number)
    cell.number(number)


def write_formula(cell: Cell, formula: str, value: Value = None) -> None:
    """Put a formula, given without its equals sign, into the cell, and what it comes to."""
    if len(formula) > LONGEST_FORMULA:
        where, length = address(cell), len(formula)
        raise OutputError("cell_too_long", cell=where, length=length, limit=LONGEST_FORMULA)
    cell.formula(formula, value)


def quoted_text(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def address(cell: Cell) -> str:
    """A cell as people find it: Rahoitus!B4."""
    return f"{cell.sheet.title}!{cell.coordinate}"
