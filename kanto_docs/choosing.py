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
from kanto_docs.source import Unreadable, read_file

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


def law_of(programme_code: str | None, call_name: str | None) -> Law:
    """Today's law of a programme, without any plan. Raises UsageError for what is unknown."""
    wanted = programme_code or DEFAULT_PROGRAMME
    found = programme(wanted)
    if found is None:
        raise UsageError("unknown_programme", value=wanted, known=", ".join(programme_codes()))
    troubles: list[tuple[str, Fault]] = []
    the_call = _call_of(Plan(), Options(call=call_name), found, troubles)
    if troubles:  # a file, not a code
        known = ", ".join(call_codes(found.code))
        raise UsageError("unknown_call", value=call_name, known=known)
    return Law(dt.date.today(), found, the_call)  # noqa: DTZ011  # the user's own day


def law_for(plan: Plan, options: Options) -> tuple[Law, list[tuple[str, Fault]]]:
    """The law on the plan's day, and what was wrong with the programme or the call it names."""
    troubles: list[tuple[str, Fault]] = []
    wanted = plan.programme or DEFAULT_PROGRAMME
    found = programme(wanted)
    if found is None:
        facts = {"value": wanted, "known": programme_codes()}
        troubles.append(("Y34", Fault(("programme",), facts)))
        found = programme(DEFAULT_PROGRAMME)
    assert found is not None  # noqa: S101  # our own data
    the_call = _call_of(plan, options, found, troubles)
    schedule = plan.schedule
    day = options.on or (schedule and (schedule.decided or schedule.submitted)) or dt.date.today()  # noqa: DTZ011
    return Law(day, found, the_call), troubles


def _call_of(
    plan: Plan, options: Options, found: Programme, troubles: list[tuple[str, Fault]]
) -> Call | None:
    name = options.call or plan.call
    if not name:
        return None
    if not name.endswith((".yaml", ".yml")):
        the_call = call(found.code, name)
        if the_call is None and options.call:
            known = ", ".join(call_codes(found.code))
            raise UsageError("unknown_call", value=name, known=known)
        if the_call is None:
            facts = {"value": name, "known": call_codes(found.code)}
            troubles.append(("Y35", Fault(("call",), facts)))
        return the_call
    path = FilePath(name) if options.call else _beside(options.folder, name)
    try:
        data = read_file(path, name).data if path else None
    except Unreadable as error:
        troubles.append(("Y36", Fault(("call",), {"value": name, "problem": error.kind})))
        return None
    if not isinstance(data, dict):
        troubles.append(("Y36", Fault(("call",), {"value": name})))
        return None
    the_call = Call(str(data.get("code") or name), data, bases(data))
    for field in the_call.crooked():
        facts = {"value": name, "problem": "field", "name": field}
        troubles.append(("Y36", Fault(("call",), facts)))
    return the_call


def _beside(folder: FilePath | None, name: str) -> FilePath | None:
    """A call file beside the plan: a bare name only, whatever the plan says."""
    if folder is None or "/" in name or "\\" in name or name.startswith("."):
        return None
    return folder / name
