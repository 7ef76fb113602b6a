"""A sheet for another member of the group (osatoteuttaja): its own budget, as live as this one."""

from __future__ import annotations

from typing import Final

from kanto_docs.documents.excel.accounts import Accounts
from kanto_docs.documents.excel.cells import write_text
from kanto_docs.documents.excel.listing import Lists
from kanto_docs.documents.excel.notes import comment_rules
from kanto_docs.documents.excel.sheets import Sheets
from kanto_docs.documents.excel.writing import Writer
from kanto_docs.documents.view import view
from kanto_docs.groups import Member
from kanto_docs.words import Words
from kanto_docs.words.figuring import SpokenBudget

PROGRAMS_OWN: Final = "_xlnm."
"""How the names begin that a program gives itself: print areas and titles."""
PATTERN: Final = "members.sheet"
"""The place in the template's sheet for a member where the member's name is written."""


def write_member(writer: Writer, member: Member, words: Words) -> Writer | None:
    """The writer of the member's sheet, filled; None when its plan or such a sheet is not there.

    What the member's plan lacks is no gap of this plan: it only shows in its cells.
    """
    pattern = writer.homes.get(PATTERN)
    plan, law, budget = member.plan, member.law, member.budget
    if pattern is None or plan is None or law is None or budget is None:
        return None
    homes = writer.homes.clone_sheet(pattern.sheet.title, member.shown)
    unasked = plan.funding is not None and plan.funding.prepayment is None
    instead = {"prepayment": words.ui("workbook.not_asked")} if unasked else {}
    own = Writer(homes, Accounts(budget, writer.accounts.missing, instead))
    names = view(plan, budget, words, law)
    sheets, lists = Sheets(own, names, words), Lists(own, names, words)
    lists.write(law)
    sheets.write_totals()
    sheets.write_years()
    lists.write_details()
    sheets.write_texts()
    sheets.hide_unused()
    title = homes.need(PATTERN)
    write_text(title, member.shown)
    title.sheet.sheet_state = "visible"
    comment_rules(own, SpokenBudget(plan, budget, law, words))
    homes.clear()
    return own


def forget_pattern(writer: Writer) -> None:
    """Take the names out of the template's sheet for a member, which stays behind hidden."""
    pattern = writer.homes.get(PATTERN)
    if pattern is not None:
        book = writer.homes.workbook
        place = book.order.index(pattern.sheet.title)
        for name, _, sheet in list(book.names):
            if sheet == place and not name.startswith(PROGRAMS_OWN):
                book.names.take(name, sheet)
