"""Which of our documents a file is, and in which language.

It is known by what it says of itself, else by which of them it is most like.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from kanto_docs.checking import Checked
from kanto_docs.documents.catalogue import DOCUMENTS, Document
from kanto_docs.documents.guard import Kind
from kanto_docs.documents.making import make
from kanto_docs.documents.own_templates import own_template
from kanto_docs.documents.package import CORE
from kanto_docs.documents.tying.aligning import label_of
from kanto_docs.documents.tying.opening import Package, package_of
from kanto_docs.documents.tying.sheets import book_of
from kanto_docs.documents.tying.units import Unit, plain
from kanto_docs.documents.tying.word import units_of_word
from kanto_docs.documents.word.template import names_used
from kanto_docs.errors import InputError
from kanto_docs.words import LANGUAGES, Words

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TRIED: Final = 3
"""How many documents are made anew to see which of them a file is."""
_LEAST: Final = 0.1
"""What share of our document's rows must be in a file that claims to be one."""


class Recognised(NamedTuple):
    """What a file is, and the same document made anew from the plan."""

    kind: str
    language: str
    made: Package
    names: frozenset[str]
    """The names of the view that its template uses."""


def recognised(checked: Checked, package: Package, template: Path | None) -> Recognised:
    """What the file is. Raises InputError when it is none of our documents."""
    kinds = [one for one in DOCUMENTS.values() if one.ending == package.kind]
    subject, language = _said(package)
    told = [
        (kind, one)
        for kind in kinds
        for one in kind.languages
        if plain(kind.title(Words(one))) == subject
    ]
    if template is not None:
        ours, said = told[0] if told else (kinds[0], "")
        chosen = language or said or checked.report.language or LANGUAGES[0]
        return _made(ours, chosen, checked, template)
    labels = Counter(_labels(package, Words(language or LANGUAGES[0])))
    candidates = [one for one in told if not language or one[1] == language]
    candidates = candidates or _nearest(labels, kinds, package.kind)
    best: tuple[float, Recognised] | None = None
    for kind, one in candidates:
        made = _made(kind, one, checked)
        likeness = _likeness(labels, made.made, one)
        if best is None or likeness > best[0]:
            best = likeness, made
    if best is None or best[0] < _LEAST:
        raise InputError("document_not_ours")
    return best[1]


def _nearest(
    labels: Counter[str], kinds: Sequence[Document], ending: Kind
) -> list[tuple[Document, str]]:
    """The documents and languages whose templates are most like the file."""
    every = ((kind, one) for kind in kinds for one in kind.languages)
    ranked = [
        (_likeness(labels, package_of(kind.template(one), ending), one), kind, one)
        for kind, one in every
    ]
    ranked.sort(key=lambda row: -row[0])
    return [(kind, one) for _, kind, one in ranked[:_TRIED]]


def _likeness(labels: Counter[str], ours: Package, language: str) -> float:
    """What share of our rows the file has."""
    wanted = Counter(_labels(ours, Words(language)))
    return (labels & wanted).total() / max(1, wanted.total())


def _made(
    kind: Document, language: str, checked: Checked, template: Path | None = None
) -> Recognised:
    payload = make(kind.name, checked, Words(language), template).payload
    source = own_template(template) if template else kind.template(language)
    if kind.ending == "docx":
        return Recognised(kind.name, language, package_of(payload, "docx"), names_used(source))
    return Recognised(kind.name, language, package_of(payload, "xlsx"), frozenset())


def _said(package: Package) -> tuple[str, str]:
    """The subject and the language that the file names."""
    root = package.part(CORE)
    if root is None:
        return "", ""
    subject = plain(root.findtext(f"{_DC}subject") or "")
    language = (root.findtext(f"{_DC}language") or "")[:2].lower()
    return subject, language if language in LANGUAGES else ""


def _labels(package: Package, words: Words) -> Iterator[str]:
    yield from (label_of(unit) for unit in _units(package, words))


def _units(package: Package, words: Words) -> Iterator[Unit]:
    if package.kind == "docx":
        yield from units_of_word(package)
        return
    book = book_of(package, words)
    for title in book.sheets:
        yield from book.rows(title, frozenset())
