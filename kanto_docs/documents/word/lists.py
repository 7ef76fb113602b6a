"""The lines of a plan's text: which of them are paragraphs and which are items of a list.

A volunteer types `- kahvi` or `1. suunnittelu` at the beginning of a line and means a list. What
only looks like one stays as it was typed: a text of one line, a year, a date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

BULLET: Final = "bullet"

_MARKER: Final = re.compile(
    r"(?P<indent>[ \t]*)(?:[-•–]|(?P<number>\d{1,2})(?P<end>[.)]))[ \t\u00a0]+(?=\S)"
)
_INSIDE: Final = re.compile(r"(?: {2,}|\t)\s*(?=\S)")
_TAB: Final = 4


class Line(NamedTuple):
    """One paragraph of a text; an item of a list without the mark that was typed before it."""

    text: str
    kind: str = ""
    """BULLET, the sign after the number (`.` or `)`), or nothing for a plain paragraph."""
    level: int = 0
    number: int = 0
    starts: bool = False
    """Whether a numbered list begins here."""


class _Typed(NamedTuple):
    """A line as it was typed, and what its beginning may be."""

    line: str
    text: str
    kind: str = ""
    indent: int = 0
    number: int = 0


def lines_of(text: str) -> list[Line]:
    """The paragraphs of a text; blank lines only separate."""
    typed = [_typed(line) for line in text.split("\n") if line.strip()]
    if len(typed) < 2:  # a list needs another line
        return [Line(one.line) for one in typed]
    found: list[Line] = []
    outermost: int | None = None
    following: dict[int, tuple[str, int]] = {}
    """Of each level the sign and the number that would go on with its list."""
    for place, one in enumerate(typed):
        if not one.kind:
            if found and found[-1].kind and _INSIDE.match(one.line):
                found[-1] = found[-1]._replace(text=f"{found[-1].text}\n{one.line.strip()}")
            else:
                found.append(Line(one.line))
                outermost = None
                following.pop(1, None)
            continue
        level = int(outermost is not None and one.indent > outermost + 1)
        if level == 0:
            outermost = one.indent
            following.pop(1, None)
        if one.kind == BULLET:
            found.append(Line(one.text, BULLET, level))
            continue
        goes_on = following.get(level) == (one.kind, one.number)
        if not goes_on and one.number != 1 and not _has_next(typed[place + 1 :], one):
            found.append(Line(one.line))
            continue
        following[level] = (one.kind, one.number + 1)
        found.append(Line(one.text, one.kind, level, one.number, not goes_on))
    return found


def _typed(line: str) -> _Typed:
    found = _MARKER.match(line)
    if found is None:
        return _Typed(line, line)
    indent = len(found["indent"].expandtabs(_TAB))
    kind, number = (found["end"], int(found["number"])) if found["number"] else (BULLET, 0)
    return _Typed(line, line[found.end() :], kind, indent, number)


def _has_next(later: Sequence[_Typed], one: _Typed) -> bool:
    """Whether the next numbered line as far in carries the number that follows."""
    peers = (other for other in later if other.kind not in ("", BULLET))
    following = next((other for other in peers if other.indent == one.indent), None)
    return following is not None and (following.kind, following.number) == (
        one.kind,
        one.number + 1,
    )
