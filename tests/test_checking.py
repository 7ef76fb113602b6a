"""From a source to a report: law, call, required rows, rules, reasons, order."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from kanto_docs import check
from kanto_docs.calls import Call
from kanto_docs.cards import card
from kanto_docs.checking import Checked, check_source
from kanto_docs.choosing import Options
from kanto_docs.finding import Report, Severity
from kanto_docs.formats.json import pointer
from kanto_docs.law import Dated, Law, Parameter, Programme, call, programme
from kanto_docs.rules import RULES
from kanto_docs.rules.judging import basis_of, severity_of
from kanto_docs.source import read
from tests.conftest import changed, check_data, folder_of, sample

DAY = dt.date(2026, 11, 24)


def written(text: str, options: Options | None = None) -> Checked:
    return check_source(read(text.encode(), "plan.yaml"), options or Options())


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def test_a_missing_key_is_located_at_its_nearest_ancestor() -> None:
    checked = written("format: 1\napplicant:\n  name: Kylä ry\n")
    found = next(one for one in checked.report.findings if pointer(one.path) == "/applicant/email")
    assert found.severity is Severity.MISSING
    assert found.position == (2, 1)


def test_an_empty_key_is_located_at_itself() -> None:
    checked = written("format: 1\napplicant:\n  name: Kylä ry\n  email:\n")
    found = next(one for one in checked.report.findings if pointer(one.path) == "/applicant/email")
    assert found.position == (4, 3)


def test_an_unknown_field_is_located_at_its_key() -> None:
    found = written("format: 1\napplicant:\n  nmae: Kylä ry\n").report.findings
    assert next(one for one in found if one.code == "Y21").position == (3, 3)


def test_a_repeated_key_names_the_first_line_and_the_second_is_not_read() -> None:
    checked = written("format: 1\nnovelty: a\nnovelty: b\n")
    found = next(one for one in checked.report.findings if one.code == "Y20")
    assert (found.position, found.facts["first"]) == ((3, 1), 2)
    assert checked.plan.novelty == "a"


def test_every_kind_of_refusal_is_a_report_with_one_finding() -> None:
    for text in ("", "- 1", "a: &x 1", "a: [", "a: b: c", "\tx: 1", b"PK\x03\x04", b"a: \xe4"):
        report = check(text)
        assert report.refused
        assert len(report.findings) == 1
        assert report.exit_code(None) == 3


def test_the_laws_day_is_that_of_the_option_the_decision_the_application_or_today() -> None:
    text = "format: 1\nschedule: {submitted: 1.3.2023, decided: 1.9.2023}\n"
    assert written(text).report.on == dt.date(2023, 9, 1)
    assert written(text, Options(on=dt.date(2022, 1, 1))).report.on == dt.date(2022, 1, 1)
    assert written("format: 1\nschedule: {submitted: 1.3.2023}\n").report.on == dt.date(2023, 3, 1)
    assert written("format: 1\n").report.on == dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "ceiling"),
    [("2023-12-31", 200_000), ("2024-01-01", 300_000), ("2026-11-24", 300_000)],
)
def test_a_value_of_the_law_changes_on_its_day(day: str, ceiling: int) -> None:
    law = programme("esr-plus-2021-2027")
    assert law is not None
    assert Law(dt.date.fromisoformat(day), law)["de_minimis_ceiling"] == ceiling


def test_a_call_tightens_a_limit_with_its_own_basis(tmp_path: Path) -> None:
    haku = tmp_path / "haku.yaml"
    haku.write_text(
        "code: OMA\nmax_grant_share: 70\nconfidence: verified\nchecked_on: 2026-11-24\n"
        "basis: [{title: Oma haku, kind: page}]\n",
        encoding="utf-8",
    )
    smallest = sample("smallest")
    source = read(smallest.read_bytes(), "plan.yaml")
    report = check_source(source, Options(call=str(haku))).report
    found = next(one for one in report.findings if one.code == "F01")
    assert found.facts["limit"] != 80
    assert "Oma haku" in [one.title for one in found.basis]


def test_what_a_call_decides_is_unjudged_without_a_call() -> None:
    plan = changed(check_smallest().source.data, unset=["/call"])
    unjudged = {one.code: one.missing for one in check_data(plan).report.unjudged}
    assert unjudged["C04"] == ("call",)
    assert unjudged["T02"] == ("call",)


def test_what_our_data_of_a_call_does_not_know_is_unjudged_by_name() -> None:
    plan = changed(check_smallest().source.data, {"/call": "KTK-2023-06"})
    unjudged = {one.code: one.missing for one in check_data(plan).report.unjudged}
    assert unjudged["C04"] == ("call.cost_models",)
    assert call("esr-plus-2021-2027", "KTK-2023-06") is not None


@pytest.mark.parametrize(
    "name", ["../haku.yaml", "{above}/haku.yaml", "a\\haku.yaml", ".haku.yaml"]
)
def test_a_plan_cannot_name_a_call_file_outside_its_own_folder(name: str, tmp_path: Path) -> None:
    folder, name = tmp_path / "hanke", name.format(above=tmp_path)
    folder.mkdir()
    for path in (folder / name, folder / "haku.yaml"):
        path.write_bytes(sample("smallest").with_name("haku.yaml").read_bytes())
    plan = changed(check_smallest().source.data, {"/call": name})
    assert "Y36" in codes(check_data(plan, folder).report)
    plan = changed(plan, {"/call": "haku.yaml"})
    assert "Y36" not in codes(check_data(plan, folder).report)


def test_an_unknown_call_and_an_unknown_programme_are_findings_with_the_known_ones() -> None:
    data = check_smallest().source.data
    found = check_data(changed(data, {"/call": "KTK-2099"})).report.findings
    assert "KTK-2023-06" in next(one.facts["known"] for one in found if one.code == "Y35")  # type: ignore[operator]  # a tuple of texts
    found = check_data(changed(data, {"/programme": "life"})).report.findings
    assert "esr-2014-2020" in next(one.facts["known"] for one in found if one.code == "Y34")  # type: ignore[operator]  # the same


def test_the_other_programme_applies_only_its_own_rules() -> None:
    plan = changed(check_smallest().source.data, {"/programme": "esr-2014-2020"}, ["/call"])
    report = check_data(plan).report
    assert "C01" not in {*report.passed, *codes(report), *(one.code for one in report.unjudged)}
    assert "A02" in report.passed


def test_a_reason_makes_a_justify_finding_justified_and_uncounted() -> None:
    data = check_smallest().source.data
    plan = changed(data, {"/applicant/declarations/taxes_paid": "ei"})
    report = check_data(plan, sample("smallest").parent).report
    assert report.count(Severity.JUSTIFY) == 1
    plan = changed(plan, {"/reasons": {"A07": "Maksujärjestely on voimassa."}})
    report = check_data(plan, sample("smallest").parent).report
    assert report.count(Severity.JUSTIFY) == 0
    assert next(one for one in report.findings if one.code == "A07").reason


def law_with(rules: dict[str, object], *parameters: Parameter) -> Law:
    """A law of these numbers, with a call that says this of the rules."""
    numbers = {one.name: one for one in parameters}
    return Law(DAY, Programme("x", {"rules": "all"}, numbers), Call("x", {"rules": rules}))


@pytest.mark.parametrize(
    ("code", "wanted", "severity"),
    [
        ("T03", "note", Severity.ERROR),
        ("S02", "error", Severity.ERROR),
        ("S02", "missing", Severity.JUSTIFY),
        ("S02", "grave", Severity.JUSTIFY),
    ],
)
def test_a_call_tightens_a_rule_and_never_loosens_it(
    code: str, wanted: str, severity: Severity
) -> None:
    law = law_with({"severity": {code: wanted}})
    assert severity_of(card(code), card(code).basis, law) is severity


def test_what_rests_on_an_unverified_number_is_a_note_whatever_the_call_says() -> None:
    found, rule = card("F01"), next(rule for rule in RULES if rule.code == "F01")
    basis = found.basis[0]._replace(confidence="secondary")  # the same section as the card's own
    number = Parameter("max_grant_share", {}, "percent", (Dated(None, Decimal(80), basis, DAY),))
    law = law_with({"severity": {"F01": "error"}}, number)
    assert severity_of(found, found.basis, law) is Severity.ERROR
    assert basis_of(found, rule, law).count(basis) == 1
    assert severity_of(found, basis_of(found, rule, law), law) is Severity.NOTE


def test_selecting_and_ignoring_codes_works_by_their_beginning() -> None:
    path = sample("mistakes")
    source = read(path.read_bytes(), "plan.yaml")
    only = check_source(source, folder_of(path)._replace(select=("F", "S01"))).report
    assert {code[0] for code in codes(only)} == {"F", "S"}
    without = check_source(source, folder_of(path)._replace(ignore=("Y",))).report
    assert not any(code.startswith("Y") for code in codes(without))


def test_findings_come_in_the_plans_order_gravest_first() -> None:
    path = sample("mistakes")
    report = check_source(read(path.read_bytes(), "plan.yaml"), folder_of(path)).report
    sections = [one.path[0] for one in report.findings if one.path]
    assert [one for n, one in enumerate(sections) if n == 0 or sections[n - 1] != one] == list(
        dict.fromkeys(sections)
    )
    for section in set(sections):
        grave = [one.severity for one in report.findings if one.path and one.path[0] == section]
        assert grave == sorted(grave, reverse=True)


def test_the_budget_stands_in_the_report_as_text_with_two_decimals() -> None:
    budget = check_smallest().report.budget
    assert budget is not None
    assert budget["total"] == "64787.86"
    assert budget["gap"] == "0.00"
    assert budget["years"]["2027"]["total"] == "64787.86"  # type: ignore[index]  # JSON


def test_an_exit_code_follows_the_worst_finding_that_counts() -> None:
    mistakes = sample("mistakes")
    report = check_source(read(mistakes.read_bytes(), "p"), folder_of(mistakes)).report
    assert report.exit_code(Severity.ERROR) == 1
    assert report.exit_code(None) == 0
    assert check_smallest().report.exit_code(Severity.NOTE) == 0


def check_smallest() -> Checked:
    path = sample("smallest")
    return check_source(read(path.read_bytes(), "plan.yaml"), folder_of(path))


def test_a_crooked_field_of_a_call_file_is_named_and_counts_as_unknown(tmp_path: Path) -> None:
    haku = tmp_path / "haku.yaml"
    haku.write_text("code: OMA\nopens: eilen\ncost_models: flat_rate_40\nrules: 5\nbasis: x\n")
    source = read(sample("smallest").read_bytes(), "plan.yaml")
    report = check_source(source, Options(call=str(haku))).report
    named = [one.facts["name"] for one in report.findings if one.code == "Y36"]
    assert named == ["opens", "cost_models", "rules", "basis"]
    unjudged = {one.code: one.missing for one in report.unjudged}
    assert unjudged["C04"] == ("call.cost_models",)


def test_a_title_that_is_no_text_by_language_is_named_and_the_confidence_is_not_believed(
    tmp_path: Path,
) -> None:
    haku = tmp_path / "haku.yaml"
    haku.write_text(
        "code: OMA\ntitle: 5\nmax_grant_share: 70\nconfidence: quite\nbasis: [{title: x}]\n"
    )
    source = read(sample("smallest").read_bytes(), "plan.yaml")
    report = check_source(source, Options(call=str(haku))).report
    named = [one.facts["name"] for one in report.findings if one.code == "Y36"]
    assert named == ["title", "confidence"]
    assert next(one for one in report.findings if one.code == "F01").severity is Severity.NOTE


def test_a_newer_format_is_told_once_and_hides_no_other_fault(smallest: object) -> None:
    found = check_data(changed(smallest, {"/format": 2, "/budjeti": 1})).report.findings
    assert [one.code for one in found if one.path in {("format",), ("budjeti",)}] == ["Y21", "Y40"]


def test_a_rule_about_another_cost_model_waits_for_nothing(smallest: object) -> None:
    data = changed(smallest, {"/staff/0/monthly_pay": None})
    report = check_data(data, sample("smallest").parent).report
    assert {"C17", "C23", "C26", "P03"} <= set(report.passed)
    assert "C06" in {one.code for one in report.unjudged}


def test_a_rule_about_one_cost_model_waits_for_the_choice(smallest: object) -> None:
    report = check_data(changed(smallest, unset=["/cost_model"]), sample("smallest").parent).report
    missing = {one.code: one.missing for one in report.unjudged}
    assert all("cost_model" in missing[code] for code in ("C17", "C23", "C26", "P03"))
