"""The value of one field of the plan that makes a line of the budget what it should be, exactly.

A line is a step function of a field: it is searched on the field's own values (cents, hundredths
of a per cent or of a month), never between them. Where no value hits, the two around it are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from kanto_docs.budget import compute
from kanto_docs.changing import changed
from kanto_docs.checking import Checked
from kanto_docs.errors import UsageError
from kanto_docs.finding import Change
from kanto_docs.reading import read_again
from kanto_docs.scalars import Misread, decimal, money, percent
from kanto_docs.scenarios.chains import fields_of
from kanto_docs.scenarios.changes import refuse_unknown
from kanto_docs.scenarios.grids import Grid, grid_of, roundest
from kanto_docs.scenarios.naming import named, path_of, value_at
from kanto_docs.scenarios.searching import Steps, Unknown
from kanto_docs.scenarios.targets import Target
from kanto_docs.source import Path

Outcome = Literal["found", "none", "independent", "unknown"]

_BY_KIND: Final[dict[str, Callable[[object], Decimal]]] = {"money": money, "percent": percent}


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


class _Search:
    """One search: what the field could be, and the line of the budget computed with that."""

    def __init__(self, checked: Checked, target: Target, path: Path, grid: Grid) -> None:
        self.checked = checked
        self.target = target
        self.path = path
        self.grid = grid
        self.yearly = checked.budget.lines[target.name].year is not None
        self.missing: tuple[str, ...] = ()
        self.steps = Steps(self._value, grid.last)

    def solution(self) -> Solution:
        """The search from beginning to end."""
        near = self._near()
        try:
            if not self.steps.moves(near):
                fields = fields_of(self.checked.budget, self.target.name)
                return self._end("independent")._replace(depends_on=fields)
            reached = self.steps.reach(self.target.wanted, closely=self.yearly)
            if reached.hits:
                return self._found(reached.hits, near)
            return self._none(reached.around)
        except Unknown:
            return self._end("unknown")._replace(missing=self.missing)

    def _near(self) -> int:
        """The place of the grid where the field is now; the first when it says nothing."""
        there = value_at(self.checked.source.data, self.path)
        try:
            return self.grid.nearest(_BY_KIND.get(self.grid.kind, decimal)(there))
        except Misread:
            return 0

    def _value(self, number: int) -> Decimal | None:
        """The line at a place of the grid; None, and what is missing for it, when it has none."""
        change = Change(self.path, self.grid.written(number))
        data = changed(self.checked.source.data, (change,))
        plan = read_again(self.checked.plan, data, {str(self.path[0])})
        budget = compute(plan, self.checked.law, yearly=self.yearly)
        value = budget.get(self.target.name)
        if value is None and self.target.name in budget.lines:
            self.missing = budget.missing(self.target.name)
        return value

    def _found(self, hits: range, near: int) -> Solution:
        first, last = hits[0], hits[-1]
        places = (roundest(self.grid, first, last, near), first, last)
        value, lowest, highest = map(self.grid.written, places)
        return self._end("found")._replace(value=value, lowest=lowest, highest=highest)

    def _none(self, around: Iterable[int]) -> Solution:
        wanted = self.target.wanted
        points = [Point(self.grid.written(one), self.steps.at(one)) for one in around]
        below = next((one for one in points if one.gives < wanted), None)
        above = next((one for one in points if one.gives > wanted), None)
        return self._end("none")._replace(below=below, above=above)

    def _end(self, outcome: Outcome) -> Solution:
        """What is told of every search."""
        now = self.checked.budget.get(self.target.name)
        name, wanted = self.target
        return Solution(name, wanted, self.path, self.grid, now, outcome, even=self.steps.even)
