"""`kanto-docs verify`: Word and Excel files against the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kanto_docs.checking import Checked
from kanto_docs.choosing import Options
from kanto_docs.cli import options
from kanto_docs.cli.inputs import checked_plan
from kanto_docs.cli.printing import give
from kanto_docs.cli.speaking import Speaking, option
from kanto_docs.errors import InputError
from kanto_docs.words import Words, choose_language

if TYPE_CHECKING:
    from kanto_docs.documents.tying.telling import Told


@click.command("verify", cls=Speaking)
@click.argument("plan", metavar="PLAN")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@option("--template", type=click.Path(path_type=Path), metavar="FILE")
@options.call
@options.on
@options.lang
@options.format_
@option("--plain", is_flag=True)
def command(
    plan: str,
    files: Sequence[Path],
    template: Path | None,
    call: str | None,
    on: dt.date | None,
    lang: str | None,
    format_: str,
    plain: bool,
) -> int:
    """Compare documents with their plan."""
    from kanto_docs.documents.tying import telling

    checked = checked_plan(plan, Options(call, on), lang)
    words = Words(choose_language(lang, checked.report.language))
    told = [one for named in files for one in _told(named, checked, template)]
    if format_ == "json":
        give(telling.as_json(told, words, checked.source.name))
    else:
        give(telling.as_text(told, words, bare=plain))
    if any(one.refused for one in told):
        return InputError.exit_code
    return int(any(one.tied and one.tied.disagreements for one in told))


def _told(named: Path, checked: Checked, template: Path | None) -> list[Told]:
    """The file, or those of the folder; one that cannot be read does not stop the others."""
    from kanto_docs.documents.tying import files_of, tie_out
    from kanto_docs.documents.tying.telling import Told

    told = []
    try:
        paths = files_of(named)
    except InputError as error:
        return [Told(named, None, error)]
    for path in paths:
        try:
            told.append(Told(path, tie_out(checked, path, template)))
        except InputError as error:
            told.append(Told(path, None, error))
    return told
