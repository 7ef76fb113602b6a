"""The changes that were asked for, `staff[0].share=60`: read as in the plan, refused as there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from kanto_docs.cards import card
from kanto_docs.changing import changed
from kanto_docs.checking import Checked
from kanto_docs.errors import UsageError
from kanto_docs.finding import Change, Fault, Finding
from kanto_docs.rules.judging import Case, finding_of
from kanto_docs.scenarios.naming import path_of, value_at
from kanto_docs.shape import ShapeFault, check_shape
from kanto_docs.source import Path, Unreadable, read
from kanto_docs.source.scalars import resolve

_BUILT: Final = ("[", "{", '"', "'")
"""How a list, a mapping and a quoted text begin."""
_UNKNOWN: Final = "Y21"


class Asked(NamedTuple):
    """One change: as it was typed, what it does, and what stood there before."""

    typed: str
    change: Change
    before: object


class Unfit(Exception):  # not an error of the program: an answer to the user
    """A change that the plan's shape refuses: the finding says why."""

    def __init__(self, typed: str, finding: Finding) -> None:
        super().__init__(typed)
        self.typed = typed
        self.finding = finding


def changes_of(typed: Iterable[str], checked: Checked) -> tuple[Asked, ...]:
    """The changes in their order, each read in the plan as the earlier ones left it.

    Raises UsageError for what is no change or names no item, Unfit for what cannot stand there.
    """
    data = checked.source.data
    asked: list[Asked] = []
    for one in typed:
        name, sign, written = one.partition("=")
        if not sign or not name.strip():
            raise UsageError("what_if_form", value=one)
        path = path_of(name, data)
        change = Change(path, value_of(written))
        asked.append(Asked(one, change, value_at(data, path)))
        data = _with(data, change, one, checked)
    return tuple(asked)


def effective(asked: Iterable[Asked]) -> tuple[Change, ...]:
    """The changes that do something: taking away what is not there does not."""
    return tuple(
        one.change for one in asked if one.change.value is not None or one.before is not None
    )


def value_of(written: str) -> object:
    """A value as it is typed in a plan; nothing or `null` takes the field away."""
    text = written.strip()
    if not text.startswith(_BUILT):
        return resolve(text)
    try:
        found = read(f"value: {text}".encode(errors="replace"), "value").data
    except Unreadable:
        raise UsageError("what_if_value", value=written) from None
    return found.get("value") if isinstance(found, dict) else None


def refuse_unknown(path: Path, typed: str, checked: Checked) -> None:
    """Raises Unfit when the plan has no field at the path."""
    data = checked.source.data
    tried = changed(data, (Change(path, 0),))
    _refuse(data, tried, path, typed, checked, only=_UNKNOWN)


def _with(data: object, change: Change, typed: str, checked: Checked) -> object:
    """The data after the change. Raises Unfit when its shape gets a fault there."""
    gone = change.value is None
    if gone and value_at(data, change.path) is None:
        tried = changed(data, (change._replace(value=0),))
        _refuse(data, tried, change.path, typed, checked, only=_UNKNOWN)
        return data
    after = changed(data, (change,))
    _refuse(data, after, change.path, typed, checked)
    return after


def _refuse(
    data: object, after: object, path: Path, typed: str, checked: Checked, only: str = ""
) -> None:
    known = {(fault.code, fault.path) for fault in check_shape(data)}
    for fault in check_shape(after):
        fresh = (fault.code, fault.path) not in known and fault.code.startswith(only)
        if fresh and _touches(fault.path, path):
            raise Unfit(typed, _finding(fault, checked))


def _touches(one: Path, other: Path) -> bool:
    """Whether one of the places is the other or stands in it; a new item has no number yet."""
    pairs = zip(one, other, strict=False)
    return all(a == b or "-" in (a, b) for a, b in pairs)


def _finding(fault: ShapeFault, checked: Checked) -> Finding:
    found = card(fault.code)
    case = Case(checked.source, checked.plan, checked.law, checked.budget)
    return finding_of(Fault(fault.path, fault.facts, at_key=fault.at_key), found, found.basis, case)
