"""kanto-docs: a Finnish association's project plan, checked and turned into documents.

`check(text)` gives a report; `fill(path, out)` writes the documents. Nothing heavy is imported
before it is needed.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kanto_docs.documents.filling import Outcome
    from kanto_docs.finding import Report

__version__ = "0.1.0"
__all__ = ["check", "fill"]


def check(
    text: str | bytes,
    name: str = "plan.yaml",
    *,
    call: str | None = None,
    on: dt.date | None = None,
    folder: Path | None = None,
) -> Report:
    """The report on one plan; a text that is no plan gives a report that says so.

    `call` is a code or the path of a call file, `on` the day of the law, `folder` where a call file
    that the plan names is to be found.
    """
    from kanto_docs.checking import check_source, refused
    from kanto_docs.choosing import Options
    from kanto_docs.source import Unreadable, read

    try:
        source = read(text.encode() if isinstance(text, str) else text, name)
    except Unreadable as error:
        return refused(error)
    return check_source(source, Options(call=call, on=on, folder=folder)).report


def fill(plan: Path, out: Path, *, language: str | None = None, replace: bool = False) -> Outcome:
    """Write the application draft and the budget of the plan into `out`.

    Raises InputError for a file that is no plan, TemplateError, OutputError.
    """
    from kanto_docs.checking import check_source
    from kanto_docs.choosing import Options
    from kanto_docs.documents.catalogue import chosen
    from kanto_docs.documents.filling import Wishes, fill_documents
    from kanto_docs.source import read_file
    from kanto_docs.words import Words, choose_language

    checked = check_source(read_file(plan), Options(folder=plan.parent))
    words = Words(choose_language(language, checked.report.language))
    return fill_documents(checked, words, out, chosen(None), Wishes(replace=replace), (plan,))
