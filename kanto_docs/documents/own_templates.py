"""A template of the association's or the funder's own, read from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kanto_docs.errors import TemplateError

MAX_TEMPLATE_BYTES: Final = 20 << 20


def own_template(path: Path) -> bytes:
    """A regular file of sensible size. Raises TemplateError."""
    try:
        if not path.exists():
            raise TemplateError("template_absent", path=str(path))
        if not path.is_file():
            raise TemplateError("template_not_a_file", path=str(path))
        if path.stat().st_size > MAX_TEMPLATE_BYTES:
            raise TemplateError("template_too_large", path=str(path), limit=MAX_TEMPLATE_BYTES)
        return path.read_bytes()
    except (OSError, ValueError):
        raise TemplateError("template_unreadable", path=str(path)) from None
