"""What the project costs and who pays, as lines that are formulas.

`compute(plan, law)` writes the lines of plan-model.md by the plan's cost and pay models. Nothing is
silently dropped: an amount that is missing leaves every sum over it without a value, and
`Budget.missing` says which place in the plan or which number of the law it waits for.
"""

from __future__ import annotations

from decimal import Context, localcontext

from kanto_docs.budget.costs import write_costs
from kanto_docs.budget.entry import write_entry
from kanto_docs.budget.funding import write_funding
from kanto_docs.budget.ledger import Ledger, Rates
from kanto_docs.budget.months import Calendar, calendar_of
from kanto_docs.budget.names import keys_of, legal_name, name_of
from kanto_docs.budget.outputs import write_outputs
from kanto_docs.budget.prepayment import write_prepayment, write_recovery
from kanto_docs.budget.result import Budget
from kanto_docs.budget.staff import write_staff
from kanto_docs.budget.totals import write_totals
from kanto_docs.budget.years import write_years
from kanto_docs.plan import Plan

__all__ = ["COUNTED", "Budget", "Rates", "compute", "legal_name", "name_of"]

COUNTED = frozenset(
    (
        "schedule",
        "cost_model",
        "pay_model",
        "side_cost_percent",
        "staff",
        "costs",
        "lump_sum",
        "income",
        "funding",
    )
)
"""The sections of the plan that the budget is made of."""

_EXACT = Context(prec=60)
"""Enough digits for every product of three amounts, so that only `Cents` rounds.

The shares of `write_entry` are no amounts: they have as many digits as a Decimal has.
"""


def compute(plan: Plan, law: Rates, *, yearly: bool = True) -> Budget:
    """The budget of the plan under the law's numbers; a hole in the plan is a hole here.

    Without `yearly` the calendar years are left out, which saves most of the work.
    """
    keys, calendar = keys_of(plan), calendar_of(plan)
    if not yearly:
        calendar = Calendar(calendar.start, calendar.end)
    ledger = Ledger(law)
    with localcontext(_EXACT):
        write_staff(ledger, plan, keys.people, calendar)
        write_costs(ledger, plan, keys.costs)
        write_totals(ledger, plan, keys.income_lines)
        write_outputs(ledger, plan, keys.outputs)
        write_funding(ledger, plan, keys.sources)
        write_prepayment(ledger, plan)
        if yearly:
            write_years(ledger, plan, keys, calendar)
            write_recovery(ledger, plan, calendar.years)
    write_entry(ledger, plan)
    return Budget(
        plan.cost_model,
        plan.pay_model,
        ledger.lines,
        ledger.values,
        calendar.years,
        *keys,
    )
