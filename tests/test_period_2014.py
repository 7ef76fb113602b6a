"""The period 2014–2020, the KANTO project's own: its rules bark, those of 2021–2027 do not."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

import pytest

from kanto_docs.cards import card, files
from kanto_docs.checking import Checked
from kanto_docs.finding import Basis, Finding, Report, Severity
from kanto_docs.formats.json import pointer
from kanto_docs.formats.rulebook import explanation
from kanto_docs.law import Law, Programme, call, programme
from kanto_docs.rules import RULES
from kanto_docs.rules.judging import basis_of, in_use, severity_of
from kanto_docs.source import read_file
from kanto_docs.words import LANGUAGES, Words
from kanto_docs.words.saying import say
from tests.conftest import changed, check_data

OLD, NEW = "esr-2014-2020", "esr-plus-2021-2027"
THEN = dt.date(2022, 1, 31)
KANTO = Path(__file__).with_name("kanto-s22786.yaml")
OF_LATER_LAW = re.compile(r"(?:757|866|867)/2021|\(EU\) 2021/")

LEFT_OUT = {
    "A01": "757/2021 7 §; who can apply in 2014–2020 has not been seen",
    "A07 A08": "757/2021 8 §",
    "A09": "757/2021 19 §, (EU) 2021/1060",
    "A10 A11 A12 A16 A17 A20 A21 A22 A24": "group projects are of 2021–2027",
    "A13 A15": "joint projects and transfers are right in 2014–2020",
    "A14": "the authorities' names of 2026 came after the period",
    "C01": "866/2021 2 § 3 mom",
    "C02": "the models it refuses are right here; C57 is its mirror",
    "C07 C08 C09 F03": "866/2021 24 §; depreciation was partly allowed",
    "C10 C11": "(EU) 2021/1057",
    "C13": "866/2021 3 §, with an exception for audits of its own",
    "C16": "(EU) 2021/1060 56 art",
    "D03": "757/2021 19 §",
    "F04 F13 F14 F15 F16 F17": "757/2021 and pages on 2021–2027",
    "I02 I03 I04 I05 I06 I07": "the indicators of (EU) 2021/1057",
    "I09 I10 I15": "the Commission's answers on 2021–2027",
    "S01 S02": "no minimum share of working time, 358/2014 16 §",
    "S04 S05 S14 S15": "the hourly rate of 866/2021 6 §",
    "S06 S09 S10": "the side-cost percentage of 866/2021 7 §",
    "S12": "its words are about 2021–2027; C58 is its mirror",
    "S16": "a page on the pay models of 2021–2027",
    "T03 T11": "first and last day for costs have not been seen",
    "T10": "757/2021 28 §",
    "V01 V02 V03 V04 V05": "(EU) 2021/1060 art. 50; the old logos are right here",
    "X08": "the words of this period are right here",
    "X09": "866/2021 24 § 1 k",
}
"""Rules that do not hold in 2014–2020, and why."""
LEFT_OUT_WHOLE = {
    "flat_rate_7": "the model is of 2021–2027",
    "lump_sum": "866/2021 14–15 §; C55 has the ceiling of this period",
    "listed_costs": "866/2021 23 §, 24 § 1 k, 3 § 3 mom",
    "procurement": "866/2021 18 §",
}
"""Families of rules of which none holds in 2014–2020."""


IN_A_GROUP = {"C59"}
"""A rule of the period that stands with those that look at several plans."""


def old() -> Programme:
    found = programme(OLD)
    assert found is not None
    return found


def kanto(set_: Mapping[str, object] | None = None, *unset: str) -> Checked:
    """The KANTO project's plan, changed."""
    return check_data(changed(read_file(KANTO).data, set_, unset))


def codes(report: Report) -> set[str]:
    return {finding.code for finding in report.findings}


def the(code: str, report: Report) -> Finding:
    return next(finding for finding in report.findings if finding.code == code)


def unjudged(report: Report) -> dict[str, tuple[str, ...]]:
    return {one.code: one.missing for one in report.unjudged}


def own_rules() -> set[str]:
    """The rules that hold in this period only."""
    return {r.code for r in RULES if r.check.__module__.endswith("period_2014")} | IN_A_GROUP


def rules_of(law: Law) -> Iterator[tuple[str, tuple[Basis, ...]]]:
    for rule in RULES:
        if in_use(rule.code, law):
            yield rule.code, basis_of(card(rule.code), rule, law)


def test_the_kanto_project_gets_what_its_own_period_asks() -> None:
    report = kanto().report
    assert report.count(Severity.ERROR) == report.count(Severity.JUSTIFY) == 0
    missing = {f.code for f in report.findings if f.severity is Severity.MISSING}
    assert missing == {"A52", "A53", "A54", "A56", "W13"}
    assert codes(report) - missing == {"H01", "H05", "X07"}
    assert pointer(the("H05", report).path) == (
        "/horizontal/sustainable_development/equality/rationale"
    )
    assert report.on == THEN
    assert report.call == "KANTO-2022-01"


def test_what_rests_on_an_unknown_budget_is_unjudged_and_says_so() -> None:
    waiting = unjudged(kanto().report)
    assert {"F01", "F05", "F06", "F07"} <= set(waiting)
    assert "call.opens" in waiting["T02"]


def test_no_rule_of_the_period_rests_on_the_law_of_the_next() -> None:
    law = Law(THEN, old())
    for code, basis in rules_of(law):
        assert basis
        assert not any(OF_LATER_LAW.match(one.law or "") for one in basis), code
    for row in old().required():
        assert not any(one.law for one in row.basis)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_finding_speaks_of_the_law_of_the_next_period(language: str) -> None:
    report = kanto(
        {
            "/funding/prepayment": {"share": 31},
            "/schedule/start": "2022-01-30",
            "/pay_model": "unit_cost",
            "/cost_model": "flat_rate_7",
            "/project/kind": "group",
            "/costs": [{"text": "Tulospalkkio", "amount": 100, "category": "other"}],
        }
    ).report
    assert {"F08", "T01", "C57", "C58", "V20", "S07"} <= codes(report)
    for finding in report.findings:
        said = say(finding, Words(language))
        text = " ".join((said.title, said.message, said.why, said.fix, said.law or ""))
        assert not OF_LATER_LAW.search(text), text


def test_every_rule_has_been_decided_on() -> None:
    listed = {code for group in LEFT_OUT for code in group.split()}
    whole = {r.code for r in RULES if r.check.__module__.split(".")[-1] in LEFT_OUT_WHOLE}
    used = {rule.code for rule in RULES if old().applies(rule.code, THEN)}
    assert not used & (listed | whole)
    undecided = {rule.code for rule in RULES} - used - listed - whole
    assert not undecided, "decide whether these hold in 2014–2020, schemas/esr-2014-2020"


def test_the_programme_names_no_rule_that_is_not_there() -> None:
    known = {rule.code for rule in RULES} | set(files())
    rules = cast("list[str]", old().raw["rules"])
    assert {code for code in rules if len(code) > 1} <= known
    assert set(cast("Mapping[str, object]", old().raw["bases"])) <= set(rules)
    assert set(cast("Mapping[str, object]", old().raw["rule_dates"])) <= set(rules)
    new = programme(NEW)
    assert new is not None
    but = cast("Mapping[str, list[str]]", new.raw["rules"])["all_but"]
    assert set(but) == own_rules()


def test_the_rules_of_the_period_are_silent_in_the_next(smallest: object) -> None:
    report = check_data(changed(smallest, {"/cost_model": "flat_rate_17"}, ["/call"])).report
    said = {*codes(report), *report.passed, *unjudged(report)}
    assert not own_rules() & said
    assert "C02" in codes(report)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("flat_rate_17", 17),
        ("flat_rate_15", 15),
        ("flat_rate_40", 40),
        ("lump_sum_public_ceiling", 100000),
        ("small_project_limit", 50000),
        ("max_grant_share", 80),
        ("max_prepayment_share", 30),
        ("retention_years", 10),
        ("de_minimis_ceiling", 200000),
    ],
)
def test_number_of_the_period(name: str, value: int) -> None:
    law = Law(THEN, old())
    assert law[name] == value
    assert all(basis.confidence == "verified" for basis in law.basis(name))


@pytest.mark.parametrize("name", ["side_cost_percent", "min_share", "last_eligible_day"])
def test_number_that_the_period_does_not_have(name: str) -> None:
    assert Law(THEN, old())[name] is None


def test_the_call_of_the_project_allowed_the_whole_cost() -> None:
    law = Law(THEN, old(), call(OLD, "KANTO-2022-01"))
    assert law["max_grant_share"] == 100
    assert not in_use("F02", law)
    assert in_use("F02", Law(THEN, old()))


def in_money(share: int) -> dict[str, object]:
    """A plan whose budget is known: pay of 100 000 with side costs, all else by flat rate 40."""
    person = {"role": "Projektipäällikkö", "monthly_pay": 4000, "months": 20, "share": 100}
    return {
        "/cost_model": "flat_rate_40",
        "/side_cost_percent": 25,
        "/staff": [person],
        "/costs": [],
        "/funding": {"grant_share": share, "sources": []},
        "/reasons": {"C56": "Hankkeessa on paljon pieniä kuluja."},
    }


def test_a_lump_sum_of_the_period_has_no_total_and_says_what_is_not_known() -> None:
    checked = kanto({**in_money(80), "/cost_model": "lump_sum"})
    assert checked.budget["staff_costs"] == 100000
    assert checked.budget["total"] is None
    assert unjudged(checked.report)["F05"] == ("law.lump_sum_other_costs",)


def test_a_grant_above_eighty_per_cent_needs_a_special_reason_by_the_old_decree() -> None:
    report = kanto(in_money(90), "/call").report
    found = the("F01", report)
    assert found.severity is Severity.JUSTIFY
    assert found.facts["limit"] == 80
    assert {(one.law, one.section) for one in found.basis} == {("357/2014", "14 §")}
    assert "F01" not in codes(kanto(in_money(80), "/call").report)
    assert "F01" not in codes(kanto(in_money(90)).report), "the call allows it"
    assert "F02" in codes(kanto(in_money(100), "/call").report)
    assert not {"F01", "F02"} & codes(kanto(in_money(100)).report)


def test_a_prepayment_over_thirty_per_cent_is_an_error_by_the_funder_s_page() -> None:
    report = kanto({"/funding/prepayment": {"amount": "75000.01"}}).report
    found = the("F08", report)
    assert found.severity is Severity.ERROR
    assert {one.kind for one in found.basis} == {"page"}
    assert "F08" not in codes(kanto({"/funding/prepayment": {"amount": 75000}}).report)


def test_a_reason_makes_the_flat_rate_of_forty_per_cent_justified() -> None:
    report = kanto({**in_money(80), "/reasons": {}}).report
    assert the("C56", report).counts
    assert not the("C56", kanto(in_money(80)).report).counts


def test_the_words_and_logos_of_the_period_are_right_in_it() -> None:
    report = kanto({"/project/kind": "joint", "/summary": "Yhteishanke, jossa on tuen siirto."})
    assert not {"A13", "A15", "V01", "V02", "V20", "X08"} & codes(report.report)


def test_what_was_seen_only_in_later_law_is_a_note() -> None:
    action = {"title": "Koulutus", "start": "2022-01-10", "end": "2022-05-01"}
    found = the("T05", kanto({"/actions": [action]}).report)
    assert found.severity is Severity.NOTE
    assert found.position
    law = Law(THEN, old())
    for code in ("T05", "T06", "W72", "X03"):
        rule = next(rule for rule in RULES if rule.code == code)
        assert severity_of(card(code), basis_of(card(code), rule, law), law) is Severity.NOTE


def test_the_decree_s_own_rules_begin_on_its_first_day() -> None:
    assert old().applies("C54", dt.date(2014, 5, 1))
    assert not old().applies("C54", dt.date(2014, 4, 30))
    assert old().applies("F05", dt.date(2014, 4, 30))


def test_explaining_a_rule_names_the_law_of_its_period() -> None:
    told = {code: explanation("F01", Law(THEN, found), Words("fi")) for code, found in both()}
    assert "357/2014 14 §" in str(told[OLD])
    assert "867/2021" not in str(told[OLD])
    assert "867/2021 4 §" in str(told[NEW])


def both() -> Iterator[tuple[str, Programme]]:
    for code in (OLD, NEW):
        found = programme(code)
        assert found is not None
        yield code, found
