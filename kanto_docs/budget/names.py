"""The names of budget lines: legal in Excel and LibreOffice, and never two the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kanto_docs.patterns import lazy
from kanto_docs.plan import Plan

LONGEST = 255
_FIRST_LIKE_A_YEAR = 1000
_WORD = lazy(r"[A-Za-z_][A-Za-z0-9_.]*")
_CELL = lazy(r"[A-Za-z]{1,3}[0-9]+")
_ROW_COLUMN = lazy(r"R[0-9]*(C[0-9]*)?|C[0-9]*", re.IGNORECASE)
_LOGICAL = lazy(r"TRUE|FALSE", re.IGNORECASE)
_IDENTIFIER = lazy(r"[A-Za-z][A-Za-z0-9_]{0,19}")
_ENDS_LIKE_A_YEAR = lazy(r".*_[0-9]{4}")


def legal_name(name: str) -> bool:
    """Whether a spreadsheet accepts `name` as a defined name: a word that is no cell's address."""
    return (
        len(name) <= LONGEST
        and _WORD.fullmatch(name) is not None
        and not any(wrong.fullmatch(name) for wrong in (_CELL, _ROW_COLUMN, _LOGICAL))
    )


def name_of(base: str, item: str | None = None, year: int | None = None) -> str:
    """The name of a line: `pay` of `S1` in 2027 is pay_S1_2027."""
    return "_".join(str(part) for part in (base, item, year) if part is not None)


def item_keys(ids: Sequence[str | None], letter: str) -> tuple[str, ...]:
    """One key for each item: its own id when usable and unique, else the letter and its place.

    Spreadsheet names do not know upper from lower case, so neither does uniqueness. An id that ends
    like a year is not used: pay_S1_2027 is the pay of S1 in 2027.
    """
    count = Counter(own.casefold() for own in ids if own is not None)
    usable = [own if own and _usable(own) and count[own.casefold()] == 1 else None for own in ids]
    taken = {own.casefold() for own in usable if own is not None}
    keys = []
    spare = len(ids)
    for place, own in enumerate(usable, start=1):
        key = own or f"{letter}{place}"
        while own is None and key.casefold() in taken:
            spare += 1
            key = f"{letter}{spare}"
        taken.add(key.casefold())
        keys.append(key)
    return tuple(keys)


class Keys(NamedTuple):
    """The key of every item of the plan's lists, by place."""

    people: tuple[str, ...]
    costs: tuple[str, ...]
    sources: tuple[str, ...]
    income_lines: tuple[str, ...]
    outputs: tuple[str, ...]


def keys_of(plan: Plan) -> Keys:
    """The keys of the plan's people, costs, sources, income and outputs."""
    sources = () if plan.funding is None else plan.funding.sources or ()
    return Keys(
        item_keys([person.id for person in plan.staff or ()], "S"),
        item_keys([cost.id for cost in plan.costs], "C"),
        item_keys([source.id for source in sources], "F"),
        _numbers(len(plan.income)),
        _numbers(len(plan.lump_sum.outputs) if plan.lump_sum else 0),
    )


def _numbers(count: int) -> tuple[str, ...]:
    """The keys of items that have no ids of their own."""
    return tuple(_number(place) for place in range(1, count + 1))


def _number(place: int) -> str:
    """The number of an item; kept apart from years."""
    return str(place) if place < _FIRST_LIKE_A_YEAR else f"n{place}"


def _usable(own: str) -> bool:
    """Whether an id may stand inside a line's name."""
    return _IDENTIFIER.fullmatch(own) is not None and _ENDS_LIKE_A_YEAR.fullmatch(own) is None
