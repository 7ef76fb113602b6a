"""What a line of the budget should be, as it is typed: own=20000."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from kanto_docs.budget import Budget
from kanto_docs.errors import UsageError
from kanto_docs.formula import Unit
from kanto_docs.money import HUNDRED
from kanto_docs.scalars import Misread, decimal, money, percent

_MINUS: Final = ("-", "−")


class Target(NamedTuple):
    """`own=20000`: a line of the budget and what it should be."""

    name: str
    wanted: Decimal


def target_of(typed: str, budget: Budget) -> Target:
    """The target as it was typed. Raises UsageError for no such line and for no such amount."""
    name, sign, written = typed.partition("=")
    name = name.strip()
    if not sign or not name:
        raise UsageError("solve_form", value=typed)
    if name not in budget.lines:
        raise UsageError("unknown_line", name=name, names=", ".join(budget.names()))
    return Target(name, _amount(written, budget.lines[name].unit))


def _amount(written: str, unit: Unit) -> Decimal:
    """An amount as it is typed, below zero too; a percentage as the fraction that lines hold."""
    text = written.strip()
    sign = -1 if text.startswith(_MINUS) else 1
    text = text[1:].strip() if sign < 0 else text
    try:
        if unit == "euro":
            return sign * money(text)
        if unit == "percent":
            return sign * percent(text) / HUNDRED
        return sign * decimal(text)
    except Misread:
        raise UsageError("solve_value", value=written.strip()) from None
