"""Rules of the programme period 2014–2020 alone (358/2014), the KANTO project's own time."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kanto_docs.budget import Budget
from kanto_docs.budget.models import FLAT_RATE_15, FLAT_RATE_40, LUMP_SUM
from kanto_docs.finding import Fault, Faults
from kanto_docs.law import Law
from kanto_docs.money import ZERO
from kanto_docs.rules.registry import rule
from kanto_docs.source import Path

_PUBLIC: Final = ("grant", "municipal", "other_public")
"""Julkinen rahoitus: the grant, and what other public bodies pay."""
_MONEY: Final[tuple[Path, ...]] = (("funding",),)


@rule(
    "C54",
    grant="budget.grant",
    municipal="budget.municipal",
    other="budget.other_public",
    limit="law.small_project_limit",
)
def small_project_without_simple_model(
    cost_model: str, grant: Decimal, municipal: Decimal, other: Decimal, limit: Decimal, law: Law
) -> Faults:
    """Pieni hanke ilman kertakorvausta tai flat rate 40:tä (358/2014 7 § 6 mom)."""
    public = grant + municipal + other
    others = set(law.programme.cost_models) - {LUMP_SUM, FLAT_RATE_40}
    if public <= limit and cost_model in others:
        facts = {"public": public, "limit": limit, "model": cost_model}
        yield Fault(("cost_model",), facts, _MONEY)


@rule(
    "C55",
    for_models=(LUMP_SUM,),
    grant="budget.grant",
    municipal="budget.municipal",
    other="budget.other_public",
    limit="law.lump_sum_public_ceiling",
)
def lump_sum_over_public_ceiling(
    grant: Decimal, municipal: Decimal, other: Decimal, limit: Decimal
) -> Faults:
    """Kertakorvaushankkeen julkinen rahoitus ylittää rajan (358/2014 8 § 1 mom)."""
    public = grant + municipal + other
    if public > limit:
        facts = {"public": public, "limit": limit, "over": public - limit}
        yield Fault(("cost_model",), facts, _MONEY)


@rule("C56", limit="law.small_project_limit")
def flat_rate_without_reason(cost_model: str, budget: Budget, limit: Decimal) -> Faults:
    """Flat rate 15 tai 40 ilman perustelua (358/2014 13–14 §)."""
    if cost_model not in (FLAT_RATE_15, FLAT_RATE_40) or _is_small(budget, limit):
        return
    problem = {FLAT_RATE_40: {"problem": "all"}}
    yield Fault(("cost_model",), {"model": cost_model, **problem.get(cost_model, {})})


@rule("C57")
def cost_model_of_later_programme(cost_model: str, law: Law) -> Faults:
    """Kustannusmalli, joka tuli käyttöön vasta kaudella 2021–2027."""
    if cost_model not in law.programme.cost_models:
        yield Fault(("cost_model",), {"model": cost_model})


@rule("C58")
def pay_model_of_later_programme(pay_model: str, law: Law) -> Faults:
    """Palkkakustannusmalli, joka tuli käyttöön vasta kaudella 2021–2027 (358/2014 16 §)."""
    if pay_model not in law.programme.pay_models:
        yield Fault(("pay_model",), {"pay_model": pay_model})


@rule("V20", kind="project.kind")
def group_project_of_later_programme(kind: str) -> Faults:
    """Hanketyyppinä ryhmähanke, vaikka kauden 2014–2020 hanke on yhteishanke."""
    if kind == "group":
        yield Fault(("project", "kind"), {"kind": kind})


def _is_small(budget: Budget, limit: Decimal) -> bool:
    """Whether the law itself names the model, so that no reason helps; unknown is not small."""
    amounts = [budget[name] for name in _PUBLIC]
    known = [amount for amount in amounts if amount is not None]
    return None not in amounts and sum(known, ZERO) <= limit
