"""Months of work, counted from dates: whole months, and days as a part of their own month."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from kanto_docs.frozen import Frozen
from kanto_docs.money import cents
from kanto_docs.plan import Plan

MOST_YEARS = 30
"""A longer period is a slip of the pen; the budget then has no yearly lines."""
_MONTHS_A_YEAR = 12


class Calendar(Frozen):
    """The project's period and its calendar years; no years when the period is not known."""

    start: date | None = None
    end: date | None = None
    years: tuple[int, ...] = ()
    months: tuple[Fraction, ...] = ()
    """The months of the period in each of the years."""


def calendar_of(plan: Plan) -> Calendar:
    """The calendar of the plan's schedule."""
    if plan.schedule is None:
        return Calendar()
    start, end = plan.schedule.start, plan.schedule.end
    if start is None or end is None or end < start or end.year - start.year >= MOST_YEARS:
        return Calendar(start, end)
    years = tuple(range(start.year, end.year + 1))
    return Calendar(start, end, years, months_by_year(start, end, years))


@lru_cache(maxsize=256)
def months_between(start: date, end: date) -> Fraction:
    """The months from `start` to `end`, both days included; nothing when `end` is before `start`.

    A day counts as a part of its own month: 15.3.–14.4. is 17/31 + 14/30.
    """
    return max(_point(end, end.day) - _point(start, start.day - 1), Fraction(0))


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the month's last day."""
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_by_year(start: date, end: date, years: Sequence[int]) -> tuple[Fraction, ...]:
    """The months of the period that fall in each of the years."""
    return tuple(
        months_between(max(start, date(year, 1, 1)), min(end, date(year, 12, 31))) for year in years
    )


def as_decimal(months: Fraction) -> Decimal:
    """The months with two decimals, half up."""
    return cents(Decimal(months.numerator) / Decimal(months.denominator))


def divided(total: Decimal, weights: Sequence[Fraction]) -> list[Decimal]:
    """`total` in parts of two decimals by `weights`; the parts always sum to `total`."""
    parts = []
    whole, passed, given = sum(weights), Fraction(0), Decimal(0)
    for weight in weights:
        passed += weight
        reached = total if passed == whole else as_decimal(Fraction(total) * passed / whole)
        parts.append(reached - given)
        given = reached
    return parts


def _point(day: date, days: int) -> Fraction:
    """How many months have passed when `days` days of the day's month have."""
    length = monthrange(day.year, day.month)[1]
    return day.year * _MONTHS_A_YEAR + day.month - 1 + Fraction(days, length)
