"""Letters of intent (aiesopimukset): one for each co-funder who has not signed anything yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from kanto_docs.budget import name_of
from kanto_docs.cards import basis_in
from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Gap, Names, Rows, Said
from kanto_docs.documents.view.sharing import names_shown
from kanto_docs.finding import Basis
from kanto_docs.plan import Plan
from kanto_docs.plan.resources import FundingSource
from kanto_docs.prose.names import same_name
from kanto_docs.words import Words
from kanto_docs.words.saying import law_in_short

OWN: Final = "own"
SIGNED: Final = "signed"
MONEY_ONLY: Final = "F03"
"""The rule that a share is money."""
AGREED: Final = "F04"
"""The rule that a share is agreed on in writing."""


def lacking(checked: Checked) -> str | None:
    """The key of the words that say why there is no letter to write; None when there is one."""
    others = tuple(_others(checked.plan))
    if not others:
        return "doc.letter-of-intent.lacking.no_funders"
    if all(source.agreement == SIGNED for _, source in others):
        return "doc.letter-of-intent.lacking.all_signed"
    return None


def letters(checked: Checked, words: Words) -> Rows:
    """Every such co-funder as in `funding.sources`, with the share of each year.

    `years` are the amounts by calendar year, `shared` whether they follow the costs because
    the plan does not divide them,
    `business_id` what the plan knows of the funder, `money_law` why the share must be money,
    `agreement_law` why it is agreed on in writing.
    """
    plan = checked.plan
    names = names_shown(checked, words)
    sources = cast("Rows", cast("Names", names["funding"])["sources"])
    rows = []
    for place, source in _others(plan):
        if source.agreement == SIGNED:
            continue
        known = dict(cast("Names", sources.rows[place]).known)
        known["years"] = _years(place, source, checked, words)
        known["shared"] = bool(known["years"]) and not source.by_year
        known["business_id"] = _business_id(source, plan, cast("Rows", names["partners"]))
        known["money_law"] = law_in_short(_basis(MONEY_ONLY, checked), words)
        known["agreement_law"] = law_in_short(_basis(AGREED, checked), words)
        rows.append(Names("letters", known))
    return Rows(tuple(rows), sources.gap)


def _others(plan: Plan) -> Iterator[tuple[int, FundingSource]]:
    """The sources that somebody else than the applicant pays, with their places.

    Of a source without payer and kind nobody knows whose it is: it is asked for elsewhere.
    """
    applicant = plan.applicant.name if plan.applicant else None
    sources = plan.funding.sources if plan.funding is not None else None
    for place, source in enumerate(sources or ()):
        told = source.kind is not None or source.payer is not None
        if told and source.kind != OWN and not same_name(source.payer, applicant):
            yield place, source


def _years(place: int, source: FundingSource, checked: Checked, words: Words) -> Rows:
    """The budget's amount of each year that has one; no rows while a year is not known."""
    budget = checked.budget
    key = budget.sources[place]
    path = ("funding", "sources", place, "amount")
    rows = []
    for year in budget.years:
        amount = budget.get(name_of("source", key, year))
        if amount is None:
            return Rows((), "")
        if not amount:
            continue
        here = (*path[:-1], "by_year", str(year)) if source.by_year else path
        euros = Said(words.euro(amount), here)
        rows.append(Names("letters.years", {"year": str(year), "amount": euros}))
    return Rows(tuple(rows), "")


def _business_id(source: FundingSource, plan: Plan, partners: Rows) -> str | Gap:
    """Y-tunnus of the funder when it takes part in the project too."""
    for partner, row in zip(plan.partners, partners, strict=True):
        if same_name(partner.name, source.payer):
            return cast("str | Gap", cast("Names", row)["business_id"])
    return ""


def _basis(code: str, checked: Checked) -> tuple[Basis, ...]:
    programme = checked.law.programme
    return basis_in(programme, code) if programme.applies(code, checked.law.on) else ()
