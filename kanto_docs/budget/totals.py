"""The total by cost model (kustannusmalli), the income and what is left to finance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kanto_docs.budget.ledger import Ledger
from kanto_docs.formula import Cents, Ref, Sum
from kanto_docs.money import ZERO
from kanto_docs.plan import Plan

FLAT_RATES: Final = {
    "flat_rate_40": ("staff_costs", "flat_rate_40"),
    "flat_rate_7": ("direct_costs", "flat_rate_7"),
    "lump_sum": ("direct_costs", "lump_sum_other_costs"),
}
"""What a flat rate is taken of and added to, and its number in the law (A866 8, 11 and 15 §)."""
STANDARD: Final = "standard_lump_sum"


def write_totals(ledger: Ledger, plan: Plan, income_keys: Sequence[str]) -> None:
    """flat_costs and total by the cost model, then income and net_total."""
    model = plan.cost_model
    if model in FLAT_RATES:
        base, number = FLAT_RATES[model]
        rate = ledger.law(number, "percent")
        flat = ledger.computed("flat_costs", Cents(Ref(base) * rate))
        ledger.computed("total", Ref(base) + flat)
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
