"""Indicators, horizontal principles and form fields: the lists behind the rules, whole plans."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import cast

import pytest

from kanto_docs import data
from kanto_docs.finding import Severity
from kanto_docs.law import load
from kanto_docs.rules.horizontal import ROWS
from tests.conftest import changed, check_data, checked_sample, sample

Row = Mapping[str, object]
MINE = ("I", "H", "G05", "W7", "W80")


def listed() -> Mapping[str, Row]:
    raw = cast("Mapping[str, Sequence[Row]]", load("esr-plus-2021-2027", "indicators.yaml"))
    return {str(row["code"]): row for row in raw["indicators"]}


def groups() -> Sequence[Row]:
    raw = cast("Mapping[str, Sequence[Row]]", load("esr-plus-2021-2027", "indicators.yaml"))
    return raw["groups"]


def found(smallest: object, set_: Mapping[str, object]) -> list[str]:
    report = check_data(changed(smallest, set_), sample("smallest").parent).report
    return [finding.code for finding in report.findings if finding.code.startswith(MINE)]


def test_codes_run_in_the_order_of_the_annex() -> None:
    codes = list(listed())
    assert codes == [f"EECO{n:02}" for n in range(1, 20)] + [f"EECR{n:02}" for n in range(1, 7)]


def test_a_result_is_a_result_by_its_code() -> None:
    for code, row in listed().items():
        assert row["kind"] == ("result" if code.startswith("EECR") else "output")


def test_everyone_counted_is_a_participant_except_organisations() -> None:
    for code, row in listed().items():
        whole = code
        while listed()[whole]["part_of"]:
            whole = str(listed()[whole]["part_of"])
        assert whole == ("EECO01" if row["unit"] == "person" else code)


def test_groups_share_out_the_participants() -> None:
    for group in groups():
        for part in cast("Sequence[str]", group["parts"]):
            assert listed()[part]["part_of"] == group["whole"] == "EECO01"


@pytest.mark.parametrize("code", ["EECO02", "EECO12", "EECO15", "EECR01", "EECR04"])
def test_codes_that_were_seen_are_verified(code: str) -> None:
    assert listed()[code]["confidence"] == "verified"


def test_names_that_were_not_seen_are_not_invented() -> None:
    names = [cast("Row", row["name"]) for row in listed().values()]
    assert all(name["en"] for name in names)
    assert [name["fi"] for name in names if name["fi"]] == ["kokonaismäärä"]
    assert not any(name["sv"] for name in names)


def test_the_sustainability_rows_are_those_of_the_plan() -> None:
    schema = json.loads(data.read_text("schemas", "plan.schema.json"))
    table = schema["properties"]["horizontal"]["properties"]["sustainable_development"]
    assert tuple(table["properties"]) == ROWS


@pytest.mark.parametrize("name", ["smallest", "cafe"])
def test_an_honest_plan_hears_nothing(name: str) -> None:
    report = checked_sample(name).report
    assert [finding for finding in report.findings if finding.code.startswith(MINE)] == []


def test_a_half_finished_plan_hears_only_of_what_is_missing() -> None:
    report = checked_sample("holes").report
    said = [finding for finding in report.findings if finding.code.startswith(MINE)]
    assert all(f.severity in (Severity.MISSING, Severity.NOTE) for f in said)
    assert {finding.code for finding in said} == {"I50", *(f"H5{n}" for n in range(6))}


def test_the_typical_mistakes_are_each_said_once() -> None:
    report = checked_sample("mistakes").report
    said = [f.code for f in report.findings if f.code.startswith(MINE)]
    assert sorted(said) == ["H01", "H02", "H03", "H06", "I01", "I03", "I09", "I11"]


def test_one_wrong_total_is_one_finding_for_each_part_that_breaks_it(smallest: object) -> None:
    rows = [
        {"code": "EECO01", "target": 30},
        {"code": "EECO02", "target": 40},
        {"code": "EECO04", "target": 10},
        {"code": "EECO05", "target": 5},
    ]
    assert found(smallest, {"/indicators/outputs": rows}) == ["I03"]


def test_numbers_without_any_total_are_left_alone(smallest: object) -> None:
    rows = [{"code": "EECO02", "target": 40}, {"code": "EECO09", "target": 50}]
    assert found(smallest, {"/indicators": {"outputs": rows}}) == ["I50"]


def test_an_indicator_listed_twice_takes_no_part_in_sums(smallest: object) -> None:
    rows = [{"code": "EECO01", "target": 30}, {"code": "EECO01", "target": 5}]
    more = [*rows, {"code": "EECO02", "target": 20}]
    assert found(smallest, {"/indicators/outputs": more}) == ["I08"]


def test_an_answer_asked_by_the_call_is_missing_until_it_is_given(smallest: object) -> None:
    asked = {"question": "Miten hanke tukee maakuntaohjelmaa?"}
    assert found(smallest, {"/extra_answers": [asked]}) == ["W80"]
    assert found(smallest, {"/extra_answers": [{**asked, "answer": "Näin."}]}) == []


@pytest.mark.parametrize("question", ["analysis_done", "mainstreamed", "main_goal"])
def test_each_answer_on_gender_asks_for_its_rationale(smallest: object, question: str) -> None:
    pointer = f"/horizontal/gender_equality/{question}"
    (code,) = found(smallest, {pointer: {"answer": False}})
    assert code in ("H56", "H57", "H58")
    assert found(smallest, {pointer: {}}) == []


def test_realised_persons_that_are_missing_are_not_zero(smallest: object) -> None:
    assert found(smallest, {"/realised": {"enterprises": 0}}) == ["I51"]
    assert found(smallest, {"/realised": {"enterprises": 0, "persons": 0}}) == []


@pytest.mark.parametrize(
    "said",
    [
        "Hanke ei edistä liikennettä.",
        "Emme vähennä emmekä lisää jätettä.",
        "Inga särskilda effekter.",
        "",
    ],
)
def test_a_denied_effect_needs_no_score(smallest: object, said: str) -> None:
    row = {"direct": 0, "indirect": 0, "rationale": said}
    table = {name: {"direct": 0, "indirect": 0} for name in ROWS}
    set_ = {"/horizontal/sustainable_development": {**table, "mobility": row}}
    assert found(smallest, set_) == []


@pytest.mark.parametrize(
    "said",
    [
        "Aino Esimerkki ohjaa masennuksesta toipuvien ryhmää.",
        "Aino Esimerkki vastaa romanityöstä. Osallistuja on usein sairas.",
        "Ryhmässä moni on työkyvyttömyyseläkkeellä.",
        "Eero Malli on romani-asiain neuvottelukunnan jäsen.",
    ],
)
def test_work_with_people_who_are_ill_is_no_secret(smallest: object, said: str) -> None:
    assert found(smallest, {"/need/problem": said}) == []


@pytest.mark.parametrize(
    "said",
    [
        "Hanke hoitaa kylän olohuonehankintoja.",
        "Kylän olohuone –hankkeen ryhmät.",
        "Rakennamme kylän olohuoneen.",
        "Kutsumme sitä nimellä ”Kylän olohuone”.",
    ],
)
def test_the_name_in_its_own_form_and_plain_words_are_left_alone(
    smallest: object, said: str
) -> None:
    assert found(smallest, {"/continuity": said}) == []


def test_odd_numbers_and_texts_do_no_harm(smallest: object) -> None:
    digits = "9" * 400
    set_ = {
        "/indicators/persons": digits,
        "/indicators/outputs/0/target": digits,
        "/results/0/target": f"{digits} %",
        "/target_groups/direct/0/size": digits,
        "/project/code": digits,
        "/project/name": "(" * 60 + "[" * 60,
    }
    assert found(smallest, set_)
