"""What a plan holds that documents name: persons, bodies, codes, days and amounts, with places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from kanto_docs.documents.gaps import Names, Rows
from kanto_docs.documents.tying.units import Value, plain
from kanto_docs.plan import Plan
from kanto_docs.plan.part import Part, Translated
from kanto_docs.source import Path

_NAMES: Final = frozenset(
    {
        *("name", "acronym", "payer", "funder", "granter", "organisation", "supplier"),
        *("code", "application_number", "register_number", "authority"),
        *("business_id", "association_register_number", "iban", "bic"),
        *("street_address", "postal_code", "city", "phone", "email", "website"),
        *("regions", "sub_regions", "municipalities"),
    }
)
"""Fields that hold a name, a code or an address, wherever in the plan they stand."""
_NAMED_HERE: Final = frozenset(
    {
        *(("staff", "role"), ("costs", "text"), ("income", "text"), ("outputs", "text")),
        *(("actions", "title"), ("actions", "responsible")),
    }
)
"""The same in one list only."""
_NOT_SHOWN: Final = frozenset({"waivers", "attachments", "programme"})
_LONGEST: Final = 200

Index = Mapping[Value, Path]


def names_of(plan: Plan, view: Mapping[str, object]) -> Mapping[str, Path]:
    """Every name in the plan with its first place, and what the call and the programme are called.

    `view` holds the plan as templates see it.
    """
    found: dict[str, Path] = {}
    for path, value in _values(plan):
        if _is_name(path) and isinstance(value, str) and len(value) <= _LONGEST:
            found.setdefault(plain(value), path)
    for name in ("call", "programme"):
        for text in _texts(view.get(name)):
            found.setdefault(plain(text), (name,))
    found.pop("", None)
    return found


def places_of(plan: Plan) -> Index:
    """The first place of every day and amount that is typed in the plan."""
    found: dict[Value, Path] = {}
    for path, value in _values(plan):
        if isinstance(value, Decimal):
            found.setdefault(value, path)
        elif isinstance(value, dt.date):
            found.setdefault((value.year, value.month, value.day), path)
    return found


def texts_of(view: Mapping[str, object]) -> Iterator[str]:
    """Every text that a template may place, line by line."""
    for value in view.values():
        for text in _texts(value):
            yield from filter(None, map(plain, text.splitlines()))


def _is_name(path: Path) -> bool:
    keys = [step for step in path if isinstance(step, str)]
    if keys[0] in _NOT_SHOWN:
        return False
    return not _NAMES.isdisjoint(keys[-2:]) or tuple(keys[-2:]) in _NAMED_HERE


def _values(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every single value with its place."""
    if isinstance(value, Translated):
        for language, text in value.by_language.items():
            yield (*path, language) if len(value.by_language) > 1 else path, text
    elif isinstance(value, Part):
        for name in type(value).__annotations__:
            yield from _values(getattr(value, name, None), (*path, name.rstrip("_")))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _values(one, (*path, str(key)))
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _values(one, (*path, number))
    elif value is not None:
        yield path, value


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Names):
        value = value.known
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, Rows):
        for one in value.rows:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value
