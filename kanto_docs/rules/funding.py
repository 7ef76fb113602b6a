"""Rules on money: the grant, the other sources, the prepayment and income."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Final

from kanto_docs.finding import Fault, Faults
from kanto_docs.lemmas import mention
from kanto_docs.money import CENT, HUNDRED, WIDE, share_of
from kanto_docs.patterns import lazy
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Applicant
from kanto_docs.plan.content import Action
from kanto_docs.plan.resources import Funding, FundingSource, Prepayment
from kanto_docs.prose.names import same_name
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
            _where(funding),
            {**facts, "share": (grant * HUNDRED / net).quantize(CENT, ROUND_DOWN, WIDE)},
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
        own = source.kind in (None, "own") or same_name(source.payer, applicant)
        if not own and source.agreement in (None, "none"):
            yield Fault((*path, "agreement"), {"payer": _payer(path, source)})


@rule("F05", gap="budget.gap", net="budget.net_total", total="budget.funding_total")
def funding_does_not_balance(
    funding: Funding, gap: Decimal, net: Decimal, total: Decimal
) -> Faults:
    """Rahoitus ei ole yhtä suuri kuin kustannukset tulojen jälkeen."""
    if gap:
        facts = {"amount": abs(gap), "direction": "over" if gap.is_signed() else "short"}
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
        over = {"amount": asked.amount, "difference": asked.amount - highest}
        yield Fault((*path, "amount"), {**facts, **over})
    elif asked.share is not None and asked.share > limit:
        amount = share_of(grant, asked.share)
        yield Fault((*path, "share"), {**facts, "amount": amount, "difference": amount - highest})


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


@rule("F13")
def source_kind_disagrees(funding: Funding, plan: Plan) -> Faults:
    """Rahoituksen laji on toinen kuin maksajan nimi kertoo."""
    applicant = plan.applicant or Applicant()
    for path, source in _sources(funding):
        wanted = _kind_by_name(source, applicant) if source.kind else None
        if wanted is not None and source.kind != wanted:
            facts = {"payer": _payer(path, source), "kind": source.kind, "wanted": wanted}
            yield Fault((*path, "kind"), {**facts, "problem": wanted}, ((*path, "payer"),))


@rule("F14")
def stea_grant_as_share(funding: Funding) -> Faults:
    """Rahoitusosuus on STEA-avustusta, eikä siitä ole allekirjoitettua sopimusta."""
    for path, source in _sources(funding):
        if source.agreement != "signed" and mention(source.payer, "stea", _LISTS):
            yield Fault((*path, "payer"), {"payer": _payer(path, source)})


@rule("F15")
def income_not_estimated(actions: tuple[Action, ...], source: Source) -> Faults:
    """Toimenpiteissä puhutaan tuloista, mutta suunnitelman mukaan tuloja ei tule."""
    if not any(said == [] for _, said in expand(source.data, "/income")):
        return
    for number, action in enumerate(actions):
        if said := _earning(action.description):
            facts = {"action": called(number, action.title, action.id), "words": said}
            yield Fault(("income",), facts, (("actions", number, "description"),))
            return


@rule("F16")
def agreement_not_attached(funding: Funding, plan: Plan) -> Faults:
    """Rahoituksesta on sovittu, mutta sopimus ei ole liitteenä."""
    attached = [one.for_ for one in plan.attachments if one.kind == "funding_agreement"]
    for path, source in _sources(funding):
        named = (source.id, source.payer, None)
        there = any(not ids or set(ids) & set(named) for ids in attached)
        if source.agreement == "signed" and source.kind != "own" and not there:
            facts = {"payer": _payer(path, source)}
            yield Fault(("attachments",), facts, ((*path, "agreement"),))


@rule("F17", organisation_type="applicant.organisation_type")
def prepayment_to_public_body(organisation_type: str, funding: Funding) -> Faults:
    """Julkisoikeudellinen yhteisö hakee ennakkoa (757/2021 29 § 2 mom)."""
    asked = funding.prepayment or Prepayment()
    if organisation_type in _PUBLIC_BODIES and (asked.amount or asked.share):
        facts = {"type": organisation_type}
        see = (("applicant", "organisation_type"),)
        yield Fault(("funding", "prepayment"), facts, see)


_SHARE: tuple[Path, ...] = (("funding", "grant_share"),)
_LISTS: Final = "plans"
_PUBLIC_BODIES: Final = ("municipality", "joint_authority", "wellbeing_county", "other_public")
_MUNICIPAL: Final = ("municipality", "joint_authority")
_SENTENCE_ENDS: Final = lazy(r"[.!?;\n]")


def _where(funding: Funding) -> Path:
    """The field that the grant comes from: the amount, else the share."""
    return ("funding", "grant_share" if funding.grant_amount is None else "grant_amount")


def _sources(funding: Funding) -> Iterator[tuple[Path, FundingSource]]:
    for number, source in enumerate(funding.sources or ()):
        yield ("funding", "sources", number), source


def _payer(path: Path, source: FundingSource) -> str:
    return called(int(path[-1]), source.payer, source.id)


def _kind_by_name(source: FundingSource, applicant: Applicant) -> str | None:
    """The kind that the payer's name tells for certain, else None."""
    if same_name(source.payer, applicant.name):
        return "own"
    own = source.kind == "own"
    if mention(source.payer, "municipality", _LISTS):
        return None if own and applicant.organisation_type in _MUNICIPAL else "municipal"
    if source.kind == "private" and mention(source.payer, "joint_authority", _LISTS):
        return "municipal"
    if source.kind == "municipal" and mention(source.payer, "association", _LISTS):
        return "private"
    return None


def _earning(text: str | None) -> str | None:
    """The word for income in the text, or for a fee where its sentence says that it is charged."""
    for sentence in _SENTENCE_ENDS.split(text or ""):
        if said := mention(sentence, "income", _LISTS):
            return said
        fee = mention(sentence, "fee", _LISTS)
        if fee and mention(sentence, "charging", _LISTS):
            return fee
    return None


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
