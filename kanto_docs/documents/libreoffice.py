"""LibreOffice as a converter: another program, asked for one file and not trusted to have made it.

Its exit code says nothing, two runs with one profile disturb each other, and it may never end: each
run has a profile of its own and a time limit, and what it made is looked at.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kanto_docs.errors import OutputError

SECONDS: Final = 120
"""How long one conversion may take; the first one of a new profile takes longest."""

_PROGRAMS: Final = ("soffice", "libreoffice")
_ELSEWHERE: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_MIMETYPES: Final[Mapping[str, bytes]] = {
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odt": b"application/vnd.oasis.opendocument.text",
}
_END: Final = 2048
"""Bytes at the end of a PDF among which its end mark stands."""


def converted(payload: bytes, ending: str, to: str, *, seconds: float = SECONDS) -> bytes:
    """A file with the ending `ending` made into one with the ending `to`.

    Raises OutputError when LibreOffice is absent (libreoffice_absent), does not come to an end
    (libreoffice_slow) or makes nothing of use (libreoffice_failed).
    """
    program = _program()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, out = Path(folder, f"document.{ending}"), Path(folder, "out")
        source.write_bytes(payload)
        out.mkdir()
        profile = Path(folder, "profile").as_uri()
        _run(
            [
                program,
                f"-env:UserInstallation={profile}",
                *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
                *("--convert-to", to, "--outdir", str(out), str(source)),
            ],
            seconds,
        )
        made = out / f"document.{to}"
        result = made.read_bytes() if made.is_file() else b""
    if not _is(result, to):
        raise OutputError("libreoffice_failed", ending=to)
    return result


def _program() -> str:
    for name in (*_PROGRAMS, *_ELSEWHERE):
        if found := shutil.which(name):
            return found
    raise OutputError("libreoffice_absent")


def _run(command: list[str], seconds: float) -> None:
    try:
        running = subprocess.Popen(  # noqa: S603  # our own command, without a shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        raise OutputError("libreoffice_absent") from None
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired:
        raise OutputError("libreoffice_slow", seconds=int(seconds)) from None
    finally:
        if running.poll() is None:
            _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    """End the program with those it started: LibreOffice runs as a script's child."""
    with contextlib.suppress(OSError):
        if os.name == "nt":
            running.kill()
        else:
            os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def _is(result: bytes, ending: str) -> bool:
    """Whether the result is a whole file of its kind."""
    if ending == "pdf":
        return result.startswith(b"%PDF-") and b"%%EOF" in result[-_END:]
    try:
        with zipfile.ZipFile(io.BytesIO(result)) as archive:
            wanted = _MIMETYPES.get(ending)
            if wanted is not None:
                return archive.read("mimetype") == wanted and archive.testzip() is None
            return "[Content_Types].xml" in archive.namelist() and archive.testzip() is None
    except (zipfile.BadZipFile, KeyError):
        return False
