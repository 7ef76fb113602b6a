"""LibreOffice as a converter: another program, asked for one file and not trusted to have made it.

Its exit code says nothing, two runs with one profile disturb each other, and it may never end: each
run has a profile of its own and a time limit, and what it made is looked at.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
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
_SAYS_LANGUAGE: Final = re.compile(rb"<dc:language>([A-Za-z]{2,3}(?:-[A-Za-z]{2})?)</dc:language>")
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{language}</value></prop></item>
<item oor:path="/org.openoffice.Office.Linguistic/General">
<prop oor:name="DefaultLocale" oor:op="fuse"><value>{language}</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Filter/PDF/Export">
<prop oor:name="UseTaggedPDF" oor:op="fuse"><value>true</value></prop>
<prop oor:name="PDFUACompliance" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisplayPDFDocumentTitle" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
"""The settings of a profile that makes accessible PDF files in one language."""
_NO_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"/>
"""
_END: Final = 2048
"""Bytes at the end of a PDF among which its end mark stands."""


def converted(payload: bytes, ending: str, to: str, *, seconds: float = SECONDS) -> bytes:
    """A file with the ending `ending` made into one with the ending `to`.

    Raises OutputError when LibreOffice is absent (libreoffice_absent), does not come to an end
    (libreoffice_slow) or makes nothing of use (libreoffice_failed).
    """
    name = f"document.{ending}"
    return _made({name: payload}, to, "", seconds)[name]


def pdfs(payloads: Mapping[str, bytes], *, seconds: float = SECONDS) -> Mapping[str, bytes]:
    """Tagged PDF files (saavutettava PDF) of Word and Excel files by name, in one call a language.

    Each is meant as PDF/UA, shows its title and says its language, which is what the file itself
    says. `seconds` for each call. Raises OutputError as `converted` does; all are made or none.
    """
    by_language: dict[str, dict[str, bytes]] = {}
    for name, payload in payloads.items():
        by_language.setdefault(_language(payload), {})[name] = payload
    made: dict[str, bytes] = {}
    for language, group in by_language.items():
        made |= _made(group, "pdf", language, seconds)
    return {name: made[name] for name in payloads}


def _made(
    payloads: Mapping[str, bytes], to: str, language: str, seconds: float
) -> Mapping[str, bytes]:
    """What one call makes of the files, by the names of these."""
    program = _program()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        out, user = Path(folder, "out"), Path(folder, "profile", "user")
        out.mkdir()
        user.mkdir(parents=True)
        settings = _SETTINGS.format(language=language) if language else _NO_SETTINGS
        (user / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
        sources = []
        for number, (name, payload) in enumerate(payloads.items()):
            sources.append(Path(folder, f"{number}{Path(name).suffix}"))
            sources[-1].write_bytes(payload)
        _run(
            [
                program,
                f"-env:UserInstallation={user.parent.as_uri()}",
                *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
                *("--convert-to", to, "--outdir", str(out), *map(str, sources)),
            ],
            seconds,
        )
        made = [out / f"{source.stem}.{to}" for source in sources]
        results = [one.read_bytes() if one.is_file() else b"" for one in made]
    if not all(_is(result, to) for result in results):
        raise OutputError("libreoffice_failed", ending=to)
    return dict(zip(payloads, results, strict=True))


def _language(payload: bytes) -> str:
    """The language that a Word or Excel file says of itself, "fi-FI"; Finnish if it says none."""
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            found = _SAYS_LANGUAGE.search(archive.read("docProps/core.xml"))
    except (zipfile.BadZipFile, KeyError):
        found = None
    return found[1].decode() if found else "fi-FI"


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
