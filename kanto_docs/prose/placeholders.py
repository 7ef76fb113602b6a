"""Prompts that were meant to be written over: xxx, TODO, ???, [täydennä]."""

from __future__ import annotations

from typing import Final

from kanto_docs.prose.wording import hinted, one_of

_SHORT: Final = 100
"""A longer text is more than a prompt."""
_FILLER: Final = "lorem ipsum"


def is_placeholder(text: str) -> bool:
    """Whether the whole text is nothing but a prompt."""
    if text.lower().startswith(_FILLER):
        return True
    if len(text) > _SHORT or not hinted(text, "placeholders", "hints"):
        return False
    return one_of("placeholders", "whole").fullmatch(text) is not None


def placeholder_in(text: str) -> str | None:
    """The first prompt inside a text, as it is written there."""
    if not hinted(text, "placeholders", "hints_inside"):
        return None
    found = one_of("placeholders", "inside").search(text)
    return found.group().strip() if found else None
