"""A budget of each cost model, worked out by hand: tests/budgets_by_hand/*.yaml.

Each file holds a small plan and, below it, the arithmetic of every line that people read and of
every year, as a bookkeeper would write it beside a pocket calculator. The arithmetic is checked by
itself first; then its results are what the tool has to give, no line more and none less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple, cast

import pytest

from kanto_docs.budget import Budget, compute
from kanto_docs.choosing import NO_OPTIONS, law_for
from kanto_docs.reading import read_plan
from kanto_docs.shape import check_shape
from kanto_docs.source import read_file
from tests.drafts import KINDS

FILES = sorted(Path(__file__).with_name("budgets_by_hand").glob("*.yaml"))
IDS = [path.stem for path in FILES]
EVERY_YEAR = " joka vuosi"
_NUMBER = re.compile(r"(?P<whole>\d{1,3}(?: \d{3})+|\d+)(?:,(?P<part>\d+))?(?P<percent> %)?")
_ARITHMETIC = re.compile(r"[\d ,%×÷+−();]|pienempi")
_SIGNS = {"×": "*", "÷": "/", "−": "-", ";": ",", "pienempi": "min"}


class Row(NamedTuple):
    """A line, or a year of it: the arithmetic and what it gives."""

    name: str
    sum: str
    result: str

    @property
    def is_share(self) -> bool:
        return self.result.endswith("%")


def by_hand(path: Path) -> tuple[Budget, list[Row]]:
    """The budget as the tool gives it, and as it was worked out."""
    data = read_file(path).data
    assert isinstance(data, dict)
    assert not list(check_shape({"format": 1, **data["plan"]}))
    plan = read_plan(data["plan"])
    law, troubles = law_for(plan, NO_OPTIONS)
    assert not troubles
    budget = compute(plan, law)
    return budget, list(rows(str(data["budget"]), budget.years))


def rows(text: str, years: tuple[int, ...]) -> Iterator[Row]:
    """The rows of the arithmetic; "joka vuosi" stands for the line and all its years."""
    line = ""
    for written in text.splitlines():
        if not written.strip() or written.lstrip().startswith("#"):
            continue
        label, said = written.split(":", 1)
        total, _, result = said.strip().rpartition(" = ")
        if written.startswith(" "):
            yield Row(f"{line}_{label.strip()}", total or result, result)
        elif said.endswith(EVERY_YEAR):
            amount = said.removesuffix(EVERY_YEAR).strip()
            for name in label.split(", "):
                yield Row(name, amount, amount)
                yield from (Row(f"{name}_{year}", amount, amount) for year in years)
        else:
            line = label
            if result:
                yield Row(line, total or result, result)


def worked_out(arithmetic: str) -> Fraction:
    """What a row's arithmetic gives, exactly: 3 200,00 × 12 × 60 %."""
    assert not _ARITHMETIC.sub("", arithmetic), arithmetic

    def number(found: re.Match[str]) -> str:
        text = f"{found['whole'].replace(' ', '')}.{found['part'] or 0}"
        return f"Fraction('{text}')" + ("/100" if found["percent"] else "")

    python = _NUMBER.sub(number, arithmetic)
    for sign, said in _SIGNS.items():
        python = python.replace(sign, said)
    return cast("Fraction", eval(python, {"Fraction": Fraction, "min": min}))


def to_cents(amount: Fraction) -> Fraction:
    """Half a cent goes up."""
    hundredths = abs(amount) * 100 + Fraction(1, 2)
    whole = Fraction(hundredths.numerator // hundredths.denominator, 100)
    return whole if amount >= 0 else -whole


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_the_arithmetic_is_right(path: Path) -> None:
    _, found = by_hand(path)
    assert len(found) > 60
    for row in found:
        expected = worked_out(row.result)
        exact = worked_out(row.sum)
        if row.is_share:
            assert to_cents(exact * 100) == expected * 100, row
        else:
            assert to_cents(exact) == expected, row


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_the_tool_gives_what_was_worked_out(path: Path) -> None:
    budget, found = by_hand(path)
    expected = {row.name: row for row in found}
    assert len(expected) == len(found), "a line stands twice"
    for name, row in expected.items():
        value = budget[name]
        assert value is not None, name
        if row.is_share:
            assert to_cents(Fraction(value) * 100) == worked_out(row.result) * 100, name
        else:
            assert Fraction(value) == worked_out(row.result), name
    asked = {name for name in budget.names() if budget[name] is not None or name != "prepayment"}
    asked |= set(budget.shares())
    for year in budget.years:
        asked |= {f"{name}_{year}" for name in budget.by_year(year)}
    assert asked == expected.keys()


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_the_years_sum_to_the_line(path: Path) -> None:
    budget, found = by_hand(path)
    results = {row.name: worked_out(row.result) for row in found}
    for name in budget.names():
        years = [results[f"{name}_{year}"] for year in budget.years if f"{name}_{year}" in results]
        assert not years or sum(years) == results[name], name
    if any(name.startswith("recovery") for name in results):
        recovered = [results[f"recovery_{year}"] for year in budget.years]
        assert sum(recovered) == results["prepayment"]


def test_every_model_has_a_budget_by_hand() -> None:
    plans = [read_plan(cast("dict[str, object]", read_file(path).data)["plan"]) for path in FILES]
    assert {(plan.programme, plan.cost_model) for plan in plans} == set(KINDS)
    assert {plan.pay_model for plan in plans} == {"side_cost_percent", "unit_cost", "real"}


def test_half_a_cent_goes_up_in_the_arithmetic_too() -> None:
    assert to_cents(worked_out("2 750,50 × 6 × 37,5 %")) == Fraction(Decimal("6188.63"))
    assert worked_out("pienempi(10 × 30 %; 5,00 − 1,50)") == 3
    assert worked_out("1 000,05 × 4 ÷ 20") == Fraction(Decimal("200.01"))
