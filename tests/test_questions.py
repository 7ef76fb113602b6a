"""What a person must judge: asked when it applies, whole in three languages, never answered."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

import pytest

from kanto_docs import data
from kanto_docs.finding import Question
from kanto_docs.law import load
from kanto_docs.rules.judging import Case
from kanto_docs.rules.questions import Asked, all_questions, questions
from kanto_docs.shape.explaining import validator
from kanto_docs.shape.fields import field
from kanto_docs.source import Source
from kanto_docs.words import LANGUAGES
from tests.conftest import changed, check_data, sample

PROGRAMME: Final = "esr-plus-2021-2027"
ALL: Final = all_questions(PROGRAMME)
SHORT: Final = 14
"""How long the checklist of an ordinary plan may be."""

by_code = pytest.mark.parametrize("asked", ALL, ids=lambda one: one.question.code)

ASKED_WHEN: Final[tuple[tuple[str, Mapping[str, object], bool], ...]] = (
    ("Q10", {}, True),
    ("Q10", {"/cost_model": "standard_lump_sum"}, False),
    ("Q11", {}, False),
    ("Q11", {"/costs/-": {"text": "Vuokra", "amount": 10}}, True),
    ("Q12", {}, False),
    ("Q12", {"/funding/other_applications/-": {"funder": "Säätiö", "status": "applied"}}, True),
    ("Q13", {}, False),
    ("Q13", {"/staff/0/employment": "part_time"}, True),
    ("Q14", {"/costs/-": {"text": "Vuokra", "amount": 10}}, True),
    ("Q15", {}, False),
    ("Q15", {"/state_aid/economic_activity": True}, True),
    ("Q15", {"/state_aid/supports_businesses": None}, True),
    ("Q16", {}, False),
    ("Q16", {"/data_protection/participants": "project_enters"}, True),
    ("Q16", {"/data_protection": {}}, True),
    ("Q17", {}, False),
    ("Q17", {"/project/kind": "group"}, True),
    ("Q18", {}, False),
    ("Q18", {"/reasons/F01": "Rahoittaja on luvannut."}, True),
    ("Q18", {"/staff/0/share_reason": "Tehtävä on pieni."}, True),
    ("Q23", {}, False),
    ("Q23", {"/pay_model": "unit_cost"}, True),
    ("Q22", {}, False),
    ("Q22", {"/call": "KTK-2024-03"}, True),
    ("Q22", {"/call": "KTK-2023-03"}, False),
)


def asked_of(plan: object) -> dict[str, Question]:
    checked = check_data(plan, sample("smallest").parent)
    case = Case(Source("plan.yaml", "", plan, {}), checked.plan, checked.law, checked.budget)
    return {one.code: one for one in questions(case)}


def test_the_list_keeps_its_form() -> None:
    schema = json.loads(data.read_text("schemas", "questions.schema.json"))
    found = validator(schema).iter_errors(load(PROGRAMME, "questions.yaml"))
    assert [f"{list(error.path)}: {error.message}" for error in found] == []


def test_the_codes_run_on() -> None:
    assert sorted(one.question.code for one in ALL) == [f"Q{n:02}" for n in range(1, len(ALL) + 1)]


def test_an_ordinary_plan_gets_a_short_list(smallest: object) -> None:
    assert len(asked_of(smallest)) <= SHORT


def test_an_empty_plan_is_asked_too() -> None:
    assert "Q01" in asked_of({})


def test_a_programme_without_a_list_asks_nothing() -> None:
    assert all_questions("esr-2014-2020") == ()


@pytest.mark.parametrize(("code", "changes", "asked"), ASKED_WHEN)
def test_a_question_is_asked_when_it_applies(
    smallest: object, code: str, changes: Mapping[str, object], *, asked: bool
) -> None:
    assert (code in asked_of(changed(smallest, changes))) is asked


def test_every_condition_is_tried() -> None:
    conditional = {
        one.question.code for one in ALL if one.if_present or one.when or one.unless or one.call_has
    }
    assert conditional == {code for code, _, _ in ASKED_WHEN}


def test_the_calls_emphases_are_said_with_the_question(smallest: object) -> None:
    question = asked_of(changed(smallest, {"/call": "KTK-2024-03"}))["Q22"]
    assert "mielen hyvinvointi" in question.why["fi"]
    assert "mental wellbeing" in question.why["en"]
    assert any(one.kind == "page" for one in question.basis)


@pytest.mark.parametrize("emphasis", [None, [], "teema", 7, [None], {"fi": "teema"}])
def test_a_call_file_from_anybody_breaks_nothing(smallest: object, emphasis: object) -> None:
    checked = check_data(smallest, sample("smallest").parent)
    call = checked.law.call
    assert call is not None
    law = type(checked.law)(
        checked.law.on,
        checked.law.programme,
        type(call)(call.code, {**call.raw, "emphasis": emphasis}, call.basis),
    )
    case = Case(Source("plan.yaml", "", smallest, {}), checked.plan, law, checked.budget)
    assert "Q22" not in {one.code for one in questions(case)}


@by_code
def test_a_question_looks_at_fields_that_exist(asked: Asked) -> None:
    pointers = [*asked.if_present, *asked.when, *asked.unless]
    paths = [tuple(pointer.strip("/").split("/")) for pointer in pointers]
    for path in (*asked.question.paths, *paths):
        assert field(tuple(0 if step == "*" else step for step in path)), path


@by_code
def test_a_condition_names_values_that_exist(asked: Asked) -> None:
    for pointer, values in (*asked.when.items(), *asked.unless.items()):
        node = field(tuple(0 if step == "*" else step for step in pointer.strip("/").split("/")))
        known = {*(node.get("enum") or ()), "true", "false"}
        assert set(values) <= known, pointer


@by_code
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_reads_well(asked: Asked, language: str) -> None:
    question = asked.question
    assert question.text[language].endswith("?")
    assert question.why[language].endswith(".")
    for text in (question.text[language], question.why[language]):
        assert text[0].isupper()
        assert not re.search(r"[{}]|  | [.,:;?]", text)


@by_code
def test_a_question_rests_on_what_was_read(asked: Asked) -> None:
    assert asked.question.basis
    assert all(one.confidence == "verified" for one in asked.question.basis)
    assert all(one.url for one in asked.question.basis)


def test_the_points_are_the_funders() -> None:
    scales = {one.question.code: one.question.scale for one in ALL if one.question.scale}
    assert scales == {"Q20": (0, 5), "Q21": (0, 3)}
