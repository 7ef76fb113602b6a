"""Budgets worked out by hand, and how a budget is read."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest
from hypothesis import given, settings

from kanto_docs.budget import compute
from kanto_docs.money import cents
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Schedule
from kanto_docs.plan.resources import (
    Cost,
    Funding,
    FundingSource,
    IncomeLine,
    Person,
    Prepayment,
)
from tests.budgets import LAW, TWO_YEARS, YEARLY, D, of_flat_rate_7, values
from tests.test_budget_always import PLAN


def test_side_cost_percent_with_flat_rate_40() -> None:
    plan = Plan(
        cost_model="flat_rate_40",
        pay_model="side_cost_percent",
        schedule=TWO_YEARS,
        staff=(
            Person(id="S1", monthly_pay=D("3100.00"), share=D(60)),
            Person(id="S2", monthly_pay=D("2750.50"), share=D(25), months=D(6)),
        ),
        costs=(Cost(id="C1", category="travel", amount=D(900)),),
        income=(IncomeLine(amount=D("500.00")),),
        funding=Funding(
            grant_share=D(80),
            sources=(
                FundingSource(id="F1", kind="own", amount=D(5000)),
                FundingSource(id="F2", kind="municipal", amount=D("10000.00")),
            ),
            prepayment=Prepayment(share=D(30)),
        ),
    )
    budget = compute(plan, LAW)
    # S1: 3 100.00 × 24 × 60 % = 44 640.00          S2: 2 750.50 × 6 × 25 % = 4 125.75
    assert values(budget, "pay_S1 pay_S2") == "44640.00 4125.75"
    # side costs: 48 765.75 × 26.44 % = 12 893.6643 → 12 893.66
    # staff costs: 48 765.75 + 12 893.66 = 61 659.41
    assert values(budget, "staff_pay side_costs staff_costs") == "48765.75 12893.66 61659.41"
    # flat: 61 659.41 × 40 % = 24 663.764 → 24 663.76     total: 86 323.17 (travel is never added)
    assert values(budget, "flat_costs total") == "24663.76 86323.17"
    # travel is still summed, and direct costs hold it: 61 659.41 + 900.00
    assert values(budget, "travel services direct_costs") == "900.00 0.00 62559.41"
    # net: 86 323.17 − 500.00 = 85 823.17           grant: × 80 % = 68 658.536 → 68 658.54
    assert values(budget, "income net_total grant") == "500.00 85823.17 68658.54"
    # funding: 68 658.54 + 5 000 + 10 000 = 83 658.54     gap: 85 823.17 − 83 658.54 = 2 164.63
    assert values(budget, "funding_total gap") == "83658.54 2164.63"
    # prepayment: 68 658.54 × 30 % = 20 597.562 → 20 597.56
    assert values(budget, "prepayment own private private_all") == "20597.56 5000.00 0.00 5000.00"


def test_the_years_of_a_budget() -> None:
    plan = Plan(
        cost_model="flat_rate_40",
        pay_model="side_cost_percent",
        schedule=Schedule(start=dt.date(2027, 3, 15), end=dt.date(2028, 12, 31)),
        staff=(
            Person(id="S1", monthly_pay=D(3000), share=D(50)),
            Person(id="S2", monthly_pay=D(2000), share=D(100), end=dt.date(2027, 12, 31)),
        ),
        income=(IncomeLine(amount=D(100)), IncomeLine(amount=D(50), by_year={2027: D(20)})),
        funding=Funding(
            grant_share=D(80),
            sources=(
                FundingSource(kind="own", amount=D(1000)),
                FundingSource(kind="private", amount=D(600), by_year={2027: D(600)}),
            ),
        ),
    )
    budget = compute(plan, LAW)
    # 15.3.–31.12.2027: 17/31 + 9 = 9.548… → 9.55 months; 2028: 12; together 21.548… → 21.55
    assert values(budget, "months_S1 months_S1_2027 months_S1_2028") == "21.55 9.55 12.00"
    # S1: 3 000 × 21.55 × 50 % = 32 325.00; 2027: × 9.55 = 14 325.00; 2028 the rest 18 000.00
    assert values(budget, "pay_S1 pay_S1_2027 pay_S1_2028") == "32325.00 14325.00 18000.00"
    # S2 works in 2027 only: 2 000 × 9.55 = 19 100.00, nothing in 2028
    assert values(budget, "pay_S2 pay_S2_2027 pay_S2_2028") == "19100.00 19100.00 0.00"
    # side costs: 51 425.00 × 26.44 % = 13 596.77; 2027: 33 425.00 × 26.44 % = 8 837.57
    assert (
        values(budget, "side_costs side_costs_2027 side_costs_2028") == "13596.77 8837.57 4759.20"
    )
    # total: 65 021.77 × 1.4 = 91 030.478 → 65 021.77 + 26 008.71 = 91 030.48
    # 2027: 42 262.57 + 16 905.03 (16 905.028) = 59 167.60; 2028: 22 759.20 + 9 103.68 = 31 862.88
    assert values(budget, "total total_2027 total_2028") == "91030.48 59167.60 31862.88"
    # income: 100 by months 9.55 ÷ 21.55 → 44.32 and 55.68; 50 as 20 and the rest 30
    assert (
        values(budget, "income_1_2027 income_2_2027 income_2027 income_2028")
        == "44.32 20.00 64.32 85.68"
    )
    # own: 1 000 × 59 103.28 ÷ 90 880.48 = 650.3407… → 650.34 and 349.66; private as given
    assert (
        values(budget, "own_2027 own_2028 private_2027 private_2028") == "650.34 349.66 600.00 0.00"
    )
    assert budget.lines["pay_S1_2028"].formula is not None
    assert budget.lines["pay_S1_2028"].formula.excel() == "pay_S1-pay_S1_2027"
    assert budget.by_year(2027)["total"] == D("59167.60")
    assert list(budget.by_year(2027))[:3] == ["pay_S1", "pay_S2", "staff_pay"]
    assert budget.by_year(2029) == {}


def test_unit_cost_with_flat_rate_40() -> None:
    plan = Plan(
        cost_model="flat_rate_40",
        pay_model="unit_cost",
        side_cost_percent=D("26.44"),
        schedule=TWO_YEARS,
        staff=(
            Person(id="S1", annual_gross=D(38000), hours={2027: D(1720), 2028: D("860.5")}),
            Person(id="S2", annual_gross=D("30500.50"), hours={2027: D(400)}),
        ),
        funding=Funding(grant_amount=D(90000), grant_share=D(80), sources=()),
    )
    budget = compute(plan, LAW)
    # S1: 38 000.00 × 1.2644 ÷ 1 720 = 27.93441… → 27.93
    # S2: 30 500.50 × 1.2644 ÷ 1 720 = 22.42140… → 22.42
    assert values(budget, "rate_S1 rate_S2") == "27.93 22.42"
    # S1: 27.93 × 2 580.5 = 72 073.365 → 72 073.37; S2: 22.42 × 400 = 8 968.00
    assert values(budget, "pay_S1 pay_S2") == "72073.37 8968.00"
    # side costs are inside the rate: staff 81 041.37; flat × 40 % = 32 416.548 → 32 416.55
    assert values(budget, "side_costs staff_costs") == "0.00 81041.37"
    assert values(budget, "flat_costs total") == "32416.55 113457.92"
    # the amount applied for wins over the share
    assert values(budget, "grant own gap") == "90000.00 0.00 23457.92"
    # 2027: 27.93 × 1 720 = 48 039.60; 2028 the rest; S2 has no hours in 2028
    assert values(budget, "pay_S1_2027 pay_S1_2028 pay_S2_2028") == "48039.60 24033.77 0.00"
    assert budget.lines["rate_S1"].formula is not None
    excel = budget.lines["rate_S1"].formula.excel()
    assert excel == "ROUND(annual_gross_S1*(1+side_cost_percent)/annual_hours,2)"
    assert budget.names()[:4] == ("pay_S1", "pay_S2", "rate_S1", "rate_S2")


def test_a_real_budget_agrees_to_the_euro() -> None:
    """J11721 as published: pay 221 354, flat rate 88 542, total 309 896, grant 247 916."""
    plan = Plan(
        cost_model="flat_rate_40",
        pay_model="side_cost_percent",
        side_cost_percent=D(0),
        staff=(Person(monthly_pay=D(221354), months=D(1), share=D(100)),),
        funding=Funding(grant_share=D(80), sources=()),
    )
    budget = compute(plan, LAW)
    assert values(budget, "staff_costs flat_costs") == "221354.00 88541.60"
    assert values(budget, "total grant") == "309895.60 247916.48"


def test_flat_rate_7() -> None:
    plan = of_flat_rate_7(
        Cost(category="services", quantity=D(12), unit_price=D("450.25"), year=2027),
        Cost(category="services", amount=D("99.99")),
        Cost(category="travel", amount=D(300), year=2028),
        Cost(category="indirect", amount=D(1000), year=2031),
    )
    budget = compute(plan, LAW)
    # staff: 20 000 + 5 288.00 = 25 288.00; services: 12 × 450.25 = 5 403.00 + 99.99 = 5 502.99
    # direct: 25 288.00 + 5 502.99 + 300.00 = 31 090.99 (indirect costs are in the flat rate)
    assert values(budget, "services indirect direct_costs") == "5502.99 1000.00 31090.99"
    # flat: 31 090.99 × 7 % = 2 176.3693 → 2 176.37; total 33 267.36
    assert values(budget, "flat_costs total grant") == "2176.37 33267.36 33267.36"
    # services 2027: 5 403.00 + half of 99.99 (49.995 → 50.00); 2028: 49.99
    assert values(budget, "services_2027 services_2028") == "5453.00 49.99"
    # a cost outside the period falls to the last year, so that nothing is lost
    assert values(budget, "travel_2027 travel_2028") == "0.00 300.00"
    assert values(budget, "indirect_2027 indirect_2028") == "0.00 1000.00"


def test_a_lump_sum_is_direct_costs_and_their_share() -> None:
    plan = Plan(
        cost_model="lump_sum",
        pay_model="unit_cost",
        side_cost_percent=D("26.44"),
        schedule=TWO_YEARS,
        staff=(Person(id="S1", annual_gross=D(38000), hours={2027: D(1000), 2028: D(720)}),),
        costs=(
            Cost(category="services", amount=D("4000.00"), year=2027),
            Cost(category="travel", quantity=D(3), unit_price=D(176), year=2028),
            Cost(category="indirect", amount=D(900)),
        ),
        funding=Funding(grant_share=D(80), sources=()),
    )
    budget = compute(plan, LAW)
    # pay: 27.93 × 1 720 = 48 039.60; direct: + 4 000.00 + 528.00 = 52 567.60 (no indirect costs)
    assert values(budget, "staff_costs direct_costs") == "48039.60 52567.60"
    # other costs: × 7 % = 3 679.732 → 3 679.73; total 56 247.33; grant × 80 % = 44 997.864
    assert values(budget, "flat_costs total grant") == "3679.73 56247.33 44997.86"
    # 2027: 27 930.00 + 4 000.00 = 31 930.00; × 7 % = 2 235.10; 2028 the rest
    assert values(budget, "flat_costs_2027 flat_costs_2028") == "2235.10 1444.63"
    assert values(budget, "total_2027 total_2028") == "34165.10 22082.23"
    assert budget.lines["flat_costs"].formula is not None
    excel = budget.lines["flat_costs"].formula.excel()
    assert excel == "ROUND(direct_costs*lump_sum_other_costs,2)"


@settings(max_examples=100, deadline=None)
@given(PLAN)
def test_other_costs_of_a_lump_sum_are_always_their_share_of_direct_costs(plan: Plan) -> None:
    budget = compute(plan.with_(cost_model="lump_sum"), LAW)
    direct = budget["direct_costs"]
    assert budget["flat_costs"] == (None if direct is None else cents(direct * D("0.07")))


def test_standard_lump_sum_is_the_confirmed_amount() -> None:
    plan = Plan(cost_model="standard_lump_sum", schedule=TWO_YEARS, staff=(), costs=(Cost(),))
    budget = compute(plan, LAW)
    assert values(budget, "total total_2027 total_2028") == "50000 25000.00 25000.00"
    assert budget["staff_costs"] == 0


def test_explain_goes_from_the_line_down() -> None:
    plan = Plan(
        cost_model="flat_rate_40",
        pay_model="side_cost_percent",
        staff=(Person(id="S1", monthly_pay=D(1000), months=D(1), share=D(100)),),
    )
    chain = compute(plan, LAW).explain("total")
    assert [(name, formula.excel()) for name, formula in chain] == [
        ("total", "staff_costs+flat_costs"),
        ("staff_costs", "staff_pay+side_costs"),
        ("flat_costs", "ROUND(staff_costs*flat_rate_40,2)"),
        ("staff_pay", "pay_S1"),
        ("side_costs", "ROUND(staff_pay*side_cost_percent,2)"),
        ("pay_S1", "ROUND(monthly_pay_S1*months_S1*share_S1,2)"),
    ]


def test_inputs_are_named_lines_with_their_place() -> None:
    plan = Plan(
        cost_model="flat_rate_40",
        pay_model="side_cost_percent",
        staff=(Person(id="S1", monthly_pay=D(1000), share=D(60)),),
        schedule=TWO_YEARS,
    )
    lines = compute(plan, LAW).lines
    share, rate, months = lines["share_S1"], lines["flat_rate_40"], lines["months_S1_2027"]
    assert (share.value, share.unit, share.kind) == (D("0.6"), "percent", "plan")
    assert share.path == ("staff", 0, "share")
    assert (rate.value, rate.kind, rate.path) == (D("0.4"), "law", ("law", "flat_rate_40"))
    assert (months.base, months.item, months.year) == ("months", "S1", 2027)
    assert months.kind == "counted"


def test_an_unknown_line_is_an_error_only_in_brackets() -> None:
    budget = compute(Plan(), LAW)
    assert budget.get("typo") is None
    with pytest.raises(KeyError):
        budget["typo"]


def test_every_line_of_the_contract_is_there_in_its_order() -> None:
    budget = compute(Plan(staff=(Person(id="anna"),)), {})
    assert budget.names() == ("pay_anna", *YEARLY, "prepayment")
    assert budget.people == ("anna",)


def test_a_budget_may_travel_to_another_process() -> None:
    budget = compute(Plan(cost_model="flat_rate_40", staff=()), LAW)
    assert pickle.loads(pickle.dumps(budget)) == budget
