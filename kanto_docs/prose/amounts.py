"""Numbers as people write them in a sentence: 24, 1 200,50, kaksi, noin 50."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple, cast

from kanto_docs.prose.wording import listed, tolerance, words

WORD_OR_FIGURES: Final = (
    r"(?:\d{1,3}(?:[ ,]\d{3})+(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,4})?|[^\W\d_]{1,30})(?!\d)"
)
_THOUSANDS: Final = {"fi": " ", "sv": " ", "en": r"[ ,](?=\d{3}(?!\d))"}
_DECIMAL: Final = {"fi": ",", "sv": ",", "en": "."}


class Quantity(NamedTuple):
    """A number in a text, and how exactly it was meant: exact, about, at_least, at_most."""

    value: Decimal
    meant: str = "exact"

    def agrees(self, real: Decimal, kind: str) -> bool:
        """Whether the plan's own number is what the text says, to the tolerance of `kind`."""
        if self.meant == "at_least":
            return real >= self.value
        if self.meant == "at_most":
            return real <= self.value
        if self.meant == "about":
            return abs(self.value - real) <= real * tolerance("about") / 100
        return abs(self.value - real) <= self._slack(real, kind)

    def _slack(self, real: Decimal, kind: str) -> Decimal:
        return real * tolerance(kind) / 100 if kind == "euro" else tolerance(kind)


def number(written: str, language: str) -> Decimal | None:
    """The number that is written in figures or as a word, or None."""
    if not written[0].isdigit():
        return numerals(language).get(written.lower())
    plain = re.sub(_THOUSANDS[language], "", written).replace(_DECIMAL[language], ".")
    if not re.fullmatch(r"\d+(?:\.\d{1,2})?", plain):
        return None
    return Decimal(plain)


@cache
def numerals(language: str) -> Mapping[str, Decimal]:
    """Numbers written as words, in the language."""
    rows = cast("Mapping[str, Mapping[str, object]]", words()["numerals"])[language]
    return {word: Decimal(str(one)) for word, one in rows.items()}


def meaning(qualifier: str | None, language: str) -> str:
    """What the word before a number makes of it."""
    if qualifier:
        for meant in ("about", "at_least", "at_most"):
            if qualifier.lower() in listed("qualifiers", language, meant):
                return meant
    return "exact"


@cache
def qualifiers(language: str) -> str:
    """A pattern of all words that may stand before a number."""
    rows = [
        row
        for meant in ("about", "at_least", "at_most", "exact")
        for row in listed("qualifiers", language, meant)
    ]
    return "|".join(re.escape(row) for row in sorted(rows, key=len, reverse=True))
