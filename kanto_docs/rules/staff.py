"""Rules on pay: shares of working time, hours, the pay model, and what is no part of pay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Final

from kanto_docs.budget.months import as_decimal, months_between, months_by_year
from kanto_docs.finding import Fault, Faults
from kanto_docs.lemmas import mention
from kanto_docs.money import CENT, HUNDRED, cents
from kanto_docs.plan import Plan
from kanto_docs.plan.resources import Cost, Person
from kanto_docs.rules.costs import lines_about
from kanto_docs.rules.naming import called
from kanto_docs.rules.registry import rule

_WHOLE_YEAR_PAY: Final = ("annual_gross", "hours")
"""What belongs to the hourly rate only."""


@rule("S01", lowest="law.lowest_share", year="law.short_term_months")
def share_too_small(
    staff: tuple[Person, ...], lowest: Decimal, year: Decimal, plan: Plan
) -> Faults:
    """Työaikaosuus on pienempi kuin asetus sallii (866/2021 5 § 3 mom)."""
    for number, person, share in _shares(staff, plan, year):
        if share < lowest:
            facts = {"role": _role(number, person), "share": _shown(share), "lowest": lowest}
            yield Fault(("staff", number, "share"), facts)


@rule("S02", lowest="law.lowest_share", usual="law.min_share", year="law.short_term_months")
def share_needs_reason(
    staff: tuple[Person, ...], lowest: Decimal, usual: Decimal, year: Decimal, plan: Plan
) -> Faults:
    """Työaikaosuus on sallittu vain perustellusta syystä (866/2021 5 § 3 mom)."""
    for number, person, share in _shares(staff, plan, year):
        if lowest <= share < usual:
            facts = {"role": _role(number, person), "share": _shown(share), "usual": usual}
            yield Fault(("staff", number, "share"), facts, (("staff", number, "share_reason"),))


@rule("S03")
def full_time_without_full_share(staff: tuple[Person, ...]) -> Faults:
    """Kokoaikaisen työaikaosuus ei ole 100 prosenttia."""
    for number, person in enumerate(staff):
        share = person.share
        if person.employment == "full_time" and share is not None and share != HUNDRED:
            facts = {"role": _role(number, person), "share": share}
            yield Fault(("staff", number, "share"), facts, (("staff", number, "employment"),))


@rule("S11")
def share_over_full_time(staff: tuple[Person, ...]) -> Faults:
    """Työaikaosuus on suurempi kuin koko työaika."""
    for number, person in enumerate(staff):
        share = person.share
        if person.employment != "full_time" and share is not None and share > HUNDRED:
            facts = {"role": _role(number, person), "share": share}
            yield Fault(("staff", number, "share"), facts)


@rule("S04", full_year="law.annual_hours")
def hours_over_limit(staff: tuple[Person, ...], pay_model: str, full_year: Decimal) -> Faults:
    """Vuoden työtunnit ylittävät työaikaosuuden tunnit (866/2021 6 § 4–5 mom)."""
    for number, person, year, hours, limit in _hours(staff, pay_model, full_year):
        if hours > limit:
            facts = {"role": _role(number, person), "year": year, "hours": hours, "limit": limit}
            path = ("staff", number, "hours", str(year))
            yield Fault(path, {**facts, "share": person.share}, (("staff", number, "share"),))


@rule("S05", full_year="law.annual_hours", months_a_year="law.short_term_months")
def hours_high_for_part_year(
    staff: tuple[Person, ...],
    pay_model: str,
    full_year: Decimal,
    months_a_year: Decimal,
    plan: Plan,
) -> Faults:
    """Tunteja on paljon siihen nähden, montako kuukautta vuodesta henkilö on töissä."""
    for number, person, year, hours, limit in _hours(staff, pay_model, full_year):
        months = _months_in(year, person, plan)
        if months is None or hours > limit:
            continue
        usual = limit * months / months_a_year
        if hours > usual:
            facts = {"role": _role(number, person), "year": year, "hours": hours}
            path = ("staff", number, "hours", str(year))
            more = {"months": months, "usual": cents(usual)}
            yield Fault(path, {**facts, **more}, (("staff", number, "start"),))


@rule("S06")
def two_pay_models(staff: tuple[Person, ...], pay_model: str) -> Faults:
    """Henkilöllä on toisen palkkakustannusmallin tietoja kuin hankkeella."""
    for number, person in enumerate(staff):
        facts = {"role": _role(number, person), "pay_model": pay_model}
        if pay_model == "side_cost_percent":
            alien = [name for name in _WHOLE_YEAR_PAY if getattr(person, name) is not None]
        else:
            own = any(getattr(person, name) is not None for name in _WHOLE_YEAR_PAY)
            hourly = pay_model == "unit_cost" and person.monthly_pay is not None and not own
            alien = ["monthly_pay"] if hourly else []
        for name in alien[:1]:
            yield Fault(("staff", number, name), facts, (("pay_model",),))


@rule("S12")
def pay_model_of_another_programme(pay_model: str) -> Faults:
    """Palkkakustannusmalli kuuluu toiseen ohjelmakauteen (866/2021 5 § 4 mom)."""
    if pay_model == "real":
        yield Fault(("pay_model",), {"pay_model": pay_model})


@rule("S07")
def ineligible_pay_item(costs: tuple[Cost, ...]) -> Faults:
    """Tulospalkkio, bonus tai luontoisetu kuluna (866/2021 5 § 2 mom)."""
    yield from lines_about(costs, "pay_extras")


@rule("S08")
def pay_basis_mentions_extras(staff: tuple[Person, ...]) -> Faults:
    """Palkan perusteessa tai tehtävissä puhutaan tulospalkkiosta, bonuksesta tai luontoisedusta."""
    for number, person in enumerate(staff):
        for name in ("pay_basis", "duties"):
            if word := mention(getattr(person, name), "pay_extras"):
                facts = {"role": _role(number, person), "word": word}
                yield Fault(("staff", number, name), facts)


@rule("S09")
def side_costs_twice(costs: tuple[Cost, ...], pay_model: str) -> Faults:
    """Sivukulut tai lomaraha omana kulunaan prosentin lisäksi (866/2021 7 § 1 mom)."""
    if pay_model != "real":
        yield from lines_about(costs, "side_costs")


@rule("S10", known="law.side_cost_percent")
def side_cost_percent_differs(plan: Plan, known: Decimal) -> Faults:
    """Suunnitelman vakiosivukuluprosentti on eri kuin tiedossa oleva."""
    given = plan.side_cost_percent
    if given is not None and given != known and plan.pay_model != "real":
        yield Fault(("side_cost_percent",), {"given": given, "known": known})


def _role(number: int, person: Person) -> str:
    return called(number, person.role, person.id)


def _shown(share: Decimal) -> Decimal:
    """Two decimals, down: what is under a limit never reads as the limit."""
    return share.quantize(CENT, rounding=ROUND_DOWN)


def _shares(
    staff: tuple[Person, ...], plan: Plan, months_a_year: Decimal
) -> Iterator[tuple[int, Person, Decimal]]:
    """The share of a whole year's working time of those who are not full-time, where known.

    Where the employment is not said, the share itself is the most that it can be.
    """
    for number, person in enumerate(staff):
        share = person.share
        if share is not None and person.employment == "short_term":
            months = _months(person, plan)
            share = None if months is None else share * min(months / months_a_year, Decimal(1))
        elif person.employment == "full_time":
            share = None
        if share is not None:
            yield number, person, share


def _hours(
    staff: tuple[Person, ...], pay_model: str, full_year: Decimal
) -> Iterator[tuple[int, Person, int, Decimal, Decimal]]:
    """The hours of each person in each year, and the most that the share allows in a year."""
    for number, person in enumerate(staff if pay_model == "unit_cost" else ()):
        if person.share is not None:
            for year, hours in sorted((person.hours or {}).items()):
                yield number, person, year, hours, full_year * person.share / HUNDRED


def _months(person: Person, plan: Plan) -> Decimal | None:
    """The months of work as the plan says, else counted from its dates."""
    if person.months is not None:
        return person.months
    start, end = _period(person, plan)
    return as_decimal(months_between(start, end)) if start and end else None


def _months_in(year: int, person: Person, plan: Plan) -> Decimal | None:
    """The months of work in one calendar year, where the dates are known."""
    start, end = _period(person, plan)
    if start is None or end is None:
        return None
    inside = as_decimal(months_by_year(start, end, (year,))[0])
    return inside if person.months is None else min(inside, person.months)


def _period(person: Person, plan: Plan) -> tuple[date | None, date | None]:
    schedule = plan.schedule
    own_start, own_end = (schedule.start, schedule.end) if schedule else (None, None)
    return person.start or own_start, person.end or own_end
