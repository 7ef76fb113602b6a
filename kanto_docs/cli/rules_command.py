"""`kanto-docs rules`: the rule book as a list."""

from __future__ import annotations

import datetime as dt

import click

from kanto_docs.cli import options
from kanto_docs.cli.speaking import Speaking, option
from kanto_docs.clock import today
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
    numbers = law is not None or stale is not None
    found = list(rulebook.rows(law_of(programme, call), words, numbers=numbers))
    if law is not None:
        found = rulebook.resting_on(found, law)
    if stale is not None:
        oldest = today() - dt.timedelta(days=stale)
        found = [row for row in found if row.oldest is not None and row.oldest <= oldest]
    said = rulebook.machine(found) if format_ == "json" else rulebook.listing(found, words)
    click.echo(said, nl=False)
    return 0
