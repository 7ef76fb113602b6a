"""Euros and shares: the one rounding function, and the amounts people write."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
HUNDRED = Decimal(100)


def cents(amount: Decimal) -> Decimal:
    """`amount` (euros) rounded to cents, half up, as Excel's ROUND does."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def share_of(amount: Decimal, percent: Decimal) -> Decimal:
    """`percent` per cent of `amount`, to cents."""
    return cents(amount * percent / HUNDRED)
