"""The ledger: budget lines in the making, each worked out the moment it is written down."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from kanto_docs.budget.names import name_of
from kanto_docs.formula import Formula, Kind, Line, Ref, Sum, Unit
from kanto_docs.formula.line import PART
from kanto_docs.money import HUNDRED, cents
from kanto_docs.source.place import Path

LARGEST = Decimal(10) ** 13
"""An amount beyond this is a slip of the pen: it counts as unreadable."""
LONGEST_SUM = 200
"""A longer sum is written in parts: an Excel formula holds 8 192 characters."""


class Rates(Protocol):
    """The law's numbers by name."""

    def __contains__(self, name: object, /) -> bool:
        """Whether the law has a number of that name in force, known to us or not."""

    def __getitem__(self, name: str, /) -> object:
        """The number in force; None when its value is not known to us."""


class Ledger:
    """Lines and their values in the order they were written; a line refers only to earlier ones."""

    def __init__(self, rates: Rates) -> None:
        self.lines: dict[str, Line] = {}
        self.values: dict[str, Decimal | None] = {}
        self._rates = rates

    def given(
        self,
        base: str,
        value: Decimal | None,
        path: Path,
        unit: Unit = "euro",
        *,
        item: str | None = None,
        year: int | None = None,
        kind: Kind = "plan",
    ) -> Ref:
        """A line that holds a number from the plan; one that is not there leaves a hole."""
        if value is not None and abs(value) > LARGEST:
            value = None
        if value is not None and unit == "percent":
            value = value / HUNDRED
        name = name_of(base, item, year)
        return self._write(Line(name, kind, unit, None, value, path, base, item, year), value)

    def amount(
        self,
        base: str,
        value: Decimal | None,
        path: Path,
        *,
        item: str | None = None,
        year: int | None = None,
    ) -> Ref:
        """A line that holds an amount of euros from the plan, in whole cents."""
        whole = value if value is None or abs(value) > LARGEST else cents(value)
        return self.given(base, whole, path, item=item, year=year)

    def law(self, name: str, unit: Unit, number: str | None = None) -> Ref:
        """A line that holds a number of the law, of the same name or `number`; written once."""
        if name in self.lines:
            return Ref(name)
        number = number or name
        value = self._rates[number] if self.is_in_law(number) else None
        known = Decimal(value) if isinstance(value, Decimal | int) else None
        return self.given(name, known, ("law", number), unit, kind="law")

    def is_in_law(self, number: str) -> bool:
        """Whether the law has such a number at all, known to us or not."""
        return number in self._rates

    def hole(
        self, base: str, path: Path, *, item: str | None = None, year: int | None = None
    ) -> Ref:
        """A line that cannot be computed, because what stands at `path` is missing."""
        name = name_of(base, item, year)
        return self._write(Line(name, "computed", "euro", None, None, path, base, item, year), None)

    def computed(
        self,
        base: str,
        formula: Formula,
        *,
        unit: Unit = "euro",
        path: Path | None = None,
        item: str | None = None,
        year: int | None = None,
    ) -> Ref:
        """A line that holds a formula over earlier lines."""
        name = name_of(base, item, year)
        line = Line(name, "computed", unit, formula, None, path, base, item, year)
        return self._write(line, formula.value(self.values))

    def total(self, base: str, terms: Sequence[Ref]) -> Sum:
        """The sum of `terms` for the line `base`; a very long one through lines of partial sums."""
        while len(terms) > LONGEST_SUM:
            parts = [terms[at : at + LONGEST_SUM] for at in range(0, len(terms), LONGEST_SUM)]
            terms = [self.computed(base, Sum(tuple(part)), item=self._part(base)) for part in parts]
        return Sum(tuple(terms))

    def _part(self, base: str) -> str:
        """The item of the next partial sum of `base`."""
        number = 1
        while name_of(base, f"{PART}{number}") in self.lines:
            number += 1
        return f"{PART}{number}"

    def _write(self, line: Line, value: Decimal | None) -> Ref:
        if line.name in self.lines:
            raise ValueError(line.name)
        self.lines[line.name] = line
        self.values[line.name] = value
        return Ref(line.name)
