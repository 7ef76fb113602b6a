"""The check of a Word template: everything that is wrong in it, in one run, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from kanto_docs.documents.guard import inspect
from kanto_docs.documents.package import as_document
from kanto_docs.documents.word.cleaning import without_traces
from kanto_docs.documents.word.wordml import w
from kanto_docs.documents.workshop.known import known, plans
from kanto_docs.documents.workshop.marks import (
    STATEMENTS,
    Mark,
    marks_of,
    pieces,
    single_braces,
    torn,
)
from kanto_docs.documents.workshop.naming import NameCheck
from kanto_docs.documents.workshop.problems import Problem
from kanto_docs.documents.workshop.reading import Paragraph, paragraphs, parts, without_parts
from kanto_docs.documents.workshop.structure import check_structure
from kanto_docs.documents.workshop.traces import READABLE, traces, unsafe
from kanto_docs.documents.workshop.trying import tried
from kanto_docs.source import Path
from kanto_docs.words import Words


class Found(NamedTuple):
    """What a check of a template came to."""

    problems: tuple[Problem, ...]
    used: frozenset[Path]
    """The names that the template uses, by their paths."""
    tried: int
    """How many plans it was filled with."""

    @property
    def broken(self) -> bool:
        """Whether the template must be mended before it can be used."""
        return any(one.grave for one in self.problems)


def check_word(template: bytes, words: Words) -> Found:
    """Check a Word template; what cannot be read safely is not read."""
    unfit = inspect(template, "docx")
    macros = {one.facts.get("part") for one in unfit if one.kind == "macros"}
    if macros:
        template = without_parts(template, macros)
        unfit += [one for one in inspect(template, "docx") if one not in unfit]
    if any(one.kind not in READABLE for one in unfit):
        return Found(tuple(Problem(one.kind, facts=one.facts) for one in unfit), frozenset(), 0)
    package = parts(template)
    cleaned, removed = without_traces(as_document(template))
    read = list(paragraphs(parts(cleaned)))
    names = NameCheck(known(words.language))
    problems = [unsafe(one, package) for one in unfit]
    problems += _of_marks(read, names)
    problems += traces(package, removed)
    problems += _looks(read)
    count = 0
    if not any(one.grave for one in problems):
        every = plans()
        problems += tried(template, every, words, read)
        count = len(every)
    at = {replace(one.place, text=""): number for number, one in enumerate(read)}

    def order(problem: Problem) -> tuple[bool, bool, int]:
        number = at.get(replace(problem.place, text=""), len(at))
        return not problem.grave, problem.place.story == "file", number

    return Found(tuple(sorted(problems, key=order)), frozenset(names.used), count)


def used_in(template: bytes, language: str) -> frozenset[Path]:
    """The names that a sound Word template uses, by their paths."""
    names = NameCheck(known(language))
    cleaned, _ = without_traces(as_document(template))
    _of_marks(list(paragraphs(parts(cleaned))), names)
    return frozenset(names.used)


def _of_marks(read: Sequence[Paragraph], names: NameCheck) -> list[Problem]:
    found: list[Problem] = []
    for _, story in groupby(read, key=lambda one: one.part):
        together = list(story)
        marks = [mark for one in together for mark in marks_of(one)]
        found += pieces(together)
        found += (problem for one in together for problem in torn(one))
        found += check_structure(marks)
        found += names.check([mark for mark in marks if _can_be_read(mark)])
        found += _single(together, names)
    return found


def _can_be_read(mark: Mark) -> bool:
    return mark.kind == "value" or (mark.kind == "statement" and mark.meant in STATEMENTS)


def _single(read: Sequence[Paragraph], names: NameCheck) -> Iterator[Problem]:
    """Known names in single braces; other texts in braces are the template's own."""
    for paragraph in read:
        for name, mark in single_braces(paragraph):
            if names.knows(tuple(name.split("."))):
                yield Problem("single_braces", paragraph.place, {"name": name}, mark, grave=False)


def _looks(read: Sequence[Paragraph]) -> Iterator[Problem]:
    """Tables that grow and do not repeat their heading row; pictures that nobody describes."""
    tables: set[object] = set()
    for paragraph in read:
        for picture in paragraph.element.iter(_PICTURE):
            if not (picture.get("descr") or picture.get("title")):
                yield Problem("no_description", paragraph.place, grave=False)
        grows = any(mark.unit == "tr" and mark.meant == "for" for mark in marks_of(paragraph))
        if grows and paragraph.table not in tables and paragraph.table is not None:
            tables.add(paragraph.table)
            row = paragraph.table.find(w("tr"))
            if row is None or row is paragraph.row or not _is_headed(paragraph.table):
                continue
            if row.find(f"{w('trPr')}/{w('tblHeader')}") is None:
                yield Problem("no_heading_row", paragraph.place, grave=False)


_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def _is_headed(table: etree._Element) -> bool:
    """Whether the look of the table says that its first row is a heading."""
    look = table.find(f"{w('tblPr')}/{w('tblLook')}")
    return look is not None and look.get(w("firstRow")) in {"1", "true", "on"}
