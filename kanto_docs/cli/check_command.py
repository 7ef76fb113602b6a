"""`kanto-docs check`: plans against the schema, the law and the call."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from kanto_docs.choosing import Options
from kanto_docs.cli import options
from kanto_docs.cli.inputs import outcomes
from kanto_docs.cli.printing import give
from kanto_docs.cli.speaking import Speaking, option
from kanto_docs.errors import UsageError
from kanto_docs.finding import GUIDANCE, PHASES, Report, Severity
from kanto_docs.words import LANGUAGES, Words, choose_language

_LEVELS: Final = ("error", "justify", "missing", "note", "never")


@click.command("check", cls=Speaking)
@click.argument("plans", nargs=-1, required=True, metavar="PLAN...")
@options.call
@options.on
@options.lang
@options.format_
@option("--output", type=click.Path(readable=False, path_type=Path), metavar="FILE")
@options.force
@option("--fail-on", type=click.Choice(_LEVELS), default="error")
@option("--select", metavar="CODES", default="")
@option("--ignore", metavar="CODES", default="")
@option("--phase", type=click.Choice(PHASES), default=GUIDANCE)
@option("--baseline", type=click.Path(path_type=Path), metavar="FILE")
@option("--plain", is_flag=True)
@option("--no-color", is_flag=True)
def command(
    plans: Sequence[str],
    call: str | None,
    on: dt.date | None,
    lang: str | None,
    format_: str,
    output: Path | None,
    force: bool,
    fail_on: str,
    select: str,
    ignore: str,
    phase: str,
    baseline: Path | None,
    plain: bool,
    no_color: bool,
) -> int:
    """Check plans."""
    asked = Options(call, on, _codes(select), _codes(ignore), phase)
    reports = [outcome.report for outcome in outcomes(plans, asked)]
    if baseline is not None:
        from kanto_docs.formats.baseline import marked, read

        reports = marked(reports, read(baseline))
    colour = not (plain or no_color or output) and _wants_colour()
    rendered = _rendered(reports, lang, format_, plain=plain, colour=colour)
    if output is None:
        give(rendered)
    else:
        inputs = [*(report.file for report in reports), *map(str, filter(None, [call, baseline]))]
        _write(rendered, output, inputs, force=force)
    level = None if fail_on == "never" else Severity[fail_on.upper()]
    return max(report.exit_code(level) for report in reports)


def _rendered(
    reports: list[Report], lang: str | None, format_: str, *, plain: bool, colour: bool
) -> str:
    if format_ == "json":
        from kanto_docs.formats import json

        spoken = {one: Words(one) for one in LANGUAGES}
        words_of = {
            report.file: spoken[choose_language(lang, report.language)] for report in reports
        }
        return json.render(reports, words_of)
    from kanto_docs.formats import text

    first = next((report.language for report in reports if report.language), None)
    words = Words(choose_language(lang, first))
    return text.render(reports, words, text.Look(plain, _style if colour else text.no_style))


def _write(rendered: str, output: Path, inputs: list[str], *, force: bool) -> None:
    from kanto_docs.documents.files import interruptible, refuse_inputs, write_whole

    refuse_inputs(output, map(Path, inputs))
    with interruptible():
        write_whole(output, rendered.encode(errors="backslashreplace"), replace=force)


def _codes(text: str) -> tuple[str, ...]:
    """The codes, or how codes begin, that `--select` names. Raises UsageError for none of ours."""
    wanted = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    known = _every_code() if wanted else ()
    for code in wanted:
        if not any(one.startswith(code) for one in known):
            raise UsageError("unknown_code", code=code)
    return wanted


def _every_code() -> tuple[str, ...]:
    from kanto_docs.cards import files
    from kanto_docs.law import programme, programme_codes

    programmes = filter(None, map(programme, programme_codes()))
    return (*files(), *(row.code for one in programmes for row in one.required()))


def _wants_colour() -> bool:
    import os

    terminal = sys.stdout is not None and sys.stdout.isatty()  # None: the caller has closed it
    return terminal and not os.environ.get("NO_COLOR")


_COLOURS: Final = {"error": "red", "justify": "yellow", "missing": "cyan", "note": "blue"}


def _style(text: str, kind: str) -> str:
    return click.style(text, fg=_COLOURS.get(kind), bold=kind in _COLOURS or kind == "place")
