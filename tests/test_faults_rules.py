"""Odd plans that once broke a rule, or made it slow, or told what must not be told."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path
from typing import Final

import pytest

from kanto_docs.checking import check_source
from kanto_docs.choosing import Options
from kanto_docs.finding import Report, Severity
from kanto_docs.formats import json, text
from kanto_docs.prose.identity import masked
from kanto_docs.remedies import trying
from kanto_docs.source import Source
from kanto_docs.words import LANGUAGES, Words
from tests.conftest import changed, check_data, sample
from tests.test_cli import POSIX, kanto

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


LONG_LISTS: Final[dict[str, dict[str, object]]] = {
    "places that are nowhere": {
        "/area/municipalities": [f"Kylälä {number}" for number in range(500)],
    },
    "indicators that are nowhere": {
        "/indicators/outputs": [{"code": f"EEC{n}", "target": 1} for n in range(1000)],
    },
    "one person in many rows": {
        "/staff": [{"name": "Aino Esimerkki", "role": f"Työ {n}", "share": 1} for n in range(500)],
    },
    "phrases that are denied": {"/communication/plan": "ei Vipuvoimaa EU:lta " * 5000},
    "a name of hyphens": {"/project/name": "- " * 4000, "/summary": "- " * 20000},
    "quotation marks": {"/project/name": "kahvila " * 1000, "/summary": '"aaaaa ' * 20000},
}


@pytest.mark.parametrize("changes", LONG_LISTS.values(), ids=LONG_LISTS)
def test_long_lists_and_texts_take_seconds_not_minutes(
    smallest: object, changes: dict[str, object]
) -> None:
    before = time.process_time()
    assert said(check_data(changed(smallest, changes)).report)
    assert time.process_time() - before < 20  # seconds, on any machine


def test_the_gravest_findings_get_their_ways_out_first(
    smallest: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "WORK", 2_000)  # a handful of trials
    costs = [{"category": "travel", "text": "Matka", "amount": n} for n in range(1, 10)]
    texts = {"/summary": "Hanke kestää 18 kuukautta."}
    findings = check_data(changed(smallest, {"/costs": costs, **texts})).report.findings
    helped = {one.severity for one in findings if one.remedies}
    assert helped == {Severity.ERROR}
    assert any(one.code == "X11" for one in findings)


def test_work_without_hours_for_thousands_of_years_is_told_in_a_line(smallest: object) -> None:
    person = {"role": "Ohjaaja", "annual_gross": 40000, "hours": {"2027": 100, "2030": 100}}
    row = {**person, "start": "0001-01-01", "end": "9999-12-31"}
    report = check_data(changed(smallest, {"/pay_model": "unit_cost", "/staff": [row]})).report
    (found,) = [one for one in report.findings if one.code == "S14"]
    assert found.facts["years"] == ("1–2026", "2028", "2029", "2031–9999")


def test_a_way_out_never_holds_a_masked_text(smallest: object) -> None:
    """A text that looks like an identity code is none of ours to rewrite."""
    words = "Hanke kestää 18 kuukautta. Tunnus on 010203-1234."
    report = check_data(changed(smallest, {"/summary": words})).report
    (found,) = [one for one in report.findings if one.code == "X11"]
    assert found.remedies == ()


@pytest.mark.parametrize("text_of", [f"hetu_{CODE}_cv.pdf", f"Aino{CODE}", f"{CODE.lower()}."])
def test_a_code_among_other_signs_is_masked(smallest: object, text_of: str) -> None:
    report = check_data(changed(smallest, {"/summary": text_of, "/programme": text_of})).report
    assert CODE.lower() not in said(report).lower()


def test_a_code_in_an_acceptance_is_masked(smallest: object) -> None:
    waiver = {"code": "F01", "reason": f"Sovittu {CODE}", "by": f"Aino {CODE}"}
    changes = {"/funding/grant_share": 85, "/waivers": [waiver], f"/reasons/{CODE}": CODE}
    assert CODE not in said(check_data(changed(smallest, changes)).report)


def test_what_a_person_wrote_at_length_is_cut_in_the_text(smallest: object) -> None:
    waiver = {"code": "F01", "reason": "x" * 200_000, "by": "y" * 200_000}
    changes = {"/funding/grant_share": 85, "/waivers": [waiver]}
    report = check_data(changed(smallest, changes)).report
    assert len(text.render([report], Words("fi"))) < 10_000


def test_an_empty_choice_is_no_choice(smallest: object) -> None:
    report = check_data(changed(smallest, {"/pay_model": "", "/cost_model": ""})).report
    codes = {one.code for one in report.findings}
    assert codes.isdisjoint({"S12", "C04", "C05"})


def test_a_waiver_without_a_code_is_told_without_a_gap(smallest: object) -> None:
    report = check_data(changed(smallest, {"/waivers": [{"reason": "x", "by": "y"}]})).report
    assert "  ei" not in said(report)


@POSIX
def test_a_device_or_a_pipe_is_no_baseline(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in (tmp_path / "pipe", Path("/dev/zero")):
        assert kanto("check", sample("smallest"), "--baseline", name).code == 3


def test_a_baseline_is_never_written_over(tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.json"
    plan, asked = sample("smallest"), ("--format", "json", "--output", earlier)
    assert kanto("check", plan, *asked).code == 0
    written = earlier.read_bytes()
    ran = kanto("check", plan, *asked, "--baseline", earlier, "--force")
    assert ran.code == 2
    assert earlier.read_bytes() == written


@pytest.mark.parametrize("code", ["[null]", "{a: b}", CODE])
def test_the_code_of_a_call_in_json_is_a_text_without_identity_codes(
    tmp_path: Path, code: str
) -> None:
    call = tmp_path / "haku.yaml"
    call.write_text(f"code: {code}\ntitle: {{fi: Haku}}\n", encoding="utf-8")
    out = kanto("calls", "check", call, "--format", "json").out
    assert CODE not in out
    assert "None" not in out
