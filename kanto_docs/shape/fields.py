"""The plan's fields as the schema describes them: titles, order and fixed values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from kanto_docs import data
from kanto_docs.source import Path

Node = Mapping[str, Any]


@cache
def schema() -> Node:
    """plan.schema.json."""
    return cast("Node", json.loads(data.read_text("schemas", "plan.schema.json")))


def field(path: Path) -> Node:
    """The schema's description of the field at `path`; empty when there is none."""
    node = schema()
    for step in path:
        node = _step(resolved(node), step)
    return node


def title(path: Path, language: str) -> str:
    """The field's name as people say it, in `language`; for a list item, its list's."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    found = field(path).get("x-title")
    if isinstance(found, Mapping) and language in found:
        return str(found[language])
    return str(path[-1]) if path else ""


def value_title(path: Path, value: str, language: str) -> str:
    """The name of one of the field's fixed values."""
    titles = resolved(field(path)).get("x-values") or field(path).get("x-values") or {}
    words = titles.get(value) if isinstance(titles, Mapping) else None
    return str(words[language]) if words else value


@cache
def order() -> Mapping[str, int]:
    """The top-level fields in the plan's order."""
    return {name: number for number, name in enumerate(schema()["properties"])}


def children(node: Node) -> Mapping[str, Node]:
    """The fields of a mapping, or of the items of a list."""
    full = resolved(node)
    if "items" in full:
        full = resolved(full["items"])
    return cast("Mapping[str, Node]", full.get("properties") or {})


def _step(node: Node, step: str | int) -> Node:
    if isinstance(step, int) or "items" in node:
        inner = cast("Node", node.get("items") or {})
        return inner if isinstance(step, int) else _step(resolved(inner), step)
    found = (node.get("properties") or {}).get(step)
    if found is None:
        patterns = node.get("patternProperties") or {}
        other = node.get("additionalProperties")
        found = next(iter(patterns.values()), other if isinstance(other, dict) else {})
    return cast("Node", found)


def resolved(node: Node) -> Node:
    """A field's description with what it refers to."""
    while "$ref" in node:
        node = schema()["$defs"][str(node["$ref"]).removeprefix("#/$defs/")]
    return node
