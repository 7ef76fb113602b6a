"""Texts that the members of a group project (ryhmähanke) share: they may stand with the lead."""

from __future__ import annotations

from typing import Final

from kanto_docs.checking import Checked
from kanto_docs.plan import Plan

SHARED: Final = (
    "summary",
    "need",
    "objectives",
    "specific_objective_fit",
    "novelty",
    "target_groups",
    "actions",
    "results",
    "impacts",
    "other_projects",
    "dissemination",
    "continuity",
    "risks",
    "steering_group",
    "communication",
    "data_protection",
    "evaluation",
    "area",
    "horizontal",
)
"""Parts that describe the whole project; what a member says itself goes before."""
_NOTHING: Final = Plan()


def with_shared(checked: Checked) -> Plan:
    """The plan as documents show it: with the lead's texts where a member has none of its own."""
    plan, group = checked.plan, checked.group
    lead = group.lead if group is not None else None
    if lead is None or lead.is_own or lead.plan is None:
        return plan
    absent = (name for name in SHARED if getattr(plan, name) == getattr(_NOTHING, name))
    return plan.with_(**{name: getattr(lead.plan, name) for name in absent})
