"""What a handbook is written from, and how its parts name and link the law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from page import link, plain

from kanto_docs.formats.rulebook import Row
from kanto_docs.formats.rulebook.entry import Source
from kanto_docs.formats.rulebook.sections import Place, place_of
from kanto_docs.law import Law
from kanto_docs.words import Words


class Book(NamedTuple):
    """What one handbook is written from."""

    law: Law
    words: Words
    own: Mapping[str, str]
    """The page's own headings and sentences."""
    listed: tuple[Row, ...]
    other: str
    """The same handbook in the other language."""


def linked_law(source: Source, book: Book) -> str:
    """A source with its link to the index, and to the text itself."""
    place = place_of(source.basis)
    said = link(source.short, name_of(place.section)) if place else plain(source.short)
    return f"{said} ([{book.own['text']}]({source.basis.url}))" if source.basis.url else said


def name_of(section: Place) -> str:
    """The name of a section's anchor in the index."""
    return " ".join(("law", section.law, *(number for _, number in section.parts)))
