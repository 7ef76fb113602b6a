"""LibreOffice for tests that need a second opinion: any number of files in one call.

`convert` names the files on the command line. The program that starts LibreOffice hands on at most
255 arguments and silently drops the rest, so `calculate` gives it a folder and a macro instead.
"""

from __future__ import annotations

import csv
import io
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from xml.sax.saxutils import escape

SECONDS = 200
LONGEST_SECONDS = 500
MOST_FILES = 240
"""How many files one call of `convert` takes; see above."""
ALL_SHEETS_AS_TEXT = (
    "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
)
"""Every sheet to a file of its own, UTF-8, with whole numbers and not as they are shown."""
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop>
</item>
</oor:items>
"""
"""Always work out every formula anew: without it the cached values are shown, right or wrong.
Numbers and the texts of formulas are written as in the locale, whatever the machine's own is."""
FINNISH, ENGLISH = "fi-FI", "en-US"
MACRO = """
Sub Calculate(sFolder As String)
  Dim aHidden(0) As New com.sun.star.beans.PropertyValue
  aHidden(0).Name = "Hidden"
  aHidden(0).Value = True
  Dim aText(1) As New com.sun.star.beans.PropertyValue
  aText(0).Name = "FilterName"
  aText(0).Value = "Text - txt - csv (StarCalc)"
  aText(1).Name = "FilterOptions"
  aText(1).Value = "44,34,76,1,,0,false,false,false,false,false,-1"
  Dim nFile As Long, sStem As String, oDocument As Object
  nFile = 0
  Do
    sStem = sFolder & "/" & nFile
    Do Until FileExists(sStem & ".xlsx")
      If FileExists(sFolder & "/last") Then Exit Do
      Wait 20
    Loop
    If Not FileExists(sStem & ".xlsx") Then Exit Do
    oDocument = StarDesktop.loadComponentFromURL( _
      ConvertToURL(sStem & ".xlsx"), "_blank", 0, aHidden())
    oDocument.storeToURL(ConvertToURL(sStem & ".csv"), aText())
    oDocument.close(True)
    nFile = nFile + 1
  Loop
  StarDesktop.terminate()
End Sub
"""
"""Opens 0.xlsx, 1.xlsx … as they come, writes every sheet of each as text, ends after the last."""
LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<library:libraries xmlns:library="http://openoffice.org/2000/library"
 xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" library:link="false"/>
</library:libraries>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
<library:element library:name="Referee"/>
</library:library>
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Referee"
 script:language="StarBasic">{code}</script:module>
"""
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
        assert len(files) <= MOST_FILES, "LibreOffice would leave the last ones out"
        with _profile(ENGLISH) as profile:
            subprocess.run(
                [*self._started(profile), "--convert-to", kind, "--outdir", str(out), *files],
                check=True,
                capture_output=True,
                timeout=SECONDS,
            )

    @contextmanager
    def calculating(self, folder: Path) -> Iterator[None]:
        """One call that calculates 0.xlsx, 1.xlsx … in `folder`, also those that come meanwhile.

        It works as for a Finnish user: numbers have a decimal comma.
        A workbook must appear whole (written beside and renamed). At the end of the block the call
        finishes what there is; the results are what `tables` reads.
        """
        with _profile(FINNISH) as profile:
            begin = [*self._started(profile), "--terminate_after_init"]
            subprocess.run(begin, check=True, capture_output=True, timeout=SECONDS)
            _install(profile)
            macro = f'macro:///Standard.Referee.Calculate("{folder}")'
            running = subprocess.Popen(
                [*self._started(profile), "--norestore", macro],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            try:
                yield
                (folder / "last").touch()
                assert running.wait(LONGEST_SECONDS) == 0
            finally:
                if running.poll() is None:  # the program that was started starts another
                    os.killpg(running.pid, signal.SIGKILL)
                    running.wait()

    def _started(self, profile: Path) -> list[str]:
        return [self._program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]


@contextmanager
def _profile(locale: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        user = Path(folder, "user")
        user.mkdir()
        settings = SETTINGS.format(locale=locale)
        (user / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
        yield Path(folder)


def _install(profile: Path) -> None:
    """Put the macro into a profile; a new profile would be overwritten at its first start."""
    basic = profile / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    files = {
        "script.xlc": LIBRARIES,
        "Standard/script.xlb": LIBRARY,
        "Standard/Referee.xba": MODULE.format(code=escape(MACRO)),
    }
    for name, text in files.items():
        (basic / name).write_text(text, encoding="utf-8")
