"""Rules on group projects: who leads, who takes part, what is agreed."""

from __future__ import annotations

from kanto_docs.finding import Fault, Faults
from kanto_docs.plan.bodies import Partner
from kanto_docs.rules.registry import rule


@rule("A10", kind="project.kind", group_role="project.group_role")
def lead_not_one(kind: str, group_role: str, partners: tuple[Partner, ...]) -> Faults:
    """Ryhmähankkeessa ei ole tasan yhtä päätoteuttajaa."""
    if kind != "group" or not partners or any(partner.role is None for partner in partners):
        return
    leads = [number for number, partner in enumerate(partners) if partner.role == "lead"]
    facts = {"leads": len(leads) + (group_role == "lead")}
    applicant = ("project", "group_role")
    if facts["leads"] == 0:
        yield Fault(applicant, facts)
    for number in leads if group_role == "lead" else leads[1:]:
        first = applicant if group_role == "lead" else ("partners", leads[0], "role")
        yield Fault(("partners", number, "role"), facts, (first,))


@rule("A11", kind="project.kind")
def group_without_agreement(kind: str, partners: tuple[Partner, ...]) -> Faults:
    """Ryhmähankkeen toteuttajan kanssa ei ole sopimusta."""
    for number, partner in enumerate(partners):
        carries_out = partner.role in ("lead", "member")
        if kind == "group" and carries_out and partner.agreement == "none":
            name = partner.name or str(number + 1)
            yield Fault(("partners", number, "agreement"), {"partner": name})


@rule("A12", kind="project.kind")
def group_without_partners(kind: str, partners: tuple[Partner, ...]) -> Faults:
    """Ryhmähankkeessa ei ole muita toteuttajia kuin hakija."""
    only_cooperation = all(partner.role == "cooperation" for partner in partners)
    if kind == "group" and partners and only_cooperation:
        yield Fault(("partners",), {}, (("project", "kind"),))


@rule("A13", kind="project.kind")
def joint_project(kind: str) -> Faults:
    """Yhteishanke ei ole EU-rahoituksessa enää mahdollinen."""
    if kind == "joint":
        yield Fault(("project", "kind"), {"kind": kind})
