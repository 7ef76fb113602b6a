"""`kanto-docs calls`: known calls, a call file from a notice, and a check of call files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kanto_docs.cli import options
from kanto_docs.cli.printing import give
from kanto_docs.cli.speaking import Group, Speaking, option, speaker

_FILE = click.Path(path_type=Path)


@click.group("calls", cls=Group, invoke_without_command=True)
@options.programme
@options.on
@options.format_
@options.lang
@click.pass_context
def command(
    ctx: click.Context,
    programme: str | None,
    on: dt.date | None,
    format_: str,
    lang: str | None,  # noqa: ARG001  # heard by speaker()
) -> int:
    """List the calls."""
    if ctx.invoked_subcommand is not None:
        return 0
    from kanto_docs.choosing import calls_of
    from kanto_docs.clock import today
    from kanto_docs.formats import calls

    day = on or today()
    rows = [calls.Row(one, call) for one, call in calls_of(programme)]
    if format_ == "json":
        give(calls.machine(rows, day))
    else:
        give(calls.listing(rows, day, calls.CallWords(speaker().language)))
    return 0


@command.command("add", cls=Speaking, key="calls_add")
@click.argument("file", type=_FILE)
@option("--out", type=_FILE, metavar="FILE")
@option("--code", metavar="CODE")
@options.force
@options.lang
def add(
    file: Path,
    out: Path | None,
    code: str | None,
    force: bool,
    lang: str | None,  # noqa: ARG001  # heard by speaker()
) -> int:
    """Make a call file of a saved notice."""
    from kanto_docs.calls import TERMS
    from kanto_docs.clock import today
    from kanto_docs.documents.files import interruptible, refuse_inputs, write_whole
    from kanto_docs.errors import UsageError
    from kanto_docs.formats.calls import CallWords
    from kanto_docs.notices import choose, code_of, draft, find_notices
    from kanto_docs.notices.writing import call_file

    if out is not None and out.suffix.lower() not in (".yaml", ".yml"):
        raise UsageError("output_ending", value=str(out), known=".yaml")
    words = CallWords(speaker().language)
    found = find_notices(file)
    notice = choose(found, code, str(file))
    made = draft(notice, found.codes, code_of(notice, code), today())
    target = out or Path(f"{made.values['code']}.yaml")
    refuse_inputs(target, [file])
    with interruptible():
        write_whole(target, call_file(made, words, target.name).encode(), replace=force)
    click.echo(words.ui("calls.written", path=str(target), file=target.name), err=True)
    names = [name for name in TERMS if made.values.get(name) is None]
    if names:
        said = ", ".join(words.ui(f"calls.term.{name}") for name in names)
        click.echo(words.ui("calls.fill_in", names=said), err=True)
    return 0


@command.command("check", cls=Speaking, key="calls_check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.format_
@options.lang
def check(files: tuple[str, ...], format_: str, lang: str | None) -> int:  # noqa: ARG001  # heard
    """Check call files."""
    from kanto_docs.call_checking.reports import call_report
    from kanto_docs.finding import Severity
    from kanto_docs.formats import calls

    words = calls.CallWords(speaker().language)
    reports = [call_report(name) for name in files]
    render = calls.findings_for_machine if format_ == "json" else calls.findings
    give(render(reports, words))
    return max(report.exit_code(Severity.ERROR) for report in reports)
