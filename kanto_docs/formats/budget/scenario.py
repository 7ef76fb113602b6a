"""The answer to what was asked of a plan: changes, what was searched for, models side by side."""

from __future__ import annotations

from kanto_docs.formats.budget.changes import changes, changes_data
from kanto_docs.formats.budget.comparison import comparison, comparison_data
from kanto_docs.formats.budget.solution import solution, solution_data
from kanto_docs.formats.budget.spoken import spoken_of
from kanto_docs.scenarios.asking import Answer
from kanto_docs.words import Words


def scenario(answer: Answer, title: str, words: Words, *, plain: bool = False) -> str:
    """All parts of the answer as text, in the order they were asked."""
    before, after = spoken_of(answer.before, words), spoken_of(answer.after, words)
    parts = [[title]]
    if answer.solution is not None:
        parts.append(solution(answer.solution, answer.before.source.data, after))
    if answer.apart is not None:
        parts.append(changes(answer, after, before, plain=plain))
    if answer.comparison is not None:
        parts.append(comparison(answer.comparison, words, plain=plain))
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def scenario_data(answer: Answer, words: Words) -> dict[str, object]:
    """The same for other programs: the keys `what_if`, `solve` and `compare`."""
    after = spoken_of(answer.after, words)
    data: dict[str, object] = changes_data(answer, after)
    if answer.solution is not None:
        found, plan = answer.solution, answer.before.source.data
        data["solve"] = solution_data(found, plan, after)
    if answer.comparison is not None:
        data["compare"] = comparison_data(answer.comparison, words)
    return data
