"""Arithmetic with fractions in which what is not known stays unknown."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from decimal import Decimal
from fractions import Fraction

Amount = Fraction | None


def cents(amount: Amount) -> Amount:
    """To cents, a half away from zero."""
    if amount is None:
        return None
    whole = abs(amount) * 100 + Fraction(1, 2)
    return Fraction(whole.numerator // whole.denominator, 100) * (1 if amount >= 0 else -1)


def exact(number: Decimal | int | None) -> Amount:
    """What the plan says, as it is."""
    return None if number is None else Fraction(number)


def percent(number: Decimal | None) -> Amount:
    """What the plan says in per cent."""
    return None if number is None else Fraction(number) / 100


def plus(*amounts: Amount) -> Amount:
    """A sum; unknown as soon as a part of it is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Fraction(0)) if len(known) == len(amounts) else None


def minus(one: Amount, other: Amount) -> Amount:
    """A difference; unknown as soon as one side is."""
    return None if one is None or other is None else one - other


def times(*factors: Amount) -> Amount:
    """A product; unknown as soon as a factor is."""
    product = Fraction(1)
    for factor in factors:
        if factor is None:
            return None
        product *= factor
    return product


def ratio(one: Amount, other: Amount) -> Amount:
    """A share; nothing has no shares."""
    return None if one is None or not other else one / other


def months(first: dt.date, last: dt.date) -> Fraction:
    """Months of work: each day is a part of its own month."""
    days = (first + dt.timedelta(number) for number in range((last - first).days + 1))
    found: dict[int, int] = {}
    for day in days:
        length = monthrange(day.year, day.month)[1]
        found[length] = found.get(length, 0) + 1
    return sum((Fraction(count, length) for length, count in found.items()), Fraction(0))
