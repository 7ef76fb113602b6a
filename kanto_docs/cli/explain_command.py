"""`kanto-docs explain`: one rule whole."""

from __future__ import annotations

import difflib

import click

from kanto_docs.cli import options
from kanto_docs.cli.speaking import Speaking
from kanto_docs.errors import UsageError
from kanto_docs.formats import rulebook
from kanto_docs.words import Words, choose_language


@click.command("explain", cls=Speaking)
@click.argument("code", metavar="CODE")
@options.programme
@options.lang
def command(code: str, programme: str | None, lang: str | None) -> int:
    """Explain a rule."""
    from kanto_docs.choosing import law_of

    words = Words(choose_language(lang))
    law = law_of(programme, None)
    said = rulebook.explanation(code.upper(), law, words)
    if said is None:
        known = rulebook.codes(law)
        close = difflib.get_close_matches(code.upper(), known, 3, 0.3)
        raise UsageError("unknown_code", code=code, known=", ".join(close))
    click.echo(said, nl=False)
    return 0
