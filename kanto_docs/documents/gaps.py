"""What a template is given: names, rows, yes and no, and the gaps a draft still has.

A gap stands in the document as its field's name on yellow; it is never silence and never an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from kanto_docs.source import Path


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the plan does not say yet (puuttuva tieto); it counts as false and as no rows."""

    label: str
    """The field with what it stands in, for a list of gaps."""
    path: Path
    text: str
    """What the document shows in its place."""
    short: str
    """The same where a heading beside it already names the field."""

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def __str__(self) -> str:
        return self.text


class Said(str):
    """A text of the plan that knows the field it comes from."""

    __slots__ = ("path",)

    path: Path

    def __new__(cls, text: str, path: Path) -> Self:
        """The text `text` of the field `path`."""
        said = super().__new__(cls, text)
        said.path = path
        return said


@dataclass(frozen=True, slots=True)
class Rows:
    """A list for a table or a loop; an empty one shows, when it is placed as text, as its gap.

    What the plan says to be empty has no gap but words for that.
    """

    rows: tuple[object, ...]
    gap: Gap | str

    def __bool__(self) -> bool:
        return bool(self.rows)

    def __iter__(self) -> Iterator[object]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __str__(self) -> str:
        return ", ".join(map(str, self.rows)) if self.rows else str(self.gap)


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no: the word in the document's language, true or false for a template."""

    word: str
    said: bool

    def __bool__(self) -> bool:
        return self.said

    def __str__(self) -> str:
        return self.word


@dataclass(frozen=True, slots=True)
class Names:
    """Names below one name, `applicant.name`; false when everything below is missing."""

    where: str
    known: Mapping[str, object]

    def __getitem__(self, name: str) -> object:
        return self.known[name]

    def __contains__(self, name: object) -> bool:
        return name in self.known

    def __bool__(self) -> bool:
        return not all(is_missing(value) for value in self.known.values())


def is_missing(value: object) -> bool:
    """Whether the plan says nothing here; an answer of no is something."""
    return not value and not isinstance(value, (Answer, bool))


def gap_of(value: object) -> Gap | None:
    """The gap that placing `value` as text would show."""
    if isinstance(value, Rows) and not value:
        return value.gap if isinstance(value.gap, Gap) else None
    return value if isinstance(value, Gap) else None
