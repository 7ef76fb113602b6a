"""`kanto-docs budget`: the computed budget, every line explained."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kanto_docs.checking import Checked
from kanto_docs.choosing import Options
from kanto_docs.cli import options
from kanto_docs.cli.inputs import checked_plan
from kanto_docs.cli.speaking import Speaking, option
from kanto_docs.errors import UsageError
from kanto_docs.words import Words, choose_language


@click.command("budget", cls=Speaking)
@click.argument("plan", metavar="PLAN")
@option("--explain", metavar="LINE")
@options.format_
@option("--output", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@options.force
@options.call
@options.on
@options.lang
def command(
    plan: str,
    explain: str | None,
    format_: str,
    output: Path | None,
    force: bool,
    call: str | None,
    on: dt.date | None,
    lang: str | None,
) -> int:
    """Show or write the budget."""
    checked = checked_plan(plan, Options(call, on), lang)
    words = Words(choose_language(lang, checked.report.language))
    if output is not None:
        from kanto_docs.documents.files import interruptible
        from kanto_docs.documents.filling import ENDINGS, write_budget

        if output.suffix.lower() != f".{ENDINGS['budget']}":
            raise UsageError("output_ending", value=output.name, known=f".{ENDINGS['budget']}")
        inputs = () if plan == "-" else (Path(plan),)
        with interruptible():
            write_budget(checked, words, output, replace=force, inputs=inputs)
        click.echo(words.ui("fill.written", path=str(output)), err=True)
        return 0
    click.echo(_said(checked, words, explain, format_), nl=False)
    return 0


def _said(checked: Checked, words: Words, explain: str | None, format_: str) -> str:
    from kanto_docs.formats import budget as form
    from kanto_docs.words.figuring import SpokenBudget

    spoken = SpokenBudget(checked.plan, checked.budget, checked.law, words)
    if format_ == "json":
        return form.machine(spoken, checked.source.name)
    if explain is None:
        name = checked.plan.project.name if checked.plan.project else None
        title = str(name) if name else checked.source.name
        return form.text(spoken, words.ui("figures.title", name=title))
    if explain not in checked.budget.lines:
        names = ", ".join(checked.budget.names())
        raise UsageError("unknown_line", name=explain, names=names)
    return form.explanation(spoken, explain)
