"""Rules on telling that the European Union pays (viestintä, (EU) 2021/1060 art. 50)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kanto_docs.finding import Fault, Faults
from kanto_docs.plan import Plan
from kanto_docs.plan.content import Communication
from kanto_docs.plan.resources import Cost
from kanto_docs.rules.registry import rule
from kanto_docs.source import Path

_OLD_WORDS: Final = re.compile(
    r"(?-i:\bVipuvoimaa\b)|\bvipuvoimaa(?:-\w+| eu)|\bhävkraft från eu\b|\bleverage from the eu\b"
    r"|\besr\+?(?: ?-|:n |n )logo\w*|\besf\+?[ -]+logo\w*"
    r"|euroopan sosiaalirahasto\w* \(esr\)|europeiska socialfonden \(esf\)"
    r"|european social fund \(esf\)",
    re.IGNORECASE,
)
_FUNDED: Final = re.compile(
    r"\beuroopan unionin rahoittam\w+"
    r"|(?<![\w-])finansiera[sdt] av europeiska unionen"
    r"|(?<![\w-])funded by the european union",
    re.IGNORECASE,
)


@rule("V01")
def old_logo_words(communication: Communication, plan: Plan) -> Faults:
    """Viestinnässä on vanhan ohjelmakauden tunnus tai tunnuslause."""
    yield from _matches(_OLD_WORDS, communication, plan)


@rule("V02")
def funded_instead_of_cofunded(communication: Communication, plan: Plan) -> Faults:
    """Maininnassa on sana rahoittama eikä osarahoittama."""
    yield from _matches(_FUNDED, communication, plan)


@rule("V03", total="budget.total", limit="law.plaque_limit")
def plaque_needed(
    total: Decimal, limit: Decimal, costs: tuple[Cost, ...], communication: Communication
) -> Faults:
    """Laitteita ostavan suuren hankkeen pysyvä kyltti puuttuu suunnitelmasta."""
    bought = [number for number, cost in enumerate(costs) if cost.category == "equipment"]
    if total > limit and bought and communication.plaque is not True:
        see: tuple[Path, ...] = tuple(("costs", number) for number in bought)
        yield Fault(("communication", "plaque"), {"total": total, "limit": limit}, see)


def _matches(pattern: re.Pattern[str], communication: Communication, plan: Plan) -> Faults:
    """A fault for each text on communication that holds the words."""
    for path, text in _texts(communication, plan):
        if match := pattern.search(text):
            yield Fault(path, {"words": match.group()})


def _texts(communication: Communication, plan: Plan) -> Iterator[tuple[Path, str]]:
    """What the plan says about telling others."""
    if communication.plan:
        yield ("communication", "plan"), communication.plan
    for number, channel in enumerate(communication.social_media):
        yield ("communication", "social_media", number), channel
    if plan.dissemination:
        yield ("dissemination",), plan.dissemination
