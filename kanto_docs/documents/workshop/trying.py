"""A template tried with every sample plan and an empty one, exactly as `fill` would fill it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kanto_docs.checking import Checked
from kanto_docs.documents.filled import Filled, Properties
from kanto_docs.documents.gaps import Gap
from kanto_docs.documents.view import view
from kanto_docs.documents.word.rendering import render_word
from kanto_docs.documents.word.template import names_used
from kanto_docs.documents.workshop.problems import FILE, Place, Problem
from kanto_docs.documents.workshop.reading import Paragraph
from kanto_docs.errors import TemplateError
from kanto_docs.words import Words

_ABOUT = Properties("")
_PLAIN = re.compile(r"\s+")


def tried(
    template: bytes, plans: Iterable[Checked], words: Words, read: Sequence[Paragraph]
) -> Iterator[Problem]:
    """What stops the filling that nobody saw by reading; each once."""
    told: set[tuple[str, str]] = set()
    for checked in plans:
        try:
            filled(template, checked, words)
        except TemplateError as error:
            where = str(error.facts.get("paragraph", ""))
            if (error.kind, where) not in told:
                told.add((error.kind, where))
                yield Problem(error.kind, _place(where, read), error.facts)


def filled(template: bytes, checked: Checked, words: Words) -> Filled:
    """The document of one plan. Raises TemplateError."""
    names = view(checked, words, names_used(template))
    return render_word(template, names, _ABOUT)


def lacking(template: bytes, checked: Checked, words: Words) -> tuple[Gap, ...]:
    """What the template asks for and this plan does not say. Raises TemplateError."""
    return filled(template, checked, words).gaps


def _place(where: str, read: Sequence[Paragraph]) -> Place:
    wanted = _PLAIN.sub("", where)
    found = (one.place for one in read if wanted and _PLAIN.sub("", one.text).startswith(wanted))
    return next(found, FILE)
