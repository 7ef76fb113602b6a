"""A named line of a budget: a given value or a formula."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal

from kanto_docs.formula.expressions import Formula
from kanto_docs.frozen import Frozen
from kanto_docs.source.place import Path

Kind = Literal["plan", "law", "counted", "computed"]
Unit = Literal["euro", "percent", "number", "hours"]
UNDATED: Final = "_undated"
"""Ends the base of a line with the costs of a category that have no year."""
PART: Final = "part"
"""Begins the item of a partial sum, its number behind it."""


class Line(Frozen):
    """A named line: a given value or a formula; with neither it is a hole, and `path` says whose.

    `kind` tells where it comes from: typed in the plan, law data, counted (from dates, or in the
    budget of a group's member), computed.
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
    def parameter(self) -> str | None:
        """The law's own name for the number that the line holds; None for what is not law."""
        return str(self.path[-1]) if self.kind == "law" and self.path else None

    @property
    def undated(self) -> str | None:
        """The category whose costs without a year the line holds; None for other lines."""
        found = self.base.removesuffix(UNDATED)
        return found if found != self.base else None

    @property
    def part(self) -> str | None:
        """The number of a partial sum; an item of the plan may bear such a name of its own."""
        number = (self.item or "").removeprefix(PART)
        return number if number != self.item and number.isdecimal() else None

    @property
    def is_hole(self) -> bool:
        """Whether nothing is known of the line: it has neither a formula nor a value."""
        return self.formula is None and self.value is None
