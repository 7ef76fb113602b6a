"""What a check finds: faults as facts, findings with place and law, and the report of them.

A fault is what a rule yields; the engine turns it into a finding once, complete. No sentence here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import IntEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from kanto_docs.frozen import Frozen
from kanto_docs.source.place import Path, Position, Source

GUIDANCE: Final = "guidance"
"""The plan is being written."""
SUBMIT: Final = "submit"
"""The application is about to be sent: what it must hold and lacks is an error."""
PHASES: Final = (GUIDANCE, SUBMIT)


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


class Change(NamedTuple):
    """One change to a plan's data: None takes away, a path that ends in "-" adds to a list."""

    path: Path
    value: object


class Remedy(NamedTuple):
    """One way out of a finding: changes that were tried and that mend it."""

    key: str
    """Which sentence of the card says it: `remedy_<key>`."""
    changes: tuple[Change, ...]
    facts: Mapping[str, object] = {}


class Acceptance(NamedTuple):
    """Somebody's acceptance of one finding as it is (hyväksyntä): why, who, how long."""

    reason: str
    by: str
    until: date | None = None


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
    remedies: tuple[Remedy, ...] = ()
    """Ways out, the smallest change first; each was tried and adds no error."""
    waiver: Acceptance | None = None
    """Somebody has accepted the finding: it is shown and counted apart."""
    known: bool = False
    """It stood in the earlier report that this one is compared with."""

    @property
    def counts(self) -> bool:
        """Whether it counts against the plan."""
        return self.reason is None and self.waiver is None and not self.known


class Unjudged(Frozen):
    """A rule that could not be judged, and the dotted names of what was not there."""

    code: str
    missing: tuple[str, ...]


class Question(NamedTuple):
    """What a person must judge: the adviser's checklist. Texts by language."""

    code: str
    text: Mapping[str, str]
    why: Mapping[str, str] = {}
    paths: tuple[Path, ...] = ()
    """Where in the plan to look."""
    basis: tuple[Basis, ...] = ()
    scale: tuple[int, int] | None = None
    """The points that the funder gives, for a selection criterion."""


class Report(Frozen):
    """The outcome of checking one plan."""

    file: str
    findings: tuple[Finding, ...]
    passed: tuple[str, ...] = ()
    unjudged: tuple[Unjudged, ...] = ()
    questions: tuple[Question, ...] = ()
    programme: str | None = None
    call: str | None = None
    on: date | None = None
    language: str | None = None
    refused: bool = False
    """The file could not be read at all: the one finding says why."""
    source: Source | None = None
    """What was checked, to show the lines where findings stand."""
    budget: Mapping[str, object] | None = None
    group: Mapping[str, object] | None = None
    """Of a group project: its members, their shares and the sums over them."""

    def counted(self) -> Iterator[Finding]:
        """The findings that count against the plan: not the justified, accepted or known ones."""
        return (finding for finding in self.findings if finding.counts)

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
