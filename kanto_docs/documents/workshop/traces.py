"""What a template holds besides its text: links to elsewhere, remains of its history, odd places.

Most of it is taken out of every document and only worth knowing; marks that stand in it are never
filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from lxml import etree

from kanto_docs.documents.guard import Problem as Unsafe
from kanto_docs.documents.package import APP, CORE, relationships_of
from kanto_docs.documents.word.cleaning import DELETED, INSERTED, STORIES, is_hidden
from kanto_docs.documents.word.wordml import w
from kanto_docs.documents.workshop.problems import FILE, Place, Problem
from kanto_docs.documents.workshop.reading import Package, Paragraph, links, paragraphs
from kanto_docs.documents.xml import strict

READABLE: Final = frozenset({"macros", "embedded", "external", "field", "missing_part"})
"""Kinds of what the guard refuses that do not keep one from reading on."""

_COMMENTS: Final = re.compile(r"word/comments\.xml")
_MARK: Final = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}")
_NEVER_FILLED: Final = re.compile(r"word/(charts|diagrams|embeddings)/.*\.xml")
_PROPERTIES: Final = (CORE, APP, "docProps/custom.xml")


def unsafe(found: Unsafe, package: Package) -> Problem:
    """What the guard refuses, with its place in the text when it has one."""
    return Problem(found.kind, _place_of(found, package), found.facts)


def traces(package: Package, removed: tuple[str, ...]) -> Iterator[Problem]:
    """Marks where nothing is filled, and what every document is freed from."""
    yield from _marks_never_filled(package)
    changes = _changes(package)
    if changes is not None:
        yield Problem("tracked_changes", changes, grave=False)
    told_already = {"deleted_text"} if changes is not None else set()
    if left := [kind for kind in removed if kind not in told_already]:
        yield Problem("removed", FILE, {"what": tuple(left)}, grave=False)


def _marks_never_filled(package: Package) -> Iterator[Problem]:
    for paragraph in paragraphs(package, _COMMENTS):
        yield from _in_paragraph(paragraph)
    for name in _PROPERTIES:
        yield from _in_part(package, name, "in_properties", grave=False)
    for name in package:
        if _NEVER_FILLED.fullmatch(name):
            yield from _in_part(package, name, "in_drawing")
        if STORIES.fullmatch(name):
            yield from _in_links(package, name)


def _in_paragraph(paragraph: Paragraph) -> Iterator[Problem]:
    if paragraph.place.story == "comment":
        for found in _MARK.findall(paragraph.text):
            yield Problem("in_comment", paragraph.place, {}, found, grave=False)
        return
    element, place = paragraph.element, paragraph.place
    for found in _MARK.findall(_hidden(element)):
        yield Problem("in_hidden_text", place, {}, found, grave=False)
    for found in _MARK.findall(_deleted(element)):
        yield Problem("in_deleted_text", place, {}, found, grave=False)
    for found in _MARK.findall(_instructions(element)):
        yield Problem("in_field", place, {}, found)


def _in_part(package: Package, name: str, kind: str, *, grave: bool = True) -> Iterator[Problem]:
    if name not in package:
        return
    text = "\n".join(map(str, strict(package[name]).itertext()))
    for found in _MARK.findall(text):
        yield Problem(kind, FILE, {}, found, grave)


def _in_links(package: Package, name: str) -> Iterator[Problem]:
    for key, link in links(package, name).items():
        found = _MARK.search(unquote(link.get("Target", "")))
        if found is not None:
            yield Problem("in_link", _place_of_link(package, name, key), {}, found[0])


def _hidden(paragraph: etree._Element) -> str:
    runs = filter(is_hidden, paragraph.iter(w("r")))
    return "".join(text.text or "" for run in runs for text in run.iter(w("t")))


def _deleted(paragraph: etree._Element) -> str:
    moved = (text for one in paragraph.iter(w("moveFrom")) for text in one.iter(w("t")))
    return "".join(text.text or "" for text in (*paragraph.iter(w("delText")), *moved))


def _instructions(paragraph: etree._Element) -> str:
    simple = (one.get(w("instr"), "") for one in paragraph.iter(w("fldSimple")))
    return "".join((*simple, *(one.text or "" for one in paragraph.iter(w("instrText")))))


def _changes(package: Package) -> Place | None:
    """The first place with a change that is neither accepted nor rejected."""
    tags = {w(name) for name in (*DELETED, *INSERTED)}
    for paragraph in paragraphs(package):
        if any(one.tag in tags for one in paragraph.element.iter(etree.Element)):
            return paragraph.place
    for name in package:
        if STORIES.fullmatch(name) and any(
            one.tag in tags for one in strict(package[name]).iter(etree.Element)
        ):
            return FILE
    return None


def _place_of(found: Unsafe, package: Package) -> Place:
    part = str(found.facts.get("part", ""))
    if found.kind == "field":
        wanted = str(found.facts.get("field", ""))
        return next(
            (
                one.place
                for one in paragraphs(package)
                if wanted in _instructions(one.element).upper()
            ),
            FILE,
        )
    for name in package:
        if relationships_of(name) == part and STORIES.fullmatch(name):
            for key, link in links(package, name).items():
                if link.get("Target", "")[:40] == str(found.facts.get("target", ""))[:40]:
                    return _place_of_link(package, name, key)
    return FILE


def _place_of_link(package: Package, name: str, key: str) -> Place:
    for element in strict(package[name]).iter(etree.Element):
        if key in element.attrib.values():
            return _near(package, name, element)
    return FILE


def _near(package: Package, name: str, element: etree._Element) -> Place:
    """The place of the paragraph that holds the element."""
    holder = next(element.iterancestors(w("p")), element)
    wanted = holder.getroottree().getpath(holder)
    for one in paragraphs(package):
        if one.part == name and one.element.getroottree().getpath(one.element) == wanted:
            return one.place
    return FILE
