"""Addresses of cells: letters for columns, numbers for rows, both counted from one."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

_CORNER = r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})"
_AREA = re.compile(f"{_CORNER}(?::{_CORNER})?")
_ONE_CELL = re.compile(rf"('(?:[^']|'')+'|[^'!]+)!({_CORNER})")


@functools.lru_cache(maxsize=16_384)
def letters(column: int) -> str:
    """The letters of a column: 28 is AB."""
    said = ""
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(ord("A") + rest) + said
    return said


@functools.cache
def column_of(said: str) -> int:
    """The number of a column: AB is 28."""
    number = 0
    for letter in said.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class Area(NamedTuple):
    """A rectangle of cells, corners included (alue)."""

    left: int
    top: int
    right: int
    bottom: int

    def __str__(self) -> str:
        first = f"{letters(self.left)}{self.top}"
        last = f"{letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"

    def absolute(self) -> str:
        """The area as names and charts write it: $B$3:$B$9."""
        first = f"${letters(self.left)}${self.top}"
        last = f"${letters(self.right)}${self.bottom}"
        return first if first == last else f"{first}:{last}"

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies within."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: Area) -> bool:
        """Whether the two have a cell in common."""
        return not (
            self.right < other.left
            or other.right < self.left
            or self.bottom < other.top
            or other.bottom < self.top
        )

    def joined(self, other: Area) -> Area:
        """The smallest area around both."""
        return Area(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@functools.lru_cache(maxsize=4096)
def area(said: str) -> Area | None:
    """The area that B3 or $B$3:$D$9 stands for; None for anything else."""
    found = _AREA.fullmatch(said)
    if found is None:
        return None
    left, top, right, bottom = found.groups()
    first = (column_of(left), int(top))
    last = (column_of(right), int(bottom)) if right else first
    across, down = sorted((first[0], last[0])), sorted((first[1], last[1]))
    return Area(across[0], down[0], across[1], down[1])


def one_cell(said: str) -> tuple[str, Area] | None:
    """The sheet's title and the cell that 'My sheet'!$B$3 stands for; None for anything else."""
    found = _ONE_CELL.fullmatch(said)
    corner = area(found[2]) if found else None
    return (unquoted(found[1]), corner) if found and corner else None


def quoted_title(title: str) -> str:
    """A sheet's title as formulas write it."""
    return "'" + title.replace("'", "''") + "'"


def unquoted(said: str) -> str:
    """The title of a sheet out of a formula."""
    return said[1:-1].replace("''", "'") if said.startswith("'") else said
