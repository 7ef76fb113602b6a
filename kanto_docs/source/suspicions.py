"""Characters that look like nothing and change everything: found in the text before it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Final

from kanto_docs.source.decoding import position_of
from kanto_docs.source.place import (
    LINE_ENDS,
    Path,
    Position,
    Slip,
    Unreadable,
    position,
)

if TYPE_CHECKING:
    from kanto_docs.source.place import Mark

# Text cut off by its own number sign: `name: Seura ry #1`.
_CUT: Final = re.compile(r"[^\s:\-#][ \t]+#(?=[^\s#])")
# Zero-width, direction-changing and private-use characters; not the joiners of emoji.
_ODD: Final = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ue000-\uf8ff]")
# A field of ours whose colon has a no-break space behind it, where an item of a list begins.
_KEY: Final = re.compile("[a-z_]{1,40}:\u00a0")
_SIGN: Final = re.compile(r"[ \t]+#[^\s#]")
MOST: Final = 20
"""More notes of one kind say nothing more."""
_ESCAPED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def refuse_no_break_spaces(name: str, text: str, marks: Mapping[Path, Mark]) -> None:
    """Raise Unreadable when a no-break space was read as part of a key or begins a value."""
    if "\u00a0" not in text:
        return
    lines = LINE_ENDS.split(text)
    for path, mark in marks.items():
        key = path[-1] if path else ""
        if isinstance(key, str) and "\u00a0" in key:
            raise _no_break(name, text, position(mark[0]), lines)
        if not mark[3]:
            continue
        place = position(mark[1])
        line, at = lines[place.line - 1] if place.line <= len(lines) else "", place.column - 1
        if line.startswith("\u00a0", at) or (isinstance(key, int) and _KEY.match(line, at)):
            raise _no_break(name, text, place, lines)
    if len(marks) == 1:
        raise _no_break(name, text, Position(1, 1), lines)


def no_break_space_near(name: str, text: str, place: Position) -> Unreadable | None:
    """The refusal for a no-break space in the line that could not be read, or the one before."""
    lines = LINE_ENDS.split(text)
    for number in (place.line, place.line - 1):
        if 0 < number <= len(lines) and "\u00a0" in lines[number - 1]:
            return _no_break(name, text, Position(number, 1), lines)
    return None


def _no_break(name: str, text: str, place: Position, lines: list[str]) -> Unreadable:
    """The refusal at the first no-break space from `place` on."""
    column = lines[place.line - 1].find("\u00a0", place.column - 1) + 1
    place = Position(place.line, column or place.column)
    return Unreadable("Y10", place, name=name, text=text, character="U+00A0")


def suspicions(text: str, marks: dict[Path, Mark]) -> list[Slip]:
    """Notes on odd characters and on text that its own `#` cut short."""
    found = []
    if _ODD.search(text):
        found += [
            Slip("Y32", (), position_of(text, match.start()), {"character": _name(match.group())})
            for match in islice(_ODD.finditer(text), MOST)
        ]
    if _CUT.search(text):
        lines = text.split("\n")
        ends = ((path, position(mark[2])) for path, mark in marks.items() if mark[3])
        found += [
            Slip(
                "Y31",
                path,
                Position(end.line, end.column + len(cut) - len(cut.lstrip())),
                {"text": cut.strip()},
            )
            for path, end in ends
            if (cut := _cut_off(lines, end))
        ]
    return found


def escaped_controls(value: str) -> str | None:
    """The first control character that came into `value` through an escape, by its name."""
    match = _ESCAPED.search(value)
    return _name(match.group()) if match else None


def _cut_off(lines: list[str], end: Position) -> str:
    """What an unquoted text lost behind a number sign that is glued to the next word."""
    line = lines[end.line - 1] if end.line <= len(lines) else ""
    at = end.column - 1
    glued = _SIGN.match(line, at) and line[at - 1 : at] not in ("'", '"', ":", "-")
    return line[at:] if glued else ""


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"
