"""Rules on costs: the cost model, and the lines besides pay (kustannukset)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from kanto_docs.budget.models import FLAT_RATE_40, FORMER, REAL_COSTS, REAL_PAY, UNLISTED
from kanto_docs.finding import Fault, Faults
from kanto_docs.lemmas import mention
from kanto_docs.money import cents
from kanto_docs.plan import Plan
from kanto_docs.plan.resources import Cost
from kanto_docs.rules.naming import called
from kanto_docs.rules.registry import rule

_SUPPORT: Final = "income_support"
_NEVER_PAID: Final = ("in_kind", "financing", "depreciation", "land", "pay_extras")
"""Words of lines that the flat rate is not meant for either; each group has its own rule."""


@rule("C01")
def real_costs_only(cost_model: str) -> Faults:
    """Hanke vain tosiasiallisin kustannuksin (866/2021 2 § 3 mom)."""
    if cost_model == REAL_COSTS:
        yield Fault(("cost_model",), {"model": cost_model})


@rule("C02")
def model_of_another_programme(cost_model: str) -> Faults:
    """Kustannusmalli kuuluu toiseen ohjelmakauteen (866/2021 5–15 §)."""
    if cost_model in FORMER:
        yield Fault(("cost_model",), {"model": cost_model})


@rule("C03", rate="law.flat_rate_40")
def cost_beside_flat_rate(
    cost_model: str, costs: tuple[Cost, ...], rate: Decimal, plan: Plan
) -> Faults:
    """Kulu sisältyy jo prosenttimääräiseen korvaukseen (866/2021 8 §)."""
    told = _NEVER_PAID if plan.pay_model in (None, REAL_PAY) else (*_NEVER_PAID, "side_costs")
    for number, cost in enumerate(costs if cost_model == FLAT_RATE_40 else ()):
        if cost.category == _SUPPORT or any(mention(cost.text, group) for group in told):
            continue
        path = ("costs", number) if cost.amount is None else ("costs", number, "amount")
        yield Fault(path, {**named(number, cost), "rate": rate}, (("cost_model",),))


@rule("C16")
def participant_support_beside_flat_rate(cost_model: str, costs: tuple[Cost, ...]) -> Faults:
    """Osallistujille maksettava tuki prosenttikorvauksen lisäksi ((EU) 2021/1060 56 art 2 k)."""
    for number, cost in enumerate(costs if cost_model == FLAT_RATE_40 else ()):
        if cost.category == _SUPPORT:
            yield Fault(("costs", number, "category"), named(number, cost), (("cost_model",),))


@rule("C04", models="call.cost_models")
def model_not_in_call(cost_model: str, models: tuple[str, ...]) -> Faults:
    """Kustannusmalli ei ole haussa käytössä (867/2021 27 § 1 mom)."""
    if cost_model not in models:
        yield Fault(("cost_model",), {"model": cost_model, "models": models}, (("call",),))


@rule("C05", models="call.pay_models")
def pay_model_not_in_call(pay_model: str, models: tuple[str, ...]) -> Faults:
    """Palkkakustannusmalli ei ole haussa käytössä (867/2021 27 § 1 mom)."""
    if pay_model not in models:
        yield Fault(("pay_model",), {"pay_model": pay_model, "models": models}, (("call",),))


@rule("C06", pay="budget.staff_costs")
def flat_rate_without_staff(cost_model: str, pay: Decimal) -> Faults:
    """Prosenttimääräinen korvaus ilman palkkakustannuksia (866/2021 8 §)."""
    if cost_model == FLAT_RATE_40 and not pay:
        yield Fault(("staff",), {"cost_model": cost_model}, (("cost_model",),))


@rule("C07")
def in_kind_cost(costs: tuple[Cost, ...]) -> Faults:
    """Talkootyö tai muu luontoissuoritus kuluna (866/2021 24 § 2 k)."""
    yield from lines_about(costs, "in_kind")


@rule("C08")
def financing_cost(costs: tuple[Cost, ...]) -> Faults:
    """Korko, pankkikulu, varainsiirtovero, sakko tai oikeudenkäyntikulu (866/2021 24 § 4–6 k)."""
    yield from lines_about(costs, "financing")


@rule("C09")
def depreciation(costs: tuple[Cost, ...]) -> Faults:
    """Poisto kuluna (866/2021 24 § 3 k)."""
    yield from lines_about(costs, "depreciation")


@rule("C10")
def land_or_building(costs: tuple[Cost, ...]) -> Faults:
    """Maan, kiinteistön tai infrastruktuurin hankinta ((EU) 2021/1057 16 art 1 k a alak)."""
    yield from lines_about(costs, "land")


@rule("C11")
def equipment_without_exception(cost_model: str, costs: tuple[Cost, ...]) -> Faults:
    """Laite, kaluste tai ajoneuvo ilman poikkeusta ((EU) 2021/1057 16 art 1 k b alak)."""
    for number, cost in enumerate(costs if cost_model not in UNLISTED else ()):
        if cost.category == "equipment" and cost.equipment_exception is None:
            see = (("costs", number, "equipment_exception"),)
            yield Fault(("costs", number, "category"), named(number, cost), see)


@rule("C12")
def line_sum_disagrees(costs: tuple[Cost, ...]) -> Faults:
    """Summa ei ole määrä kertaa yksikköhinta."""
    for number, cost in enumerate(costs):
        counted = counted_sum(cost)
        if cost.amount is not None and counted is not None and counted != cost.amount:
            facts = {"counted": counted, "quantity": cost.quantity, "price": cost.unit_price}
            see = (("costs", number, "quantity"), ("costs", number, "unit_price"))
            yield Fault(("costs", number, "amount"), {**named(number, cost), **facts}, see)


@rule("C13", start="schedule.start", end="schedule.end")
def cost_outside_period(costs: tuple[Cost, ...], start: date, end: date) -> Faults:
    """Kulun vuosi on toteutusajan ulkopuolella (866/2021 3 § 1 ja 3 mom)."""
    for number, cost in enumerate(costs):
        if cost.year is None or start.year <= cost.year <= end.year:
            continue
        if cost.category != "audit" or cost.year < start.year:
            facts = {**named(number, cost), "year": cost.year, "start": start, "end": end}
            yield Fault(("costs", number, "year"), facts, (("schedule",),))


@rule("C14", total="budget.total", lowest="call.min_total")
def total_under_call_minimum(total: Decimal, lowest: Decimal) -> Faults:
    """Kokonaiskustannukset alittavat haun alarajan."""
    if total < lowest:
        facts = {"total": total, "limit": lowest, "difference": lowest - total}
        yield Fault(("cost_model",), facts, (("staff",), ("costs",), ("call",)))


@rule("C15", total="budget.total", highest="call.max_total")
def total_over_call_maximum(total: Decimal, highest: Decimal) -> Faults:
    """Kokonaiskustannukset ylittävät haun ylärajan."""
    if total > highest:
        facts = {"total": total, "limit": highest, "difference": total - highest}
        yield Fault(("cost_model",), facts, (("staff",), ("costs",), ("call",)))


def lines_about(costs: tuple[Cost, ...], group: str) -> Faults:
    """A fault at every line whose text holds a word of the group."""
    for number, cost in enumerate(costs):
        if word := mention(cost.text, group):
            yield Fault(("costs", number, "text"), named(number, cost) | word_in(cost, word))


def word_in(cost: Cost, word: str) -> dict[str, object]:
    """The word that gives a line away, and whether it is the whole line."""
    whole = word == (cost.text or "").strip()
    return {"word": word, "problem": "whole" if whole else "in_text"}


def named(number: int, cost: Cost) -> dict[str, object]:
    """What a line is called and costs; a line without a sum says so."""
    name, amount = called(number, cost.text, cost.id), amount_of(cost)
    if amount is None:
        return {"text": name, "problem": "no_amount"}
    return {"text": name, "amount": amount}


def amount_of(cost: Cost) -> Decimal | None:
    """The sum of the line: as it is written, else as it is counted."""
    return cost.amount if cost.amount is not None else counted_sum(cost)


def counted_sum(cost: Cost) -> Decimal | None:
    """Quantity times unit price, to cents."""
    if cost.quantity is None or cost.unit_price is None:
        return None
    return cents(cost.quantity * cost.unit_price)
