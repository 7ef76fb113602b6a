"""What a check of one call file found, as a report like that of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Final, cast

from kanto_docs.call_checking.faults import call_faults, word
from kanto_docs.call_checking.reading import FILE, read_call, what_it_is
from kanto_docs.cards import card
from kanto_docs.finding import Finding, Report
from kanto_docs.source import Path, Position, Source, Unreadable

_SAID_ALIKE: Final = frozenset({"syntax", "encoding"})
"""Faults of a line, which the cards for plans say well for a call file too."""


def call_report(name: str) -> Report:
    """The report of the call file `name`."""
    try:
        source = read_call(FilePath(name))
    except Unreadable as error:
        return _refused(error)
    data = cast("Mapping[str, object]", source.data)
    findings = sorted(_findings(source), key=lambda one: (one.position, one.code))
    return Report(name, tuple(findings), call=word(data.get("code")) or None, source=source)


def _findings(source: Source) -> Iterator[Finding]:
    for slip in source.slips:
        found = _finding(slip.code, slip.path, slip.position, slip.facts)
        yield found.with_(end=slip.end)
    for code, fault in call_faults(source):
        place = source.at(fault.path, key=fault.at_key)
        found = _finding(code, fault.path, place, fault.facts)
        yield found.with_(see=fault.see, end=source.end(fault.path, key=fault.at_key))


def _refused(error: Unreadable) -> Report:
    what = what_it_is(error)
    facts: Mapping[str, object] = error.facts
    code = error.kind
    if what not in _SAID_ALIKE:
        code, facts = FILE, {"value": error.name, "what": what}
    finding = _finding(code, (), error.position, facts)
    source = Source(error.name, error.text, None, {})
    return Report(error.name, (finding,), refused=True, source=source)


def _finding(code: str, path: Path, position: Position, facts: Mapping[str, object]) -> Finding:
    found = card(code)
    return Finding(code, found.name, found.severity, path, position, facts, basis=found.basis)
