"""Odd plans that once broke a rule, or made it slow, or told what must not be told."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from kanto_docs.checking import check_source
from kanto_docs.choosing import Options
from kanto_docs.finding import Report
from kanto_docs.formats import json, text
from kanto_docs.prose.identity import masked
from kanto_docs.source import Source
from kanto_docs.words import LANGUAGES, Words
from tests.conftest import changed, check_data, sample
from tests.test_cli import kanto

CODE = "010150-900C"


def said(report: Report) -> str:
    """Everything that a report says, in every language and format."""
    spoken = [Words(language) for language in LANGUAGES]
    texts = [text.render([report], words) for words in spoken]
    return "".join([*texts, json.render([report], {report.file: spoken[0]})])


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_the_first_and_the_last_day_there_is_are_days_of_the_law(
    smallest: object, day: dt.date
) -> None:
    source = Source("plan.yaml", "", smallest, {})
    report = check_source(source, Options(on=day, folder=sample("smallest").parent)).report
    assert report.on == day


def test_a_project_that_ends_on_the_last_day_there_is_is_judged(smallest: object) -> None:
    milestone = {"date": "2027-01-01", "text": "Viimeinen maksatushakemus"}
    changes = {"/schedule/end": "9999-12-31", "/schedule/milestones": [milestone]}
    assert said(check_data(changed(smallest, changes)).report)


def test_aid_is_counted_back_to_the_first_day_there_is(smallest: object) -> None:
    aid = [{"date": "0001-01-01", "granter": "Kunta", "amount": 10}]
    data = changed(smallest, {"/state_aid/economic_activity": True, "/state_aid/de_minimis": aid})
    source = Source("plan.yaml", "", data, {})
    assert said(check_source(source, Options(on=dt.date(1, 1, 1))).report)


@pytest.mark.parametrize(
    "pointer",
    [
        "/call", "/project/name", "/summary", "/staff/0/role", "/staff/0/id", "/reasons/F01",
        "/actions/0/responsible", "/area/municipalities", "/cost_model", "/horizontal",
    ],
)  # fmt: skip
def test_an_identity_code_is_told_nowhere(smallest: object, pointer: str) -> None:
    assert CODE not in said(check_data(changed(smallest, {pointer: CODE})).report)


@pytest.mark.parametrize("sign", ["-", "‐", "‑", "–", "−", "A", "+"])
def test_every_sign_in_the_middle_of_a_code_is_masked(sign: str) -> None:
    assert "900C" not in masked(f"Aino 010150{sign}900Con")


def test_an_identity_code_is_in_no_file_name(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(f"format: 1\nproject:\n  acronym: Aino {CODE}\n", encoding="utf-8")
    ran = kanto("fill", plan, "--out", tmp_path / "out", "--only", "budget")
    assert ran.code == 0
    assert [path.name for path in (tmp_path / "out").iterdir() if "900" in path.name] == []


def test_many_faults_that_have_ways_out_take_seconds_not_minutes(smallest: object) -> None:
    costs = [{"category": "travel", "text": f"Matka {n}", "amount": n} for n in range(1, 400)]
    before = time.process_time()
    report = check_data(changed(smallest, {"/costs": costs})).report
    assert sum(one.code == "C03" for one in report.findings) == len(costs)
    assert any(one.remedies for one in report.findings)
    assert time.process_time() - before < 20  # seconds, on any machine; without a bound: minutes
