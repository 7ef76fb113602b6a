"""The budget workbook: the template that people edit in Excel, filled with live formulas.

Every line of the budget has a cell of its own name, every formula refers to such names, and beside
it stands the value that was computed here, so that a reader without Excel sees the same figures.
"""

from __future__ import annotations

from collections.abc import Sequence

from kanto_docs.budget import Budget
from kanto_docs.documents.comments import Comment
from kanto_docs.documents.excel.accounts import accounts_of
from kanto_docs.documents.excel.agreement import Agreement
from kanto_docs.documents.excel.cells import write_text
from kanto_docs.documents.excel.checks import Checks
from kanto_docs.documents.excel.findings import write_findings
from kanto_docs.documents.excel.homes import Homes
from kanto_docs.documents.excel.membership import write_members
from kanto_docs.documents.excel.one_budget import OneBudget
from kanto_docs.documents.excel.sheetml.book import Book
from kanto_docs.documents.excel.sheetml.charts import redraw
from kanto_docs.documents.excel.sheetml.overwritten import empty_overwritten
from kanto_docs.documents.excel.sheetml.stale import forget_stale
from kanto_docs.documents.excel.table_places import take_tables
from kanto_docs.documents.excel.workbook import opened, private, untouched
from kanto_docs.documents.filled import Filled, Properties
from kanto_docs.documents.package import properties
from kanto_docs.groups import Group
from kanto_docs.law import Law
from kanto_docs.plan import Plan
from kanto_docs.words import Words


def render_budget(
    template: bytes,
    plan: Plan,
    budget: Budget,
    law: Law,
    words: Words,
    about: Properties,
    group: Group | None = None,
    comments: Sequence[Comment] = (),
) -> Filled:
    """Fill the template with the budget, and with those of the group's other members.

    Raises TemplateError and OutputError, never half fills.
    """
    book = Book(opened(template))
    accounts = accounts_of(plan, budget, words)
    homes = Homes(book, accounts.lines)
    one = OneBudget(homes, accounts, plan, law, words)
    writer, sheets = one.writer, one.sheets
    take_tables(homes, words)
    sheets.check_places()
    one.write_lists()
    write_members(writer, group, words)
    one.write_figures()
    Agreement(writer, words, one.lists.label).write()
    sheets.write_echoes()
    sheets.write_texts()
    sheets.write_notes(plan, law)
    checks = Checks(writer, words)
    checks.write_checks()
    checks.write_missing(law)
    sheets.write_headers()
    if not homes.foreign:
        one.tidy()
        write_findings(writer, comments, words)
    if legend := homes.get("legend.missing"):
        write_text(legend, accounts.missing)
    homes.clear()
    plain = writer.settle() if homes.foreign else ()
    if homes.foreign:
        empty_overwritten(book)
    forget_stale(book)
    redraw(book)
    left_out = private(book)
    dropped = [name for names_ in left_out.values() for name in names_]
    payload = book.payload(properties(about.title, about.subject, about.language), dropped)
    gaps = tuple(writer.gaps.values())
    kept = untouched(book) if homes.foreign else ()
    return Filled(payload, gaps, tuple(left_out), kept, plain)
