"""Tables and paragraphs of a hundred columns; in plain form a row is a sentence."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from kanto_docs.formats.wrapping import WIDTH, wrapped
from kanto_docs.words import Words

LABEL: Final = 44
_AMOUNT: Final = 16
"""An amount of many millions with its sign, and a space before it."""
GAP: Final = 2
Row = tuple[str, Sequence[str]]
"""What a row is called, and its cells."""


def table(head: Sequence[str], rows: Sequence[Row], words: Words, *, plain: bool) -> Iterator[str]:
    """A table with right-aligned cells; plain, each row says its heads before its cells."""
    if plain:
        for label, cells in rows:
            pairs = zip(head, cells, strict=True)
            said = "; ".join(words.ui("compare.cell", head=one, cell=cell) for one, cell in pairs)
            yield from wrapped(f"{label}: {said}", "", "  ")
        return
    width = max([_AMOUNT, *(GAP + longest(one) for one in head)])
    width = min(max([width, *(GAP + len(one) for _, cells in rows for one in cells)]), _most(head))
    left = min(LABEL, WIDTH - width * len(head))
    yield from tabled(("", head), left, width)
    yield "─" * (left + width * len(head))
    for row in rows:
        yield from tabled(row, left, width)


def tabled(row: Row, left: int, width: int) -> Iterator[str]:
    """A row: a label that is long goes on below; the cells stand on the last line."""
    label, cells = row
    lines = textwrap.wrap(label, left, subsequent_indent="  ") or [""]
    columns = [textwrap.wrap(cell, width - GAP) or [""] for cell in cells]
    height = max([len(lines), *map(len, columns)])
    lines = lines + [""] * (height - len(lines))
    padded = [[""] * (height - len(column)) + column for column in columns]
    for label_part, *parts in zip_longest(lines, *padded, fillvalue=""):
        yield (f"{label_part:<{left}}" + "".join(f"{part:>{width}}" for part in parts)).rstrip()


def item(text: str) -> list[str]:
    """A paragraph below another."""
    return wrapped(text, "  ", "    ")


def longest(text: str) -> int:
    """The length of the longest word."""
    return max(map(len, text.split()), default=0)


def _most(head: Sequence[str]) -> int:
    """How wide a column may be, so that some room is left for the labels."""
    return (WIDTH - LABEL // 2) // max(1, len(head))
