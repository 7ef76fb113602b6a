"""The samples: what the tool says of them and makes of them is written down and compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kanto_docs.documents.catalogue import DOCUMENTS, PAGE, document
from kanto_docs.documents.filled import Filled
from kanto_docs.documents.filling import file_name
from kanto_docs.documents.making import make
from kanto_docs.finding import Report, Severity
from kanto_docs.formats import json as as_json
from kanto_docs.formats import text
from kanto_docs.words import LANGUAGES, Words
from tests import shadows
from tests.accepting import agrees
from tests.conftest import ROOT, SAMPLES, checked_sample, sample
from tests.papers import ALL, Paper, named

FINNISH = Words("fi")
SHOWN = {
    ("group", "group-agreement"),
    ("holes", "guidance"),
    ("kanto", "description"),
    ("mistakes", "guidance"),
}
"""Documents besides the draft and the budget for which a sample is there."""
GOLDEN = tuple(
    one
    for one in ALL
    if one.language == "fi"
    and (DOCUMENTS[one.name].unasked or (one.sample, one.name) in SHOWN or one.sample == "cafe")
)
"""Documents that are written down: every one of the café, and of the other samples some."""
TODAY_MATTERS_IN = {"holes"}
"""No day is given in the plan, so the law is today's."""


def report_of(name: str) -> Report:
    return checked_sample(name).report


@pytest.mark.parametrize("name", SAMPLES)
def test_check_says_exactly_its_golden_text(name: str) -> None:
    agrees(ROOT / "samples" / name / "check.txt", text.render([report_of(name)], FINNISH))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_mistakes_are_told_in_every_language(language: str) -> None:
    said = text.render([report_of("mistakes")], Words(language))
    agrees(ROOT / "samples" / "mistakes" / f"check.{language}.txt", said)


@pytest.mark.parametrize("name", SAMPLES)
def test_json_says_the_same_findings(name: str) -> None:
    report = report_of(name)
    document = json.loads(as_json.render([report], {report.file: FINNISH}))
    found = document["plans"][0]["findings"]
    assert [(one["code"], one["line"], one["column"]) for one in found] == [
        (one.code, *one.position) for one in report.findings
    ]


def test_the_smallest_plan_gives_no_finding_at_all() -> None:
    report = report_of("smallest")
    assert report.findings == ()
    assert report.unjudged == ()
    assert len(report.passed) > 100


def test_the_cafe_has_only_what_it_has_justified() -> None:
    findings = report_of("cafe").findings
    assert [(one.code, one.reason is not None) for one in findings] == [("S02", True)]


def test_a_draft_with_holes_has_no_errors_and_much_missing() -> None:
    report = report_of("holes")
    assert report.count(Severity.ERROR) == 0
    assert report.count(Severity.MISSING) > 20


def test_the_mistakes_give_at_least_twenty_codes_each_below_its_comment() -> None:
    """Every mistake stands under a comment of its own; every finding stands under a comment."""
    report = report_of("mistakes")
    assert len({one.code for one in report.findings}) >= 20
    lines = sample("mistakes").read_text(encoding="utf-8").splitlines()
    for one in report.findings:
        above = lines[max(0, one.position.line - 4) : one.position.line]
        assert any("#" in line for line in above), (one.code, one.position)


@pytest.mark.parametrize("paper", GOLDEN, ids=named)
def test_documents_are_as_their_shadows_say(paper: Paper) -> None:
    folder = ROOT / "samples" / paper.sample / "asiakirjat"
    path = folder / file_name(document(paper.name), paper.checked, FINNISH)
    if paper.ending == PAGE:
        agrees(path, paper.payload.decode())
        return
    agrees(folder / f"{path.name}.txt", shadows.of(path.name, paper.payload))
    _same_document(path, paper.filled)


def _same_document(path: Path, made: Filled) -> None:
    """The committed file is what is made today, member by member."""
    import io
    import os
    import zipfile

    if os.environ.get("KANTO_ACCEPT"):
        path.write_bytes(made.payload)
    assert path.is_file(), f"{path.name} is not there: `make accept`"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(io.BytesIO(made.payload)) as new:
        assert old.namelist() == new.namelist()
        for member in old.namelist():
            assert old.read(member) == new.read(member), member


@pytest.mark.parametrize("paper", [one for one in ALL if one.language == "fi"], ids=named)
def test_the_same_plan_gives_the_same_bytes(paper: Paper) -> None:
    assert make(paper.name, paper.checked, FINNISH) == paper.filled


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_starter_plan_has_only_missing_findings(language: str) -> None:
    from kanto_docs import check
    from kanto_docs.law import programme
    from kanto_docs.starter import starter

    law = programme("esr-plus-2021-2027")
    assert law is not None
    made = starter(law, "KTK-2024-03", Words(language), "plan.yaml")
    report = check(made)
    assert {one.severity for one in report.findings} == {Severity.MISSING}
    assert report.language == language
