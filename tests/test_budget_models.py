"""The models one by one, worked out by hand: what each adds to the pay, and when it is paid."""

from __future__ import annotations

import datetime as dt

import pytest

from kanto_docs.budget import Budget, compute
from kanto_docs.law import Law, programme
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Schedule
from kanto_docs.plan.resources import Cost, Funding, LumpSum, LumpSumOutput, Person, Prepayment
from tests.budgets import LAW, TWO_YEARS, D, of_flat_rate_7, values
from tests.conftest import changed, check_data

THREE_YEARS = Schedule(start=dt.date(2027, 1, 1), end=dt.date(2029, 12, 31))


def of_2014(model: str) -> Budget:
    """Two years of 2014–2020: a person with actual side costs, a journey, rent and overheads."""
    found = programme("esr-2014-2020")
    assert found is not None
    plan = Plan(
        cost_model=model,
        pay_model="real",
        side_cost_percent=D("23.5"),
        schedule=Schedule(start=dt.date(2018, 1, 1), end=dt.date(2019, 12, 31)),
        staff=(Person(id="S1", monthly_pay=D("2750.50"), share=D(60)),),
        costs=(
            Cost(category="travel", amount=D("1200.00"), year=2018),
            Cost(category="premises", quantity=D(24), unit_price=D("150.25")),
            Cost(category="indirect", amount=D("500.00"), year=2019),
        ),
        funding=Funding(grant_share=D(75), sources=(), prepayment=Prepayment(share=D(30))),
    )
    return compute(plan, Law(dt.date(2018, 1, 1), found))


def test_what_the_models_of_2014_2020_have_in_common() -> None:
    budget = of_2014("real_costs")
    # pay: 2 750.50 × 24 × 60 % = 39 607.20; side costs: × 23.5 % = 9 307.692 → 9 307.69
    assert values(budget, "pay_S1 side_costs staff_costs") == "39607.20 9307.69 48914.89"
    # rent: 24 × 150.25 = 3 606.00; direct: 48 914.89 + 1 200.00 + 3 606.00 = 53 720.89
    assert values(budget, "premises indirect direct_costs") == "3606.00 500.00 53720.89"
    # pay 2018: 2 750.50 × 12 × 60 % = 19 803.60; side costs: 4 653.846 → 4 653.85, 2019: 4 653.84
    assert values(budget, "staff_costs_2018 staff_costs_2019") == "24457.45 24457.44"


@pytest.mark.parametrize(
    ("model", "flat", "total", "years"),
    [
        # 48 914.89 × 17 % = 8 315.5313 → 8 315.53; total: 53 720.89 + 8 315.53
        # 2018: 24 457.45 × 17 % = 4 157.7665 → 4 157.77
        #       24 457.45 + 1 200 + 1 803 + 4 157.77 = 31 618.22
        ("flat_rate_17", "8315.53", "62036.42", "31618.22 30418.20"),
        # 48 914.89 × 15 % = 7 337.2335 → 7 337.23; total: 53 720.89 + 7 337.23
        # 2018: 24 457.45 × 15 % = 3 668.6175 → 3 668.62; 27 460.45 + 3 668.62 = 31 129.07
        ("flat_rate_15", "7337.23", "61058.12", "31129.07 29929.05"),
        # 48 914.89 × 40 % = 19 565.956 → 19 565.96; total: 48 914.89 + 19 565.96, nothing else
        # 2018: 24 457.45 × 40 % = 9 782.98; 34 240.43
        ("flat_rate_40", "19565.96", "68480.85", "34240.43 34240.42"),
        # no flat rate: 53 720.89 + 500.00 indirect costs; 2018: 24 457.45 + 1 200 + 1 803
        ("real_costs", "0.00", "54220.89", "27460.45 26760.44"),
    ],
)
def test_a_model_of_2014_2020(model: str, flat: str, total: str, years: str) -> None:
    budget = of_2014(model)
    assert values(budget, "flat_costs total") == f"{flat} {total}"
    assert values(budget, "total_2018 total_2019") == years
    assert budget.missing("grant") == ()


@pytest.mark.parametrize("model", ["lump_sum", "standard_lump_sum", "flat_rate_7"])
def test_how_2014_2020_composes_this_model_is_not_known(model: str) -> None:
    budget = of_2014(model)
    assert budget["total"] is budget["total_2018"] is None
    assert all(place.startswith("law.") for place in budget.missing("total"))


def test_how_a_prepayment_of_2014_2020_is_recovered_is_not_known() -> None:
    budget = of_2014("flat_rate_17")
    assert budget["prepayment"] is not None
    assert "recovery_2018" not in budget.lines
    assert list(budget.by_year(2018))[-1] == "gap"


def test_travel_by_days_and_what_is_bought_for_the_pay() -> None:
    plan = of_flat_rate_7(
        Cost(category="travel", travel_days=D(12), travel_zone="domestic_staff", year=2027),
        Cost(category="travel", travel_days=D(3), travel_zone="europe", year=2028),
        Cost(category="travel", travel_days=D(3), travel_zone="world", amount=D("99.00")),
        Cost(id="bus", category="travel", travel_days=D(5), quantity=D(2), unit_price=D(10)),
        Cost(category="services", amount=D("6322.00")),
        Cost(category="premises", amount=D("1264.40")),
    )
    budget = compute(plan, LAW)
    # 12 × 176 = 2 112; 3 × 368 = 1 104; an amount or a price that is said wins: 99 and 2 × 10
    assert values(budget, "cost_C1 cost_C2 cost_C3 cost_bus") == "2112.00 1104.00 99.00 20.00"
    # 2027: 2 112.00 and half of 119.00
    assert values(budget, "travel travel_2027 travel_2028") == "3335.00 2171.50 1163.50"
    line = budget.lines["cost_C2"]
    assert line.formula is not None
    assert line.formula.excel() == "ROUND(travel_days_C2*travel_day_europe,2)"
    assert budget.lines["travel_day_europe"].path == ("law", "travel_day_europe")
    # staff: 20 000 + 5 288 = 25 288; (6 322.00 + 1 264.40) ÷ 25 288 = 0.3
    assert values(budget, "staff_costs services_to_staff") == "25288.00 0.3"
    # 3 335 ÷ 25 288 = 0.13188…
    assert str(budget["travel_to_staff"]).startswith("0.13188")
    assert budget.shares() == ("services_to_staff", "travel_to_staff")
    assert not set(budget.shares()) & set(budget.names())


def test_of_no_pay_there_is_no_share() -> None:
    budget = compute(Plan(cost_model="flat_rate_7", staff=()), LAW)
    assert budget["services_to_staff"] is budget["travel_to_staff"] is None
    assert budget.missing("services_to_staff") == ()


def test_the_outputs_of_a_lump_sum() -> None:
    outputs = (LumpSumOutput(text="Opas", amount=D("20000.00")), LumpSumOutput(amount=D(30000)))
    plan = Plan(
        cost_model="lump_sum",
        pay_model="unit_cost",
        staff=(Person(id="S1", annual_gross=D(38000), hours={2027: D(1720)}),),
        lump_sum=LumpSum(outputs=outputs),
    )
    budget = compute(plan, LAW)
    # 27.93 × 1 720 = 48 039.60; × 7 % = 3 362.772 → 3 362.77; 51 402.37 − 50 000.00
    assert values(budget, "output_1 output_2 outputs_total") == "20000.00 30000.00 50000.00"
    assert values(budget, "total outputs_gap") == "51402.37 1402.37"
    assert budget.lines["output_2"].path == ("lump_sum", "outputs", 1, "amount")
    assert budget.outputs == ("1", "2")
    names = budget.names()
    assert names[names.index("total") + 1 :][:2] == ("outputs_total", "outputs_gap")


def with_prepayment(amount: int, schedule: Schedule = THREE_YEARS) -> Budget:
    """A lump sum of 50 000 € in equal years, a grant of 80 % of it and a prepayment."""
    funding = Funding(grant_share=D(80), sources=(), prepayment=Prepayment(amount=D(amount)))
    model = "standard_lump_sum"
    plan = Plan(cost_model=model, staff=(), schedule=schedule, funding=funding)
    return compute(plan, LAW)


def test_a_prepayment_is_recovered_year_by_year() -> None:
    budget = with_prepayment(12000)
    # grant: 40 000.00 as 13 333.34 (of 16 666.67) twice and the rest 13 333.32
    assert values(budget, "grant_2027 grant_2028 grant_2029") == "13333.34 13333.34 13333.32"
    # 13 333.34 × 30 % = 4 000.002 → 4 000.00 twice; what is left is the last year's
    assert values(budget, "recovery_2027 recovery_2028 recovery_2029") == "4000.00 4000.00 4000.00"
    assert values(budget, "paid_2027 paid_2028 paid_2029") == "9333.34 9333.34 9333.32"
    assert list(budget.by_year(2028))[-2:] == ["recovery", "paid"]
    line, share = budget.lines["recovery_2028"], budget.lines["prepayment_recovery"]
    assert line.formula is not None
    assert line.formula.excel() == (
        "MIN(ROUND(grant_2028*prepayment_recovery,2),prepayment-recovery_2027)"
    )
    assert (share.kind, share.path) == ("law", ("law", "prepayment_recovery_share"))


def test_a_small_prepayment_is_recovered_before_the_end() -> None:
    budget = with_prepayment(5000)
    # 4 000.00 of the first payment, the last 1 000.00 of the second, nothing of the third
    assert values(budget, "recovery_2027 recovery_2028 recovery_2029") == "4000.00 1000.00 0.00"
    assert values(budget, "paid_2027 paid_2028 paid_2029") == "9333.34 12333.34 13333.32"


def test_the_last_payment_takes_all_that_is_left_of_a_prepayment() -> None:
    budget = with_prepayment(20000)
    assert values(budget, "recovery_2027 recovery_2028 recovery_2029") == "4000.00 4000.00 12000.00"
    one_year = Schedule(start=dt.date(2027, 1, 1), end=dt.date(2027, 12, 31))
    assert values(with_prepayment(20000, one_year), "recovery_2027") == "20000.00"


def test_a_law_that_says_nothing_of_recovery_is_silent_and_a_share_not_known_is_a_hole() -> None:
    funding = Funding(grant_amount=D(40000), prepayment=Prepayment(amount=D(12000)))
    plan = Plan(cost_model="standard_lump_sum", staff=(), schedule=TWO_YEARS, funding=funding)
    number = "prepayment_recovery_share"
    silent = compute(plan, {name: value for name, value in LAW.items() if name != number})
    assert not {"prepayment_recovery", "recovery_2027", "paid_2027"} & set(silent.lines)
    unknown = compute(plan, {**LAW, number: None})
    assert unknown.lines["prepayment_recovery"].is_hole
    assert unknown["paid_2027"] is unknown["paid_2028"] is None
    assert unknown.missing("paid_2027") == unknown.missing("recovery_2028") == (f"law.{number}",)


def test_without_a_prepayment_nothing_is_recovered() -> None:
    plan = Plan(cost_model="standard_lump_sum", staff=(), schedule=TWO_YEARS, funding=Funding())
    assert "prepayment_recovery" not in compute(plan, LAW).lines


DAYS = {"category": "travel", "text": "Opintomatka", "year": 2027, "travel_days": 2}


@pytest.mark.parametrize("model", ["flat_rate_7", "lump_sum"])
def test_travel_days_with_a_zone_need_no_amount(smallest: object, model: str) -> None:
    cost = {**DAYS, "travel_zone": "europe"}
    checked = check_data(changed(smallest, {"/cost_model": model, "/costs": [cost]}))
    codes = {one.code for one in checked.report.findings}
    assert not codes & {"W24", "C60", "C22"}
    assert {"W24", "C60"} <= set(checked.report.passed)
    assert checked.budget["travel"] == 2 * 368


def test_travel_days_without_a_zone_ask_for_it_and_not_for_an_amount(smallest: object) -> None:
    plan = {"/cost_model": "flat_rate_7", "/costs": [DAYS]}
    checked = check_data(changed(smallest, plan))
    found = {one.code: one.path for one in checked.report.findings}
    assert found["C60"] == ("costs", 0, "travel_zone")
    assert "W24" not in found
    assert checked.budget.missing("travel") == ("costs.0.travel_zone",)
    said = check_data(changed(smallest, {**plan, "/costs/0/amount": 352}))
    assert not {"W24", "C60"} & {one.code for one in said.report.findings}
