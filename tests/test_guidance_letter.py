"""The adviser's letter: everything the check says is in it, once, in words for a volunteer."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kanto_docs.cards import files
from kanto_docs.documents.making import make
from kanto_docs.formats.text import unjudged_by_cause
from kanto_docs.source import read_file
from kanto_docs.words import LANGUAGES, Words
from kanto_docs.words.capitals import capitalised
from kanto_docs.words.saying import say, say_remedy
from tests.conftest import SAMPLES, changed, check_data, sample
from tests.papers import Paper, checked
from tests.proof import said_by

LETTERS = [(name, language) for name in SAMPLES for language in LANGUAGES]
CODE_WORDS = re.compile(r"\b(error|justify|missing|note|flat_rate_\d+|cost_model|monthly_pay)\b")


def letter(name: str, language: str) -> str:
    """The letter's text with every space and line break as one space."""
    return said_in(Paper(name, "guidance", language).payload)


def said_in(payload: bytes) -> str:
    return plain(" ".join(said_by(payload)))


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(("name", "language"), LETTERS)
def test_every_finding_stands_in_the_letter(name: str, language: str) -> None:
    words, said = Words(language), letter(name, language)
    for one in checked(name).report.findings:
        told = say(one, words)
        asked = told.message if one.code in files() else words.label(one.path)
        assert plain(asked) in said, one.code
        for remedy in one.remedies if one.counts else ():
            assert plain(say_remedy(one, remedy, words)) in said, one.code
        if one.counts:
            assert plain(told.fix) in said, one.code
            assert plain(told.why if one.code in files() else told.law or told.why) in said, (
                one.code
            )


@pytest.mark.parametrize("name", SAMPLES)
def test_each_point_is_told_once(name: str) -> None:
    said = letter(name, "fi")
    report = checked(name).report
    wanted = Counter((one.code, one.path[:1]) for one in report.findings if one.counts)
    codes = Counter(code for code, _ in wanted)
    for code, parts in codes.items():
        explained = len(re.findall(rf"· {code}\b", said))
        assert explained >= parts, code
        assert explained <= sum(n for (one, _), n in wanted.items() if one == code), code


@pytest.mark.parametrize(("name", "language"), LETTERS)
def test_what_could_not_be_judged_and_every_question_stand_in_it(name: str, language: str) -> None:
    words, said, report = Words(language), letter(name, language), checked(name).report
    for missing, _ in unjudged_by_cause(report, words):
        assert plain(f"{capitalised(missing)}:") in said
    for question in report.questions:
        assert said.count(plain(question.text[language])) == 1, question.code


@pytest.mark.parametrize("name", SAMPLES)
def test_the_finnish_and_swedish_letters_hold_no_word_of_the_machine(name: str) -> None:
    for language in ("fi", "sv"):
        own = plain(checked(name).source.text)
        found = {one for one in CODE_WORDS.findall(letter(name, language)) if one not in own}
        assert found == set()


@pytest.mark.parametrize("name", ["smallest", "cafe"])
def test_a_plan_without_faults_gets_a_letter_that_says_so(name: str) -> None:
    paper = Paper(name, "guidance", "fi")
    assert paper.filled.gaps == ()
    said = letter(name, "fi")
    assert "Hienoa työtä!" in said
    assert "Mitä vielä puuttuu" not in said
    assert "Suunnitelman perustelu:" in said or name == "smallest"


def steps(**changes: object) -> str:
    """The letter of the smallest plan, changed, in Finnish."""
    plan = sample("smallest")
    set_ = {"/" + key.replace("__", "/"): value for key, value in changes.items()}
    data = changed(read_file(plan).data, set_)
    return said_in(make("guidance", check_data(data, plan.parent), Words("fi")).payload)


def test_the_next_steps_have_the_days_of_the_call_and_the_plan() -> None:
    sent, unsent = steps(), steps(schedule__submitted="1.12.2026")
    assert "Hakuaika on jo päättynyt. Kysykää rahoittajalta" in unsent
    assert "Hakuaika on jo päättynyt" not in sent
    assert "Suunnitelmassa hankkeen alkamispäivä. 1.1.2027" in sent


def test_days_to_come_stand_beside_their_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANTO_DOCS_TODAY", "2026-08-01")
    said = steps(schedule__submitted="15.10.2026")
    assert "Hakuaika alkaa. 10.8.2026" in said
    assert "viimeistään silloin. 30.10.2026" in said
    assert "Suunnitelmassa hakemuksen jättöpäivä. 15.10.2026" in said


def test_an_unknown_call_is_said_to_be_unknown() -> None:
    assert "Selvittäkää hakuilmoituksesta, milloin hakuaika alkaa" in steps(call="EI-OLE")


def test_a_call_that_is_open_opens_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANTO_DOCS_TODAY", "2026-09-01")
    said = steps()
    assert "Hakuaika alkaa." not in said
    assert "viimeistään silloin. 30.10.2026" in said


def test_the_letter_counts_what_is_open_in_each_part() -> None:
    said, report = letter("mistakes", "fi"), checked("mistakes").report
    staff = [one for one in report.findings if one.path[:1] == ("staff",) and one.counts]
    kinds = Counter(one.severity.slug for one in staff)
    mend = kinds["error"] + kinds["justify"]
    assert f"Henkilöstö {mend} {kinds['missing']} {kinds['note']}" in said
    passed = sum(code[0] == "T" for code in report.passed)
    open_ = [one for one in report.findings if one.code[0] == "T" and one.counts]
    graver = sum(one.severity.slug != "note" for one in open_)
    assert f"Aika: Kunnossa {passed} tarkistettua kohtaa, avoinna {graver}." in said
    notes = sum(one.code[0] == "X" and one.severity.slug == "note" for one in report.findings)
    faults = sum(one.code[0] == "X" and one.severity.slug != "note" for one in report.findings)
    assert notes > 0
    assert f"avoinna {faults}." in said.split("Teksti: ")[1][:80]
