"""`kanto-docs template`: our templates, a copy of one, the names, and a check of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kanto_docs.choosing import NO_OPTIONS
from kanto_docs.cli import options
from kanto_docs.cli.inputs import checked_plan
from kanto_docs.cli.printing import give
from kanto_docs.cli.speaking import Group, Speaking, option, speaker
from kanto_docs.errors import TemplateError
from kanto_docs.words import Words, choose_language

if TYPE_CHECKING:
    from collections.abc import Collection

    from kanto_docs.source import Path as PlanPath

_FILE = click.Path(path_type=Path)


@click.group("template", cls=Group)
def command() -> None:
    """Templates."""


@command.command("list", cls=Speaking, key="template_list")
@options.format_
@options.lang
def list_(format_: str, lang: str | None) -> int:
    """List our templates."""
    from kanto_docs.documents.workshop import listing

    words = Words(choose_language(lang))
    give(listing.as_json(words) if format_ == "json" else listing.as_text(words))
    return 0


@command.command("export", cls=Speaking, key="template_export")
@click.argument("name", metavar="NAME")
@click.argument("file", type=_FILE, required=False, metavar="[FILE]")
@options.lang
@options.force
def export(name: str, file: Path | None, lang: str | None, force: bool) -> int:
    """Write a copy of one of our templates."""
    from kanto_docs.documents.files import interruptible
    from kanto_docs.documents.workshop import listing

    words = Words(choose_language(lang))
    with interruptible():
        path = listing.export(name, file, words, replace=force)
    for line in ("written", "next"):
        click.echo(words.ui(f"doc.workshop.export.{line}", path=str(path)), err=True)
    return 0


@command.command("check", cls=Speaking, key="template_check")
@click.argument("file", type=_FILE, metavar="FILE")
@option("--plan", metavar="PLAN")
@options.format_
@options.lang
def check(file: Path, plan: str | None, format_: str, lang: str | None) -> int:
    """Check a template."""
    from kanto_docs.documents.workshop import checking, telling

    checked = checked_plan(plan, NO_OPTIONS, lang) if plan else None
    words = speaker() if checked is None else Words(choose_language(lang, checked.report.language))
    told = checking.check(file, words, checked)
    give(telling.as_json(told, words) if format_ == "json" else telling.as_text(told, words))
    return TemplateError.exit_code if told.broken else 0


@command.command("names", cls=Speaking, key="template_names")
@option("--for", "for_", metavar="NAME")
@options.format_
@options.lang
def names(for_: str | None, format_: str, lang: str | None) -> int:
    """List the names that a template may use."""
    from kanto_docs.documents.workshop import entries

    words = Words(choose_language(lang))
    found = list(entries.entries(words, _used(for_, words)))
    give(entries.as_json(found) if format_ == "json" else entries.as_text(found, words))
    return 0


def _used(name: str | None, words: Words) -> Collection[PlanPath] | None:
    """The names that our own template of a document uses; None for all there are."""
    if name is None:
        return None
    from kanto_docs.documents.workshop.listing import word_template
    from kanto_docs.documents.workshop.word import used_in

    return used_in(word_template(name, words), words.language)
