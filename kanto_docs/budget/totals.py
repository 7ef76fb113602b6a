"""The total by cost model (kustannusmalli), the income and what is left to finance."""

from __future__ import annotations

from collections.abc import Sequence

from kanto_docs.budget.ledger import Ledger
from kanto_docs.budget.models import REAL_COSTS, STANDARD_LUMP_SUM, flat_rate_of
from kanto_docs.formula import Cents, Ref, Sum
from kanto_docs.money import ZERO
from kanto_docs.plan import Plan


def write_totals(ledger: Ledger, plan: Plan, income_keys: Sequence[str]) -> None:
    """flat_costs and total by the cost model, then income and net_total."""
    model = plan.cost_model
    flat_rate = flat_rate_of(model)
    if flat_rate is not None:
        rate = ledger.law(flat_rate.number, "percent")
        flat = ledger.computed("flat_costs", Cents(Ref(flat_rate.of) * rate))
        ledger.computed("total", Ref(flat_rate.to) + flat)
    elif model == REAL_COSTS:
        ledger.computed("flat_costs", Sum(()))
        ledger.computed("total", Ref("direct_costs") + Ref("indirect"))
    elif model == STANDARD_LUMP_SUM:
        ledger.computed("flat_costs", Sum(()))
        ledger.computed("total", ledger.law(STANDARD_LUMP_SUM, "euro"))
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
