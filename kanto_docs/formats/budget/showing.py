"""The budget as it is asked for: line by line, one line explained, or what would be if."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kanto_docs.checking import Checked
from kanto_docs.formats.budget.spoken import spoken_of
from kanto_docs.words import Words
from kanto_docs.words.figuring import SpokenBudget

if TYPE_CHECKING:
    from kanto_docs.scenarios.asking import Answer


def shown(
    checked: Checked, answer: Answer | None, explain: str | None, words: Words, *, plain: bool
) -> str:
    """The budget as text: the answer to what was asked, the line `explain`; else all lines."""
    title = words.ui("figures.title", name=_name(checked))
    said = []
    if answer is not None:
        from kanto_docs.formats.budget.scenario import scenario

        said.append(scenario(answer, title, words, plain=plain))
    if explain is not None:
        from kanto_docs.formats.budget.tree import explanation

        said.append(explanation(_after(checked, answer, words), explain, title, plain=plain))
    if not said:
        from kanto_docs.formats.budget.lines import text

        said.append(text(spoken_of(checked, words), title, checked.report.group, plain=plain))
    return "\n".join(said)


def shown_data(checked: Checked, answer: Answer | None, explain: str | None, words: Words) -> str:
    """For other programs: the lines of the plan as it stands, and keys for what was asked."""
    from kanto_docs.formats.budget.machine import machine

    more: dict[str, object] = {}
    if explain is not None:
        from kanto_docs.formats.budget.tree import explained

        more |= explained(_after(checked, answer, words), explain)
    if answer is not None:
        from kanto_docs.formats.budget.scenario import scenario_data

        more |= scenario_data(answer, words)
    spoken = spoken_of(checked, words)
    return machine(spoken, checked.source.name, checked.report.group, more)


def _after(checked: Checked, answer: Answer | None, words: Words) -> SpokenBudget:
    """The budget with the changes that were asked for."""
    return spoken_of(checked if answer is None else answer.after, words)


def _name(checked: Checked) -> str:
    """What the budget is of: the project's name, else the plan's file."""
    name = checked.plan.project.name if checked.plan.project else None
    return str(name) if name else checked.source.name
