"""Every way out is done on the data as a reader of the JSON would do it, and checked again."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from kanto_docs import checking, reading
from kanto_docs.budget import COUNTED, compute
from kanto_docs.cards import Card, card, files
from kanto_docs.checking import Checked, check_source
from kanto_docs.finding import Report, Severity
from kanto_docs.formats import json as json_format
from kanto_docs.formats import text as text_format
from kanto_docs.plan import Plan
from kanto_docs.plan.part import Part
from kanto_docs.reading import read_again, read_plan
from kanto_docs.remedies import trying
from kanto_docs.remedies.registry import codes
from kanto_docs.rules import RULES
from kanto_docs.rules.registry import Rule
from kanto_docs.source import Source, read_file
from kanto_docs.words import LANGUAGES, Words
from kanto_docs.words.saying import say, say_remedy
from tests.conftest import SAMPLES, changed, check_data, checked_sample, folder_of, sample, steps
from tests.random_plans import gone_wrong

Way = Mapping[str, Any]
FINNISH = Words("fi")
SMALLEST = read_file(sample("smallest")).data
CARDS = [card(code) for code in sorted(codes() & set(files()))]
MORE: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    "X15": ({"set": {"/summary": "Hankkeessa työskentelee 2 työntekijää."}},),
    "X17": ({"set": {"/summary": "Hankkeella on 4 kohderyhmää."}},),
}
"""Failing examples beside those of the cards."""


def examples(code: str) -> tuple[Mapping[str, Any], ...]:
    return (*card(code).examples["fails"], *MORE.get(code, ()))


FAILS = [
    pytest.param(one.code, number, id=f"{one.code}: {example.get('name', number)}")
    for one in CARDS
    for number, example in enumerate(examples(one.code))
]
GRAVE = {rule.code for rule in RULES if card(rule.code).severity >= Severity.JUSTIFY}
RANDOM = 500
PARTS = 20


EXACT: tuple[tuple[str, dict[str, object], list[dict[str, object]]], ...] = (
    ("F01", {"/funding/grant_share": 85}, [
        {"/funding/grant_share": "80"},
        {"/funding/grant_share": "80", "/funding/sources/0/amount": "6196.96"},
    ]),
    ("F01", {"/funding/grant_share": 85, "/funding/sources/1/amount": "6760.61"}, [
        {"/funding/grant_share": "80", "/funding/sources/0/amount": "6196.96"},
    ]),
    ("F01", {"/funding/grant_amount": "60000", "/funding/grant_share": None}, [
        {"/funding/grant_amount": "51830.29"},
        {"/funding/grant_amount": "51830.29", "/funding/sources/0/amount": "11127.28"},
    ]),
    ("F05", {"/funding/sources/0/amount": "2957.56"}, [{"/funding/sources/0/amount": "2957.57"}]),
    ("F05", {"/funding/sources/0/amount": "2957.58"}, [
        {"/funding/sources/0/amount": "2957.57"},
        {"/funding/grant_amount": "51830.28", "/funding/grant_share": None},
    ]),
    ("F07", {"/funding/grant_amount": "51830.20"}, [
        {"/funding/grant_amount": "51830.29"},
        {"/funding/grant_amount": "51830.29", "/funding/sources/0/amount": "2957.48"},
        {"/funding/grant_share": None},
    ]),
    ("F08", {"/funding/prepayment": {"amount": 20000, "reason": "Palkat."}}, [
        {"/funding/prepayment/amount": "15549.09"},
    ]),
    ("F11", {"/funding/sources/0/by_year": {"2027": 1000, "2028": 2000}}, [
        {"/funding/sources/0/by_year/2028": "1957.57"},
    ]),
    ("F12", {"/income": [{"text": "Liput", "amount": 70000}]}, [{"/income/0/amount": "64787.86"}]),
    ("C03", {"/costs": [{"text": "Matka", "category": "travel", "amount": 10}]}, [
        {"/costs/0": None},
    ]),
    ("C15", {"/staff/0/monthly_pay": 20000}, [
        {"/staff/0/share": "58", "/staff/0/employment": "part_time"},
        {"/staff/0/months": "7.06", "/staff/0/end": "2027-08-02"},
    ]),
    ("S01", {"/staff/0/employment": "part_time", "/staff/0/share": 8}, [
        {"/staff/0/share": "20"},
    ]),
    ("T03", {"/schedule/end": "2030-01-01"}, [{"/schedule/end": "2029-12-31"}]),
    ("T05", {"/actions/0/end": "2028-02-01"}, [
        {"/actions/0/end": "2027-12-31"},
        {"/schedule/end": "2028-02-01"},
    ]),
    ("T07", {"/staff/0/months": 14}, [{"/staff/0/months": "12"}]),
    ("I01", {"/indicators/outputs": [{"code": "EECO01", "target": 10, "women": 8, "men": 5}]}, [
        {"/indicators/outputs/0/target": 13},
        {"/indicators/outputs/0/women": 5},
        {"/indicators/outputs/0/men": 2},
    ]),
    ("X12", {"/summary": "Hankkeen kokonaisbudjetti on 100 000 €."}, [
        {"/summary": "Hankkeen kokonaisbudjetti on 64 787,86 €."},
    ]),
    ("G03", {"/area/municipalities": ["Joensu"]}, [{"/area/municipalities/0": "Joensuu"}]),
)  # fmt: skip


@pytest.mark.parametrize(("code", "set_", "expected"), EXACT)
def test_the_ways_out_are_these(
    code: str, set_: dict[str, object], expected: list[dict[str, object]]
) -> None:
    found = [way for one, way in ways_out(outcome(changed(SMALLEST, set_)).report) if one == code]
    assert [{one["path"]: one["value"] for one in (way, *way["also"])} for way in found] == expected


def test_a_slip_of_the_pen_beside_it_takes_no_way_out_away() -> None:
    set_ = {"/funding/prepayment": {"amount": 20000, "reason": "Palkat."}, "/funding/budjeti": 1}
    found = [one for one, _ in ways_out(outcome(changed(SMALLEST, set_)).report)]
    assert found == ["F08"]


def test_hours_of_years_that_fall_outside_go_with_the_period() -> None:
    hours = {"2027": 1000, "2030": 1000}
    pay = {"/pay_model": "unit_cost", "/staff/0/annual_gross": 40000, "/staff/0/hours": hours}
    dates = {"/schedule/end": "2030-01-31", "/staff/0/end": "2030-01-31", "/staff/0/months": None}
    report = outcome(changed(SMALLEST, {**pay, **dates})).report
    way = next(way for code, way in ways_out(report) if code == "T03")
    assert {"path": "/staff/0/hours/2030", "value": None} in way["also"]
    assert "/staff/0/hours/2027" not in {one["path"] for one in way["also"]}


def outcome(data: object, name: str = "smallest") -> Checked:
    return check_data(data, sample(name).parent)


@cache
def failing(code: str, number: int) -> tuple[object, Report]:
    """The data of a failing example and the report on it."""
    example = examples(code)[number]
    data = changed(SMALLEST, example.get("set"), example.get("unset", ()))
    return data, outcome(data).report


def after(data: object, way: Way, name: str, rules: Iterable[Rule] = RULES) -> Report:
    """The check of the data with the way out done; what then could be done is not asked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(trying, "with_remedies", lambda findings, *_: findings)
        patch.setattr(checking, "RULES", tuple(rules))
        return outcome(done(data, way), name).report


def done(data: object, way: Way) -> object:
    """The data with what the JSON says done: its own change, then those under `also`."""
    data = copy.deepcopy(data)
    for change in (way, *way["also"]):
        *inner, last = steps(change["path"])
        holder: Any = data
        for step in inner:
            holder = _inside(holder, step)
        _put(holder, last, change["value"])
    return data


def _inside(holder: Any, step: str) -> Any:  # plain data
    if isinstance(holder, list):
        return holder[int(step)]
    if not isinstance(holder.get(step), dict | list):
        holder[step] = {}
    return holder[step]


def _put(holder: Any, step: str, value: object) -> None:  # plain data
    if step == "-":
        holder.append(value)
    elif isinstance(holder, list):
        if value is None:
            del holder[int(step)]
        else:
            holder[int(step)] = value
    elif value is None:
        holder.pop(step, None)
    else:
        holder[step] = value


def ways_out(report: Report) -> Iterable[tuple[str, Way]]:
    """Every way out of the JSON report with the code of its finding."""
    document = json.loads(json_format.render([report], {report.file: FINNISH}))
    for finding in document["plans"][0]["findings"]:
        for way in finding["remedy"]:
            yield finding["code"], way


def assert_mended(code: str, way: Way, before: Report, later: Report) -> None:
    """The finding is gone, and no error or wish for a reason is there that was not."""
    count = [sum(one.code == code for one in report.findings) for report in (before, later)]
    assert count[1] < count[0], f"{code} stays after {way}"
    assert not grave(later) - grave(before), f"{code}: {way}"


def grave(report: Report) -> Counter[str]:
    return Counter(one.code for one in report.findings if one.severity >= Severity.JUSTIFY)


@pytest.mark.parametrize(("code", "number"), FAILS)
def test_ways_out_of_a_failing_example_mend_it(code: str, number: int) -> None:
    data, report = failing(code, number)
    for mended, way in ways_out(report):
        assert_mended(mended, way, report, after(data, way, "smallest"))


@pytest.mark.parametrize("one", CARDS, ids=lambda one: one.code)
def test_no_proposal_is_dead(one: Card) -> None:
    """Each code has an example with a way out."""
    reports = [failing(one.code, number)[1] for number in range(len(examples(one.code)))]
    found = [finding for report in reports for finding in report.findings]
    offered = {way.key for finding in found if finding.code == one.code for way in finding.remedies}
    assert offered
    assert {f"remedy_{key}" for key in offered} <= set(one.texts["fi"])


@pytest.mark.parametrize("one", CARDS, ids=lambda one: one.code)
def test_a_card_has_its_ways_out_in_every_language(one: Card) -> None:
    keys = [{key for key in one.texts[name] if key.startswith("remedy_")} for name in LANGUAGES]
    assert keys[0]
    assert keys[0] == keys[1] == keys[2]


@pytest.mark.parametrize(("code", "number"), FAILS)
def test_a_way_out_reads_well(code: str, number: int) -> None:
    for finding in failing(code, number)[1].findings:
        for words in map(Words, LANGUAGES if finding.code == code else ()):
            said = [say_remedy(finding, way, words) for way in finding.remedies]
            assert len(set(said)) == len(said)
            assert say(finding, words).fix not in said
            for sentence in said:
                assert sentence == sentence.strip()
                assert sentence.endswith(".")
                assert not re.search(r"[{}]|\bNone\b|  | [.,;:!?](?:\s|$)|E\+", sentence), sentence


@pytest.mark.parametrize("name", SAMPLES)
def test_ways_out_of_a_sample_mend_it(name: str) -> None:
    data = read_file(sample(name)).data
    report = outcome(data, name).report
    for code, way in ways_out(report):
        assert_mended(code, way, report, after(data, way, name))


@pytest.mark.parametrize("part", range(PARTS))
def test_ways_out_of_random_plans_mend_them(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = tuple(rule for rule in RULES if rule.code[0] != "X")  # no text is changed here
    monkeypatch.setattr(checking, "RULES", rules)
    monkeypatch.setattr(trying, "RULES", rules)
    plans = {name: read_file(sample(name)).data for name in ("smallest", "cafe", "mistakes")}
    for seed in range(part, RANDOM, PARTS):
        name = ("smallest", "cafe", "smallest", "cafe", "smallest", "mistakes")[seed // PARTS % 6]
        data = gone_wrong(plans[name], seed)
        report = outcome(data, name).report
        ways = list(ways_out(report))
        step = 5 if name == "mistakes" else 1
        for code, way in ways[seed % step :: step]:
            grave_ones = [rule for rule in rules if rule.code == code or rule.code in GRAVE]
            assert_mended(code, way, report, after(data, way, name, grave_ones))


def test_the_plan_with_mistakes_offers_ways_out_in_the_text() -> None:
    report = checked_sample("mistakes").report
    shown = text_format.render([report], FINNISH)
    assert "ratkaisu: Poistakaa kulu ”Matkat kylien välillä”." in shown
    blocks = shown.split("\n\n")
    assert any(
        "korjaus:" in one and one.index("korjaus:") < one.index("ratkaisu:")
        for one in blocks
        if "ratkaisu:" in one
    )
    for block in blocks:
        lines = [
            line.strip() for line in block.splitlines() if re.match(r" +(ratkaisu|tai): ", line)
        ]
        assert len(set(lines)) == len(lines), block


def test_the_grant_above_the_limit_says_by_how_much(smallest: object) -> None:
    data = changed(smallest, {"/funding/grant_share": 92})
    report = outcome(data).report
    found = next(finding for finding in report.findings if finding.code == "F01")
    said = [say_remedy(found, way, FINNISH) for way in found.remedies]
    assert "Pienentäkää haettavaa tukea 7\u00a0774,54\u00a0€, jolloin se on" in said[0]
    assert "Pienentäkää haettavaa tukea 7\u00a0774,54\u00a0€ ja lisätkää" in said[1]


def test_what_has_a_reason_needs_no_way_out(smallest: object) -> None:
    data = changed(smallest, {"/funding/grant_share": 92, "/reasons/F01": "Erityinen syy."})
    found = next(one for one in outcome(data).report.findings if one.code == "F01")
    assert found.reason
    assert found.remedies == ()


def test_the_financing_follows_when_the_costs_change(smallest: object) -> None:
    line = {"category": "other", "text": "Talkootyö", "amount": 3000, "year": 2027}
    data = changed(smallest, {"/staff/0/months": Decimal("12.51")})
    report = outcome(data).report
    way = next(way for code, way in ways_out(report) if code == "T07")
    assert way["value"] == "12"
    data = changed(smallest, {"/cost_model": "flat_rate_7", "/costs/-": line})
    more = next(way for code, way in ways_out(outcome(data).report) if code == "F05")
    report = outcome(done(data, more)).report
    assert "F05" not in {finding.code for finding in report.findings}
    way = next(way for code, way in ways_out(report) if code == "C07")
    assert way["path"] == "/costs/0"
    assert way["value"] is None
    assert [one["path"] for one in way["also"]] == ["/funding/sources/1/amount"]
    assert "Haettava tuki on sen jälkeen" in way["text"]


def test_ways_out_mend_at_submission_too() -> None:
    path = sample("mistakes")
    source = read_file(path, "plan.yaml")
    options = folder_of(path)._replace(phase="submit")
    report = check_source(source, options).report
    ways = list(ways_out(report))
    assert ways
    for code, way in ways[::4]:
        later = Source("plan.yaml", "", done(source.data, way), {})
        assert_mended(code, way, report, check_source(later, options).report)


def test_a_checked_plan_is_not_changed_by_what_was_tried() -> None:
    path = sample("mistakes")
    source = read_file(path, "plan.yaml")
    kept = copy.deepcopy(source.data)
    check_source(source, folder_of(path))
    assert source.data == kept


@pytest.mark.parametrize("name", SAMPLES)
def test_a_trial_reckons_the_same_budget(name: str) -> None:
    """Without the calendar years, and only from the sections that are counted."""
    whole = checked_sample(name)
    data = read_file(sample(name)).data
    assert isinstance(data, dict)
    plan = read_plan({key: value for key, value in data.items() if key in COUNTED})
    tried = compute(plan, whole.law, yearly=False)
    assert {line: tried.get(line) for line in tried.names()} == {
        line: whole.budget.get(line) for line in whole.budget.names()
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_a_plan_read_again_is_the_plan_read_whole(name: str) -> None:
    data = read_file(sample(name)).data
    later = changed(data, {"/funding/grant_share": 70, "/schedule/end": "2028-06-30"})
    again = read_again(read_plan(data), later, {"funding", "schedule"})
    assert again == read_plan(later)
    gone = changed(data, unset=["/funding"])
    assert read_again(read_plan(data), gone, {"funding"}) == read_plan(gone)


def test_no_trial_reads_the_whole_plan_again(monkeypatch: pytest.MonkeyPatch) -> None:
    path = sample("mistakes")
    source = read_file(path)
    whole: list[object] = []
    part = reading._part

    def counted(kind: type[Part], data: object, language: str) -> Part:
        if kind is Plan and isinstance(data, dict) and {"project", "costs"} <= data.keys():
            whole.append(data)
        return part(kind, data, language)

    monkeypatch.setattr(reading, "_part", counted)
    checked = check_source(source, folder_of(path))
    assert any(finding.remedies for finding in checked.report.findings)
    assert whole == [source.data]
