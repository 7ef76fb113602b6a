"""jsonschema's errors → the card that says it in plain words. Imported only when a plan has one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final, cast

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from referencing import Registry

from kanto_docs.scalars import READERS, Misread
from kanto_docs.shape.faults import ShapeFault
from kanto_docs.shape.fields import PLAN, Node, children, field, schema
from kanto_docs.source import Path

_BY_FORMAT: Final = {
    "money": "Y25",
    "percent": "Y26",
    "decimal": "Y27",
    "count": "Y27",
    "date": "Y24",
    "yesno": "Y28",
    "file": "Y33",
}
_EXPECTED: Final = {"object": "mapping", "array": "list"}
CLOSE_ENOUGH: Final = 0.6


def explain(data: object, of: str = PLAN) -> list[ShapeFault]:
    """Every shape fault of `data`, one for each place and reason."""
    faults: dict[tuple[str, Path], ShapeFault] = {}
    for error in validator(schema(of)).iter_errors(data):
        for fault in _faults(error, of):
            faults.setdefault((fault.code, fault.path), fault)
    blamed = {fault.path for fault in faults.values() if fault.code == "Y23"}
    return [fault for fault in faults.values() if fault.code == "Y23" or fault.path not in blamed]


def validator(schema: Node) -> Draft202012Validator:
    """A validator that knows our formats and can reach no file and no network."""
    return Draft202012Validator(schema, registry=Registry(), format_checker=_formats())


@cache
def _formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    for kind, reader in READERS.items():
        checker.checks(kind, raises=Misread)(_optional(reader))
    return checker


def _optional(reader: Callable[[object], object]) -> Callable[[object], bool]:
    def check(value: object) -> bool:
        if value is not None:
            reader(value)
        return True

    return check


def _faults(error: ValidationError, of: str) -> Iterator[ShapeFault]:
    path: Path = tuple(error.absolute_path)
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(error, path, of)
        case "anyOf":
            yield from _closest(error, of)
        case "enum":
            yield _unknown_value(error, path)
        case "format":
            yield _unreadable(error, path)
        case "maxLength":
            facts = {"length": len(cast("str", error.instance)), "limit": error.validator_value}
            yield ShapeFault("Y29", path, facts)
        case _:
            yield _wrong_kind(error, path, of)


def _closest(error: ValidationError, of: str) -> Iterator[ShapeFault]:
    """The faults of the one form that what is written comes closest to."""
    forms: dict[object, list[ValidationError]] = {}
    for inner in error.context:
        forms.setdefault(inner.schema_path[0], []).append(inner)
    for inners in forms.values():
        if all(inner.validator != "type" or inner.path for inner in inners):
            for inner in inners:
                yield from _faults(inner, of)
            return
    yield _wrong_kind(error, tuple(error.absolute_path), of)


def _unknown_keys(error: ValidationError, path: Path, of: str) -> Iterator[ShapeFault]:
    node = _node(error)
    known, patterns = children(node, of), node.get("patternProperties", ())
    for key in cast("Mapping[str, object]", error.instance):
        if key in known or any(re.search(pattern, key) for pattern in patterns):
            continue
        names = _names(known)
        close = difflib.get_close_matches(_folded(key), names, 1, CLOSE_ENOUGH)
        facts: dict[str, object] = {"key": _visible(key)}
        if close:
            facts["suggestion"] = names[close[0]]
        yield ShapeFault("Y21", (*path, key), facts, at_key=True)


def _unknown_value(error: ValidationError, path: Path) -> ShapeFault:
    known = [str(value) for value in cast("Any", error.validator_value) if value is not None]
    written = error.instance
    if isinstance(written, (dict, list)):
        return ShapeFault("Y23", path, {"expected": "value", "found": _kind(written)})
    facts: dict[str, object] = {"value": str(written), "known": tuple(known)}
    close = difflib.get_close_matches(_folded(str(written)), known, 1, CLOSE_ENOUGH)
    if close:
        facts["suggestion"] = close[0]
    return ShapeFault("Y22", path, facts)


def _unreadable(error: ValidationError, path: Path) -> ShapeFault:
    cause = error.cause
    problem = cause.problem if isinstance(cause, Misread) else ""
    facts: dict[str, object] = {"value": _written(error.instance), "problem": problem}
    if isinstance(cause, Misread):
        facts |= cause.facts
    if problem == "ambiguous":
        return ShapeFault("Y39", path, facts)
    if problem == "control":
        return ShapeFault("Y30", path, facts)
    code = _BY_FORMAT.get(str(error.validator_value))
    if code is None or isinstance(error.instance, (dict, list)):
        return ShapeFault("Y23", path, {"expected": "text", "found": _kind(error.instance)})
    return ShapeFault(code, path, facts)


def _wrong_kind(error: ValidationError, path: Path, of: str) -> ShapeFault:
    node = field(path, of)
    wanted = cast("Any", error.validator_value) if error.validator == "type" else ()
    names = [wanted] if isinstance(wanted, str) else list(wanted) if wanted else []
    expected = next((_EXPECTED[name] for name in names if name in _EXPECTED), None)
    kind = node.get("format") or _node(error).get("format")
    if expected is None and kind in _BY_FORMAT and not isinstance(error.instance, (dict, list)):
        facts = {"value": _written(error.instance), "problem": _problem(str(kind), error.instance)}
        return ShapeFault(_BY_FORMAT[str(kind)], path, facts)
    found = _kind(error.instance)
    return ShapeFault("Y23", path, {"expected": expected or "text", "found": found})


def _problem(kind: str, value: object) -> str:
    try:
        READERS[kind](value)
    except Misread as misread:
        return misread.problem
    return kind


def _node(error: ValidationError) -> Node:
    """The part of the schema that the error comes from; ours holds no bare true or false."""
    return error.schema if isinstance(error.schema, Mapping) else {}


def _kind(value: object) -> str:
    if isinstance(value, dict):
        return "mapping"
    if isinstance(value, list):
        return "list"
    if value is None:
        return "nothing"
    return "yesno" if isinstance(value, bool) else "text"


def _names(known: Mapping[str, Node]) -> dict[str, str]:
    """Every way to say a key: as it is, and in Finnish and Swedish."""
    names = {key: key for key in known}
    for key, node in known.items():
        for word in (*(node.get("x-key") or {}).values(), *node.get("x-aliases", ())):
            names.setdefault(_folded(str(word)), key)
    return names


def _folded(word: str) -> str:
    return word.strip().lower().replace("-", "_").replace(" ", "_")


def _visible(key: str) -> str:
    return "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in key)


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
