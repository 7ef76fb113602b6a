"""When something is asked of a plan: the conditions beside the rows and questions of the data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kanto_docs.rules.pointers import expand, given

Conditions = Mapping[str, tuple[str, ...]]
"""Values by the field that must hold one of them."""


def any_given(data: object, pointers: Iterable[str]) -> bool:
    """Whether anything is said at one of the places that the pointers name."""
    return any(given(value) for pointer in pointers for _, value in expand(data, pointer))


def holds(data: object, conditions: Conditions) -> bool:
    """Whether every field holds one of its values, in any item of a list."""
    return all(
        any(_plain(value) in wanted for _, value in expand(data, pointer))
        for pointer, wanted in conditions.items()
    )


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
