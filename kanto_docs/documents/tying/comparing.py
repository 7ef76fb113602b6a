"""What the plan says and a document no longer does, place by place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, NamedTuple

from kanto_docs.documents.tying.aligning import Pair, aligned, cells_aligned
from kanto_docs.documents.tying.facts import FactReader
from kanto_docs.documents.tying.formulas import same_formula
from kanto_docs.documents.tying.units import Cell, Difference, Fact, Kind, Spot, Unit, plain
from kanto_docs.money import HUNDRED
from kanto_docs.words.speaking import SHOWN

_ALWAYS: Final[frozenset[Kind]] = frozenset({"amount", "percent", "date"})
_ADDED: Final[frozenset[Kind]] = frozenset({"amount", "date"})
"""What is told though the plan knows nothing of it."""
_NEAR: Final = Decimal("0.000000001")
_SHORT: Final = 12
"""Words of a text that is read as a label, not as prose."""
_SHOWN: Final = 80
_ENDING: Final = 3
"""The last letters of a name change when Finnish and Swedish bend it."""

Key = tuple[Kind, object]


class _Gone(NamedTuple):
    spot: Spot
    fact: Fact
    instead: str | None
    follows: bool = False


class _New(NamedTuple):
    spot: Spot
    fact: Fact


class Comparison:
    """Compares documents of one plan and language."""

    def __init__(self, reader: FactReader, known: Iterable[str]) -> None:
        self.reader = reader
        self.known: set[Key] = set()
        for text in known:
            self.know(text)
        self._found: str = ""

    def know(self, text: str) -> None:
        """Take in what a text of the plan says."""
        for fact in self.reader.facts(text):
            self.know_fact(fact)

    def know_fact(self, fact: Fact) -> None:
        """Take in one fact of the plan; an amount may be shown as owed or as left over."""
        self.known.add(fact.key)
        if isinstance(fact.value, Decimal):
            self.known |= {("amount", abs(fact.value)), ("number", abs(fact.value))}

    def differences(self, expected: Sequence[Unit], found: Sequence[Unit]) -> Iterator[Difference]:
        """Every difference between what is expected and what was found."""
        for unit in expected:
            for cell in unit.cells:
                self.know_fact(cell.fact) if cell.fact else self.know(cell.text)
        self._found = " ".join(plain(cell.text) for unit in found for cell in unit.cells)
        for _, group in groupby(aligned(expected, found), key=lambda pair: pair.gap):
            yield from self._told(_balanced([o for pair in group for o in self._of_pair(pair)]))

    def added(self, fact: Fact) -> bool:
        """Whether a fact is told though nothing of the plan stood in its place."""
        return self.is_watched(fact) and (fact.kind, fact.value) not in self.known

    def is_watched(self, fact: Fact) -> bool:
        """Whether it is an amount or a whole day."""
        complete = not isinstance(fact.value, tuple) or None not in fact.value
        return fact.kind in _ADDED and complete

    def _told(self, told: Iterable[_Gone | _New]) -> Iterator[Difference]:
        for one in told:
            if isinstance(one, _Gone):
                follows = one.follows
                yield Difference(one.fact.kind, one.spot, one.fact, one.instead, None, follows)
            elif self.added(one.fact):
                yield Difference(one.fact.kind, one.spot, None, one.fact.written)

    def _of_pair(self, pair: Pair) -> Iterator[_Gone | _New]:
        unit = pair.found or pair.expected
        if unit is None:
            return
        if pair.expected is None or pair.found is None:
            for number, cell in enumerate(unit.cells):
                spot = _spot(unit, cell, number)
                if pair.found:
                    yield from (_New(spot, fact) for fact in self._facts(cell))
                else:
                    yield from self._lost(cell, spot, row=unit.is_row)
            return
        cells = cells_aligned(pair.expected, pair.found)
        for number, (ours, theirs) in enumerate(cells):
            at = theirs or ours
            spot = _spot(unit, at, number) if at else Spot(unit.place)
            if ours is None:
                yield from (_New(spot, fact) for fact in self._facts(theirs))
            elif theirs is None:
                yield from self._lost(ours, spot, row=unit.is_row)
            else:
                yield from self._of_cells(ours, theirs, spot, row=unit.is_row)

    def _facts(self, cell: Cell | None) -> tuple[Fact, ...]:
        if cell is None:
            return ()
        return (cell.fact,) if cell.fact else self.reader.facts(cell.text)

    def _lost(self, cell: Cell, spot: Spot, *, row: bool) -> Iterator[_Gone]:
        """The facts of a cell or paragraph that is not there any more."""
        for fact in self._facts(cell):
            alone = plain(cell.text) == fact.written
            elsewhere = str(fact.value) in self._found
            number = row and alone and fact.kind == "number"
            if fact.kind in _ALWAYS or number or (fact.kind == "name" and not elsewhere):
                yield _Gone(spot, fact, None)

    def _of_cells(
        self, ours: Cell, theirs: Cell, spot: Spot, *, row: bool
    ) -> Iterator[_Gone | _New]:
        kept = ours.formula is not None and same_formula(ours.formula, theirs.formula)
        told_elsewhere = kept and not (ours.fact or theirs.fact)
        if plain(ours.text) == plain(theirs.text) or told_elsewhere:
            return
        expected, found = self._facts(ours), list(self._facts(theirs))
        if len(expected) == len(found) and self._only_facts_differ(ours, theirs):
            for one, other in zip(expected, found, strict=True):
                if not same(one, other):
                    yield _Gone(spot, one, other.written, kept)
            return
        gone = [fact for fact in expected if not _take(found, fact)]
        for fact in gone:
            instead = _replacement(found, fact)
            if fact.kind in _ALWAYS:
                yield _Gone(spot, fact, instead or _whole(theirs, fact))
            elif fact.kind == "number":
                alone = row and plain(ours.text) == fact.written
                if instead or alone:
                    yield _Gone(spot, fact, instead or _whole(theirs, fact))
            elif fact.kind == "name" and fact.written not in plain(theirs.text):
                swapped = _swapped(fact, ours.text, theirs.text)
                prose = len(ours.text.split()) > _SHORT
                if not prose or (swapped and not _bent(fact, theirs.text)):
                    yield _Gone(spot, fact, instead or swapped or _whole(theirs, fact))
        yield from (_New(spot, fact) for fact in found)

    def _only_facts_differ(self, ours: Cell, theirs: Cell) -> bool:
        if ours.fact or theirs.fact:
            return True
        return self.reader.skeleton(ours.text) == self.reader.skeleton(theirs.text)


def _balanced(told: Sequence[_Gone | _New]) -> Iterator[_Gone | _New]:
    """Leave out what only moved to the next paragraph, when one became two or two became one."""
    prose = [one for one in told if not one.spot.place.row]
    gone = Counter(one.fact.key for one in prose if isinstance(one, _Gone) and not one.instead)
    new = Counter(one.fact.key for one in prose if isinstance(one, _New))
    for one in told:
        replaced = isinstance(one, _Gone) and one.instead
        if one.spot.place.row or replaced or not min(gone[one.fact.key], new[one.fact.key]):
            yield one


def same(one: Fact, other: Fact) -> bool:
    """Whether two facts say the same: a number may have lost its unit, not its value."""
    if one.kind == other.kind and not isinstance(one.value, Decimal):
        return one.value == other.value
    if not isinstance(one.value, Decimal) or not isinstance(other.value, Decimal):
        return False
    near = _NEAR * max(Decimal(1), abs(one.value))
    if abs(one.value - other.value) <= near:
        return one.kind == other.kind or "number" in (one.kind, other.kind)
    return {one.kind, other.kind} == {"percent", "number"} and (
        min(abs(one.value - other.value * HUNDRED), abs(one.value * HUNDRED - other.value)) <= near
    )


def _take(found: list[Fact], fact: Fact) -> bool:
    """Take the fact out of those that were found, if it is among them."""
    for wanted in (lambda one: one.key == fact.key, lambda one: same(fact, one)):
        at = next((number for number, one in enumerate(found) if wanted(one)), None)
        if at is not None:
            found.pop(at)
            return True
    return False


def _replacement(found: list[Fact], fact: Fact) -> str | None:
    """What stands in the place of a fact that is gone: the first other one of its kind."""
    kinds: tuple[Kind, ...] = (fact.kind,)
    if fact.kind in _ALWAYS:
        kinds = (fact.kind, "number")
    for kind in kinds:
        at = next((number for number, one in enumerate(found) if one.kind == kind), None)
        if at is not None:
            return found.pop(at).written
    return None


def _whole(cell: Cell, fact: Fact) -> str | None:
    """The whole of a short text, when it says what stands there now."""
    text = plain(cell.text)
    return text if text and len(text) <= _SHOWN and fact.written not in text else None


def _bent(name: Fact, text: str) -> bool:
    """Whether the name is there in another case: Aino Esimerkki, Aino Esimerkin."""
    if any(letter.isdigit() for letter in name.written):
        return False
    stem = name.written[:-_ENDING] if len(name.written) > 2 * _ENDING else name.written
    return bool(re.search(rf"(?<!\w){re.escape(stem)}\w", plain(text)))


def _swapped(name: Fact, ours: str, theirs: str) -> str | None:
    """What stands between the same words instead of the name, when that looks like a name too."""
    left, right = plain(ours).split(), plain(theirs).split()
    wanted = name.written.split()
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "replace" or b - a != d - c or not d - c <= len(wanted):
            continue
        before, after = " ".join(left[a:b]), " ".join(right[c:d])
        if any(word in wanted for word in before.rstrip(".,;:)").split()) and after[:1].isupper():
            return after.rstrip(".,;:)")
    return None


def _spot(unit: Unit, cell: Cell, number: int) -> Spot:
    if not unit.is_row:
        return Spot(unit.place)
    label = next((plain(one.text) for one in unit.cells if plain(one.text) and not one.fact), "")
    if len(label) > SHOWN:
        label = f"{label[: SHOWN - 1].rstrip()}…"
    return Spot(unit.place, label, number + 1, cell.address)
