"""One budget and the sheets it is written on: a project's whole workbook, or a member's sheet."""

from __future__ import annotations

from kanto_docs.documents.excel.accounts import Accounts
from kanto_docs.documents.excel.homes import Homes
from kanto_docs.documents.excel.listing import Lists
from kanto_docs.documents.excel.notes import comment_rules
from kanto_docs.documents.excel.sheets import Sheets
from kanto_docs.documents.excel.writing import Writer
from kanto_docs.documents.view.parts import names_of_plan
from kanto_docs.law import Law
from kanto_docs.plan import Plan
from kanto_docs.words import Words
from kanto_docs.words.figuring import SpokenBudget


class OneBudget:
    """Writes a plan's budget in the order that its cells need: a line's first place is its home."""

    def __init__(
        self, homes: Homes, accounts: Accounts, plan: Plan, law: Law, words: Words
    ) -> None:
        names = names_of_plan(plan, accounts.budget, words, law)
        self.writer = Writer(homes, accounts)
        self.sheets = Sheets(self.writer, names, words)
        self._law = law
        self._spoken = SpokenBudget(plan, accounts.budget, law, words)
        self.lists = Lists(self.writer, names, self._spoken)

    def write_lists(self) -> None:
        """The law's numbers, people, costs, income, funders and parts of a lump sum."""
        self.lists.write(self._law)

    def write_figures(self) -> None:
        """The totals, their years, and every line that has no home yet."""
        self.sheets.write_totals()
        self.sheets.write_years()
        self.lists.write_details()

    def tidy(self) -> None:
        """Hide what the budget has no use for, and tell the rules beside its figures."""
        self.sheets.hide_unused()
        comment_rules(self.writer, self._spoken)
