"""What somebody has accepted is shown and counted apart; what was there before does not fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kanto_docs.finding import Finding, Report, Severity
from kanto_docs.formats import text
from kanto_docs.formats.json import pointer
from kanto_docs.words import Words
from tests.conftest import changed, check_data, sample
from tests.test_cli import kanto as run

OVER: dict[str, object] = {"/funding/grant_share": 85, "/funding/sources/0/amount": 0.01}
WAIVER = {
    "code": "F01",
    "path": "/funding/grant_share",
    "reason": "Rahoittaja on luvannut 85 %.",
    "by": "Neuvoja Niemi",
    "until": "31.12.2027",
}


def report(smallest: object, **set_: object) -> Report:
    return check_data(changed(smallest, {**OVER, **set_}), sample("smallest").parent).report


def of(report: Report, code: str) -> Finding:
    (found,) = [finding for finding in report.findings if finding.code == code]
    return found


def test_an_accepted_finding_is_shown_with_who_and_why_and_does_not_count(smallest: object) -> None:
    found = report(smallest, **{"/waivers": [WAIVER]})
    assert of(found, "F01").severity is Severity.JUSTIFY
    assert found.count(Severity.JUSTIFY) == 0
    said = text.render([found], Words("fi"))
    assert "Hyväksynyt Neuvoja Niemi, voimassa 31.12.2027 asti: Rahoittaja on luvannut" in said
    assert "1 hyväksytty" in said


def test_without_the_waiver_the_finding_counts(smallest: object) -> None:
    assert report(smallest).count(Severity.JUSTIFY) == 1


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"by": "  "}, "incomplete"),
        ({"reason": None}, "incomplete"),
        ({"code": None}, "no_code"),
        ({"until": "23.11.2026"}, "expired"),
        ({"path": "/funding/grant_amount"}, "unused"),
        ({"code": "F02"}, "unused"),
    ],
)
def test_a_waiver_without_effect_is_reported_and_accepts_nothing(
    smallest: object, change: dict[str, object], problem: str
) -> None:
    found = report(smallest, **{"/waivers": [{**WAIVER, **change}]})
    assert of(found, "Y45").facts["problem"] == problem
    assert of(found, "F01").waiver is None
    assert found.count(Severity.JUSTIFY) == 1


def test_a_waiver_holds_on_its_last_day(smallest: object) -> None:
    found = report(smallest, **{"/waivers": [{**WAIVER, "until": "24.11.2026"}]})
    assert of(found, "F01").waiver is not None


@pytest.mark.parametrize("path", ["funding.grant_share", "/funding/grant_share", None])
def test_the_place_of_a_waiver_may_be_written_in_several_ways(
    smallest: object, path: str | None
) -> None:
    found = report(smallest, **{"/waivers": [{**WAIVER, "path": path}]})
    assert of(found, "F01").waiver is not None


def test_one_waiver_accepts_one_finding(smallest: object) -> None:
    source = {"payer": "Naapuri", "kind": "private", "amount": 1, "in_kind": True}
    set_: dict[str, object] = {
        "/funding/sources/-": {**source, "agreement": "signed"},
        "/funding/sources/0/in_kind": True,
        "/waivers": [{**WAIVER, "code": "F03", "path": "funding.sources[2].in_kind"}],
    }
    found = [one for one in report(smallest, **set_).findings if one.code == "F03"]
    assert [(pointer(one.path), one.waiver is not None) for one in found] == [
        ("/funding/sources/0/in_kind", False),
        ("/funding/sources/2/in_kind", True),
    ]


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The report of the sample full of mistakes, as JSON."""
    path = tmp_path / "earlier.json"
    run("check", str(sample("mistakes")), "--format", "json", "--output", str(path))
    return path


def test_compared_with_itself_a_report_has_nothing_new(earlier: Path) -> None:
    outcome = run("check", str(sample("mistakes")), "--baseline", str(earlier), "--lang", "en")
    assert outcome.code == 0
    assert "known from before" in outcome.out


def test_what_is_new_fails(earlier: Path) -> None:
    document = json.loads(earlier.read_text())
    gone = [one for one in document["plans"][0]["findings"] if one["code"] != "F08"]
    document["plans"][0]["findings"] = gone
    earlier.write_text(json.dumps(document))
    outcome = run("check", str(sample("mistakes")), "--baseline", str(earlier), "--format", "json")
    assert outcome.code == 1
    new = [one for one in json.loads(outcome.out)["plans"][0]["findings"] if not one["known"]]
    assert [one["code"] for one in new] == ["F08"]


def test_a_finding_is_known_when_its_item_has_moved(earlier: Path, tmp_path: Path) -> None:
    document = json.loads(earlier.read_text())
    for one in document["plans"][0]["findings"]:
        one["path"] = one["path"].replace("/costs/0", "/costs/9")
    earlier.write_text(json.dumps(document))
    assert run("check", str(sample("mistakes")), "--baseline", str(earlier)).code == 0


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"plans": [1]}', "\x00", '{"plans": 3}'])
def test_a_baseline_that_is_no_report_is_an_unreadable_input(tmp_path: Path, content: str) -> None:
    path = tmp_path / "no.json"
    path.write_text(content)
    assert run("check", str(sample("smallest")), "--baseline", str(path)).code == 3
    assert run("check", str(sample("smallest")), "--baseline", str(tmp_path)).code == 3
    assert run("check", str(sample("smallest")), "--baseline", str(tmp_path / "none")).code == 3


@pytest.mark.parametrize("written", ["kyllä", [{}], [None], []])
def test_what_says_nothing_is_no_waiver(smallest: object, written: object) -> None:
    codes = {one.code for one in report(smallest, **{"/waivers": written}).findings}
    assert "Y45" not in codes
