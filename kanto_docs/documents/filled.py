"""A finished document, before it is written to disk."""

from __future__ import annotations

from typing import NamedTuple

from kanto_docs.documents.gaps import Gap


class Filled(NamedTuple):
    """A finished document, the gaps that stand in it, and what the template had to leave behind.

    Of somebody's own workbook also what it holds that was left as it is, and the cells in which a
    value stands for want of the cells that its formula would speak of.
    """

    payload: bytes
    gaps: tuple[Gap, ...]
    removed: tuple[str, ...] = ()
    untouched: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


class Properties(NamedTuple):
    """What the file says about itself (asiakirjan ominaisuudet)."""

    title: str
    subject: str = ""
    language: str = ""
