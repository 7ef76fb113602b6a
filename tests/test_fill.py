"""`fill`, `budget --output` and `new` from the command line: what is written, kept and told."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import cast

import pytest

import kanto_docs
from kanto_docs.checking import check_source
from kanto_docs.choosing import Options
from kanto_docs.cli.running import run
from kanto_docs.documents.catalogue import DOCUMENTS
from kanto_docs.documents.gaps import Names, Rows
from kanto_docs.documents.view import view
from kanto_docs.documents.view.parts import names_of_plan
from kanto_docs.documents.view.sharing import with_shared
from kanto_docs.law import Programme, programme
from kanto_docs.source import read_file
from kanto_docs.starter import starter
from kanto_docs.words import LANGUAGES, Words
from tests.conftest import ROOT, checked_sample, sample

CAFE = str(sample("cafe"))
HOLES = str(sample("holes"))
MISTAKES = str(sample("mistakes"))
TEMPLATE = ROOT / "templates" / "fi" / "application.docx"

Said = pytest.CaptureFixture[str]


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_fill_writes_both_documents_and_says_so(tmp_path: Path, capsys: Said) -> None:
    out = tmp_path / "valmiit"
    assert run(["fill", HOLES, "--out", str(out), "--lang", "fi"]) == 0
    assert [Path(name).suffix for name in written(out)] == [".docx", ".xlsx"]
    assert all(zipfile.is_zipfile(path) for path in out.iterdir())
    said = capsys.readouterr()
    assert said.out == ""
    assert all(str(path) in said.err for path in out.iterdir())
    assert "Puuttuvia tietoja keltaisella" in said.err


def test_fill_in_json_gives_sums_of_what_it_wrote_and_each_gap_once(
    tmp_path: Path, capsys: Said
) -> None:
    assert run(["fill", HOLES, "--out", str(tmp_path), "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in document["written"]] == ["application", "budget"]
    for one in document["written"]:
        assert hashlib.sha256(Path(one["path"]).read_bytes()).hexdigest() == one["sha256"]
    gaps = [gap["path"] for gap in document["gaps"]]
    assert gaps
    assert len(gaps) == len(set(gaps))
    assert document["kept"] == []
    assert document["summary"]["plans"] == 1


def test_fill_leaves_what_is_there_and_replaces_it_when_forced(
    tmp_path: Path, capsys: Said
) -> None:
    command = ["fill", CAFE, "--out", str(tmp_path), "--only", "budget"]
    assert run(command) == 0
    (path,) = tmp_path.iterdir()
    path.write_bytes(b"oma")
    capsys.readouterr()
    assert run([*command, "--format", "json"]) == 5
    document = json.loads(capsys.readouterr().out)
    assert document["written"] == []
    assert document["kept"] == [{"name": "budget", "path": str(path)}]
    assert path.read_bytes() == b"oma"
    assert run([*command, "--force"]) == 0
    assert zipfile.is_zipfile(path)


def test_strict_writes_nothing_while_there_are_errors(tmp_path: Path) -> None:
    out = tmp_path / "valmiit"
    assert run(["fill", MISTAKES, "--out", str(out), "--strict"]) == 1
    assert not out.exists()
    assert run(["fill", MISTAKES, "--out", str(out), "--only", "budget"]) == 0
    assert len(written(out)) == 1


def test_the_users_own_template_makes_the_application_only(tmp_path: Path) -> None:
    assert run(["fill", CAFE, "--out", str(tmp_path), "--template", str(TEMPLATE)]) == 0
    assert [Path(name).suffix for name in written(tmp_path)] == [".docx"]


def test_the_users_own_template_is_never_written_over(tmp_path: Path) -> None:
    command = ["fill", CAFE, "--out", str(tmp_path), "--force", "--template"]
    assert run([*command, str(TEMPLATE)]) == 0
    (path,) = tmp_path.iterdir()
    path.write_bytes(TEMPLATE.read_bytes())
    assert run([*command, str(path)]) == 2
    assert path.read_bytes() == TEMPLATE.read_bytes()


def test_the_same_plan_gives_the_same_bytes_through_the_library(tmp_path: Path) -> None:
    one, other = (
        kanto_docs.fill(sample("cafe"), tmp_path / name, language="fi").written
        for name in ("a", "b")
    )
    assert [made.sha256 for made in one] == [made.sha256 for made in other]
    assert [made.path.name for made in one] == written(tmp_path / "a")


def test_budget_writes_its_workbook_where_it_is_told_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "kustannukset.xlsx"
    assert run(["budget", CAFE, "--output", str(path)]) == 0
    assert zipfile.is_zipfile(path)
    assert run(["budget", CAFE, "--output", str(path)]) == 5
    assert run(["budget", CAFE, "--output", str(path), "--force"]) == 0
    assert run(["budget", CAFE, "--output", str(tmp_path / "kustannukset.csv")]) == 2
    assert written(tmp_path) == ["kustannukset.xlsx"]


def test_no_command_writes_over_the_plan_it_reads(tmp_path: Path) -> None:
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes(sample("smallest").read_bytes())
    assert run(["budget", str(plan), "--output", str(plan), "--force"]) == 2
    assert plan.read_bytes() == sample("smallest").read_bytes()


def test_explaining_a_line_ends_at_the_law_and_the_plan(capsys: Said) -> None:
    assert run(["budget", CAFE, "--explain", "total", "--lang", "fi"]) == 0
    said = capsys.readouterr().out
    assert "×" in said
    assert "866/2021" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_plan_offers_only_the_models_its_programme_knows(language: str) -> None:
    known = programme("esr-plus-2021-2027")
    assert isinstance(known, Programme)
    text = starter(known, None, Words(language), "plan.yaml")
    assert all(model in text for model in (*known.cost_models, *known.pay_models))
    assert "flat_rate_17" not in text
    assert "real_costs" not in text


def test_all_makes_every_document_that_has_a_use_and_tells_of_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        run(["fill", str(sample("cafe")), "--all", "--out", str(tmp_path), "--format", "json"]) == 0
    )
    told = json.loads(capsys.readouterr().out)
    assert {one["name"] for one in told["written"]} == DOCUMENTS.keys() - {"group-agreement"}
    assert [one["name"] for one in told["skipped"]] == ["group-agreement"]
    assert len(list(tmp_path.iterdir())) == len(told["written"])


def test_a_member_of_a_group_gets_the_texts_of_the_lead() -> None:
    plan = sample("group").parent / "jasen-b.yaml"
    member = check_source(read_file(plan), Options(folder=plan.parent))
    lead = checked_sample("group").plan
    shown = with_shared(member)
    assert member.plan.risks is None
    assert shown.risks == lead.risks
    assert shown.actions == (member.plan.actions or lead.actions)
    assert shown.staff == member.plan.staff
    assert with_shared(checked_sample("group")) == lead


def test_a_confirmed_lump_sum_shows_no_pay_of_its_own() -> None:
    checked = checked_sample("pilot")
    budget = names_of_plan(checked.plan, checked.budget, Words("fi"), checked.law)["budget"]
    assert isinstance(budget, Names)
    rows = cast("tuple[Names, ...]", cast("Rows", budget["costs"]).rows)
    labels = [str(row["label"]) for row in rows]
    assert labels == ["Kokonaiskustannukset"]


def test_a_document_in_english_does_not_say_its_english_name_twice() -> None:
    checked = checked_sample("cafe")
    said = {one: view(checked, Words(one), ())["in_english"] for one in LANGUAGES}
    assert [bool(said[one]) for one in LANGUAGES] == [True, True, False]
