"""The figures that the total rests on, and how far one of them must move to reach a limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final, NamedTuple

from kanto_docs.budget.models import LISTED, UNIT_COST
from kanto_docs.finding import Change, Finding, Remedy
from kanto_docs.money import CENT, HUNDRED
from kanto_docs.plan.resources import Person
from kanto_docs.remedies.balancing import after, amount, offer
from kanto_docs.remedies.periods import agree, day_after_months, months_between_days, months_of
from kanto_docs.remedies.registry import remedy
from kanto_docs.rules.judging import Case
from kanto_docs.rules.naming import called
from kanto_docs.source import Path

_ONE: Final = Decimal(1)
_TRIED: Final = 6
"""So many of the weightiest figures are looked at."""

Also = Callable[[Decimal], tuple[str, tuple[Change, ...], dict[str, object]]]
"""What belongs to a figure's new value: the end of the sentence's key, changes and facts."""


class Lever(NamedTuple):
    """One figure of the plan that the total grows with."""

    key: str
    path: Path
    value: Decimal
    weight: Decimal
    """What it is worth in the budget, to begin with the largest."""
    step: Decimal
    highest: Decimal | None
    facts: dict[str, object]
    also: Also = lambda _new: ("", (), {})


@remedy("C14")
def total_up(case: Case, finding: Finding) -> Iterator[Remedy]:
    """One figure so much larger that the total is at the limit."""
    yield from reaching(case, finding.facts["limit"], up=True)


@remedy("C15", "C23")
def total_down(case: Case, finding: Finding) -> Iterator[Remedy]:
    """One figure so much smaller that the total is at the limit."""
    yield from reaching(case, finding.facts["limit"], up=False)


def reaching(case: Case, limit: object, *, up: bool) -> Iterator[Remedy]:
    """Ways to bring the total to `limit` by one figure, the weightiest figure first."""
    total = amount(case, "total")
    if total is None or not isinstance(limit, Decimal):
        return
    for lever in sorted(levers(case), key=lambda one: -one.weight)[:_TRIED]:
        new = _moved(case, lever, total, limit, up=up)
        if new is None or new == lever.value or new <= 0:
            continue
        if lever.highest is not None and new > lever.highest:
            continue
        ending, more, told = lever.also(new)
        changes = (Change(lever.path, new), *more)
        facts = {**lever.facts, **told, "old": lever.value, "new": new}
        yield from offer(case, f"{'more' if up else 'less'}_{lever.key}{ending}", changes, facts)


def levers(case: Case) -> Iterator[Lever]:
    """Shares, months or hours of work, and lines of costs where they count."""
    for number, person in enumerate(case.plan.staff or ()):
        facts: dict[str, object] = {"role": called(number, person.role, person.id)}
        path: Path = ("staff", number)
        if case.plan.pay_model == UNIT_COST:
            for year, hours in (person.hours or {}).items():
                told = {**facts, "year": str(year)}
                at: Path = (*path, "hours", str(year))
                yield Lever("hours", at, hours, hours, _ONE, None, told)
        else:
            yield from _of_monthly_pay(case, path, person, facts)
    if case.plan.cost_model in LISTED:
        for number, cost in enumerate(case.plan.costs):
            if cost.amount and cost.unit_price is None:
                told = {"text": called(number, cost.text, cost.id)}
                at = ("costs", number, "amount")
                yield Lever("cost", at, cost.amount, cost.amount, CENT, None, told)


def _of_monthly_pay(
    case: Case, path: Path, person: Person, facts: dict[str, object]
) -> Iterator[Lever]:
    """The share and the months of a person paid by the month."""
    share, months, pay = person.share, months_of(person, case.plan), person.monthly_pay
    if share is None or months is None or pay is None:
        return

    def part_time(new: Decimal) -> tuple[str, tuple[Change, ...], dict[str, object]]:
        if person.employment != "full_time" or new >= HUNDRED:
            return "", (), {}
        return "_part_time", (Change((*path, "employment"), "part_time"),), {}

    def until(new: Decimal) -> tuple[str, tuple[Change, ...], dict[str, object]]:
        return _until(case, path, person, new)

    worth = pay * months * share / HUNDRED
    yield Lever("share", (*path, "share"), share, worth, _ONE, HUNDRED, facts, part_time)
    yield Lever("months", (*path, "months"), months, worth, CENT, None, facts, until)


def _until(
    case: Case, path: Path, person: Person, months: Decimal
) -> tuple[str, tuple[Change, ...], dict[str, object]]:
    """The person's last day, where the months no longer fit the days; the project's with it."""
    counted, start, end = months_between_days(person), person.start, person.end
    if counted is None or start is None or end is None or end < start:
        return "", (), {}
    if agree(months, counted):
        return "", (), {}
    last = day_after_months(start, months)
    if last is None:
        return "", (), {}
    changes = [Change((*path, "end"), last)]
    project_end = case.plan.schedule.end if case.plan.schedule else None
    if project_end is not None and last > project_end:
        changes.append(Change(("schedule", "end"), last))
    return "_until", tuple(changes), {"until": last}


def _moved(case: Case, lever: Lever, total: Decimal, limit: Decimal, *, up: bool) -> Decimal | None:
    """The figure at which the total has just reached the limit; it grows in a straight line."""
    without = after(case, (Change(lever.path, Decimal(0)),))[1]["total"]
    if without is None or without == total or not lever.value:
        return None
    slope = (total - without) / lever.value
    rounding = ROUND_CEILING if up else ROUND_FLOOR
    new = ((limit - without) / slope / lever.step).to_integral_value(rounding) * lever.step
    reached = after(case, (Change(lever.path, new),))[1]["total"] if new > 0 else None
    if reached is None:
        return None
    if reached < limit if up else reached > limit:  # a cent that rounding took
        return new + (lever.step if up else -lever.step)
    return new
