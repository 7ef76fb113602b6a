"""The group of a plan as a small table: each member's total, grant and own money, and the sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from kanto_docs.formats.wrapping import indented
from kanto_docs.groups import LEAD
from kanto_docs.money import tenths
from kanto_docs.prose.identity import masked
from kanto_docs.words import Words
from kanto_docs.words.figuring import hole

_NAME: Final = 41
_COLUMNS: Final = (("total", 14), ("share_of_total", 8), ("grant", 14), ("own", 16))


def table(group: Mapping[str, Any], words: Words) -> list[str]:
    """The lines of the table of `report.group`: a heading, the members, the sums, what is missing.

    Amounts in euros, the share of the total in per cent.
    """
    return list(_table(group, words))


def _table(group: Mapping[str, Any], words: Words) -> Iterator[str]:
    members: Sequence[Mapping[str, Any]] = group["members"]
    title = "group.title_joint" if group.get("kind") == "joint" else "group.title"
    yield words.ui(title, n=len(members))
    heads = [words.ui(f"group.column.{name}") for name, _ in _COLUMNS]
    yield _row("", heads)
    for member in members:
        yield _row(_named(member, words), [_said(member, name, words) for name, _ in _COLUMNS])
    sums: Mapping[str, Any] = group["sums"]
    known = [name for name, _ in _COLUMNS if name in sums]
    said = [_said(sums, name, words) if name in known else "" for name, _ in _COLUMNS]
    yield _row(words.ui("group.sum"), said)
    names = dict.fromkeys(one for name in known for one in group["lacking"].get(name, ()))
    if names:
        said_names = masked(", ".join(names))
        yield from indented(words.ui("group.lacking", names=said_names), at_hyphens=True)


def _named(member: Mapping[str, Any], words: Words) -> str:
    """The member's name, cut to its column, the lead marked."""
    name = masked(str(member["name"] or member["file"] or words.ui("group.unnamed")))
    mark = f" ({words.ui('group.lead')})" if member["role"] == LEAD else ""
    room = _NAME - len(mark) - 1
    return (name if len(name) <= room else name[: room - 1].rstrip() + "…") + mark


def _said(amounts: Mapping[str, Any], name: str, words: Words) -> str:
    value = amounts.get(name)
    if value is None:
        return hole(words)
    number = Decimal(value)
    if name.startswith("share"):
        return words.percent(tenths(number))
    return words.euro(number)


def _row(name: str, cells: Sequence[str]) -> str:
    widths = (width for _, width in _COLUMNS)
    said = "".join(f" {cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    return f"   {name:<{_NAME}}{said}".rstrip()
