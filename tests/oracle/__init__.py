"""The budget reckoned a second time, straight from the words of the plan model, with fractions.

Nothing of `kanto_docs.budget` or `kanto_docs.formula` is used, and no formula is written down: each
line is one number, worked out where it is defined. The law's numbers are written here anew.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from kanto_docs.plan import Plan
from tests.oracle.arithmetic import Amount, cents, exact, minus, percent, plus, ratio, times
from tests.oracle.spending import Spending

__all__ = ["Oracle"]

KINDS: Final = ("own", "municipal", "other_public", "private")


class Oracle(Spending):
    """One plan's budget: the lines by name; what is not known is None."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self.staff()
        self.costs()
        self.totals()
        self.funding()
        self.sums()
        self.prepayment()
        self.shares()

    def in_proportion(self, name: str, whole: Amount) -> None:
        """Funding goes to the years as what has to be financed does."""
        net = self.lines["net_total"]
        if net == 0:
            parts = self.by_months(whole)
        else:
            parts = [
                None if net is None or part is None else cents(times(whole, part / net))
                for part in self.of("net_total")
            ]
        self.line(name, whole, parts, rest=True)

    def funding(self) -> None:
        funding = self.plan.funding
        if funding is None:
            for name in ("grant", *KINDS):
                self.unknown(name)
            return
        grant = exact(funding.grant_amount)
        if grant is None:
            grant = cents(times(self.lines["net_total"], percent(funding.grant_share)))
        if funding.grant_amount is None and funding.grant_share is None:
            self.unknown("grant")
        else:
            self.in_proportion("grant", grant)
        by_kind: dict[str, list[str]] = {kind: [] for kind in KINDS}
        known = funding.sources is not None
        for number, source in enumerate(funding.sources or (), 1):
            name = f"source_{source.id or f'F{number}'}"
            whole = exact(source.amount)
            if whole is None and source.by_year:
                whole = sum(map(Fraction, source.by_year.values()), Fraction(0))
            if source.by_year:
                self.given(name, whole, source.by_year)
            elif whole is None:
                self.unknown(name)
            else:
                self.in_proportion(name, whole)
            known = known and source.kind in KINDS
            by_kind.get(source.kind or "", []).append(name)
        for kind, names in by_kind.items():
            if not known:
                self.unknown(kind)
            elif names:
                self.added(kind, *names)
            else:
                self.line(kind, Fraction(0), [Fraction(0)] * len(self.years), rest=False)

    def sums(self) -> None:
        self.added("private_all", "private", "own")
        self.added("funding_total", "grant", *KINDS)
        pairs = zip(self.of("net_total"), self.of("funding_total"), strict=True)
        whole = minus(self.lines["net_total"], self.lines["funding_total"])
        self.line("gap", whole, [minus(*pair) for pair in pairs], rest=False)

    def prepayment(self) -> None:
        """30 % of each year's grant is kept back until the prepayment is recovered."""
        asked = self.plan.funding.prepayment if self.plan.funding else None
        amount = exact(asked.amount) if asked else None
        if asked and amount is None:
            amount = cents(times(self.lines["grant"], percent(asked.share)))
        self.lines["prepayment"] = amount
        share = self.law.get("recovery")
        if not asked or share is None or not self.years:
            return
        grants = self.of("grant")
        used = [place for place, part in enumerate(grants) if part is None or part > 0]
        last = used[-1] if used else len(grants) - 1
        kept: list[Amount] = [Fraction(0)] * len(grants)
        left = amount
        for place, grant in enumerate(grants):
            if place == last:
                continue
            part = cents(times(grant, share))
            kept[place] = None if part is None or left is None else min(part, left)
            left = minus(left, kept[place])
        kept[last] = left
        for year, grant, part in zip(self.years, grants, kept, strict=True):
            self.lines[f"recovery_{year}"] = part
            self.lines[f"paid_{year}"] = minus(grant, part)

    def shares(self) -> None:
        """Purchased services with premises, and travel, as shares of the pay: for flat rate 7."""
        if self.plan.cost_model != "flat_rate_7":
            return
        pay = self.lines["staff_costs"]
        bought = plus(self.lines["services"], self.lines["premises"])
        self.lines["purchased"] = bought
        self.lines["services_to_staff"] = ratio(bought, pay)
        self.lines["travel_to_staff"] = ratio(self.lines["travel"], pay)
