"""The flat rate of 7 %: who may use it, and what its direct costs may hold.

A lump sum's budget has the same direct costs (866/2021 15 § 2 mom), so most rules here read both.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kanto_docs.budget.models import BY_DAYS, FLAT_RATE_7, SHARE_OF_ALL
from kanto_docs.finding import Fault, Faults
from kanto_docs.lemmas import mention
from kanto_docs.money import HUNDRED, share_of
from kanto_docs.plan.resources import Cost
from kanto_docs.rules.costs import amount_of, named, word_in
from kanto_docs.rules.naming import called
from kanto_docs.rules.registry import rule

_ABROAD: Final = ("europe", "world")


@rule(
    "C17",
    for_models=(FLAT_RATE_7,),
    pay="budget.staff_costs",
    bought="budget.purchased",
    travel="budget.travel",
    services_share="law.flat_rate_7_services_min",
    travel_share="law.flat_rate_7_travel_min",
)
def flat_rate_7_without_ground(
    pay: Decimal,
    bought: Decimal,
    travel: Decimal,
    services_share: Decimal,
    travel_share: Decimal,
) -> Faults:
    """Flat rate 7, vaikka mikään sen ehdoista ei täyty (866/2021 11 § 1 mom)."""
    few = bought * HUNDRED < pay * services_share and travel * HUNDRED < pay * travel_share
    if few:
        wanted = share_of(pay, services_share), share_of(pay, travel_share)
        shares = {"services_share": services_share, "travel_share": travel_share}
        lacking = {"services_short": wanted[0] - bought, "travel_short": wanted[1] - travel}
        facts = {"pay": pay, "services": bought, "travel": travel, **shares, **lacking}
        yield Fault(("cost_model",), facts, (("staff",), ("costs",)))


@rule("C18")
def cost_inside_flat_rate_7(cost_model: str, costs: tuple[Cost, ...]) -> Faults:
    """Kulu sisältyy jo seitsemään prosenttiin (866/2021 11 § 3 mom, 15 § 2 mom)."""
    for number, cost in enumerate(costs if cost_model in SHARE_OF_ALL else ()):
        facts = {"text": called(number, cost.text, cost.id)}
        if cost.category == "indirect":
            yield Fault(("costs", number, "category"), {**facts, "problem": "indirect"})
        elif word := mention(cost.text, "inside_flat_rate"):
            yield Fault(("costs", number, "text"), facts | word_in(cost, word))


@rule("C19", limit="law.device_limit")
def device_too_dear(cost_model: str, costs: tuple[Cost, ...], limit: Decimal) -> Faults:
    """Yksittäinen kone tai laite maksaa liikaa (866/2021 11 § 2 mom 6 k)."""
    for number, cost in _devices(cost_model, costs):
        price = _price(cost)
        if price is not None and price > limit and not cost.vat_included:
            facts = {"text": called(number, cost.text, cost.id), "price": price, "limit": limit}
            yield Fault(_where(number, cost), {**facts, "over": price - limit})


@rule("C20", limit="law.device_limit")
def device_price_unclear(cost_model: str, costs: tuple[Cost, ...], limit: Decimal) -> Faults:
    """Laitteen hinta voi ylittää rajan: kappalemäärää tai veron osuutta ei ole kerrottu."""
    for number, cost in _devices(cost_model, costs):
        price = _price(cost)
        facts = {"text": called(number, cost.text, cost.id), "limit": limit}
        if price is None and cost.amount is not None and cost.amount > limit:
            yield Fault(("costs", number, "amount"), {**facts, "amount": cost.amount})
        elif price is not None and price > limit and cost.vat_included:
            yield Fault(_where(number, cost), {**facts, "amount": price, "problem": "vat"})


@rule("C21", limit="law.travel_min_km")
def short_trip_as_cost(cost_model: str, costs: tuple[Cost, ...], limit: Decimal) -> Faults:
    """Lyhyt matka omana kulunaan (866/2021 11 § 2–3 mom)."""
    for number, cost in enumerate(costs if cost_model in SHARE_OF_ALL else ()):
        if _is_short(cost, limit):
            facts = {"text": called(number, cost.text, cost.id), "km": cost.travel_km}
            yield Fault(("costs", number, "travel_km"), {**facts, "limit": limit})


@rule(
    "C22",
    staff_day="law.travel_day_domestic_staff",
    group_day="law.travel_day_domestic_target_group",
    europe_day="law.travel_day_europe",
    world_day="law.travel_day_world",
    shortest="law.travel_min_km",
)
def travel_sum_differs(
    cost_model: str,
    costs: tuple[Cost, ...],
    staff_day: Decimal,
    group_day: Decimal,
    europe_day: Decimal,
    world_day: Decimal,
    shortest: Decimal,
) -> Faults:
    """Matkakulu ei ole matkapäivät kertaa yksikkökustannus (866/2021 13 §)."""
    days = {"domestic_staff": staff_day, "domestic_target_group": group_day}
    days |= {"europe": europe_day, "world": world_day}
    for number, cost in enumerate(costs if cost_model in BY_DAYS else ()):
        day, amount = days.get(cost.travel_zone or ""), amount_of(cost)
        if day is None or amount is None or not cost.travel_days or _is_short(cost, shortest):
            continue
        counted = cost.travel_days * day
        if amount != counted:
            facts = {**named(number, cost), "days": cost.travel_days, "day": day}
            see = (("costs", number, "travel_days"), ("costs", number, "travel_zone"))
            yield Fault(_where(number, cost), {**facts, "counted": counted}, see)


def _devices(cost_model: str, costs: tuple[Cost, ...]) -> Iterator[tuple[int, Cost]]:
    for number, cost in enumerate(costs if cost_model in SHARE_OF_ALL else ()):
        if cost.category == "equipment":
            yield number, cost


def _price(cost: Cost) -> Decimal | None:
    """What one device costs; None when the line does not say how many there are."""
    if cost.unit_price is not None:
        return cost.unit_price
    return cost.amount / cost.quantity if cost.amount is not None and cost.quantity else None


def _where(number: int, cost: Cost) -> tuple[str, int, str]:
    """The field that the sum or the price comes from."""
    return ("costs", number, "amount" if cost.amount is not None else "unit_price")


def _is_short(cost: Cost, limit: Decimal) -> bool:
    """Whether the line is a trip in Finland that is not longer than the limit one way."""
    trip = cost.category == "travel" and cost.travel_zone not in _ABROAD
    return trip and cost.travel_km is not None and cost.travel_km <= limit
