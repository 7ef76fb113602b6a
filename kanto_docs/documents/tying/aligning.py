"""Which paragraph or row of one document is which of the other, though people edited it.

First those that are the same, then those that differ in figures only, then rows of one label; what
is left between two such is paired by likeness, and what was moved elsewhere is found at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final, NamedTuple

from kanto_docs.documents.tying.units import Cell, Unit, plain

_FIGURES = re.compile(r"\d(?:[\d .,'’]*\d)?")
_WORD = re.compile(r"[^\W\d_]{3,}")
_LIKE: Final = 0.3
_MOST_COMPARED: Final = 4_000
_BEGINNING: Final = 24


class Pair(NamedTuple):
    """A unit of what is expected and the one that was found for it."""

    expected: Unit | None
    found: Unit | None
    gap: int = 0
    """Pairs of one gap stand between the same two unchanged neighbours."""


class _Keyed:
    """A unit with what it can be recognised by."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit

    @cached_property
    def exact(self) -> str:
        return f"{self.unit.is_row}|" + "|".join(_shown(cell) for cell in self.unit.cells)

    @cached_property
    def figures_apart(self) -> str:
        return _FIGURES.sub("#", self.exact.casefold())

    @cached_property
    def label(self) -> str:
        """The first text of a row; a paragraph's first words."""
        texts = (plain(cell.text) for cell in self.unit.cells if not cell.fact)
        first = next(filter(None, texts), "")
        if not self.unit.is_row:
            first = first[:_BEGINNING]
        return f"{self.unit.is_row}|{_FIGURES.sub('#', first.casefold())}"

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self.exact.casefold()))


_LEVELS: Final[tuple[Callable[[_Keyed], str], ...]] = (
    lambda one: one.exact,
    lambda one: one.figures_apart,
    lambda one: one.label,
)
"""What units are recognised by, the surest first."""


def aligned(expected: Sequence[Unit], found: Sequence[Unit]) -> list[Pair]:
    """Every unit of both, each in one pair."""
    left, right = [_Keyed(one) for one in expected], [_Keyed(one) for one in found]
    pairs = list(_Aligner().match(left, right, 0))
    return list(_moved(pairs))


def label_of(unit: Unit) -> str:
    """What a row or paragraph is recognised by though its figures are others."""
    return _Keyed(unit).label


def cells_aligned(expected: Unit, found: Unit) -> Iterator[tuple[Cell | None, Cell | None]]:
    """The cells of two rows: one by one, by what heads them, or around those that are the same."""
    ours, theirs = expected.cells, found.cells
    if len(ours) == len(theirs):
        yield from zip(ours, theirs, strict=True)
        return
    above, below = expected.place.columns, found.place.columns
    if not (above and below):
        above, below = tuple(map(_shown, ours)), tuple(map(_shown, theirs))
    for _, a, b, c, d in SequenceMatcher(None, above, below, autojunk=False).get_opcodes():
        for step in range(max(b - a, d - c)):
            yield (
                ours[a + step] if a + step < b else None,
                theirs[c + step] if c + step < d else None,
            )


class _Aligner:
    def __init__(self) -> None:
        self.gap = 0

    def match(self, left: list[_Keyed], right: list[_Keyed], level: int) -> Iterator[Pair]:
        if not left or not right or level == len(_LEVELS):
            yield from self._rest(left, right)
            return
        ours, theirs = list(map(_LEVELS[level], left)), list(map(_LEVELS[level], right))
        start = _same_beginning(ours, theirs)
        end = _same_beginning(ours[start:][::-1], theirs[start:][::-1])
        yield from self._pairs(left[:start], right[:start])
        ours, theirs = ours[start : len(left) - end], theirs[start : len(right) - end]
        if ours and theirs:
            matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
            for kind, a, b, c, d in matcher.get_opcodes():
                these = left[start + a : start + b]
                those = right[start + c : start + d]
                self.gap += level == 0
                if kind == "equal":
                    yield from self._pairs(these, those)
                else:
                    yield from self.match(these, those, level + 1)
        else:
            yield from self._rest(left[start : len(left) - end], right[start : len(right) - end])
        yield from self._pairs(left[len(left) - end :], right[len(right) - end :])

    def _pairs(self, left: list[_Keyed], right: list[_Keyed]) -> Iterator[Pair]:
        yield from (Pair(a.unit, b.unit, self.gap) for a, b in zip(left, right, strict=True))

    def _rest(self, left: list[_Keyed], right: list[_Keyed]) -> Iterator[Pair]:
        """What nothing recognises: by place where there are as many, else by likeness."""
        kinds = [[one.unit.is_row for one in side] for side in (left, right)]
        if kinds[0] == kinds[1]:
            chosen = [(number, number) for number in range(len(left))]
        else:
            chosen = _by_likeness(left, right)
        yield from (Pair(left[a].unit, right[b].unit, self.gap) for a, b in chosen)
        taken = {a for a, _ in chosen}, {b for _, b in chosen}
        yield from (Pair(o.unit, None, self.gap) for n, o in enumerate(left) if n not in taken[0])
        yield from (Pair(None, o.unit, self.gap) for n, o in enumerate(right) if n not in taken[1])


def _shown(cell: Cell) -> str:
    return str(cell.fact.value) if cell.fact else plain(cell.text)


def _same_beginning(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _by_likeness(left: list[_Keyed], right: list[_Keyed]) -> list[tuple[int, int]]:
    """The likest pairs first, none crossing another."""
    if not left or not right or len(left) * len(right) > _MOST_COMPARED:
        return []
    scored = sorted(
        (-score, a, b)
        for a, one in enumerate(left)
        for b, other in enumerate(right)
        if (score := _likeness(one, other)) >= _LIKE
    )
    chosen: list[tuple[int, int]] = []
    for _, a, b in scored:
        if all((a < c and b < d) or (a > c and b > d) for c, d in chosen):
            chosen.append((a, b))
    return sorted(chosen)


def _likeness(one: _Keyed, other: _Keyed) -> float:
    if one.unit.is_row != other.unit.is_row:
        return 0
    either = one.words | other.words
    return len(one.words & other.words) / len(either) if either else _LIKE


def _moved(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Bring together what stands elsewhere now."""
    lost = [pair.expected for pair in pairs if pair.expected and not pair.found]
    new = [pair.found for pair in pairs if pair.found and not pair.expected]
    paired: dict[int, Unit] = {}
    taken: set[int] = set()
    for key in _LEVELS[:2]:
        waiting: dict[str, list[Unit]] = {}
        for unit in new:
            if id(unit) not in taken:
                waiting.setdefault(key(_Keyed(unit)), []).append(unit)
        for unit in lost:
            found = waiting.get(key(_Keyed(unit)))
            if found and id(unit) not in paired:
                paired[id(unit)] = found.pop(0)
                taken.add(id(paired[id(unit)]))
    for pair in pairs:
        if pair.expected and not pair.found and id(pair.expected) in paired:
            yield Pair(pair.expected, paired[id(pair.expected)])
        elif pair.expected or id(pair.found) not in taken:
            yield pair
