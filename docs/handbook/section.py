"""One rule or question whole: its meaning, law, numbers and examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from page import anchor, link, plain, table

from handbook.book import Book, linked_law
from kanto_docs.cards import card, files
from kanto_docs.changing import changed
from kanto_docs.checking import check_source
from kanto_docs.choosing import NO_OPTIONS
from kanto_docs.finding import Change, Finding
from kanto_docs.formats.rulebook.entry import Entry
from kanto_docs.formats.rulebook.numbers import Number
from kanto_docs.formats.rulebook.rows import QUESTION
from kanto_docs.source import Source, read_file
from kanto_docs.words import Words
from kanto_docs.words.saying import say

SMALLEST: Final = Path(__file__).resolve().parents[2] / "samples" / "smallest" / "plan.yaml"


def section(one: Entry, book: Book) -> Iterator[str]:
    """The section of one rule or question."""
    yield ""
    yield f"### {anchor(one.code)}{one.code} {plain(one.title)}"
    yield ""
    name = files().get(one.code)
    source = f" ([{book.own['card']}](../schemas/rules/{name}))" if name else ""
    yield f"{plain(' '.join(one.meaning))}{source}"
    yield ""
    yield plain(one.why)
    yield ""
    heading = "" if one.kind == QUESTION else f"**{book.words.ui('report.fix').capitalize()}:** "
    yield f"{heading}{plain(one.fix)}"
    yield from _points(book.words.ui("rulebook.ways_out"), map(plain, one.ways_out))
    yield ""
    laws = "; ".join(f"{linked_law(source, book)}, {source.confidence}" for source in one.sources)
    logic = book.words.ui("rulebook.logic")
    yield f"**{book.words.ui('rulebook.law')}:** {laws}." if laws else logic
    yield from _numbers(one.numbers, book)
    yield from _examples(one, book)
    related = ", ".join(f"{link(row.code)} {plain(row.title)}" for row in one.related)
    if related:
        yield ""
        yield f"**{book.words.ui('rulebook.related')}:** {related}"
    if one.covers:
        yield ""
        yield f"**{book.own['answers']}:** {', '.join(link(row) for row in one.covers)}"


def _points(heading: str, texts: Iterable[str]) -> Iterator[str]:
    found = list(texts)
    if found:
        yield ""
        yield f"**{heading}:**"
        yield ""
        yield from (f"- {text}" for text in found)


def _numbers(numbers: Sequence[Number], book: Book) -> Iterator[str]:
    if not numbers:
        return
    yield ""
    heads = tuple(book.own[name] for name in ("number", "since", "value", "law", "known"))
    yield from table(
        heads,
        (
            (
                number.title if first == 0 else "",
                held.since,
                held.value,
                held.source,
                f"{held.confidence}; {held.checked}. {held.note}".strip(),
            )
            for number in numbers
            for first, held in enumerate(number.values)
        ),
    )


def _examples(one: Entry, book: Book) -> Iterator[str]:
    """One example in order and one that is not, with what the tool says of it."""
    if one.passes:
        yield ""
        yield f"**{book.own['passes']}:** {plain(one.passes[_telling(one.code, 'passes')])}"
    if one.fails:
        yield ""
        yield f"**{book.own['fails']}:** {plain(one.fails[_telling(one.code, 'fails')])}"
        for said in _heard(one.code, book.words):
            yield ""
            yield f"> {plain(said)}"
    elif one.says:
        yield from _points(book.words.ui("rulebook.says"), map(plain, one.says))


def _heard(code: str, words: Words) -> Iterator[str]:
    for finding in _findings(code):
        yield say(finding, words).message


def _telling(code: str, kind: str) -> int:
    """The example to show: the first beside a limit, else the first."""
    examples = card(code).examples[kind]
    return next((number for number, one in enumerate(examples) if "edge" in one), 0)


@cache
def _findings(code: str) -> tuple[Finding, ...]:
    """What the tool finds in the smallest sample, changed as the failing example says."""
    example = card(code).examples["fails"][_telling(code, "fails")]
    changes = [Change(_path(to), value) for to, value in (example.get("set") or {}).items()]
    changes += [Change(_path(to), None) for to in example.get("unset") or ()]
    data = changed(read_file(SMALLEST).data, changes)
    options = NO_OPTIONS._replace(folder=SMALLEST.parent)
    report = check_source(Source("plan.yaml", "", data, {}), options).report
    return tuple(finding for finding in report.findings if finding.code == code)


def _path(pointer: str) -> tuple[str | int, ...]:
    steps = (step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
    return tuple(int(step) if step.isdecimal() else step for step in steps)
