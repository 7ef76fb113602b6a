"""Where schemas/, templates/ and samples/ are: beside the package, or inside it in a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def folder(name: str) -> Path:
    """The folder `schemas`, `templates` or `samples` of this installation."""
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def read_text(name: str, *parts: str) -> str:
    """The text of one of our own data files."""
    return folder(name).joinpath(*parts).read_text(encoding="utf-8")
