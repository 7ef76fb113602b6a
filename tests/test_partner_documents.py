"""Documents for partners: when a plan has no use for them, and the law that they name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pytest
from docx.oxml.ns import qn
from lxml import etree

from kanto_docs.documents.catalogue import document
from kanto_docs.source import load_data, read_file
from kanto_docs.words import LANGUAGES, Words
from tests.conftest import ROOT, changed, check_data, checked_sample, sample
from tests.filling_word import cafe
from tests.partner_papers import reason, said

NAMES: Final = ("group-agreement", "letter-of-intent", "de-minimis", "summary")
READ: Final = {
    ("757/2021", "5 § 2 mom"), ("757/2021", "40–41 §"), ("757/2021", "40 § 2 mom"),
    ("757/2021", "22–23 §"), ("867/2021", "13 §"), ("867/2021", "15 § 1 mom"),
    ("(EU) 2021/1060", "50 art"),
}  # fmt: skip
"""Sections that no rule or number rests on; each was read in the act."""
ACT: Final = r"\d{3,4}/20\d\d|\(EU\) 20\d\d/\d+"
SECTION: Final = r"\d+(?:–\d+)? (?:§|art\b)(?: \d+ (?:mom\b\.?|k\b))*"
LAW: Final = re.compile(rf"({ACT}) ({SECTION}(?:, {SECTION})*)")


@pytest.mark.parametrize(
    ("name", "sample_name", "key"),
    [
        ("letter-of-intent", "group", "doc.letter-of-intent.lacking.all_signed"),
        ("letter-of-intent", "holes", "doc.letter-of-intent.lacking.no_funders"),
        ("group-agreement", "cafe", "doc.group-agreement.lacking.single"),
    ],
)
def test_a_plan_without_use_for_a_document_says_why(name: str, sample_name: str, key: str) -> None:
    assert reason(name, checked_sample(sample_name)) == key
    for language in LANGUAGES:
        assert Words(language).ui(key).endswith(".")


def test_a_plan_that_says_nothing_of_state_aid_gets_no_statement() -> None:
    checked = check_data(changed(cafe(), {}, ["/state_aid"]), sample("cafe").parent)
    assert reason("de-minimis", checked) == "doc.de-minimis.lacking"


def test_the_former_period_knows_no_group_project() -> None:
    data = changed(read_file(sample("group")).data, {"/programme": "esr-2014-2020"}, ["/call"])
    key = "doc.group-agreement.lacking.programme"
    assert reason("group-agreement", check_data(data, sample("group").parent)) == key


def known_sections() -> set[tuple[str, str]]:
    """Every act with its section that our data rests on."""
    return set(_bases((ROOT / "schemas").rglob("*.yaml"))) | READ


def _bases(files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    for path in files:
        waiting: list[object] = [load_data(path.read_text(encoding="utf-8"), path.name)]
        while waiting:
            one = waiting.pop()
            if isinstance(one, dict):
                if one.get("law") and one.get("section"):
                    yield str(one["law"]), str(one["section"])
                waiting.extend(one.values())
            elif isinstance(one, list):
                waiting.extend(one)


def cited(name: str, language: str) -> set[tuple[str, str]]:
    """The acts and sections in a template's own words."""
    with zipfile.ZipFile(io.BytesIO(document(name).template(language))) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    found = set()
    for one in root.iter(qn("w:p")):
        text = " ".join(said(one).split()).replace(" kohta", " k").replace("artikla", "art")
        for act, sections in LAW.findall(text):
            for section in sections.rstrip(", ").split(", "):
                found.add((act, section.replace("mom.", "mom").rstrip(" .;")))
    return found


def test_a_template_cites_only_sections_that_were_read() -> None:
    known = known_sections()
    laws = cited("group-agreement", "fi")
    assert len(laws) >= 12
    assert laws - known == set()
    assert {one for one in READ if one not in laws} == set()
    assert not [name for name in ("letter-of-intent", "de-minimis") if cited(name, "fi")]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_language_cites_the_same_numbers(name: str, language: str) -> None:
    assert _numbers(name, language) == _numbers(name, "fi")


def _numbers(name: str, language: str) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(document(name).template(language))) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    figures = (re.findall(r"\d[\d/–]*", said(one)) for one in root.iter(qn("w:p")))
    return [sorted(one) for one in figures if one]
