"""Texts that the members of a group project (ryhmähanke) share: they may stand with the lead."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from kanto_docs.checking import Checked
from kanto_docs.documents.view.parts import names_of_plan
from kanto_docs.plan import Plan
from kanto_docs.words import Words

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
_KEPT: Final = 4
"""Plans and languages whose names are kept: one document after another asks for them."""


def with_shared(checked: Checked) -> Plan:
    """The plan as documents show it: with the lead's texts where a member has none of its own."""
    plan, group = checked.plan, checked.group
    lead = group.lead if group is not None else None
    if lead is None or lead.is_own or lead.plan is None:
        return plan
    absent = (name for name in SHARED if getattr(plan, name) == getattr(_NOTHING, name))
    return plan.with_(**{name: getattr(lead.plan, name) for name in absent})


def names_shown(checked: Checked, words: Words) -> Mapping[str, object]:
    """The names of the plan as documents show it; made once for all documents of a language."""
    return _names(_Same(checked), words.language)


class _Same:
    """A checked plan as a key: it is the same as itself alone."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked

    def __hash__(self) -> int:
        return id(self.checked)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.checked is self.checked


@lru_cache(maxsize=_KEPT)
def _names(same: _Same, language: str) -> Mapping[str, object]:
    one = same.checked
    return names_of_plan(with_shared(one), one.budget, Words(language), one.law)
