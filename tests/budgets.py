"""What the tests of the budget reckon with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from kanto_docs.budget import Budget
from kanto_docs.budget.costs import CATEGORIES
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Schedule
from kanto_docs.plan.resources import Cost, Funding, Person

D = Decimal
LAW: Mapping[str, object] = {
    "flat_rate_40": D(40),
    "flat_rate_17": D(17),
    "flat_rate_15": D(15),
    "flat_rate_7": D(7),
    "lump_sum_other_costs": D(7),
    "standard_lump_sum": D(50000),
    "side_cost_percent": D("26.44"),
    "annual_hours": D(1720),
    "travel_day_domestic_staff": D(176),
    "travel_day_domestic_target_group": D(132),
    "travel_day_europe": D(368),
    "travel_day_world": D(720),
    "prepayment_recovery_share": D(30),
}
TWO_YEARS = Schedule(start=dt.date(2027, 1, 1), end=dt.date(2028, 12, 31))
YEARLY = (
    *("staff_pay", "side_costs", "staff_costs", *CATEGORIES, "direct_costs", "flat_costs", "total"),
    *("income", "net_total", "grant", "own", "municipal", "other_public", "private", "private_all"),
    *("funding_total", "gap"),
)


def of_flat_rate_7(*costs: Cost) -> Plan:
    """Costs beside a pay of 20 000.00 euros, whose side costs are 5 288.00, in two years."""
    return Plan(
        cost_model="flat_rate_7",
        pay_model="side_cost_percent",
        schedule=TWO_YEARS,
        staff=(Person(monthly_pay=D(2000), months=D(10), share=D(100)),),
        costs=costs,
        funding=Funding(grant_share=D(100), sources=()),
    )


def values(budget: Budget, names: str) -> str:
    """The values of lines, written side by side as their names are."""
    return " ".join(str(budget[name]) for name in names.split())
