"""libyaml's events → data and marks, without recursion, within limits that stop every bomb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from kanto_docs.source.place import Path, Slip, Unreadable, position
from kanto_docs.source.scalars import resolve
from kanto_docs.source.syntax import LOADER, MAX_DEPTH, refusal

if TYPE_CHECKING:
    from kanto_docs.source.place import Mark, Marked

MAX_NODES: Final = 50_000
MOST_SLIPS: Final = 100
"""Repeated keys that are told; a file with more of them is no plan."""

_DETACHED: Final = "\0"
"""Marks what stands under a repeated key: it is read, to be checked, and belongs to nothing."""


class Built(NamedTuple):
    """A document's data, where everything in it stands, and what was odd about it."""

    data: object
    marks: dict[Path, Mark]
    slips: list[Slip]


class _Open(NamedTuple):
    """A mapping or list that is being filled, while what it holds is read."""

    data: dict[str, object] | list[object] | None
    path: Path
    key: str | None


def build(name: str, text: str) -> Built:
    """Read one document. Raises Unreadable for what no plan may hold."""
    try:
        return _build(name, text)
    except yaml.YAMLError as error:
        raise refusal(error, name, text) from None


def _build(name: str, text: str) -> Built:
    """One pass over the events; the loop is flat because it runs once for every word of a plan."""
    marks: dict[Path, Mark] = {}
    slips: list[Slip] = []
    stack: list[_Open] = []
    data: dict[str, object] | list[object] | None = None
    root: object = None
    path: Path = ()
    key: str | None = None
    key_mark: Marked | None = None
    documents = 0
    orphans: list[dict[str, object]] = []
    events: Iterator[Any] = yaml.parse(text, Loader=LOADER)
    for event in events:
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                raise _refused(event, name, text)
            if key is None and data.__class__ is dict:
                key, key_mark = event.value, event.start_mark
                if key == "<<":
                    raise Unreadable("Y08", position(key_mark), name=name, text=text, kind="merge")
                if (*path, key) in marks:
                    if len(slips) < MOST_SLIPS:
                        slips.append(_twice(marks[*path, key], (*path, key), key_mark))
                    orphans.append(data)
                    key = _DETACHED
                continue
            value: object = resolve(event.value) if event.implicit[0] else event.value
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            complex_key = key is None and data.__class__ is dict
            if event.anchor is not None or event.tag is not None or complex_key:
                raise _refused(event, name, text)
            if len(stack) >= MAX_DEPTH:
                place = position(event.start_mark)
                raise Unreadable("Y07", place, name=name, text=text, limit=MAX_DEPTH)
            value = {} if kind is yaml.MappingStartEvent else []
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            data, path, key = stack.pop()
            continue
        elif kind is yaml.AliasEvent:
            raise _refused(event, name, text)
        else:
            documents += kind is yaml.DocumentStartEvent
            if documents > 1:
                raise _refused(event, name, text)
            continue
        # A value: hang it where it belongs and remember where it stands.
        start = event.start_mark
        if data.__class__ is dict:
            data[key] = value  # type: ignore[index]  # a dict, whose key was read
            here: Path = (*path, key)  # type: ignore[arg-type]  # the same
            begin = key_mark
        elif data is not None:
            here, begin = (*path, len(data)), start
            data.append(value)  # type: ignore[union-attr]  # a list
        else:
            root, here, begin = value, (), start
        is_scalar = kind is yaml.ScalarEvent
        marks[here] = (begin, start, event.end_mark, is_scalar and value is not None)
        if len(marks) > MAX_NODES:
            raise Unreadable("Y07", position(start), name=name, text=text, limit=MAX_NODES)
        if not is_scalar:
            stack.append(_Open(data, path, None))
            data, path = value, here  # type: ignore[assignment]  # the new mapping or list
        key = None
    for orphan in orphans:
        orphan.pop(_DETACHED, None)
    return Built(root, marks, slips)


def _twice(first: Mark, path: Path, mark: Marked | None) -> Slip:
    place, key = position(mark), str(path[-1])
    facts = {"key": key, "first": position(first[0]).line}
    return Slip("Y20", path, place, facts, place.column + len(key))


def _refused(event: yaml.Event, name: str, text: str) -> Unreadable:
    """The refusal of a construction that a plan has no use for, by what it is."""
    if isinstance(event, yaml.AliasEvent):
        kind = "alias"
    elif isinstance(event, yaml.DocumentStartEvent):
        kind = "document"
    elif getattr(event, "anchor", None) is not None:
        kind = "anchor"
    elif getattr(event, "tag", None) is not None:
        kind = "tag"
    else:
        kind = "key"
    return Unreadable("Y08", position(event.start_mark), name=name, text=text, kind=kind)
