"""Putting an item into a list, and taking one out with what refers to it."""

from __future__ import annotations

from kanto_docs.finding import Change
from kanto_docs.rules.judging import Case
from kanto_docs.rules.pointers import expand
from kanto_docs.source import Path


def added(case: Case, path: Path, value: object) -> Change:
    """The value put last in the list at `path`, which may not be there yet."""
    there = any(isinstance(said, list) for _, said in expand(case.source.data, pointer(path)))
    return Change((*path, "-"), value) if there else Change(path, [value])


def pointer(path: Path) -> str:
    """The place as a pointer without `*`."""
    return "/".join(map(str, path))


def without_item(case: Case, path: Path, name: str | None) -> tuple[Change, ...]:
    """The item at `path` taken away, and its identifier from the attachments that name it."""
    return Change(path, None), *_without_reference(case, name)


def _without_reference(case: Case, name: str | None) -> tuple[Change, ...]:
    if not name:
        return ()
    changes: list[Change] = []
    for path, written in expand(case.source.data, "/attachments/*/for"):
        if isinstance(written, list):
            left = [one for one in written if str(one) != name]
            if len(left) < len(written):
                changes.append(Change(path, left or None))
        elif written is not None and str(written) == name:
            changes.append(Change(path, None))
    return tuple(changes)
