"""Names as they stand where a line begins, and within a sentence."""

from __future__ import annotations


def capitalised(text: str) -> str:
    """A name as a line begins with it; the rest stays as it is."""
    return f"{text[:1].upper()}{text[1:]}"


def uncapitalised(text: str) -> str:
    """A name as it stands within a sentence; one like "EU- ja valtion rahoitus" stays."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"
