"""The funder's form (hakulomake) as data: its blocks, their fields, and how amounts are typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple, cast

from kanto_docs.finding import Basis
from kanto_docs.law import Raw, Words, bases, load
from kanto_docs.source import Path

VERIFIED = "verified"
Conditions = Mapping[Path, tuple[object, ...]]


class Manner(NamedTuple):
    """How days and amounts are typed: `date` as in d.m.yyyy, the two separators of numbers."""

    date: str
    decimal: str
    thousands: str


class Column(NamedTuple):
    """A field of every row: of the plan, or a line of the budget."""

    path: str | None
    line: str | None
    computed: str | None
    names: Path
    about: bool
    optional: bool
    when: Conditions


class Field(NamedTuple):
    """A field, a part or a list of the plan, a prepared name, or a table of budget lines."""

    path: Path
    name: str | None
    lines: tuple[str, ...]
    heading: Words | None
    languages: tuple[str, ...]
    each: tuple[Column, ...]
    is_table: bool
    rows: tuple[str, ...]
    computed: str | None
    optional: bool
    when: Conditions


class Block(NamedTuple):
    """A section of the form; `sure` when its heading was seen on the form itself."""

    code: str
    heading: Words
    sure: bool
    basis: tuple[Basis, ...]
    fields: tuple[Field, ...]


class Form(NamedTuple):
    """The form of one programme."""

    manner: Manner
    blocks: tuple[Block, ...]


@cache
def form_of(programme: str) -> Form:
    """The form of the programme `programme`, a code that there is data of."""
    raw = cast("Raw", load(programme, "form.yaml"))
    manner = cast("Mapping[str, str]", raw["manner"])
    return Form(
        Manner(manner["date"], manner["decimal"], manner["thousands"]),
        tuple(_block(one) for one in _maps(raw["blocks"])),
    )


def _block(raw: Raw) -> Block:
    return Block(
        str(raw["code"]),
        cast("Words", raw["heading"]),
        raw["confidence"] == VERIFIED,
        bases(raw),
        tuple(_field(one) for one in _maps(raw["fields"])),
    )


def _field(raw: Raw) -> Field:
    each = cast("Sequence[str | Raw]", raw.get("each") or ())
    return Field(
        pointed(str(raw.get("path") or "")),
        cast("str | None", raw.get("name")),
        _strings(raw.get("lines")),
        cast("Words | None", raw.get("heading")),
        _strings(raw.get("languages")),
        tuple(_column({"path": one} if isinstance(one, str) else one) for one in each),
        raw.get("layout") == "table",
        _strings(raw.get("rows")),
        cast("str | None", raw.get("computed")),
        bool(raw.get("optional")),
        _conditions(raw.get("when")),
    )


def _column(raw: Raw) -> Column:
    return Column(
        cast("str | None", raw.get("path")),
        cast("str | None", raw.get("line")),
        cast("str | None", raw.get("computed")),
        pointed(str(raw.get("names") or "")),
        bool(raw.get("about")),
        bool(raw.get("optional")),
        _conditions(raw.get("when")),
    )


def pointed(pointer: str) -> Path:
    """/objectives/*/text as a path; the star stays a step."""
    return tuple(step for step in pointer.split("/") if step)


def _conditions(raw: object) -> Conditions:
    found = cast("Mapping[str, Sequence[object]]", raw or {})
    return {pointed(pointer): tuple(values) for pointer, values in found.items()}


def _maps(raw: object) -> Sequence[Raw]:
    return cast("Sequence[Raw]", raw)


def _strings(raw: object) -> tuple[str, ...]:
    return tuple(str(one) for one in cast("Sequence[object]", raw or ()))
