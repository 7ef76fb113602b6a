"""Where something stands in a plan: paths, positions, and the source that knows both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from kanto_docs.errors import InputError

Path = tuple[str | int, ...]

# What libyaml counts as the end of a line, after CR and CRLF have become LF.
LINE_ENDS: Final = re.compile("[\n\x85\u2028\u2029]")


class Position(NamedTuple):
    """A place in a file: line and column in characters, both counted from 1."""

    line: int
    column: int


START: Final = Position(1, 1)


if TYPE_CHECKING:
    from yaml import Mark as PythonMark
    from yaml._yaml import Mark as CMark

    Marked = PythonMark | CMark
    """libyaml's marks, of the Python and of the C parser."""
    Mark = tuple[Marked | None, Marked | None, Marked | None, bool]
    """Where a value stands: key (or list dash), beginning, end; whether it is a scalar."""


def position(mark: Marked | None) -> Position:
    """A libyaml mark, counted from 1."""
    return Position(mark.line + 1, mark.column + 1) if mark is not None else START


class Slip(NamedTuple):
    """A fault of the file itself that does not stop it from being read."""

    code: str
    path: Path
    position: Position
    facts: Mapping[str, object]
    end: int | None = None


class Unreadable(InputError):
    """The text is no plan at all: `kind` is the code of the card that says why."""

    def __init__(
        self,
        code: str,
        position: Position = START,
        /,
        *,
        name: str = "",
        text: str = "",
        **facts: object,
    ) -> None:
        super().__init__(code, **facts)
        self.position = position
        self.name = name
        self.text = text


class Source:
    """A plan's text and data, and the position of every path in it."""

    def __init__(
        self,
        name: str,
        text: str,
        data: object,
        marks: Mapping[Path, Mark],
        slips: tuple[Slip, ...] = (),
    ) -> None:
        self.name = name
        self.text = text
        self.data = data
        self.marks = marks
        self.slips = slips

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text, without their ends."""
        return tuple(LINE_ENDS.split(self.text))

    def has(self, path: Path) -> bool:
        """Whether `path` is written in the text, even with nothing behind it."""
        return path in self.marks

    def at(self, path: Path, *, key: bool = False) -> Position:
        """The place of `path`, else of its nearest known ancestor, else the start of the file.

        A scalar stands where its value begins; a mapping, a list and a value that is missing
        stand at their key. `key` asks for the key in every case.
        """
        mark = self.marks.get(path) if path else None
        if mark is not None:
            return position(mark[1] if mark[3] and not key else mark[0])
        while path:
            path = path[:-1]
            if path in self.marks and path:
                return position(self.marks[path][0])
        return START

    def end(self, path: Path, *, key: bool = False) -> int | None:
        """The column just behind what `at` points to, when both are on one line."""
        mark = self.marks.get(path)
        if mark is None:
            return None
        begin, value, end = map(position, mark[:3])
        if key or not mark[3]:
            last = path[-1] if path else ""
            return begin.column + (len(last) if isinstance(last, str) else 1)
        return end.column if end.line == value.line else None
