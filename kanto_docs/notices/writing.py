"""A call file for people: every field with its name, what to choose from, and what is blank."""

from __future__ import annotations

import datetime as dt
import json
import textwrap
from collections.abc import Iterator, Mapping
from typing import Final

from kanto_docs.notices.reading import Draft
from kanto_docs.shape.fields import Node, resolved, schema, value_title
from kanto_docs.words import Words

_CALL: Final = "call"
_WIDTH: Final = 96
_SEEN: Final = 300
"""Characters of the notice's own words beside a blank."""


def call_file(draft: Draft, words: Words, name: str) -> str:
    """The text of the call file `name`, its remarks in the language of `words`."""
    lines = [
        *_remark(words.ui("calls.file.head")),
        *_remark(words.ui("calls.file.check", file=name)),
    ]
    for field, node in schema(_CALL)["properties"].items():
        value, seen = draft.values.get(field), draft.seen.get(field)
        lines += ["", *_remark(str(node["x-title"][words.language]))]
        lines += _choices(field, node, words)
        if seen:
            lines += _remark(words.ui("calls.file.seen", text=_cut(seen)))
        if words.has(f"calls.file.{field}"):
            lines += _remark(words.ui(f"calls.file.{field}"))
        lines += _written(field, value)
    return "\n".join(lines) + "\n"


def _written(field: str, value: object) -> list[str]:
    if isinstance(value, Mapping):
        return [f"{field}:", *(f"  {key}: {_scalar(one)}" for key, one in value.items())]
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return [f"{field}:", *(line for one in value for line in _item(one))]
    if isinstance(value, list):
        return _listed(field, value)
    return [f"{field}: {_scalar(value)}"]


def _item(values: Mapping[str, object]) -> Iterator[str]:
    for number, (key, one) in enumerate(values.items()):
        yield f"  {'- ' if number == 0 else '  '}{key}: {_scalar(one)}"


def _listed(field: str, values: list[object]) -> list[str]:
    flow = f"{field}: [{', '.join(map(_scalar, values))}]"
    if len(flow) <= _WIDTH:
        return [flow]
    return [f"{field}:", *(f"  - {_scalar(one)}" for one in values)]


def _scalar(value: object) -> str:
    """A value as YAML: text in double quotes, whatever is in it."""
    if value is None:
        return "null"
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(str(value), ensure_ascii=False)


def _choices(field: str, node: Node, words: Words) -> list[str]:
    """What may be written there, for a field with fixed values."""
    inner = resolved(node.get("items") or node, _CALL)
    values = [one for one in inner.get("enum", ()) if one is not None]
    if not values:
        return []
    path = (field, 0) if "items" in node else (field,)
    said = ", ".join(f"{one} ({value_title(path, one, words.language, _CALL)})" for one in values)
    return _remark(words.ui("calls.file.choices", choices=said))


def _cut(text: str) -> str:
    return text if len(text) <= _SEEN else text[: _SEEN - 1].rstrip() + "…"


def _remark(text: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=True
    )
