"""The budget as .ods: made by LibreOffice, proved against the plan, and never half written."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from kanto_docs.cli.running import run
from kanto_docs.documents import libreoffice
from kanto_docs.documents.libreoffice import converted
from kanto_docs.documents.tying.ods import proof_of_ods
from kanto_docs.errors import OutputError
from kanto_docs.words import LANGUAGES, Words
from tests.conftest import sample
from tests.office import Office
from tests.papers import checked
from tests.tying import made, parts_of, with_parts

CAFE = str(sample("cafe"))


def ods_of(payload: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(payload))


@pytest.mark.office
@pytest.mark.parametrize("name", ["cafe", "holes"])
def test_the_budget_as_ods_holds_the_plans_own_figures(
    name: str, tmp_path: Path, soffice: Office
) -> None:
    del soffice
    path = tmp_path / "arvio.ods"
    assert run(["budget", str(sample(name)), "--output", str(path)]) == 0
    with ods_of(path.read_bytes()) as archive:
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"
        assert b"of:=" in archive.read("content.xml")
    proof = proof_of_ods(path.read_bytes(), checked(name), Words("fi"))
    assert proof.strange == ()
    assert proof.compared > 50


@pytest.mark.office
def test_a_figure_that_libreoffice_has_otherwise_is_noticed(soffice: Office) -> None:
    del soffice
    payload = converted(made("cafe", "budget"), "xlsx", "ods")
    content = parts_of(payload)["content.xml"]
    assert content.count(b'office:value="117008.94"') >= 1
    spoiled = content.replace(b'office:value="117008.94"', b'office:value="117008.95"')
    proof = proof_of_ods(
        with_parts(payload, {"content.xml": spoiled}), checked("cafe"), Words("fi")
    )
    assert "grant" in proof.strange


@pytest.mark.office
def test_what_libreoffice_makes_of_nothing_useful_is_refused(soffice: Office) -> None:
    del soffice
    with pytest.raises(OutputError) as caught:
        converted(b"PK\x03\x04", "xlsx", "pdf")
    assert caught.value.kind == "libreoffice_failed"


def test_an_ods_in_the_way_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "_program", lambda: str(tmp_path / "absent"))
    path = tmp_path / "arvio.ods"
    path.write_bytes(b"oma")
    assert run(["budget", CAFE, "--output", str(path), "--force"]) == 5
    assert path.read_bytes() == b"oma"


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_libreoffice_it_says_what_to_do(
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    path = tmp_path / "arvio.ods"
    with pytest.raises(OutputError) as caught:
        converted(b"", "xlsx", "ods")
    assert caught.value.kind == "libreoffice_absent"
    said = Words(language).ui("error.libreoffice_absent")
    assert "LibreOffice" in said
    assert run(["budget", CAFE, "--output", str(path), "--lang", "fi"]) == 5
    assert "Asentakaa" in capsys.readouterr().err
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for LibreOffice")
def test_a_program_that_never_ends_is_ended_with_what_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, mark = tmp_path / "soffice", tmp_path / "child"
    program.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {mark}\nwait\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(libreoffice, "_program", lambda: str(program))
    began = time.monotonic()
    with pytest.raises(OutputError) as caught:
        converted(b"", "xlsx", "ods", seconds=1)
    assert caught.value.kind == "libreoffice_slow"
    assert time.monotonic() - began < 20
    child = mark.read_text(encoding="utf-8").strip()
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", child], capture_output=True, text=True, check=False
    )
    assert state.stdout.strip() in ("", "Z")


def test_only_our_own_endings_are_written(tmp_path: Path) -> None:
    assert run(["budget", CAFE, "--output", str(tmp_path / "arvio.csv")]) == 2
