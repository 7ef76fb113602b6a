"""A plan's data with something changed: the data itself stays as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kanto_docs.finding import Change
from kanto_docs.source import Path


def changed(data: object, changes: Iterable[Change]) -> object:
    """A copy of `data` after all changes, in their order; what is not touched is shared."""
    for change in changes:
        data = _changed(data, change.path, change.value)
    return data


def _changed(data: object, path: Path, value: object) -> object:
    if not path:
        return value.isoformat() if isinstance(value, dt.date) else value
    step, rest = path[0], path[1:]
    if isinstance(step, int) or step == "-" or isinstance(data, list):
        return _in_list(list(data) if isinstance(data, list) else [], step, rest, value)
    mapping = dict(data) if isinstance(data, dict) else {}
    if value is None and not rest:
        mapping.pop(step, None)
    else:
        mapping[step] = _changed(mapping.get(step), rest, value)
    return mapping


def _in_list(items: list[object], step: str | int, rest: Path, value: object) -> list[object]:
    place = len(items) if step == "-" else int(step)
    if place == len(items):
        items.append(_changed(None, rest, value))
    elif value is None and not rest:
        del items[place]
    else:
        items[place] = _changed(items[place], rest, value)
    return items
