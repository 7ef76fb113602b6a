"""A Word template as paragraphs, each with its place: the way a reader would find it."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, cast

from lxml import etree

from kanto_docs.documents.package import relationships_of
from kanto_docs.documents.word.cleaning import STORIES
from kanto_docs.documents.word.wordml import w
from kanto_docs.documents.workshop.headings import heading_styles, is_of_heading
from kanto_docs.documents.workshop.problems import Place, Story
from kanto_docs.documents.xml import strict

BODY: Final = re.compile(r"word/document\d*\.xml")
SHOWN: Final = 60
"""Letters of a paragraph that are enough to find it by."""

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STYLES = "word/styles.xml"
_NOTES = {w("footnote"), w("endnote"), w("comment")}
_PROPERTIES = {w(name) for name in ("pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr")}

Package = Mapping[str, bytes]
"""The parts of a file by their names."""
Holders = tuple[object, ...]
"""What a text stands in inside its paragraph."""
Letters = tuple[str, Holders]


@dataclass(frozen=True, eq=False)
class Paragraph:
    """One paragraph, and what it stands in; an empty one has the place of the last with text."""

    element: etree._Element
    part: str
    place: Place
    letters: tuple[Letters, ...]
    """Its texts, each with what holds it inside the paragraph: a link, a field, a control."""
    container: etree._Element
    """The cell, text box, note or body that it is a part of."""
    cell: etree._Element | None = None
    row: etree._Element | None = None
    table: etree._Element | None = None

    @cached_property
    def text(self) -> str:
        """Its text as marks are read from it."""
        return "".join(text for text, _ in self.letters)

    def holders(self, start: int, end: int) -> tuple[Holders, Holders]:
        """What holds the first and the last letter of a stretch of the text."""
        found, at = [], 0
        for text, holder in self.letters:
            if text and at < end and at + len(text) > start:
                found.append(holder)
            at += len(text)
        return found[0], found[-1]


def parts(payload: bytes) -> dict[str, bytes]:
    """The parts of a package that the guard has looked through."""
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist() if not one.is_dir()}


def without_parts(payload: bytes, names: Collection[object]) -> bytes:
    """The same file without these parts."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts(payload).items():
            if name not in names:
                archive.writestr(name, content)
    return saved.getvalue()


def paragraphs(package: Package, also: re.Pattern[str] | None = None) -> Iterator[Paragraph]:
    """Every paragraph, the body's first; `also` names further parts to be read."""
    headings = heading_styles(package.get(_STYLES))
    pages = dict(_pages(package))
    names = [one for one in package if STORIES.fullmatch(one) or (also and also.fullmatch(one))]
    for name in sorted(names, key=lambda one: (not BODY.fullmatch(one), one)):
        story = _story(name)
        root = strict(package[name])
        start = Place(story, pages.get(name, ""))
        yield from _Walk(headings, start, name).below(root, root)


def links(package: Package, name: str) -> dict[str, etree._Element]:
    """The relationships of a part by their id."""
    found = package.get(relationships_of(name))
    return {one.get("Id", ""): one for one in strict(found)} if found else {}


class _Walk:
    """Goes through one part in the order of reading."""

    def __init__(self, headings: frozenset[str], place: Place, part: str) -> None:
        self.headings = headings
        self.place = place
        self.part = part
        self.paragraph = 0
        self.table = 0

    def below(self, parent: etree._Element, container: etree._Element) -> Iterator[Paragraph]:
        """The paragraphs below an element that is no paragraph itself."""
        for child in parent.iterchildren(etree.Element):
            if child.tag == w("p"):
                yield from self._paragraph(child, container)
            elif child.tag == w("tbl"):
                yield from self._table(child)
            elif child.tag in _NOTES:
                self.paragraph = 0
                yield from self.below(child, child)
            elif child.tag not in _PROPERTIES:
                yield from self.below(child, container)

    def _table(self, table: etree._Element) -> Iterator[Paragraph]:
        self.table += 1
        number, outer, before = self.table, self.place, self.paragraph
        for at, row in enumerate(_rows(table), 1):
            for column, cell in enumerate(_cells(row), 1):
                self.place = replace(outer, table=number, row=at, cell=column)
                self.paragraph = 0
                for one in self.below(cell, cell):
                    if one.cell is None and not one.place.box:
                        yield replace(one, cell=cell, row=row, table=table)
                    else:
                        yield one
        self.place, self.paragraph = outer, before

    def _paragraph(
        self, paragraph: etree._Element, container: etree._Element
    ) -> Iterator[Paragraph]:
        letters = tuple(_letters(paragraph))
        whole = " ".join("".join(text or " " for text, _ in letters).split())
        if whole and not self.place.row and self._is_heading(paragraph):
            self.place = replace(self.place, heading=whole)
            self.paragraph = self.table = 0
        elif whole:
            self.paragraph += 1
        here = replace(self.place, paragraph=self.paragraph, text=whole[:SHOWN])
        yield Paragraph(paragraph, self.part, here, letters, container)
        for box in _boxes(paragraph):
            outer, before = self.place, self.paragraph
            self.place, self.paragraph = replace(outer, box=True), 0
            yield from self.below(box, box)
            self.place, self.paragraph = outer, before

    def _is_heading(self, paragraph: etree._Element) -> bool:
        level = paragraph.find(f"{w('pPr')}/{w('outlineLvl')}")
        if level is not None:
            return is_of_heading(level)
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        return style is not None and style.get(w("val")) in self.headings


def _letters(paragraph: etree._Element) -> Iterator[Letters]:
    """The texts of a paragraph itself; a break is an empty text."""
    fields = 0
    for element in _own(paragraph):
        if element.tag == w("fldChar"):
            fields += 1
        elif element.tag in (w("t"), w("tab"), w("br"), w("cr")):
            holders = [
                one
                for one in element.iterancestors()
                if one.tag != w("r") and paragraph in one.iterancestors()
            ]
            yield element.text or "", (*holders, fields)


def _own(paragraph: etree._Element) -> Iterator[etree._Element]:
    for child in paragraph.iterchildren(etree.Element):
        if child.tag in (w("p"), w("tbl"), _FALLBACK) or child.tag in _PROPERTIES:
            continue
        yield child
        yield from _own(child)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    for child in element.iterchildren(etree.Element):
        if child.tag == w("txbxContent"):
            yield child
        elif child.tag != _FALLBACK:
            yield from _boxes(child)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return _nearest(table, w("tr"))


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return _nearest(row, w("tc"))


def _nearest(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The elements of that name below, also those inside a content control."""
    for child in parent.iterchildren(etree.Element):
        if child.tag == tag:
            yield child
        elif child.tag not in _PROPERTIES:
            yield from _nearest(child, tag)


def _story(name: str) -> Story:
    kind = re.sub(r"\d*\.xml$", "", posixpath.basename(name)).lower()
    found = {"document": "body", "footnotes": "footnote", "endnotes": "endnote"}.get(kind, kind)
    return cast("Story", found if found in ("body", "header", "footer") else found.rstrip("s"))


def _pages(package: Package) -> Iterator[tuple[str, str]]:
    """Headers and footers that are only on first or on even pages."""
    body = next((one for one in package if BODY.fullmatch(one)), None)
    if body is None:
        return
    targets = {
        key: posixpath.normpath(posixpath.join("word", one.get("Target", "")))
        for key, one in links(package, body).items()
    }
    for tag in ("headerReference", "footerReference"):
        for one in strict(package[body]).iter(w(tag)):
            name = targets.get(one.get(_REFERENCE, ""))
            if name and one.get(w("type")) in ("first", "even"):
                yield name, one.get(w("type"), "")
