"""The fields of a plan, or of a call file, as their schema describes them: titles and values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, cast

from kanto_docs import data
from kanto_docs.source import Path

Node = Mapping[str, Any]


PLAN: Final = "plan"


@cache
def schema(of: str = PLAN) -> Node:
    """plan.schema.json, or the schema of another file that people write: `call`."""
    return cast("Node", json.loads(data.read_text("schemas", f"{of}.schema.json")))


def field(path: Path, of: str = PLAN) -> Node:
    """The schema's description of the field at `path`; empty when there is none."""
    node = schema(of)
    for step in path:
        node = _step(resolved(node, of), step, of)
    return node


def kind_of(path: Path) -> str | None:
    """What a field holds, by the schema's own word: money, percent, decimal, count, date, text."""
    kind = resolved(field(path)).get("format")
    return str(kind) if kind else None


def title(path: Path, language: str, of: str = PLAN) -> str:
    """The field's name as people say it, in `language`; for a list item, its list's."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    found = field(path, of).get("x-title")
    if isinstance(found, Mapping) and language in found:
        return str(found[language])
    return str(path[-1]) if path else ""


def value_title(path: Path, value: str, language: str, of: str = PLAN) -> str:
    """The name of one of the field's fixed values."""
    found = field(path, of)
    titles = resolved(found, of).get("x-values") or found.get("x-values") or {}
    words = titles.get(value) if isinstance(titles, Mapping) else None
    return str(words[language]) if words else value


@cache
def order() -> Mapping[str, int]:
    """The top-level fields in the plan's order."""
    return {name: number for number, name in enumerate(schema()["properties"])}


def children(node: Node, of: str = PLAN) -> Mapping[str, Node]:
    """The fields of a mapping, or of the items of a list."""
    full = resolved(node, of)
    if "items" in full:
        full = resolved(full["items"], of)
    return cast("Mapping[str, Node]", full.get("properties") or {})


def _step(node: Node, step: str | int, of: str) -> Node:
    if isinstance(step, int) or "items" in node:
        inner = cast("Node", node.get("items") or {})
        return inner if isinstance(step, int) else _step(resolved(inner, of), step, of)
    found = (node.get("properties") or {}).get(step)
    if found is None:
        patterns = node.get("patternProperties") or {}
        other = node.get("additionalProperties")
        found = next(iter(patterns.values()), other if isinstance(other, dict) else {})
    return cast("Node", found)


def resolved(node: Node, of: str = PLAN) -> Node:
    """A field's description with what it refers to."""
    while "$ref" in node:
        node = schema(of)["$defs"][str(node["$ref"]).removeprefix("#/$defs/")]
    return node
