"""Personal identity codes (henkilötunnus) in a text; what is found is never passed on."""

from __future__ import annotations

import re
from typing import Final

_LIKE_ONE: Final = re.compile(
    r"(?<![0-9A-Za-z])[0-3][0-9][01][0-9]{3}[-+A-FU-Ya-fu-y][0-9]{3}[0-9A-Ya-y](?![0-9A-Za-z])"
)


def holds_identity_code(text: str) -> bool:
    """Whether a code whose check character agrees stands in the text."""
    found = _LIKE_ONE.findall(text)
    if not found:
        return False
    from stdnum.fi import hetu

    return any(hetu.is_valid(one, allow_temporary=True) for one in found)


def masked(text: str) -> str:
    """The text without anything that looks like a code, to be passed on as a fact."""
    return _LIKE_ONE.sub("******-****", text)
