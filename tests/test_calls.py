"""Calls: the list of them, call files and their mistakes, and call files made of notices."""

from __future__ import annotations

import datetime as dt
import json
import urllib.parse
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

import click
import pytest

from kanto_docs import choosing
from kanto_docs.call_checking import call_faults, read_call
from kanto_docs.calls import TERMS, Call
from kanto_docs.cards import card
from kanto_docs.checking import check_source
from kanto_docs.choosing import NO_OPTIONS
from kanto_docs.cli.calls_command import command
from kanto_docs.cli.running import run
from kanto_docs.finding import Finding, Report
from kanto_docs.formats.calls import CallWords, Row, listing
from kanto_docs.law import call as call_of
from kanto_docs.law import call_codes, load, programme, programme_codes
from kanto_docs.notices import draft, find_notices
from kanto_docs.notices.words import plain
from kanto_docs.notices.writing import call_file
from kanto_docs.shape.fields import schema
from kanto_docs.source import Source, read, read_file
from kanto_docs.source.place import START
from kanto_docs.words import LANGUAGES, Words
from kanto_docs.words.saying import say
from tests.conftest import BUDGETED, ROOT, changed, sample

NOTICES: Final = ROOT / "tests" / "notices" / "hakuilmoitukset.json"
PROGRAMME: Final = "esr-plus-2021-2027"
TODAY: Final = dt.date(2026, 11, 24)
FIELDS: Final = tuple(schema("call")["properties"])
Data = dict[str, Any]  # JSON


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def kanto(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """Run the command in an empty folder, in Finnish unless asked otherwise."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "fi_FI.UTF-8")

    def runs(*arguments: str | Path) -> Ran:
        code = run([str(one) for one in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ran(code, said.out, said.err)

    return runs


def notice(**changes: object) -> Data:
    """The first notice of the saved page, with changes."""
    page = json.loads(NOTICES.read_text(encoding="utf-8"))
    return {**page["preRenderData"]["hankehaku"][0], **changes}


def source(text: str, name: str = "haku.yaml") -> Source:
    return read(text.encode(), name)


def faults(text: str) -> list[tuple[int, str, str]]:
    """Line, code and problem of each fault of a call file."""
    of = source(text)
    return [
        (of.at(fault.path, key=fault.at_key).line, code, str(fault.facts.get("problem", "")))
        for code, fault in call_faults(of)
    ]


# Our own calls and the schema


@pytest.mark.parametrize(
    ("programme", "code"), [(one, code) for one in programme_codes() for code in call_codes(one)]
)
def test_our_own_calls_are_whole_and_without_fault(programme: str, code: str) -> None:
    raw = load(programme, "calls", f"{code}.yaml")
    assert isinstance(raw, Mapping)
    expected = [name for name in FIELDS if name != "max_prepayment_share"]
    assert list(raw) == expected
    assert raw["code"] == code
    assert raw["programme"] == programme
    assert sorted(raw["title"]) == sorted(LANGUAGES)
    assert all(raw["title"].values())
    assert all(basis["title"] and basis["url"].startswith("https://") for basis in raw["basis"])
    for name in ("opens", "closes", "checked_on"):
        assert raw[name] is None or dt.date.fromisoformat(raw[name]) > dt.date(2020, 1, 1)
    assert call_faults(Source(code, "", raw, {})) == []


@pytest.mark.parametrize("name", BUDGETED)
def test_the_samples_calls_are_without_fault(name: str) -> None:
    path = sample(name).parent / "haku.yaml"
    assert call_faults(read_call(path)) == []


def test_a_call_uses_the_plans_own_values() -> None:
    fields, plan = schema("call")["properties"], schema()["properties"]
    attachment = plan["attachments"]["items"]["properties"]["kind"]
    for name, of_plan in (
        ("cost_models", plan["cost_model"]),
        ("pay_models", plan["pay_model"]),
        ("attachments", attachment),
    ):
        assert fields[name]["items"]["enum"] == [one for one in of_plan["enum"] if one is not None]
        assert fields[name]["items"]["x-values"] == of_plan["x-values"]


def titles(node: Data) -> Iterator[Data]:
    for child in node.get("properties", {}).values():
        yield child
        yield from titles(child)
    if "items" in node:
        yield from titles(node["items"])


def test_every_field_of_a_call_has_a_name_in_three_languages() -> None:
    for node in titles(dict(schema("call"))):
        names = node["x-title"]
        assert sorted(names) == sorted(LANGUAGES)
        assert node["title"] == names["fi"]
        assert len(set(names.values())) == len(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_has_a_short_name_and_a_name_when_it_lacks(language: str) -> None:
    words = Words(language)
    assert set(TERMS) <= set(FIELDS)
    for name in TERMS:
        assert words.ui(f"calls.term.{name}")
        assert words.ui(f"call_field.{name}")


# Reading


def test_a_call_gives_typed_terms() -> None:
    call = Call(
        "OMA",
        {
            "first_start": "1.1.2027",
            "last_start": "2027-06-30",
            "max_chars": {"summary": 2000, "/need/problem": "3 000", "novelty": "pitkä"},
            "own_share_min": "20 %",
            "min_total": "30 000 €",
            "emphasis": [{"fi": "osallisuus", "sv": None}],
            "regions": ["01", 12],
        },
    )
    assert call["first_start"] == dt.date(2027, 1, 1)
    assert call["last_start"] == dt.date(2027, 6, 30)
    assert call["max_chars"] == {"summary": Decimal(2000), "need.problem": Decimal(3000)}
    assert call["own_share_min"] == Decimal(20)
    assert call["min_total"] == Decimal(30000)
    assert call["emphasis"] == ({"fi": "osallisuus"},)
    assert call["regions"] == ("01", "12")
    assert call["max_total"] is None
    assert call["never_heard_of"] is None


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-08-09", "upcoming"),
        ("2026-08-10", "open"),
        ("2026-10-30", "open"),
        ("2026-10-31", "closed"),
    ],
)
def test_a_call_is_open_from_its_first_to_its_last_day(day: str, state: str) -> None:
    call = Call("OMA", {"opens": "2026-08-10", "closes": "2026-10-30"})
    assert call.state(dt.date.fromisoformat(day)) == state


def test_a_call_without_days_has_no_state() -> None:
    assert Call("OMA", {}).state(TODAY) is None
    assert Call("OMA", {"opens": "2026-08-10"}).state(TODAY) is None
    assert Call("OMA", {"closes": "2026-08-10"}).state(TODAY) == "closed"


# Mistakes in a call file


MISTAKES: Final = (
    ("opens: 31.2.2026", "Y24", "no_such_day"),
    ("opens: ensi vuonna", "Y24", "date"),
    ("cost_models: flat_rate_40", "Y23", ""),
    ("cost_models: [flat_rate_4]", "Y22", ""),
    ("pay_models: [tunti]", "Y22", ""),
    ("attachments: [kuva]", "Y22", ""),
    ("min_total: 1.234,50", "Y39", "ambiguous"),
    ("max_total: paljon", "Y25", "amount"),
    ("max_grant_share: puolet", "Y26", "percent"),
    ("max_months: pitkä", "Y27", "number"),
    ("max_chars: {summary: 1.5}", "Y27", "whole"),
    ("max_char: {summary: 5}", "Y41", ""),
    ("title: {de: Aufruf}", "Y41", ""),
    ("title: Haku", "Y23", ""),
    ("confidence: ihan", "Y22", ""),
    ("basis: hakuilmoitus", "Y23", ""),
    ('authority: "a\\x07b"', "Y30", "control"),
    ("code: OMA HAKU", "Y42", "code"),
    ("programme: esr-plus", "Y42", "programme"),
    ("max_grant_share: 100.01", "Y42", "share"),
    ("own_share_min: 101", "Y42", "share"),
    ("max_prepayment_share: 200 %", "Y42", "share"),
    ("regions: [Pohjois-Karjal]", "Y42", "region"),
    ("max_chars: {need.problm: 5}", "Y42", "text_field"),
    ("max_chars: {schedule.start: 5}", "Y42", "text_field"),
    ("max_chars: {need: 5}", "Y42", "text_field"),
    ("max_chars: {actions.description: 5}", "Y42", "text_field"),
    ("max_chars: {summary.*: 5}", "Y42", "text_field"),
    ("rules: {off: [V99]}", "Y42", "rule"),
    ("rules: {off: [v03]}", "Y42", "rule_nearly"),
    ("rules: {off: [W01]}", "Y42", "rule_for_all"),
    ("rules: {off: [Y21]}", "Y42", "rule_for_all"),
    ("rules: {severity: {X1: error}}", "Y42", "rule"),
    ("rules: {severity: {C03: note}}", "Y42", "loosened"),
    ("rules: {severity: {C03: kova}}", "Y22", ""),
    ("rules: {pois: [V03]}", "Y41", ""),
    ("closes: 2026-01-01\nopens: 2026-01-02", "Y42", "dates"),
    ("last_start: 2026-01-01\nfirst_start: 2026-01-02", "Y42", "starts"),
    ("max_total: 9,99\nmin_total: 10", "Y42", "totals"),
)


@pytest.mark.parametrize(("line", "code", "problem"), MISTAKES)
def test_a_mistake_in_a_call_file_has_its_code_and_line(line: str, code: str, problem: str) -> None:
    assert faults(f"official_code: OMA-1\n{line}\n") == [(2, code, problem)]


@pytest.mark.parametrize(
    "line",
    [
        "opens: 1.1.2027",
        "closes: 2027-01-01\nopens: 2027-01-01",
        "min_total: 10\nmax_total: 10,00 €",
        "max_grant_share: 100",
        "max_grant_share: 0",
        'regions: ["01", 12, Norra Savolax, Etelä-Savo]',
        "max_chars: {summary: 2000, need.problem: 5, actions.*.description: 5, /need/problem: 5}",
        "rules: {off: [V03], severity: {C16: error, C03: error}}",
        "title: {fi: Haku, sv: null}",
        "emphasis: [{fi: osallisuus}]",
        "regions:\ncost_models: null",
    ],
)
def test_a_sound_line_has_no_fault(line: str) -> None:
    assert faults(f"code: OMA-1\nprogramme: {PROGRAMME}\n{line}\n") == []


@pytest.mark.parametrize(("line", "code", "problem"), MISTAKES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mistake_reads_well(line: str, code: str, problem: str, language: str) -> None:
    (found,) = call_faults(source(f"official_code: OMA-1\n{line}\n"))
    one = card(found.code)
    facts = found.fault.facts
    finding = Finding(one.code, one.name, one.severity, found.fault.path, START, facts)
    said = say(finding, CallWords(language))
    usual = one.texts[language]["message"]
    for text in (said.message, said.why, said.fix):
        assert text == text.strip()
        assert "None" not in text
        assert "{" not in text
        assert "  " not in text
    assert code != "Y42" or said.message != usual
    told = card("Y36").terms
    assert (problem if code == "Y42" else code) in told


def in_plan(text: str, tmp_path: Path, **changes: object) -> Report:
    """The report of the smallest plan with a call file of that text beside it."""
    (tmp_path / "oma.yaml").write_text(text, encoding="utf-8")
    data = changed(read_file(sample("smallest")).data, {"/call": "oma.yaml", **changes})
    return check_source(
        Source("plan.yaml", "", data, {}), NO_OPTIONS._replace(folder=tmp_path)
    ).report


def told(report: Report) -> list[Mapping[str, object]]:
    return [one.facts for one in report.findings if one.code == "Y36"]


def test_a_plan_is_told_where_its_call_file_is_wrong_and_judged_by_the_rest(
    tmp_path: Path,
) -> None:
    report = in_plan(
        "code: OMA\nmax_total: 5\npay_models: [tunti]\nmax_chars: {summary: 1, x: 1}\n", tmp_path
    )
    assert told(report) == [
        {"value": "oma.yaml", "problem": "field", "line": 3, "name": "pay_models.0", "what": "Y22"},
        {
            "value": "oma.yaml", "problem": "field", "line": 4, "name": "max_chars.x",
            "what": "text_field",
        },
    ]  # fmt: skip
    assert {one.path for one in report.findings if one.code == "Y36"} == {("call",)}
    codes = {one.code for one in report.findings}
    assert "C15" in codes
    assert "C05" not in codes
    assert report.call == "OMA"


def test_the_lengths_that_are_right_hold_beside_one_that_is_not(tmp_path: Path) -> None:
    report = in_plan("code: OMA\nmax_chars: {summary: 1, x: 1}\n", tmp_path)
    assert [one.path for one in report.findings if one.code == "W70"] == [("summary",)]


def test_terms_that_contradict_each_other_judge_no_plan(tmp_path: Path) -> None:
    report = in_plan("code: OMA\nmax_total: 5\nmin_total: 10\n", tmp_path)
    assert [facts["what"] for facts in told(report)] == ["totals"]
    assert not {"C14", "C15"} & {one.code for one in report.findings}


def test_a_call_file_full_of_mistakes_does_not_drown_the_plan(tmp_path: Path) -> None:
    text = "code: OMA\n" + "".join(f"x{number}: 1\n" for number in range(20))
    facts = told(in_plan(text, tmp_path))
    assert len(facts) == choosing.MOST + 1
    assert facts[-1]["more"] == 20 - choosing.MOST


def test_a_call_of_another_programme_is_told(tmp_path: Path) -> None:
    (facts,) = told(in_plan("code: OMA\nprogramme: esr-2014-2020\n", tmp_path))
    assert facts["other"] == "esr-2014-2020"


WHAT: Final = {
    "absent": None,
    "empty": "# vain huomautus\n",
    "list": "- a\n",
    "text": "hei\n",
    "plan": "format: 1\nproject: {}\n",
    "other": "a: 1\n",
    "construction": "code: !x OMA\n",
    "syntax": "code: [\n",
}


@pytest.mark.parametrize(("what", "text"), WHAT.items())
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_is_no_call_is_told_for_what_it_is(
    kanto: Any, what: str, text: str | None, language: str
) -> None:
    path = Path("oma.yaml")
    if text is not None:
        path.write_text(text, encoding="utf-8")
    ran = kanto("check", sample("smallest"), "--call", path, "--lang", language, "--select", "Y36")
    term = card("Y36").terms[what][language]
    assert term in ran.out
    assert ":1:1: " in ran.out.splitlines()[0]
    checked = kanto("calls", "check", path, "--lang", language)
    assert checked.code == 3
    assert what == "syntax" or term in checked.out


def test_a_call_file_elsewhere_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("code: OMA\n", encoding="utf-8")
    folder = tmp_path / "plan"
    folder.mkdir()
    data = changed(read_file(sample("smallest")).data, {"/call": "../other.yaml"})
    options = NO_OPTIONS._replace(folder=folder)
    report = check_source(Source("plan.yaml", "", data, {}), options).report
    assert [facts["what"] for facts in told(report)] == ["outside"]
    report = check_source(Source("plan.yaml", "", data, {})).report
    assert [facts["what"] for facts in told(report)] == ["absent"]


def test_the_funders_own_code_is_answered_with_ours(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kanto: Any
) -> None:
    def with_official(programme: str, code: str) -> Call | None:
        found = call_of(programme, code)
        if found is None or code != "KTK-2024-03":
            return found
        return Call(code, {**found.raw, "official_code": "ISEVK-007"}, found.basis)

    monkeypatch.setattr(choosing, "call", with_official)
    data = changed(read_file(sample("smallest")).data, {"/call": "isevk-007"})
    report = check_source(Source("plan.yaml", "", data, {})).report
    (finding,) = (one for one in report.findings if one.code == "Y35")
    assert finding.facts["suggestion"] == "KTK-2024-03"
    for language in LANGUAGES:
        assert "KTK-2024-03" in say(finding, Words(language)).message
    ran = kanto("rules", "--call", "ISEVK-007")
    assert (ran.code, ran.out) == (2, "")
    assert "KTK-2024-03?" in ran.err


@pytest.mark.parametrize("command_", ["rules", "new"])
def test_an_unreadable_call_file_is_no_unknown_call(kanto: Any, command_: str) -> None:
    Path("oma.yaml").write_text("code: OMA\nopens: eilen\n", encoding="utf-8")
    for name, place in (("oma.yaml", "rivillä 2"), ("puuttuu.yaml", "puuttuu.yaml")):
        ran = kanto(command_, "--call", name)
        assert (ran.code, ran.out) == (3, "")
        assert place in ran.err
        assert "KTK-" not in ran.err


# The list


@pytest.mark.parametrize(
    ("language", "state", "blank"),
    [
        ("fi", "päättynyt", "rahoittajan hakuilmoitus ratkaisee"),
        ("sv", "stängd", "finansiärens ansökningsannons avgör"),
        ("en", "closed", "the funder's call notice decides"),
    ],
)
def test_the_calls_are_listed(kanto: Any, language: str, state: str, blank: str) -> None:
    ran = kanto("calls", "--programme", PROGRAMME, "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    heads = [line for line in ran.out.splitlines() if line.startswith("KTK-")]
    assert [line.split()[0] for line in heads] == list(call_codes(PROGRAMME))
    assert all(line.endswith(f"  {state}") for line in heads)
    assert blank in ran.out
    assert ran.out.splitlines()[0].endswith(f"({PROGRAMME})")
    assert ran.out.count(f"({PROGRAMME})") == 1
    assert "https://" in ran.out
    assert max(map(len, (one for one in ran.out.splitlines() if "http" not in one))) <= 100


def test_a_day_decides_what_is_open(kanto: Any) -> None:
    ran = kanto("calls", "--on", "1.3.2024", "--format", "json")
    document = json.loads(ran.out)
    assert document["on"] == "2024-03-01"
    states = {one["code"]: one["state"] for one in document["calls"]}
    assert states["KTK-2024-01"] == "closed"
    assert states["KTK-2024-03"] == "open"
    assert states["KTK-2024-06"] == "upcoming"
    first = next(one for one in document["calls"] if one["code"] == "KTK-2022-06")
    assert sorted((*first["known"], *first["unknown"])) == sorted(TERMS)
    assert first["basis"][0]["url"].startswith("https://")
    assert first["title"]["sv"]


def test_the_calls_of_one_programme(kanto: Any) -> None:
    every = json.loads(kanto("calls", "--format", "json").out)["calls"]
    for code in programme_codes():
        ran = kanto("calls", "--programme", code, "--format", "json")
        found = json.loads(ran.out)["calls"]
        assert found == [one for one in every if one["programme"] == code]
        assert sorted(one["code"] for one in found) == sorted(call_codes(code))
    ran = kanto("calls", "--programme", "esr")
    assert (ran.code, ran.out) == (2, "")
    assert PROGRAMME in ran.err


def test_a_known_term_is_listed_with_its_value() -> None:
    path = sample("cafe").parent / "haku.yaml"
    raw = read_file(path).data
    assert isinstance(raw, dict)
    law = programme(PROGRAMME)
    assert law is not None
    said = listing([Row(law, Call("OMA", raw))], TODAY, CallWords("fi"))
    for part in ("suurin tuki (80", "(30 000,00", "pisin kesto (36)", "flat rate 40 %,", "?"):
        assert (part in " ".join(said.split())) == (part != "?"), part


# calls check


def test_call_files_are_checked_with_places(kanto: Any) -> None:
    Path("hyva.yaml").write_text("code: OMA\nopens: 1.1.2027\n", encoding="utf-8")
    Path("huono.yaml").write_text(
        "code: OMA\ncode: OMA\nmax_totl: 5\nopens: 31.2.2027\n", encoding="utf-8"
    )
    ran = kanto("calls", "check", "hyva.yaml")
    assert (ran.code, ran.out) == (0, "hyva.yaml: Ei huomautettavaa.\n")
    ran = kanto("calls", "check", "hyva.yaml", "huono.yaml")
    assert ran.code == 1
    heads = [line.split(": virhe ") for line in ran.out.splitlines() if ": virhe " in line]
    assert [(place, said[:3]) for place, said in heads] == [
        ("huono.yaml:2:1", "Y20"),
        ("huono.yaml:3:1", "Y41"),
        ("huono.yaml:4:8", "Y24"),
    ]
    assert "suunnitelma" not in ran.out.lower()
    ran = kanto("calls", "check", "huono.yaml", "--format", "json", "--lang", "en")
    document = json.loads(ran.out)
    assert ran.code == 1
    assert document["summary"] == {
        "calls": 1, "error": 3, "justify": 0, "missing": 0, "note": 0, "refused": 0,
    }  # fmt: skip
    (one,) = document["calls"]
    assert one["code"] == "OMA"
    assert one["findings"][1]["facts"] == {"key": "max_totl", "suggestion": "max_total"}
    assert one["findings"][1]["message"].endswith(
        "Did you mean: max_total (Highest total costs, euros)?"
    )


def test_an_unreadable_call_file_is_3_and_the_others_are_checked(kanto: Any) -> None:
    Path("hyva.yaml").write_text("code: OMA\n", encoding="utf-8")
    ran = kanto("calls", "check", "puuttuu.yaml", "hyva.yaml", "--format", "json")
    assert ran.code == 3
    document = json.loads(ran.out)
    assert document["summary"]["calls"] == 2
    assert document["summary"]["refused"] == 1
    assert document["calls"][0]["findings"][0]["code"] == "Y36"


# calls add


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_becomes_a_call_file(kanto: Any, language: str) -> None:
    ran = kanto("calls", "add", NOTICES, "--code", "keksevk-001", "--lang", language)
    assert (ran.code, ran.out) == (0, "")
    assert "KEKSEVK-001.yaml" in ran.err
    path = Path("KEKSEVK-001.yaml")
    read_back = read_call(path)
    assert call_faults(read_back) == []
    assert read_back.slips == ()
    data = read_back.data
    assert isinstance(data, dict)
    assert tuple(data) == FIELDS
    assert data["official_code"] == "KEKSEVK-001"
    assert data["programme"] == PROGRAMME
    assert data["title"] == {
        "fi": "Keksitty haku: osallisuutta & arkea kylissä", "sv": None, "en": None,
    }  # fmt: skip
    assert data["authority"] == "Keksitty elinvoimakeskus"
    assert (data["opens"], data["closes"]) == ("2026-11-02", "2027-01-29")
    assert data["regions"] == ["Etelä-Savo", "Pohjois-Savo", "Pohjois-Karjala"]
    assert data["cost_models"] is None
    assert data["confidence"] == "secondary"
    assert data["basis"][0]["url"].endswith("/00000000-1111-4222-8333-444444444444/")
    assert "Flat rate 40 %, Kertakorvaus" in path.read_text(encoding="utf-8")
    assert kanto("calls", "check", path).code == 0


def test_a_plan_is_checked_with_the_new_call_file(kanto: Any) -> None:
    kanto("calls", "add", NOTICES, "--code", "KEKSEVK-001")
    ran = kanto("check", sample("smallest"), "--call", "KEKSEVK-001.yaml", "--format", "json")
    (plan,) = json.loads(ran.out)["plans"]
    assert plan["call"] == "KEKSEVK-001"
    assert "Y36" not in {one["code"] for one in plan["findings"]}
    assert all(one["severity"] != "error" for one in plan["findings"])
    assert ["call.cost_models"] in [one["missing"] for one in plan["unjudged"]]


def test_what_cannot_be_read_is_blank_with_the_notices_own_words(kanto: Any) -> None:
    kanto("calls", "add", NOTICES, "--code", "KEKSEVK-002")
    path = Path("KEKSEVK-002.yaml")
    data = read_call(path).data
    assert isinstance(data, dict)
    assert data["opens"] is None
    assert data["closes"] == "2027-04-29"
    assert data["authority"] is None
    assert len(data["regions"]) == 19
    text = path.read_text(encoding="utf-8")
    assert "# Ilmoituksessa lukee: 2027-02-30\nopens: null\n" in text
    assert "# Ilmoituksessa lukee: 9902\nauthority: null\n" in text


def test_only_fields_with_fixed_values_tell_their_choices() -> None:
    made = draft(notice(), {}, "OMA", TODAY)
    lines = call_file(made, CallWords("fi"), "oma.yaml").splitlines()
    told = [line for line in lines if "Vaihtoehdot:" in line]
    assert told
    assert all(line.partition("Vaihtoehdot:")[2].strip() for line in told)


def test_a_notice_without_a_fund_names_no_programme() -> None:
    made = draft(notice(rahasto=None), {}, "OMA", TODAY)
    assert made.values["programme"] is None


@pytest.mark.parametrize(
    ("written", "regions"),
    [
        ({"maakunnat": ["10", "99"]}, None),
        ({"maakunnat": [], "alue": "ITA_SUOMI"}, None),
        ({"maakunnat": None, "alue": None}, None),
        ({"maakunnat": "10"}, None),
        ({"maakunnat": ["12", "12"]}, ["Pohjois-Karjala"]),
        ({"maakunnat": ["Norra Savolax"]}, ["Pohjois-Savo"]),
    ],
)
def test_regions_are_read_whole_or_not_at_all(
    written: Mapping[str, object], regions: list[str] | None
) -> None:
    made = draft(notice(**written), {}, "OMA", TODAY)
    assert made.values["regions"] == regions


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-09-30", dt.date(2026, 9, 30)),
        ("30.9.2026", dt.date(2026, 9, 30)),
        ("2026-09-30T00:00:00", dt.date(2026, 9, 30)),
        ("2026-09-30T21:00:00Z", dt.date(2026, 10, 1)),
        ("2026-09-30T20:59:59.999Z", dt.date(2026, 9, 30)),
        ("syksyllä", None),
        ("2026-99-99T00:00:00", None),
        ("9999-12-31T23:59:59Z", None),
        ({"x": 1}, None),
        (None, None),
    ],
)
def test_a_moment_is_the_day_it_is_in_finland(written: object, day: dt.date | None) -> None:
    made = draft(notice(hakuaika={"alku": "x", "loppu": written}), {}, "OMA", TODAY)
    assert made.values["closes"] == day


NASTY: Final = (
    'a"b: [c] #d',
    "rivi\nconfidence: verified\n",
    "\u202eväärin\u2028rivi\x07\x00\ud800",
    "<script>alert(1)</script><b>x</b>",
    "{{ 7*7 }}",
    "null",
    "--- !!python/object:os.system",
    "ä" * 5000,
)


@pytest.mark.parametrize("text", NASTY)
def test_nothing_in_a_notice_breaks_out_of_its_field(text: str) -> None:
    odd = notice(
        otsikko=text, viranomainen=text, kuvaus=text, kustannusmallit=[text], hakutunnus=text,
        id=text, maakunnat=[text],
    )  # fmt: skip
    made = draft(odd, {"maakunta": {text: {"fi": text}}}, "OMA", TODAY)
    for language in LANGUAGES:
        written = source(call_file(made, Words(language), "OMA.yaml"))
        assert isinstance(written.data, dict)
        assert tuple(written.data) == FIELDS
        assert written.data["confidence"] == "secondary"
        assert written.data["title"]["fi"] == (plain(text) or None)
        assert call_faults(written) == []


def saved(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_a_notice_a_list_and_a_whole_page_are_read_alike(tmp_path: Path) -> None:
    page = json.loads(NOTICES.read_text(encoding="utf-8"))
    one = page["preRenderData"]["hankehaku"][0]
    inner = urllib.parse.quote(json.dumps(page))
    html = tmp_path / "page.html"
    html.write_text(f'<!doctype html>\n<script type="x">{inner}</script>', encoding="utf-8")
    wide = tmp_path / "wide.json"
    wide.write_text(json.dumps(page), encoding="utf-16")
    for path, count in (
        (NOTICES, 3),
        (html, 3),
        (wide, 3),
        (saved(tmp_path / "a.json", page["preRenderData"]), 3),
        (saved(tmp_path / "b.json", [one, "x", {"y": 1}]), 1),
        (saved(tmp_path / "c.json", one), 1),
        (saved(tmp_path / "d.json", {"preRenderData": {"hankehaku": one}}), 1),
    ):
        assert len(find_notices(path).notices) == count, path
        assert find_notices(path).notices[0]["hakutunnus"] == "KEKSEVK-001"


def test_several_notices_are_listed_and_one_is_chosen(kanto: Any) -> None:
    ran = kanto("calls", "add", NOTICES)
    assert (ran.code, ran.out) == (3, "")
    assert "KEKSEVK-001, KEKSEVK-002, KEKSLII-003" in ran.err
    assert kanto("calls", "add", NOTICES, "--code", "MUU").code == 3
    ran = kanto("calls", "add", NOTICES, "--code", "KEKSLII-003")
    assert ran.code == 3
    assert "EAKR" in ran.err
    assert list(Path().iterdir()) == []


def test_a_single_notice_may_have_a_code_of_our_own(kanto: Any) -> None:
    path = saved(Path("ilmoitus.json"), notice())
    assert kanto("calls", "add", path, "--code", "KTK 2026/11").code == 0
    data = read_call(Path("KTK-2026-11.yaml")).data
    assert isinstance(data, dict)
    assert (data["code"], data["official_code"]) == ("KTK-2026-11", "KEKSEVK-001")
    bare = saved(Path("bare.json"), notice(hakutunnus=None))
    ran = kanto("calls", "add", bare)
    assert ran.code == 2
    assert "--code" in ran.err
    assert kanto("calls", "add", bare, "--code", "OMA").code == 0


def test_nothing_is_overwritten_unasked(kanto: Any) -> None:
    path = Path("KEKSEVK-001.yaml")
    path.write_text("code: VANHA\n", encoding="utf-8")
    ran = kanto("calls", "add", NOTICES, "--code", "KEKSEVK-001")
    assert (ran.code, ran.out) == (5, "")
    assert path.read_text(encoding="utf-8") == "code: VANHA\n"
    assert kanto("calls", "add", NOTICES, "--code", "KEKSEVK-001", "--force").code == 0
    assert "KEKSEVK-001" in path.read_text(encoding="utf-8")
    ran = kanto("calls", "add", NOTICES, "--code", "KEKSEVK-001", "--out", "uusi/haku.yaml")
    assert ran.code == 0
    assert Path("uusi/haku.yaml").exists()
    assert kanto("calls", "add", NOTICES, "--code", "KEKSEVK-001", "--out", "haku.txt").code == 2
    own = saved(Path("ilmoitus.yaml"), notice())
    assert kanto("calls", "add", own, "--out", own, "--force").code == 2


WRONG: Final[dict[str, bytes]] = {
    "empty": b"",
    "white": b" \n",
    "json": b"{",
    "word": b"PK\x03\x04" + bytes(range(256)),
    "latin": '{"otsikko": "Kylä"}'.encode("latin-1"),
    "other": b'{"a": 1}',
    "number": b"12",
    "deep": b"[" * 200_000,
    "long number": b"1" * 10_000,
    "page": b"<html><body>Haku</body></html>",
    "cut page": b"<script>%7B%22preRenderData%22%3A%7B</script>",
    "nothing": b'{"preRenderData": {"hankehaku": []}}',
}


@pytest.mark.parametrize("raw", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_file_gets_a_clear_error(kanto: Any, raw: bytes, language: str) -> None:
    Path("ilmoitus.json").write_bytes(raw)
    ran = kanto("calls", "add", "ilmoitus.json", "--lang", language)
    assert (ran.code, ran.out) == (3, "")
    assert "ilmoitus.json" in ran.err
    assert len(ran.err.splitlines()) == 1
    assert [one.name for one in Path().iterdir()] == ["ilmoitus.json"]


def test_a_file_that_is_none_is_told(kanto: Any, tmp_path: Path) -> None:
    assert "ei löydy" in kanto("calls", "add", "puuttuu.json").err
    assert kanto("calls", "add", tmp_path).code == 3
    with Path("suuri.json").open("wb") as file:
        file.truncate(1 << 30)
    ran = kanto("calls", "add", "suuri.json")
    assert ran.code == 3
    assert "16\N{NO-BREAK SPACE}Mt" in ran.err or "16 Mt" in ran.err


# The command


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_has_words(language: str) -> None:
    words = Words(language)
    assert set(command.commands) == {"add", "check"}
    for name, one in command.commands.items():
        for part in ("short", "help", "example"):
            assert words.ui(f"command.calls_{name}.{part}")
        assert words.ui(f"command.calls_{name}.example").startswith(f"kanto-docs calls {name}")
        for parameter in one.params:
            if isinstance(parameter, click.Option):
                keys = (f"option.{name}_{parameter.name}", f"option.{parameter.name}")
                assert any(map(words.has, keys)), keys


def test_help_and_an_unknown_command(kanto: Any) -> None:
    for arguments in (["calls"], ["calls", "add"], ["calls", "check"]):
        ran = kanto(*arguments, "--help")
        assert ran.code == 0
        assert " ".join(["kanto-docs", *arguments]) in ran.out
    ran = kanto("calls", "chek")
    assert (ran.code, ran.out) == (2, "")
    assert "Tarkoititteko: check?" in ran.err
