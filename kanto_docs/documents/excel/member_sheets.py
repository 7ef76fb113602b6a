"""A sheet for another member of the group (osatoteuttaja): its own budget, as live as this one."""

from __future__ import annotations

from typing import Final

from kanto_docs.documents.excel.accounts import accounts_of
from kanto_docs.documents.excel.cells import write_text
from kanto_docs.documents.excel.one_budget import OneBudget
from kanto_docs.documents.excel.writing import Writer
from kanto_docs.groups import Member
from kanto_docs.words import Words

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
    own = OneBudget(homes, accounts_of(plan, budget, words), plan, law, words)
    own.write_lists()
    own.write_figures()
    own.sheets.write_texts()
    own.tidy()
    title = homes.need(PATTERN)
    write_text(title, member.shown)
    title.sheet.sheet_state = "visible"
    homes.clear()
    return own.writer
