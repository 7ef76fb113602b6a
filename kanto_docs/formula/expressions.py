"""The expressions: lines, numbers and sums, rounding, the four operations, smallest and largest."""

from __future__ import annotations

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, dataclass_transform

from kanto_docs.formula.notation import (
    ATOM,
    PRODUCT,
    SUM,
    Excel,
    Notation,
    Pick,
    Sign,
    Spoken,
    Written,
)
from kanto_docs.frozen import Frozen
from kanto_docs.money import ZERO, cents

Values = Mapping[str, Decimal | None]

_APPLY: Mapping[Sign, Callable[[Decimal, Decimal], Decimal]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_RANK: Mapping[Sign, int] = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT}
_EXCEL = Excel()


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

    def words(
        self,
        term: Callable[[str], str],
        number: Callable[[Decimal], str],
        pick: Callable[[Pick, Sequence[str]], str],
    ) -> str:
        """The expression for people, in the words of the caller.

        `term` gives a line's label and value, `number` a number, and `pick` says that the smallest
        ("min") or the largest ("max") of some expressions counts.
        """
        return self.written(Spoken(term, number, pick)).text

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
        return Written(notation.number(self.amount), ATOM if self.amount >= 0 else SUM)


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

    def reversed(self) -> Operation:
        """The expression with its two sides changed over."""
        return Operation(self.sign, self.right, self.left)

    def written(self, notation: Notation) -> Written:
        rank = _RANK[self.sign]
        left = self.left.written(notation).within(rank)
        right = self.right.written(notation).within(rank + (self.sign in "-/"))
        return Written(f"{left}{notation.signs[self.sign]}{right}", rank)


class _Choice(Formula):
    """One of two or more expressions, chosen by its value."""

    parts: tuple[Formula, ...]

    _which: ClassVar[Pick]

    def value(self, env: Values) -> Decimal | None:
        amounts = [part.value(env) for part in self.parts]
        known = [amount for amount in amounts if amount is not None]
        if len(known) < len(amounts):
            return None
        return min(known) if self._which == "min" else max(known)

    def refs(self) -> frozenset[str]:
        return frozenset().union(*(part.refs() for part in self.parts))

    def renamed(self, names: Mapping[str, str]) -> Formula:
        return type(self)(tuple(part.renamed(names) for part in self.parts))

    def written(self, notation: Notation) -> Written:
        parts = [part.written(notation) for part in self.parts]
        return parts[0] if len(parts) == 1 else notation.pick(self._which, parts)


class Min(_Choice):
    """The smallest of some expressions; without a value when one of them has none."""

    _which = "min"


class Max(_Choice):
    """The largest of some expressions; without a value when one of them has none."""

    _which = "max"
