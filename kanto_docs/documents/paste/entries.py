"""What stands on the page: values to copy in fields, records and tables, and gaps."""

from __future__ import annotations

from typing import NamedTuple

from kanto_docs.documents.gaps import Gap


class Value(NamedTuple):
    """One text to copy, or the gap in its place; both are absent where nobody misses anything."""

    id: str
    label: str
    text: str = ""
    gap: Gap | None = None
    language: str | None = None
    """The language of the text where it is the plan's own; None: the page's."""
    length: int | None = None
    """Characters, of texts and of what the call limits; counted as rule W70 counts them."""
    limit: int | None = None

    @property
    def over(self) -> int:
        """How many characters too many."""
        return max(0, (self.length or 0) - self.limit) if self.limit is not None else 0

    @property
    def breaks(self) -> int:
        """How many line breaks are among the characters."""
        return self.text.count("\n")


class Row(NamedTuple):
    """Values that are copied one by one and ticked off together."""

    id: str
    heading: str
    values: tuple[Value, ...]
    digest: str = ""
    """Changes when a text changes: what was ticked off before is open again."""


class Entry(NamedTuple):
    """A field of the form with its rows; without rows nobody misses anything here."""

    id: str
    heading: str
    layout: str
    """`field`: one value; `record`: one row; `records`: rows one after another; `table`."""
    rows: tuple[Row, ...] = ()
    columns: tuple[str, ...] = ()


class Part(NamedTuple):
    """A block of the form on the page."""

    id: str
    code: str
    heading: str
    sure: bool
    law: str
    entries: tuple[Entry, ...]

    @property
    def empty(self) -> str:
        """The fields of which there is nothing to copy, by name."""
        return ", ".join(entry.heading for entry in self.entries if not entry.rows)
