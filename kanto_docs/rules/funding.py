"""Rules on money: the grant, the other sources, the prepayment, income and state aid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_DOWN, Decimal

from kanto_docs.finding import Fault, Faults
from kanto_docs.money import CENT, HUNDRED, share_of
from kanto_docs.plan import Plan
from kanto_docs.plan.resources import Funding, FundingSource, StateAid
from kanto_docs.rules.naming import called
from kanto_docs.rules.pointers import expand
from kanto_docs.rules.registry import rule
from kanto_docs.source import Path, Source


@rule("F01", grant="budget.grant", net="budget.net_total", limit="law.max_grant_share")
def grant_above_limit(funding: Funding, grant: Decimal, net: Decimal, limit: Decimal) -> Faults:
    """Tuki on suurempi kuin enimmäisosuus (867/2021 4 § 1 mom)."""
    highest = share_of(net, limit)
    if highest < grant < net:
        facts = {"grant": grant, "limit": limit, "highest": highest, "over": grant - highest}
        yield Fault(
            _where(funding), {**facts, "share": (grant * HUNDRED / net).quantize(CENT, ROUND_DOWN)}
        )


@rule("F02", grant="budget.grant", net="budget.net_total")
def grant_covers_everything(funding: Funding, grant: Decimal, net: Decimal) -> Faults:
    """Tuki kattaa kaikki kustannukset (757/2021 17 § 1 mom)."""
    if grant >= net > 0:
        yield Fault(_where(funding), {"grant": grant, "net": net})


@rule("F03")
def in_kind_funding(funding: Funding) -> Faults:
    """Rahoitusosuus on työtä tai tavaraa eikä rahaa (757/2021 18 § 2 mom)."""
    for path, source in _sources(funding):
        if source.in_kind:
            yield Fault((*path, "in_kind"), {"payer": _payer(path, source)})


@rule("F04")
def agreement_missing(funding: Funding, plan: Plan) -> Faults:
    """Ulkopuolisesta rahoituksesta ei ole sopimusta."""
    applicant = plan.applicant.name if plan.applicant else None
    for path, source in _sources(funding):
        own = source.kind in (None, "own") or (source.payer and source.payer == applicant)
        if not own and source.agreement in (None, "none"):
            yield Fault((*path, "agreement"), {"payer": _payer(path, source)})


@rule("F05", gap="budget.gap", net="budget.net_total", total="budget.funding_total")
def funding_does_not_balance(
    funding: Funding, gap: Decimal, net: Decimal, total: Decimal
) -> Faults:
    """Rahoitus ei ole yhtä suuri kuin kustannukset tulojen jälkeen."""
    if gap:
        facts = {"amount": abs(gap), "direction": "short" if gap > 0 else "over"}
        where = (_where(funding),)
        yield Fault(("funding", "sources"), {**facts, "net": net, "total": total}, where)


@rule("F06", net="budget.net_total")
def grant_larger_than_share(funding: Funding, net: Decimal) -> Faults:
    """Haettu tuki on suurempi kuin tukiprosentti antaa."""
    for amount, counted, facts in _both(funding, net):
        if amount > counted:
            path = ("funding", "grant_amount")
            yield Fault(path, {**facts, "difference": amount - counted}, _SHARE)


@rule("F07", net="budget.net_total")
def grant_smaller_than_share(funding: Funding, net: Decimal) -> Faults:
    """Haettu tuki on pienempi kuin tukiprosentti antaa."""
    for amount, counted, facts in _both(funding, net):
        if amount < counted:
            path = ("funding", "grant_amount")
            yield Fault(path, {**facts, "difference": counted - amount}, _SHARE)


@rule("F08", grant="budget.grant", limit="law.max_prepayment_share")
def prepayment_too_large(funding: Funding, grant: Decimal, limit: Decimal) -> Faults:
    """Ennakko on suurempi kuin enimmäisosuus tuesta (867/2021 14 § 1 mom)."""
    asked = funding.prepayment
    if asked is None:
        return
    highest = share_of(grant, limit)
    path, facts = ("funding", "prepayment"), {"limit": limit, "highest": highest}
    if asked.amount is not None and asked.amount > highest:
        yield Fault((*path, "amount"), {**facts, "amount": asked.amount})
    elif asked.share is not None and asked.share > limit:
        yield Fault((*path, "share"), {**facts, "amount": share_of(grant, asked.share)})


@rule("F11")
def yearly_funding_disagrees(plan: Plan) -> Faults:
    """Vuosien summat eivät ole yhteensä yhtä suuria kuin koko summa."""
    for path, name, amount, years in _yearly(plan):
        if amount is not None and years and sum(years.values()) != amount:
            facts = {"name": name, "amount": amount, "sum": sum(years.values())}
            yield Fault((*path, "by_year"), facts, ((*path, "amount"),))


@rule("F12", total="budget.total", earned="budget.income")
def income_larger_than_costs(total: Decimal, earned: Decimal) -> Faults:
    """Tulot ovat suuremmat kuin kustannukset."""
    if earned > total:
        yield Fault(("income",), {"income": earned, "total": total, "over": earned - total})


@rule("D01")
def economic_activity(state_aid: StateAid, plan: Plan, source: Source) -> Faults:
    """Taloudellisessa toiminnassa tarvitaan tieto de minimis -tuesta (757/2021 19 § 2 mom)."""
    grounds = ("economic_activity", "supports_businesses")
    ground = next((name for name in grounds if getattr(state_aid, name)), None)
    attached = any(attachment.kind == "de_minimis" for attachment in plan.attachments)
    listed = any(said is not None for _, said in expand(source.data, "/state_aid/de_minimis"))
    if ground and not attached and not listed:
        yield Fault(("state_aid", "de_minimis"), {"ground": ground}, (("state_aid", ground),))


_SHARE: tuple[Path, ...] = (("funding", "grant_share"),)


def _where(funding: Funding) -> Path:
    """The field that the grant comes from: the amount, else the share."""
    return ("funding", "grant_share" if funding.grant_amount is None else "grant_amount")


def _sources(funding: Funding) -> Iterator[tuple[Path, FundingSource]]:
    for number, source in enumerate(funding.sources or ()):
        yield ("funding", "sources", number), source


def _payer(path: Path, source: FundingSource) -> str:
    return called(int(path[-1]), source.payer, source.id)


def _both(funding: Funding, net: Decimal) -> Iterator[tuple[Decimal, Decimal, dict[str, object]]]:
    """The amount applied for and the one that the share gives, where both are given."""
    amount, share = funding.grant_amount, funding.grant_share
    if amount is not None and share is not None:
        counted = share_of(net, share)
        yield amount, counted, {"amount": amount, "share": share, "counted": counted}


def _yearly(
    plan: Plan,
) -> Iterator[tuple[Path, str, Decimal | None, Mapping[int, Decimal] | None]]:
    """Sources and income with their amounts, whole and by year."""
    if plan.funding is not None:
        for path, source in _sources(plan.funding):
            yield path, _payer(path, source), source.amount, source.by_year
    for number, line in enumerate(plan.income):
        yield ("income", number), called(number, line.text), line.amount, line.by_year
