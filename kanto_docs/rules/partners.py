"""Rules on group projects: who leads, who takes part, what is agreed."""

from __future__ import annotations

from kanto_docs.finding import Fault, Faults
from kanto_docs.plan.bodies import Partner, Project
from kanto_docs.rules.naming import called
from kanto_docs.rules.registry import rule
from kanto_docs.source import Path


@rule("A10", kind="project.kind")
def lead_not_one(kind: str, project: Project, partners: tuple[Partner, ...]) -> Faults:
    """Ryhmähankkeessa ei ole tasan yhtä päätoteuttajaa."""
    roles = [project.group_role, *(partner.role for partner in partners)]
    leads = [number for number, partner in enumerate(partners) if partner.role == "lead"]
    applicant: Path = ("project", "group_role")
    applicant_leads = project.group_role == "lead"
    facts = {"leads": len(leads) + applicant_leads}
    if kind == "group" and partners and "lead" not in roles and None not in roles:
        yield Fault(applicant, {"problem": "no_lead", **facts})
    elif kind == "group" and facts["leads"] > 1:
        first: Path = applicant if applicant_leads else ("partners", leads[0], "role")
        for number in leads if applicant_leads else leads[1:]:
            yield Fault(("partners", number, "role"), facts, (first,))


@rule("A11", kind="project.kind")
def group_without_agreement(kind: str, partners: tuple[Partner, ...]) -> Faults:
    """Ryhmähankkeen toteuttajan kanssa ei ole sopimusta."""
    for number, partner in enumerate(partners):
        carries_out = partner.role in ("lead", "member")
        if kind == "group" and carries_out and partner.agreement == "none":
            facts = {"partner": called(number, partner.name)}
            yield Fault(("partners", number, "agreement"), facts)


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
