"""Rules on working time: shares of a year's work, hours, and one person in several rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_DOWN, Decimal
from itertools import groupby
from typing import Final, NamedTuple

from kanto_docs.budget.models import UNIT_COST
from kanto_docs.budget.months import as_decimal, months_between, months_by_year
from kanto_docs.finding import Fault, Faults
from kanto_docs.money import CENT, HUNDRED, WIDE, cents
from kanto_docs.plan import Plan
from kanto_docs.plan.resources import Person
from kanto_docs.prose.names import bare_name
from kanto_docs.rules.naming import called
from kanto_docs.rules.registry import rule

_MONTHS_A_YEAR: Final = 12


@rule("S01", lowest="law.lowest_share", short="law.short_term_months")
def share_too_small(
    staff: tuple[Person, ...], lowest: Decimal, short: Decimal, plan: Plan
) -> Faults:
    """Työaikaosuus on pienempi kuin asetus sallii (866/2021 5 § 3 mom)."""
    for number, person, share in _shares(staff, plan, short):
        if share < lowest:
            facts = {"role": _role(number, person), "share": _shown(share), "lowest": lowest}
            yield Fault(("staff", number, "share"), {**facts, "difference": lowest - share})


@rule("S02", lowest="law.lowest_share", usual="law.min_share", short="law.short_term_months")
def share_needs_reason(
    staff: tuple[Person, ...], lowest: Decimal, usual: Decimal, short: Decimal, plan: Plan
) -> Faults:
    """Työaikaosuus on sallittu vain perustellusta syystä (866/2021 5 § 3 mom)."""
    for number, person, share in _shares(staff, plan, short):
        if lowest <= share < usual:
            facts = {"role": _role(number, person), "share": _shown(share), "usual": usual}
            see = (("staff", number, "share_reason"),)
            yield Fault(("staff", number, "share"), {**facts, "difference": usual - share}, see)


@rule("S03")
def full_time_without_full_share(staff: tuple[Person, ...]) -> Faults:
    """Kokoaikaisen työaikaosuus ei ole 100 prosenttia."""
    for number, person in enumerate(staff):
        share = person.share
        if person.employment == "full_time" and share is not None and share != HUNDRED:
            facts = {"role": _role(number, person), "share": share}
            yield Fault(("staff", number, "share"), facts, (("staff", number, "employment"),))


@rule("S11")
def share_over_full_time(staff: tuple[Person, ...]) -> Faults:
    """Työaikaosuus on suurempi kuin koko työaika."""
    for number, person in enumerate(staff):
        share = person.share
        if person.employment != "full_time" and share is not None and share > HUNDRED:
            facts = {"role": _role(number, person), "share": share}
            yield Fault(("staff", number, "share"), facts)


@rule("S13")
def person_over_full_time(staff: tuple[Person, ...], plan: Plan) -> Faults:
    """Sama henkilö on eri riveillä yhteensä yli koko työajan."""
    for rows in rows_by_person(plan).values():
        for day in dict.fromkeys(row.start for row in rows):
            together = [one for one in rows if one.start <= day <= one.end]
            share = sum((one.share for one in together), Decimal(0))
            numbers = [one.number for one in together]
            if share > HUNDRED and numbers[1:]:
                *others, last = numbers
                roles = tuple(_role(number, staff[number]) for number in numbers)
                facts = {"roles": roles, "share": share, "day": day, "over": share - HUNDRED}
                see = tuple(("staff", number, "share") for number in others)
                yield Fault(("staff", last, "share"), facts, see)
                break


@rule("S04", full_year="law.annual_hours")
def hours_over_limit(staff: tuple[Person, ...], pay_model: str, full_year: Decimal) -> Faults:
    """Vuoden työtunnit ylittävät työaikaosuuden tunnit (866/2021 6 § 4–5 mom)."""
    for number, person, year, hours, limit in _hours(staff, pay_model, full_year):
        if hours > limit:
            facts = {"role": _role(number, person), "year": year, "hours": hours, "limit": limit}
            path = ("staff", number, "hours", str(year))
            more = {"share": person.share, "over": hours - limit}
            yield Fault(path, {**facts, **more}, (("staff", number, "share"),))


@rule("S05", full_year="law.annual_hours")
def hours_high_for_part_year(
    staff: tuple[Person, ...], pay_model: str, full_year: Decimal, plan: Plan
) -> Faults:
    """Tunteja on paljon siihen nähden, montako kuukautta vuodesta henkilö on töissä."""
    for number, person, year, hours, limit in _hours(staff, pay_model, full_year):
        months = _months_in(year, person, plan)
        if months is None or hours > limit or _is_outside(year, plan):
            continue
        usual = limit * months / _MONTHS_A_YEAR
        if hours > usual:
            facts = {"role": _role(number, person), "year": year, "hours": hours}
            path = ("staff", number, "hours", str(year))
            more = {"months": months, "usual": cents(usual)}
            yield Fault(path, {**facts, **more}, (("staff", number, "start"),))


@rule("S14")
def hours_missing_for_year(staff: tuple[Person, ...], pay_model: str) -> Faults:
    """Tuntitaksassa puuttuvat jonkin työvuoden tunnit (866/2021 6 § 4–5 mom)."""
    for number, person in enumerate(staff if pay_model == UNIT_COST else ()):
        start, end = person.start, person.end
        if not person.hours or start is None or end is None:
            continue
        years = [year for year in range(start.year, end.year + 1) if year not in person.hours]
        if years:
            facts = {"role": _role(number, person), "years": tuple(_runs(years))}
            see = (("staff", number, "start"), ("staff", number, "end"))
            yield Fault(("staff", number, "hours"), facts, see)


@rule("S15", start="schedule.start", end="schedule.end")
def hours_outside_period(
    staff: tuple[Person, ...], pay_model: str, start: date, end: date
) -> Faults:
    """Tunteja on vuodelle, jona hanketta ei ole (866/2021 3 § 1 mom)."""
    for number, person in enumerate(staff if pay_model == UNIT_COST and start <= end else ()):
        for year, hours in sorted((person.hours or {}).items()):
            if hours and not start.year <= year <= end.year:
                facts = {"role": _role(number, person), "year": year, "hours": hours}
                path = ("staff", number, "hours", str(year))
                yield Fault(path, {**facts, "start": start, "end": end}, (("schedule",),))


class WorkRow(NamedTuple):
    """A row of the staff list whose days and share are known."""

    number: int
    start: date
    end: date
    share: Decimal


def rows_by_person(plan: Plan) -> dict[str, list[WorkRow]]:
    """The rows of each person by bare name; months alone do not say when."""
    people: dict[str, list[WorkRow]] = {}
    for number, person in enumerate(plan.staff or ()):
        start, end = _period(person, plan)
        own_days = person.start is not None and person.end is not None
        if not own_days and person.months is not None:
            continue
        name = bare_name(person.name)
        if name and person.share is not None and start and end:
            people.setdefault(name, []).append(WorkRow(number, start, end, person.share))
    return people


def _role(number: int, person: Person) -> str:
    return called(number, person.role, person.id)


def _runs(years: list[int]) -> Iterator[str]:
    """The years, three or more in a row as 2027–2030."""
    for _, run in groupby(enumerate(years), key=lambda one: one[1] - one[0]):
        first, *others = (str(year) for _, year in run)
        yield from (f"{first}–{others[-1]}",) if others[1:] else (first, *others)


def _shown(share: Decimal) -> Decimal:
    """Two decimals, down: what is under a limit never reads as the limit."""
    return share.quantize(CENT, ROUND_DOWN, WIDE)


def _shares(
    staff: tuple[Person, ...], plan: Plan, short: Decimal
) -> Iterator[tuple[int, Person, Decimal]]:
    """The share of a whole year's working time of those who are not full-time, where known.

    Where the employment is not said, the share itself is the most that it can be.
    """
    for number, person in enumerate(staff):
        share = person.share
        if share is not None and person.employment == "short_term":
            months = _months(person, plan)
            if months is None:
                share = None
            elif months < short:
                share = share * months / _MONTHS_A_YEAR
        elif person.employment == "full_time":
            share = None
        if share is not None:
            yield number, person, share


def _hours(
    staff: tuple[Person, ...], pay_model: str, full_year: Decimal
) -> Iterator[tuple[int, Person, int, Decimal, Decimal]]:
    """The hours of each person in each year, and the most that the share allows in a year."""
    for number, person in enumerate(staff if pay_model == UNIT_COST else ()):
        if person.share is not None:
            for year, hours in sorted((person.hours or {}).items()):
                yield number, person, year, hours, full_year * person.share / HUNDRED


def _months(person: Person, plan: Plan) -> Decimal | None:
    """The months of work as the plan says, else counted from its dates."""
    if person.months is not None:
        return person.months
    start, end = _period(person, plan)
    return as_decimal(months_between(start, end)) if start and end else None


def _months_in(year: int, person: Person, plan: Plan) -> Decimal | None:
    """The months of work in one calendar year, where the dates are known."""
    start, end = _period(person, plan)
    if start is None or end is None:
        return None
    inside = as_decimal(months_by_year(start, end, (year,))[0])
    return inside if person.months is None else min(inside, person.months)


def _is_outside(year: int, plan: Plan) -> bool:
    """Whether the project has no day in the year: another rule tells of its hours."""
    start, end = (plan.schedule.start, plan.schedule.end) if plan.schedule else (None, None)
    return start is not None and end is not None and not start.year <= year <= end.year


def _period(person: Person, plan: Plan) -> tuple[date | None, date | None]:
    schedule = plan.schedule
    own_start, own_end = (schedule.start, schedule.end) if schedule else (None, None)
    return person.start or own_start, person.end or own_end
