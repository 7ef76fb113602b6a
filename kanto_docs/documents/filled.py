"""A finished document, before it is written to disk."""

from __future__ import annotations

from typing import NamedTuple

from kanto_docs.documents.gaps import Gap


class Filled(NamedTuple):
    """A finished document, the gaps that stand in it, and what the template had to leave behind."""

    payload: bytes
    gaps: tuple[Gap, ...]
    removed: tuple[str, ...] = ()


class Properties(NamedTuple):
    """What the file says about itself (asiakirjan ominaisuudet)."""

    title: str
    subject: str = ""
    language: str = ""
