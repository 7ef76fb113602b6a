"""Costs besides pay: every cost, the sums by category, and the direct costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kanto_docs.budget.ledger import Ledger
from kanto_docs.budget.models import BY_DAYS
from kanto_docs.formula import Cents, Ref, Sum
from kanto_docs.plan import Plan
from kanto_docs.plan.resources import Cost
from kanto_docs.source.place import Path

CATEGORIES = (
    "travel",
    "services",
    "premises",
    "communication",
    "materials",
    "equipment",
    "audit",
    "income_support",
    "other",
    "indirect",
)

ZONES: Final = ("domestic_staff", "domestic_target_group", "europe", "world")


def write_costs(ledger: Ledger, plan: Plan, keys: Sequence[str]) -> None:
    """Every cost, the categories, and direct_costs; indirect costs (välilliset) are not direct."""
    costs = [
        _cost(ledger, key, cost, ("costs", at), by_days=plan.cost_model in BY_DAYS)
        for at, (key, cost) in enumerate(zip(keys, plan.costs, strict=True))
    ]
    unsorted = _without_category(plan)
    for category in CATEGORIES:
        if unsorted is not None:
            ledger.hole(category, unsorted)
        else:
            pairs = zip(costs, plan.costs, strict=True)
            terms = [ref for ref, cost in pairs if cost.category == category]
            ledger.computed(category, ledger.total(category, terms))
    direct = ("staff_costs", *CATEGORIES[:-1])
    ledger.computed("direct_costs", Sum(tuple(Ref(name) for name in direct)))


def _without_category(plan: Plan) -> Path | None:
    """The place of the first cost that belongs nowhere: then no category's sum is known."""
    for at, cost in enumerate(plan.costs):
        if cost.category not in CATEGORIES:
            return ("costs", at, "category")
    return None


def _cost(ledger: Ledger, key: str, cost: Cost, path: Path, *, by_days: bool) -> Ref:
    """One cost: its amount, or quantity × unit price, or travel days × a day's sum, to cents."""
    if cost.amount is None and (cost.quantity is not None or cost.unit_price is not None):
        quantity = ledger.given("quantity", cost.quantity, (*path, "quantity"), "number", item=key)
        price = ledger.given("unit_price", cost.unit_price, (*path, "unit_price"), item=key)
        return ledger.computed("cost", Cents(quantity * price), path=path, item=key)
    if by_days and cost.amount is None and cost.travel_days is not None:
        return _journey(ledger, key, cost, path)
    return ledger.amount("cost", cost.amount, (*path, "amount"), item=key)


def _journey(ledger: Ledger, key: str, cost: Cost, path: Path) -> Ref:
    """Matkapäivien yksikkökustannus: travel days × the law's sum for a day in that zone."""
    if cost.travel_zone not in ZONES:
        return ledger.hole("cost", (*path, "travel_zone"), item=key)
    days = ledger.given("travel_days", cost.travel_days, (*path, "travel_days"), "number", item=key)
    day = ledger.law(f"travel_day_{cost.travel_zone}", "euro")
    return ledger.computed("cost", Cents(days * day), path=path, item=key)
