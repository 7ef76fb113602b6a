"""The guard at the door: an Office file from outside is looked through before a library opens it.

The directory of the zip is judged before anything is unpacked, and every part is read as a stream
that stops at the first thing that does not belong in a template. What passes here is still code
(Jinja tags): that is the sandbox's matter.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, Literal
from urllib.parse import unquote
from xml.parsers import expat

from kanto_docs.documents.guard.part import TYPES, Part, Problem, Seen, Stopped, shown
from kanto_docs.documents.guard.sheet import SheetPart
from kanto_docs.documents.guard.word import WordPart
from kanto_docs.errors import TemplateError

__all__ = ["KINDS", "Kind", "Problem", "guard", "inspect", "recognise"]

Kind = Literal["docx", "xlsx"]

KINDS: Final = (
    "not_office",
    "wrong_kind",
    "damaged",
    "member_name",
    "duplicate_member",
    "encrypted",
    "too_large",
    "too_dense",
    "too_complex",
    "doctype",
    "malformed",
    "macros",
    "embedded",
    "external",
    "field",
    "missing_part",
    "dimension",
)
"""Every kind of problem that the guard finds."""

PACKED_LIMIT: Final = 50 * 2**20
UNPACKED_LIMIT: Final = 100 * 2**20
MEMBER_LIMIT: Final = 2_000
DENSITY_LIMIT: Final = 200
_DENSITY_MATTERS = 2**20

_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
)
_ENCRYPTED = 0x1
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_STREAMS = {
    "EncryptedPackage": "encrypted_office",
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
    "PowerPoint Document": "ppt",
}
_BEGINNINGS = {
    b"%PDF": "pdf",
    b"{\\rtf": "rtf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"<!doctype html": "html",
    b"<html": "html",
    b"<": "xml",
}
_MAIN_TYPES = {
    "wordprocessingml.document.main": "docx",
    "wordprocessingml.template.main": "docx",
    "spreadsheetml.sheet.main": "xlsx",
    "spreadsheetml.template.main": "xlsx",
    "presentationml": "pptx",
}
_MACRO_TYPES = re.compile(r"macro|vba", re.IGNORECASE)
_MACRO_NAME = re.compile(r"(^|/)vba(project|data)", re.IGNORECASE)
_FORBIDDEN_RELATIONSHIPS = {
    "vbaproject": "macros",
    "wordvbadata": "macros",
    "xlmacrosheet": "macros",
    "xlintlmacrosheet": "macros",
    "oleobject": "embedded",
    "control": "embedded",
    "afchunk": "embedded",
    "attachedtemplate": "external",
    "connections": "external",
    "externallink": "external",
}


def guard(payload: bytes, kind: Kind) -> None:
    """Raise TemplateError for the first problem of the file."""
    for problem in inspect(payload, kind):
        raise TemplateError(problem.kind, **problem.facts)


def inspect(payload: bytes, kind: Kind) -> list[Problem]:
    """Return what makes the file unfit as a template; what is unsafe to read is not read."""
    if len(payload) > PACKED_LIMIT:
        return [Problem("too_large", {"size": len(payload), "limit": PACKED_LIMIT})]
    really = recognise(payload)
    if really != "zip":
        return [Problem("not_office", {"really": really})]
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            return list(_of_directory(archive)) or _of_contents(archive, kind)
    except _UNREADABLE:
        return [Problem("damaged", {})]


def recognise(payload: bytes) -> str:
    """Say what a file really is, whatever its name."""
    start = payload[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    if not start:
        return "empty"
    if payload.startswith(_OLE):
        streams = (said for name, said in _OLE_STREAMS.items() if _holds(payload, name))
        return next(streams, "old_office")
    if start.startswith(b"PK"):
        return "zip"
    for beginning, said in _BEGINNINGS.items():
        if start[: len(beginning)].lower() == beginning.lower():
            return said
    return "unknown" if b"\0" in start else "text"


def _holds(payload: bytes, stream: str) -> bool:
    return f"{stream}\0".encode("utf-16-le") in payload


def _of_directory(archive: zipfile.ZipFile) -> Iterator[Problem]:
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    if len(members) > MEMBER_LIMIT or total > UNPACKED_LIMIT:
        yield Problem("too_large", {"size": total, "limit": UNPACKED_LIMIT})
    counted = Counter(member.filename.casefold().rstrip("/") for member in members)
    for name, times in counted.items():
        if times > 1:
            yield Problem("duplicate_member", {"part": shown(name)})
    for member in members:
        facts = {"part": shown(member.filename)}
        if _wanders(member):
            yield Problem("member_name", facts)
        if _MACRO_NAME.search(member.filename):
            yield Problem("macros", facts)
        if member.flag_bits & _ENCRYPTED:
            yield Problem("encrypted", facts)
        elif member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            yield Problem("damaged", facts)
        if member.file_size > max(_DENSITY_MATTERS, DENSITY_LIMIT * member.compress_size):
            yield Problem("too_dense", {**facts, "limit": DENSITY_LIMIT})


def _wanders(member: zipfile.ZipInfo) -> bool:
    name = member.orig_filename
    return (
        name != member.filename  # a NUL was cut off
        or name.startswith("/")
        or bool(re.search(r"[\\:\0]", name))
        or not {"", ".", ".."}.isdisjoint(name.removesuffix("/").split("/"))
    )


def _of_contents(archive: zipfile.ZipFile, kind: Kind) -> list[Problem]:
    names = {member.filename for member in archive.infolist() if not member.is_dir()}
    if not {TYPES, "_rels/.rels"} <= names:
        return [Problem("not_office", {"really": _other_zip(archive, names)})]
    seen = Seen()
    reader = WordPart if kind == "docx" else SheetPart
    types_first = sorted(archive.infolist(), key=lambda member: member.filename != TYPES)
    problems = []
    for member in types_first:
        problem = _of_member(archive, member, reader(member.filename, seen))
        if problem is not None:
            problems.append(problem)
            if problem.kind == "too_complex":
                return problems
    return [
        *_of_types(seen, kind, sure=not problems),
        *problems,
        *_of_relationships(seen, names),
        *_of_styles(seen),
    ]


def _other_zip(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" not in names:
        return "zip"
    with archive.open("mimetype") as stream:
        said = stream.read(200).decode("ascii", "replace")
    for ending, name in (("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp")):
        if said.startswith(f"application/vnd.oasis.opendocument.{ending}"):
            return name
    return "zip"


def _of_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, part: Part) -> Problem | None:
    """Read one member to its end, which also proves its checksum, and its XML on the way."""
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(2**16):
                part.feed(chunk)
        part.close()
    except Stopped as stopped:
        return stopped.problem
    except expat.ExpatError as error:
        if member.filename.endswith(".vml"):  # Excel's own are at times not well-formed
            return None
        facts = {"part": shown(member.filename), "line": error.lineno, "column": error.offset + 1}
        return Problem("malformed", facts)
    except _UNREADABLE:
        return Problem("damaged", {"part": shown(member.filename)})
    return None


def _of_types(seen: Seen, kind: Kind, *, sure: bool) -> Iterator[Problem]:
    """Judge the content types; what a broken part left unknown is not held against the file."""
    for name, content_type in seen.types.items():
        if _MACRO_TYPES.search(content_type):
            yield Problem("macros", {"part": shown(name)})
            return
    main = seen.main_type()
    really = next((said for key, said in _MAIN_TYPES.items() if key in main), "unknown")
    if really != kind and (sure or really != "unknown"):
        yield Problem("wrong_kind", {"really": really, "expected": kind})


def _of_relationships(seen: Seen, names: set[str]) -> Iterator[Problem]:
    for link in seen.links:
        facts: Mapping[str, object] = {
            "part": shown(link.found_in),
            "target": shown(link.target),
            "type": shown(link.type),
        }
        forbidden = _FORBIDDEN_RELATIONSHIPS.get(link.type.lower())
        if forbidden is not None:
            yield Problem(forbidden, facts)
        elif link.external:
            if link.type != "hyperlink":
                yield Problem("external", facts)
        elif not link.target.startswith("#") and not _leads_to(link.path(), names):
            yield Problem("missing_part", facts)


def _leads_to(path: str, names: set[str]) -> bool:
    return not path.startswith("..") and (path in names or unquote(path) in names)


def _of_styles(seen: Seen) -> Iterator[Problem]:
    if seen.highest_style >= max(seen.cell_styles, 1):
        yield Problem("malformed", {"part": "xl/styles.xml", "style": seen.highest_style})
