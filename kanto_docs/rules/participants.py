"""Participants (osallistujat): how many there are said to be, and who is no participant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kanto_docs.finding import Fault, Faults
from kanto_docs.money import HUNDRED
from kanto_docs.patterns import lazy
from kanto_docs.plan import Plan
from kanto_docs.plan.content import Action, Indicators, TargetGroup, TargetGroups
from kanto_docs.rules.indicator_list import plain
from kanto_docs.rules.registry import rule
from kanto_docs.scalars import Misread, count, decimal
from kanto_docs.source import Path

_PERSONS: Final[Path] = ("indicators", "persons")
_ALL: Final = "EECO01"
_PEOPLE: Final = lazy(
    r"\s*(henkilöä|henkeä|ihmistä|hlö|hlöä|personer|människor|people|persons)\.?$", re.IGNORECASE
)
_BODIES: Final = lazy(
    r"yhdisty|järjestö|organisaatio|yrity|yhteisö|kunnat|kuntaa|kunnille|seurakun|oppilaito|koulut"
    r"|föreningar|organisation|företag|kommuner|associations|compan|enterprises|municipalities",
    re.IGNORECASE,
)
_NO_PARTICIPANTS: Final = lazy(
    r"\b(?:yleisö|tiedotus|info|avoimien )tilaisuu\w+\s+"
    r"(?:kävijä|kuulija|yleisö|osallistuja|vieraa)\w*"
    r"|\bmessu(?:vieraa|kävijä)\w*|\bmessujen (?:kävijä|vieraa)\w*"
    r"|\b(?:verkkosivu\w*|some\w*|sosiaalisen median)\s+(?:kävijä|seuraaja|käyttäjä|lukija)\w*"
    r"|\bohjausryhmän jäsen\w*"
    r"|\b(?:hankkeen|projektin)\s+(?:(?:oma|palka)\w*\s+)?(?:henkilöstö|henkilökunta|työntekijä)\w*"
    r"|\bhanketyöntekijä\w*|\bprojektityöntekijä\w*"
    r"|\bpubliken vid\b|\båhörar\w*|\bbesökare på (?:mässor|webbplats)\w*"
    r"|\bföljare i sociala medier"
    r"|\bstyrgruppens medlemmar|\bprojektets (?:personal|anställda)|\bprojektpersonal\w*"
    r"|\b(?:event|info session) audiences?\b|\bvisitors (?:to|of) (?:the )?(?:website|fair)\w*"
    r"|\bsocial media followers|\bsteering group members|\bmembers of the steering group"
    r"|\bproject (?:staff|employees|workers)",
    re.IGNORECASE,
)
_PERCENT_UNITS: Final = lazy(r"\s*(?:%|prosentti\w*|procent\w*|per ?cent)\s*", re.IGNORECASE)
_GROWTH: Final = lazy(
    r"kasv|lisäy|lisään|enem|nousu|nouse|suurem|verrattuna|ökning|ökar|växer|större|jämfört"
    r"|increas|grow|more|rise|compared",
    re.IGNORECASE,
)


@rule("I11", persons="indicators.persons")
def persons_disagree(persons: int, indicators: Indicators) -> Faults:
    """Henkilöiden lukumäärä ja EECO01 ovat eri lukuja."""
    found = _total(indicators)
    if found is not None and found[1] != persons:
        facts = {"persons": persons, "total": found[1], "indicator": _ALL}
        yield Fault(_PERSONS, facts, (found[0],))


@rule("I12", persons="indicators.persons", target_groups="target_groups")
def persons_over_target_groups(persons: int, target_groups: TargetGroups) -> Faults:
    """Osallistujia on enemmän kuin varsinaisissa kohderyhmissä ihmisiä."""
    sizes = [_people(group) for group in target_groups.direct]
    people = sum(size for size in sizes if size is not None)
    if sizes and None not in sizes and persons > people:
        facts = {"persons": persons, "people": people, "difference": persons - people}
        yield Fault(_PERSONS, facts, (("target_groups", "direct"),))


@rule("I13")
def action_over_project(actions: tuple[Action, ...], indicators: Indicators) -> Faults:
    """Toimenpiteessä on enemmän osallistujia kuin koko hankkeessa."""
    found = _total(indicators)
    numbers = [number for number in (indicators.persons, found and found[1]) if number is not None]
    for number, action in enumerate(actions):
        if numbers and action.participants is not None and action.participants > max(numbers):
            facts = {"participants": action.participants, "persons": max(numbers)}
            see = _PERSONS if indicators.persons is not None else (found or (_PERSONS,))[0]
            yield Fault(("actions", number, "participants"), facts, (see,))


@rule("I14")
def counted_without_taking_part(target_groups: TargetGroups) -> Faults:
    """Varsinaisena kohderyhmänä on ihmisiä, joita ei lasketa osallistujiksi."""
    for number, group in enumerate(target_groups.direct):
        if group.name and (match := _NO_PARTICIPANTS.search(group.name)):
            yield Fault(("target_groups", "direct", number, "name"), {"group": match.group()})


@rule("I15")
def percentage_over_hundred(plan: Plan) -> Faults:
    """Prosenttitavoite on yli sata."""
    for path, number in _percentages(plan):
        if number > HUNDRED:
            yield Fault(path, {"target": number})


def _total(indicators: Indicators) -> tuple[Path, int] | None:
    """The target for all participants and where it stands, when it is given once."""
    found = [
        (("indicators", "outputs", number, "target"), row.target)
        for number, row in enumerate(indicators.outputs)
        if row.code and plain(row.code) == _ALL and row.target is not None
    ]
    return found[0] if len(found) == 1 else None


def _people(group: TargetGroup) -> int | None:
    """How many people the group is; None when it may not be a number of people."""
    if not group.size or _BODIES.search(group.name or ""):
        return None
    try:
        return count(_PEOPLE.sub("", group.size))
    except Misread:
        return None


def _percentages(plan: Plan) -> Iterator[tuple[Path, Decimal]]:
    """Targets that are shares of something, not growth."""
    results = [(row.unit, row.target, f"{row.text} {row.measure}") for row in plan.results or ()]
    own = plan.indicators.own if plan.indicators else ()
    for path, rows in (
        (("results",), results),
        (("indicators", "own"), [(row.unit, row.target, row.name or "") for row in own]),
    ):
        for number, (unit, target, said) in enumerate(rows):
            text = target or ""
            plain_number = _PERCENT_UNITS.sub("", text)
            is_share = plain_number != text or _PERCENT_UNITS.fullmatch(unit or "")
            if not is_share or _GROWTH.search(said):
                continue
            try:
                yield (*path, number, "target"), decimal(plain_number)
            except Misread:
                continue
