"""The schema as functions: a yes or no in microseconds, for the keywords our schema uses.

A keyword this room does not know stops it: it never passes what it did not understand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final

from kanto_docs.errors import DataError
from kanto_docs.scalars import READERS, Misread
from kanto_docs.shape.fields import PLAN, Node, schema

Test = Callable[[object], bool]

_SILENT: Final = frozenset(
    {"$schema", "$id", "$defs", "title", "description", "examples", "default", "$comment"}
)
_TYPES: Final[Mapping[str, frozenset[type]]] = {
    "null": frozenset({type(None)}),
    "string": frozenset({str}),
    "boolean": frozenset({bool}),
    "integer": frozenset({int}),
    "number": frozenset({int, Decimal}),
    "object": frozenset({dict}),
    "array": frozenset({list}),
}
"""The exact types a source builds: a bool is no integer here."""


def accepts(value: object, of: str = PLAN) -> bool:
    """Whether `value` has the shape of a plan, or of another file: `call`."""
    return _root(of)(value)


@cache
def _root(of: str) -> Test:
    return _Compiler(schema(of)).test(schema(of))


class _Compiler:
    def __init__(self, root: Node) -> None:
        self.definitions: Mapping[str, Node] = root.get("$defs", {})
        self.done: dict[str, Test] = {}

    def test(self, node: Node) -> Test:
        """One function that asks everything `node` asks."""
        tests: list[Test] = []
        for keyword, wanted in node.items():
            if keyword in _SILENT or keyword.startswith("x-"):
                continue
            tests.append(self._keyword(keyword, wanted, node))
        tests = [test for test in tests if test is not _always]
        if not tests:
            return _always
        first, *others = tests
        if not others:
            return first
        if len(others) == 1:
            second = others[0]
            return lambda value: first(value) and second(value)
        return lambda value: first(value) and all(test(value) for test in others)

    def _keyword(self, keyword: str, wanted: Any, node: Node) -> Test:  # noqa: ANN401  # JSON
        if keyword == "$ref":
            return self._reference(wanted)
        if keyword == "type":
            names = [wanted] if isinstance(wanted, str) else wanted
            kinds = frozenset().union(*(_TYPES[name] for name in names))
            return lambda value: value.__class__ in kinds
        if keyword == "enum":
            return lambda value: value in wanted
        if keyword == "format":
            return _format(wanted)
        if keyword == "maxLength":
            return lambda value: not isinstance(value, str) or len(value) <= wanted
        if keyword == "items":
            return self._items(wanted)
        if keyword == "properties":
            return self._properties(node)
        if keyword in ("patternProperties", "additionalProperties"):
            return self._properties(node) if "properties" not in node else _always
        if keyword == "anyOf":
            choices = [self.test(choice) for choice in wanted]
            return lambda value: any(choice(value) for choice in choices)
        raise DataError("unknown_schema_keyword", keyword=keyword)

    def _reference(self, reference: str) -> Test:
        name = reference.removeprefix("#/$defs/")
        if name not in self.done:
            self.done[name] = self.test(self.definitions[name])
        return self.done[name]

    def _items(self, wanted: Node) -> Test:
        test = self.test(wanted)
        return lambda value: not isinstance(value, list) or all(map(test, value))

    def _properties(self, node: Node) -> Test:
        properties: Mapping[str, Node] = node.get("properties", {})
        known: dict[str, Test] = {}  # compiled when a plan has the field
        patterns = [
            (re.compile(pattern), self.test(child))
            for pattern, child in node.get("patternProperties", {}).items()
        ]
        others = node.get("additionalProperties", True)
        other: Test = self.test(others) if isinstance(others, dict) else lambda _: bool(others)

        def test(value: object) -> bool:
            if not isinstance(value, dict):
                return True
            for key, child in value.items():
                if key in properties:
                    if key not in known:
                        known[key] = self.test(properties[key])
                    if not known[key](child):
                        return False
                    continue
                matching = [check for pattern, check in patterns if pattern.search(key)]
                if not all(check(child) for check in matching or (other,)):
                    return False
            return True

        return test


def _format(kind: str) -> Test:
    reader = READERS.get(kind)
    if reader is None:
        raise DataError("unknown_format", format=kind)

    def test(value: object) -> bool:
        if value is None:
            return True
        try:
            reader(value)
        except Misread:
            return False
        return True

    return test


def _always(_value: object) -> bool:
    return True
