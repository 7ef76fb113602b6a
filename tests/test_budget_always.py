"""What holds for every budget there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.formula import Tokenizer

from kanto_docs.budget import compute, legal_name
from kanto_docs.budget.costs import CATEGORIES
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
INCOME = st.builds(IncomeLine, amount=said(MONEY), by_year=by_year(MONEY))
SOURCE = st.builds(
    FundingSource,
    kind=st.sampled_from(["own", "municipal", "other_public", "private"]),
    amount=said(MONEY),
    by_year=by_year(MONEY),
)
PLAN = st.builds(
    Plan,
    cost_model=st.sampled_from(
        ["flat_rate_40", "flat_rate_7", "lump_sum", "standard_lump_sum", "real_costs"]
    ),
    pay_model=st.sampled_from(["side_cost_percent", "unit_cost", "real"]),
    side_cost_percent=st.none() | PERCENT,
    schedule=st.builds(
        Schedule,
        start=st.dates(dt.date(2027, 1, 1), dt.date(2028, 12, 31)),
        end=st.dates(dt.date(2028, 6, 1), dt.date(2030, 12, 31)),
    ),
    staff=st.lists(PERSON, max_size=3).map(tuple),
    costs=st.lists(COST, max_size=4).map(tuple),
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
    total, flat, staff = budget["total"], budget["flat_costs"], budget["staff_costs"]
    if plan.cost_model == "flat_rate_40" and staff is not None:
        assert flat is not None
        assert flat == cents(staff * D("0.4"))
        assert total == staff + flat


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
