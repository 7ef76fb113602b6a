"""Purchases (hankinnat): tenders, price level, splitting, thresholds and related parties.

The decree's rules on purchases concern lines that are reimbursed as they were paid; the procurement
act (hankintalaki) binds whatever the cost model. Its thresholds are without VAT: where the line's
sum holds it, the finding says so instead of guessing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Final

from kanto_docs.budget.models import AS_PAID, LISTED
from kanto_docs.finding import Fault, Faults
from kanto_docs.money import CENT, HUNDRED, WIDE, ZERO
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Applicant
from kanto_docs.plan.resources import Cost
from kanto_docs.prose.names import bare_name, same_name
from kanto_docs.rules.costs import amount_of
from kanto_docs.rules.naming import called
from kanto_docs.rules.registry import rule
from kanto_docs.source import Path

_BOUGHT: Final = ("services", "communication", "materials", "equipment", "audit")
"""Categories whose lines are purchases; a line of travel or rent is seldom one purchase."""
_BY_ACT: Final = ("national", "eu")
_BY_TENDERS: Final = ("tenders", *_BY_ACT)
_BY_PRICES: Final = ("price_comparison", *_BY_TENDERS)
_PUBLIC_BODIES: Final = ("municipality", "joint_authority", "wellbeing_county", "other_public")
Purchase = tuple[int, Cost, Decimal]


@rule("P01", limit="law.small_purchase_tenders", national="law.procurement_goods_services")
def purchase_without_tenders(
    cost_model: str, costs: tuple[Cost, ...], limit: Decimal, national: Decimal
) -> Faults:
    """Hankintaan pyydetään tarjouksia, mutta niistä ei ole suunnitelmaa (866/2021 18 §)."""
    for number, cost, amount in _purchases(cost_model, costs):
        if limit <= amount < national and not _by_tenders(cost):
            facts = _facts(number, cost, amount, limit)
            if not cost.vat_included and cost.tenders:
                facts["problem"] = "single"
            yield Fault(("costs", number, "procurement"), facts, (("costs", number, "amount"),))


@rule("P02", lowest="law.small_purchase_price_check", limit="law.small_purchase_tenders")
def purchase_without_price_check(
    cost_model: str, costs: tuple[Cost, ...], lowest: Decimal, limit: Decimal
) -> Faults:
    """Hankinnan hintatasoa ei ole kerrottu selvitettävän (866/2021 18 §)."""
    found = [
        one
        for one in _purchases(cost_model, costs)
        if lowest <= one[2] < limit and not _by_prices(one[1])
    ]
    if found:
        (number, cost, amount), rest = found[0], found[1:]
        facts = _facts(number, cost, amount, lowest)
        if rest:
            facts |= {"number": len(found), "problem": "many"}
        see = tuple(("costs", number, "procurement") for number, _, _ in rest)
        yield Fault(("costs", number, "procurement"), facts, see)


@rule(
    "P03",
    for_models=LISTED,
    grant="budget.grant",
    municipal="budget.municipal",
    other="budget.other_public",
    whole="budget.funding_total",
    limit="law.procurement_goods_services",
    special="law.procurement_other_special",
    health="law.procurement_health_social",
    share="law.contracting_share",
)
def purchase_over_threshold(
    costs: tuple[Cost, ...],
    plan: Plan,
    grant: Decimal,
    municipal: Decimal,
    other: Decimal,
    whole: Decimal,
    limit: Decimal,
    special: Decimal,
    health: Decimal,
    share: Decimal,
) -> Faults:
    """Hankinta ylittää hankintalain rajan, eikä menettelyä ole kerrottu (1397/2016 5, 25 §)."""
    public = grant + municipal + other
    body = (plan.applicant or Applicant()).organisation_type in _PUBLIC_BODIES
    if not (body or public * HUNDRED > whole * share):
        return
    for number, cost, amount in _bought(costs):
        if amount >= limit and not _by_act(cost):
            facts = _facts(number, cost, amount, limit) | {"special": special, "health": health}
            if body:
                facts["problem"] = "body"
            else:
                facts["share"] = (public * HUNDRED / whole).quantize(CENT, ROUND_DOWN, WIDE)
            see: tuple[Path, ...] = (("costs", number, "amount"), ("funding",))
            yield Fault(("costs", number, "procurement"), facts, see)


@rule(
    "P04",
    lowest="law.small_purchase_price_check",
    limit="law.small_purchase_tenders",
    national="law.procurement_goods_services",
)
def purchase_split(
    cost_model: str,
    costs: tuple[Cost, ...],
    lowest: Decimal,
    limit: Decimal,
    national: Decimal,
) -> Faults:
    """Samat hankinnat ovat erikseen rajan alla, yhteensä rajassa (866/2021 18 § 4 mom)."""
    for purchases in _alike(_purchases(cost_model, costs)):
        whole = sum((amount for _, _, amount in purchases), ZERO)
        ways = {lowest: _by_prices, limit: _by_tenders, national: _by_act}
        crossed = [one for one in ways if one <= whole]
        prepared = crossed and all(ways[crossed[-1]](cost) for _, cost, _ in purchases)
        if crossed and not prepared and all(amount < crossed[-1] for _, _, amount in purchases):
            number, cost, _ = purchases[0]
            name = cost.supplier or called(number, cost.text, cost.id)
            facts = {"name": name, "number": len(purchases), "sum": whole, "limit": crossed[-1]}
            if any(one.vat_included for _, one, _ in purchases):
                facts["problem"] = "vat"
            see = tuple(("costs", number) for number, _, _ in purchases[1:])
            yield Fault(("costs", number), facts, see)


@rule("P05")
def related_party(cost_model: str, costs: tuple[Cost, ...], plan: Plan) -> Faults:
    """Hankinta hakijan lähipiiriltä ilman tarjouksia muilta (866/2021 18 § 5 mom)."""
    leaders = tuple(_leading_names(plan))
    applicant = plan.applicant.name if plan.applicant else None
    for number, cost in enumerate(costs if cost_model in AS_PAID else ()):
        facts = {"text": called(number, cost.text, cost.id), "supplier": cost.supplier}
        if same_name(cost.supplier, applicant):
            problem = "self"
        elif any(same_name(cost.supplier, leader) for leader in leaders):
            problem = "person"
        elif cost.related_party:
            problem = "named" if cost.supplier else "said"
        else:
            continue
        if not _by_tenders(cost):
            field = "related_party" if problem in ("named", "said") else "supplier"
            yield Fault(("costs", number, field), {**facts, "problem": problem})


def _purchases(cost_model: str, costs: tuple[Cost, ...]) -> Iterator[Purchase]:
    """The purchases that are reimbursed as they were paid."""
    yield from _bought(costs if cost_model in AS_PAID else ())


def _bought(costs: tuple[Cost, ...]) -> Iterator[Purchase]:
    """The lines that are purchases, with their sums."""
    for number, cost in enumerate(costs):
        amount = amount_of(cost)
        if cost.category in _BOUGHT and amount is not None:
            yield number, cost, amount


def _facts(number: int, cost: Cost, amount: Decimal, limit: Decimal) -> dict[str, object]:
    facts = {"text": called(number, cost.text, cost.id), "amount": amount, "limit": limit}
    return facts | ({"problem": "vat"} if cost.vat_included else {})


def _by_prices(cost: Cost) -> bool:
    """Whether the level of prices is looked into: a single tender tells of it too."""
    return cost.procurement in _BY_PRICES or bool(cost.tenders)


def _by_act(cost: Cost) -> bool:
    """Whether a procedure of the procurement act is planned."""
    return cost.procurement in _BY_ACT


def _by_tenders(cost: Cost) -> bool:
    """Whether tenders are asked for, from more than one."""
    many = cost.tenders is not None and cost.tenders > 1
    return many or (cost.procurement in _BY_TENDERS and cost.tenders != 1)


def _alike(purchases: Iterator[Purchase]) -> Iterator[Sequence[Purchase]]:
    """Purchases of one category from one supplier, or with the very same text.

    A purchase that is alone in its group crosses no limit without reaching it by itself.
    """
    groups: dict[tuple[str | None, str], list[Purchase]] = defaultdict(list)
    for one in purchases:
        cost = one[1]
        name = bare_name(cost.supplier) or " ".join((cost.text or "").casefold().split())
        groups[(cost.category, name)].append(one)
    for (_, name), group in groups.items():
        if name:
            yield group


def _leading_names(plan: Plan) -> Iterator[str | None]:
    """Those who sign for the applicant or are responsible for the project."""
    for signatory in plan.applicant.signatories if plan.applicant else ():
        yield signatory.name
    if plan.contacts and plan.contacts.responsible_person:
        yield plan.contacts.responsible_person.name
