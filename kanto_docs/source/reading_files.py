"""From a file or standard input to a Source."""

from __future__ import annotations

import stat
from pathlib import Path as FilePath

from kanto_docs.source.building import build
from kanto_docs.source.decoding import MAX_BYTES, decode
from kanto_docs.source.place import Source, Unreadable
from kanto_docs.source.suspicions import (
    no_break_space_near,
    refuse_no_break_spaces,
    suspicions,
)


def read(raw: bytes, name: str) -> Source:
    """The source of a plan given as bytes. Raises Unreadable."""
    text = decode(raw, name)
    try:
        built = build(name, text)
    except Unreadable as error:
        raise no_break_space_near(name, text, error.position) or error from None
    refuse_no_break_spaces(name, text, built.marks)
    if not isinstance(built.data, dict):
        kind = {list: "list", type(None): "empty"}.get(type(built.data), "text")
        raise Unreadable("Y06", name=name, text=text, kind=kind)
    slips = (*built.slips, *suspicions(text, built.marks))
    return Source(name, text, built.data, built.marks, slips)


def read_file(path: FilePath, name: str | None = None) -> Source:
    """The source of a plan in a file: regular files only, size looked at first."""
    name = name if name is not None else str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable("Y01", name=name, kind="folder")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("Y01", name=name, kind="special")
        if status.st_size > MAX_BYTES:
            raise Unreadable("Y02", name=name, size=status.st_size, limit=MAX_BYTES)
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Unreadable("Y01", name=name, kind="absent") from None
    except PermissionError:
        raise Unreadable("Y01", name=name, kind="forbidden") from None
    except (OSError, ValueError):
        raise Unreadable("Y01", name=name, kind="broken") from None
    return read(raw, name)
