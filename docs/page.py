"""Tables, links and anchors of the generated pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

NOT_BY_HAND: Final = (
    "<!-- Written by docs/generate.py from schemas/; change the data, not this page. -->"
)


def page(lines: Iterable[str]) -> str:
    """A page that nobody writes by hand."""
    return "\n".join([NOT_BY_HAND, *lines]) + "\n"


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table with its heads."""
    yield _row(heads)
    yield _row(("---",) * len(heads))
    for row in rows:
        yield _row(row)


def slug(text: str) -> str:
    """An anchor's name: F01 is f01, law 2021/1060 63 is law-2021-1060-63."""
    plain_letters = text.lower().translate(str.maketrans("äöå", "aoa"))
    return re.sub(r"[^a-z0-9]+", "-", plain_letters).strip("-")


def anchor(text: str) -> str:
    """The place a link to `text` leads to."""
    return f'<a id="{slug(text)}"></a>'


def link(text: str, to: str | None = None) -> str:
    """A link to the anchor of `to`, or of the text itself."""
    return f"[{text}](#{slug(to or text)})"


def plain(text: str) -> str:
    """Text that Markdown takes as it is."""
    return re.sub(r"([\\`*_<>\[\]])", r"\\\1", " ".join(text.split()))


def _row(cells: Iterable[Any]) -> str:
    return (
        "| " + " | ".join(" ".join(str(cell).split()).replace("|", "\\|") for cell in cells) + " |"
    )
