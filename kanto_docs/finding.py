"""What a check finds: faults as facts, findings with place and law, and the report of them.

A fault is what a rule yields; the engine turns it into a finding once, complete. No sentence here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple

from kanto_docs.frozen import Frozen
from kanto_docs.source.place import Path, Position, Source


class Severity(IntEnum):
    """How grave a finding is; a larger number is graver."""

    NOTE = 1
    """Worth knowing (huomio)."""
    MISSING = 2
    """Not yet given (puuttuu)."""
    JUSTIFY = 3
    """Allowed only for a special reason (perusteltava)."""
    ERROR = 4
    """Against the rules (virhe)."""

    @property
    def slug(self) -> str:
        """The English name used in JSON and on the command line."""
        return self.name.lower()


class Basis(NamedTuple):
    """The law, the authority's page or the plain logic that a rule or a number rests on."""

    law: str | None = None
    section: str | None = None
    title: str | None = None
    url: str | None = None
    kind: str = "law"
    confidence: str = "verified"


class Fault(NamedTuple):
    """All that a rule says: where, and with which numbers."""

    path: Path
    facts: Mapping[str, object] = {}
    see: tuple[Path, ...] = ()
    at_key: bool = False
    """Whether the key, not the value, is at fault."""


Faults = Iterator[Fault]


class Finding(Frozen):
    """One thing to mend, justify, add or know, at its place in the plan."""

    code: str
    name: str
    severity: Severity
    path: Path
    position: Position
    facts: Mapping[str, object] = MappingProxyType({})
    see: tuple[Path, ...] = ()
    basis: tuple[Basis, ...] = ()
    reason: str | None = None
    """The plan's own special reason: the finding is shown as justified and does not count."""
    end: int | None = None
    """Column just behind the marked text, when it is on one line."""


class Unjudged(Frozen):
    """A rule that could not be judged, and the dotted names of what was not there."""

    code: str
    missing: tuple[str, ...]


class Report(Frozen):
    """The outcome of checking one plan."""

    file: str
    findings: tuple[Finding, ...]
    passed: tuple[str, ...] = ()
    unjudged: tuple[Unjudged, ...] = ()
    questions: tuple[str, ...] = ()
    programme: str | None = None
    call: str | None = None
    on: date | None = None
    language: str | None = None
    refused: bool = False
    """The file could not be read at all: the one finding says why."""
    source: Source | None = None
    """What was checked, to show the lines where findings stand."""
    budget: Mapping[str, object] | None = None

    def counted(self) -> Iterator[Finding]:
        """The findings that count against the plan: all but the justified ones."""
        return (finding for finding in self.findings if finding.reason is None)

    def count(self, severity: Severity) -> int:
        """How many findings of this severity count."""
        return sum(finding.severity is severity for finding in self.counted())

    @property
    def worst(self) -> Severity | None:
        """The gravest severity that counts, or None."""
        return max((finding.severity for finding in self.counted()), default=None)

    def exit_code(self, fail_on: Severity | None) -> int:
        """3 for an unreadable plan, 1 when something is at or above `fail_on`, else 0."""
        if self.refused:
            return 3
        worst = self.worst
        return int(fail_on is not None and worst is not None and worst >= fail_on)
