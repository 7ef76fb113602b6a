"""Where our data are: beside the package or, in a wheel, inside it; some always stand inside."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent
_INSIDE: Final = {"quick": "_quick", "words": "words"}


@cache
def folder(name: str) -> Path:
    """The folder `schemas`, `templates`, `samples`, `words` or `quick` of this installation."""
    if name in _INSIDE:
        return _PACKAGE / _INSIDE[name]
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def read_text(name: str, *parts: str) -> str:
    """The text of one of our own data files."""
    return folder(name).joinpath(*parts).read_text(encoding="utf-8")
