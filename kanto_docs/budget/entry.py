"""How much is bought and travelled for the pay: what the flat rate of 7 % is allowed by."""

from __future__ import annotations

from typing import Final

from kanto_docs.budget.ledger import Ledger
from kanto_docs.budget.models import FLAT_RATE_7
from kanto_docs.formula import Ref, Sum
from kanto_docs.plan import Plan

SHARES: Final = ("services_to_staff", "travel_to_staff")


def write_entry(ledger: Ledger, plan: Plan) -> None:
    """Purchased services and travel as shares of the staff costs (866/2021 11 § 1 mom).

    Rented premises count among purchased services, as in the decree's list of direct costs. Of no
    staff costs there is no share. Only of a plan of that model.
    """
    if plan.cost_model != FLAT_RATE_7:
        return
    bought = ledger.computed("purchased", Sum((Ref("services"), Ref("premises"))))
    pay = Ref("staff_costs")
    ledger.computed("services_to_staff", bought / pay, unit="percent")
    ledger.computed("travel_to_staff", Ref("travel") / pay, unit="percent")
