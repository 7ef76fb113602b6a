"""The rules as a handbook: each with its law, its numbers and examples, linked both ways.

The messages under the examples are what the tool says of the smallest sample so changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from page import anchor, link, table

from handbook.book import Book, linked_law
from handbook.headings import OWN
from handbook.indexes import law_index, requirement_table
from handbook.section import section
from kanto_docs.formats.rulebook import Entry, codes, entry, rows
from kanto_docs.formats.rulebook.rows import NUMBER, REQUIRED
from kanto_docs.law import Law, Programme
from kanto_docs.words import Words


def handbook(programme: Programme, on: dt.date, language: str, other: str) -> Iterator[str]:
    """The whole page: the law as it stands on a day; `other` is the page in the other language."""
    law, words = Law(on, programme), Words(language)
    listed = tuple(rows(law, words, numbers=True))
    book = Book(law, words, OWN[language], listed, other)
    rules = [row for row in listed if row.kind != NUMBER]
    entries = [one for code in codes(law) if (one := entry(code, law, words, rules))]
    entries.sort(key=lambda one: list(_families(words)).index(one.code[0]))
    yield f"# {book.own['title']}"
    yield ""
    yield f"{book.own['lead']} [{book.own['other']}]({book.other})."
    yield from _contents(entries, book)
    for letter, family in groupby(entries, lambda one: one.code[0]):
        yield from _family(letter, list(family), book)
    yield from law_index(entries, book)
    yield from requirement_table(book)


def _families(words: Words) -> Mapping[str, str]:
    letters = "ATWSCFDPGIHVXYRQ"
    return {letter: words.ui(f"rulebook.family.{letter}") for letter in letters}


def _contents(entries: Sequence[Entry], book: Book) -> Iterator[str]:
    yield ""
    yield f"## {book.own['contents']}"
    yield ""
    names = _families(book.words)
    rows_: list[tuple[str, ...]] = []
    for letter, group in groupby(entries, lambda one: one.code[0]):
        family = list(group)
        rules = " ".join(link(one.code) for one in family if one.kind != REQUIRED)
        must = " ".join(link(one.code) for one in family if one.kind == REQUIRED)
        rows_.append((link(names[letter], f"family {letter}"), rules, must))
    yield from table((book.own["family"], book.own["rules"], book.own["must"]), rows_)
    yield ""
    yield f"{link(book.own['index'])} · {link(book.own['requirements'])}"


def _family(letter: str, family: Sequence[Entry], book: Book) -> Iterator[str]:
    yield ""
    yield f"## {anchor(f'family {letter}')}{_families(book.words)[letter]}"
    for one in family:
        if one.kind != REQUIRED:
            yield from section(one, book)
    must = [one for one in family if one.kind == REQUIRED]
    if must:
        yield ""
        yield f"### {_families(book.words)[letter]}: {book.own['must']}"
        yield ""
        heads = tuple(book.own[name] for name in ("code", "field", "ask", "phase", "law"))
        yield from table(heads, (_required(one, book) for one in must))


def _required(one: Entry, book: Book) -> tuple[str, ...]:
    row = next(row for row in book.law.programme.required() if row.code == one.code)
    field = next(row.title for row in book.listed if row.code == one.code)
    laws = "; ".join(linked_law(source, book) for source in one.sources)
    return (f"{anchor(one.code)}{one.code}", f"{field} `{row.path}`", one.fix, row.phase, laws)
