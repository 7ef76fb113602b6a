"""The prepayment (ennakko), and how it is recovered from the payments of each year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kanto_docs.budget.ledger import Ledger
from kanto_docs.budget.names import name_of
from kanto_docs.formula import Cents, Formula, Min, Ref, Sum
from kanto_docs.plan import Plan
from kanto_docs.source.place import Path

_SHARE: Final = "prepayment_recovery_share"
"""The share of each payment in the law (867/2021 14 § 2 mom)."""


def write_prepayment(ledger: Ledger, plan: Plan) -> None:
    """The amount asked for, else its share of the grant, to cents."""
    asked = None if plan.funding is None else plan.funding.prepayment
    path: Path = ("funding", "prepayment")
    if asked is None:
        ledger.hole("prepayment", path if plan.funding else path[:1])
    elif asked.amount is not None:
        amount = ledger.amount("prepayment_amount", asked.amount, (*path, "amount"))
        ledger.computed("prepayment", amount)
    else:
        share = ledger.given("prepayment_share", asked.share, (*path, "share"), "percent")
        ledger.computed("prepayment", Cents(Ref("grant") * share))


def write_recovery(ledger: Ledger, plan: Plan, years: Sequence[int]) -> None:
    """What each year's payment loses for the prepayment, and what of the grant is then paid.

    As if each year were one claim: a share of the year's grant until the prepayment is recovered,
    the rest in the last year that has a grant. Nothing when no prepayment is asked for, or when the
    programme's law does not say how it is recovered; a share that we do not know is a hole.
    """
    if not years or plan.funding is None or plan.funding.prepayment is None:
        return
    if not ledger.is_in_law(_SHARE):
        return
    share = ledger.law("prepayment_recovery", "percent", _SHARE)
    used = (year for year in reversed(years) if _is_paid(ledger.values[_grant(year)]))
    last = next(used, years[-1])
    earlier: list[Ref] = []
    for year in years:
        if year != last:
            part = Min((Cents(Ref(_grant(year)) * share), _left(earlier)))
            earlier.append(ledger.computed("recovery", part, year=year))
    ledger.computed("recovery", _left(earlier), year=last)
    for year in years:
        paid = Ref(_grant(year)) - Ref(name_of("recovery", year=year))
        ledger.computed("paid", paid, year=year)


def _left(earlier: Sequence[Ref]) -> Formula:
    """What is left of the prepayment after the payments of some years."""
    whole = Ref("prepayment")
    return whole - Sum(tuple(earlier)) if earlier else whole


def _grant(year: int) -> str:
    return name_of("grant", year=year)


def _is_paid(grant: Decimal | None) -> bool:
    """Whether a year has a payment; one whose grant is not known yet may have."""
    return grant is None or grant > 0
