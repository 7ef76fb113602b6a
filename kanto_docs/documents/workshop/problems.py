"""What a check of a template finds, and where, as somebody who works in Word would say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Story = Literal["body", "header", "footer", "footnote", "endnote", "comment", "sheet", "file"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a Word or Excel file (paikka); what is 0 or empty is not said."""

    story: Story = "body"
    pages: str = ""
    """Of a header or footer: `first` or `even`, when it is only on those pages."""
    heading: str = ""
    """The heading above."""
    table: int = 0
    """Which table below that heading."""
    row: int = 0
    cell: int = 0
    paragraph: int = 0
    """Which paragraph with text below that heading, or in that cell."""
    box: bool = False
    """Whether it stands in a text box."""
    sheet: str = ""
    address: str = ""
    """A cell of a workbook, `B4`."""
    text: str = ""
    """The first words of the paragraph."""


FILE = Place("file")
"""No place in the text: the file itself."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a template, or that its maker may like to know."""

    kind: str
    """Its words are `doc.workshop.problem.<kind>`, or those of an error of this kind."""
    place: Place = FILE
    facts: Mapping[str, object] = field(default_factory=dict)
    mark: str = ""
    """The mark as it stands in the template."""
    grave: bool = True
    """Whether the template cannot be filled, or would lose something, before it is mended."""
