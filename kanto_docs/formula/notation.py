"""How an expression is written down: as an Excel formula, and in words for people."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

Sign = Literal["+", "-", "*", "/"]
Pick = Literal["min", "max"]
"""Which of several amounts counts: the smallest or the largest."""
MOST_ARGUMENTS = 200
"""Excel allows 255 arguments of one function; a few are left free."""

PHRASE, SUM, PRODUCT, ATOM = 0, 1, 2, 3
"""How tightly a text binds; a phrase in words needs parentheses within anything."""


class Written(NamedTuple):
    """A piece of text and how tightly it binds, so that parentheses are the fewest possible."""

    text: str
    rank: int = ATOM

    def within(self, rank: int) -> str:
        """The text as a part of something that binds as tightly as `rank`."""
        return self.text if self.rank >= rank else f"({self.text})"


class Notation(ABC):
    """A way of writing an expression down."""

    signs: Mapping[Sign, str]

    @abstractmethod
    def ref(self, name: str) -> str:
        """A named line."""

    @abstractmethod
    def number(self, value: Decimal) -> str:
        """A plain number."""

    @abstractmethod
    def total(self, terms: Sequence[str]) -> Written:
        """A sum of two or more named lines."""

    @abstractmethod
    def cents(self, inner: Written) -> Written:
        """Something rounded to cents."""

    @abstractmethod
    def pick(self, which: Pick, parts: Sequence[Written]) -> Written:
        """The smallest or the largest of two or more expressions."""


class Excel(Notation):
    """English function names and commas: what a workbook file holds in every language."""

    signs: Mapping[Sign, str] = {"+": "+", "-": "-", "*": "*", "/": "/"}

    def ref(self, name: str) -> str:
        return name

    def number(self, value: Decimal) -> str:
        return format(value, "f")

    def total(self, terms: Sequence[str]) -> Written:
        return _called("SUM", terms)

    def cents(self, inner: Written) -> Written:
        return Written(f"ROUND({inner.text},2)")

    def pick(self, which: Pick, parts: Sequence[Written]) -> Written:
        return _called(which.upper(), [part.text for part in parts])


class Spoken(Notation):
    """Words for people: the caller says what a line, a number and a choice are called."""

    signs: Mapping[Sign, str] = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}

    def __init__(
        self,
        term: Callable[[str], str],
        number: Callable[[Decimal], str],
        pick: Callable[[Pick, Sequence[str]], str],
    ) -> None:
        self._term = term
        self._number = number
        self._pick = pick

    def ref(self, name: str) -> str:
        return self._term(name)

    def number(self, value: Decimal) -> str:
        return self._number(value)

    def total(self, terms: Sequence[str]) -> Written:
        return Written(self.signs["+"].join(terms), SUM)

    def cents(self, inner: Written) -> Written:
        return inner

    def pick(self, which: Pick, parts: Sequence[Written]) -> Written:
        return Written(self._pick(which, [part.text for part in parts]), PHRASE)


def _called(function: str, terms: Sequence[str]) -> Written:
    """A function of Excel that may be taken of its own results: SUM, MIN, MAX."""
    while len(terms) > MOST_ARGUMENTS:
        starts = range(0, len(terms), MOST_ARGUMENTS)
        terms = [f"{function}({','.join(terms[at : at + MOST_ARGUMENTS])})" for at in starts]
    return Written(f"{function}({','.join(terms)})")
