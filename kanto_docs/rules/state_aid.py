"""Rules on state aid and de minimis aid (vähämerkityksinen tuki)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from kanto_docs.finding import Fault, Faults
from kanto_docs.law import Law
from kanto_docs.plan import Plan
from kanto_docs.plan.resources import Funding, StateAid
from kanto_docs.rules.pointers import expand
from kanto_docs.rules.registry import rule
from kanto_docs.source import Source

_LIST: Final = "/state_aid/de_minimis"


@rule("D01")
def economic_activity(state_aid: StateAid, plan: Plan, source: Source) -> Faults:
    """Taloudellisessa toiminnassa tarvitaan tieto de minimis -tuesta (757/2021 19 § 2 mom)."""
    listed = any(said is not None for _, said in expand(source.data, _LIST))
    if state_aid.economic_activity and not _attached(plan) and not listed:
        yield Fault(("state_aid", "de_minimis"), {}, (("state_aid", "economic_activity"),))


@rule(
    "D02",
    grant="budget.grant",
    ceiling="law.de_minimis_ceiling",
    years="law.de_minimis_years",
    period="law.de_minimis_period",
)
def de_minimis_over_ceiling(
    state_aid: StateAid,
    funding: Funding,
    grant: Decimal,
    ceiling: Decimal,
    years: Decimal,
    period: tuple[str, ...],
    law: Law,
) -> Faults:
    """Aiemmat de minimis -tuet ja haettava tuki ylittävät yhdessä enimmäismäärän."""
    since = first_day_that_counts(law.on, int(years), by_tax_year="tax_years" in period)
    counted = [
        (number, aid.amount)
        for number, aid in enumerate(state_aid.de_minimis)
        if aid.amount is not None and aid.date is not None and since <= aid.date <= law.on
    ]
    earlier = sum((amount for _, amount in counted), Decimal(0))
    if state_aid.economic_activity and grant + earlier > ceiling:
        facts = {"grant": grant, "earlier": earlier, "sum": grant + earlier, "since": since}
        own = "grant_share" if funding.grant_amount is None else "grant_amount"
        see = [("state_aid", "de_minimis", number, "amount") for number, _ in counted]
        over = {"ceiling": ceiling, "over": grant + earlier - ceiling}
        yield Fault(("state_aid", "de_minimis"), {**facts, **over}, (("funding", own), *see))


@rule("D03")
def businesses_without_statements(state_aid: StateAid, plan: Plan) -> Faults:
    """Tuettavien yritysten selvityksiä ei ole (757/2021 19 § 2 mom 2 k)."""
    if state_aid.supports_businesses and not _attached(plan):
        yield Fault(("attachments",), {}, (("state_aid", "supports_businesses"),))


def _attached(plan: Plan) -> bool:
    return any(attachment.kind == "de_minimis" for attachment in plan.attachments)


def first_day_that_counts(on: date, years: int, *, by_tax_year: bool) -> date:
    """The first day whose aid counts: of that many tax years, or of the years that end on `on`."""
    if on.year <= years:
        return date.min
    if by_tax_year:
        return date(on.year - years + 1, 1, 1)
    try:
        before = on.replace(year=on.year - years)
    except ValueError:  # 29.2. of a year that has none
        return date(on.year - years, 3, 1)
    return before + timedelta(days=1)
