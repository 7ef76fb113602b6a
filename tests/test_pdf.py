"""`fill --pdf`: tagged PDF files beside the documents, and what happens where none can be made."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from kanto_docs.cli.running import run
from kanto_docs.documents import libreoffice
from kanto_docs.documents.libreoffice import pdfs
from kanto_docs.documents.making import make
from kanto_docs.errors import OutputError
from kanto_docs.words import Words
from tests import proof
from tests.conftest import checked_sample, sample
from tests.office import Office

CAFE = str(sample("cafe"))
ENDINGS = {"application": "docx", "budget": "xlsx"}


@cache
def payloads(language: str) -> Mapping[str, bytes]:
    checked, words = checked_sample("cafe"), Words(language)
    return {
        f"{language}-{name}.{ending}": make(name, checked, words).payload
        for name, ending in ENDINGS.items()
    }


def languages_of(pdf: bytes) -> list[bytes]:
    """The languages named in a PDF; that of the whole document comes last."""
    return re.findall(rb"/Lang\(([A-Za-z-]+)\)", pdf)


@pytest.mark.office
def test_a_pdf_is_tagged_and_says_its_title_and_language(
    soffice: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    del soffice
    calls: list[list[str]] = []
    ask = libreoffice._run

    def counted(command: list[str], seconds: float) -> None:
        calls.append(command)
        ask(command, seconds)

    monkeypatch.setattr(libreoffice, "_run", counted)
    made = pdfs({**payloads("fi"), **payloads("sv")})
    assert len(calls) == 2, "one call for each language"
    assert list(made) == [*payloads("fi"), *payloads("sv")]
    for name, pdf in made.items():
        for mark in (b"/MarkInfo<</Marked true>>", b"/StructTreeRoot", b"/DisplayDocTitle true"):
            assert mark in pdf, name
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
        assert languages_of(pdf)[-1].decode() == f"{name[:2]}-FI"
        assert "Tagged:          yes" in proof.pdf_facts(pdf)
        assert re.search(r"^Title: +\S", proof.pdf_facts(pdf), re.MULTILINE)
        pages, said = proof.printed(pdf)
        assert pages >= 1
        assert "Kylän kahvila" in said


@pytest.mark.office
def test_fill_writes_a_pdf_beside_every_document(
    tmp_path: Path, soffice: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    del soffice
    command = ["fill", CAFE, "--out", str(tmp_path), "--only", "application,paste", "--pdf"]
    assert run([*command, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["written"]
    assert [Path(one["path"]).suffix for one in found] == [".docx", ".html", ".pdf"]
    (pdf,) = tmp_path.glob("*.pdf")
    assert pdf.with_suffix(".docx").is_file()
    assert pdf.read_bytes().startswith(b"%PDF-")
    pdf.write_bytes(b"oma")
    for document in (*tmp_path.glob("*.docx"), *tmp_path.glob("*.html")):
        document.unlink()
    assert run(command) == 5, "a PDF that was there stays"
    assert pdf.read_bytes() == b"oma"


def test_without_libreoffice_the_documents_are_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    code = run(["fill", CAFE, "--out", str(tmp_path), "--pdf", "--lang", "fi"])
    assert code == 5
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".xlsx"]
    said = capsys.readouterr().err
    assert "Asentakaa" in said
    assert said.count("Tehty: ") == 2, "what was written is told all the same"
    assert "Wordissa" in said


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for LibreOffice")
@pytest.mark.parametrize(
    ("script", "kind"),
    [
        ("exec sleep 60", "libreoffice_slow"),
        ("exit 0", "libreoffice_failed"),
        (
            'for last; do :; done; echo "%PDF-1.6 half" > "${last%/*}/out/0.pdf"',
            "libreoffice_failed",
        ),
    ],
)
def test_a_program_that_hangs_or_makes_nothing_is_noticed(
    script: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(libreoffice, "_program", lambda: str(program))
    began = time.monotonic()
    with pytest.raises(OutputError) as caught:
        pdfs({"a.docx": b""}, seconds=1)
    assert caught.value.kind == kind
    assert time.monotonic() - began < 20


def test_nothing_asked_is_nothing_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert pdfs({}) == {}
