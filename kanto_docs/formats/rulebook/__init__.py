"""The rules for people: a list of them, one explained whole, and what answers each requirement."""

from __future__ import annotations

from kanto_docs.formats.rulebook.entry import Entry, codes, entry
from kanto_docs.formats.rulebook.rows import Row, listing, machine, resting_on, rows
from kanto_docs.formats.rulebook.telling import told
from kanto_docs.law import Law
from kanto_docs.words import Words

__all__ = [
    "Entry",
    "Row",
    "codes",
    "entry",
    "explanation",
    "listing",
    "machine",
    "resting_on",
    "rows",
]


def explanation(code: str, law: Law, words: Words) -> str | None:
    """One rule whole: what it asks, why, its law, its numbers in time, examples. None: unknown."""
    found = entry(code, law, words)
    return told(found, words) if found else None
