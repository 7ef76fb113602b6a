"""Keeps the financing in balance (rahoitus) when a way out changes the costs.

The share of the grant stays what it is, and the rest is put on another source, own funding first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Final

from kanto_docs.budget import Budget, compute
from kanto_docs.changing import changed
from kanto_docs.finding import Change, Remedy
from kanto_docs.money import CENT, WIDE, share_of
from kanto_docs.plan import Plan
from kanto_docs.reading import read_again
from kanto_docs.rules.judging import Case
from kanto_docs.rules.naming import called
from kanto_docs.source import Path

GRANT: Final[Path] = ("funding", "grant_amount")
SHARE: Final[Path] = ("funding", "grant_share")
_SOURCES: Final[Path] = ("funding", "sources")
_PREPAYMENT: Final[Path] = ("funding", "prepayment", "amount")


def offer(
    case: Case,
    key: str,
    changes: tuple[Change, ...],
    facts: Mapping[str, object],
    *,
    same_grant: bool = False,
) -> Iterator[Remedy]:
    """A way out with what must change in the financing too; none when the total is lost by it.

    With `same_grant` an amount applied for stays as it is, whatever the costs are.
    """
    plan, budget = after(case, changes)
    before, net = amount(case, "net_total"), budget["net_total"]
    if net is None:
        if before is None:
            yield Remedy(key, changes, facts)
        return
    if net == before:
        yield Remedy(key, changes, {**facts, "total": budget["total"]})
        return
    told: dict[str, object] = {**facts, "total": budget["total"]}
    kept = budget["grant"], ()
    grant, more = kept if same_grant else _grant_after(case, plan, budget, net)
    gap, given = budget["gap"], budget["grant"]
    if gap is not None and given is not None and grant is not None and not amount(case, "gap"):
        told["then_grant"] = grant
        for change, payer in another_source(plan, gap + given - grant):
            more = (*more, change)
            told["then_payer"], told["then_paid"] = payer, _paid(change)
    yield Remedy(key, (*changes, *more), told)


def after(case: Case, changes: tuple[Change, ...]) -> tuple[Plan, Budget]:
    """The plan and its budget after the changes, without the calendar years."""
    touched = {str(change.path[0]) for change in changes}
    plan = read_again(case.plan, changed(case.source.data, changes), touched)
    return plan, compute(plan, case.law, yearly=False)


def another_source(plan: Plan, more: Decimal) -> Iterator[tuple[Change, str]]:
    """The source that may best pay `more`, own funding first, and who pays it."""
    if not more:
        return
    sources = list(enumerate((plan.funding.sources if plan.funding else None) or ()))
    for number, source in sorted(sources, key=lambda one: one[1].kind != "own"):
        if source.amount is None or source.by_year or source.amount + more <= 0:
            continue
        path: Path = (*_SOURCES, number, "amount")
        yield Change(path, source.amount + more), called(number, source.payer, source.id)
        return
    if not sources and more > 0 and plan.applicant and plan.applicant.name:
        name = plan.applicant.name
        own = {"kind": "own", "payer": name, "amount": more}
        there = plan.funding is not None and plan.funding.sources is not None
        yield (Change((*_SOURCES, "-"), own) if there else Change(_SOURCES, [own])), name


def amount(case: Case, name: str) -> Decimal | None:
    """A line of the plan's budget as it is."""
    value = case.budget[name]
    return value if isinstance(value, Decimal) else None


def _grant_after(
    case: Case, plan: Plan, budget: Budget, net: Decimal
) -> tuple[Decimal | None, tuple[Change, ...]]:
    """The grant when the net total is `net`: by its share, or in the same proportion as before."""
    funding, grant, before = plan.funding, budget["grant"], amount(case, "net_total")
    if funding is None or funding.grant_amount is None or grant is None:
        return grant, ()
    if funding.grant_share is not None and (
        before is None or grant == share_of(before, funding.grant_share)
    ):
        then = share_of(net, funding.grant_share)
    elif before:
        then = (grant * net / before).quantize(CENT, ROUND_DOWN, WIDE)
    else:
        limit = case.law["max_grant_share"]
        then = min(grant, share_of(net, limit)) if isinstance(limit, Decimal) else grant
    more: tuple[Change, ...] = (Change(GRANT, then),) if then != grant else ()
    asked = funding.prepayment.amount if funding.prepayment else None
    if asked is not None and then < grant:
        more = (*more, Change(_PREPAYMENT, (asked * then / grant).quantize(CENT, ROUND_DOWN, WIDE)))
    return then, more


def _paid(change: Change) -> object:
    value = change.value[0] if isinstance(change.value, list) else change.value
    return value["amount"] if isinstance(value, dict) else value
