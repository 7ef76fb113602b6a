"""LibreOffice for tests that need a second opinion: many files in one call, with a profile apart."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

SECONDS = 280
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
"""Always work out every formula anew: without it the cached values are shown, right or wrong."""


class Office:
    """One LibreOffice with a profile of its own."""

    def __init__(self, program: str, profile: Path) -> None:
        self._program = program
        self._profile = profile
        user = profile / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")

    def convert(self, files: Iterable[Path], kind: str, out: Path) -> list[Path]:
        """Convert all files in one call; every result must be there, whatever the exit code."""
        sources = list(files)
        subprocess.run(
            [
                self._program,
                f"-env:UserInstallation={self._profile.as_uri()}",
                "--headless",
                *("--convert-to", kind, "--outdir", str(out)),
                *map(str, sources),
            ],
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
        made = [out / f"{source.stem}.{kind.partition(':')[0]}" for source in sources]
        missing = [one.name for one in made if not one.is_file() or one.stat().st_size == 0]
        assert not missing, f"LibreOffice could not read {missing}"
        return made


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice; without it the test is skipped here and fails in CI."""
    program = shutil.which("soffice")
    if program is None:
        assert not os.environ.get("CI"), "LibreOffice is missing: apt-get install libreoffice-calc"
        pytest.skip("LibreOffice is not installed")
    return Office(program, tmp_path_factory.mktemp("office"))
