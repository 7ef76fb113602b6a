"""When the application is about to be sent, what the law wants in it and is missing is an error."""

from __future__ import annotations

import pytest

from kanto_docs.checking import check_source
from kanto_docs.choosing import Options
from kanto_docs.finding import Report, Severity
from kanto_docs.law import Required, programme
from kanto_docs.source import Source
from tests.conftest import changed, sample
from tests.test_cli import kanto, report_of

STALE = "2027-05-24"
"""181 days after the law data was last read."""
FRESH = "2027-05-23"


def report(data: object, phase: str) -> Report:
    source = Source("plan.yaml", "", data, {})
    return check_source(source, Options(phase=phase, folder=sample("smallest").parent)).report


def severity(found: Report, code: str) -> Severity | None:
    return next((one.severity for one in found.findings if one.code == code), None)


def test_a_missing_summary_is_missing_while_planning_and_an_error_at_submission(
    smallest: object,
) -> None:
    data = changed(smallest, unset=["/summary"])
    row = next(one for one in programme_rows() if one.path == "/summary")
    assert severity(report(data, "guidance"), row.code) is Severity.MISSING
    assert severity(report(data, "submit"), row.code) is Severity.ERROR


def test_what_only_practice_asks_for_is_never_an_error(smallest: object) -> None:
    for row in programme_rows():
        if row.phase == "guidance" and "*" not in row.path:
            section = changed(smallest, unset=["/" + row.path.split("/")[1]])
            found = report(section, "submit")
            assert severity(found, row.code) in {None, Severity.MISSING, Severity.NOTE}, row.code


@pytest.mark.parametrize("path", ["/income", "/funding/other_applications"])
def test_that_there_is_no_income_must_be_said_at_submission_only(
    smallest: object, path: str
) -> None:
    row = next(one for one in programme_rows() if one.path == path)
    silent = changed(smallest, unset=[path])
    assert severity(report(silent, "guidance"), row.code) is None
    assert severity(report(silent, "submit"), row.code) is Severity.ERROR
    assert severity(report(changed(smallest, {path: []}), "submit"), row.code) is None


def test_the_phase_is_an_option_of_check() -> None:
    plan = sample("holes")
    assert kanto("check", plan).code == kanto("check", plan, "--phase", "guidance").code
    sent = report_of(kanto("check", plan, "--phase", "submit", "--format", "json"))
    drafted = report_of(kanto("check", plan, "--format", "json"))
    assert sent["summary"]["error"] > drafted["summary"]["error"]
    assert sent["summary"]["missing"] < drafted["summary"]["missing"]


def test_one_note_says_when_the_law_data_was_last_read_too_long_ago() -> None:
    run = kanto("check", sample("smallest"), "--format", "json", KANTO_DOCS_TODAY=STALE)
    (note,) = report_of(run)["plans"][0]["findings"]
    assert (note["code"], note["severity"], note["line"]) == ("Y46", "note", 1)
    assert "24.11.2026" in note["message"]
    run = kanto("check", sample("smallest"), "--format", "json", KANTO_DOCS_TODAY=FRESH)
    assert report_of(run)["plans"][0]["findings"] == []


def programme_rows() -> tuple[Required, ...]:
    law = programme("esr-plus-2021-2027")
    assert law is not None
    return law.required()
