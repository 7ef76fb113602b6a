"""Rules on group projects: who leads, who takes part, what is agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kanto_docs.finding import Fault, Faults
from kanto_docs.groups import CARRIERS, LEAD
from kanto_docs.lemmas import mention
from kanto_docs.patterns import lazy
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Partner, Project
from kanto_docs.rules.naming import called
from kanto_docs.rules.pointers import expand
from kanto_docs.rules.registry import rule
from kanto_docs.source import Path, Source

_TEXTS: Final = (
    "/project/name",
    "/summary",
    "/objectives/*/text",
    "/specific_objective_fit",
    "/novelty",
    "/actions/*/title",
    "/actions/*/description",
    "/impacts/short_term",
    "/impacts/long_term",
    "/dissemination",
    "/continuity",
    "/partners/*/responsibility",
    "/costs/*/text",
)
"""What the plan says of itself. Its need and other projects may well tell of earlier times."""
_SENTENCES: Final = lazy(r"[.!?\n]")
_DENIED: Final = lazy(
    r"\b(?:ei|eivät|en|emme|eikä|emmekä|inte|ingen|inget|inga|no|not)\b", re.IGNORECASE
)
"""A sentence with one of these says that it is none, before the word or after it."""


@rule("A10", kind="project.kind")
def lead_not_one(kind: str, project: Project, partners: tuple[Partner, ...]) -> Faults:
    """Ryhmähankkeessa ei ole tasan yhtä päätoteuttajaa."""
    roles = [project.group_role, *(partner.role for partner in partners)]
    leads = [number for number, partner in enumerate(partners) if partner.role == LEAD]
    applicant: Path = ("project", "group_role")
    applicant_leads = project.group_role == LEAD
    facts = {"leads": len(leads) + applicant_leads}
    if kind == "group" and partners and LEAD not in roles and None not in roles:
        yield Fault(applicant, {"problem": "no_lead", **facts})
    elif kind == "group" and facts["leads"]:
        first: Path = applicant if applicant_leads else ("partners", leads[0], "role")
        for number in leads if applicant_leads else leads[1:]:
            yield Fault(("partners", number, "role"), facts, (first,))


@rule("A11", kind="project.kind")
def group_without_agreement(kind: str, partners: tuple[Partner, ...]) -> Faults:
    """Ryhmähankkeen toteuttajan kanssa ei ole sopimusta."""
    for number, partner in enumerate(partners):
        carries_out = partner.role in CARRIERS
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


@rule("A15")
def words_of_joint_project(source: Source, project: Project) -> Faults:
    """Tekstissä on yhteishankkeen tai tuen siirron sanoja."""
    found = [(path, word) for path, word in _joint_words(source) if project.kind != "joint"]
    if found:
        (path, word), *others = found
        yield Fault(path, {"word": word}, tuple(other for other, _ in others))


@rule("A16", kind="project.kind")
def group_agreement_not_attached(kind: str, partners: tuple[Partner, ...], plan: Plan) -> Faults:
    """Ryhmähankkeen sopimus on allekirjoitettu, mutta se ei ole liitteenä."""
    carriers = [one for one in partners if one.role in CARRIERS]
    signed = carriers and all(one.agreement == "signed" for one in carriers)
    attached = any(one.kind == "group_agreement" for one in plan.attachments)
    if kind == "group" and signed and not attached:
        yield Fault(("attachments",), {}, (("partners",),))


def _joint_words(source: Source) -> Iterator[tuple[Path, str]]:
    """Each place among the plan's own texts with its first such word."""
    for pointer in _TEXTS:
        for path, said in expand(source.data, pointer):
            texts = said.values() if isinstance(said, dict) else (said,)
            text = "\n".join(one for one in texts if isinstance(one, str))
            for sentence in _SENTENCES.split(text):
                word = mention(sentence, "joint_project", "plans")
                if word and not _DENIED.search(sentence):
                    yield path, word
                    break
