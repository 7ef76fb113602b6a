"""One template checked: Word or Excel, with what it and the plans lack of each other."""

from __future__ import annotations

from pathlib import Path

from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Gap
from kanto_docs.documents.own_templates import own_template
from kanto_docs.documents.workshop import excel
from kanto_docs.documents.workshop.coverage import lacking_everywhere, unused
from kanto_docs.documents.workshop.telling import Told
from kanto_docs.documents.workshop.trying import lacking
from kanto_docs.documents.workshop.word import check_word
from kanto_docs.words import Words

_WORKBOOK = {".xlsx", ".xltx", ".xlsm", ".xls", ".ods"}


def check(path: Path, words: Words, plan: Checked | None = None) -> Told:
    """Everything there is to say about a template. Raises TemplateError when there is no file."""
    template = own_template(path)
    named = plan.source.name if plan is not None else None
    if path.suffix.lower() in _WORKBOOK:
        book = excel.check_excel(template, words)
        gaps: tuple[Gap, ...] = ()
        if plan is not None and not book.problems:
            gaps = excel.filled(template, plan, words).gaps
        return Told(
            path, "excel", book.problems, book.tried, {}, gaps, named, book.known, book.left
        )
    found = check_word(template, words)
    if found.broken:
        return Told(path, "word", found.problems, found.tried, {}, (), named)
    gaps = lacking(template, plan, words) if plan else lacking_everywhere(template, words)
    left = unused(found.used, words)
    return Told(path, "word", found.problems, found.tried, left, gaps, named)
