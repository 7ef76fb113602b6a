"""`kanto-docs budget`: the computed budget, every line explained, and what would be if."""

from __future__ import annotations

import datetime as dt
import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kanto_docs.checking import Checked
from kanto_docs.choosing import Options
from kanto_docs.cli import options
from kanto_docs.cli.inputs import checked_plan
from kanto_docs.cli.speaking import Speaking, option, speaker
from kanto_docs.errors import UsageError
from kanto_docs.words import Words, choose_language

if TYPE_CHECKING:
    from kanto_docs.budget import Budget
    from kanto_docs.scenarios.asking import Answer, Question


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
    scenario = compare or bool(what_if) or solve is not None or by is not None
    if output is not None:
        from kanto_docs.documents.files import interruptible
        from kanto_docs.documents.filling import BUDGET_ENDINGS, write_budget

        if scenario:
            raise UsageError("output_of_the_plan")
        if output.suffix.lower() not in BUDGET_ENDINGS:
            raise UsageError("output_ending", value=output.name, known=" / ".join(BUDGET_ENDINGS))
        inputs = () if plan == "-" else (Path(plan),)
        with interruptible():
            write_budget(checked, words, output, replace=force, inputs=inputs)
        click.echo(words.ui("fill.written", path=str(output)), err=True)
        return 0
    answer = None
    if scenario:
        from kanto_docs.scenarios.asking import Question

        folder = Path.cwd() if plan == "-" else Path(plan).parent
        question = Question(what_if, solve, by, compare)
        answer = _answer(checked, question, Options(call, on, folder=folder))
    if explain is not None:
        _refuse_unknown(explain, checked.budget if answer is None else answer.after.budget)
    from kanto_docs.formats.budget.showing import shown, shown_data

    if format_ == "json":
        click.echo(shown_data(checked, answer, explain, words), nl=False)
    else:
        click.echo(shown(checked, answer, explain, words, plain=plain), nl=False)
    return 0


def _refuse_unknown(line: str, budget: Budget) -> None:
    """Raises UsageError, with the nearest name, for a line that the budget does not have."""
    from kanto_docs.formats.budget.tree import TREE

    if line in (TREE, *budget.lines):
        return
    known = (TREE, *budget.names())
    nearest = next(iter(difflib.get_close_matches(line, known, 1)), None)
    raise UsageError("unknown_line", name=line, names=", ".join(known), nearest=nearest)


def _answer(checked: Checked, question: Question, chosen: Options) -> Answer:
    """What is asked, answered; what a change may not be is said as the check would say it."""
    from kanto_docs.scenarios.asking import answer
    from kanto_docs.scenarios.changes import Unfit

    try:
        return answer(checked, question, chosen)
    except Unfit as unfit:
        from kanto_docs.words.saying import say

        said = say(unfit.finding, speaker())
        raise UsageError(
            "what_if_unfit", change=unfit.typed, message=f"{said.message} {said.fix}"
        ) from None
