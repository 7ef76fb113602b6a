"""Cutting a text to a number of lines where a sentence ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil
from typing import Final

from kanto_docs.prose.sentences import sentences

_BLOCKS: Final = re.compile(
    r"\n[ \t]*\n|(?<=[.!?:”\")])[ \t]*\n|\n(?=[ \t]*(?:[-–•*·]|\d{1,2}\.) )"
)
_MARK: Final = re.compile(r"[ \t]*((?:[-–•*·]|\d{1,2}\.) )")


def shortened(text: str, lines: int, width: int) -> str:
    """As many whole sentences from the beginning as fit; empty when the first does not.

    Paragraphs and items of lists stay apart. What leads up to a list goes with it.
    """
    taken: list[str] = []
    for block in _BLOCKS.split(text):
        mark = _MARK.match(block)
        said = mark[1] if mark else ""
        for sentence in sentences(block[mark.end() :] if mark else block):
            longer = f"{said}{sentence}"
            if lines_of([*taken, longer], width) > lines:
                return _ended([*taken, said])
            said = f"{longer} "
        taken.append(said)
    return _ended(taken)


def lines_of(texts: Sequence[str], width: int) -> int:
    """How many lines the paragraphs take; a capital is half as wide again as another letter."""
    sizes = (len(text) + sum(letter.isupper() for letter in text) / 2 for text in texts)
    return sum(ceil(size / width) for size in sizes)


def _ended(blocks: list[str]) -> str:
    """The blocks without what leads up to something that is left out."""
    kept = [block.strip() for block in blocks if _MARK.sub("", block).strip()]
    while kept and kept[-1].endswith(":"):
        whole = list(sentences(kept.pop()))[:-1]
        kept += [" ".join(whole)] if whole else []
    return "\n".join(kept)
