"""Calls (haut): what one call notice sets, from our own data or from a file beside the plan.

A call file may come from anybody: what is of the wrong kind in it counts as unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from kanto_docs.finding import Basis, Severity
from kanto_docs.frozen import Frozen
from kanto_docs.scalars import Misread, count, date, decimal, money, percent, text

Raw = Mapping[str, object]
Texts = Mapping[str, str]
Term = Decimal | dt.date | str | tuple[str, ...] | tuple[Texts, ...] | Texts | Mapping[str, Decimal]


class Call(Frozen):
    """Haku: what one call notice sets. A field that we have not seen is None."""

    code: str
    raw: Raw
    basis: tuple[Basis, ...] = ()

    def __getitem__(self, name: str) -> Term | None:
        reader, value = _READERS.get(name), self.raw.get(name)
        if reader is None or value is None:
            return None
        try:
            return reader(value)
        except Misread:
            return None

    def setting(self, code: str) -> str | None:
        """`off`, a tightened severity, or None when the call says nothing about the rule."""
        rules = self.raw.get("rules")
        if rules is None or not isinstance(rules, Mapping):
            return None
        off, severity = rules.get("off"), rules.get("severity")
        if isinstance(off, list) and code in off:
            return "off"
        wanted = severity.get(code) if isinstance(severity, Mapping) else None
        return str(wanted) if str(wanted).upper() in Severity.__members__ else None

    def state(self, day: dt.date) -> str | None:
        """`upcoming`, `open` or `closed` on that day; None when the days are not known."""
        opens, closes = self["opens"], self["closes"]
        if isinstance(closes, dt.date) and closes < day:
            return "closed"
        if isinstance(opens, dt.date) and opens > day:
            return "upcoming"
        return "open" if opens is not None and closes is not None else None


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise Misread("list")
    return tuple(map(text, value))


def _by_language(value: object) -> Texts:
    if not isinstance(value, Mapping):
        raise Misread("mapping")
    return {str(language): text(said) for language, said in value.items() if said is not None}


def _themes(value: object) -> tuple[Texts, ...]:
    if not isinstance(value, list):
        raise Misread("list")
    return tuple(map(_by_language, value))


def _lengths(value: object) -> Mapping[str, Decimal]:
    """The limits by dotted path, `need.problem`; one that cannot be read is not there."""
    if not isinstance(value, Mapping):
        raise Misread("mapping")
    found: dict[str, Decimal] = {}
    for path, limit in value.items():
        try:
            found[dotted(str(path))] = Decimal(count(limit))
        except Misread:
            continue
    return found


def dotted(path: str) -> str:
    """The path of a field as `need.problem`, also when it was written /need/problem."""
    return path.strip().strip("/").replace("/", ".")


_READERS: Final[Mapping[str, Callable[[object], Term]]] = {
    "official_code": text,
    "programme": text,
    "title": _by_language,
    "authority": text,
    "opens": date,
    "closes": date,
    "regions": _texts,
    "cost_models": _texts,
    "pay_models": _texts,
    "max_grant_share": percent,
    "own_share_min": percent,
    "max_prepayment_share": percent,
    "min_total": money,
    "max_total": money,
    "max_months": decimal,
    "first_start": date,
    "last_start": date,
    "attachments": _texts,
    "max_chars": _lengths,
    "emphasis": _themes,
    "confidence": text,
    "checked_on": date,
}
TERMS: Final = (
    "opens",
    "closes",
    "regions",
    "cost_models",
    "pay_models",
    "max_grant_share",
    "own_share_min",
    "max_prepayment_share",
    "min_total",
    "max_total",
    "max_months",
    "first_start",
    "last_start",
    "attachments",
    "max_chars",
    "emphasis",
)
"""What a call notice decides, in the order in which it is told."""
