"""The lines of the workbook: those of the budget, and a few that only the workbook shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from kanto_docs.budget import Budget
from kanto_docs.budget.costs import CATEGORIES
from kanto_docs.budget.funding import SOURCE_KINDS
from kanto_docs.documents.excel.cells import LONGEST_FORMULA, quoted_text
from kanto_docs.formula import MOST_ARGUMENTS, Formula, Line, Ref
from kanto_docs.plan import Plan
from kanto_docs.words import Words

_SHARES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("staff_costs", *CATEGORIES, "flat_costs", "total"), "total"),
    **dict.fromkeys(("grant", *SOURCE_KINDS, "private_all", "funding_total"), "net_total"),
    "prepayment": "grant",
}
"""Lines that are shown as a share too, and what they are a share of."""
_PORTION: Final = "portion_"
STAFF: Final = ("staff_costs", "side_costs", "staff_pay")
"""What the people of the project cost together."""
NO_SHARE: Final = "–"
"""What stands for the share of nothing."""


class Accounts:
    """Every line with its value, and how it is written into a workbook.

    A line that waits for something missing says so in its cell, by `missing`; its formula is there
    all the same and counts as soon as every cell it refers to holds a number. What nobody asked for
    says so, by `instead`.
    """

    def __init__(self, budget: Budget, missing: str, instead: Mapping[str, str]) -> None:
        self.budget = budget
        self.missing = missing
        self._instead = instead
        self.lines: dict[str, Line] = dict(budget.lines)
        self.values: dict[str, Decimal | None] = dict(budget.values)
        self.limits: dict[str, Decimal | str] = {}
        """The law's numbers that the budget is measured by, as their cells show them."""
        self.admit(_own_lines(budget))

    def admit(self, lines: Iterable[Line]) -> None:
        """Take in further lines, each after those it refers to."""
        for line in lines:
            self.lines[line.name] = line
            formula = line.formula
            self.values[line.name] = formula.value(self.values) if formula else line.value

    def shown(self, name: str) -> Decimal | str:
        """What the cell of the line shows."""
        value = self.values[name]
        return self._when_missing(name) if value is None else value

    def excel(self, name: str, formula: Formula) -> str:
        """The formula of the line as its cell holds it."""
        text = formula.excel()
        if self.values[name] is not None:
            return f"IFERROR({text},{quoted_text(NO_SHARE)})" if self._is_share(name) else text
        guarded = self._guarded(text, formula, self._when_waiting(name))
        if len(guarded) > LONGEST_FORMULA:  # a text among numbers is no number
            return f"IFERROR({'+'.join(self._refs(formula))},{quoted_text(self.missing)})"
        if "/" not in text:
            return guarded
        return f"IFERROR({guarded},{quoted_text(self._when_missing(name))})"

    def unused(self) -> Iterator[str]:
        """Lines that the cost model does not count into the total."""
        if self.budget.lines["total"].is_hole:
            return
        within = {name for name, _ in self.budget.explain("total")}
        if "staff_costs" in within:
            within |= {*STAFF}
        for name in (*STAFF, *CATEGORIES, "direct_costs", "flat_costs"):
            if name not in within:
                yield name
                yield f"{_PORTION}{name}"

    def _guarded(self, text: str, formula: Formula, otherwise: str) -> str:
        refs = self._refs(formula)
        starts = range(0, len(refs), MOST_ARGUMENTS)
        counts = [f"COUNT({','.join(refs[at : at + MOST_ARGUMENTS])})" for at in starts]
        return f"IF({'+'.join(counts)}={len(refs)},{text},{quoted_text(otherwise)})"

    def _refs(self, formula: Formula) -> list[str]:
        wanted = formula.refs()
        return [name for name in self.lines if name in wanted]

    def _when_missing(self, name: str) -> str:
        if self._is_share_of_nothing(name):
            return NO_SHARE
        return self._when_waiting(name)

    def _when_waiting(self, name: str) -> str:
        if name.removeprefix(_PORTION) in self._instead and name.startswith(_PORTION):
            return NO_SHARE
        return self._instead.get(name, self.missing)

    def _is_share_of_nothing(self, name: str) -> bool:
        formula = self.lines[name].formula
        if formula is None or not self._is_share(name):
            return False
        return all(self.values[ref] is not None for ref in formula.refs())

    def _is_share(self, name: str) -> bool:
        """Whether the line is one amount divided by another."""
        line = self.lines[name]
        return line.kind == "computed" and line.unit == "percent"


def accounts_of(plan: Plan, budget: Budget, words: Words) -> Accounts:
    """The lines of a plan's budget; a prepayment (ennakko) that nobody asks for says so."""
    unasked = plan.funding is not None and plan.funding.prepayment is None
    instead = {"prepayment": words.ui("workbook.not_asked")} if unasked else {}
    return Accounts(budget, words.ui("severity.missing"), instead)


def _own_lines(budget: Budget) -> Iterator[Line]:
    """Osuudet: what a line is of the costs, of the funding or of the grant."""
    for base, whole in _SHARES.items():
        name, share = f"{_PORTION}{base}", Ref(base) / Ref(whole)
        if base in budget.lines:
            yield Line(name, "computed", "percent", share, base=name)
