"""Office files from outside, opened with care: looked through by the guard, read within limits.

A document is only read, never run or passed on, so a picture or a template that lies elsewhere
does no harm here; macros, a DTD, a bomb and a broken package do.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final

from lxml import etree

from kanto_docs.documents.guard import Kind, inspect
from kanto_docs.errors import InputError

LARGEST: Final = 50 << 20
MOST_ELEMENTS: Final = 2_000_000
_HARMLESS: Final = {"external", "field", "embedded", "missing_part"}
"""What the guard finds that matters only where the file would be filled and handed on."""
_KINDS: Final[dict[str, Kind]] = {
    ".docx": "docx",
    ".dotx": "docx",
    ".docm": "docx",
    ".xlsx": "xlsx",
    ".xltx": "xlsx",
    ".xlsm": "xlsx",
}
ENDINGS: Final = frozenset(_KINDS)
"""The endings by which the files of a folder are found."""


class Package:
    """The parts of an Office file."""

    def __init__(self, payload: bytes, kind: Kind) -> None:
        self.payload = payload
        self.kind = kind
        self._archive = zipfile.ZipFile(io.BytesIO(payload))
        self.parts = tuple(self._archive.namelist())

    def part(self, name: str) -> etree._Element | None:
        """A part's XML; None when there is none. Raises InputError for one that is broken."""
        if name not in self.parts:
            return None
        raw = self._archive.read(name)
        if raw.count(b"<") > MOST_ELEMENTS * 2:
            raise InputError("document_unsafe", reason="too_complex")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(raw, parser)
        except etree.XMLSyntaxError as error:
            raise InputError("document_unsafe", reason="malformed") from error

    def types(self) -> dict[str, str]:
        """The content type of each part that has one of its own."""
        root = self.part("[Content_Types].xml")
        return {
            entry.get("PartName", "").lstrip("/"): entry.get("ContentType", "")
            for entry in (() if root is None else root)
        }


def read_package(path: Path) -> Package:
    """The file at `path`, when it can be read without harm. Raises InputError."""
    try:
        if not path.exists():
            raise InputError("document_absent")
        if not path.is_file():
            raise InputError("document_unreadable")
        if path.stat().st_size > LARGEST:
            raise InputError("document_too_large", limit=LARGEST)
        payload = path.read_bytes()
    except (OSError, ValueError):
        raise InputError("document_unreadable") from None
    return package_of(payload, _KINDS.get(path.suffix.lower(), "docx"))


def package_of(payload: bytes, kind: Kind) -> Package:
    """The payload as a package; another kind than was thought is no fault. Raises InputError."""
    problems = inspect(payload, kind)
    really = next((one.facts.get("really") for one in problems if one.kind == "wrong_kind"), None)
    if really in _KINDS.values():
        kind = "xlsx" if really == "xlsx" else "docx"
        problems = inspect(payload, kind)
    for problem in problems:
        if problem.kind in _HARMLESS:
            continue
        if problem.kind == "macros":
            raise InputError("document_macros")
        if problem.kind == "encrypted":
            raise InputError("document_encrypted")
        if problem.kind in ("not_office", "wrong_kind"):
            raise InputError("document_not_office", really=problem.facts.get("really"))
        raise InputError("document_unsafe", reason=problem.kind)
    return Package(payload, kind)
