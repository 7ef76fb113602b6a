"""Calls for people and programs: the list of them, and what a check of call files found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from kanto_docs import __version__
from kanto_docs.calls import TERMS, Call
from kanto_docs.finding import Report, Severity
from kanto_docs.formats import text
from kanto_docs.formats.json import found, plain, written
from kanto_docs.formats.wrapping import indented
from kanto_docs.law import Programme
from kanto_docs.shape.fields import schema, title, value_title
from kanto_docs.source import Path
from kanto_docs.words import Words

_CALL: Final = "call"
_DAYS: Final = ("opens", "closes")
_SAID: Final = {"money": "euro", "percent": "percent"}
"""How an amount is said, by its kind in the schema."""


class CallWords(Words):
    """Words in which fields and values are those of a call file, not of a plan."""

    def label(self, path: Path) -> str:
        """The name of the call's field at `path`."""
        return title(path, self.language, _CALL)

    def value(self, path: Path, value: str) -> str:
        """The name of one of the field's fixed values."""
        return value_title(path, value, self.language, _CALL)


class Row(NamedTuple):
    """A call as the list shows it."""

    programme: Programme
    call: Call

    @property
    def known(self) -> tuple[str, ...]:
        """What the call sets as far as we have seen."""
        return tuple(name for name in TERMS if self.call[name] is not None)

    @property
    def blank(self) -> tuple[str, ...]:
        """What it leaves to the funder's notice, which we have not seen."""
        return tuple(name for name in TERMS if self.call[name] is None)


def listing(rows: Sequence[Row], day: dt.date, words: CallWords) -> str:
    """The calls as text, a heading for each programme."""
    lines: list[str] = []
    above = None
    for row in rows:
        if row.programme is not above:
            above = row.programme
            lines += [programme_name(above, words), ""]
        lines += [*_call(row, day, words), ""]
    return "\n".join([*lines, words.ui("calls.count", n=len(rows))]) + "\n"


def _call(row: Row, day: dt.date, words: CallWords) -> Iterator[str]:
    call = row.call
    state = call.state(day) or "unknown"
    yield f"{call.code}  {_days(call, words)}  {words.ui(f'calls.state.{state}')}"
    yield from indented(_title(call, words))
    if official := call["official_code"]:
        yield from _told("official_code", official, words)
    if authority := call["authority"]:
        yield from _told("authority", authority, words)
    regions = call["regions"]
    if isinstance(regions, tuple):
        yield from _told("regions", ", ".join(map(str, regions)), words)
    others = [name for name in row.known if name not in (*_DAYS, "regions")]
    if others:
        said = ", ".join(_name_and_value(name, call, words) for name in others)
        yield from indented(f"{words.ui('calls.known')}: {said}")
    if row.blank:
        yield from indented(f"{words.ui('calls.blank')}: {_names(row.blank, words)}")
    for basis in call.basis:
        said = " ".join(filter(None, (basis.title, basis.url)))
        if said:
            yield from indented(f"{words.ui('calls.source')}: {said}")
    yield from indented(_checked(call, words))


def machine(rows: Sequence[Row], day: dt.date) -> str:
    """The calls as JSON."""
    calls = [
        {
            "code": row.call.code,
            "official_code": row.call["official_code"],
            "programme": row.programme.code,
            "title": row.call["title"],
            "authority": row.call["authority"],
            "opens": row.call["opens"],
            "closes": row.call["closes"],
            "state": row.call.state(day),
            "regions": row.call["regions"],
            "known": row.known,
            "unknown": row.blank,
            "basis": tuple(one._asdict() for one in row.call.basis),
            "confidence": row.call["confidence"],
            "checked_on": row.call["checked_on"],
        }
        for row in rows
    ]
    return written(plain({"format": 1, "on": day, "calls": tuple(calls)}))


def findings(reports: Sequence[Report], words: CallWords) -> str:
    """What was found in call files, as text."""
    return "\n".join(
        text.render([report], words)
        if report.findings
        else f"{report.file}: {words.ui('report.nothing')}\n"
        for report in reports
    )


def findings_for_machine(reports: Sequence[Report], words: CallWords) -> str:
    """What was found in call files, as JSON; a finding has the keys of one in a plan."""
    counts = {
        severity.slug: sum(report.count(severity) for report in reports)
        for severity in reversed(Severity)
    }
    document = {
        "format": 1,
        "tool": "kanto-docs",
        "version": __version__,
        "language": words.language,
        "calls": [
            {
                "file": report.file,
                "code": plain(report.call),
                "findings": [found(one, words) for one in report.findings],
            }
            for report in reports
        ],
        "summary": {
            "calls": len(reports),
            **counts,
            "refused": sum(report.refused for report in reports),
        },
    }
    return written(document)


def programme_name(programme: Programme, words: Words) -> str:
    """The programme's own name and its code."""
    return f"{words.fill('{name}', {'name': programme.raw.get('name')})} ({programme.code})"


def _title(call: Call, words: Words) -> str:
    return words.fill("{title}", {"title": call["title"]})


def _days(call: Call, words: Words) -> str:
    opens, closes = (
        words.date(day) if isinstance(day := call[name], dt.date) else "?" for name in _DAYS
    )
    return f"{opens}–{closes}"


def _told(name: str, value: object, words: CallWords) -> list[str]:
    return indented(words.fill("{label}: {value}", {"label": words.label((name,)), "value": value}))


def _names(names: Sequence[str], words: CallWords) -> str:
    return ", ".join(words.ui(f"calls.term.{name}") for name in names)


def _name_and_value(name: str, call: Call, words: CallWords) -> str:
    """A term, with what it is when that takes a word or two."""
    label, value = words.ui(f"calls.term.{name}"), call[name]
    if isinstance(value, Decimal):
        kind = schema(_CALL)["properties"][name]["$ref"].rpartition("/")[2]
        said = words.fill("{value:" + _SAID.get(kind, "number") + "}", {"value": value})
    elif isinstance(value, dt.date):
        said = words.date(value)
    elif isinstance(value, tuple) and value and isinstance(value[0], str):
        said = ", ".join(words.value((name, 0), str(one)) for one in value)
    else:
        return label
    return f"{label} ({said})"


def _checked(call: Call, words: Words) -> str:
    checked = call["checked_on"]
    trust = str(call["confidence"] or "unverified")
    said = words.value(("confidence",), trust)
    if isinstance(checked, dt.date):
        return words.ui("calls.checked", trust=said, on=checked)
    return said
