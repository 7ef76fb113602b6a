"""`kanto-docs new`: a commented starter plan."""

from __future__ import annotations

from pathlib import Path

import click

from kanto_docs import data
from kanto_docs.cli import options
from kanto_docs.cli.speaking import Speaking
from kanto_docs.words import Words, choose_language


@click.command("new", cls=Speaking)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), default=Path("plan.yaml"))
@options.call
@options.lang
@options.force
def command(file: Path, call: str | None, lang: str | None, force: bool) -> int:
    """Write a starter plan and the schema that editors read beside it."""
    from kanto_docs.choosing import law_of
    from kanto_docs.documents.files import interruptible, write_whole
    from kanto_docs.starter import SCHEMA_FILE, starter

    words = Words(choose_language(lang))
    law = law_of(None, call)
    text = starter(law.programme, call, words, file.name)
    schema = file.parent / SCHEMA_FILE
    with interruptible():
        write_whole(file, text.encode(), replace=force)
        if force or not schema.exists():
            rules = data.read_text("schemas", "plan.schema.json")
            write_whole(schema, rules.encode(), replace=force)
    click.echo(words.ui("new.written", path=str(file)), err=True)
    return 0
