"""Pay: every person's pay, the side costs and the staff costs (palkkakustannukset)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kanto_docs.budget.ledger import Ledger
from kanto_docs.budget.models import PAY_MODELS, REAL_PAY, UNIT_COST
from kanto_docs.budget.months import Calendar, as_decimal, divided, months_between, months_by_year
from kanto_docs.formula import Cents, Formula, Kind, Number, Ref, Sum
from kanto_docs.plan import Plan
from kanto_docs.plan.resources import Person
from kanto_docs.source.place import Path

ONE = Number(Decimal(1))


def write_staff(ledger: Ledger, plan: Plan, keys: Sequence[str], calendar: Calendar) -> None:
    """Every person's pay by the plan's pay model, then staff_pay, side_costs and staff_costs."""
    if plan.staff is None or (plan.staff and plan.pay_model not in PAY_MODELS):
        missing: Path = ("staff",) if plan.staff is None else ("pay_model",)
        for key in keys:
            ledger.hole("pay", missing, item=key)
        ledger.hole("staff_pay", missing)
        ledger.hole("side_costs", missing)
        ledger.hole("staff_costs", missing)
        return
    pay: list[Ref] = []
    percent: Ref | None = None
    if plan.staff:
        percent = _side_cost_percent(ledger, plan)
        for place, (key, person) in enumerate(zip(keys, plan.staff, strict=True)):
            path: Path = ("staff", place)
            if plan.pay_model == UNIT_COST:
                pay.append(_by_hours(ledger, key, person, path, percent, calendar))
            else:
                pay.append(_by_months(ledger, key, person, path, calendar))
    whole = ledger.computed("staff_pay", ledger.total("staff_pay", pay))
    side_costs: Formula = Sum(())
    if percent is not None and plan.pay_model != UNIT_COST:
        side_costs = Cents(whole * percent)
    beside = ledger.computed("side_costs", side_costs)
    ledger.computed("staff_costs", whole + beside, path=("staff",))


def _side_cost_percent(ledger: Ledger, plan: Plan) -> Ref:
    """The plan's own percentage, else the law's; actual side costs are always the plan's own."""
    if plan.side_cost_percent is None and plan.pay_model != REAL_PAY:
        return ledger.law("side_cost_percent", "percent")
    path: Path = ("side_cost_percent",)
    return ledger.given("side_cost_percent", plan.side_cost_percent, path, "percent")


def _by_months(ledger: Ledger, key: str, person: Person, path: Path, calendar: Calendar) -> Ref:
    """Vakiosivukulumalli: monthly pay × months × share, to cents."""
    monthly = ledger.given("monthly_pay", person.monthly_pay, (*path, "monthly_pay"), item=key)
    months = _months(ledger, key, person, path, calendar)
    share = ledger.given("share", person.share, (*path, "share"), "percent", item=key)
    return ledger.computed("pay", Cents(monthly * months * share), path=path, item=key)


def _months(ledger: Ledger, key: str, person: Person, path: Path, calendar: Calendar) -> Ref:
    """Months of work as the plan says, else counted from dates; then their part of each year."""
    months = person.months
    kind: Kind = "plan" if months is not None else "counted"
    where: Path = (*path, "months")
    start, end = person.start or calendar.start, person.end or calendar.end
    if months is None:
        if start is None:
            where = ("schedule", "start")
        elif end is None:
            where = ("schedule", "end")
        elif end < start:
            where = (*path, "end") if person.end else (*path, "start")
        else:
            months = as_decimal(months_between(start, end))
    whole = ledger.given("months", months, where, "number", item=key, kind=kind)
    readable = ledger.values[whole.name]
    parts: Sequence[Decimal | None] = [None] * len(calendar.years)
    if readable is not None and start and end and calendar.years:
        inside = months_by_year(start, end, calendar.years)
        parts = divided(readable, inside if any(inside) else calendar.months)
    for year, part in zip(calendar.years, parts, strict=True):
        ledger.given("months", part, where, "number", item=key, year=year, kind="counted")
    return whole


def _by_hours(
    ledger: Ledger, key: str, person: Person, path: Path, percent: Ref, calendar: Calendar
) -> Ref:
    """Yksikkökustannus: the hourly rate, to cents, × hours of all years, to cents."""
    gross = ledger.given("annual_gross", person.annual_gross, (*path, "annual_gross"), item=key)
    hours_a_year = ledger.law("annual_hours", "hours")
    rate = ledger.computed(
        "rate", Cents(gross * (ONE + percent) / hours_a_year), path=path, item=key
    )
    hours = _hours(ledger, key, person, (*path, "hours"), calendar)
    return ledger.computed("pay", Cents(rate * hours), path=path, item=key)


def _hours(ledger: Ledger, key: str, person: Person, path: Path, calendar: Calendar) -> Ref:
    """Hours of work in each year and together; a year that the plan leaves out has none."""
    years = sorted({*(person.hours or ()), *calendar.years})
    if not years:
        return ledger.given("hours", None, path, "hours", item=key)
    terms = []
    for year in years:
        hours = person.hours.get(year, Decimal(0)) if person.hours else None
        where: Path = (*path, year) if person.hours else path
        terms.append(ledger.given("hours", hours, where, "hours", item=key, year=year))
    return ledger.computed("hours", Sum(tuple(terms)), unit="hours", path=path, item=key)
