"""Ways out of findings about horizontal principles, communication, roles and codes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import cast

from kanto_docs.finding import Change, Finding, Remedy
from kanto_docs.groups import LEAD, MEMBER
from kanto_docs.remedies.registry import remedy
from kanto_docs.rules.judging import Case


@remedy("A10")
def one_lead(_case: Case, finding: Finding) -> Iterator[Remedy]:
    """One lead less, or the applicant as the lead."""
    role = LEAD if finding.facts.get("problem") else MEMBER
    yield Remedy(role, (Change(finding.path, role),))


@remedy("H03")
def score_on_scale(_case: Case, finding: Finding) -> Iterator[Remedy]:
    """The nearest score of the scale."""
    score = Decimal(cast("int", finding.facts["score"]))
    lowest = cast("Decimal", finding.facts["lowest"])
    nearest = max(lowest, min(score, cast("Decimal", finding.facts["highest"])))
    yield Remedy("nearest", (Change(finding.path, int(nearest)),), {"new": nearest})


@remedy("V03")
def plaque(_case: Case, finding: Finding) -> Iterator[Remedy]:
    """A plaque in the plan."""
    yield Remedy("plaque", (Change(finding.path, value=True),))


@remedy("W74")
def part_of_programme(_case: Case, finding: Finding) -> Iterator[Remedy]:
    """The code of the programme that stands in what is written, else the only one there is."""
    known = cast("tuple[str, ...]", finding.facts["known"])
    written = str(finding.facts["written"]).replace(",", ".")
    meant = [one for one in known if one in written] or known
    if len(meant) == 1:
        yield Remedy("code", (Change(finding.path, meant[0]),), {"new": meant[0]})


@remedy("W75")
def priority_of_objective(_case: Case, finding: Finding) -> Iterator[Remedy]:
    """The priority that the specific objective belongs to."""
    yield Remedy("priority", (Change(("project", "priority"), finding.facts["right"]),))
