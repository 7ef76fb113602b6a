"""What a document is made of when it is compared: paragraphs and rows, each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, Literal, NamedTuple

Kind = Literal["amount", "percent", "date", "name", "number", "formula"]
Story = Literal["body", "header", "footer", "note", "box", "sheet"]

IMPORTANCE: Final[tuple[Kind, ...]] = ("amount", "percent", "date", "name", "number", "formula")
"""The order in which differences are told."""

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_SIGNS: Final[Mapping[int, str | None]] = {
    **dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)),
    0x2010: "-",
    0x2011: "-",
    0x2212: "-",
    0x2012: "–",
}


def plain(text: str) -> str:
    """A text as a reader sees it: any space is a space, hyphens that are not shown are gone."""
    return _SPACES.sub(" ", text.translate(_SIGNS)).strip()


Value = Decimal | str | tuple[int | None, int, int | None]
"""What a fact is: a number, a name, or a day as year, month and day."""


class Fact(NamedTuple):
    """An amount, a share, a day, a name or another number that stands in a text."""

    kind: Kind
    value: Value
    written: str

    @property
    def key(self) -> tuple[Kind, Value]:
        """What two facts have in common when they say the same."""
        return self.kind, self.value


class Cell(NamedTuple):
    """A paragraph's whole text, a cell of a table, or a cell of a sheet."""

    text: str
    fact: Fact | None = None
    """What the cell of a sheet holds when it is not a text."""
    formula: str | None = None
    address: str = ""


class Place(NamedTuple):
    """Where a paragraph or a row stands, as people would look for it."""

    story: Story
    section: str
    """The heading above it, or the name of the sheet."""
    paragraph: int = 0
    table: int = 0
    row: int = 0
    columns: tuple[str, ...] = ()
    """What stands above each cell."""


class Unit(NamedTuple):
    """A paragraph or a row."""

    place: Place
    cells: tuple[Cell, ...]

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table or of a sheet."""
        return bool(self.place.row)


class Spot(NamedTuple):
    """One cell or paragraph of a unit."""

    place: Place
    label: str = ""
    """The first text of its row."""
    column: int = 0
    """Counted from one; 0 for a paragraph."""
    address: str = ""


class Difference(NamedTuple):
    """A fact of the plan that a document says otherwise, or no longer, or one it adds."""

    what: Kind
    spot: Spot
    expected: Fact | None
    """What the plan says; None when the plan knows no such thing."""
    found: str | None
    """What the document says instead; None when it says nothing."""
    line: str | None = None
    """The budget line whose cell it is."""
    follows: bool = False
    """Whether a formula of ours gives the other value, because some other cell was changed."""
