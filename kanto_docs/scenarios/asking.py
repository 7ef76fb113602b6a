"""One question put to a plan: changes first, then a target, then the models side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kanto_docs.checking import Checked
from kanto_docs.choosing import Options
from kanto_docs.errors import UsageError
from kanto_docs.finding import Change
from kanto_docs.scenarios.chains import fields_of
from kanto_docs.scenarios.changes import Asked, changes_of, effective
from kanto_docs.scenarios.comparing import Comparison, compare
from kanto_docs.scenarios.differences import Apart, apart, tried
from kanto_docs.scenarios.naming import named, value_at
from kanto_docs.scenarios.solving import Solution, solve
from kanto_docs.scenarios.targets import target_of


class Question(NamedTuple):
    """What is asked, as it was typed."""

    what_if: tuple[str, ...] = ()
    solve: str | None = None
    by: str | None = None
    compare: bool = False


class Answer(NamedTuple):
    """The plan before and after, and all that was asked about the two."""

    before: Checked
    after: Checked
    changes: tuple[Asked, ...]
    """Those that were typed, and last the value that was found."""
    apart: Apart | None
    """What the changes do; None when nothing was changed."""
    solution: Solution | None
    comparison: Comparison | None


def answer(checked: Checked, question: Question, options: Options) -> Answer:
    """The answer to a question; the plan itself stays as it is. Raises UsageError and Unfit."""
    asked = list(changes_of(question.what_if, checked))
    after = _after(checked, asked, options)
    solution = _solved(after, question)
    if solution is not None and solution.value is not None:
        there = value_at(after.source.data, solution.path)
        change = Change(solution.path, solution.value)
        asked.append(Asked("", change, there))
        after = _after(checked, asked, options)
    return Answer(
        checked,
        after,
        tuple(asked),
        apart(checked, after) if asked else None,
        solution,
        compare(after, options) if question.compare else None,
    )


def _after(checked: Checked, asked: Iterable[Asked], options: Options) -> Checked:
    changes = effective(asked)
    return tried(checked, changes, options) if changes else checked


def _solved(checked: Checked, question: Question) -> Solution | None:
    if question.solve is None:
        if question.by is not None:
            raise UsageError("by_without_solve")
        return None
    target = target_of(question.solve, checked.budget)
    if question.by is None:
        fields = fields_of(checked.budget, target.name)
        known = ", ".join(named(one, checked.source.data) for one in fields)
        raise UsageError("solve_without_by", known=known)
    return solve(checked, target, question.by)
