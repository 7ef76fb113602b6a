"""Slips of the hand and hostile files that `fill`, `template check` and `verify` have to bear."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kanto_docs.cli.running import run
from kanto_docs.documents.catalogue import document
from kanto_docs.documents.filled import Properties
from kanto_docs.documents.making import make, proven
from kanto_docs.documents.tying.opening import Package
from kanto_docs.documents.tying.word import units_of_word
from kanto_docs.documents.view import view
from kanto_docs.documents.word.rendering import render_word
from kanto_docs.documents.word.template import names_used
from kanto_docs.documents.workshop.word import check_word
from kanto_docs.errors import InputError, TemplateError
from kanto_docs.source import read_file
from kanto_docs.words import LANGUAGES, Words
from tests.conftest import ROOT, changed, check_data, checked_sample, sample

CAFE = str(sample("cafe"))
_NUMBER = rb' w:(?:numId|abstractNumId|ilvl|w|left|hanging|outlineLvl w:val)="[^"]*"'
GUIDANCE = str(ROOT / "templates" / "fi" / "guidance.docx")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["outo", "", "a.b", "Kolme pajaa"])
def test_a_kind_of_project_nobody_knows_stops_no_description(kind: str, language: str) -> None:
    data = changed(read_file(sample("kanto")).data, {"/project/kind": kind})
    checked, words = check_data(data), Words(language)
    filled = make("description", checked, words)
    assert proven("description", filled.payload, checked, words)


def test_a_document_just_made_is_never_too_long_to_be_proven(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = read_file(sample("cafe")).data
    for number in range(10, 60):
        data = changed(data, {"/staff/-": {"id": f"S{number}", "role": "ohjaaja", "share": 50}})
    checked, words = check_data(data, sample("cafe").parent), Words("fi")
    filled = make("job-descriptions", checked, words)
    template = document("job-descriptions").template("fi")
    most = len(units_of_word(Package(template, "docx")))
    assert len(units_of_word(Package(filled.payload, "docx"))) > most
    monkeypatch.setattr("kanto_docs.documents.tying.word.MOST_UNITS", most)
    proven("job-descriptions", filled.payload, checked, words)
    with pytest.raises(InputError):
        units_of_word(Package(filled.payload, "docx"))


def with_part(payload: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one part changed."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(payload)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            content = old.read(one)
            new.writestr(one, change(content) if one == name else content)
    return made.getvalue()


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/settings.xml"])
def test_an_empty_part_is_a_broken_template(part: str) -> None:
    template = with_part(document("application").template("fi"), part, lambda _: b"")
    with pytest.raises(TemplateError) as told:
        names_used(template)
    assert told.value.kind == "malformed"
    assert told.value.facts["part"] == part
    found = check_word(template, Words("fi"))
    assert found.broken
    assert [one.kind for one in found.problems] == ["malformed"]


@pytest.mark.parametrize("number", ["abc", "-1.5", "9" * 5000])
def test_numbers_that_are_none_stop_nothing(number: str) -> None:
    template = document("application").template("fi")
    numbers, said = re.compile(_NUMBER), _said(number)
    for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
        template = with_part(template, part, lambda content: numbers.sub(said, content))
    levels = b'<w:outlineLvl w:val="%s"/>' % number.encode()
    template = with_part(
        template,
        "word/styles.xml",
        lambda content: content.replace(b"</w:pPr>", levels + b"</w:pPr>"),
    )
    checked, words = checked_sample("cafe"), Words("fi")
    assert not check_word(template, words).broken
    names = view(checked, words, names_used(template))
    assert render_word(template, names, Properties("")).payload


def _said(number: str) -> Callable[[re.Match[bytes]], bytes]:
    return lambda found: found[0][: found[0].index(b'"') + 1] + number.encode() + b'"'


@pytest.mark.parametrize("names", ["", ",", " , "])
def test_no_document_is_a_wrong_command(
    names: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["fill", CAFE, "--only", names, "--out", str(tmp_path)]) == 2
    assert "Asiakirjat: application, budget" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("wish", [["--all"], ["--only", "guidance,summary"], ["--only", "paste"]])
def test_a_template_is_for_one_document(
    wish: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["fill", CAFE, *wish, "--template", GUIDANCE, "--out", str(tmp_path)]
    assert run(command) == 2
    assert "--only summary" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("what", ["folder", "pipe"])
def test_a_template_that_is_no_file_is_told(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "malli.docx"
    if what == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    for command in (
        ["fill", CAFE, "--template", str(path), "--out", str(tmp_path / "ulos")],
        ["template", "check", str(path)],
    ):
        assert run(command) == 4
        assert "ei ole tavallinen tiedosto" in capsys.readouterr().err
    assert not (tmp_path / "ulos").exists()
