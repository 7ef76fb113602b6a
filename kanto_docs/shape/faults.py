"""A fault of shape: the card that explains it, where it stands and its facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kanto_docs.source import Path


class ShapeFault(NamedTuple):
    """A fault whose `code` names the card; the others carry theirs in their rule."""

    code: str
    path: Path
    facts: Mapping[str, object]
    at_key: bool = False
    """Whether the key, not the value, is at fault."""
