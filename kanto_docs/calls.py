"""Calls (haut): what one call notice sets, from our own data or from a file beside the plan.

A call file may come from anybody: a field of the wrong kind is named and counts as unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from kanto_docs.finding import Basis, Severity
from kanto_docs.frozen import Frozen
from kanto_docs.scalars import Misread, date, decimal, money, percent, text

Raw = Mapping[str, object]
Term = Decimal | dt.date | str | tuple[str, ...]


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

    def crooked(self) -> Iterator[str]:
        """The fields that hold something of the wrong kind."""
        for name in _READERS:
            if self.raw.get(name) is not None and self[name] is None:
                yield name
        for name in ("title", "rules"):
            if not isinstance(self.raw.get(name), Mapping | None):
                yield name

    def setting(self, code: str) -> str | None:
        """`off`, a tightened severity, or None when the call says nothing about the rule."""
        rules = self.raw.get("rules")
        if not isinstance(rules, Mapping):
            return None
        off, severity = rules.get("off"), rules.get("severity")
        if isinstance(off, list) and code in off:
            return "off"
        wanted = severity.get(code) if isinstance(severity, Mapping) else None
        return str(wanted) if str(wanted).upper() in Severity.__members__ else None


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Misread("list")
    return tuple(value)


_READERS: Final[Mapping[str, Callable[[object], Term]]] = {
    "official_code": text,
    "authority": text,
    "opens": date,
    "closes": date,
    "regions": _texts,
    "cost_models": _texts,
    "pay_models": _texts,
    "attachments": _texts,
    "max_grant_share": percent,
    "max_prepayment_share": percent,
    "min_total": money,
    "max_total": money,
    "max_months": decimal,
}
