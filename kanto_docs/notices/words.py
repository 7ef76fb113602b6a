"""Text from a notice as one safe line: no tags, no line breaks, nothing invisible."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Final

LONGEST: Final = 1000
LONGEST_CODE: Final = 100
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_NAMES: Final = ("fi", "nimi", "selite", "arvo", "koodi")
"""Keys under which a code list has said what a code means, the best first."""


def plain(value: object) -> str:
    """A text, or the texts of a list or of languages, on one line; empty when there is none."""
    said = " ".join(", ".join(_pieces(value)).split())
    return said if len(said) <= LONGEST else said[: LONGEST - 1].rstrip() + "…"


def official_code(notice: Mapping[str, object]) -> str:
    """The funder's code of the call; empty when there is none, or a text of another kind."""
    code = plain(notice.get("hakutunnus"))
    return code if len(code) <= LONGEST_CODE else ""


def name_of(codes: Mapping[str, object], kind: str, code: str) -> str | None:
    """What a code means according to the page's own list of that kind."""
    listed = codes.get(kind)
    entry = listed.get(code) if isinstance(listed, Mapping) else None
    return plain(entry) or None if entry is not None else None


def _pieces(value: object) -> Iterator[str]:
    if isinstance(value, str):
        text = html.unescape(_TAG.sub(" ", value))
        if said := "".join(c if c.isprintable() else " " for c in text).strip():
            yield said
    elif isinstance(value, list):
        for one in value[:LONGEST]:
            yield from _pieces(one)
    elif isinstance(value, Mapping):
        best = next((value[key] for key in _NAMES if value.get(key)), None)
        if not isinstance(best, Mapping):
            yield from _pieces(best)
