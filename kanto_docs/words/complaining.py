"""What stopped the work, in sentences: an error's kind and facts become words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kanto_docs.words.speaking import Words

PLACES: Final = ("template", "part", "paragraph", "cell", "target")
"""Facts that say where the fault is; each that is known gets a line of its own."""
TELLING: Final = ("really", "measure", "tag")
"""Facts whose value may have a sentence of its own."""


def complaint(kind: str, facts: Mapping[str, object], words: Words) -> str | None:
    """The error as a sentence with its places below it; None when there are no words for it.

    `error.<kind>_<value>` of a telling fact is said first, then `error.<kind>_<fact>` of a fact
    that is known, then `error.<kind>`: so no sentence has a hole where a fact is absent.
    """
    key = next((key for key in _keys(kind, facts) if words.has(key)), None)
    if key is None:
        return None
    places = (
        f"   {words.ui(f'error.place.{name}')}: {words.fill('{said}', {'said': facts[name]})}"
        for name in PLACES
        if facts.get(name)
    )
    return "\n".join((words.ui(key, **facts), *places))


def _keys(kind: str, facts: Mapping[str, object]) -> list[str]:
    known = [name for name, value in facts.items() if value]
    values = [f"error.{kind}_{facts[name]}" for name in TELLING if name in known]
    return [*values, *(f"error.{kind}_{name}" for name in reversed(known)), f"error.{kind}"]
