"""Rules on telling that the European Union pays (viestintä, (EU) 2021/1060 art. 50)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final, NamedTuple, cast

from kanto_docs.finding import Fault, Faults
from kanto_docs.patterns import lazy
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Applicant
from kanto_docs.plan.content import Communication
from kanto_docs.plan.resources import Cost
from kanto_docs.rules.registry import rule
from kanto_docs.source import Path, own_data

_FILE: Final = "words-of-visibility.yaml"
_SENTENCE_ENDS: Final = lazy(r"[.!?\n]")
_NEAR: Final = 200
"""A word that denies a phrase stands within so many characters of it."""


@rule("V01")
def old_logo_words(communication: Communication, plan: Plan) -> Faults:
    """Viestinnässä on vanhan ohjelmakauden tunnus tai tunnuslause."""
    for path, text in _texts(communication, plan):
        own = "communication" in path  # elsewhere the old fund may be one of an earlier project
        words = _phrase(text, "old_logo") or (_phrase(text, "old_fund") if own else None)
        if words:
            yield Fault(path, {"words": words})


@rule("V02")
def funded_instead_of_cofunded(communication: Communication, plan: Plan) -> Faults:
    """Maininnassa on sana rahoittama eikä osarahoittama."""
    for path, text in _texts(communication, plan):
        if words := _phrase(text, "funded"):
            yield Fault(path, {"words": words})


@rule("V03", total="budget.total", limit="law.plaque_limit")
def plaque_needed(
    total: Decimal, limit: Decimal, costs: tuple[Cost, ...], communication: Communication
) -> Faults:
    """Laitteita ostavan suuren hankkeen pysyvä kyltti puuttuu suunnitelmasta."""
    bought = [number for number, cost in enumerate(costs) if cost.category == "equipment"]
    if total > limit and bought and not communication.plaque:
        see: tuple[Path, ...] = tuple(("costs", number) for number in bought)
        yield Fault(("communication", "plaque"), {"total": total, "limit": limit}, see)


@rule("V04")
def own_website_without_project(applicant: Applicant, communication: Communication) -> Faults:
    """Hakijalla on verkkosivut, mutta hankkeesta ei kerrota niillä."""
    if applicant.website and not communication.website and communication.social_media:
        yield Fault(("communication", "website"), {"website": applicant.website})


@rule("V05")
def no_social_media(communication: Communication) -> Faults:
    """Hankkeesta kerrotaan verkkosivulla mutta ei sosiaalisessa mediassa."""
    if communication.website and not communication.social_media:
        yield Fault(("communication", "social_media"), {"website": communication.website})


def _phrase(text: str, group: str) -> str | None:
    """The first phrase of the group in the text that is not said to be left out."""
    words = _words()
    for pattern in words.groups[group]:
        for match in pattern.finditer(text):
            start, end = match.span()
            before = _SENTENCE_ENDS.split(text[max(0, start - _NEAR) : start])[-1]
            after = _SENTENCE_ENDS.split(text[end : end + _NEAR])[0]
            if words.negations.isdisjoint(re.findall(r"\w+", f"{before} {after}".lower())):
                return match.group()
    return None


class _Words(NamedTuple):
    """The phrases by group, and the words that deny what follows them."""

    groups: Mapping[str, tuple[re.Pattern[str], ...]]
    negations: frozenset[str]


@cache
def _words() -> _Words:
    raw = cast("Mapping[str, Any]", own_data("schemas", _FILE))
    groups = {
        name: tuple(re.compile(one, re.IGNORECASE) for one in patterns)
        for name, patterns in raw["groups"].items()
    }
    return _Words(groups, frozenset(raw["negations"]))


def _texts(communication: Communication, plan: Plan) -> Iterator[tuple[Path, str]]:
    """What the plan says about telling others."""
    if communication.plan:
        yield ("communication", "plan"), communication.plan
    for number, channel in enumerate(communication.social_media):
        yield ("communication", "social_media", number), channel
    if plan.dissemination:
        yield ("dissemination",), plan.dissemination
