"""The law as dated data: programmes, their parameters, and the calls that set or tighten them.

A value that exists but is not known to us is None; whatever rests on it cannot be judged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, cached_property
from types import MappingProxyType
from typing import Final, cast

from kanto_docs import data
from kanto_docs.calls import Call
from kanto_docs.errors import DataError
from kanto_docs.finding import Basis
from kanto_docs.frozen import Frozen
from kanto_docs.source import load_data

Value = Decimal | dt.date | tuple[str, ...] | str
Words = Mapping[str, str]
Raw = Mapping[str, object]
_CONFIDENCES: Final = frozenset({"verified", "secondary", "unverified"})


class Dated(Frozen):
    """One value of a parameter, in force from `since` (None: from before we know)."""

    since: dt.date | None
    value: Value | None
    basis: Basis
    checked_on: dt.date
    note: Words = MappingProxyType({})


class Parameter(Frozen):
    """A number or list of the law, with all its values in time."""

    name: str
    title: Words
    unit: str
    values: tuple[Dated, ...]

    def on(self, day: dt.date) -> Dated | None:
        """The value in force on `day`: the newest that began then or earlier."""
        known = [dated for dated in self.values if dated.since is None or dated.since <= day]
        return known[-1] if known else None


class Required(Frozen):
    """A thing the programme asks to be there: where, why, and what to write."""

    code: str
    path: str
    ask: Words
    basis: tuple[Basis, ...]
    phase: str = "guidance"
    guidance: str = ""
    empty: str = ""
    wanted: bool | None = None
    any_of: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = {}
    unless: Mapping[str, tuple[str, ...]] = {}
    if_present: tuple[str, ...] = ()


class Programme(Frozen):
    """Ohjelma: its names, its law and what it asks of a plan."""

    code: str
    raw: Raw
    parameters: Mapping[str, Parameter]

    @property
    def cost_models(self) -> tuple[str, ...]:
        """The cost models the programme's law knows."""
        return _texts(self.raw.get("cost_models")) or ()

    @property
    def pay_models(self) -> tuple[str, ...]:
        """The pay models the programme's law knows."""
        return _texts(self.raw.get("pay_models")) or ()

    def applies(self, code: str) -> bool:
        """Whether the programme uses the rule `code`."""
        rules = self.raw.get("rules")
        return rules == "all" or (isinstance(rules, Sequence) and code in rules)

    def required(self) -> tuple[Required, ...]:
        """The rows of the `required` list, in the plan's order."""
        return self._required_rows

    @cached_property
    def _required_rows(self) -> tuple[Required, ...]:
        rows = cast("Sequence[Raw]", self.raw.get("required") or ())
        return tuple(_required(row) for row in rows)


class Law(Frozen):
    """The values in force on one day, the call's own limits applied."""

    on: dt.date
    programme: Programme
    call: Call | None = None

    def __getitem__(self, name: str) -> Value | None:
        own = self._from_call(name)
        if own is not None:
            return own
        dated = self.parameter(name).on(self.on)
        return dated.value if dated else None

    def parameter(self, name: str) -> Parameter:
        """The parameter `name`. In a programme whose data lacks it, it has no value."""
        found = self.programme.parameters.get(name)
        return found if found is not None else Parameter(name, {}, "", ())

    def basis(self, name: str) -> tuple[Basis, ...]:
        """What the value in force rests on."""
        if self._from_call(name) is not None and self.call is not None:
            return self.call.basis
        dated = self.parameter(name).on(self.on)
        return (dated.basis,) if dated else ()

    def _from_call(self, name: str) -> Value | None:
        return self.call[name] if self.call is not None else None


@cache
def programme(code: str) -> Programme | None:
    """The programme `code`, or None when we hold no data of it."""
    if code not in programme_codes():
        return None
    raw = cast("Raw", load(code, "programme.yaml"))
    rows = cast("Raw", load(code, "parameters.yaml")).get("parameters") or ()
    parameters = {str(row["name"]): _parameter(row) for row in cast("Sequence[Raw]", rows)}
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
    return load_data(data.read_text("schemas", *parts), "/".join(parts))


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


def _parameter(row: Raw) -> Parameter:
    values = tuple(_dated(value, row) for value in cast("Sequence[Raw]", row["values"]))
    return Parameter(str(row["name"]), cast("Words", row["title"]), str(row["unit"]), values)


def _dated(raw: Raw, parameter: Raw) -> Dated:
    since = raw.get("since")
    basis = bases(raw)
    if not basis:
        raise DataError("parameter_without_basis", name=parameter["name"])
    value = _value(raw.get("value"))
    if parameter["unit"] == "date" and isinstance(value, str):
        value = dt.date.fromisoformat(value)
    return Dated(
        dt.date.fromisoformat(str(since)) if since else None,
        value,
        basis[0],
        dt.date.fromisoformat(str(raw["checked_on"])),
        cast("Words", raw.get("note") or {}),
    )


def _value(raw: object) -> Value | None:
    if raw is None or isinstance(raw, (Decimal, str)):
        return raw
    if isinstance(raw, int):
        return Decimal(raw)
    return _texts(raw)


def _texts(raw: object) -> tuple[str, ...] | None:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        return None
    return tuple(str(item).lower() if isinstance(item, bool) else str(item) for item in raw)


def _required(row: Raw) -> Required:
    return Required(
        code=str(row["code"]),
        path=str(row["path"]),
        ask=cast("Words", row["ask"]),
        basis=bases(row),
        phase=str(row.get("phase") or "guidance"),
        guidance=str(row.get("guidance") or ""),
        empty=str(row.get("empty") or ""),
        wanted=cast("bool | None", row.get("wanted")),
        any_of=_texts(row.get("any_of")) or (),
        when=_conditions(row.get("when")),
        unless=_conditions(row.get("unless")),
        if_present=_texts(row.get("if_present")) or (),
    )


def _conditions(raw: object) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(raw, Mapping):
        return {}
    return {str(path): _texts(values) or () for path, values in raw.items()}
