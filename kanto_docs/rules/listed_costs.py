"""Costs that the budget lists one by one: their VAT, hospitality among them, and the audit."""

from __future__ import annotations

from typing import Final

from kanto_docs.budget.models import AS_PAID, LISTED
from kanto_docs.finding import Fault, Faults
from kanto_docs.lemmas import mention
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Applicant, Vat
from kanto_docs.plan.resources import Cost
from kanto_docs.rules.costs import named, word_in
from kanto_docs.rules.naming import called
from kanto_docs.rules.registry import rule

_SAID_IN: Final = {"deductible": ("vat", "status"), "municipality": ("organisation_type",)}
"""Which of the applicant's fields says why the tax is never reimbursed."""


@rule("C33")
def vat_without_statement(cost_model: str, costs: tuple[Cost, ...], plan: Plan) -> Faults:
    """Kulussa on arvonlisävero, mutta Verohallinnon selvitystä ei ole (866/2021 23 §)."""
    applicant = plan.applicant or Applicant()
    vat = applicant.vat or Vat()
    attached = any(one.kind == "tax_statement" for one in plan.attachments)
    never = _no_vat(applicant) is not None
    lines = () if vat.statement or attached or never else _with_vat(cost_model, costs)
    if lines:
        yield Fault(("applicant", "vat", "statement"), _taxed(lines, costs), _vat_of(lines))


@rule("C34")
def vat_never_paid(cost_model: str, costs: tuple[Cost, ...], applicant: Applicant) -> Faults:
    """Arvonlisävero kuluna, vaikka hakija saa sen vähentää tai on kunta (866/2021 23 §)."""
    ground = _no_vat(applicant)
    lines = _with_vat(cost_model, costs)
    if ground and lines:
        see = (*_vat_of(lines[1:]), ("applicant", *_SAID_IN[ground]))
        facts = _taxed(lines, costs) | {"ground": ground}
        yield Fault(("costs", lines[0], "vat_included"), facts, see)


@rule("C35")
def representation_cost(cost_model: str, costs: tuple[Cost, ...]) -> Faults:
    """Edustusta, lahjoja tai suhdetoimintaa kuluna (866/2021 24 § 1 k)."""
    for number, cost in enumerate(costs if cost_model in LISTED else ()):
        if word := mention(cost.text, "representation"):
            facts = {"text": called(number, cost.text, cost.id)}
            yield Fault(("costs", number, "text"), facts | word_in(cost, word))


@rule("C36")
def audit_without_demand(cost_model: str, costs: tuple[Cost, ...], plan: Plan) -> Faults:
    """Tilintarkastus kuluna ennen kuin rahoittaja on vaatinut sitä (866/2021 3 § 3 mom)."""
    decided = plan.schedule is not None and plan.schedule.decided is not None
    for number, cost in enumerate(costs if cost_model in LISTED and not decided else ()):
        if cost.category == "audit":
            yield Fault(("costs", number, "category"), named(number, cost))


def _with_vat(cost_model: str, costs: tuple[Cost, ...]) -> tuple[int, ...]:
    """The lines whose tax would be reimbursed."""
    lines = enumerate(costs if cost_model in AS_PAID else ())
    return tuple(number for number, cost in lines if cost.vat_included)


def _taxed(lines: tuple[int, ...], costs: tuple[Cost, ...]) -> dict[str, object]:
    first = lines[0]
    facts = {"text": called(first, costs[first].text, costs[first].id), "number": len(lines)}
    return facts | {"problem": "many" if lines[1:] else "one"}


def _vat_of(lines: tuple[int, ...]) -> tuple[tuple[str, int, str], ...]:
    return tuple(("costs", number, "vat_included") for number in lines)


def _no_vat(applicant: Applicant) -> str | None:
    """Why the tax is never reimbursed to this applicant, if so."""
    if applicant.organisation_type == "municipality":
        return "municipality"
    deductible = applicant.vat is not None and applicant.vat.status == "deductible"
    return "deductible" if deductible else None
