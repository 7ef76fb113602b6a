"""A plan that says something in every field, made of the schema's own examples."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, cast

from kanto_docs.shape.fields import Node, resolved, schema

_SAID: Final[Mapping[str, object]] = {
    "money": 100,
    "percent": 50,
    "date": "2027-01-01",
    "yesno": True,
    "count": 2,
    "decimal": 1,
    "identifier": "T1",
}
PLACEHOLDER: Final = "…"
"""The text of a field for which the schema has no example of its own."""
_KEYS: Final = ("2027", "F01")
"""Keys of mappings that have no fixed ones: a year, a rule."""


def fullest_plan() -> dict[str, object]:
    """The data of a plan with no empty field and a row in every list; it need not make sense."""
    return cast("dict[str, object]", _value(schema()))


def _value(node: Node) -> object:
    whole = {**resolved(node), **node}
    if "properties" in whole:
        return {name: _value(one) for name, one in whole["properties"].items()}
    if "items" in whole:
        return [_value(whole["items"])]
    if "examples" in node:
        return node["examples"][0]
    if "anyOf" in whole:
        return _value(whole["anyOf"][0])
    if "enum" in whole:
        return next(one for one in whole["enum"] if one is not None)
    if "patternProperties" in whole:
        return _by_key(whole)
    return _SAID.get(str(whole.get("format")), PLACEHOLDER)


def _by_key(whole: Mapping[str, Any]) -> dict[str, object]:
    ((pattern, inner),) = whole["patternProperties"].items()
    key = next(one for one in _KEYS if re.search(pattern, one))
    return {key: _value(inner)}
