"""The value of one field of the plan that makes a line of the budget what it should be, exactly.

A line is a step function of a field: it is searched on the field's own values (cents, hundredths
of a per cent or of a month), never between them. Where no value hits, the two around it are told.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from kanto_docs.budget import Budget, compute
from kanto_docs.changing import changed
from kanto_docs.checking import Checked
from kanto_docs.errors import UsageError
from kanto_docs.finding import Change
from kanto_docs.formula import Unit
from kanto_docs.money import HUNDRED
from kanto_docs.reading import read_again
from kanto_docs.scalars import Misread, decimal, money, percent
from kanto_docs.scenarios.chains import fields_of
from kanto_docs.scenarios.changes import refuse_unknown
from kanto_docs.scenarios.grids import Grid, grid_of, roundest
from kanto_docs.scenarios.naming import named, path_of, value_at
from kanto_docs.source import Path

Outcome = Literal["found", "none", "independent", "unknown"]

_PROBES: Final = (4, 2)
"""Besides its ends the grid is looked at at a quarter and at the half."""
_NEIGHBOURS: Final = 32
"""So many values on both sides are tried one by one where a line does not move evenly."""
_BY_KIND: Final[dict[str, Callable[[object], Decimal]]] = {"money": money, "percent": percent}
_MINUS: Final = ("-", "−")


class Point(NamedTuple):
    """A value of the field, and what the line is then."""

    value: int | Decimal
    gives: Decimal


class Solution(NamedTuple):
    """What was searched for and what was found."""

    target: str
    wanted: Decimal
    """What the line should be: euros, a number, or a fraction for per cent."""
    path: Path
    grid: Grid
    now: Decimal | None
    """What the line is before."""
    outcome: Outcome
    value: int | Decimal | None = None
    """The value that hits, the one with the fewest decimals."""
    lowest: int | Decimal | None = None
    highest: int | Decimal | None = None
    """All values from the lowest to the highest hit."""
    below: Point | None = None
    above: Point | None = None
    """The nearest values where none hits, by what the line is: too little and too much."""
    even: bool = True
    """Whether the line only grew or only shrank with the field, as far as it was looked at."""
    depends_on: tuple[Path, ...] = ()
    """The fields that the line depends on, where it does not depend on this one."""
    missing: tuple[str, ...] = ()
    """What must be known before the line can be computed."""


class Target(NamedTuple):
    """`own=20000`: a line of the budget and what it should be."""

    name: str
    wanted: Decimal


def target_of(typed: str, budget: Budget) -> Target:
    """The target as it was typed. Raises UsageError for no such line and for no such amount."""
    name, sign, written = typed.partition("=")
    name = name.strip()
    if not sign or not name:
        raise UsageError("solve_form", value=typed)
    if name not in budget.lines:
        raise UsageError("unknown_line", name=name, names=", ".join(budget.names()))
    return Target(name, _amount(written, budget.lines[name].unit))


def _amount(written: str, unit: Unit) -> Decimal:
    """An amount as it is typed, below zero too; a percentage as the fraction that lines hold."""
    text = written.strip()
    sign = -1 if text.startswith(_MINUS) else 1
    text = text[1:].strip() if sign < 0 else text
    try:
        if unit == "euro":
            return sign * money(text)
        if unit == "percent":
            return sign * percent(text) / HUNDRED
        return sign * decimal(text)
    except Misread:
        raise UsageError("solve_value", value=written.strip()) from None


def solve(checked: Checked, target: Target, by: str) -> Solution:
    """The value of the field `by` that makes the target hold in the plan, or that none does.

    Raises UsageError for a field that holds no number, Unfit for one that plans do not have.
    """
    path = path_of(by, checked.source.data)
    grid = grid_of(path)
    if grid is None:
        fields = fields_of(checked.budget, target.name)
        known = ", ".join(named(one, checked.source.data) for one in fields)
        raise UsageError("solve_field", value=by, known=known)
    refuse_unknown(path, by, checked)
    return _Search(checked, target, path, grid).solution()


def _run(numbers: list[int]) -> int:
    """The last of the numbers that follow the first without a gap."""
    last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            break
        last = number
    return last


class _Unknown(Exception):  # it never leaves this module
    """The line cannot be computed at a value of the field."""


class _Search:
    """One search; at every value of the field the budget is computed at most once."""

    def __init__(self, checked: Checked, target: Target, path: Path, grid: Grid) -> None:
        self.checked = checked
        self.target = target
        self.path = path
        self.grid = grid
        self.yearly = checked.budget.lines[target.name].year is not None
        self.known: dict[int, Decimal | None] = {}
        self.missing: tuple[str, ...] = ()
        self.falls = False

    def solution(self) -> Solution:
        """The search from beginning to end."""
        try:
            return self._searched()
        except _Unknown:
            return self._end("unknown", missing=self.missing)

    def _searched(self) -> Solution:
        near, last = self._near(), self.grid.last
        first = 0 if self._value(0) is not None else 1  # nothing can be divided by zero
        probes = (first, *(max(first, last // part) for part in _PROBES), last, max(first, near))
        if len({self._at(number) for number in probes}) == 1:
            fields = fields_of(self.checked.budget, self.target.name)
            return self._end("independent", depends_on=fields)
        self.falls = self._at(last) < self._at(first)
        aim = self._turned(self.target.wanted)
        low = self._first(first, lambda number: self._turned(self._at(number)) >= aim)
        high = self._first(low, lambda number: self._turned(self._at(number)) > aim, reach=1)
        if low < high:
            return self._found(low, high - 1, near)
        if self.yearly or not self._even():
            start, stop = max(first, high - _NEIGHBOURS), min(last, high + _NEIGHBOURS)
            hits = [one for one in range(start, stop + 1) if self._at(one) == self.target.wanted]
            if hits:
                return self._found(hits[0], _run(hits), near)
        around = [number for number in (high - 1, high) if first <= number <= last]
        return self._none([Point(self.grid.written(one), self._at(one)) for one in around])

    def _first(self, low: int, holds: Callable[[int], bool], reach: int = 0) -> int:
        """The first place from which on something holds; behind the last when it never does.

        With `reach` it is first looked for nearby, twice as far each time.
        """
        high = self.grid.last + 1
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

    def _near(self) -> int:
        """The place of the grid where the field is now; the first when it says nothing."""
        there = value_at(self.checked.source.data, self.path)
        try:
            return self.grid.nearest(_BY_KIND.get(self.grid.kind, decimal)(there))
        except Misread:
            return 0

    def _turned(self, value: Decimal) -> Decimal:
        """The value, turned round where the line shrinks as the field grows."""
        return -value if self.falls else value

    def _at(self, number: int) -> Decimal:
        """The line at a place of the grid. Raises _Unknown."""
        value = self._value(number)
        if value is None:
            raise _Unknown
        return value

    def _value(self, number: int) -> Decimal | None:
        if number not in self.known:
            change = Change(self.path, self.grid.written(number))
            data = changed(self.checked.source.data, (change,))
            plan = read_again(self.checked.plan, data, {str(self.path[0])})
            budget = compute(plan, self.checked.law, yearly=self.yearly)
            value = self.known[number] = budget.get(self.target.name)
            if value is None and self.target.name in budget.lines:
                self.missing = budget.missing(self.target.name)
        return self.known[number]

    def _even(self) -> bool:
        """Whether the line has only grown, or only shrunk, at all places looked at."""
        values = [
            self._turned(value) for _, value in sorted(self.known.items()) if value is not None
        ]
        return all(one <= other for one, other in pairwise(values))

    def _found(self, first: int, last: int, near: int) -> Solution:
        value, lowest, highest = map(
            self.grid.written, (roundest(self.grid, first, last, near), first, last)
        )
        return self._end("found", value=value, lowest=lowest, highest=highest)

    def _none(self, points: list[Point]) -> Solution:
        wanted = self.target.wanted
        below = next((one for one in points if one.gives < wanted), None)
        above = next((one for one in points if one.gives > wanted), None)
        return self._end("none", below=below, above=above)

    def _end(self, outcome: Outcome, **told: object) -> Solution:
        now = self.checked.budget.get(self.target.name)
        name, wanted = self.target
        start = Solution(name, wanted, self.path, self.grid, now, outcome, even=self._even())
        return start._replace(**told)  # type: ignore[arg-type]  # fields by name
