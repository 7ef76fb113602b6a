"""What SECURITY.md promises and no other test holds."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import openpyxl
import pytest

from kanto_docs.cli.running import INTERNAL, run
from kanto_docs.cli.speaking import COMMANDS
from kanto_docs.documents.making import make
from kanto_docs.words import Words
from tests.conftest import ROOT, changed, check_data, sample

WATCHED: Final = """
import sys
def watch(event, arguments):
    if event.partition(".")[0] in ("socket", "subprocess", "urllib", "ftplib", "smtplib") or (
        event in ("os.system", "os.exec", "os.posix_spawn", "os.fork")
    ):
        if event != "socket.gethostname":
            sys.stderr.write(f"watched: {event} {arguments!r}\\n")
sys.addaudithook(watch)
from kanto_docs.cli.running import run
sys.exit(run(sys.argv[1:]))
"""
FORMULAS: Final = ("=1+1", "=cmd|'/C calc'!A0", "+358 40", "@SUM(A1)", "-2")
PLAN: Final = str(ROOT / "samples" / "cafe" / "plan.yaml")
NOTICES: Final = str(ROOT / "tests" / "notices" / "hakuilmoitukset.json")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", PLAN, str(ROOT / "samples" / "mistakes" / "plan.yaml")),
        ("explain", "F01"),
        ("rules",),
        ("calls", "add", NOTICES, "--code", "KEKSEVK-001"),
        ("new", "uusi.yaml"),
        ("budget", PLAN, "--output", "kustannukset.xlsx"),
        ("fill", PLAN, "--out", "valmiit", "--all"),
        ("verify", PLAN, str(ROOT / "samples" / "cafe" / "asiakirjat")),
        ("template", "check", str(ROOT / "templates" / "fi" / "summary.docx")),
    ],
    ids=COMMANDS,
)
def test_a_command_neither_speaks_to_the_network_nor_starts_a_program(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "watched:" not in done.stderr
    assert done.returncode in {0, 1}, done.stderr


def test_an_internal_fault_tells_nothing_of_the_plan(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ValueError(Path(PLAN).read_text(encoding="utf-8"))

    monkeypatch.setattr("kanto_docs.cli.check_command.outcomes", broken)
    assert run(["check", PLAN]) == INTERNAL
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) <= 4
    assert not re.search(r"Traceback|kyl|kahvila", said.err, re.IGNORECASE)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_looks_like_a_formula_stays_text(smallest: object, text: str) -> None:
    pointers = ("/project/name", "/applicant/name", "/staff/0/role", "/funding/sources/0/payer")
    data = changed(smallest, dict.fromkeys(pointers, text))
    checked = check_data(data, sample("smallest").parent)
    book = openpyxl.load_workbook(io.BytesIO(make("budget", checked, Words("fi")).payload))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    shown = [cell for cell in cells if cell.value == text]
    assert len(shown) >= 3
    assert {cell.data_type for cell in shown} == {"s"}
