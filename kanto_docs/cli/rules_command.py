"""`kanto-docs rules`: the rule book as a list."""

from __future__ import annotations

import datetime as dt

import click

from kanto_docs.cli import options
from kanto_docs.cli.speaking import Speaking, option
from kanto_docs.formats import rulebook
from kanto_docs.words import Words, choose_language


@click.command("rules", cls=Speaking)
@options.programme
@options.call
@option("--stale", type=click.IntRange(min=0), metavar="DAYS")
@option("--law", metavar="SECTION")
@options.format_
@options.lang
def command(
    programme: str | None,
    call: str | None,
    stale: int | None,
    law: str | None,
    format_: str,
    lang: str | None,
) -> int:
    """List the rules."""
    from kanto_docs.choosing import law_of

    words = Words(choose_language(lang))
    found = list(rulebook.rows(law_of(programme, call), words))
    if law is not None:
        found = [row for row in found if _rests_on(row, law)]
    if stale is not None:
        oldest = dt.date.today() - dt.timedelta(days=stale)  # noqa: DTZ011  # the user's own day
        found = [row for row in found if row.oldest is not None and row.oldest <= oldest]
    said = rulebook.machine(found) if format_ == "json" else rulebook.listing(found, words)
    click.echo(said, nl=False)
    return 0


def _rests_on(row: rulebook.Row, law: str) -> bool:
    wanted = " ".join(law.split())
    return any(
        f"{one.law} {one.section or ''} ".startswith(f"{wanted} ") for one in row.basis if one.law
    )
