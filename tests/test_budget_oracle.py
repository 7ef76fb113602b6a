"""Every line of two thousand budgets of chance against a second reckoning by other means."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from fractions import Fraction

import pytest

from kanto_docs.budget import compute
from kanto_docs.choosing import NO_OPTIONS, law_for
from kanto_docs.reading import read_plan
from tests.drafts import draft
from tests.oracle import Oracle
from tests.oracle.arithmetic import cents, months

DRAFTS = 2000
FIRST = 10_000
"""Other drafts than those that LibreOffice calculates."""
PARTS = 4
_ENOUGH = Fraction(1, 10**20)


@pytest.mark.parametrize("part", range(PARTS))
def test_two_reckonings_agree(part: int) -> None:
    wrong, compared = [], Counter[str]()
    for number in range(FIRST + part, FIRST + DRAFTS, PARTS):
        plan = read_plan(draft(number))
        law, _ = law_for(plan, NO_OPTIONS)
        budget = compute(plan, law)
        for name, expected in Oracle(plan).lines.items():
            found = budget[name]
            known = found is not None and expected is not None
            compared["known" if known else "missing"] += 1
            if found is None or expected is None:
                same = found is None and expected is None
            else:
                same = abs(Fraction(found) - expected) < _ENOUGH
            if not same:
                wrong.append(f"draft {number}: {name} is {found}, the other way {expected}")
    assert not wrong, f"{len(wrong)} differences:\n" + "\n".join(wrong[:20])
    assert compared["known"] > 40_000
    assert compared["missing"] > 4_000


def test_every_line_that_people_read_is_reckoned_twice() -> None:
    for number in range(FIRST, FIRST + 40):
        plan = read_plan(draft(number))
        law, _ = law_for(plan, NO_OPTIONS)
        budget = compute(plan, law)
        lines = Oracle(plan).lines
        assert set(budget.names()) | set(budget.shares()) <= lines.keys()
        for year in budget.years:
            assert {f"{name}_{year}" for name in budget.by_year(year)} <= lines.keys()


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("0.005", "0.01"), ("0.0049", "0"), ("-0.005", "-0.01"), ("1.115", "1.12"), ("2", "2")],
)
def test_the_second_reckoning_rounds_half_up(amount: str, rounded: str) -> None:
    assert cents(Fraction(amount)) == Fraction(rounded)


def test_the_second_reckoning_counts_days() -> None:
    # 15.3.–14.4.2027: 17 days of 31 and 14 days of 30
    assert months(dt.date(2027, 3, 15), dt.date(2027, 4, 14)) == Fraction(17, 31) + Fraction(14, 30)
