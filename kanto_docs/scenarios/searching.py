"""Where a line that moves in steps is what it should be: on whole places, never between them.

The line may grow or shrink from place to place. It is looked at as seldom as can be: the place is
found by halving, and looked for one by one only where the line does not move evenly.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

_PROBES: Final = (4, 2)
"""Besides its ends the line is looked at at a quarter and at the half."""
_NEIGHBOURS: Final = 32
"""So many places on both sides are tried one by one where a line does not move evenly."""


class Reached(NamedTuple):
    """The places where the line is what it should be, or those on both sides of it."""

    hits: range
    around: tuple[int, ...] = ()


class Unknown(Exception):  # whoever searches catches it
    """The line cannot be computed at a place."""


class Steps:
    """A line at the places from 0 to `last`; at each it is worked out at most once."""

    def __init__(self, value: Callable[[int], Decimal | None], last: int) -> None:
        self._value = value
        self._last = last
        self._first = 0
        self._known: dict[int, Decimal | None] = {}
        self._falls = False

    def at(self, place: int) -> Decimal:
        """The line at a place. Raises Unknown."""
        value = self._looked(place)
        if value is None:
            raise Unknown
        return value

    def moves(self, near: int) -> bool:
        """Whether the line is not the same everywhere: at its ends, between them, at `near`.

        To be asked first. Raises Unknown.
        """
        first = 0 if self._looked(0) is not None else 1  # nothing can be divided by zero
        last = self._last
        inner = (max(first, last // part) for part in _PROBES)
        probes = (first, *inner, last, max(first, near))
        values = {self.at(place) for place in probes}
        self._first, self._falls = first, self.at(last) < self.at(first)
        return len(values) > 1

    def reach(self, wanted: Decimal, *, closely: bool) -> Reached:
        """Where the line is `wanted`; `closely` tries the neighbours too. Raises Unknown."""
        first, aim = self._first, self._turned(wanted)
        low = self._from(first, lambda place: self._turned(self.at(place)) >= aim)
        high = self._from(low, lambda place: self._turned(self.at(place)) > aim, reach=1)
        if low < high:
            return Reached(range(low, high))
        if closely or not self.even:
            start, stop = max(first, high - _NEIGHBOURS), min(self._last, high + _NEIGHBOURS)
            hits = [place for place in range(start, stop + 1) if self.at(place) == wanted]
            if hits:
                return Reached(_run(hits))
        around = (place for place in (high - 1, high) if first <= place <= self._last)
        return Reached(range(0), tuple(around))

    @property
    def even(self) -> bool:
        """Whether the line has only grown, or only shrunk, at all places looked at."""
        known = sorted(self._known.items())
        values = [self._turned(value) for _, value in known if value is not None]
        return all(one <= other for one, other in pairwise(values))

    def _from(self, low: int, holds: Callable[[int], bool], reach: int = 0) -> int:
        """The first place from which on something holds; behind the last when it never does.

        With `reach` it is first looked for nearby, twice as far each time.
        """
        high = self._last + 1
        while reach and low + reach < high and not holds(low + reach):
            low, reach = low + reach + 1, reach * 2
        if reach:
            high = min(high, low + reach)
        while low < high:
            middle = (low + high) // 2
            if holds(middle):
                high = middle
            else:
                low = middle + 1
        return low

    def _looked(self, place: int) -> Decimal | None:
        if place not in self._known:
            self._known[place] = self._value(place)
        return self._known[place]

    def _turned(self, value: Decimal) -> Decimal:
        """The value, turned round where the line shrinks from place to place."""
        return -value if self._falls else value


def _run(places: list[int]) -> range:
    """The places that follow the first without a gap."""
    last = places[0]
    for place in places[1:]:
        if place != last + 1:
            break
        last = place
    return range(places[0], last + 1)
