"""Opening workbooks, once for many fillings, and saying what they hold that we leave as it is."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from kanto_docs.documents.excel.sheetml.book import Book
from kanto_docs.documents.excel.sheetml.grid import CELL
from kanto_docs.documents.excel.sheetml.parts import Template
from kanto_docs.documents.excel.sheetml.spaces import MAIN
from kanto_docs.documents.guard import guard
from kanto_docs.errors import TemplateError

KEPT_TEMPLATES: Final = 8
"""How many templates are kept open, in case they are filled again."""

_PRIVATE: Final[Mapping[str, re.Pattern[str]]] = {
    "custom_properties": re.compile(r"docProps/custom\.xml"),
    "custom_xml": re.compile(r"customXml/.*"),
    "thumbnail": re.compile(r"docProps/thumbnail\..*"),
}
"""Parts that would hand on something of somebody's earlier workbook."""
_HELD: Final[Mapping[str, re.Pattern[str]]] = {
    "chart": re.compile(r"xl/charts/chart[^/]*\.xml"),
    "comments": re.compile(r"xl/(comments\d*\.xml|comments/.*|threadedComments/.*)"),
    "picture": re.compile(r"xl/media/.*"),
    "form_control": re.compile(r"xl/ctrlProps/.*"),
    "slicer": re.compile(r"xl/(slicers|timelines)/.*"),
    "pivot_table": re.compile(r"xl/pivotTables/[^/]*\.xml"),
    "embedded_object": re.compile(r"xl/(embeddings|activeX)/.*"),
}
"""Things that are parts of their own."""
_SAID: Final[Mapping[str, tuple[str, bytes]]] = {
    "text_box": ("drawings/", b"txBox="),
    "header_picture": ("worksheets/", b"<legacyDrawingHF"),
    "background": ("worksheets/", b"<picture "),
    "sparkline": ("worksheets/", b":sparklineGroup"),
    "newer_list": ("worksheets/", b"<x14:dataValidation "),
    "newer_format": ("worksheets/", b"<x14:cfRule"),
}
"""Things that stand inside other parts: where, and what they begin with."""


@functools.lru_cache(maxsize=KEPT_TEMPLATES)
def opened(template: bytes) -> Template:
    """A template that the guard let through, ready to be filled. Raises TemplateError."""
    guard(template, "xlsx")
    kept = Template(template)
    for sheet in Book(kept).worksheets:
        for cell in sheet.root.iter(CELL):
            if not _makes_sense(cell, len(sheet.book.strings)):
                where = f"{sheet.title}!{cell.get('r')}"
                raise TemplateError("workbook_unreadable", reason=where)
    return kept


def _makes_sense(cell: etree._Element, texts: int) -> bool:
    """Whether a cell's look is a number, and its text one of the texts that cells share."""
    if not cell.get("s", "0").isdecimal():
        return False
    said = cell.findtext(f"{MAIN}v")
    return cell.get("t") != "s" or not said or (said.isdecimal() and int(said) < texts)


def private(book: Book) -> dict[str, list[str]]:
    """The parts that are left out of every workbook, by what they are."""
    return {
        kind: parts
        for kind, pattern in _PRIVATE.items()
        if (parts := [name for name in book.parts.names() if pattern.fullmatch(name)])
    }


def untouched(book: Book) -> tuple[str, ...]:
    """The kinds of things that stay as they are, though a library would lose or change them."""
    names = [name for name in book.parts.names() if name.startswith("xl/")]
    held = {
        kind for kind, pattern in _HELD.items() if any(pattern.fullmatch(name) for name in names)
    }
    for kind, (folder, beginning) in _SAID.items():
        inside = (name for name in names if name.startswith(f"xl/{folder}"))
        if any(beginning in book.parts.content(name) for name in inside):
            held.add(kind)
    return tuple(sorted(held))
