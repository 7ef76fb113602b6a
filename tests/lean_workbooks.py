"""Workbooks without what no value depends on, for a LibreOffice that has a thousand to calculate.

It spends its time on sheets as such (8 ms each), on print titles (20 ms each), on styles and row
heights, and hardly any on cells and formulas.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from lxml import etree

from tests.filling_excel import LINKED, NS

_BOOK: Final = "xl/workbook.xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"
_TYPES: Final = "[Content_Types].xml"
_KEPT: Final = ("_rels/.rels", _BOOK, _LINKS, _TYPES, "xl/styles.xml", "xl/sharedStrings.xml")
_WORKSHEET: Final = re.compile(rb"<worksheet[^>]*>")
_CELLS: Final = re.compile(rb"<sheetData>.*</sheetData>|<sheetData/>", re.DOTALL)
_ROW: Final = re.compile(rb'<row [^>]*?\br="(\d+)"[^>]*?(/?)>')
_FORMULA: Final = re.compile(rb"<f[ >][^<]*</f>")
_STYLES: Final = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    b'<borders count="1"><border/></borders><cellXfs>%s</cellXfs></styleSheet>'
)


def only_calculation(workbook: bytes) -> bytes:
    """The workbook as a calculation.

    Every sheet with a formula or a named cell stays, on it every cell byte for byte with its
    formula, its cached value and its text, and every name of a cell. Gone are the looks of cells,
    row heights, print titles, charts, pictures, notes, tables, conditional formats, validations,
    and sheets of plain texts that nothing refers to.
    """
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    book, links, types = (etree.fromstring(parts[name]) for name in (_BOOK, _LINKS, _TYPES))
    targets = {str(one.get("Id")): _part(str(one.get("Target"))) for one in links}
    for defined in list(book.iter(f"{NS}definedName")):
        if str(defined.get("name")).startswith("_xlnm."):
            _remove(defined)
    for sheet in list(_of_no_use(book, targets, parts)):
        del parts[targets[str(sheet.get(LINKED))]]
        _remove(sheet)
    sheets = {targets[str(sheet.get(LINKED))] for sheet in book.iter(f"{NS}sheet")}
    parts = {name: part for name, part in parts.items() if name in sheets or name in _KEPT}
    for one in list(links):
        if _part(str(one.get("Target"))) not in parts:
            _remove(one)
    for one in list(types):
        if one.get("PartName") and str(one.get("PartName"))[1:] not in parts:
            _remove(one)
    for one in list(root := etree.fromstring(parts["_rels/.rels"])):
        if str(one.get("Target")).removeprefix("/") not in parts:
            _remove(one)
    parts |= {name: _only_cells(parts[name]) for name in sheets}
    parts["xl/styles.xml"] = _plain_styles(parts["xl/styles.xml"])
    lists = {_BOOK: book, _LINKS: links, _TYPES: types, "_rels/.rels": root}
    parts |= {name: etree.tostring(tree, encoding="UTF-8") for name, tree in lists.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def _of_no_use(
    book: etree._Element, targets: dict[str, str], parts: dict[str, bytes]
) -> Iterator[etree._Element]:
    """Sheets without a formula that no name and no formula points to."""
    names = list(book.iter(f"{NS}definedName"))
    if any(name.get("localSheetId") for name in names):
        return  # those names count the sheets
    formulas = b"".join(found for part in parts.values() for found in _FORMULA.findall(part))
    pointers = "".join(name.text or "" for name in names) + formulas.decode()
    for sheet in book.iter(f"{NS}sheet"):
        title = str(sheet.get("name"))
        pointed = f"{title}!" in pointers or f"{title}'!" in pointers
        if not pointed and not _FORMULA.search(parts[targets[str(sheet.get(LINKED))]]):
            yield sheet


def _only_cells(sheet: bytes) -> bytes:
    begin, cells = _WORKSHEET.search(sheet), _CELLS.search(sheet)
    assert begin
    assert cells
    rows = _ROW.sub(rb'<row r="\1" ht="15" customHeight="1"\2>', cells[0])
    assert rows.count(b"<c ") == sheet.count(b"<c ")
    return begin[0] + rows + b"</worksheet>"


def _plain_styles(styles: bytes) -> bytes:
    """As many looks of cells as there were, all plain: cells say which they have by number."""
    looks = etree.fromstring(styles).find(f"{NS}cellXfs")
    return _STYLES % (b"<xf/>" * (1 if looks is None else len(looks)))


def _part(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _remove(one: etree._Element) -> None:
    parent = one.getparent()
    assert parent is not None
    parent.remove(one)
