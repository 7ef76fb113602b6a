"""Which law a plan is judged by: its programme, its call, its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path as FilePath
from typing import Final, NamedTuple

from kanto_docs.calls import Call
from kanto_docs.errors import UsageError
from kanto_docs.finding import Fault
from kanto_docs.law import (
    Law,
    Programme,
    bases,
    call,
    call_codes,
    programme,
    programme_codes,
)
from kanto_docs.plan import Plan
from kanto_docs.source import Path, Unreadable, read_file

DEFAULT_PROGRAMME: Final = "esr-plus-2021-2027"


class Options(NamedTuple):
    """What the caller decides: the call, the day of the law, the codes to show."""

    call: str | None = None
    on: dt.date | None = None
    select: Collection[str] = ()
    ignore: Collection[str] = ()
    folder: FilePath | None = None
    """Where the plan stands: a call file named in it must be beside it."""


NO_OPTIONS: Final = Options()
_CALL: Final[Path] = ("call",)


class Trouble(NamedTuple):
    """A fault in what the plan is judged by, and the code of its card."""

    code: str
    fault: Fault


def law_of(programme_code: str | None, call_name: str | None) -> Law:
    """Today's law of a programme, without any plan. Raises UsageError for what is unknown."""
    wanted = programme_code or DEFAULT_PROGRAMME
    found = programme(wanted)
    if found is None:
        raise UsageError("unknown_programme", value=wanted, known=", ".join(programme_codes()))
    the_call, troubles = _call_of(Options(call=call_name), None, found)
    if troubles:  # a file, not a code
        known = ", ".join(call_codes(found.code))
        raise UsageError("unknown_call", value=call_name, known=known)
    return Law(_today(), found, the_call)


def law_for(plan: Plan, options: Options) -> tuple[Law, tuple[Trouble, ...]]:
    """The law on the plan's day, and what was wrong with the programme or the call it names."""
    wanted = plan.programme or DEFAULT_PROGRAMME
    unknown: tuple[Trouble, ...] = ()
    found = programme(wanted)
    if found is None:
        facts = {"value": wanted, "known": programme_codes()}
        unknown = (Trouble("Y34", Fault(("programme",), facts)),)
        found = programme(DEFAULT_PROGRAMME)
    assert found is not None  # noqa: S101  # our own data
    the_call, troubles = _call_of(options, plan.call, found)
    schedule = plan.schedule
    day = options.on or (schedule and (schedule.decided or schedule.submitted)) or _today()
    return Law(day, found, the_call), (*unknown, *troubles)


def _call_of(
    options: Options, written: str | None, found: Programme
) -> tuple[Call | None, tuple[Trouble, ...]]:
    """The call asked for, else the one that the plan names, and what was wrong with it."""
    name = options.call or written
    if not name:
        return None, ()
    if name.endswith((".yaml", ".yml")):
        return _call_in(FilePath(name) if options.call else _beside(options.folder, name), name)
    the_call = call(found.code, name)
    if the_call is not None:
        return the_call, ()
    known = call_codes(found.code)
    if options.call:
        raise UsageError("unknown_call", value=name, known=", ".join(known))
    return None, (Trouble("Y35", Fault(_CALL, {"value": name, "known": known})),)


def _call_in(path: FilePath | None, name: str) -> tuple[Call | None, tuple[Trouble, ...]]:
    """The call in a file, and what was wrong with it; without a path the file may not be read."""
    try:
        data = read_file(path, name).data if path else None
    except Unreadable as error:
        return None, (Trouble("Y36", Fault(_CALL, {"value": name, "problem": error.kind})),)
    if not isinstance(data, dict):
        return None, (Trouble("Y36", Fault(_CALL, {"value": name})),)
    the_call = Call(str(data.get("code") or name), data, bases(data))
    wrong = ({"value": name, "problem": "field", "name": one} for one in the_call.crooked())
    return the_call, tuple(Trouble("Y36", Fault(_CALL, facts)) for facts in wrong)


def _beside(folder: FilePath | None, name: str) -> FilePath | None:
    """A call file beside the plan: a bare name only, whatever the plan says."""
    if folder is None or "/" in name or "\\" in name or name.startswith("."):
        return None
    return folder / name


def _today() -> dt.date:
    return dt.date.today()  # noqa: DTZ011  # the user's own day
