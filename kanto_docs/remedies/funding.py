"""Ways out of findings about money: the grant, the other sources, the prepayment."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import cast

from kanto_docs.finding import Change, Finding, Remedy
from kanto_docs.money import share_of
from kanto_docs.plan import Plan
from kanto_docs.plan.resources import FundingSource, IncomeLine
from kanto_docs.remedies.balancing import GRANT, SHARE, amount, another_source, offer
from kanto_docs.remedies.registry import remedy
from kanto_docs.rules.judging import Case
from kanto_docs.rules.naming import called
from kanto_docs.source import Path


@remedy("F01", "F02")
def grant_within_limit(case: Case, _finding: Finding) -> Iterator[Remedy]:
    """Less grant, and as much more of the other money."""
    net, limit = amount(case, "net_total"), case.law["max_grant_share"]
    if net is not None and isinstance(limit, Decimal):
        yield from _lower(case, share_of(net, limit), limit)


@remedy("D02")
def grant_within_ceiling(case: Case, finding: Finding) -> Iterator[Remedy]:
    """So much less grant that the earlier aid fits beside it."""
    ceiling = cast("Decimal", finding.facts["ceiling"])
    highest = ceiling - cast("Decimal", finding.facts["earlier"])
    if highest > 0:
        yield from _lower(case, highest, None)


@remedy("C55")
def public_money_within_ceiling(case: Case, finding: Finding) -> Iterator[Remedy]:
    """So much less grant that the public funding is at the ceiling."""
    grant, over = amount(case, "grant"), cast("Decimal", finding.facts["over"])
    if grant is not None and grant > over:
        yield from _lower(case, grant - over, None)


@remedy("F05")
def balanced(case: Case, _finding: Finding) -> Iterator[Remedy]:
    """The missing money from a source, a smaller or larger grant, or both."""
    gap, grant = amount(case, "gap"), amount(case, "grant")
    if gap is None or grant is None:
        return
    facts = {"difference": abs(gap)}
    way = "more" if gap > 0 else "less"
    for paying, payer in another_source(case.plan, gap):
        yield Remedy(f"{way}_of_source", (paying,), {**facts, "payer": payer})
    if grant + gap > 0:
        whole = {**facts, "grant": grant + gap}
        yield Remedy(f"{way}_grant", _grant(case, grant + gap, None), whole)
    net, limit = amount(case, "net_total"), case.law["max_grant_share"]
    if net is not None and isinstance(limit, Decimal) and grant > share_of(net, limit):
        highest = share_of(net, limit)
        lower = (*_grant(case, highest, limit), *_prepayment(case, highest))
        for paying, payer in another_source(case.plan, gap + grant - highest):
            told = {"grant": highest, "payer": payer, "paid": paying.value}
            if isinstance(paying.value, Decimal):
                yield Remedy("grant_and_source", (*lower, paying), told)


@remedy("F06", "F07")
def amount_by_share(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The amount that the share gives, with the difference in another source; or no share."""
    counted = cast("Decimal", finding.facts["counted"])
    more = cast("Decimal", finding.facts["amount"]) - counted
    facts = {"counted": counted, "difference": abs(more)}
    for paying, payer in another_source(case.plan, more):
        changes = Change(GRANT, counted), paying
        yield Remedy("by_share_and_source", changes, {**facts, "payer": payer})
    yield Remedy("by_share", (Change(GRANT, counted),), facts)
    yield Remedy("without_share", (Change(SHARE, None),), facts)


@remedy("F08")
def prepayment_within_limit(case: Case, finding: Finding) -> Iterator[Remedy]:
    """As large a prepayment as may be asked for; the share too where both are given."""
    asked = case.plan.funding.prepayment if case.plan.funding else None
    share, limit = asked.share if asked else None, cast("Decimal", finding.facts["limit"])
    changes: tuple[Change, ...] = ()
    if finding.path[-1] == "amount":
        changes = (Change(finding.path, finding.facts["highest"]),)
    if share is not None and share > limit:
        changes = (*changes, Change((*finding.path[:-1], "share"), limit))
    yield Remedy("lower", changes)


@remedy("F11")
def years_as_the_sum(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The last year made to fit the sum, or the sum made that of the years."""
    whole = cast("Decimal", finding.facts["amount"])
    by_years = cast("Decimal", finding.facts["sum"])
    item = _at(case.plan, finding.path[:-1])
    for year, figure in sorted((item.by_year or {}).items(), reverse=True):
        if figure + whole - by_years >= 0:
            value = figure + whole - by_years
            change = Change((*finding.path, str(year)), value)
            yield Remedy("year", (change,), {"year": year, "value": value})
            break
    changes = (Change((*finding.path[:-1], "amount"), by_years),)
    yield from offer(case, "sum", changes, {})


@remedy("F12")
def income_within_costs(case: Case, finding: Finding) -> Iterator[Remedy]:
    """So much less income that it is not more than the costs."""
    over = cast("Decimal", finding.facts["over"])
    for number, line in enumerate(case.plan.income):
        if line.amount is not None and not line.by_year and line.amount >= over:
            facts = {"text": called(number, line.text), "value": line.amount - over}
            changes = (Change(("income", number, "amount"), line.amount - over),)
            yield from offer(case, "lower", changes, facts)


@remedy("F13")
def kind_by_payer(_case: Case, finding: Finding) -> Iterator[Remedy]:
    """The kind that the payer's name tells."""
    yield Remedy("kind", (Change(finding.path, finding.facts["wanted"]),))


@remedy("F17")
def without_prepayment(_case: Case, finding: Finding) -> Iterator[Remedy]:
    """No prepayment."""
    yield Remedy("without", (Change(finding.path, None),))


def _lower(case: Case, highest: Decimal, share: Decimal | None) -> Iterator[Remedy]:
    """The grant made `highest`, the rest of it put on another source or left to be found."""
    grant = amount(case, "grant")
    if grant is None:
        return
    facts = {"difference": grant - highest, "highest": highest}
    lower = (*_grant(case, highest, share), *_prepayment(case, highest))
    for paying, payer in another_source(case.plan, grant - highest):
        yield Remedy("other_money", (*lower, paying), {**facts, "payer": payer})
    yield Remedy("lower_grant", lower, facts)


def _prepayment(case: Case, grant: Decimal) -> tuple[Change, ...]:
    """The prepayment made as small as the grant wants, where it is given in euros."""
    asked = case.plan.funding.prepayment if case.plan.funding else None
    limit, before = case.law["max_prepayment_share"], amount(case, "grant")
    if asked is None or asked.amount is None or not isinstance(limit, Decimal) or before is None:
        return ()
    fits = asked.amount <= share_of(before, limit)
    if not fits or asked.amount <= share_of(grant, limit):
        return ()
    return (Change(("funding", "prepayment", "amount"), share_of(grant, limit)),)


def _grant(case: Case, grant: Decimal, share: Decimal | None) -> tuple[Change, ...]:
    """The grant made `grant`, in the field that the plan uses; a share is kept when it fits."""
    funding = case.plan.funding
    if funding is None or funding.grant_share is None:
        return (Change(GRANT, grant),)
    if funding.grant_amount is None and share is not None:
        return (Change(SHARE, share),)
    return Change(GRANT, grant), Change(SHARE, share)


def _at(plan: Plan, path: Path) -> FundingSource | IncomeLine:
    """The source or the line of income at `path`."""
    sources = (plan.funding.sources if plan.funding else None) or ()
    return (plan.income if path[0] == "income" else sources)[int(path[-1])]
