"""Bytes → text: encodings are named, never guessed; what is no plan is refused with a reason."""

from __future__ import annotations

import codecs
import re
from typing import Final

from kanto_docs.source.place import LINE_ENDS, Position, Unreadable

MAX_BYTES: Final = 1 << 20

_OFFICE: Final = {
    b"PK\x03\x04": "zip",
    b"\xd0\xcf\x11\xe0": "old_office",
    b"%PDF": "pdf",
    b"{\\rt": "rtf",
}
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY: Final = bytes({*range(1, 9), *range(14, 27)})
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")


def decode(raw: bytes, name: str) -> str:
    """The text of `raw` with LF line ends and no byte order mark.

    UTF-8, and UTF-16 or UTF-32 when their mark is there. Raises Unreadable with line and column.
    """
    if len(raw) > MAX_BYTES:
        raise Unreadable("Y02", name=name, size=len(raw), limit=MAX_BYTES)
    for magic, kind in _OFFICE.items():
        if raw.startswith(magic):
            raise Unreadable("Y03", name=name, kind=kind)
    text = _text(raw, name).replace("\r\n", "\n").replace("\r", "\n")
    if found := _CONTROL.search(text):
        raise Unreadable(
            "Y10",
            position_of(text, found.start()),
            name=name,
            text=text,
            character=f"U+{ord(found.group()):04X}",
        )
    return text


def _text(raw: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _decoded(raw.removeprefix(mark) if encoding == "utf-8" else raw, encoding, name)
    head = raw[:4096]
    if (nulls := head.count(0)) * 4 > len(head):
        raise Unreadable("Y04", name=name, kind="binary")
    if nulls and any(head.count(byte) for byte in _BINARY):
        raise Unreadable("Y03", name=name, kind="binary")
    return _decoded(raw, "utf-8", name)


def _decoded(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode(encoding, "replace")
        shown = raw.decode("cp1252", "replace") if encoding == "utf-8" else ""
        place = position_of(before.replace("\r\n", "\n").replace("\r", "\n"), None)
        raise Unreadable("Y04", place, name=name, text=shown, kind="encoding") from None


def position_of(text: str, index: int | None) -> Position:
    """The line and column of character `index` of `text` (None: its end)."""
    before = LINE_ENDS.split(text[:index])
    return Position(len(before), len(before[-1]) + 1)
