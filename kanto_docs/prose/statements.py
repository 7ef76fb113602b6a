"""What a text says about its own project: how long, how much, how many people, from when to when.

The sentences stand as patterns in schemas/words-of-prose.yaml. Each must begin its sentence, so
"the neighbour's project lasts 18 months" is none of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from kanto_docs.patterns import lazy
from kanto_docs.prose.amounts import (
    WORD_OR_FIGURES,
    Quantity,
    meaning,
    number,
    numerals,
    qualifiers,
)
from kanto_docs.prose.days import DAY, Day, day_of
from kanto_docs.prose.fields import Text, own_texts
from kanto_docs.prose.names import own_names
from kanto_docs.prose.sentences import clauses, sentences
from kanto_docs.prose.wording import hinted, listed, one_of, speaks_of
from kanto_docs.source import Path, Source

_PROJECT: Final = lazy(r"hank(?:e|kee)|projekt|project", re.IGNORECASE)
_PLAIN: Final = lazy(r"[^\W\d_][^(){}\[\]|?*+.\\]*(?![?*+])")
_YEAR: Final = lazy(r"\b20\d\d\b")
_ANOTHER: Final = lazy(r"[^.;]{0,40}\b\d")
_MONTHS_A_YEAR: Final = 12
_THOUSAND: Final = 1000
_MILLION: Final = 1_000_000
_LONGEST: Final = 300
"""A statement about the project stands near the beginning of its sentence."""


class Statement(NamedTuple):
    """One statement: where it stands, as it is written, and what it says."""

    path: Path
    words: str
    quantity: Quantity
    unit: str = ""
    payer: str = ""


class Period(NamedTuple):
    """A statement on the project's first or last day, or both."""

    path: Path
    words: str
    start: Day | None
    end: Day | None


def statements(source: Source, kind: str) -> Iterator[Statement]:
    """Every statement of a kind in the texts on the project itself."""
    for path, match, language in _matches(source, kind):
        if _YEAR.search(match.string) or _goes_on(match, language):
            continue
        parts = match.groupdict()
        written = parts.get("n") or (parts.get("m") or "").rstrip(" ,.")
        value = number(written, language) if written else None
        if value is None:
            continue
        if scale := (parts.get("scale") or "").lower():
            value *= _MILLION if scale.startswith("m") else _THOUSAND
        unit = _unit(parts["unit"], language) if kind == "duration" else ""
        if unit == "years":
            value *= _MONTHS_A_YEAR
        quantity = Quantity(value, meaning(parts.get("q"), language))
        yield Statement(path, match.group().strip(), quantity, unit, parts.get("payer") or "")


def periods(source: Source) -> Iterator[Period]:
    """What the texts say about the days on which the project begins and ends."""
    for path, match, language in _matches(source, "period"):
        parts = match.groupdict()
        end = day_of(parts["end"], language) if parts.get("end") else None
        year = end.year if end else None
        start = day_of(parts["start"], language, year) if parts.get("start") else None
        if start or end:
            yield Period(path, match.group().strip(), start, end)


def _matches(source: Source, kind: str) -> Iterator[tuple[Path, re.Match[str], str]]:
    for text, told in _told(source):
        if not hinted(text.text, "statements", kind, "hints"):
            continue
        if hinted(text.text, "statements", kind, "unless"):
            continue
        for before, clause in told:
            match = _match(kind, clause, text.language)
            if match and not hinted(before, "statements", kind, "not_after"):
                yield text.path, match, text.language


@lru_cache(maxsize=2)
def _told(source: Source) -> tuple[tuple[Text, tuple[tuple[str, str], ...]], ...]:
    """The clauses on the project itself in each text, each with the sentence before it."""
    names = own_names(source)
    return tuple(
        (
            text,
            tuple(dict.fromkeys(_clauses(names.plain(text.text, text.language), text.language))),
        )
        for text in own_texts(source)
    )


def _clauses(text: str, language: str) -> Iterator[tuple[str, str]]:
    before = ""
    for sentence in sentences(text):
        elsewhere = speaks_of(sentence, "elsewhere", language)
        if _names_another(sentence, language) or (elsewhere and _PROJECT.search(sentence)):
            return  # from here on "the project" may be another one
        if not elsewhere and not speaks_of(sentence, "in_part", language):
            for clause in clauses(sentence):
                if _holds_number(clause[:_LONGEST], language):
                    yield before, clause[:_LONGEST]
        before = sentence


def _names_another(sentence: str, language: str) -> bool:
    return one_of("another_project", language).search(sentence) is not None


def _goes_on(match: re.Match[str], language: str) -> bool:
    """Whether more numbers follow, so that this one is a part: 20 young people and 30 adults."""
    rest = match.string[match.end() :]
    if one_of("of_which", language).match(rest):
        return False
    return _ANOTHER.match(rest) is not None


def _unit(written: str, language: str) -> str:
    return "years" if written.lower().startswith(tuple(listed("years", language))) else "months"


def _holds_number(clause: str, language: str) -> bool:
    """Whether there is a number at all, in figures or as a word: most clauses have none."""
    lower = clause.lower()
    return (
        any(map(str.isdigit, lower))
        or any(unit in lower for unit in listed("units", language, "lasting"))
        or not numerals(language).keys().isdisjoint(lower.split())
    )


def _match(kind: str, clause: str, language: str) -> re.Match[str] | None:
    """The first sentence of the kind that the clause begins as."""
    lower = clause.lower()
    leads = tuple(listed("leads", language))
    for row in listed("statements", kind, language):
        if not lower.startswith((_beginning(row), *leads)):
            continue
        if match := _pattern(row, language).match(clause):
            return match
    return None


def _beginning(row: str) -> str:
    """The letters that a row begins with, up to its first sign with a meaning."""
    plain = _PLAIN.match(row)
    return plain.group().rstrip() if plain else ""


@cache
def _pattern(row: str, language: str) -> re.Pattern[str]:
    """A sentence as a pattern; the names of its groups are those of the slots."""
    lead, then = ("|".join(listed(name, language)) for name in ("leads", "then"))
    follow = rf"(?=$|[.,;:!?()]| (?:{then})\b)"
    pattern = rf"(?:(?:{lead}) )?(?:{_slotted(row, language)}){_end(row, follow)}"
    return re.compile(pattern, re.IGNORECASE)


def _end(row: str, follow: str) -> str:
    """What must come behind: nothing behind a row that ends with a word of its own."""
    return follow if row.endswith(("}", ")?")) else r"\b"


def _slotted(row: str, language: str) -> str:
    few = rf"(?:(?P<q>{qualifiers(language)}) )?(?P<n>{WORD_OR_FIGURES})"

    def slot(match: re.Match[str]) -> str:
        name = match[1]
        unit = "|".join(listed("units", language, name))
        if name in ("start", "end"):
            return rf"(?P<{name}>{DAY})"
        if name == "to":
            return " ?[–-] ?"
        if name == "payer":
            return r"(?P<payer>[^.,;:!?]{3,60}?)"
        if name == "number":
            return few
        if name == "euro":
            scale = "|".join(listed("scales", language))
            return (
                rf"(?:(?P<q>{qualifiers(language)}) )?(?:(?P<n>{WORD_OR_FIGURES})"
                rf"(?: (?P<scale>{scale}))? ?(?:{unit})|€ ?(?P<m>\d[\d ,.]*\d))"
            )
        if name == "lasting":
            return rf"(?P<n>\d{{1,2}}|[^\W\d_]{{2,12}}?)[ -]?(?P<unit>{unit})"
        return rf"{few} ?(?P<unit>{unit})(?!\w)"

    return re.sub(r"\{([a-z]+)\}", slot, row)
