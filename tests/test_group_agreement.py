"""The draft agreement of a group project: its parties, their figures, its law and its blanks."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from docx.oxml.ns import qn

from kanto_docs.checking import Checked, check_source
from kanto_docs.documents.gaps import Gap, Names
from kanto_docs.documents.making import make
from kanto_docs.source import read_file
from kanto_docs.words import LANGUAGES, Words
from tests.conftest import ROOT, checked_sample, folder_of
from tests.filling_word import part
from tests.partner_papers import FI, member, names_of, paragraphs, rows_of, said


def parties(checked: Checked) -> list[tuple[str, ...]]:
    keys = ("name", "business_id", "role", "responsibility", "total", "grant", "own", "others")
    return [
        tuple(str(row[key]) for key in keys)
        for row in rows_of(names_of(checked, "agreement"), "members")
    ]


def test_the_lead_and_every_member_make_the_same_agreement() -> None:
    lead = parties(checked_sample("group"))
    assert lead[0][:4] == (
        "Esimerkkilän Kylä ry", "9999999-2", "päätoteuttaja",
        "Korjauspaja ja koko hankkeen koordinointi.",
    )  # fmt: skip
    assert len(lead) == 3
    for name in ("jasen-b.yaml", "jasen-c.yaml"):
        assert sorted(parties(member(name))) == sorted(lead)
        ours, theirs = (
            names_of(one, "agreement") for one in (checked_sample("group"), member(name))
        )
        for common in ("lead", "sums", "schedule", "steering_group", "outside"):
            assert ours[common] == theirs[common]


def test_the_figures_of_the_agreement_are_the_budgets_of_the_members() -> None:
    group = checked_sample("group").group
    assert group is not None
    agreement = names_of(checked_sample("group"), "agreement")
    for one, row in zip(group.members, rows_of(agreement, "members"), strict=True):
        for line in ("total", "grant", "own"):
            amount = one.amount(line)
            assert amount is not None
            assert row[line] == FI.euro(amount)
    sums = cast("Names", agreement["sums"])
    for line in ("total", "grant", "own"):
        assert sums[line] == FI.euro(group[line] or Decimal(0))
    known = [group[line] or Decimal(0) for line in ("municipal", "other_public", "private")]
    assert sums["others"] == FI.euro(sum(known, Decimal(0)))
    assert sums["share"] == FI.percent(Decimal(100))


def test_a_member_without_its_file_leaves_gaps_and_no_sums(tmp_path: Path) -> None:
    for name in ("plan.yaml", "jasen-b.yaml", "haku.yaml"):
        shutil.copy(ROOT / "samples" / "group" / name, tmp_path)
    checked = check_source(
        read_file(tmp_path / "plan.yaml", "plan.yaml"), folder_of(tmp_path / "x")
    )
    agreement = names_of(checked, "agreement")
    assert agreement["whole"] is False
    last = rows_of(agreement, "members")[-1]
    assert last["name"] == "Keksittyjen Tarinoiden Seura ry"
    total = last["total"]
    assert isinstance(total, Gap)
    assert total.path == ("partners", 1, "plan")
    assert isinstance(cast("Names", agreement["sums"])["total"], Gap)
    text = paragraphs("group-agreement", checked)
    assert any("ei ollut samassa kansiossa" in one for one in text)


def test_who_only_cooperates_is_no_party() -> None:
    agreement = names_of(checked_sample("group"), "agreement")
    assert [row["name"] for row in rows_of(agreement, "outside")] == ["Esimerkkilän kunta"]


def test_two_leads_are_no_lead() -> None:
    assert isinstance(names_of(checked_sample("mistakes"), "agreement")["lead"], Gap)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_agreement_says_that_it_is_a_draft_and_leaves_room(language: str) -> None:
    checked = checked_sample("group")
    root = part(make("group-agreement", checked, Words(language)).payload, "word/document.xml")
    boxes = [
        said(one)
        for one in root.iter(qn("w:p"))
        if one.find(f"{qn('w:pPr')}/{qn('w:pStyle')}[@{qn('w:val')}='Laatikko']") is not None
    ]
    draft = {"fi": "luonnos", "sv": "utkast", "en": "draft"}[language]
    assert len(boxes) == 1
    assert draft in boxes[0]
    blanks = [
        row
        for row in root.iter(qn("w:tr"))
        if [bool(said(cell)) for cell in row.iter(qn("w:tc"))] == [True, False]
    ]
    assert len(blanks) == 15
