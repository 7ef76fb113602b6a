"""Lump sums (kertakorvaukset): their ceiling, outputs and parts, and the standardised ones."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kanto_docs.budget.models import (
    LUMP_SUM,
    SIDE_COST_PERCENT,
    STANDARD_LUMP_SUM,
    UNIT_COST,
    pay_model_for,
)
from kanto_docs.finding import Fault, Faults
from kanto_docs.money import CENT
from kanto_docs.plan import Plan
from kanto_docs.plan.resources import Cost, LumpSum, Person
from kanto_docs.rules.naming import called
from kanto_docs.rules.registry import rule

_INDIVIDUAL: Final = "individual"
_OUTPUTS: Final = ("lump_sum", "outputs")
_KIND: Final = ("lump_sum", "kind")
_MODEL: Final = (("cost_model",),)


@rule("C23", for_models=(LUMP_SUM,), total="budget.total", ceiling="law.lump_sum_ceiling")
def lump_sum_over_ceiling(total: Decimal, ceiling: Decimal) -> Faults:
    """Kertakorvaushankkeen kokonaiskustannukset ylittävät rajan (866/2021 15 § 1 mom)."""
    if total > ceiling:
        facts = {"total": total, "limit": ceiling, "difference": total - ceiling}
        yield Fault(("cost_model",), facts, (("staff",), ("costs",)))


@rule("C24")
def lump_sum_without_unit_cost(
    cost_model: str, pay_model: str, staff: tuple[Person, ...]
) -> Faults:
    """Kertakorvauksen palkkoja ei lasketa tuntitaksalla (866/2021 15 § 2 mom)."""
    if staff and pay_model == SIDE_COST_PERCENT and pay_model_for(cost_model) == UNIT_COST:
        yield Fault(("pay_model",), {"pay_model": pay_model}, _MODEL)


@rule("C25")
def lump_sum_output_incomplete(cost_model: str, plan: Plan) -> Faults:
    """Kertakorvaukselta puuttuu tuotos, sen todentaminen tai summa (866/2021 14 § 1–3 mom)."""
    if cost_model != LUMP_SUM:
        return
    outputs = _lump_sum(plan).outputs
    if not outputs:
        yield Fault(_OUTPUTS, {"problem": "none"}, _MODEL)
    for number, output in enumerate(outputs):
        facts = {"output": called(number, output.text), "number": number + 1}
        for field in ("text", "evidence", "amount"):
            value = getattr(output, field)
            if value is None or (isinstance(value, str) and not value.strip()):
                yield Fault((*_OUTPUTS, number, field), {**facts, "problem": field})


@rule("C26", for_models=(LUMP_SUM,), total="budget.total", together="budget.outputs_total")
def lump_sum_parts_disagree(plan: Plan, total: Decimal, together: Decimal) -> Faults:
    """Osien summat eivät ole yhteensä kokonaiskustannukset (866/2021 14 § 2–3 mom, 15 § 4 mom).

    Each part has a budget of its own, rounded to cents: every further part may differ by a cent.
    """
    parts = len(_lump_sum(plan).outputs)
    difference = abs(together - total)
    if difference > CENT * (parts - 1):
        facts = {"sum": together, "total": total, "difference": difference}
        number = {"number": parts} if parts > 1 else {"problem": "one"}
        yield Fault(_OUTPUTS, {**facts, **number}, (("staff",), ("costs",)))


@rule("C27")
def standard_lump_sum_in_parts(cost_model: str, plan: Plan) -> Faults:
    """Vakioitu kertakorvaus useassa osassa."""
    number = len(_lump_sum(plan).outputs)
    if cost_model == STANDARD_LUMP_SUM and number > 1:
        yield Fault(_OUTPUTS, {"number": number}, _MODEL)


@rule("C28")
def standard_lump_sum_of_no_kind(cost_model: str, plan: Plan) -> Faults:
    """Vakioitu kertakorvaus muuhun kuin vahvistettuun tarkoitukseen."""
    kind = _lump_sum(plan).kind
    if cost_model == STANDARD_LUMP_SUM and kind == _INDIVIDUAL:
        yield Fault(_KIND, {"kind": kind}, _MODEL)


@rule("C29")
def lump_sum_of_standard_kind(cost_model: str, plan: Plan) -> Faults:
    """Lajina vakioitu kertakorvaus, kustannusmallina hankekohtainen kertakorvaus."""
    kind = _lump_sum(plan).kind
    if cost_model == LUMP_SUM and kind not in (None, _INDIVIDUAL):
        yield Fault(_KIND, {"kind": kind}, _MODEL)


@rule("C30")
def standard_lump_sum_without_kind(cost_model: str, plan: Plan) -> Faults:
    """Vakioidun kertakorvauksen lajia ei ole valittu."""
    if cost_model == STANDARD_LUMP_SUM and _lump_sum(plan).kind is None:
        yield Fault(_KIND, {}, _MODEL)


@rule("C31", confirmed="law.standard_lump_sum")
def standard_lump_sum_amount_differs(cost_model: str, plan: Plan, confirmed: Decimal) -> Faults:
    """Vakioidun kertakorvauksen summa on muu kuin vahvistettu."""
    outputs = _lump_sum(plan).outputs
    amount = outputs[0].amount if len(outputs) == 1 else None
    if cost_model == STANDARD_LUMP_SUM and amount is not None and amount != confirmed:
        facts = {"amount": amount, "confirmed": confirmed, "difference": abs(amount - confirmed)}
        yield Fault((*_OUTPUTS, 0, "amount"), facts, _MODEL)


@rule("C32")
def cost_beside_standard_lump_sum(cost_model: str, costs: tuple[Cost, ...]) -> Faults:
    """Kulurivejä vakioidun kertakorvauksen rinnalla: niitä ei lasketa mukaan."""
    if cost_model == STANDARD_LUMP_SUM and costs:
        facts = {"text": called(0, costs[0].text, costs[0].id), "number": len(costs)}
        yield Fault(("costs",), facts | ({} if costs[1:] else {"problem": "one"}), _MODEL)


def _lump_sum(plan: Plan) -> LumpSum:
    return plan.lump_sum or LumpSum()
