"""Our own data files below schemas/: programmes and calls."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import cast

from kanto_docs import data
from kanto_docs.calls import Call
from kanto_docs.law.programme import Programme
from kanto_docs.law.values import Raw, bases, parameter_of
from kanto_docs.source import own_data


@cache
def programme(code: str) -> Programme | None:
    """The programme `code`, or None when we hold no data of it."""
    if code not in programme_codes():
        return None
    raw = cast("Raw", load(code, "programme.yaml"))
    rows = cast("Raw", load(code, "parameters.yaml")).get("parameters") or ()
    parameters = {str(row["name"]): parameter_of(row) for row in cast("Sequence[Raw]", rows)}
    return Programme(code, raw, parameters)


def programme_codes() -> tuple[str, ...]:
    """The programmes there are data of."""
    folder = data.folder("schemas")
    return tuple(sorted(path.parent.name for path in folder.glob("*/programme.yaml")))


def call_codes(programme_code: str) -> tuple[str, ...]:
    """The calls of a programme that there are data of."""
    folder = data.folder("schemas") / programme_code / "calls"
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


def call(programme_code: str, code: str) -> Call | None:
    """The call `code` of the programme, or None when it is unknown."""
    if code not in call_codes(programme_code):
        return None
    raw = cast("Raw", load(programme_code, "calls", f"{code}.yaml"))
    return Call(code, raw, bases(raw))


def load(*parts: str) -> object:
    """One of our own data files below schemas/."""
    return own_data("schemas", *parts)
