"""The words of cards, rows and calls that decide how grave a finding is, and what is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import product

import pytest

from kanto_docs.calls import Call
from kanto_docs.cards import card
from kanto_docs.finding import Basis, Fault, Severity
from kanto_docs.law import Law, Programme, Required
from kanto_docs.plan import Plan
from kanto_docs.rules import RULES
from kanto_docs.rules.judging import Case, basis_of, finding_of, is_verified, severity_of
from kanto_docs.rules.registry import Rule
from kanto_docs.rules.required import judge_required
from kanto_docs.rules.required import severity_of as severity_of_row
from kanto_docs.source import Source
from tests.conftest import checked_sample

DAY = dt.date(2026, 11, 24)
LAW = Law(DAY, Programme("x", {}, {}))
WORDS = ("-", "guidance", "submit", "~")
READ = Basis(kind="logic", confidence="verified")


class NoAmounts:
    """A budget of which nothing is known."""

    def __getitem__(self, name: str) -> object:
        return None

    get = __getitem__

    def missing(self, name: str) -> tuple[str, ...]:
        return (name,)


def case_of(data: object, row: Mapping[str, object], phase: str = "guidance") -> Case:
    whole = {"code": "W99", "ask": {}, "basis": [{"kind": "logic"}], **row}
    law = Law(DAY, Programme("x", {"required": [whole]}, {}))
    return Case(Source("plan.yaml", "", data, {}), Plan(), law, NoAmounts(), phase)


def lacking(data: object, row: Mapping[str, object], phase: str = "guidance") -> list[object]:
    return [one.path for one in judge_required(case_of(data, row, phase)).findings]


@pytest.mark.parametrize(("wanted", "phase"), [*product(WORDS, WORDS)])
@pytest.mark.parametrize("severity", Severity)
def test_only_what_is_missing_and_wanted_at_submission_becomes_an_error_then(
    severity: Severity, wanted: str, phase: str
) -> None:
    found = card("F04")._replace(severity=severity, phase=wanted)
    submitted = severity is Severity.MISSING and (wanted, phase) == ("submit", "submit")
    expected = Severity.ERROR if submitted else severity
    assert severity_of(found, (READ,), LAW, phase) is expected


@pytest.mark.parametrize(("wanted", "phase"), [*product(WORDS, WORDS)])
def test_a_row_becomes_an_error_only_at_submission(wanted: str, phase: str) -> None:
    row = Required("W99", "/summary", {}, (READ,), phase=wanted)
    submitted = (wanted, phase) == ("submit", "submit")
    assert severity_of_row(row, phase) is (Severity.ERROR if submitted else Severity.MISSING)


@pytest.mark.parametrize("confidence", ["-", "secondary", "unverified", "~"])
def test_only_verified_is_verified(confidence: str) -> None:
    assert is_verified((READ,))
    assert not is_verified((READ, READ._replace(confidence=confidence)))


@pytest.mark.parametrize("severity", Severity)
def test_the_plans_own_reason_is_read_where_one_may_be_given(severity: Severity) -> None:
    case = case_of({}, {"path": "/summary"})._replace(plan=Plan(reasons={"A07": "Syy."}))
    found = card("A07")._replace(severity=severity)
    finding = finding_of(Fault(("applicant",)), found, (READ,), case)
    assert finding.reason == ("Syy." if severity is Severity.JUSTIFY else None)


@pytest.mark.parametrize(
    ("code", "rests_on_call"), [("C14", True), ("T13", True), ("T10", False), ("C06", False)]
)
def test_a_finding_rests_on_the_call_where_its_rule_reads_the_call(
    code: str, *, rests_on_call: bool
) -> None:
    basis = Basis(title="Oma haku", kind="page", confidence="verified")
    known = checked_sample("smallest").law.programme
    law = Law(DAY, known, Call("x", {}, basis=(basis,)))
    rule = next(one for one in RULES if one.code == code)
    assert (basis in basis_of(card(code), rule, law)) is rests_on_call
    assert basis not in basis_of(card(code), rule, Law(DAY, known))


def test_a_finding_does_not_rest_on_a_number_that_only_has_the_name_of_a_field() -> None:
    law = Law(DAY, checked_sample("smallest").law.programme)
    assert law.basis("max_grant_share")
    for first in ("applicant", "project"):
        rule = Rule("A02", lambda **_: iter(()), {"share": f"{first}.max_grant_share"})
        assert basis_of(card("A02"), rule, law) == card("A02").basis


def test_a_rule_reads_the_plan_the_law_the_call_and_the_budget() -> None:
    report = checked_sample("smallest").report
    assert {"T01", "T03", "C14", "F01", "A03", "V01"} <= set(report.passed)


@pytest.mark.parametrize("first", [True, False])
def test_one_of_several_places_is_enough(*, first: bool) -> None:
    paths = ("/a", "/b") if first else ("/b", "/a")
    row = {"path": paths[0], "any_of": list(paths)}
    assert lacking({}, row) == [(paths[0][1:],)]
    assert lacking({"a": "x"}, row) == []
    assert lacking({"b": "x"}, row) == []


def test_a_no_where_a_yes_is_wanted_is_no_answer() -> None:
    row = {"path": "/a", "any_of": ["/a"], "wanted": True}
    for value, found in ((True, []), (False, [("a",)]), ("ehkä", [("a",)])):
        assert lacking({"a": value}, row) == found


@pytest.mark.parametrize("answers", [*product([None, False], repeat=3)])
def test_each_item_tells_whether_it_was_declined(answers: tuple[bool | None, ...]) -> None:
    data = {"staff": [{"told": one} for one in answers]}
    for wanted in (True, None):
        row = {"path": "/staff/*/told", "wanted": wanted}
        found = judge_required(case_of(data, row)).findings
        told = [one.facts["declined"] for one in found]
        assert told == ([one is False for one in answers] if wanted else [False] * len(found))


@pytest.mark.parametrize("phase", WORDS)
@pytest.mark.parametrize("word", ["", "met", "~"])
def test_what_is_not_asked_while_planning_is_asked_later(word: str, phase: str) -> None:
    row = {"path": "/a", "guidance": word}
    asked = (word, phase) != ("met", "guidance")
    assert lacking({}, row, phase) == ([("a",)] if asked else [])


@pytest.mark.parametrize("word", ["", "met", "~"])
def test_an_empty_list_is_an_answer_where_the_row_says_so(word: str) -> None:
    row = {"path": "/a", "empty": word}
    assert lacking({"a": []}, row) == ([] if word == "met" else [("a",)])
