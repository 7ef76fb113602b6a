"""From what was named on the command line to sources and reports."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import click

from kanto_docs.checking import Checked, check_source, refused
from kanto_docs.choosing import Options
from kanto_docs.errors import InputError
from kanto_docs.finding import Report
from kanto_docs.reading import is_plan
from kanto_docs.source import Source, Unreadable, read, read_file
from kanto_docs.source.decoding import MAX_BYTES

_ENDINGS: Final = (".yaml", ".yml")


class Outcome(NamedTuple):
    """A plan's report, and all that was found out when it could be read."""

    report: Report
    checked: Checked | None


def outcomes(names: Iterable[str], options: Options) -> Iterator[Outcome]:
    """Every plan of `names`, checked; one that cannot be read does not stop the others."""
    for name in names:
        path = Path(name)
        if name != "-" and path.is_dir():
            yield from _folder(path, options)
        else:
            yield _one(name, options)


def source_of(name: str) -> Source:
    """The source of one plan; `-` is standard input. Raises Unreadable."""
    if name == "-":
        try:
            raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        except (AttributeError, OSError):  # closed, or a folder
            raise Unreadable("Y01", name=name, kind="broken") from None
        return read(raw, name)
    return read_file(Path(name))


def checked_plan(name: str, options: Options, lang: str | None) -> Checked:
    """One plan that can be read; else its finding is printed and the exit code is 3."""
    outcome = _one(name, options)
    if outcome.checked is None:
        from kanto_docs.formats import text
        from kanto_docs.words import Words, choose_language

        click.echo(text.render([outcome.report], Words(choose_language(lang))), err=True, nl=False)
        raise click.exceptions.Exit(InputError.exit_code)
    return outcome.checked


def _one(name: str, options: Options) -> Outcome:
    try:
        return _checked(source_of(name), options)
    except Unreadable as error:
        return Outcome(refused(error), None)


def _checked(source: Source, options: Options) -> Outcome:
    folder = Path.cwd() if source.name == "-" else Path(source.name).parent
    checked = check_source(source, options._replace(folder=folder))
    return Outcome(checked.report, checked)


def _folder(folder: Path, options: Options) -> Iterator[Outcome]:
    """Every plan below `folder`; other files are passed over."""
    found = False
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in _ENDINGS or not path.is_file():
            continue
        try:
            source = read_file(path)
        except Unreadable as error:
            found = True
            yield Outcome(refused(error), None)
            continue
        if is_plan(source.data):
            found = True
            yield _checked(source, options)
        else:
            _passed_over(path)
    if not found:
        yield Outcome(refused(Unreadable("Y01", name=str(folder), kind="empty_folder")), None)


def _passed_over(path: Path) -> None:
    from kanto_docs.cli.speaking import speaker

    click.echo(speaker().ui("check.passed_over", path=str(path)), err=True)
