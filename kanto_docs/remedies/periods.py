"""Moving days: the project's period, and with it the actions, people and costs that lie outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from kanto_docs.budget.months import as_decimal, months_between
from kanto_docs.finding import Change
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Schedule
from kanto_docs.plan.content import Action
from kanto_docs.plan.resources import Person
from kanto_docs.rules.judging import Case
from kanto_docs.source import Path

_YEAR: Final = 365
_LONGEST_MONTH: Final = 31


def period_moved(case: Case, start: date, end: date) -> tuple[Change, ...]:
    """The project from `start` to `end`, and what then lies outside brought within it.

    What has nothing to do with the project's time as it is stays so: that is a fault of its own.
    """
    schedule = case.plan.schedule
    changes: list[Change] = []
    if schedule is None or schedule.start != start:
        changes.append(Change(("schedule", "start"), start))
    if schedule is None or schedule.end != end:
        changes.append(Change(("schedule", "end"), end))
    for path, item in dated_items(case.plan):
        if not _apart(item, schedule):
            changes += item_moved(path, item, start, end)
    for number, person in enumerate(case.plan.staff or ()):
        for year in person.hours or ():
            if not start.year <= year <= end.year:
                changes.append(Change(("staff", number, "hours", str(year)), None))
    for number, cost in enumerate(case.plan.costs):
        if cost.year is None or start.year <= cost.year <= end.year:
            continue
        if cost.category != "audit" or cost.year < start.year:
            nearest = max(start.year, min(cost.year, end.year))
            changes.append(Change(("costs", number, "year"), nearest))
    return tuple(changes)


def item_moved(path: Path, item: Action | Person, start: date, end: date) -> Iterator[Change]:
    """The action or person brought within the days, with its months where they are given."""
    first, last = _within(item.start, start, end), _within(item.end, start, end)
    if (first, last) == (item.start, item.end):
        return
    for name, day, before in (("start", first, item.start), ("end", last, item.end)):
        if day != before:
            yield Change((*path, name), day)
    if isinstance(item, Person):
        yield from months_follow(path, item, first, last)


def months_follow(
    path: Path, person: Person, start: date | None, end: date | None
) -> Iterator[Change]:
    """The person's months where they can be no longer what they are between the new days."""
    if person.months is None or start is None or end is None or end < start:
        return
    counted = as_decimal(months_between(start, end))
    before = months_between_days(person)
    same = before is not None and agree(person.months, before)
    if person.months > counted or (same and person.months != counted):
        yield Change((*path, "months"), plain_number(counted))


def months_of(person: Person, plan: Plan) -> Decimal | None:
    """The person's months as given, else counted from the days."""
    if person.months is not None:
        return person.months
    schedule = plan.schedule
    start = person.start or (schedule.start if schedule else None)
    end = person.end or (schedule.end if schedule else None)
    return as_decimal(months_between(start, end)) if start and end else None


def months_between_days(person: Person) -> Decimal | None:
    """The months between the person's own days."""
    if person.start is None or person.end is None:
        return None
    return as_decimal(months_between(person.start, person.end))


def day_after_months(start: date, months: Decimal) -> date | None:
    """The first day until which it is that many months from `start`."""
    try:
        days = int(months) * _YEAR // 12 - _LONGEST_MONTH  # surely too few
        last = start + timedelta(days=max(0, days))
        while as_decimal(months_between(start, last)) < months:
            last += timedelta(days=1)
    except OverflowError:
        return None
    return last


def agree(months: Decimal, counted: Decimal) -> bool:
    """Whether the months given are no more than half a month from those counted."""
    return not round(months - counted)


def plain_number(number: Decimal) -> Decimal:
    """The number without zeros at its end."""
    return Decimal(format(number.normalize(), "f"))


def _apart(item: Action | Person, schedule: Schedule | None) -> bool:
    """Whether the item lies wholly outside the project's time as it is."""
    if schedule is None:
        return False
    late = schedule.end is not None and item.start is not None and item.start > schedule.end
    early = schedule.start is not None and item.end is not None and item.end < schedule.start
    return late or early


def _within(day: date | None, start: date, end: date) -> date | None:
    return None if day is None else max(start, min(day, end))


def dated_items(plan: Plan) -> Iterator[tuple[Path, Action | Person]]:
    """The actions and the people, and where they stand."""
    parts: tuple[tuple[str, Sequence[Action | Person]], ...] = (
        ("actions", plan.actions or ()),
        ("staff", plan.staff or ()),
    )
    for name, items in parts:
        for number, item in enumerate(items):
            yield (name, number), item
