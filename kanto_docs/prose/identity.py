"""Personal identity codes (henkilötunnus) in a text; what is found is never passed on."""

from __future__ import annotations

import re
from typing import Final

_HYPHENS: Final = "-\u2010\u2011\u2012\u2013\u2212"
"""A word processor makes other signs of a hyphen."""
_LIKE_ONE: Final = re.compile(
    rf"(?<![0-9])([0-9]{{6}})([{_HYPHENS}]|[+A-FU-Ya-fu-y])([0-9]{{3}}[0-9A-Za-z])(?![0-9])"
)


def holds_identity_code(text: str) -> bool:
    """Whether a code whose check character agrees stands in the text."""
    found = _LIKE_ONE.findall(text)
    if not found:
        return False
    from stdnum.fi import hetu

    return any(
        hetu.is_valid(day + ("-" if sign in _HYPHENS else sign) + rest, allow_temporary=True)
        for day, sign, rest in found
    )


def masked(text: str) -> str:
    """The text without anything that looks like a code, to be shown or passed on."""
    return _LIKE_ONE.sub("******-****", text)
