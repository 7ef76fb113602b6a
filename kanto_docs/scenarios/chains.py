"""What a line of the budget rests on: the lines below it, down to the plan and the law."""

from __future__ import annotations

from collections.abc import Mapping

from kanto_docs.budget import Budget
from kanto_docs.shape.fields import field, kind_of, resolved
from kanto_docs.source import Path

NUMERIC = ("money", "percent", "decimal", "count")
"""Kinds of fields whose value is a number."""


def below(budget: Budget, name: str, order: Mapping[str, int]) -> tuple[str, ...]:
    """The lines that a line's own formula refers to, in the order of `order`."""
    formula = budget.lines[name].formula
    return tuple(sorted(formula.refs(), key=order.__getitem__)) if formula else ()


def order_of(budget: Budget) -> Mapping[str, int]:
    """The place of every line in the budget."""
    return {name: place for place, name in enumerate(budget.lines)}


def resting_on(budget: Budget, name: str) -> tuple[str, ...]:
    """The line itself and every line that it rests on, each once, in the order of the budget."""
    waiting, found = [name], {name}
    while waiting:
        formula = budget.lines[waiting.pop()].formula
        fresh = (formula.refs() if formula else frozenset()) - found
        found |= fresh
        waiting += fresh
    return tuple(one for one in budget.lines if one in found)


def fields_of(budget: Budget, name: str) -> tuple[Path, ...]:
    """The fields of the plan with a number that decides the line, in the plan's order."""
    lines = (budget.lines[one] for one in resting_on(budget, name))
    paths = (_typed(line.path) for line in lines if line.path and not line.formula)
    numeric = (path for path in paths if kind_of(path) in NUMERIC)
    return tuple(dict.fromkeys(numeric))


def _typed(path: Path) -> Path:
    """A line's place in the plan's data, where years are keys and keys are texts."""
    holder = field(path[:-1])
    dated = isinstance(path[-1], int) and "items" not in resolved(holder)
    return (*path[:-1], str(path[-1])) if dated else path
