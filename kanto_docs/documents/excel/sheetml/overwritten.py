"""Texts that were written over: somebody's sample data does not stay behind in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from kanto_docs.documents.excel.sheetml.addresses import area
from kanto_docs.documents.excel.sheetml.book import Book
from kanto_docs.documents.excel.sheetml.grid import CELL
from kanto_docs.documents.excel.sheetml.sheet import Sheet
from kanto_docs.documents.excel.sheetml.spaces import MAIN

_ITEM: Final = f"{MAIN}si"


def empty_overwritten(book: Book) -> None:
    """Empty every shared text that only cells had which were written over.

    The others keep their numbers; the part is touched only when there is something to empty.
    """
    gone = {number for sheet in book.worksheets for number in _written_over(sheet)}
    gone -= {int(said) for sheet in book.worksheets for _, said in _texts(sheet.root)}
    if not gone:
        return
    (part, *_) = book.parts.related(book.part, "sharedStrings")
    for number, item in enumerate(book.parts.edit(part).iterchildren(_ITEM)):
        if number in gone:
            item.clear()
            etree.SubElement(item, f"{MAIN}t")


def _written_over(sheet: Sheet) -> Iterator[int]:
    """The numbers of the texts that stood where something was written."""
    if not sheet.written:
        return
    for cell, said in _texts(sheet.book.parts.pristine(sheet.part)):
        where = area(cell.get("r", ""))
        if where is not None and (where.top, where.left) in sheet.written:
            yield int(said)


def _texts(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The cells that have a shared text, with its number."""
    for cell in root.iter(CELL):
        if cell.get("t") == "s" and (said := cell.findtext(f"{MAIN}v")):
            yield cell, said
