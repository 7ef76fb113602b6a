"""LibreOffice for tests that need a second opinion: many files in one call, each call by itself."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

SECONDS = 200
ALL_SHEETS_AS_TEXT = (
    "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
)
"""Every sheet to a file of its own, UTF-8, with whole numbers and not as they are shown."""
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
"""Always work out every formula anew: without it the cached values are shown, right or wrong."""

Table = list[list[str]]


class Office:
    """LibreOffice, without a window and with a new profile for each call."""

    def __init__(self, program: str) -> None:
        self._program = program

    def tables(self, workbook: Path, sheets: Sequence[str], out: Path) -> dict[str, Table]:
        """The sheets of a converted workbook as LibreOffice calculated them."""
        texts = {
            sheet: (out / f"{workbook.stem}-{sheet}.csv").read_text(encoding="utf-8")
            for sheet in sheets
        }
        return {sheet: list(csv.reader(io.StringIO(text))) for sheet, text in texts.items()}

    def convert(self, files: Sequence[Path], kind: str, out: Path) -> None:
        """Convert files in one call; the exit code says nothing, so look at the results."""
        with tempfile.TemporaryDirectory() as profile:
            user = Path(profile, "user")
            user.mkdir()
            (user / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
            subprocess.run(
                [
                    self._program,
                    f"-env:UserInstallation={Path(profile).as_uri()}",
                    "--headless",
                    *("--convert-to", kind, "--outdir", str(out)),
                    *map(str, files),
                ],
                check=True,
                capture_output=True,
                timeout=SECONDS,
            )


@pytest.fixture(scope="session")
def soffice() -> Office:
    """LibreOffice; without it the test is skipped here and fails in CI."""
    program = shutil.which("soffice")
    if program is None:
        assert not os.environ.get("CI"), "LibreOffice is missing: apt-get install libreoffice-calc"
        pytest.skip("LibreOffice is not installed")
    return Office(program)
