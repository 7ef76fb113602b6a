"""libyaml's events → data and marks, without recursion, within limits that stop every bomb."""

from __future__ import annotations

from typing import Final

import yaml

from kanto_docs.source.place import Mark, Path, Position, Slip, Unreadable
from kanto_docs.source.scalars import resolve
from kanto_docs.source.syntax import MAX_DEPTH, position, refusal

MAX_NODES: Final = 100_000

_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Open:
    """A mapping or a list that is being filled."""

    __slots__ = ("data", "key", "key_mark", "path", "skipping")

    def __init__(self, data: dict[str, object] | list[object], path: Path) -> None:
        self.data = data
        self.path = path
        self.key: str | None = None
        self.key_mark = Position(1, 1)
        self.skipping = False


class Builder:
    """Builds one document; `data`, `marks` and `slips` are its outcome."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.data: object = None
        self.marks: dict[Path, Mark] = {}
        self.slips: list[Slip] = []
        self._stack: list[_Open] = []
        self._documents = 0
        self._nodes = 0

    def build(self) -> None:
        """Read all events. Raises Unreadable for what no plan may hold."""
        try:
            for event in yaml.parse(self.text, Loader=_Loader):
                self._take(event)
        except yaml.YAMLError as error:
            raise refusal(error, self.name, self.text) from None

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_extras(event)
            plain = event.implicit[0]
            self._scalar(resolve(event.value) if plain else event.value, event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_extras(event)
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise self._refused("Y08", event, kind="alias")
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._refused("Y08", event, kind="document")

    def _scalar(self, value: object, event: yaml.ScalarEvent) -> None:
        top = self._stack[-1] if self._stack else None
        if top is not None and isinstance(top.data, dict) and top.key is None:
            self._key(top, event)
            return
        begin, end = position(event.start_mark), position(event.end_mark)
        self._put(value, begin, end, scalar=value is not None)

    def _key(self, top: _Open, event: yaml.ScalarEvent) -> None:
        key, begin = event.value, position(event.start_mark)
        if key == "<<":
            raise self._refused("Y08", event, kind="merge")
        path = (*top.path, key)
        top.key, top.key_mark, top.skipping = key, begin, path in self.marks
        if top.skipping:
            first = self.marks[path].key
            facts = {"key": key, "first": first.line}
            self.slips.append(Slip("Y20", path, begin, facts, begin.column + len(key)))

    def _put(self, value: object, begin: Position, end: Position, *, scalar: bool) -> Path:
        """Hang `value` where it belongs and remember where it stands; a repeated key is dropped."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise Unreadable("Y07", begin, name=self.name, text=self.text, limit=MAX_NODES)
        if not self._stack:
            self.data = value
            self.marks[()] = Mark(begin, begin, end, scalar)
            return ()
        top = self._stack[-1]
        if isinstance(top.data, list):
            path: Path = (*top.path, len(top.data))
            top.data.append(value)
            self.marks[path] = Mark(begin, begin, end, scalar)
            return path
        key = top.key or ""
        path = (*top.path, key)
        top.key = None
        if top.skipping:
            return (*top.path, f"{key}\0")
        top.data[key] = value
        self.marks[path] = Mark(top.key_mark, begin, end, scalar)
        return path

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise self._refused("Y07", event, limit=MAX_DEPTH)
        top = self._stack[-1] if self._stack else None
        if top is not None and isinstance(top.data, dict) and top.key is None:
            raise self._refused("Y08", event, kind="key")
        begin = position(event.start_mark)
        data: dict[str, object] | list[object]
        data = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._put(data, begin, position(event.end_mark), scalar=False)
        self._stack.append(_Open(data, path))

    def _refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            raise self._refused("Y08", event, kind="anchor")
        if event.tag is not None:
            raise self._refused("Y08", event, kind="tag")

    def _refused(self, code: str, event: yaml.Event, **facts: object) -> Unreadable:
        place = position(event.start_mark)
        return Unreadable(code, place, name=self.name, text=self.text, **facts)
