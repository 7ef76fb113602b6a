"""One expression, three readings: a Decimal, an Excel formula and a spoken explanation.

An amount is written once, `Cents(Ref("staff_costs") * Ref("flat_rate_40"))`. Python reads its
value, Excel gets `ROUND(staff_costs*flat_rate_40,2)` over defined names of the same name, people
get "palkkakustannukset 73 224,43 € × 40 %".
"""

from __future__ import annotations

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple, dataclass_transform

from kanto_docs.frozen import Frozen
from kanto_docs.money import ZERO, cents
from kanto_docs.source.place import Path

Values = Mapping[str, Decimal | None]
Sign = Literal["+", "-", "*", "/"]
MOST_ARGUMENTS = 200
"""Excel allows 255 arguments of one function; a few are left free."""

_APPLY: Mapping[Sign, Callable[[Decimal, Decimal], Decimal]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_SUM, _PRODUCT, _ATOM = 1, 2, 3
_RANK: Mapping[Sign, int] = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT}


class Written(NamedTuple):
    """A piece of text and how tightly it binds, so that parentheses are the fewest possible."""

    text: str
    rank: int = _ATOM

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


class _Excel(Notation):
    """English function names and commas: what a workbook file holds in every language."""

    signs: Mapping[Sign, str] = {"+": "+", "-": "-", "*": "*", "/": "/"}

    def ref(self, name: str) -> str:
        return name

    def number(self, value: Decimal) -> str:
        return format(value, "f")

    def total(self, terms: Sequence[str]) -> Written:
        while len(terms) > MOST_ARGUMENTS:
            starts = range(0, len(terms), MOST_ARGUMENTS)
            terms = [f"SUM({','.join(terms[at : at + MOST_ARGUMENTS])})" for at in starts]
        return Written(f"SUM({','.join(terms)})")

    def cents(self, inner: Written) -> Written:
        return Written(f"ROUND({inner.text},2)")


class _Spoken(Notation):
    """Words for people: the caller says what a line is called and how a number is written."""

    signs: Mapping[Sign, str] = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}

    def __init__(self, term: Callable[[str], str], number: Callable[[Decimal], str]) -> None:
        self._term = term
        self._number = number

    def ref(self, name: str) -> str:
        return self._term(name)

    def number(self, value: Decimal) -> str:
        return self._number(value)

    def total(self, terms: Sequence[str]) -> Written:
        said = [term for term in terms if term] or terms[:1]
        return Written(self.signs["+"].join(said), _SUM if len(said) > 1 else _ATOM)

    def cents(self, inner: Written) -> Written:
        return inner


_EXCEL = _Excel()


@dataclass_transform(frozen_default=True)
class Formula(Frozen, ABC):
    """An expression over named lines."""

    @abstractmethod
    def value(self, env: Values) -> Decimal | None:
        """The amount, or None when a line it needs has none."""

    @abstractmethod
    def refs(self) -> frozenset[str]:
        """The names of the lines it needs."""

    @abstractmethod
    def renamed(self, names: Mapping[str, str]) -> Formula:
        """The same expression over other lines; a name that is not in `names` stays."""

    @abstractmethod
    def written(self, notation: Notation) -> Written:
        """The expression in a notation."""

    def excel(self) -> str:
        """The Excel formula, without the leading equals sign."""
        return self.written(_EXCEL).text

    def words(self, term: Callable[[str], str], number: Callable[[Decimal], str]) -> str:
        """The expression for people: `term` gives a line's label and value, `number` a number."""
        return self.written(_Spoken(term, number)).text

    def __add__(self, other: Formula) -> Formula:
        return Operation("+", self, other)

    def __sub__(self, other: Formula) -> Formula:
        return Operation("-", self, other)

    def __mul__(self, other: Formula) -> Formula:
        return Operation("*", self, other)

    def __truediv__(self, other: Formula) -> Formula:
        return Operation("/", self, other)


class Ref(Formula):
    """A line by its name."""

    name: str

    def value(self, env: Values) -> Decimal | None:
        return env[self.name]

    def refs(self) -> frozenset[str]:
        return frozenset((self.name,))

    def renamed(self, names: Mapping[str, str]) -> Ref:
        return Ref(names.get(self.name, self.name))

    def written(self, notation: Notation) -> Written:
        return Written(notation.ref(self.name))


class Number(Formula):
    """A number that is no one's input: only 0 and 1 are written in formulas."""

    amount: Decimal

    def value(self, env: Values) -> Decimal | None:  # noqa: ARG002  # a number needs no lines
        return self.amount

    def refs(self) -> frozenset[str]:
        return frozenset()

    def renamed(self, names: Mapping[str, str]) -> Number:  # noqa: ARG002  # nothing to rename
        return self

    def written(self, notation: Notation) -> Written:
        return Written(notation.number(self.amount), _ATOM if self.amount >= 0 else _SUM)


class Sum(Formula):
    """A sum of named lines; of none of them it is zero."""

    terms: tuple[Ref, ...]

    def value(self, env: Values) -> Decimal | None:
        total = ZERO
        for term in self.terms:
            amount = term.value(env)
            if amount is None:
                return None
            total += amount
        return total

    def refs(self) -> frozenset[str]:
        return frozenset(term.name for term in self.terms)

    def renamed(self, names: Mapping[str, str]) -> Sum:
        return Sum(tuple(term.renamed(names) for term in self.terms))

    def written(self, notation: Notation) -> Written:
        if not self.terms:
            return Written(notation.number(Decimal(0)))
        if len(self.terms) == 1:
            return self.terms[0].written(notation)
        return notation.total([notation.ref(term.name) for term in self.terms])


class Cents(Formula):
    """An expression rounded to cents, half up."""

    inner: Formula

    def value(self, env: Values) -> Decimal | None:
        amount = self.inner.value(env)
        return None if amount is None else cents(amount)

    def refs(self) -> frozenset[str]:
        return self.inner.refs()

    def renamed(self, names: Mapping[str, str]) -> Cents:
        return Cents(self.inner.renamed(names))

    def written(self, notation: Notation) -> Written:
        return notation.cents(self.inner.written(notation))


class Operation(Formula):
    """Two expressions and the sign between them; something divided by zero has no value."""

    sign: Sign
    left: Formula
    right: Formula

    def value(self, env: Values) -> Decimal | None:
        left, right = self.left.value(env), self.right.value(env)
        if left is None or right is None or (self.sign == "/" and right == 0):
            return None
        return _APPLY[self.sign](left, right)

    def refs(self) -> frozenset[str]:
        return self.left.refs() | self.right.refs()

    def renamed(self, names: Mapping[str, str]) -> Operation:
        return Operation(self.sign, self.left.renamed(names), self.right.renamed(names))

    def written(self, notation: Notation) -> Written:
        rank = _RANK[self.sign]
        left = self.left.written(notation).within(rank)
        right = self.right.written(notation).within(rank + (self.sign in "-/"))
        return Written(f"{left}{notation.signs[self.sign]}{right}", rank)


Kind = Literal["plan", "law", "counted", "computed"]
Unit = Literal["euro", "percent", "number", "hours"]


class Line(Frozen):
    """A named line: a given value or a formula; with neither it is a hole, and `path` says whose.

    `kind` tells where it comes from: typed in the plan, law data, counted from dates, computed.
    `base`, `item` and `year` are the parts of the name: pay_S1_2027 is the pay of S1 in 2027.
    A percentage is held as a fraction, as a cell formatted "0 %" holds it.
    """

    name: str
    kind: Kind
    unit: Unit = "euro"
    formula: Formula | None = None
    value: Decimal | None = None
    path: Path | None = None
    base: str = ""
    item: str | None = None
    year: int | None = None

    @property
    def is_hole(self) -> bool:
        """Whether nothing is known of the line: it has neither a formula nor a value."""
        return self.formula is None and self.value is None
