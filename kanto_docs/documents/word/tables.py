"""Mending tables after their rows and cells have been repeated or left out."""

from __future__ import annotations

from lxml import etree

from kanto_docs.documents.word.placing import w


def mend_tables(root: etree._Element) -> None:
    """Leave no table without rows, no cell without a paragraph, no row wider than its grid."""
    for row in list(root.iter(w("tr"))):
        if row.find(w("tc")) is None:
            _parent(row).remove(row)
    for table in list(root.iter(w("tbl"))):
        if table.find(w("tr")) is None:
            _parent(table).remove(table)
        else:
            _fit(table)
    for cell in root.iter(w("tc")):
        if len(cell) == 0 or cell[-1].tag != w("p"):
            etree.SubElement(cell, w("p"))


def _fit(table: etree._Element) -> None:
    """Make the grid follow the widths of the row with most cells, within the table's own width."""
    grid = table.find(w("tblGrid"))
    rows = [row for row in table.findall(w("tr")) if not list(row.iter(w("gridSpan")))]
    if grid is None or not rows:
        return
    widest = max(rows, key=lambda row: len(row.findall(w("tc"))))
    widths = [_width(cell) for cell in widest.findall(w("tc"))]
    whole = _width(table)
    if not all(widths) or not whole or [_grid(column) for column in grid] == widths:
        return
    fitted = [round(width * whole / sum(widths)) for width in widths]
    for column in list(grid):
        grid.remove(column)
    for width in fitted:
        etree.SubElement(grid, w("gridCol")).set(w("w"), str(width))
    for row in table.findall(w("tr")):
        _widen(row, fitted)


def _widen(row: etree._Element, widths: list[int]) -> None:
    at = 0
    for cell in row.findall(w("tc")):
        span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
        columns = int(span.get(w("val")) or 1) if span is not None else 1
        size = cell.find(f"{w('tcPr')}/{w('tcW')}")
        if size is not None:
            size.set(w("w"), str(sum(widths[at : at + columns])))
        at += columns


def _width(element: etree._Element) -> int:
    kind = "tbl" if element.tag == w("tbl") else "tc"
    size = element.find(f"{w(f'{kind}Pr')}/{w(f'{kind}W')}")
    fixed = size is not None and size.get(w("type")) == "dxa"
    return int(size.get(w("w")) or 0) if size is not None and fixed else 0


def _grid(column: etree._Element) -> int:
    return int(column.get(w("w")) or 0)


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    if parent is None:
        raise ValueError(element.tag)
    return parent
