"""Which values a field of the plan can have: a grid from the least to the greatest."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from kanto_docs.money import CENT, HUNDRED
from kanto_docs.scalars import LARGEST
from kanto_docs.shape.fields import kind_of
from kanto_docs.source import Path

_STEPS: Final = {"money": CENT, "percent": CENT, "decimal": CENT, "count": Decimal(1)}
"""Cents; per cent, months and hours with two decimals; whole numbers of counted things."""


class Grid(NamedTuple):
    """The values of one field: `step × number`, the numbers from 0 to `last`."""

    kind: str
    step: Decimal
    last: int

    def value(self, number: int) -> Decimal:
        """The value at a place of the grid."""
        return self.step * number

    def nearest(self, value: Decimal) -> int:
        """The place of the grid that is nearest to a value."""
        number = int((value / self.step).to_integral_value())
        return min(max(number, 0), self.last)

    def written(self, number: int) -> int | Decimal:
        """The value as a plan holds it: a whole number without decimals."""
        value = self.value(number)
        return int(value) if value == value.to_integral_value() else value.normalize()


def grid_of(path: Path) -> Grid | None:
    """The values that the field at `path` can have; None when it holds no number."""
    kind = kind_of(path)
    if kind not in _STEPS:
        return None
    step = _STEPS[kind]
    most = HUNDRED if kind == "percent" else LARGEST - step
    return Grid(kind, step, int(most / step))


def roundest(grid: Grid, first: int, last: int, near: int) -> int:
    """Of the places from `first` to `last` the one with the fewest decimals, nearest to `near`.

    Where the place `near` is among them it stays: then nothing needs to change.
    """
    if first <= near <= last:
        return near
    size, whole = 1, int(1 / grid.step)
    while size < whole and -(-first // (size * 10)) * size * 10 <= last:
        size *= 10
    lowest, highest = -(-first // size), last // size
    return min(max(round(near / size), lowest), highest) * size
