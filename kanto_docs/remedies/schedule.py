"""Ways out of findings about days and months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import cast

from kanto_docs.budget.months import as_decimal, months_between
from kanto_docs.finding import Change, Finding, Remedy
from kanto_docs.plan.bodies import Schedule
from kanto_docs.plan.content import Action
from kanto_docs.plan.resources import Person
from kanto_docs.remedies.balancing import offer
from kanto_docs.remedies.periods import (
    dated_items,
    day_after_months,
    item_moved,
    months_follow,
    period_moved,
    plain_number,
)
from kanto_docs.remedies.registry import remedy
from kanto_docs.rules.judging import Case
from kanto_docs.source import Path

_DAY = timedelta(days=1)
_SUBMITTED: Path = ("schedule", "submitted")


@remedy("T01")
def start_after_application(case: Case, finding: Finding) -> Iterator[Remedy]:
    """A later start, or an earlier application."""
    yield from _period(case, "start", start=cast("date", finding.facts["submitted"]))
    start = cast("date", finding.facts["start"])
    yield from offer(case, "submitted", (Change(_SUBMITTED, start),), {"day": start})


@remedy("T02")
def submitted_within_call(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The nearest day on which the call is open."""
    submitted, opens = cast("date", finding.facts["submitted"]), finding.facts["opens"]
    first = submitted < cast("date", opens)
    key, day = ("opens", opens) if first else ("closes", finding.facts["closes"])
    yield from offer(case, key, (Change(_SUBMITTED, day),), {"day": day})


@remedy("T03")
def end_within_programme(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The last possible day."""
    yield from _period(case, "end", end=cast("date", finding.facts["limit"]))


@remedy("T04")
def days_in_order(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The two days the other way round, or the end that the others have."""
    start, end = cast("date", finding.facts["start"]), cast("date", finding.facts["end"])
    path = finding.path[:-1]
    swapped = (Change((*path, "start"), end), Change((*path, "end"), start))
    yield from offer(case, "swap", (*swapped, *_months(case, path, end, start)), {})
    if path == ("schedule",):
        yield from _around(case)
        return
    last = case.plan.schedule.end if case.plan.schedule else None
    if last is not None and last >= start:
        changes = (Change((*path, "end"), last), *_months(case, path, start, last))
        yield from offer(case, "end", changes, {"day": last})


@remedy("T05", "T06")
def within_period(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The nearest day of the project, or a project that begins earlier or ends later."""
    start, end = cast("date", finding.facts["start"]), cast("date", finding.facts["end"])
    day = cast("date", finding.facts["day"])
    path = finding.path[:-1]
    nearest = max(start, min(day, end))
    changes = tuple(item_moved(path, _item(case, path), start, end))
    main = [change for change in changes if change.path == finding.path]
    rest = [change for change in changes if change.path != finding.path]
    key = "move" if all(change.path[-1] == "months" for change in rest) else "move_both"
    yield from offer(case, key, (*main, *rest), {"nearest": nearest})
    bound = "start" if day < start else "end"
    if _may_last(case, min(start, day), max(end, day)):
        yield from offer(case, f"longer_{bound}", (Change(("schedule", bound), day),), {})


@remedy("T09")
def months_by_days(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The months that the days give."""
    counted = plain_number(cast("Decimal", finding.facts["counted"]))
    changes = (Change(finding.path, counted),)
    yield from offer(case, "months", changes, {"new": counted})


@remedy("T07")
def months_within_days(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The months that the days give, or days within the project that hold the months."""
    yield from months_by_days(case, finding)
    path, schedule = finding.path[:-1], case.plan.schedule or Schedule()
    start, end = cast("date", finding.facts["start"]), cast("date", finding.facts["end"])
    months = cast("Decimal", finding.facts["months"])
    first, last = start, day_after_months(start, months)
    if schedule.start is None or schedule.end is None or last is None:
        return
    if last > schedule.end:
        first, last = schedule.start, max(end, schedule.end)
    if as_decimal(months_between(first, last)) >= months:
        days = [("start", first, start), ("end", last, end)]
        changes = [Change((*path, name), day) for name, day, before in days if day != before]
        yield from offer(case, "days", tuple(changes), {"first": first, "last": last})


@remedy("T08")
def short_enough(case: Case, finding: Finding) -> Iterator[Remedy]:
    """An earlier end, or a later start."""
    start, end = cast("date", finding.facts["start"]), cast("date", finding.facts["end"])
    limit = cast("Decimal", finding.facts["limit"])
    yield from _period(case, "end", end=_last_day(start, end, limit))
    yield from _period(case, "start", start=_first_day(start, end, limit))


@remedy("T10")
def claim_in_time(_case: Case, finding: Finding) -> Iterator[Remedy]:
    """The last day for the last claim."""
    yield Remedy("move", (Change(finding.path, finding.facts["latest"]),))


@remedy("T12")
def start_not_before_window(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The first day on which a project of the call may begin."""
    yield from _period(case, "start", start=cast("date", finding.facts["first"]))


@remedy("T13")
def start_not_after_window(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The last day on which a project of the call may begin."""
    yield from _period(case, "start", start=cast("date", finding.facts["last"]))


def _around(case: Case) -> Iterator[Remedy]:
    """A project as long as its actions and work."""
    days = [day for _, item in dated_items(case.plan) for day in (item.start, item.end) if day]
    if days:
        first, last = min(days), max(days)
        changes = Change(("schedule", "start"), first), Change(("schedule", "end"), last)
        yield from offer(case, "around", changes, {"first": first, "last": last})


def _period(
    case: Case, key: str, start: date | None = None, end: date | None = None
) -> Iterator[Remedy]:
    """The project's new day; `<key>_with_others` when actions or people move with it."""
    schedule = case.plan.schedule or Schedule()
    first, last = start or schedule.start, end or schedule.end
    if first is None or last is None or last < first:
        return
    changes = period_moved(case, first, last)
    others = any(change.path[0] in ("actions", "staff") for change in changes)
    facts = {"day": start or end}
    yield from offer(case, f"{key}_with_others" if others else key, changes, facts)


def _may_last(case: Case, first: date, last: date) -> bool:
    """Whether the law and the call know nothing against a project from `first` to `last`."""
    limit, call = case.law["last_eligible_day"], case.law.call
    submitted = case.plan.schedule.submitted if case.plan.schedule else None
    most = call["max_months"] if call is not None else None
    late = isinstance(limit, date) and last > limit
    early = submitted is not None and first < submitted
    long = isinstance(most, Decimal) and as_decimal(months_between(first, last)) > most
    return not (late or early or long)


def _last_day(start: date, end: date, limit: Decimal) -> date:
    """The last day on which a project from `start` lasts no longer than `limit` months."""
    last = min(end, _later(start, int(limit) + 1))
    while as_decimal(months_between(start, last)) > limit:
        last -= _DAY
    return last


def _first_day(start: date, end: date, limit: Decimal) -> date:
    """The first day from which a project until `end` lasts no longer than `limit` months."""
    first = max(start, _later(end, -int(limit) - 1))
    while as_decimal(months_between(first, end)) > limit:
        first += _DAY
    return first


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = max(date.min.year, min(year, date.max.year))
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _item(case: Case, path: Path) -> Action | Person:
    items = case.plan.actions if path[0] == "actions" else case.plan.staff
    return cast("tuple[Action | Person, ...]", items)[int(path[1])]


def _months(case: Case, path: Path, start: date, end: date) -> tuple[Change, ...]:
    item = _item(case, path) if path[0] in ("actions", "staff") else None
    return tuple(months_follow(path, item, start, end)) if isinstance(item, Person) else ()
