"""Expected outputs that are too long to write in a test: files, rewritten by `make accept`."""

from __future__ import annotations

import os
from pathlib import Path


def agrees(path: Path, text: str) -> None:
    """Assert that the file says `text`; with KANTO_ACCEPT set, write it there instead."""
    if os.environ.get("KANTO_ACCEPT"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    expected = path.read_text(encoding="utf-8") if path.exists() else ""
    assert text == expected, f"{path.name} has changed: read it, then `make accept`"
