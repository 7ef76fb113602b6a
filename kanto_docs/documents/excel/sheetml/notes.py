"""Texts beside cells (huomautukset): Excel keeps what they say and how they look in two parts.

A workbook's own notes stay as they are; where one stands already, it is the office's that counts.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from kanto_docs.documents.excel.sheetml import ordering
from kanto_docs.documents.excel.sheetml.addresses import letters
from kanto_docs.documents.excel.sheetml.grid import Grid
from kanto_docs.documents.excel.sheetml.note_boxes import Notes, no_boxes, with_boxes
from kanto_docs.documents.excel.sheetml.ordering import placed
from kanto_docs.documents.excel.sheetml.spaces import MAIN, OFFICE

AUTHOR: Final = "kanto-docs"

_TEXTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BOXES_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_KEY: Final = f"{{{OFFICE}}}id"
_LETTERS: Final = (
    *(("sz", "val", "9"), ("color", "indexed", "81")),
    *(("rFont", "val", "Tahoma"), ("family", "val", "2")),
)
_NO_TEXTS: Final = f'<comments xmlns="{MAIN[1:-1]}"><authors/><commentList/></comments>'.encode()


def write_notes(sheet: Grid, number: int) -> None:
    """Write the texts that were put beside cells; `number` is the place of the sheet."""
    if not sheet.notes:
        return
    parts = sheet.book.parts
    texts = next(iter(parts.related(sheet.part, "comments")), None)
    if texts is None:
        texts = parts.free("xl/comments{}.xml")
        parts.put(texts, _NO_TEXTS, _TEXTS_TYPE)
        parts.relate(sheet.part, f"{OFFICE}/comments", texts)
    new = _said(parts.edit(texts), sheet.notes)
    key = placed(sheet.edit(), "legacyDrawing", ordering.SHEET)
    boxes = next(
        (one.part for one in parts.relations(sheet.part) if one.key == key.get(_KEY)), None
    )
    if boxes is None:
        boxes = parts.free("xl/drawings/vmlDrawing{}.vml")
        parts.put(boxes, no_boxes(number), _BOXES_TYPE)
        key.set(_KEY, parts.relate(sheet.part, f"{OFFICE}/vmlDrawing", boxes))
    parts.put(boxes, with_boxes(parts.content(boxes), sheet, new, number))


def _said(root: etree._Element, notes: Notes) -> Notes:
    """Add the texts to those that are there; those that were added."""
    order = ("authors", "commentList", "extLst")
    authors, listed = (placed(root, name, order) for name in order[:2])
    names = [one.text for one in authors]
    if AUTHOR not in names:
        names.append(AUTHOR)
        etree.SubElement(authors, f"{MAIN}author").text = AUTHOR
    who = str(names.index(AUTHOR))
    taken = {one.get("ref") for one in listed}
    new = {at: text for at, text in sorted(notes.items()) if _ref(at) not in taken}
    for at, text in new.items():
        comment = etree.SubElement(listed, f"{MAIN}comment", ref=_ref(at), authorId=who)
        run = etree.SubElement(etree.SubElement(comment, f"{MAIN}text"), f"{MAIN}r")
        look = etree.SubElement(run, f"{MAIN}rPr")
        for name, attribute, value in _LETTERS:
            etree.SubElement(look, f"{MAIN}{name}").set(attribute, value)
        said = etree.SubElement(run, f"{MAIN}t")
        said.text = text
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return new


def _ref(at: tuple[int, int]) -> str:
    row, column = at
    return f"{letters(column)}{row}"
