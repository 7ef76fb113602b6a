"""The known name that is nearest to an unknown one: said in Finnish or Swedish, or mistyped."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Final

from kanto_docs.documents.workshop.known import Known

_NEAR: Final = 0.6
"""How like two names must be, 1 being the same."""


def near(root: Known, steps: Sequence[str]) -> str | None:
    """The name that was most likely meant: in Finnish or Swedish, or almost the same."""
    return _translated(root, steps) or _near_anywhere(root, steps)


def list_near(root: Known, steps: Sequence[str]) -> str | None:
    """The list that was most likely meant."""
    lists = [one.name for one in root.walk() if one.kind == "rows"]
    return next(iter(difflib.get_close_matches(".".join(steps), lists, n=1)), None)


def near_below(known: Known, step: str) -> str | None:
    """The name below `known` that was most likely meant by `step`."""
    said = known.aliases().get(step.lower())
    if said or step.lower() in known.below:
        return said or step.lower()
    return next(iter(difflib.get_close_matches(step.lower(), known.below, n=1, cutoff=_NEAR)), None)


def _translated(root: Known, steps: Sequence[str]) -> str | None:
    """The name whose steps are called so in Finnish or Swedish plans."""
    at, found = root, []
    for step in steps:
        name = step if step in at.below else at.aliases().get(step.lower())
        if name is None:
            return None
        found.append(name)
        at = at.below[name]
    return ".".join(found)


def _near_anywhere(root: Known, steps: Sequence[str]) -> str | None:
    names = [one.name for one in root.walk() if one.kind != "group"]
    whole = ".".join(steps).lower()
    by_end = [one for one in names if one.rpartition(".")[2] == steps[-1].lower()]
    if len(by_end) == 1:
        return by_end[0]
    near = difflib.get_close_matches(whole, by_end or names, n=1, cutoff=_NEAR)
    return next(iter(near), by_end[0] if by_end else None)
