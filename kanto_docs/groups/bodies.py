"""The organisations that a plan names as the group: told apart by business id, else by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kanto_docs.groups.member import CARRIERS, LEAD
from kanto_docs.plan import Plan
from kanto_docs.prose.names import bare_name


class Body(NamedTuple):
    """An organisation as one plan names it."""

    name: str | None
    business_id: str | None
    role: str | None

    def may_be(self, other: Body) -> bool:
        """Whether both may be the same: business ids (Y-tunnus) decide, else names.

        What one of them does not say cannot tell them apart.
        """
        pairs = ((self.business_id, other.business_id), (self.name, other.name))
        said = ((bare_name(ours), bare_name(theirs)) for ours, theirs in pairs)
        return next((ours == theirs for ours, theirs in said if ours and theirs), True)


def applicant_of(plan: Plan) -> Body:
    """The plan's own applicant (hakija) with its role in the group."""
    role = plan.project.group_role if plan.project else None
    said = plan.applicant
    return Body(said.name, said.business_id, role) if said else Body(None, None, role)


def bodies_of(plan: Plan) -> tuple[Body, ...]:
    """The applicant, then the partners that carry the project out with it."""
    partners = (one for one in plan.partners if one.role in CARRIERS)
    others = (Body(one.name, one.business_id, one.role) for one in partners)
    return applicant_of(plan), *others


def lead_among(bodies: Sequence[Body]) -> Body | None:
    """The one lead (päätoteuttaja) among them; None when there is none or more than one."""
    leads = [body for body in bodies if body.role == LEAD]
    return leads[0] if len(leads) == 1 else None
