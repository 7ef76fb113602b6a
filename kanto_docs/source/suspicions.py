"""Characters that look like nothing and change everything: found in the text before it is read."""

from __future__ import annotations

import re
from typing import Final

from kanto_docs.source.decoding import position_of
from kanto_docs.source.place import Mark, Path, Position, Slip, Unreadable, position

# A no-break space where YAML wants an ordinary one: copied from Word or a web page.
_NO_BREAK: Final = re.compile("(?m)^[ -]*(\u00a0)[ \u00a0-]*[\\w-]+:|^[ -]*[\\w-]+:(\u00a0)")
# Text cut off by its own number sign: `name: Seura ry #1`.
_CUT: Final = re.compile(r"[^\s:\-#][ \t]+#(?=[^\s#])")
# Zero-width, direction-changing and private-use characters.
_ODD: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ue000-\uf8ff]")
_SIGN: Final = re.compile(r"[ \t]+#[^\s#]")
_ESCAPED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def refuse_no_break_spaces(name: str, text: str) -> None:
    """Raise Unreadable when a no-break space stands in the structure of the file."""
    if "\u00a0" in text and (found := _NO_BREAK.search(text)):
        place = position_of(text, found.start(found.lastindex or 0))
        raise Unreadable("Y10", place, name=name, text=text, character="U+00A0")


def suspicions(text: str, marks: dict[Path, Mark]) -> list[Slip]:
    """Notes on odd characters and on text that its own `#` cut short."""
    found = []
    if _ODD.search(text):
        found += [
            Slip("Y32", (), position_of(text, match.start()), {"character": _name(match.group())})
            for match in _ODD.finditer(text)
        ][:20]
    if _CUT.search(text):
        lines = text.split("\n")
        ends = ((path, position(mark[2])) for path, mark in marks.items() if mark[3])
        found += [
            Slip("Y31", path, end, {"text": lines[end.line - 1][end.column - 1 :]})
            for path, end in ends
            if _is_cut(lines, end)
        ]
    return found


def escaped_controls(value: str) -> str | None:
    """The first control character that came into `value` through an escape, by its name."""
    match = _ESCAPED.search(value)
    return _name(match.group()) if match else None


def _is_cut(lines: list[str], end: Position) -> bool:
    """Whether an unquoted text ends here because of a number sign glued to what follows it."""
    if end.line > len(lines):
        return False
    line = lines[end.line - 1]
    before, behind = line[: end.column - 1], line[end.column - 1 :]
    return bool(_SIGN.match(behind)) and not before.endswith(("'", '"', ":", "-"))


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"
