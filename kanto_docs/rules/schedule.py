"""Rules on time: the project's period, the call's days, the dates of actions and people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from kanto_docs.budget.months import as_decimal, months_after, months_between
from kanto_docs.finding import Fault, Faults
from kanto_docs.lemmas import mention
from kanto_docs.patterns import lazy
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Schedule
from kanto_docs.plan.content import Action
from kanto_docs.plan.resources import Person
from kanto_docs.rules.naming import called
from kanto_docs.rules.registry import rule
from kanto_docs.source import Path

Facts = Mapping[str, object]

_MONTHS_APART: Final = Decimal("0.5")
"""How far the months given may be from the months counted."""
_BY_FUNDER: Final = lazy(
    r"\b(?:käsitel|käsittel|hyväksy|maksettu|behandla|godkän|utbetald|processed|approved|paid)",
    re.IGNORECASE,
)
"""What becomes of a claim after it was sent."""


@rule("T01", start="schedule.start", submitted="schedule.submitted")
def start_before_application(start: date, submitted: date, plan: Plan) -> Faults:
    """Hanke alkaa ennen vireilletuloa (757/2021 19 § 1 mom)."""
    if start < submitted and not _is_change(plan):
        early = [
            (*path, "start") for path, first, _ in _periods(plan) if first and first < submitted
        ]
        see = (("schedule", "submitted"), *early)
        yield Fault(("schedule", "start"), {"start": start, "submitted": submitted}, see)


@rule("T02", submitted="schedule.submitted", opens="call.opens", closes="call.closes")
def submitted_outside_call(submitted: date, opens: date, closes: date, plan: Plan) -> Faults:
    """Hakemus jätetään hakuajan ulkopuolella."""
    if not opens <= submitted <= closes and not _is_change(plan):
        facts = {"submitted": submitted, "opens": opens, "closes": closes}
        yield Fault(("schedule", "submitted"), facts, (("call",),))


@rule("T03", end="schedule.end", limit="law.last_eligible_day")
def end_too_late(end: date, limit: date) -> Faults:
    """Hanke päättyy ohjelmakauden viimeisen kulupäivän jälkeen."""
    if end > limit:
        yield Fault(("schedule", "end"), {"end": end, "limit": limit})


@rule("T04")
def end_before_start(schedule: Schedule, plan: Plan) -> Faults:
    """Loppupäivä on ennen alkupäivää."""
    own: tuple[Path, date | None, date | None] = (("schedule",), schedule.start, schedule.end)
    for path, start, end in (own, *_periods(plan)):
        if start and end and end < start:
            yield Fault((*path, "end"), {"start": start, "end": end}, ((*path, "start"),))


@rule("T05", start="schedule.start", end="schedule.end")
def action_outside_period(start: date, end: date, actions: tuple[Action, ...]) -> Faults:
    """Toimenpide alkaa tai päättyy toteutusajan ulkopuolella (866/2021 3 § 1 mom)."""
    for number, action in enumerate(actions):
        title = called(number, action.title, action.id)
        facts: Facts = {"action": title, "start": start, "end": end}
        yield from _outside(("actions", number), action, facts, start, end)


@rule("T06", start="schedule.start", end="schedule.end")
def person_outside_period(start: date, end: date, staff: tuple[Person, ...]) -> Faults:
    """Henkilön työ alkaa tai päättyy toteutusajan ulkopuolella (866/2021 3 § 1 mom)."""
    for number, person in enumerate(staff):
        role = called(number, person.role, person.id)
        facts: Facts = {"role": role, "start": start, "end": end}
        yield from _outside(("staff", number), person, facts, start, end)


@rule("T07")
def months_disagree(staff: tuple[Person, ...]) -> Faults:
    """Henkilöllä on enemmän kuukausia kuin hänen päiviinsä mahtuu."""
    for months, counted, fault in _months(staff):
        if months > counted + _MONTHS_APART:
            yield fault


@rule("T09")
def months_fewer_than_dates(staff: tuple[Person, ...]) -> Faults:
    """Henkilöllä on vähemmän kuukausia kuin hänen päiviensä välissä, ehkä tauon takia."""
    for months, counted, fault in _months(staff):
        if months < counted - _MONTHS_APART:
            yield fault


@rule("T08", start="schedule.start", end="schedule.end", limit="call.max_months")
def too_long_for_call(start: date, end: date, limit: Decimal) -> Faults:
    """Hanke kestää kauemmin kuin haku sallii."""
    months = as_decimal(months_between(start, end))
    if months > limit:
        facts = {"months": months, "limit": limit, "start": start, "end": end}
        yield Fault(("schedule", "end"), facts, (("schedule", "start"),))


@rule("T10", end="schedule.end", months="law.last_claim_months")
def last_claim_too_late(end: date, months: Decimal, schedule: Schedule) -> Faults:
    """Viimeinen maksatushakemus on suunniteltu liian myöhään (757/2021 28 § 1 mom)."""
    latest = months_after(end, int(months))
    for number, milestone in enumerate(schedule.milestones):
        late = milestone.date is not None and milestone.date > latest
        told = milestone.text or ""
        if late and mention(told, "last_claim", "plans") and not _BY_FUNDER.search(told):
            facts = {"day": milestone.date, "latest": latest, "end": end, "months": months}
            path: Path = ("schedule", "milestones", number, "date")
            yield Fault(path, facts, (("schedule", "end"),))


@rule("T11", end="schedule.end", first="law.first_eligible_day")
def project_before_programme(end: date, first: date) -> Faults:
    """Koko hanke on ennen ohjelmakauden alkua."""
    if end < first:
        yield Fault(("schedule", "end"), {"end": end, "first": first}, (("programme",),))


@rule("T12", start="schedule.start", first="call.first_start")
def start_before_call_window(start: date, first: date, plan: Plan) -> Faults:
    """Hanke alkaa aiemmin kuin haku sallii."""
    if start < first and not _is_change(plan):
        yield Fault(("schedule", "start"), {"start": start, "first": first}, (("call",),))


@rule("T13", start="schedule.start", last="call.last_start")
def start_after_call_window(start: date, last: date, plan: Plan) -> Faults:
    """Hanke alkaa myöhemmin kuin haku sallii."""
    if start > last and not _is_change(plan):
        yield Fault(("schedule", "start"), {"start": start, "last": last}, (("call",),))


def _is_change(plan: Plan) -> bool:
    """A change (muutoshakemus) is applied for while the project runs, outside any call."""
    return plan.project is not None and plan.project.application_type == "change"


def _months(staff: tuple[Person, ...]) -> Iterator[tuple[Decimal, Decimal, Fault]]:
    """The months given and the months counted from the dates, where both are known."""
    for number, person in enumerate(staff):
        start, end, months = person.start, person.end, person.months
        if months is None or start is None or end is None or end < start:
            continue
        counted = as_decimal(months_between(start, end))
        role = called(number, person.role, person.id)
        facts = {"role": role, "months": months, "counted": counted, "start": start, "end": end}
        path: Path = ("staff", number)
        see = ((*path, "start"), (*path, "end"))
        yield months, counted, Fault((*path, "months"), facts, see)


def _periods(plan: Plan) -> Iterator[tuple[Path, date | None, date | None]]:
    """The actions and people with their dates."""
    parts: tuple[tuple[str, Sequence[Action | Person]], ...] = (
        ("actions", plan.actions or ()),
        ("staff", plan.staff or ()),
    )
    for name, items in parts:
        for number, item in enumerate(items):
            yield (name, number), item.start, item.end


def _outside(path: Path, item: Action | Person, facts: Facts, start: date, end: date) -> Faults:
    """A fault for each date of the item that lies outside a period that is one."""
    for name in ("start", "end"):
        day = getattr(item, name)
        if not day or end < start:
            continue
        for bound, is_beyond in (("start", day < start), ("end", day > end)):
            if is_beyond:
                yield Fault((*path, name), {**facts, "day": day}, (("schedule", bound),))
