"""The names of lines are legal and never collide; months are counted once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanto_docs.budget import legal_name
from kanto_docs.budget.months import (
    as_decimal,
    calendar_of,
    divided,
    months_between,
    months_by_year,
)
from kanto_docs.budget.names import item_keys
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Schedule

D = Decimal


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2027-01-01", "2027-12-31", "12.00"),
        ("2027-01-01", "2028-12-31", "24.00"),
        ("2027-01-01", "2027-01-31", "1.00"),
        ("2027-02-01", "2027-02-28", "1.00"),
        ("2028-02-01", "2028-02-28", "0.97"),  # 28/29
        ("2027-01-01", "2027-01-01", "0.03"),  # 1/31
        ("2027-03-15", "2027-04-14", "1.02"),  # 17/31 + 14/30
        ("2027-03-15", "2027-12-31", "9.55"),  # 17/31 + 9
        ("2027-12-16", "2028-01-15", "1.00"),  # 16/31 + 15/31
        ("2027-08-01", "2028-06-15", "10.50"),  # 10 + 15/30
        ("2027-05-02", "2027-05-01", "0.00"),
    ],
)
def test_months_are_counted(start: str, end: str, months: str) -> None:
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    assert str(as_decimal(months_between(first, last))) == months


DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2034, 12, 31))


@given(DAYS, DAYS)
def test_the_years_hold_every_month_once(one: dt.date, other: dt.date) -> None:
    start, end = sorted((one, other))
    years = range(start.year, end.year + 1)
    assert sum(months_by_year(start, end, years)) == months_between(start, end)
    assert all(part > 0 for part in months_by_year(start, end, years))


@given(
    st.decimals(0, 400, places=2),
    st.lists(st.fractions(0, 12), min_size=1, max_size=9).filter(any),
)
def test_parts_sum_to_the_whole_and_none_is_negative(
    total: Decimal, weights: list[Fraction]
) -> None:
    parts = divided(total, weights)
    assert sum(parts) == total
    assert min(parts) >= 0


def test_a_period_of_centuries_has_no_years() -> None:
    schedule = Schedule(start=dt.date(27, 1, 1), end=dt.date(2028, 1, 1))
    assert calendar_of(Plan(schedule=schedule)).years == ()


@pytest.mark.parametrize("name", ["total", "pay_S1", "flat_rate_40", "total_2027", "ABCD1", "_x"])
def test_legal_names(name: str) -> None:
    assert legal_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "TAX1",
        "FR40",
        "xfd1",
        "R",
        "C",
        "r1",
        "R1C1",
        "rc",
        "c7",
        "true",
        "1a",
        "a b",
        "ä",
        "a-b",
        "",
    ],
)
def test_a_name_like_a_cell_is_illegal(name: str) -> None:
    assert not legal_name(name)
    assert not legal_name("x" * 256)


@pytest.mark.parametrize(
    ("ids", "keys"),
    [
        (["S1", "anna"], ("S1", "anna")),
        ([None, None], ("S1", "S2")),
        (["S2", None], ("S2", "S3")),  # the second would be S2, which is taken
        (["a", "A"], ("S1", "S2")),  # spreadsheets do not know them apart
        (["S1", "S1", "s3"], ("S1", "S2", "s3")),
        (["Äiti", "x" * 21, "1st", "a b"], ("S1", "S2", "S3", "S4")),
        (["S1_2027", "S1"], ("S3", "S1")),  # pay_S1_2027 is the pay of S1 in 2027
        (["", "0"], ("S1", "S2")),
    ],
)
def test_keys_never_collide(ids: list[str | None], keys: tuple[str, ...]) -> None:
    found = item_keys(ids, "S")
    assert len({key.casefold() for key in found}) == len(ids)
    assert found == keys


@given(st.lists(st.none() | st.sampled_from(["S1", "s1", "S2", "S4", "S3_2027", "Ä", "anna"])))
def test_keys_are_always_unique_and_usable(ids: list[str | None]) -> None:
    keys = item_keys(ids, "S")
    assert len({key.casefold() for key in keys}) == len(ids) == len(keys)
    assert all(legal_name(f"pay_{key}") for key in keys)
