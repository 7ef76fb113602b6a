"""Numbers and lists of the law with all their values in time, and what data rest on.

A value that exists but is not known to us is None; whatever rests on it cannot be judged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Final, cast

from kanto_docs.errors import DataError
from kanto_docs.finding import Basis
from kanto_docs.frozen import Frozen

Value = Decimal | dt.date | tuple[str, ...] | str
Words = Mapping[str, str]
Raw = Mapping[str, object]
_CONFIDENCES: Final = frozenset({"verified", "secondary", "unverified"})


class Dated(Frozen):
    """One value of a parameter, in force from `since` (None: from before we know) to `until`."""

    since: dt.date | None
    value: Value | None
    basis: Basis
    checked_on: dt.date
    note: Words = MappingProxyType({})
    until: dt.date | None = None
    """Its last day; None: until the next value."""


class Parameter(Frozen):
    """A number or list of the law, with all its values in time."""

    name: str
    title: Words
    unit: str
    values: tuple[Dated, ...]

    def on(self, day: dt.date) -> Dated | None:
        """The value in force on `day`: the newest that began then or earlier."""
        begun = [dated for dated in self.values if in_time(day, dated.since, None)]
        return begun[-1] if begun and in_time(day, None, begun[-1].until) else None


def in_time(day: dt.date, since: dt.date | None, until: dt.date | None) -> bool:
    """Whether the day lies in a time whose ends may be unknown; both ends are in it."""
    return (since is None or since <= day) and (until is None or day <= until)


def bases(raw: Raw) -> tuple[Basis, ...]:
    """The `basis` of a piece of data: one mapping or a list of them."""
    found = raw.get("basis") or ()
    rows = found if isinstance(found, Sequence) else (found,)
    confidence = str(raw.get("confidence") or "verified")
    return tuple(_basis(row, confidence) for row in rows if isinstance(row, Mapping))


def _basis(row: Raw, confidence: str) -> Basis:
    texts = {name: str(row[name]) if row.get(name) else None for name in Basis._fields[:4]}
    kind = str(row.get("kind") or ("law" if row.get("law") else "page"))
    said = str(row.get("confidence") or confidence)
    return Basis(**texts, kind=kind, confidence=said if said in _CONFIDENCES else "unverified")


def parameter_of(row: Raw) -> Parameter:
    """A row of parameters.yaml."""
    values = tuple(_dated(value, row) for value in cast("Sequence[Raw]", row["values"]))
    return Parameter(str(row["name"]), cast("Words", row["title"]), str(row["unit"]), values)


def _dated(raw: Raw, parameter: Raw) -> Dated:
    basis = bases(raw)
    if not basis:
        raise DataError("parameter_without_basis", name=parameter["name"])
    value = _value(raw.get("value"))
    if parameter["unit"] == "date" and isinstance(value, str):
        value = dt.date.fromisoformat(value)
    return Dated(
        day(raw.get("since")),
        value,
        basis[0],
        dt.date.fromisoformat(str(raw["checked_on"])),
        cast("Words", raw.get("note") or {}),
        day(raw.get("until")),
    )


def day(written: object) -> dt.date | None:
    """A day of the data, or None."""
    return dt.date.fromisoformat(str(written)) if written else None


def _value(raw: object) -> Value | None:
    if raw is None or isinstance(raw, (Decimal, str)):
        return raw
    if isinstance(raw, int):
        return Decimal(raw)
    return texts(raw)


def texts(raw: object) -> tuple[str, ...] | None:
    """A list of the data as texts, or None when it is none."""
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        return None
    return tuple(str(item).lower() if isinstance(item, bool) else str(item) for item in raw)
