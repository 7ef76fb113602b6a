"""Every requirement is answered: by a rule, a required row, a question, or a line with a reason."""

from __future__ import annotations

import ast
import json
from collections import Counter
from typing import Final

import pytest
from hypothesis import given, settings

from kanto_docs import data
from kanto_docs.budget import compute
from kanto_docs.formats.rulebook.requirements import Requirement, answers, requirements
from kanto_docs.law import load, programme
from kanto_docs.money import cents
from kanto_docs.plan import Plan
from kanto_docs.shape.explaining import validator
from tests.budgets import LAW as NUMBERS
from tests.budgets import D
from tests.conftest import ROOT
from tests.test_budget_always import PLAN

COST_ROWS: Final = 72
"""Rows on costs, funding and eligibility, numbered from 1."""
OTHER_ROWS: Final = {"FRM": 10, "TXT": 4, "GEO": 3, "IND": 6, "HOR": 7}
"""Rows on forms, texts, area, indicators and horizontal principles that concern a plan."""

LAW = programme("esr-plus-2021-2027")
assert LAW is not None
ANSWERS: Final = answers(LAW)
ROWS: Final = requirements()
by_id = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)


def test_the_list_keeps_its_form() -> None:
    schema = json.loads(data.read_text("schemas", "requirements.schema.json"))
    found = validator(schema).iter_errors(load("requirements.yaml"))
    assert [f"{list(error.path)}: {error.message}" for error in found] == []


def test_the_list_is_whole() -> None:
    numbered = [row.number for row in ROWS if row.number]
    assert numbered == list(range(1, COST_ROWS + 1))
    rest = Counter(row.id.partition("-")[0] for row in ROWS if not row.number)
    assert rest == OTHER_ROWS


def test_a_row_stands_once() -> None:
    assert [one for one, count in Counter(row.id for row in ROWS).items() if count > 1] == []


@by_id
def test_a_row_is_covered_or_named(row: Requirement) -> None:
    assert ANSWERS.get(row.id) or row.answered_by, (
        f"{row.id} ({row.says}): nothing covers it; name it in schemas/requirements.yaml"
    )


@by_id
def test_a_covered_row_is_not_named_as_well(row: Requirement) -> None:
    assert not (row.answered_by and row.id in ANSWERS), ANSWERS[row.id]


def test_nothing_covers_a_row_that_does_not_exist() -> None:
    assert {
        one: codes for one, codes in ANSWERS.items() if one not in {row.id for row in ROWS}
    } == {}


@by_id
def test_a_computed_figure_names_a_test_that_exists(row: Requirement) -> None:
    if row.answered_by == "computed":
        path, _, name = row.where.partition("::")
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@by_id
def test_a_reason_is_a_sentence(row: Requirement) -> None:
    assert row.says[0].isupper()
    assert not row.says.endswith(".")
    if row.because:
        assert row.because[0].isupper()
        assert row.because.endswith(".")


def with_model(plan: Plan, model: str) -> Plan:
    return plan.with_(cost_model=model)


@settings(max_examples=100, deadline=None)
@given(PLAN)
def test_flat_rate_40_is_always_its_share_of_staff_costs(plan: Plan) -> None:
    budget = compute(with_model(plan, "flat_rate_40"), NUMBERS)
    staff = budget["staff_costs"]
    assert budget["flat_costs"] == (None if staff is None else cents(staff * D("0.4")))


@settings(max_examples=100, deadline=None)
@given(PLAN)
def test_flat_rate_7_is_always_its_share_of_direct_costs(plan: Plan) -> None:
    budget = compute(with_model(plan, "flat_rate_7"), NUMBERS)
    direct = budget["direct_costs"]
    assert budget["flat_costs"] == (None if direct is None else cents(direct * D("0.07")))
