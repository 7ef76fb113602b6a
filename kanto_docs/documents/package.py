"""Office packages of our own making: the same bytes twice, and nobody's name inside.

A .docx or .xlsx is a zip of parts. The libraries stamp it with the clock and with their own names;
here it is packed anew with a fixed order and date and with properties that we write.
"""

from __future__ import annotations

import io
import os
import posixpath
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

from lxml import etree

from kanto_docs.documents.xml import as_bytes, strict

TYPES: Final = "[Content_Types].xml"
RELATIONSHIPS: Final = "_rels/.rels"
CORE: Final = "docProps/core.xml"
APP: Final = "docProps/app.xml"

_NOTHING: Final[Mapping[str, bytes]] = MappingProxyType({})
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_DOCUMENT_TYPES = "application/vnd.openxmlformats-officedocument"
DECLARED: Final[Mapping[str, tuple[str, str]]] = {
    CORE: (
        "application/vnd.openxmlformats-package.core-properties+xml",
        f"{_PACKAGE}/relationships/metadata/core-properties",
    ),
    APP: (
        f"{_DOCUMENT_TYPES}.extended-properties+xml",
        f"{_OFFICE}/relationships/extended-properties",
    ),
}
"""The property parts, each with its content type and the type of its relationship."""
DOCUMENT_TYPE_OF: Final[Mapping[str, str]] = {
    f"{_DOCUMENT_TYPES}.wordprocessingml.template.main+xml": (
        f"{_DOCUMENT_TYPES}.wordprocessingml.document.main+xml"
    ),
    f"{_DOCUMENT_TYPES}.spreadsheetml.template.main+xml": (
        f"{_DOCUMENT_TYPES}.spreadsheetml.sheet.main+xml"
    ),
}
_APP = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    f'<Properties xmlns="{_OFFICE}/extended-properties">'
    "<Application>kanto-docs</Application></Properties>"
).encode()
_FIRST_YEAR, _LAST_YEAR = 1980, 2107  # what the date of a zip member can hold
_COMPRESSION_LEVEL = 6
_MADE_ON_UNIX = 3


def repack(
    payload: bytes, *, replace: Mapping[str, bytes] = _NOTHING, drop: Iterable[str] = ()
) -> bytes:
    """Pack the parts in a fixed order with a fixed date; other parts keep their content.

    A dropped part takes its relationships and its content type along; a property part that is
    new to the package gets both.
    """
    parts = _parts(payload)
    dropped = {name for name in drop if name in parts}
    parts |= replace
    for name in dropped:
        parts.pop(name, None)
        parts.pop(relationships_of(name), None)
    _forget(parts, dropped)
    for name in sorted(DECLARED.keys() & replace.keys()):
        _declare(parts, name)
    return _pack(parts)


def as_document(payload: bytes) -> bytes:
    """Turn a Word or Excel template (.dotx, .xltx) into a document; others stay as they are."""
    parts = _parts(payload)
    types = strict(parts[TYPES])
    found = [entry for entry in types if entry.get("ContentType") in DOCUMENT_TYPE_OF]
    for entry in found:
        entry.set("ContentType", DOCUMENT_TYPE_OF[entry.get("ContentType", "")])
    return repack(payload, replace={TYPES: as_bytes(types)}) if found else payload


def properties(
    title: str,
    subject: str = "",
    language: str = "",
    creator: str = "",
    *,
    made: datetime | None = None,
) -> dict[str, bytes]:
    """Return the property parts (asiakirjan ominaisuudet) for `repack`'s `replace`.

    The creator is also the last who changed it. Without a moment no date is told: SOURCE_DATE_EPOCH
    counts as one, the clock does not.
    """
    return {CORE: _core(title, subject, language, creator, made or _source_date()), APP: _APP}


def _core(title: str, subject: str, language: str, creator: str, made: datetime | None) -> bytes:
    names = {
        "cp": f"{_PACKAGE}/metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    root = etree.Element(f"{{{names['cp']}}}coreProperties", nsmap=names)
    fields = [
        ("dc", "title", title),
        ("dc", "subject", subject),
        ("dc", "creator", creator),
        ("cp", "lastModifiedBy", creator),
        ("dc", "language", language),
    ]
    for prefix, name, text in fields:
        etree.SubElement(root, f"{{{names[prefix]}}}{name}").text = text
    for name in ("created", "modified"):
        if made is not None:
            stamp = etree.SubElement(root, f"{{{names['dcterms']}}}{name}")
            stamp.set(f"{{{names['xsi']}}}type", "dcterms:W3CDTF")
            stamp.text = made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return as_bytes(root)


def _parts(payload: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        return {
            member.filename: archive.read(member)
            for member in archive.infolist()
            if not member.is_dir()
        }


def _pack(parts: Mapping[str, bytes]) -> bytes:
    first = [name for name in (TYPES, RELATIONSHIPS) if name in parts]
    moment = packing_moment()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in [*first, *sorted(parts.keys() - set(first))]:
            member = zipfile.ZipInfo(name, moment)
            member.create_system = _MADE_ON_UNIX
            archive.writestr(member, parts[name], zipfile.ZIP_DEFLATED, _COMPRESSION_LEVEL)
    return packed.getvalue()


def packing_moment() -> tuple[int, int, int, int, int, int]:
    """The moment that every member of a package is of: SOURCE_DATE_EPOCH, never the clock."""
    at = _source_date() or datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC)
    return at.year, at.month, at.day, at.hour, at.minute, at.second


def _source_date() -> datetime | None:
    """Return the moment that SOURCE_DATE_EPOCH fixes, moved into the years a zip can hold."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not (given.isascii() and given.isdigit()):
        return None
    earliest = datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC)
    latest = datetime(_LAST_YEAR, 12, 31, tzinfo=UTC)
    seconds = min(int(given[:12]), int(latest.timestamp()))
    return max(earliest, datetime.fromtimestamp(seconds, UTC))


def _forget(parts: dict[str, bytes], dropped: set[str]) -> None:
    """Remove what the package says about parts that are no longer in it."""
    if not dropped:
        return
    types = strict(parts[TYPES])
    gone = [entry for entry in types if entry.get("PartName", "").lstrip("/") in dropped]
    if gone:
        _remove(types, gone)
        parts[TYPES] = as_bytes(types)
    for name in [name for name in parts if name.endswith(".rels")]:
        root = strict(parts[name])
        gone = [entry for entry in root if _target(name, entry) in dropped]
        if gone:
            _remove(root, gone)
            parts[name] = as_bytes(root)


def _declare(parts: dict[str, bytes], name: str) -> None:
    """Add the content type and the relationship of a property part, unless they are there."""
    content_type, relationship = DECLARED[name]
    types = strict(parts[TYPES])
    if all(entry.get("PartName") != f"/{name}" for entry in types):
        space = f"{{{_PACKAGE}/content-types}}"
        etree.SubElement(types, f"{space}Override", PartName=f"/{name}", ContentType=content_type)
        parts[TYPES] = as_bytes(types)
    root = strict(parts[RELATIONSHIPS])
    if all(_target(RELATIONSHIPS, entry) != name for entry in root):
        used = {entry.get("Id") for entry in root}
        free = next(key for key in (f"rId{n}" for n in range(1, len(used) + 2)) if key not in used)
        space = f"{{{_PACKAGE}/relationships}}"
        etree.SubElement(root, f"{space}Relationship", Id=free, Type=relationship, Target=name)
        parts[RELATIONSHIPS] = as_bytes(root)


def relationships_of(name: str) -> str:
    """The part that holds the relationships of a part."""
    folder, part = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{part}.rels")


def _target(relationships: str, entry: etree._Element) -> str | None:
    """Return the part that a relationship points to, None when it points outside."""
    if entry.get("TargetMode") == "External":
        return None
    folder = posixpath.dirname(posixpath.dirname(relationships))
    return posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/")


def _remove(root: etree._Element, entries: Iterable[etree._Element]) -> None:
    for entry in entries:
        root.remove(entry)
