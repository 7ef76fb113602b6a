"""From the law to the rules, and from the requirements to what answers them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from page import anchor, link, slug, table

from handbook.book import Book, name_of
from kanto_docs.finding import Basis
from kanto_docs.formats.rulebook import Entry
from kanto_docs.formats.rulebook.requirements import Requirement, answers, requirements
from kanto_docs.formats.rulebook.rows import NUMBER, places
from kanto_docs.formats.rulebook.sections import Place, in_order
from kanto_docs.words.saying import section_in_words


def law_index(entries: Sequence[Entry], book: Book) -> Iterator[str]:
    """Every section of the law with what rests on it."""
    yield ""
    yield f"## {anchor(book.own['index'])}{book.own['index']}"
    yield ""
    yield book.own["index_lead"]
    found = _by_section(entries, book)
    for law, sections in groupby(sorted(found, key=in_order), lambda place: place.law):
        yield ""
        yield f"### {Place(law).law_in_full}"
        yield ""
        yield from table(
            (book.own["section"], book.own["rules"]),
            ((_in_index(one, book), " ".join(found[one])) for one in sections),
        )


def _by_section(entries: Sequence[Entry], book: Book) -> Mapping[Place, Sequence[str]]:
    """The links to all that rests on a section: rules, and the law's numbers."""
    found: dict[Place, list[str]] = defaultdict(list)
    for one in entries:
        bases = [source.basis for source in one.sources]
        bases += [held.basis for number in one.numbers for held in number.values]
        for section in _sections(bases):
            found[section].append(link(one.code))
    for row in book.listed:
        if row.kind == NUMBER:
            for section in _sections(row.basis):
                found[section].append(f"[`{row.code}`](parameters.md)")
    return found


def _sections(bases: Sequence[Basis]) -> Iterator[Place]:
    yield from dict.fromkeys(place.section for place in places(bases))


def _in_index(section: Place, book: Book) -> str:
    ((unit, number),) = section.parts or (("", ""),)
    written = f"liite {number.upper()}" if unit == "annex" else f"{number} {unit}".strip()
    return f"{anchor(name_of(section))}{section_in_words(written, book.words)}"


def requirement_table(book: Book) -> Iterator[str]:
    """Every requirement with what answers it."""
    yield ""
    yield f"## {anchor(book.own['requirements'])}{book.own['requirements']}"
    yield ""
    yield book.own["requirements_lead"]
    yield ""
    covered = answers(book.law.programme)
    heads = ["requirement", "source"] if book.words.language == "en" else []
    names = ["code", *heads, "answered"]
    yield from table(
        tuple(book.own[name] for name in names),
        (_requirement(row, covered.get(row.id, ()), book) for row in requirements()),
    )


def _requirement(row: Requirement, codes_: Sequence[str], book: Book) -> tuple[str, ...]:
    answered = " ".join(link(code) for code in codes_)
    if row.where:
        answered = f"*{book.own['computed']}*: `{row.where}`"
    elif row.because:
        english = book.words.language == "en"
        answered = row.because if english else f"[{book.own['elsewhere']}](rules.md#{slug(row.id)})"
    middle = (row.says, row.source) if book.words.language == "en" else ()
    return (f"{anchor(row.id)}{row.id}", *middle, answered)
