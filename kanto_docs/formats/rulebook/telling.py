"""One entry of the rule book as text, for `explain`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kanto_docs.formats.rulebook.entry import Entry
from kanto_docs.formats.rulebook.numbers import Number
from kanto_docs.formats.rulebook.rows import QUESTION
from kanto_docs.formats.wrapping import wrapped
from kanto_docs.words import Words


def told(one: Entry, words: Words) -> str:
    """The entry whole."""
    return "\n".join(_lines(one, words)) + "\n"


def _lines(one: Entry, words: Words) -> Iterator[str]:
    yield from wrapped(f"{one.code}: {one.title} ({one.mark})")
    yield from wrapped(" ".join(one.meaning))
    yield ""
    for text in one.says:
        yield from wrapped(f"{words.ui('rulebook.says')}: {text}")
    yield from wrapped(f"{words.ui('report.why').capitalize()}: {one.why}")
    fix = "" if one.kind == QUESTION else f"{words.ui('report.fix').capitalize()}: "
    yield from wrapped(f"{fix}{one.fix}")
    yield from _listed("rulebook.ways_out", one.ways_out, words)
    yield ""
    yield from _law(one, words)
    for number in one.numbers:
        yield from _number(number)
    yield from _listed("rulebook.passes", one.passes, words)
    yield from _listed("rulebook.fails", one.fails, words)
    yield from _listed(
        "rulebook.related", (f"{row.code} {row.title}" for row in one.related), words
    )
    if one.covers:
        yield words.ui("rulebook.covers", ids=", ".join(one.covers))


def _law(one: Entry, words: Words) -> Iterator[str]:
    if not one.sources:
        yield words.ui("rulebook.logic")
        return
    yield f"{words.ui('rulebook.law')}:"
    for source in one.sources:
        link = f"  {source.basis.url}" if source.basis.url else ""
        yield f"  {source.short} ({source.confidence}){link}"


def _number(number: Number) -> Iterator[str]:
    yield f"{number.title}:"
    for held in number.values:
        source = "; ".join(part for part in (held.source, held.confidence, held.checked) if part)
        yield from wrapped(f"{held.since}: {held.value}  ({source})", "  ", "    ")
        if held.note:
            yield from wrapped(held.note, "    ")


def _listed(key: str, texts: Iterable[str], words: Words) -> Iterator[str]:
    found = list(texts)
    if found:
        yield f"{words.ui(key)}:"
    for text in found:
        yield from wrapped(f"- {text}", "  ", "    ")
