"""The total by cost model (kustannusmalli), the income and what is left to finance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kanto_docs.budget.ledger import Ledger
from kanto_docs.formula import Cents, Ref, Sum
from kanto_docs.money import ZERO
from kanto_docs.plan import Plan


class FlatRate(NamedTuple):
    """Prosenttimääräinen korvaus: what it is taken of and added to, and its number in the law."""

    of: str
    to: str
    rate: str


FLAT_RATES: Final = {
    "flat_rate_40": FlatRate("staff_costs", "staff_costs", "flat_rate_40"),
    "flat_rate_7": FlatRate("direct_costs", "direct_costs", "flat_rate_7"),
    "lump_sum": FlatRate("direct_costs", "direct_costs", "lump_sum_other_costs"),
    "flat_rate_17": FlatRate("staff_costs", "direct_costs", "flat_rate_17"),
    "flat_rate_15": FlatRate("staff_costs", "direct_costs", "flat_rate_15"),
}
"""866/2021 8, 11 and 15 §; 358/2014 12–14 §. Where the law lacks the number there is no total."""
STANDARD: Final = "standard_lump_sum"
REAL: Final = "real_costs"


def write_totals(ledger: Ledger, plan: Plan, income_keys: Sequence[str]) -> None:
    """flat_costs and total by the cost model, then income and net_total."""
    model = plan.cost_model
    if model in FLAT_RATES:
        rule = FLAT_RATES[model]
        rate = ledger.law(rule.rate, "percent")
        flat = ledger.computed("flat_costs", Cents(Ref(rule.of) * rate))
        ledger.computed("total", Ref(rule.to) + flat)
    elif model == REAL:
        ledger.computed("flat_costs", Sum(()))
        ledger.computed("total", Ref("direct_costs") + Ref("indirect"))
    elif model == STANDARD:
        ledger.computed("flat_costs", Sum(()))
        ledger.computed("total", ledger.law(STANDARD, "euro"))
    else:
        ledger.hole("flat_costs", ("cost_model",))
        ledger.hole("total", ("cost_model",))
    items = []
    for place, (key, line) in enumerate(zip(income_keys, plan.income, strict=True)):
        amount = line.amount
        if amount is None and line.by_year:
            amount = sum(line.by_year.values(), ZERO)
        items.append(ledger.amount("income", amount, ("income", place, "amount"), item=key))
    income = ledger.computed("income", ledger.total("income", items))
    ledger.computed("net_total", Ref("total") - income)
