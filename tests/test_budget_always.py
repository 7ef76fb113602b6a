"""What holds for every budget there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.formula import Tokenizer

from kanto_docs.budget import compute, legal_name
from kanto_docs.budget.costs import CATEGORIES, ZONES
from kanto_docs.budget.models import COST_MODELS
from kanto_docs.money import CENT, cents
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
from tests.budgets import LAW, TWO_YEARS, YEARLY, D

MONEY = st.decimals(0, 200_000, places=2)
PERCENT = st.decimals(0, 100, places=2)
YEARS = st.integers(2026, 2031)


def said(strategy: st.SearchStrategy[D]) -> st.SearchStrategy[D | None]:
    """Mostly given, at times missing."""
    return st.one_of(*[strategy] * 9, st.none())


def by_year(strategy: st.SearchStrategy[D]) -> st.SearchStrategy[dict[int, D] | None]:
    return st.none() | st.dictionaries(YEARS, strategy, max_size=4)


PERSON = st.builds(
    Person,
    id=st.none() | st.sampled_from(["S1", "S2", "s2", "anna"]),
    share=said(PERCENT),
    start=st.none() | st.dates(dt.date(2026, 6, 1), dt.date(2028, 12, 31)),
    end=st.none() | st.dates(dt.date(2028, 1, 1), dt.date(2031, 12, 31)),
    monthly_pay=said(st.decimals(0, 9000, places=2)),
    months=st.none() | st.decimals(0, 48, places=2),
    annual_gross=said(MONEY),
    hours=by_year(st.decimals(0, 1720, places=1)),
)
COST = st.builds(
    Cost,
    id=st.none() | st.sampled_from(["C1", "C2", "bus"]),
    category=st.sampled_from(CATEGORIES),
    amount=said(MONEY),
    quantity=said(st.decimals(0, 500, places=3)),
    unit_price=said(MONEY),
    year=st.none() | YEARS,
)
JOURNEY = st.builds(
    Cost,
    category=st.just("travel"),
    travel_days=said(st.decimals(0, 90, places=1)),
    travel_zone=said(st.sampled_from(ZONES)),
    year=st.none() | YEARS,
)
OUTPUT = st.builds(LumpSumOutput, amount=said(MONEY))
INCOME = st.builds(IncomeLine, amount=said(MONEY), by_year=by_year(MONEY))
SOURCE = st.builds(
    FundingSource,
    kind=st.sampled_from(["own", "municipal", "other_public", "private"]),
    amount=said(MONEY),
    by_year=by_year(MONEY),
)
PLAN = st.builds(
    Plan,
    cost_model=st.sampled_from([*COST_MODELS]),
    pay_model=st.sampled_from(["side_cost_percent", "unit_cost", "real"]),
    side_cost_percent=st.none() | PERCENT,
    schedule=st.builds(
        Schedule,
        start=st.dates(dt.date(2027, 1, 1), dt.date(2028, 12, 31)),
        end=st.dates(dt.date(2028, 6, 1), dt.date(2030, 12, 31)),
    ),
    staff=st.lists(PERSON, max_size=3).map(tuple),
    costs=st.lists(COST | JOURNEY, max_size=4).map(tuple),
    lump_sum=st.none() | st.builds(LumpSum, outputs=st.lists(OUTPUT, max_size=3).map(tuple)),
    income=st.lists(INCOME, max_size=2).map(tuple),
    funding=st.builds(
        Funding,
        grant_share=said(PERCENT),
        grant_amount=st.none() | MONEY,
        sources=st.none() | st.lists(SOURCE, max_size=3).map(tuple),
        prepayment=st.none() | st.builds(Prepayment, amount=st.none() | MONEY, share=said(PERCENT)),
    ),
)


def read_as_excel(formula: str, env: Mapping[str, Decimal | None]) -> Decimal:
    """The formula's text worked out as a spreadsheet would: its syntax is Python's too."""
    functions = {
        "ROUND": lambda number, _places: cents(D(number)),
        "SUM": lambda *terms: sum(terms, D(0)),
        "MIN": min,
        "MAX": max,
    }
    return D(eval(formula, functions, dict(env)))


@settings(max_examples=400, deadline=None)
@given(PLAN)
def test_what_holds_for_every_budget(plan: Plan) -> None:
    budget = compute(plan, LAW)
    met: set[str] = set()
    for name, line in budget.lines.items():
        assert legal_name(name)
        value = budget[name]
        if line.unit == "euro" and value is not None:
            assert value == cents(value), name
        if line.formula is not None:
            excel = line.formula.excel()
            tokens = Tokenizer(f"={excel}").items
            names = {token.value for token in tokens if token.subtype == "RANGE"}
            assert names == line.formula.refs() <= met, name
            if value is not None:
                assert read_as_excel(excel, budget.values) == value, name
        if value is None and not (line.formula and "/" in line.formula.excel()):
            assert budget.missing(name), name
        met.add(name)
    assert len({name.casefold() for name in budget.lines}) == len(budget.lines)
    for name in (*YEARLY, *(f"pay_{key}" for key in budget.people)):
        parts = [budget[f"{name}_{year}"] for year in budget.years]
        if budget.years and None not in parts:
            assert sum(part for part in parts if part is not None) == budget[name], name
        if budget[name] is None or budget["net_total"] is not None:
            assert not budget.years or (None in parts) == (budget[name] is None), name


SHARES = {
    "flat_rate_40": ("staff_costs", "staff_costs", "0.4"),
    "flat_rate_17": ("staff_costs", "direct_costs", "0.17"),
    "flat_rate_15": ("staff_costs", "direct_costs", "0.15"),
    "flat_rate_7": ("direct_costs", "direct_costs", "0.07"),
    "lump_sum": ("direct_costs", "direct_costs", "0.07"),
}
"""What a flat rate is taken of, what it is added to, and the rate."""


@settings(max_examples=200, deadline=None)
@given(PLAN)
def test_every_model_is_its_costs_and_their_flat_rate(plan: Plan) -> None:
    budget = compute(plan, LAW)
    model = plan.cost_model or ""
    assert ("outputs_gap" in budget.lines) == (model == "lump_sum")
    assert bool(budget.shares()) == (model == "flat_rate_7")
    if model in SHARES:
        of, to, rate = SHARES[model]
        base, costs = budget[of], budget[to]
        flat = None if base is None else cents(base * D(rate))
        total = None if costs is None or flat is None else costs + flat
        assert budget["flat_costs"] == flat
    else:
        direct, indirect = budget["direct_costs"], budget["indirect"]
        total = None if direct is None or indirect is None else direct + indirect
        total = total if model == "real_costs" else D(50000)
        assert budget["flat_costs"] == D(0)
    assert budget["total"] == total


@settings(max_examples=200, deadline=None)
@given(PLAN)
def test_sums_hold_what_they_say(plan: Plan) -> None:
    budget = compute(plan, LAW)
    pay = [budget[f"pay_{key}"] for key in budget.people]
    if None not in pay:
        assert budget["staff_pay"] == sum(one or 0 for one in pay)
    own, private = budget["own"], budget["private"]
    if own is not None and private is not None:
        assert budget["private_all"] == own + private
    outputs = [budget[f"output_{key}"] for key in budget.outputs if f"output_{key}" in budget.lines]
    if outputs and None not in outputs:
        together, total = sum(one or D(0) for one in outputs), budget["total"]
        assert budget["outputs_total"] == together
        assert budget["outputs_gap"] == (None if total is None else total - together)


@settings(max_examples=300, deadline=None)
@given(PLAN, st.none() | st.decimals(0, 100, places=2))
def test_a_prepayment_is_recovered_from_the_payments_and_no_more(
    plan: Plan, recovered: Decimal | None
) -> None:
    budget = compute(plan, {**LAW, "prepayment_recovery_share": recovered})
    asked = plan.funding is not None and plan.funding.prepayment is not None
    assert ("prepayment_recovery" in budget.lines) == (asked and bool(budget.years))
    if "prepayment_recovery" not in budget.lines:
        assert not any(line.base in ("recovery", "paid") for line in budget.lines.values())
        return
    grants = [budget[f"grant_{year}"] for year in budget.years]
    parts = [budget[f"recovery_{year}"] for year in budget.years]
    paid = [budget[f"paid_{year}"] for year in budget.years]
    prepayment = budget["prepayment"]
    if None in grants or prepayment is None:
        assert None in paid
        return
    if recovered is None and len(parts) > 1:
        assert {*parts, *paid} == {None}
        unknown = ("law.prepayment_recovery_share",)
        assert {budget.missing(f"paid_{year}") for year in budget.years} == {unknown}
        return
    share = budget["prepayment_recovery"] or D(0)
    rows = [(g or D(0), r or D(0), p or D(0)) for g, r, p in zip(grants, parts, paid, strict=True)]
    assert sum(part for _, part, _ in rows) == prepayment
    assert all(paid == grant - part for grant, part, paid in rows)
    if min(grant for grant, _, _ in rows) < 0:  # more income than costs in a year
        return
    last = max((at for at, row in enumerate(rows) if row[0]), default=len(rows) - 1)
    left = prepayment
    for at, (grant, part, now_paid) in enumerate(rows):
        if at != last:
            assert part == min(cents(grant * share), left)
            assert 0 <= part <= grant
            assert now_paid >= 0
        left -= part
    assert left == 0
    if prepayment <= cents(sum(grant for grant, _, _ in rows) * share):
        assert rows[last][2] >= -CENT * len(rows)


@settings(max_examples=20, deadline=None)
@given(st.integers(201, 900))
def test_hundreds_of_costs_stay_within_what_a_cell_holds(count: int) -> None:
    plan = Plan(
        cost_model="flat_rate_7",
        schedule=TWO_YEARS,
        staff=(),
        costs=tuple(
            Cost(category="travel", amount=D(at), year=None if at % 2 else 2027)
            for at in range(count)
        ),
    )
    budget = compute(plan, LAW)
    assert budget["travel"] == count * (count - 1) // 2
    formulas = [line.formula.excel() for line in budget.lines.values() if line.formula]
    assert max(map(len, formulas)) < 8192
    assert budget["travel_2027"] is not None
    assert budget["travel_2028"] is not None
    assert budget["travel_2027"] + budget["travel_2028"] == budget["travel"]
