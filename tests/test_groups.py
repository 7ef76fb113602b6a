"""A group project: its members' files are read once, summed exactly, and compared."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from kanto_docs.budget import legal_name
from kanto_docs.cards import card
from kanto_docs.checking import Checked, check_source
from kanto_docs.choosing import Options
from kanto_docs.cli.running import run
from kanto_docs.finding import Finding, Report, Severity
from kanto_docs.formats import group as form
from kanto_docs.formats import json as as_json
from kanto_docs.formats import text
from kanto_docs.groups import Group, group_again, group_of, reading
from kanto_docs.groups.bodies import Body
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Project
from kanto_docs.reading import is_plan
from kanto_docs.rules import RULES
from kanto_docs.source import read_file
from kanto_docs.words import LANGUAGES, Words
from tests.conftest import ROOT, changed, check_data, sample

GROUP: Final = ROOT / "samples" / "group"
FILES: Final = ("plan.yaml", "jasen-b.yaml", "jasen-c.yaml")
OF_GROUPS: Final = tuple(rule.code for rule in RULES if rule.is_of_groups)
D = Decimal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample group in a folder of its own."""
    for name in (*FILES, "haku.yaml"):
        shutil.copy(GROUP / name, tmp_path)
    return tmp_path


def data_of(name: str = "plan.yaml") -> Any:
    return read_file(GROUP / name).data


def written(folder: Path, name: str, data: object) -> None:
    """A plan as a file: JSON is YAML too."""
    (folder / name).write_text(json.dumps(data, default=str), encoding="utf-8")


def checked(folder: Path, name: str = "plan.yaml", **options: Any) -> Checked:
    return check_source(read_file(folder / name), Options(folder=folder, **options))


def whole(one: Checked) -> Group:
    assert one.group is not None
    return one.group


def found(report: Report, code: str) -> list[Finding]:
    return [one for one in report.findings if one.code == code]


def troubles(group: Group) -> list[str | None]:
    return [member.trouble for member in group.members]


def missing_of(report: Report, code: str) -> tuple[str, ...]:
    (one,) = [one for one in report.unjudged if one.code == code]
    return one.missing


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("plan.yaml", ["plan.yaml", "jasen-b.yaml", "jasen-c.yaml"]),
        ("jasen-b.yaml", ["plan.yaml", "jasen-b.yaml", "jasen-c.yaml"]),
        ("jasen-c.yaml", ["plan.yaml", "jasen-c.yaml", "jasen-b.yaml"]),
    ],
)
def test_the_lead_comes_first_then_the_plans_own_applicant(name: str, files: list[str]) -> None:
    group = whole(checked(GROUP, name))
    assert [member.file for member in group.members] == files
    assert [member.number for member in group.members] == [1, 2, 3]
    assert group.own.file == name
    assert group.lead is group.members[0]
    assert [member.role for member in group.members] == ["lead", "member", "member"]
    assert group.whole


def test_a_plan_of_one_applicant_has_no_group(smallest: object) -> None:
    report = check_data(smallest, sample("smallest").parent).report
    assert report.group is None
    assert set(OF_GROUPS) - {"C59"} <= set(report.passed)


def test_rules_on_groups_wait_for_the_kind_of_project(smallest: object) -> None:
    data = changed(smallest, unset=["/project/kind"])
    report = check_data(data, sample("smallest").parent).report
    assert missing_of(report, "A19") == ("project.kind",)
    assert missing_of(report, "A18") == ("project.kind",)


def test_each_sum_is_the_sum_of_the_members_lines() -> None:
    group = whole(checked(GROUP))
    assert group["total"] == D("123084.71") + D("39509.97") + D("40030.40") == D("202625.08")
    assert group["grant"] == D("98467.77") + D("31607.98") + D("32024.32") == D("162100.07")
    assert group["own"] == D("9616.94") + D("3901.99") + D("3006.08") == D("16525.01")
    assert group["municipal"] == D(15000) + D(4000)
    assert group["private"] == D(5000)
    assert group["gap"] == 0
    first, second = group.by_year(2027)["total"], group.by_year(2028)["total"]
    assert first is not None
    assert second is not None
    assert first + second == group["total"]


def test_the_sums_are_formulas_over_the_members_lines() -> None:
    group = whole(checked(GROUP))
    line = group.lines["group_total"]
    assert line.formula is not None
    assert line.formula.excel() == "SUM(total__1,total__2,total__3)"
    dated = group.lines["group_total_2027"].formula
    assert dated is not None
    assert dated.excel() == "SUM(total_2027__1,total_2027__2,total_2027__3)"
    share = group.lines["share_of_grant__2"]
    assert share.formula is not None
    assert share.formula.excel() == "grant__2/group_grant"
    assert share.unit == "percent"
    assert group.share(group.members[1], "grant") == D("31607.98") / D("162100.07")


def test_every_line_has_a_name_that_a_spreadsheet_accepts_and_comes_after_what_it_needs() -> None:
    group, budget = whole(checked(GROUP)), checked(GROUP).budget
    before: set[str] = set()
    for name, line in group.lines.items():
        assert legal_name(name), name
        assert name.casefold() not in {one.casefold() for one in budget.lines}
        assert line.formula is None or line.formula.refs() <= before
        before.add(name)
    assert set(group.values) == before


def test_a_member_whose_line_is_a_hole_leaves_a_hole_that_names_it(folder: Path) -> None:
    written(folder, "jasen-b.yaml", changed(data_of("jasen-b.yaml"), unset=["/cost_model"]))
    one = checked(folder)
    group = whole(one)
    assert group["total"] is None
    assert [member.name for member in group.lacking("total")] == ["Mallilan Puutarhurit ry"]
    assert group["staff_costs"] == D("144732.20")
    assert group.lacking("staff_costs") == ()
    assert group.share(group.members[0], "total") is None
    assert one.report.group is not None
    lacking = one.report.group["lacking"]
    assert isinstance(lacking, dict)
    assert lacking["total"] == ["Mallilan Puutarhurit ry"]
    said = form.table(one.report.group, Words("fi"))
    assert said[3].split("ry")[1].split() == [
        "[puuttuu]",
        "[puuttuu]",
        "[puuttuu]",
        "3",
        "901,99",
        "€",
    ]
    assert "Mallilan Puutarhurit ry." in said[-1]


def test_a_year_is_summed_over_those_who_work_in_it(folder: Path) -> None:
    late = {"/schedule/start": "2028-02-01", "/staff/0/start": "2028-02-01", "/staff/0/months": 4}
    written(folder, "jasen-b.yaml", changed(data_of("jasen-b.yaml"), late))
    group = whole(checked(folder))
    early = group.lines["group_total_2027"].formula
    assert early is not None
    assert early.excel() == "SUM(total_2027__1,total_2027__3)"
    assert "total_2027__2" not in group.lines
    assert group["total_2028"] is not None


def test_a_member_whose_time_is_not_known_leaves_the_years_open(folder: Path) -> None:
    written(folder, "jasen-b.yaml", changed(data_of("jasen-b.yaml"), unset=["/schedule"]))
    group = whole(checked(folder))
    assert group.by_year(2027)["total"] is None
    assert group["total"] == D("202625.08")


def test_nobody_has_a_share_of_nothing(folder: Path) -> None:
    for name in FILES:
        written(folder, name, changed(data_of(name), {"/funding/grant_share": 0}))
    group = whole(checked(folder))
    assert group["grant"] == 0
    assert group.share(group.members[0], "grant") is None


def put_nothing(_path: Path) -> None: ...


def put_folder(path: Path) -> None:
    path.mkdir()


def put_pipe(path: Path) -> None:
    os.mkfifo(path)


def put_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def put_text(content: bytes) -> Any:
    return lambda path: path.write_bytes(content)


UNREADABLE: Final = (
    (put_nothing, "absent"),
    (put_folder, "folder"),
    (put_pipe, "special"),
    (put_large, "too_large"),
    (put_text(b""), "empty"),
    (put_text(b"- a"), "list"),
    (put_text(b"a: [b"), "syntax"),
    (put_text(b"\x89PNG\r\n\x1a\n\0\0"), "not_text"),
    (put_text(b"a: \xe4"), "encoding"),
    (put_text(b"a: &b c\nd: *b"), "construction"),
    (put_text(b"[" * 500 + b"]" * 500), "too_deep"),
    (put_text(b"Kahvila"), "text"),
    (put_text((GROUP / "haku.yaml").read_bytes()), "no_plan"),
)
REFUSED: Final = (("/proc/sys/vm/drop_caches", "forbidden"), ("/proc/self/mem", "broken"))
"""Regular files of Linux that nobody can read, root no more than others, and what that is called.

The first may only be written; of the second the beginning is no memory of the process.
"""


@pytest.mark.parametrize(("put", "trouble"), UNREADABLE, ids=[one for _, one in UNREADABLE])
def test_a_file_that_is_no_plan_is_a_finding_and_the_rest_is_checked(
    put: Any, trouble: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "jasen-b.yaml").unlink()
    put(folder / "jasen-b.yaml")
    one = checked(folder)
    assert troubles(whole(one)) == [None, trouble, None]
    code = "A17" if trouble == "absent" else "A18"
    (finding,) = found(one.report, code)
    assert finding.path == ("partners", 0, "plan")
    assert whole(one)["total"] is None
    assert missing_of(one.report, "A19") == ("partners.0.plan",)
    assert run(["check", str(folder / "plan.yaml")]) == int(code == "A18")
    assert "partners" not in capsys.readouterr().out


def test_every_word_for_what_is_wrong_is_said_by_the_card() -> None:
    known = {one for _, one in (*UNREADABLE, *REFUSED)} | {"self", "twice", "hidden", "too_many"}
    assert set(card("A18").terms) == known - {"absent"}


@pytest.mark.skipif(sys.platform != "linux", reason="files of Linux")
@pytest.mark.parametrize(("target", "trouble"), REFUSED, ids=[one for _, one in REFUSED])
def test_a_file_that_may_not_be_read(target: str, trouble: str, folder: Path) -> None:
    assert Path(target).is_file()
    (folder / "jasen-b.yaml").unlink()
    (folder / "jasen-b.yaml").symlink_to(target)
    assert troubles(whole(checked(folder))) == [None, trouble, None]


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        ("../jasen-b.yaml", "outside"),
        ("/etc/passwd", "outside"),
        ("a\\b.yaml", "outside"),
        ("C:jasen.yaml", "outside"),
        (".jasen-b.yaml", "hidden"),
        ("plan.yaml", "self"),
        ("./plan.yaml", "outside"),
        (None, "unnamed"),
    ],
)
def test_a_plan_names_only_files_beside_it_and_not_itself(
    name: str | None, trouble: str, folder: Path
) -> None:
    home = folder / "hanke"
    home.mkdir()
    for file in (*FILES, "haku.yaml"):
        shutil.copy(folder / file, home)
        shutil.copy(folder / file, home / f".{file}")
    written(home, "plan.yaml", changed(data_of(), {"/partners/0/plan": name}))
    one = checked(home)
    assert troubles(whole(one)) == [None, trouble, None]
    told = [finding.code for finding in one.report.findings if finding.path[0] == "partners"]
    assert told == [{"outside": "Y33", "unnamed": "A17"}.get(trouble, "A18")]


def test_a_link_to_the_plan_itself_is_the_plan_itself(folder: Path) -> None:
    (folder / "jasen-b.yaml").unlink()
    (folder / "jasen-b.yaml").symlink_to(folder / "plan.yaml")
    assert troubles(whole(checked(folder))) == [None, "self", None]


def test_one_file_is_one_member(folder: Path) -> None:
    written(folder, "plan.yaml", changed(data_of(), {"/partners/1/plan": "jasen-b.yaml"}))
    assert troubles(whole(checked(folder))) == [None, None, "twice"]


def test_each_file_is_read_once_although_all_name_each_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def read(path: Path, name: str | None = None) -> Any:
        opened.append(path.name)
        return read_file(path, name)

    monkeypatch.setattr(reading, "read_file", read)
    checked(folder)
    assert opened == ["jasen-b.yaml", "jasen-c.yaml"]


def test_so_many_files_are_read_and_no_more(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST", 1)
    assert troubles(whole(checked(folder))) == [None, None, "too_many"]


def test_without_a_folder_no_file_is_there(folder: Path) -> None:
    one = check_source(read_file(folder / "plan.yaml"))
    assert troubles(whole(one)) == [None, "absent", "absent"]


def test_the_plan_of_standard_input_finds_the_files_where_one_stands(folder: Path) -> None:
    source = read_file(folder / "plan.yaml", "-")
    group = whole(check_source(source, Options(folder=folder)))
    assert group.whole


def test_a_member_is_judged_by_its_own_law(folder: Path) -> None:
    other = {"/programme": "esr-2014-2020", "/call": None}
    written(folder, "jasen-b.yaml", changed(data_of("jasen-b.yaml"), other))
    group = whole(checked(folder))
    laws = [member.law for member in group.members]
    assert [law and law.programme.code for law in laws] == [
        "esr-plus-2021-2027",
        "esr-2014-2020",
        "esr-plus-2021-2027",
    ]
    assert laws[2] is laws[0], "the same call is not read again"


def test_a_call_of_the_command_line_that_another_programme_does_not_know_ends_nothing(
    folder: Path,
) -> None:
    written(
        folder, "jasen-b.yaml", changed(data_of("jasen-b.yaml"), {"/programme": "esr-2014-2020"})
    )
    one = checked(folder, call="KTK-2024-06")
    assert [finding.facts["problem"] for finding in found(one.report, "A19")] == ["programme"]


def test_the_day_of_the_command_line_holds_for_all(folder: Path) -> None:
    day = dt.date(2027, 1, 2)
    laws = [member.law for member in whole(checked(folder, on=day)).members]
    assert {law and law.on for law in laws} == {day}


def test_a_member_is_told_of_its_own_affairs_only(folder: Path) -> None:
    data = changed(data_of("jasen-c.yaml"), {"/call": "KTK-2024-06", "/pay_model": "unit_cost"})
    written(folder, "jasen-c.yaml", data)
    lead, other, odd = (checked(folder, name).report for name in FILES)
    for code in ("A19", "S16"):
        assert [one.path for one in found(lead, code)] == [("partners", 1, "plan")]
        assert found(other, code) == []
        assert [one.path for one in found(odd, code)] == [("partners", 0, "plan")]


@pytest.mark.parametrize("name", FILES)
def test_the_sample_agrees_with_itself(name: str) -> None:
    report = checked(GROUP, name).report
    assert report.findings == ()
    assert set(OF_GROUPS) - {"C59"} <= set(report.passed)


def test_a_joint_project_of_the_former_period_is_compared_too(folder: Path) -> None:
    for name in FILES:
        data = changed(data_of(name), {"/programme": "esr-2014-2020", "/project/kind": "joint"})
        written(folder, name, changed(data, unset=["/call"]))
    report = checked(folder).report
    assert "C59" in report.passed
    assert not found(report, "A17")
    data = read_file(folder / "jasen-b.yaml").data
    written(folder, "jasen-b.yaml", changed(data, {"/cost_model": "flat_rate_17"}))
    (finding,) = found(checked(folder).report, "C59")
    assert finding.severity is Severity.ERROR


def test_ways_out_are_tried_with_the_group_as_it_would_be(folder: Path) -> None:
    data = changed(data_of(), {"/funding/sources/0/amount": 9000})
    written(folder, "plan.yaml", data)
    (finding,) = found(checked(folder).report, "F05")
    assert finding.remedies


def test_the_group_after_changes_has_the_new_roles_and_the_old_files() -> None:
    one = checked(GROUP)
    group = whole(one)
    project = Project(kind="group", group_role="member")
    partners = (one.plan.partners[0], type(one.plan.partners[1])(role="lead"))
    plan = one.plan.with_(project=project, partners=partners)
    after = group_again(group, plan, None)
    assert after is not None
    assert [member.role for member in after.members] == ["member", "member", "lead"]
    assert after.own.budget is one.budget
    assert after.own.plan is plan
    alone = plan.with_(project=Project(kind="single"))
    assert group_again(group, alone, None) is None
    assert group_again(None, plan, None) is None
    fewer = plan.with_(partners=partners[:1])
    rest = group_again(group, fewer, None)
    assert rest is not None
    assert len(rest.members) == 2


def test_a_partner_whose_role_is_not_said_belongs_when_it_has_a_file(folder: Path) -> None:
    data = changed(data_of(), unset=["/partners/0/role", "/partners/1/role", "/partners/1/plan"])
    written(folder, "plan.yaml", data)
    group = whole(checked(folder))
    assert [member.file for member in group.members] == ["plan.yaml", "jasen-b.yaml"]


def test_a_row_without_a_name_is_called_by_its_files_applicant(folder: Path) -> None:
    written(folder, "plan.yaml", changed(data_of(), unset=["/partners/0/name"]))
    assert whole(checked(folder)).members[1].shown == "Mallilan Puutarhurit ry"


ID, OTHER = "9000011-8", "9000012-6"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("A ry", ID), ("A ry", ID), True),
        (("A ry", ID), ("B ry", "9000011 - 8"), True),
        (("A ry", ID), ("A ry", OTHER), False),
        (("A ry", None), ("a r.y.", OTHER), True),
        (("A ry", None), ("B ry", OTHER), False),
        ((None, ID), ("B ry", None), True),
        ((None, None), ("B ry", OTHER), True),
    ],
)
def test_bodies_are_told_apart_by_their_ids_else_by_their_names(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None], *, same: bool
) -> None:
    assert Body(*one, "lead").may_be(Body(*other, "member")) is same
    assert Body(*other, "lead").may_be(Body(*one, "member")) is same


def plans_of(reports: list[Report]) -> Any:
    words = {report.file: Words("fi") for report in reports}
    return json.loads(as_json.render(reports, words))["plans"]


def test_json_tells_members_shares_and_sums(smallest: object) -> None:
    single = check_data(smallest, sample("smallest").parent).report
    of_group, alone = plans_of([checked(GROUP).report, single])
    assert alone["group"] is None
    group = of_group["group"]
    assert list(group) == ["kind", "members", "sums", "lacking", "years"]
    lead = group["members"][0]
    assert {key: lead[key] for key in ("name", "role", "file", "this_plan", "trouble")} == {
        "name": "Esimerkkilän Kylä ry",
        "role": "lead",
        "file": "plan.yaml",
        "this_plan": True,
        "trouble": None,
    }
    assert (lead["total"], lead["own"], lead["share_of_total"]) == ("123084.71", "9616.94", "60.75")
    assert group["sums"]["total"] == "202625.08"
    assert group["years"]["2027"]["total"] == "133231.18"
    assert group["lacking"] == {}


def test_json_says_why_a_file_is_not_there(folder: Path) -> None:
    (folder / "jasen-b.yaml").unlink()
    (plan,) = plans_of([checked(folder).report])
    lost = plan["group"]["members"][1]
    assert (lost["trouble"], lost["total"], lost["share_of_total"]) == ("absent", None, None)
    assert plan["group"]["sums"]["total"] is None
    assert plan["group"]["lacking"]["total"] == ["Mallilan Puutarhurit ry"]


SPACE: Final = "\N{NO-BREAK SPACE}"
TABLE: Final = """\
Ryhmähanke, toteuttajia yhteensä 3:
                                               Kustannukset    Osuus  Haettava tuki      Omarahoitus
   Esimerkkilän Kylä ry (päätoteuttaja)        123 084,71 €   60,8 %    98 467,77 €       9 616,94 €
   Mallilan Puutarhurit ry                      39 509,97 €   19,5 %    31 607,98 €       3 901,99 €
   Keksittyjen Tarinoiden Seura ry              40 030,40 €   19,8 %    32 024,32 €       3 006,08 €
   Yhteensä                                    202 625,08 €            162 100,07 €      16 525,01 €
"""


def test_the_text_ends_with_the_groups_table() -> None:
    said = text.render([checked(GROUP).report], Words("fi"))
    assert said.replace(SPACE, " ").endswith(f"\n\n{TABLE}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_keeps_its_columns_in_every_language(language: str) -> None:
    report = checked(GROUP).report
    assert report.group is not None
    heads, *rows = form.table(report.group, Words(language))[1:]
    assert {len(row) for row in rows} == {len(heads)}


def test_a_long_name_is_cut_and_an_identity_code_masked(folder: Path) -> None:
    name = "Yhdistys 010190-123A " + "x" * 60
    data = changed(data_of(), {"/partners/0/name": name, "/partners/0/plan": "puuttuu.yaml"})
    written(folder, "plan.yaml", data)
    report = checked(folder).report
    assert report.group is not None
    said = "\n".join(form.table(report.group, Words("fi")))
    assert "…" in said
    assert "010190-123A" not in said
    assert "010190-123A" not in json.dumps(plans_of([report]))


def test_the_whole_folder_is_checked_file_by_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(folder), "--lang", "fi"]) == 0
    said = capsys.readouterr()
    assert said.out.count("Ryhmähanke, toteuttajia yhteensä 3:") == 3
    assert "haku.yaml" in said.err


def test_the_budget_ends_with_the_groups_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["budget", str(GROUP / "plan.yaml"), "--lang", "fi"]) == 0
    assert capsys.readouterr().out.replace(SPACE, " ").endswith(f"\n\n{TABLE}")


@pytest.mark.parametrize("name", ["trainers", "pilot"])
def test_the_other_samples_have_no_findings(name: str) -> None:
    assert checked(sample(name).parent).report.findings == ()


def test_the_trainers_travel_by_days_and_are_bought() -> None:
    budget = checked(sample("trainers").parent).budget
    assert budget["rate_S1"] == D("28.13"), "38 268 × 1,2644 ÷ 1 720 = 28,1315…"
    assert budget["staff_costs"] == D("28.13") * (1032 + 516) == D("43545.24")
    assert budget["travel"] == 36 * D(176) + 33 * D(132) == D(10692)
    bought = D(9600) + 5200 + 5 * D(980) + 3 * D(1150) + 2 * D(1240) + 1900 + 4500 + 2350
    assert budget["services"] == bought == D(34380)
    assert budget["premises"] == 72 * D(40) == D(2880)
    direct = D("43545.24") + D(10692) + D(34380) + D(2880)
    assert budget["direct_costs"] == direct == D("91497.24")
    assert budget["flat_costs"] == D("6404.81"), "91 497,24 × 7 % = 6 404,8068"
    assert budget["total"] == D("97902.05")


def test_the_pilot_costs_what_is_confirmed() -> None:
    budget = checked(sample("pilot").parent).budget
    assert (budget["total"], budget["grant"], budget["gap"]) == (D(50000), D(40000), D(0))


def test_what_looks_like_a_plan() -> None:
    looks: Mapping[str, object] = {"format": 1, "project": None}
    assert is_plan(looks)
    assert is_plan({"format": 1, "applicant": {}})
    assert not is_plan({"format": 1})
    assert not is_plan({"project": {}})
    assert not is_plan(["format", "project"])


def test_a_group_is_made_only_of_kinds_with_several_applicants() -> None:
    one = checked(GROUP)
    for kind, is_group in (("group", True), ("joint", True), ("single", False), (None, False)):
        plan = one.plan.with_(project=Project(kind=kind))
        made = group_of(one.source, plan, one.law, one.budget, Options(folder=GROUP))
        assert (made is not None) is is_group
    plan = Plan()
    assert group_of(one.source, plan, one.law, one.budget, Options(folder=GROUP)) is None


def test_a_joint_project_is_not_called_a_group_project(folder: Path) -> None:
    data = data_of()
    data["project"]["kind"] = "joint"
    written(folder, "plan.yaml", data)
    group = checked(folder).report.group
    assert group is not None
    assert group["kind"] == "joint"
    said = [form.table(group, Words(language))[0] for language in LANGUAGES]
    assert [one.split(",")[0] for one in said] == ["Yhteishanke", "Samprojekt", "Joint project"]
