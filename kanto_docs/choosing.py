"""Which law a plan is judged by: its programme, its call, its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path as FilePath
from typing import Final, NamedTuple, cast

from kanto_docs.call_checking import (
    FILE,
    TERM,
    CallFault,
    call_faults,
    has_place,
    read_call,
    what_it_is,
    without,
)
from kanto_docs.calls import Call
from kanto_docs.clock import today
from kanto_docs.errors import InputError, UsageError
from kanto_docs.finding import GUIDANCE, Fault
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
from kanto_docs.source import Path, Source, Unreadable

DEFAULT_PROGRAMME: Final = "esr-plus-2021-2027"


class Options(NamedTuple):
    """What the caller decides: the call, the day of the law, the codes to show."""

    call: str | None = None
    on: dt.date | None = None
    select: Collection[str] = ()
    ignore: Collection[str] = ()
    phase: str = GUIDANCE
    """`submit`: the application is about to be sent, what it must hold and lacks is an error."""
    folder: FilePath | None = None
    """Where the plan stands: a call file named in it must be beside it."""
    ways_out: bool = True
    """Whether ways out of findings are tried; who only compares reports has no use for them."""


NO_OPTIONS: Final = Options()
_CALL: Final[Path] = ("call",)
_TWICE: Final = "Y20"
MOST: Final = 5
"""Faults of a call file that are told in the plan that names it."""


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
    if troubles:  # a file, not a code: which is why there is something to say about it
        line = troubles[0].fault.facts.get("line")
        raise InputError("call_file", value=call_name, line=line)
    return Law(today(), found, the_call)


def calls_of(programme_code: str | None) -> tuple[tuple[Programme, Call], ...]:
    """The calls of one programme, or of all, the oldest first. Raises UsageError."""
    known = programme_codes()
    if programme_code is not None and programme_code not in known:
        raise UsageError("unknown_programme", value=programme_code, known=", ".join(known))
    found = (programme(code) for code in ([programme_code] if programme_code else known))
    return tuple(
        (one, the_call)
        for one in found
        if one is not None
        for the_call in sorted(_calls(one), key=lambda call: (str(call["opens"]), call.code))
    )


def _calls(found: Programme) -> Iterator[Call]:
    return (one for code in call_codes(found.code) if (one := call(found.code, code)) is not None)


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
    day = options.on or (schedule and (schedule.decided or schedule.submitted)) or today()
    return Law(day, found, the_call), (*unknown, *troubles)


def decides(plan: Plan) -> tuple[object, ...]:
    """What in a plan decides which law it is judged by."""
    days = (plan.schedule.decided, plan.schedule.submitted) if plan.schedule else ()
    return plan.programme, plan.call, *days


def _call_of(
    options: Options, written: str | None, found: Programme
) -> tuple[Call | None, tuple[Trouble, ...]]:
    """The call asked for, else the one that the plan names, and what was wrong with it."""
    name = options.call or written
    if not name:
        return None, ()
    if name.endswith((".yaml", ".yml")):
        if options.call:
            return _call_in(FilePath(name), name, (), found.code)
        if options.folder is None:
            return None, (_trouble(_CALL, value=name, what="absent"),)
        return _call_in(_beside(options.folder, name), name, _CALL, found.code)
    the_call = call(found.code, name)
    if the_call is not None:
        return the_call, ()
    known = call_codes(found.code)
    near = _nearest(found, name)
    if options.call:
        raise UsageError(
            "unknown_call", value=name, known=", ".join(known), suggestion=near.get("suggestion")
        )
    return None, (Trouble("Y35", Fault(_CALL, {"value": name, "known": known, **near})),)


def _nearest(found: Programme, name: str) -> Mapping[str, str]:
    """The call that the funder calls `name`, else the one whose code is written most like it."""
    folded = name.strip().casefold()
    for one in _calls(found):
        if str(one["official_code"]).casefold() == folded:
            return {"suggestion": one.code, "problem": "official"}
    import difflib

    close = difflib.get_close_matches(name.strip().upper(), call_codes(found.code), 1)
    return {"suggestion": close[0]} if close else {}


def _call_in(
    path: FilePath | None, name: str, where: Path, own: str
) -> tuple[Call | None, tuple[Trouble, ...]]:
    """The call in a file, and what was wrong with it; without a path the file may not be read."""
    if path is None:
        return None, (_trouble(where, value=name, what="outside"),)
    try:
        source = read_call(path, name)
    except Unreadable as error:
        facts: dict[str, object] = {"value": name, "what": what_it_is(error)}
        if has_place(error):
            facts |= {"problem": "line", "line": error.position.line}
        return None, (_trouble(where, **facts),)
    found = call_faults(source)
    data = without(cast("Mapping[str, object]", source.data), found)
    the_call = Call(str(data.get("code") or name), data, bases(data))
    faults = list(_grave(source, found))
    troubles = [_trouble(where, value=name, **facts) for facts in faults[:MOST]]
    if more := faults[MOST:]:
        troubles.append(_trouble(where, value=name, problem="more", more=len(more)))
    other = the_call["programme"]
    if other is not None and other != own and other in programme_codes():
        troubles.append(_trouble(where, value=name, problem="programme", other=other, own=own))
    return the_call, tuple(troubles)


def _grave(source: Source, found: Iterable[CallFault]) -> Iterator[Mapping[str, object]]:
    """What is wrong in a call file, as facts of the finding that tells of it in a plan."""
    for slip in source.slips:
        if slip.code == _TWICE:
            yield _field(slip.position.line, slip.path, slip.code)
    for code, fault in found:
        line = source.at(fault.path, key=fault.at_key).line
        yield _field(line, fault.path, str(fault.facts["problem"]) if code == TERM else code)


def _field(line: int, path: Path, what: str) -> Mapping[str, object]:
    return {"problem": "field", "line": line, "name": ".".join(map(str, path)), "what": what}


def _trouble(where: Path, **facts: object) -> Trouble:
    return Trouble(FILE, Fault(where, facts))


def _beside(folder: FilePath, name: str) -> FilePath | None:
    """A call file beside the plan: a bare name only, whatever the plan says."""
    if "/" in name or "\\" in name or name.startswith("."):
        return None
    return folder / name
