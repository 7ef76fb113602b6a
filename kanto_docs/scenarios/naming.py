"""How a field of the plan is named on the command line: staff[0].share, staff[S1].share, /staff/0.

List items are counted from 0, as in JSON, or named by their own id; `-` is a new item at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kanto_docs.errors import UsageError
from kanto_docs.shape.fields import field, resolved
from kanto_docs.source import Path

_DOTTED: Final = re.compile(r"[^.\[\]]+(?:\[[^\[\]]+\]|\.[^.\[\]]+)*")
_STEP: Final = re.compile(r"\[([^\[\]]+)\]|([^.\[\]]+)")
_NAMES: Final = ("id", "code")
"""Fields by which an item of a list is known."""
NEW: Final = "-"
_SHOWN: Final = 12
"""So many items of a list are named when the one asked for is not among them."""


def path_of(written: str, data: object) -> Path:
    """The path that a field's name stands for in `data`. Raises UsageError for no such item."""
    path: Path = ()
    value: object = data
    steps = [*_steps(written)]
    for number, step in enumerate(steps, start=1):
        listed = isinstance(value, list) or "items" in resolved(field(path))
        place = _place(step, value, path) if listed else step
        if place == NEW and listed and number < len(steps):
            place = len(value) if isinstance(value, list) else 0  # a field of the new item
        path = (*path, place)
        value = _within(value, path[-1])
    return path


def value_at(data: object, path: Path) -> object:
    """What stands at the path, or None."""
    for step in path:
        data = _within(data, step)
    return data


def named(path: Path, data: object) -> str:
    """The path as a person types it, items by their ids: staff[S1].share."""
    said = ""
    for at, step in enumerate(path):
        if isinstance(step, int) or step == NEW:
            items = value_at(data, path[:at])
            said += f"[{_name(items, step)}]"
        else:
            said += f".{step}" if said else str(step)
    return said


def _steps(written: str) -> Iterator[str]:
    text = written.strip()
    if text.startswith("/"):
        for step in text[1:].split("/"):
            yield step.replace("~1", "/").replace("~0", "~")
        return
    if not _DOTTED.fullmatch(text):
        raise UsageError("what_if_form", value=written)
    yield from (inner.strip() or name.strip() for inner, name in _STEP.findall(text))


def _place(step: str, items: object, path: Path) -> int | str:
    """The place of a list's item, by its number or its name."""
    listed: Sequence[object] = items if isinstance(items, list) else ()
    if step == NEW:
        return NEW
    for place, item in enumerate(listed):
        if isinstance(item, dict) and any(_same(item.get(name), step) for name in _NAMES):
            return place
    if step.isascii() and step.isdigit() and int(step) < len(listed):
        return int(step)
    known = [_name(listed, place) for place in range(len(listed))]
    where = named(path, None)
    raise UsageError("what_if_item", value=step, list=where, known=", ".join(_few(known)))


def _few(names: Sequence[str]) -> Iterable[str]:
    return names if len(names) <= _SHOWN else (*names[: _SHOWN - 1], "…", names[-1])


def _same(name: object, step: str) -> bool:
    return name is not None and str(name).strip().casefold() == step.casefold()


def _name(items: object, place: int | str) -> str:
    """An item's own id where it has one and no other item has it, else its number."""
    if not isinstance(place, int) or not isinstance(items, list | tuple):
        return str(place)
    own = _own(items[place]) if place < len(items) else None
    alone = own is not None and [_own(item) for item in items].count(own) == 1
    return own if own is not None and alone else str(place)


def _own(item: object) -> str | None:
    if not isinstance(item, dict):
        return None
    found = next((item[name] for name in _NAMES if item.get(name)), None)
    return None if found is None else str(found)


def _within(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None
