"""Charts keep the figures they were last drawn from; those of cells that were written are renewed.

A program draws from the cells when it opens the workbook; what previews and telephones show is what
is kept here. A chart over cells that nothing was written into keeps its very bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lxml import etree

from kanto_docs.documents.excel.sheetml.addresses import Area, letters
from kanto_docs.documents.excel.sheetml.book import Book
from kanto_docs.documents.excel.sheetml.formulas import spoken_of
from kanto_docs.documents.excel.sheetml.sheet import Sheet
from kanto_docs.documents.excel.sheetml.values import Value, digits

MOST_POINTS: Final = 10_000
"""Of more cells than these a chart keeps nothing."""

_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_C: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_KINDS: Final = {
    f"{_C}numRef": "numCache",
    f"{_C}strRef": "strCache",
    f"{_C}multiLvlStrRef": "multiLvlStrCache",
}


def redraw(book: Book) -> None:
    """Renew what the charts show of the cells that were written."""
    for name in book.parts.names():
        if not name.endswith(".xml") or book.parts.content_type(name) != _TYPE:
            continue
        if any(_written(book, ref) for ref in _references(book.parts.read(name))):
            for ref in _references(book.parts.edit(name)):
                _renew(book, ref)


def _references(root: etree._Element) -> Iterator[etree._Element]:
    return root.iter(*_KINDS)


def _written(book: Book, ref: etree._Element) -> tuple[Sheet, Area] | None:
    """Where the figures come from, when any of them was written or has become unknown."""
    spoken = spoken_of(ref.findtext(f"{_C}f") or "")
    if spoken.unclear or len(spoken.areas) != 1:
        return None
    title, area = spoken.areas[0]
    sheet = next((one for one in book.worksheets if one.title == title), None)
    if sheet is None or not any(area.holds(*at) for at in sheet.written | sheet.forgotten):
        return None
    return sheet, area


def _renew(book: Book, ref: etree._Element) -> None:
    found = _written(book, ref)
    if found is None:
        return
    kind = _KINDS[str(ref.tag)]
    old = ref.find(f"{_C}{kind}")
    code = None if old is None else old.findtext(f"{_C}formatCode")
    if old is not None:
        ref.remove(old)
    sheet, area = found
    cells = (area.right - area.left + 1) * (area.bottom - area.top + 1)
    unknown = any(area.holds(*at) for at in sheet.forgotten)
    if unknown or kind.startswith("multi") or cells > MOST_POINTS:
        return
    cache = etree.Element(f"{_C}{kind}")
    if kind == "numCache":
        etree.SubElement(cache, f"{_C}formatCode").text = code or "General"
    shown = list(_shown(sheet, area))
    etree.SubElement(cache, f"{_C}ptCount").set("val", str(len(shown)))
    for number, value in enumerate(shown):
        said = digits(value) if isinstance(value, Decimal) else value
        if said is not None and (kind == "strCache" or isinstance(value, Decimal)):
            point = etree.SubElement(cache, f"{_C}pt", idx=str(number))
            etree.SubElement(point, f"{_C}v").text = said
    formula = ref.find(f"{_C}f")
    if formula is not None:
        formula.addnext(cache)


def _shown(sheet: Sheet, area: Area) -> Iterator[Value]:
    """The values of the cells; a chart leaves hidden rows and columns out."""
    rows = [r for r in range(area.top, area.bottom + 1) if not sheet.row_dimensions[r].hidden]
    for column in range(area.left, area.right + 1):
        if not sheet.column_dimensions[letters(column)].hidden:
            for row in rows:
                yield sheet.cell(row, column).result
