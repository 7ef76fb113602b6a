"""What is missing stays missing, is named at its root, and is never dropped."""

from __future__ import annotations

import datetime as dt

import pytest

from kanto_docs.budget import compute
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Schedule
from kanto_docs.plan.resources import (
    Cost,
    Funding,
    FundingSource,
    IncomeLine,
    LumpSum,
    LumpSumOutput,
    Person,
    Prepayment,
)
from tests.budgets import LAW, TWO_YEARS, D, values


def test_what_is_missing_is_named_at_the_root() -> None:
    plan = Plan(
        cost_model="flat_rate_40",
        pay_model="side_cost_percent",
        staff=(Person(share=D(50), months=D(3)), Person(monthly_pay=D(2000), months=D(3))),
    )
    budget = compute(plan, {**LAW, "side_cost_percent": None})
    assert budget["pay_S1"] is None
    assert budget["total"] is None
    assert budget.missing("total") == (
        "law.side_cost_percent",
        "staff.0.monthly_pay",
        "staff.1.share",
    )
    assert budget.missing("grant") == ("funding",)
    assert budget.missing("travel") == ()
    assert "staff.1.share" in budget.missing("gap")
    assert budget.years == ()


@pytest.mark.parametrize(
    ("plan", "name", "missing"),
    [
        (Plan(), "staff_costs", ("staff",)),
        (Plan(), "total", ("cost_model",)),
        (Plan(cost_model="odd", staff=()), "total", ("cost_model",)),
        (Plan(cost_model="lump_sum", staff=()), "outputs_total", ("lump_sum.outputs",)),
        (
            Plan(cost_model="lump_sum", staff=(), lump_sum=LumpSum(outputs=(LumpSumOutput(),))),
            "outputs_gap",
            ("lump_sum.outputs.0.amount",),
        ),
        (
            Plan(cost_model="flat_rate_7", costs=(Cost(category="travel", travel_days=D(2)),)),
            "travel",
            ("costs.0.travel_zone",),
        ),
        (
            Plan(cost_model="flat_rate_40", costs=(Cost(category="travel", travel_days=D(2)),)),
            "travel",
            ("costs.0.amount",),
        ),
        (Plan(staff=(Person(),)), "staff_costs", ("pay_model",)),
        (Plan(staff=(Person(),)), "pay_S1", ("pay_model",)),
        (Plan(costs=(Cost(category="travel"),)), "travel", ("costs.0.amount",)),
        (Plan(costs=(Cost(amount=D(1)),)), "travel", ("costs.0.category",)),
        (Plan(costs=(Cost(category="audit", quantity=D(2)),)), "audit", ("costs.0.unit_price",)),
        (Plan(income=(IncomeLine(),)), "income", ("income.0.amount",)),
        (Plan(funding=Funding()), "grant", ("funding.grant_share",)),
        (Plan(funding=Funding()), "own", ("funding.sources",)),
        (Plan(funding=Funding()), "prepayment", ("funding.prepayment",)),
        (
            Plan(funding=Funding(sources=(FundingSource(kind="own"),))),
            "own",
            ("funding.sources.0.amount",),
        ),
        (
            Plan(funding=Funding(sources=(FundingSource(amount=D(5)),))),
            "private",
            ("funding.sources.0.kind",),
        ),
        (
            Plan(funding=Funding(grant_amount=D(5), prepayment=Prepayment())),
            "prepayment",
            ("funding.prepayment.share",),
        ),
    ],
)
def test_each_hole_leaves_its_sums_open(plan: Plan, name: str, missing: tuple[str, ...]) -> None:
    budget = compute(plan, LAW)
    assert budget[name] is None
    assert budget.missing(name) == missing


@pytest.mark.parametrize(
    ("person", "schedule", "missing"),
    [
        (Person(), None, "schedule.start"),
        (Person(), Schedule(start=dt.date(2027, 1, 1)), "schedule.end"),
        (Person(end=dt.date(2026, 1, 1)), TWO_YEARS, "staff.0.end"),
        (Person(start=dt.date(2030, 1, 1)), TWO_YEARS, "staff.0.start"),
    ],
)
def test_months_that_cannot_be_counted(
    person: Person, schedule: Schedule | None, missing: str
) -> None:
    budget = compute(Plan(pay_model="real", staff=(person,), schedule=schedule), LAW)
    assert budget["months_S1"] is None
    assert budget.missing("months_S1") == (missing,)


@pytest.mark.parametrize(
    ("model", "number"),
    [
        ("flat_rate_17", "flat_rate_17"),
        ("flat_rate_15", "flat_rate_15"),
        ("flat_rate_40", "flat_rate_40"),
        ("flat_rate_7", "flat_rate_7"),
        ("lump_sum", "lump_sum_other_costs"),
        ("standard_lump_sum", "standard_lump_sum"),
    ],
)
def test_a_model_whose_number_the_law_lacks_has_no_total(model: str, number: str) -> None:
    plan = Plan(cost_model=model, staff=(), schedule=TWO_YEARS)
    budget = compute(plan, {})
    assert budget["total"] is budget["total_2027"] is None
    assert budget.missing("total") == (f"law.{number}",)
    assert compute(plan, LAW)["total"] is not None


def test_actual_side_costs_are_never_taken_from_the_law() -> None:
    person = Person(monthly_pay=D(1000), months=D(1), share=D(100))
    budget = compute(Plan(pay_model="real", staff=(person,)), LAW)
    assert budget.missing("staff_costs") == ("side_cost_percent",)
    said = compute(Plan(pay_model="real", side_cost_percent=D(30), staff=(person,)), LAW)
    assert said["staff_costs"] == D("1300.00")


def test_an_amount_beyond_reason_is_unreadable() -> None:
    plan = Plan(costs=(Cost(category="travel", amount=D(10) ** 50),))
    assert compute(plan, LAW).missing("travel") == ("costs.0.amount",)


def test_hours_not_said_leave_the_pay_open_in_every_year() -> None:
    person = Person(annual_gross=D(30000))
    budget = compute(Plan(pay_model="unit_cost", staff=(person,), schedule=TWO_YEARS), LAW)
    assert budget.missing("pay_S1") == ("staff.0.hours",)
    assert budget.missing("pay_S1_2028") == ("staff.0.hours",)
    undated = compute(Plan(pay_model="unit_cost", staff=(person,)), LAW)
    assert undated.missing("pay_S1") == ("staff.0.hours",)


def test_the_sum_of_the_years_stands_for_an_amount_that_is_not_said() -> None:
    source = FundingSource(kind="own", by_year={2027: D(100), 2028: D(50)})
    income = IncomeLine(by_year={2027: D(10), 2028: D(5)})
    plan = Plan(funding=Funding(sources=(source,)), income=(income,), schedule=TWO_YEARS)
    budget = compute(plan, LAW)
    assert values(budget, "own own_2027 own_2028") == "150.00 100.00 50.00"
    assert values(budget, "income income_2027 income_2028") == "15.00 10.00 5.00"


def test_funding_of_nothing_is_divided_by_months() -> None:
    source = FundingSource(kind="own", amount=D("0.05"))
    plan = Plan(
        cost_model="flat_rate_40",
        staff=(),
        schedule=TWO_YEARS,
        funding=Funding(sources=(source,), grant_share=D(80)),
    )
    budget = compute(plan, LAW)
    assert values(budget, "net_total grant_2027 own_2027 own_2028") == "0.00 0.00 0.03 0.02"


def test_months_given_without_dates_are_divided_like_the_period() -> None:
    person = Person(monthly_pay=D(1000), share=D(100), months=D(6))
    budget = compute(Plan(pay_model="real", staff=(person,), schedule=TWO_YEARS), LAW)
    assert values(budget, "pay_S1_2027 pay_S1_2028") == "3000.00 3000.00"
    elsewhere = Person(
        months=D(6), monthly_pay=D(1), start=dt.date(2020, 1, 1), end=dt.date(2020, 6, 30)
    )
    outside = compute(Plan(pay_model="real", staff=(elsewhere,), schedule=TWO_YEARS), LAW)
    assert values(outside, "months_S1_2027 months_S1_2028") == "3.00 3.00"
