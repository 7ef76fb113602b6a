"""From a file to the source of a call, and in one word why a file is none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Final, cast

from kanto_docs.reading import is_plan
from kanto_docs.shape.fields import schema
from kanto_docs.source import Source, Unreadable, read_file

FILE: Final = "Y36"
"""The card of a call file that cannot be used."""
_KEPT: Final = frozenset({FILE, "Y01", "Y06"})
"""Codes whose fact `kind` says by itself what the file is."""
_WHAT: Final = {
    "Y02": "too_large",
    "Y03": "not_text",
    "Y04": "encoding",
    "Y07": "too_deep",
    "Y08": "construction",
}
_PLACED: Final = frozenset({"syntax", "encoding", "construction"})


def read_call(path: FilePath, name: str | None = None) -> Source:
    """The source of a call file. Raises Unreadable for what is none."""
    source = read_file(path, name)
    data = cast("Mapping[str, object]", source.data)
    if is_plan(data):
        raise Unreadable(FILE, name=source.name, text=source.text, kind="plan")
    if not set(data) & set(schema("call")["properties"]) - {"programme"}:
        raise Unreadable(FILE, name=source.name, text=source.text, kind="other")
    return source


def what_it_is(error: Unreadable) -> str:
    """In one word why a file is no call: a term of the card Y36."""
    if error.kind in _KEPT:
        return str(error.facts["kind"])
    return _WHAT.get(error.kind, "syntax")


def has_place(error: Unreadable) -> bool:
    """Whether the fault of an unreadable file stands on a certain line of it."""
    return what_it_is(error) in _PLACED
