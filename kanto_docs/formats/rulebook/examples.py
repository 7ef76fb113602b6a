"""A card's examples in words: which fields of the model plan are changed, and to what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from kanto_docs.scalars import Misread, date
from kanto_docs.shape.fields import Node, field, resolved
from kanto_docs.source import Path
from kanto_docs.words import Words
from kanto_docs.words.missing import field_and_place

NEW: Final = "-"
"""A list's item that an example appends."""


def example_in_words(example: Mapping[str, Any], words: Words) -> str:
    """The fields that an example changes, "Tukiprosentti (Rahoitus) = 80 %; …"."""
    changes = "; ".join(_changes(example, words)) or words.ui("rulebook.as_is")
    for name, made in (example.get("files") or {}).items():
        said = words.quote(made) if isinstance(made, str) else "; ".join(_changes(made, words))
        changes += f". {words.ui('rulebook.in_file', name=name, changes=said)}"
    marks = [words.ui(f"rulebook.edge.{example['edge']}")] if "edge" in example else []
    if example.get("unjudged"):
        marks.append(words.ui("rulebook.unjudged"))
    return f"{changes} ({', '.join(marks)})" if marks else changes


def _changes(example: Mapping[str, Any], words: Words) -> Iterator[str]:
    for pointer, value in (example.get("set") or {}).items():
        path = _path(pointer)
        yield f"{_label(path, words)} = {_said(value, path, words)}"
    for pointer in example.get("unset") or ():
        yield words.ui("rulebook.without", label=_label(_path(pointer), words))


def _path(pointer: str) -> Path:
    steps = (step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
    return tuple(int(step) if step.isdecimal() else step for step in steps)


def _label(path: Path, words: Words) -> str:
    named = tuple(step for step in path if step != NEW)
    found = field_and_place(named, words)
    return words.ui("rulebook.added", label=found) if NEW in path else found


def _said(value: object, path: Path, words: Words) -> str:
    path = tuple(0 if step == NEW else step for step in path)
    if value is None or value == "":
        return words.ui("rulebook.empty")
    if isinstance(value, Mapping):
        inner = ((key, (*path, key)) for key in value)
        said = [f"{words.label(there)}: {_said(value[key], there, words)}" for key, there in inner]
        return f"[{', '.join(said)}]"
    if isinstance(value, list):
        if not value:
            return words.ui("rulebook.none_of_it")
        return ", ".join(_said(one, (*path, number), words) for number, one in enumerate(value))
    if isinstance(value, bool):
        return words.ui("answer.yes" if value else "answer.no")
    return _scalar(value, path, resolved(field(path)), words)


def _scalar(value: object, path: Path, node: Node, words: Words) -> str:
    """One value as the field's kind is said."""
    named = words.value(path, str(value))
    if named != str(value):
        return named
    kind = str(node.get("format") or "")
    if kind == "date" and isinstance(value, str | dt.date):
        return _day(value, words)
    if isinstance(value, int | Decimal):
        number = Decimal(value)
        if kind in ("money", "percent"):
            return words.euro(number) if kind == "money" else words.percent(number)
        grouped = kind in ("decimal", "count") and path[-1] != "year"
        return words.number(number) if grouped else str(value)
    return words.quote(value)


def _day(value: object, words: Words) -> str:
    try:
        return words.date(date(value))
    except Misread:
        return words.quote(value)
