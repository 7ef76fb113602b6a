"""Attachments (liitteet) that a plan needs: what the rules would miss if nothing were attached.

The rules are asked about the plan as it would be without its attachments and with its agreements
made. So the checklist asks for a paper exactly where `check` would.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from kanto_docs.checking import Checked
from kanto_docs.finding import Basis
from kanto_docs.law import Required
from kanto_docs.plan.bodies import Applicant
from kanto_docs.rules.conditions import holds
from kanto_docs.rules.funding import agreement_missing
from kanto_docs.rules.judging import in_use
from kanto_docs.rules.listed_costs import vat_without_statement
from kanto_docs.rules.partners import group_agreement_not_attached
from kanto_docs.rules.state_aid import businesses_without_statements, economic_activity
from kanto_docs.source import Path, Source

DESCRIPTION: Final = "/staff/*/job_description"
_YEARLY_PAY: Final = "/staff/*/annual_gross"
_CAPACITY: Final = "/applicant/capacity/financial"
_NOTHING_SAID: Final = Source("", "", {}, {})


class Need(NamedTuple):
    """One attachment: its kind, the part of the plan it is for, and why it is asked for."""

    kind: str
    path: Path = ()
    """The person, the source or the part of the plan that makes it necessary."""
    code: str = ""
    """The rule card that says why; empty where the document's own words do."""
    basis: tuple[Basis, ...] = ()
    named: tuple[str | None, ...] = ()
    """What an attachment for it may name; empty when it is for the whole application."""


def needed(checked: Checked) -> tuple[Need, ...]:
    """What the application needs by the law in force and by its call, in order."""
    found = (
        *_of_people(checked, DESCRIPTION, "job_description"),
        *_of_people(checked, _YEARLY_PAY, "gross_pay_statement"),
        *_of_sources(checked),
        *_of_group(checked),
        *_of_tax(checked),
        *_of_aid(checked),
    )
    return (*found, *_of_call(checked, {one.kind for one in found}))


def at_hand(checked: Checked) -> Iterator[Need]:
    """What is not sent unasked, but what the funder may want to see."""
    if checked.plan.staff and _asked(checked, DESCRIPTION):
        yield Need("pay_basis", ("staff",))
    if _asked(checked, _CAPACITY):
        yield Need("financial_statements", ("applicant",))
        yield Need("mandate", ("applicant",))


def _asked(checked: Checked, pointer: str) -> Required | None:
    """The row of the programme's list that asks for the field, when it asks this plan."""
    data = checked.source.data
    row = checked.law.programme.required_at(pointer)
    if row is None or not holds(data, row.when) or (row.unless and holds(data, row.unless)):
        return None
    return row


def _of_people(checked: Checked, pointer: str, kind: str) -> Iterator[Need]:
    row = _asked(checked, pointer)
    for number, person in enumerate(checked.plan.staff or () if row else ()):
        basis = row.basis if row else ()
        yield Need(kind, ("staff", number), "", basis, (person.id, person.role, person.name))


def _of_sources(checked: Checked) -> Iterator[Need]:
    """Every source whose share must be agreed in writing."""
    plan = checked.plan
    if plan.funding is None or not in_use("F04", checked.law):
        return
    sources = plan.funding.sources or ()
    open_ = plan.funding.with_(sources=tuple(one.with_(agreement=None) for one in sources))
    for fault in agreement_missing(open_, plan):
        number = int(fault.path[2])
        named = (sources[number].id, sources[number].payer)
        yield Need("funding_agreement", fault.path[:3], "F04", named=named)


def _of_group(checked: Checked) -> Iterator[Need]:
    plan = checked.plan
    kind = plan.project.kind if plan.project else None
    partners = tuple(one.with_(agreement="signed") for one in plan.partners)
    bare = plan.with_(attachments=())
    if kind and in_use("A16", checked.law):
        for _ in group_agreement_not_attached(kind, partners, bare):
            yield Need("group_agreement", ("partners",), "A16")


def _of_tax(checked: Checked) -> Iterator[Need]:
    plan = checked.plan
    bare = plan.with_(attachments=(), applicant=(plan.applicant or Applicant()).with_(vat=None))
    if plan.cost_model and in_use("C33", checked.law):
        for fault in vat_without_statement(plan.cost_model, plan.costs, bare):
            yield Need("tax_statement", fault.path, "C33")


def _of_aid(checked: Checked) -> Iterator[Need]:
    aid, bare = checked.plan.state_aid, checked.plan.with_(attachments=())
    if aid is None:
        return
    if in_use("D01", checked.law):
        for _ in economic_activity(aid, bare, _NOTHING_SAID):
            yield Need("de_minimis", ("state_aid", "economic_activity"), "D01")
    if in_use("D03", checked.law):
        for _ in businesses_without_statements(aid, bare):
            yield Need("de_minimis", ("state_aid", "supports_businesses"), "D03")


def _of_call(checked: Checked, known: set[str]) -> Iterator[Need]:
    call = checked.law.call
    kinds = call["attachments"] if call is not None else None
    for kind in kinds if isinstance(kinds, tuple) else ():
        if isinstance(kind, str) and kind not in known:
            yield Need(kind, ("call",), basis=call.basis if call is not None else ())
