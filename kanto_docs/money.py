"""Euros and shares: the one rounding function, and the amounts people write."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

CENT = Decimal("0.01")
TENTH = Decimal("0.1")
ZERO = Decimal("0.00")
HUNDRED = Decimal(100)
WIDE: Final = Context(prec=60)
"""Digits enough for products of slips of the pen: an absurd amount is shown, never an error."""


def cents(amount: Decimal) -> Decimal:
    """`amount` (euros) rounded to cents, half up, as Excel's ROUND does."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP, context=WIDE)


def tenths(percent: Decimal) -> Decimal:
    """`percent` rounded to one decimal, half up, as documents show shares."""
    return percent.quantize(TENTH, rounding=ROUND_HALF_UP)


def share_of(amount: Decimal, percent: Decimal) -> Decimal:
    """`percent` per cent of `amount`, to cents."""
    return cents(amount * percent / HUNDRED)
