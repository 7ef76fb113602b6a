"""Mending tables after their rows and cells have been repeated or left out."""

from __future__ import annotations

from lxml import etree

from kanto_docs.documents.word.wordml import w

_ROW, _CELL, _TABLE, _PARAGRAPH = (w(name) for name in ("tr", "tc", "tbl", "p"))
_SPAN = w("gridSpan")
_WIDTH, _TYPE = w("w"), w("type")
_DIGITS = 9
"""No width in a sound file has more."""
_TABLE_SIZE = f"{w('tblPr')}/{w('tblW')}"
_CELL_SIZE = f"{w('tcPr')}/{w('tcW')}"


def mend_tables(root: etree._Element) -> None:
    """Leave no table without rows, no cell without a paragraph, no row wider than its grid."""
    for row in list(root.iter(_ROW)):
        if row.find(_CELL) is None:
            _parent(row).remove(row)
    for table in list(root.iter(_TABLE)):
        if table.find(_ROW) is None:
            _parent(table).remove(table)
        else:
            _fit(table)
    for cell in root.iter(_CELL):
        if len(cell) == 0 or cell[-1].tag != _PARAGRAPH:
            etree.SubElement(cell, _PARAGRAPH)


def _fit(table: etree._Element) -> None:
    """Make the grid follow the widths of the row with most cells, within the table's own width."""
    grid = table.find(w("tblGrid"))
    spanning = {row for span in table.iter(_SPAN) for row in span.iterancestors(_ROW)}
    rows = [row for row in table.iterchildren(_ROW) if row not in spanning]
    if grid is None or not rows:
        return
    cells = max((row.findall(_CELL) for row in rows), key=len)
    widths = [_width(cell) for cell in cells]
    whole = _width(table)
    if not all(widths) or not whole or [_grid(column) for column in grid] == widths:
        return
    fitted = [round(width * whole / sum(widths)) for width in widths]
    for column in list(grid):
        grid.remove(column)
    for width in fitted:
        etree.SubElement(grid, w("gridCol")).set(_WIDTH, str(width))
    for row in table.findall(_ROW):
        _widen(row, fitted)


def _widen(row: etree._Element, widths: list[int]) -> None:
    at = 0
    for cell in row.findall(_CELL):
        span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
        columns = max(1, _number(span.get(w("val"), ""))) if span is not None else 1
        size = cell.find(_CELL_SIZE)
        if size is not None:
            size.set(_WIDTH, str(sum(widths[at : at + columns])))
        at += columns


def _width(element: etree._Element) -> int:
    size = element.find(_TABLE_SIZE if element.tag == _TABLE else _CELL_SIZE)
    return 0 if size is None or size.get(_TYPE) != "dxa" else _number(size.get(_WIDTH, ""))


def _grid(column: etree._Element) -> int:
    return _number(column.get(_WIDTH, ""))


def _number(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) <= _DIGITS else 0


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    if parent is None:
        raise ValueError(element.tag)
    return parent
