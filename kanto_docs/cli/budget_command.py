"""`kanto-docs budget`: the computed budget, every line explained, and what would be if."""

from __future__ import annotations

import datetime as dt
import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from kanto_docs.checking import Checked
from kanto_docs.choosing import Options
from kanto_docs.cli import options
from kanto_docs.cli.inputs import checked_plan
from kanto_docs.cli.speaking import Speaking, option, speaker
from kanto_docs.errors import UsageError
from kanto_docs.words import Words, choose_language

if TYPE_CHECKING:
    from kanto_docs.scenarios.asking import Answer
    from kanto_docs.words.figuring import SpokenBudget

_TREE: Final = "tree"
"""What `--explain` is given for the whole budget."""


class _Asked(NamedTuple):
    """What of the budget is asked for, as it was typed."""

    explain: str | None
    compare: bool
    what_if: tuple[str, ...]
    solve: str | None
    by: str | None

    @property
    def scenario(self) -> bool:
        """Whether something else than the plan as it stands is asked for."""
        return bool(self.compare or self.what_if or self.solve is not None or self.by is not None)


@click.command("budget", cls=Speaking)
@click.argument("plan", metavar="PLAN")
@option("--explain", metavar="LINE")
@option("--compare", is_flag=True)
@option("--what-if", multiple=True, metavar="PATH=VALUE")
@option("--solve", metavar="LINE=VALUE")
@option("--by", metavar="PATH")
@options.format_
@option("--output", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@options.force
@options.call
@options.on
@options.lang
@option("--plain", is_flag=True)
def command(
    plan: str,
    explain: str | None,
    compare: bool,
    what_if: tuple[str, ...],
    solve: str | None,
    by: str | None,
    format_: str,
    output: Path | None,
    force: bool,
    call: str | None,
    on: dt.date | None,
    lang: str | None,
    plain: bool,
) -> int:
    """Show or write the budget."""
    checked = checked_plan(plan, Options(call, on, ways_out=False), lang)
    words = Words(choose_language(lang, checked.report.language))
    asked = _Asked(explain, compare, what_if, solve, by)
    if output is not None:
        from kanto_docs.documents.files import interruptible
        from kanto_docs.documents.filling import BUDGET_ENDINGS, write_budget

        if asked.scenario:
            raise UsageError("output_of_the_plan")
        if output.suffix.lower() not in BUDGET_ENDINGS:
            raise UsageError("output_ending", value=output.name, known=" / ".join(BUDGET_ENDINGS))
        inputs = () if plan == "-" else (Path(plan),)
        with interruptible():
            write_budget(checked, words, output, replace=force, inputs=inputs)
        click.echo(words.ui("fill.written", path=str(output)), err=True)
        return 0
    folder = Path.cwd() if plan == "-" else Path(plan).parent
    said = _said(checked, words, asked, Options(call, on, folder=folder), format_, plain=plain)
    click.echo(said, nl=False)
    return 0


def _said(
    checked: Checked, words: Words, asked: _Asked, chosen: Options, format_: str, *, plain: bool
) -> str:
    from kanto_docs.words.figuring import SpokenBudget

    answer = _answer(checked, asked, chosen) if asked.scenario else None
    shown = checked if answer is None else answer.after
    spoken = SpokenBudget(shown.plan, shown.budget, shown.law, words)
    if asked.explain is not None and asked.explain not in (_TREE, *shown.budget.lines):
        known = shown.budget.names()
        nearest = next(iter(difflib.get_close_matches(asked.explain, (*known, _TREE), 1)), None)
        raise UsageError(
            "unknown_line", name=asked.explain, names=", ".join((_TREE, *known)), nearest=nearest
        )
    if format_ == "json":
        return _machine(checked, spoken, asked, answer)
    title = words.ui("figures.title", name=_name(checked))
    said = []
    if answer is not None:
        from kanto_docs.formats.budget.scenario import scenario

        said.append(scenario(answer, title, words, plain=plain))
    if asked.explain is not None:
        from kanto_docs.formats.budget.tree import explanation, tree

        whole = asked.explain == _TREE
        said.append(
            tree(spoken, title, plain=plain)
            if whole
            else explanation(spoken, asked.explain, plain=plain)
        )
    if not said:
        from kanto_docs.formats.budget.lines import text

        said.append(text(spoken, title, checked.report.group, plain=plain))
    return "\n".join(said)


def _machine(checked: Checked, spoken: SpokenBudget, asked: _Asked, answer: Answer | None) -> str:
    """The lines of the plan as it stands, and the keys of what was asked besides."""
    from kanto_docs.formats.budget.machine import machine
    from kanto_docs.words.figuring import SpokenBudget

    more: dict[str, object] = {}
    if asked.explain is not None:
        from kanto_docs.formats.budget.tree import explained

        more |= explained(spoken, asked.explain)
    if answer is not None:
        from kanto_docs.formats.budget.scenario import scenario_data

        more |= scenario_data(answer, spoken.words)
    before = SpokenBudget(checked.plan, checked.budget, checked.law, spoken.words)
    return machine(before, checked.source.name, checked.report.group, more)


def _answer(checked: Checked, asked: _Asked, chosen: Options) -> Answer:
    """What is asked, answered; what a change may not be is said as the check would say it."""
    from kanto_docs.scenarios.asking import Question, answer
    from kanto_docs.scenarios.changes import Unfit

    try:
        question = Question(asked.what_if, asked.solve, asked.by, asked.compare)
        return answer(checked, question, chosen)
    except Unfit as unfit:
        from kanto_docs.words.saying import say

        said = say(unfit.finding, speaker())
        raise UsageError(
            "what_if_unfit", change=unfit.typed, message=f"{said.message} {said.fix}"
        ) from None


def _name(checked: Checked) -> str:
    """What the budget is of: the project's name, else the plan's file."""
    name = checked.plan.project.name if checked.plan.project else None
    return str(name) if name else checked.source.name
