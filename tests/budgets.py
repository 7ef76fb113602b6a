"""What the tests of the budget reckon with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from kanto_docs.budget import Budget
from kanto_docs.budget.costs import CATEGORIES
from kanto_docs.plan.bodies import Schedule

D = Decimal
LAW: Mapping[str, object] = {
    "flat_rate_40": D(40),
    "flat_rate_7": D(7),
    "lump_sum_other_costs": D(7),
    "standard_lump_sum": D(50000),
    "side_cost_percent": D("26.44"),
    "annual_hours": D(1720),
}
TWO_YEARS = Schedule(start=dt.date(2027, 1, 1), end=dt.date(2028, 12, 31))
YEARLY = (
    *("side_costs", "staff_costs", *CATEGORIES, "direct_costs", "flat_costs", "total", "income"),
    *("net_total", "grant", "own", "municipal", "other_public", "private", "funding_total", "gap"),
)


def values(budget: Budget, names: str) -> str:
    """The values of lines, written side by side as their names are."""
    return " ".join(str(budget[name]) for name in names.split())
