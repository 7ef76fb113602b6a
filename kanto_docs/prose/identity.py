"""Personal identity codes (henkilötunnus) in a text; what is found is never passed on."""

from __future__ import annotations

from typing import Final

from kanto_docs.patterns import lazy

_HYPHENS: Final = "-\u2010\u2011\u2012\u2013\u2212"
"""A word processor makes other signs of a hyphen."""
_LIKE_ONE: Final = lazy(
    rf"(?<![0-9])([0-9]{{6}})([{_HYPHENS}]|[+A-FU-Ya-fu-y])([0-9]{{3}}[0-9A-Za-z])(?![0-9])"
)


def holds_identity_code(text: str) -> bool:
    """Whether a code whose check character agrees stands in the text as a word of its own."""
    found = [one.groups() for one in _LIKE_ONE.finditer(text) if _stands_alone(text, one.span())]
    if not found:
        return False
    from stdnum.fi import hetu

    return any(
        hetu.is_valid(day + ("-" if sign in _HYPHENS else sign) + rest, allow_temporary=True)
        for day, sign, rest in found
    )


def _stands_alone(text: str, span: tuple[int, int]) -> bool:
    beside = text[max(0, span[0] - 1) : span[0]] + text[span[1] : span[1] + 1]
    return not any(letter.isalnum() for letter in beside)


def masked(text: str) -> str:
    """The text without anything that looks like a code, to be shown or passed on."""
    return _LIKE_ONE.sub("******-****", text)
