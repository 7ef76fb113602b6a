"""What stands in a document in the place of a field that the plan does not fill yet."""

from __future__ import annotations

from kanto_docs.documents.gaps import Gap
from kanto_docs.source import Path
from kanto_docs.words import Words
from kanto_docs.words.missing import field_in_words


def gap_at(path: Path, words: Words, label: str = "") -> Gap:
    """The gap of a field, or of a figure or a body that has a name of its own."""
    said = label or words.label(path)
    missing = words.ui("severity.missing")
    whole = field_in_words(path, words) if path else said
    return Gap(whole, path, f"[{missing}: {said}]", f"[{missing}]")
