"""`kanto-docs fill`: the documents of a plan."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kanto_docs.checking import Checked
from kanto_docs.choosing import Options
from kanto_docs.cli import options
from kanto_docs.cli.inputs import checked_plan
from kanto_docs.cli.speaking import Speaking, option
from kanto_docs.errors import OutputError, UsageError
from kanto_docs.finding import Severity
from kanto_docs.words import Words, choose_language
from kanto_docs.words.complaining import complaint

if TYPE_CHECKING:
    from kanto_docs.documents.filling import Outcome


@click.command("fill", cls=Speaking)
@click.argument("plan", metavar="PLAN")
@option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@option("--only", metavar="NAMES")
@option("--all", "all_", is_flag=True)
@option("--template", type=click.Path(path_type=Path), metavar="FILE")
@options.call
@options.on
@options.lang
@option("--comments", is_flag=True)
@option("--pdf", is_flag=True)
@options.force
@option("--strict", is_flag=True)
@options.format_
def command(
    plan: str,
    out: Path | None,
    only: str | None,
    all_: bool,
    template: Path | None,
    call: str | None,
    on: dt.date | None,
    lang: str | None,
    comments: bool,
    pdf: bool,
    force: bool,
    strict: bool,
    format_: str,
) -> int:
    """Fill the documents."""
    from kanto_docs.documents.catalogue import PAGE, chosen
    from kanto_docs.documents.files import interruptible
    from kanto_docs.documents.filling import FOLDER, Wishes, fill_documents

    checked = checked_plan(plan, Options(call, on), lang)
    words = Words(choose_language(lang, checked.report.language))
    errors = checked.report.count(Severity.ERROR)
    if strict and errors:
        click.echo(words.ui("fill.strict", n=errors), err=True)
        return 1
    if template and only is None and not all_:
        only = "application"
    wanted = chosen(only, every=all_)
    if template and (len(wanted) > 1 or wanted[0].ending == PAGE):
        raise UsageError("template_for_one")
    here = Path.cwd() if plan == "-" else Path(plan).parent
    with interruptible():
        outcome = fill_documents(
            checked,
            words,
            out or here / FOLDER,
            wanted,
            Wishes(template, comments, pdf, force),
            () if plan == "-" else (Path(plan),),
        )
    if format_ == "json":
        click.echo(_machine(outcome, checked, words), nl=False)
    _tell(outcome, words)
    if outcome.failed is not None:
        click.echo(complaint(outcome.failed.kind, outcome.failed.facts, words), err=True)
        return OutputError.exit_code
    return OutputError.exit_code if outcome.kept else 0


def _tell(outcome: Outcome, words: Words) -> None:
    from kanto_docs.documents.catalogue import document

    for one in outcome.written:
        click.echo(words.ui("fill.written", path=str(one.path)), err=True)
        for what in one.removed:
            said = words.ui(f"removed.{what}")
            click.echo(words.ui("fill.removed", what=said), err=True)
        for what in one.untouched:
            said = words.ui(f"untouched.{what}")
            click.echo(words.ui("fill.untouched", what=said), err=True)
        if one.values:
            click.echo(words.ui("fill.values", cells=", ".join(one.values)), err=True)
    for name, reason in outcome.skipped:
        said = words.ui(
            "fill.skipped", document=document(name).title(words), reason=words.ui(reason)
        )
        click.echo(said, err=True)
    for _, path in outcome.kept:
        click.echo(words.ui("fill.kept", path=str(path)), err=True)
    if outcome.gaps:
        click.echo(words.ui("fill.gaps", n=len(outcome.gaps)), err=True)


def _machine(outcome: Outcome, checked: Checked, words: Words) -> str:
    from kanto_docs.formats.json import pointer, summary, written

    document = {
        "format": 1,
        "plan": checked.source.name,
        "written": [
            {
                "name": one.name,
                "path": str(one.path),
                "sha256": one.sha256,
                "ties_out": True,
                "compared": one.compared,
            }
            for one in outcome.written
        ],
        "skipped": [{"name": name, "reason": words.ui(reason)} for name, reason in outcome.skipped],
        "kept": [{"name": name, "path": str(path)} for name, path in outcome.kept],
        "gaps": [{"path": pointer(gap.path), "label": gap.label} for gap in outcome.gaps],
        "summary": summary([checked.report]),
    }
    return written(document)
