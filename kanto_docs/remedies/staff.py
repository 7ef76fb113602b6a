"""Ways out of findings about working time and pay: shares, hours, the data of one pay model."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import cast

from kanto_docs.finding import Change, Finding, Remedy
from kanto_docs.money import HUNDRED, WIDE
from kanto_docs.plan.resources import Person
from kanto_docs.remedies.balancing import offer
from kanto_docs.remedies.listed import without_item
from kanto_docs.remedies.periods import months_of
from kanto_docs.remedies.registry import remedy
from kanto_docs.rules.judging import Case
from kanto_docs.source import Path

_MONTHS_A_YEAR = 12
_ONE = Decimal(1)
_HOURLY = ("annual_gross", "hours")
"""What belongs to the hourly rate (yksikkökustannus) only."""


@remedy("S01", "S02")
def larger_share(case: Case, finding: Finding) -> Iterator[Remedy]:
    """As large a share as needs no reason, or no such person."""
    number, person = _person(case, finding)
    usual, lowest = case.law["min_share"], case.law["lowest_share"]
    for least in (lowest, usual) if person.share_reason else (usual,):
        if isinstance(least, Decimal):
            new = (least * _whole_year(case, person)).quantize(_ONE, ROUND_CEILING, WIDE)
            if new <= HUNDRED:
                free = finding.code == "S01" and least == usual
                key = "share_without_reason" if free else "share"
                yield from offer(case, key, (Change(finding.path, new),), {"new": new})
    if finding.code == "S01" and len(case.plan.staff or ()) > 1:
        changes = without_item(case, ("staff", number), person.id)
        yield from offer(case, "remove", changes, {})


@remedy("S03")
def employment_by_share(case: Case, finding: Finding) -> Iterator[Remedy]:
    """Part-time work, or the whole share."""
    share = cast("Decimal", finding.facts["share"])
    if share < HUNDRED:
        changes = (Change((*finding.path[:-1], "employment"), "part_time"),)
        yield from offer(case, "part_time", changes, {})
    yield from offer(case, "full", (Change(finding.path, HUNDRED),), {"new": HUNDRED})


@remedy("S11")
def whole_share(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The whole working time and no more."""
    yield from offer(case, "full", (Change(finding.path, HUNDRED),), {"new": HUNDRED})


@remedy("S13")
def shares_within_full_time(case: Case, finding: Finding) -> Iterator[Remedy]:
    """So much less of the last row, or less of the earlier ones."""
    over = cast("Decimal", finding.facts["over"])
    for path in (finding.path, *finding.see):
        share = cast("tuple[Person, ...]", case.plan.staff)[int(path[1])].share
        if share is not None and share > over:
            person = cast("tuple[Person, ...]", case.plan.staff)[int(path[1])]
            key, changes = "share", [Change(path, share - over)]
            if person.employment == "full_time":
                key = "share_part_time"
                changes.append(Change((*path[:-1], "employment"), "part_time"))
            facts = {"new": share - over, "row": person.role or person.id or str(int(path[1]) + 1)}
            yield from offer(case, key, tuple(changes), facts)


@remedy("S04")
def hours_within_share(case: Case, finding: Finding) -> Iterator[Remedy]:
    """As many hours as the share allows, or as large a share as the hours take."""
    limit = cast("Decimal", finding.facts["limit"])
    hours = cast("Decimal", finding.facts["hours"])
    fewer = limit.quantize(_ONE, ROUND_FLOOR, WIDE)
    if fewer > 0:
        facts = {"new": fewer, "difference": hours - fewer}
        yield from offer(case, "hours", (Change(finding.path, fewer),), facts)
    full_year = case.law["annual_hours"]
    if isinstance(full_year, Decimal):
        share = (hours * HUNDRED / full_year).quantize(_ONE, ROUND_CEILING, WIDE)
        if share <= HUNDRED:
            changes = (Change((*finding.path[:2], "share"), share),)
            yield from offer(case, "share", changes, {"new": share})


@remedy("S05")
def hours_by_months(case: Case, finding: Finding) -> Iterator[Remedy]:
    """As many hours as belong to the months."""
    usual = cast("Decimal", finding.facts["usual"])
    fewer = usual.quantize(_ONE, ROUND_FLOOR, WIDE)
    if fewer > 0:
        difference = cast("Decimal", finding.facts["hours"]) - fewer
        facts = {"new": fewer, "difference": difference}
        yield from offer(case, "hours", (Change(finding.path, fewer),), facts)


@remedy("S06")
def one_pay_model(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The data of the other pay model taken away, where the plan's own model has all of its."""
    number, person = _person(case, finding)
    path: Path = ("staff", number)
    if finding.path[-1] in _HOURLY and person.monthly_pay is not None:
        alien = [name for name in _HOURLY if getattr(person, name) is not None]
        changes = tuple(Change((*path, name), None) for name in alien)
        yield from offer(case, "remove", changes, {"fields": tuple(alien)})


@remedy("S10")
def known_side_cost_percent(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The percentage that is known to us."""
    yield from offer(case, "known", (Change(finding.path, finding.facts["known"]),), {})


@remedy("S15")
def no_hours_outside_period(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The hours of the year taken away."""
    _, person = _person(case, finding)
    if len(person.hours or ()) > 1:
        yield from offer(case, "remove", (Change(finding.path, None),), {})


def _person(case: Case, finding: Finding) -> tuple[int, Person]:
    number = int(finding.path[1])
    return number, cast("tuple[Person, ...]", case.plan.staff)[number]


def _whole_year(case: Case, person: Person) -> Decimal:
    """By how much the person's share must be larger than the share of a whole year."""
    short = case.law["short_term_months"]
    months = months_of(person, case.plan)
    if person.employment != "short_term" or not months or not isinstance(short, Decimal):
        return _ONE
    return _MONTHS_A_YEAR / months if months < short else _ONE
