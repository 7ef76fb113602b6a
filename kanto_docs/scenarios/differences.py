"""Two checked plans side by side: lines of the budget that differ, findings that come and go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from kanto_docs.budget import Budget, name_of
from kanto_docs.changing import changed
from kanto_docs.checking import Checked, check_source
from kanto_docs.choosing import Options
from kanto_docs.finding import Change, Finding
from kanto_docs.formula import Line
from kanto_docs.source import Source

ALWAYS: Final = ("total", "grant", "own", "gap")
"""Lines that are shown even when they stay the same."""
YEARLY: Final = ("total", "grant")


class Difference(NamedTuple):
    """A line before and after; None where it cannot be computed or is not there."""

    line: Line
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """How much more it is afterwards."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


class Apart(NamedTuple):
    """What sets a changed plan apart from the plan as it is."""

    lines: tuple[Difference, ...]
    """The lines that people read, those that differ and those that are always shown."""
    years: tuple[Difference, ...]
    inputs: tuple[Difference, ...]
    """Every other line that differs: figures of the plan and the law, other lines of the years."""
    appeared: tuple[Finding, ...]
    gone: tuple[Finding, ...]


def tried(checked: Checked, changes: Iterable[Change], options: Options) -> Checked:
    """The plan with changes, checked anew; the plan itself stays as it is."""
    source = checked.source
    data = changed(source.data, changes)
    copy = Source(source.name, source.text, data, source.marks, source.slips)
    return check_source(copy, options._replace(ways_out=False))


def apart(before: Checked, after: Checked) -> Apart:
    """The differences between a plan and the same plan after changes."""
    appeared, gone = findings_apart(before.report.counted(), after.report.counted())
    one, other = before.budget, after.budget
    names = dict.fromkeys((*other.names(), *one.names()))
    years = sorted({*one.years, *other.years})
    dated = dict.fromkeys(name_of(name, year=year) for year in years for name in YEARLY)
    rest = dict.fromkeys(
        name for name in (*other.lines, *one.lines) if name not in names and name not in dated
    )
    return Apart(
        _differing(one, other, names, ALWAYS),
        _differing(one, other, dated),
        _differing(one, other, rest),
        appeared,
        gone,
    )


def findings_apart(
    before: Iterable[Finding], after: Iterable[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that are only afterwards, and those that were only before.

    One is the same when its code stands at the same place, else when it says the same thing: an
    item that was taken away shifts those behind it.
    """
    fresh, lost = list(after), list(before)
    for key in (_by_place, _by_facts):
        common = Counter(map(key, fresh)) & Counter(map(key, lost))
        fresh, lost = _without(fresh, common, key), _without(lost, common, key)
    return tuple(fresh), tuple(lost)


def _by_place(finding: Finding) -> Hashable:
    return finding.code, finding.path


def _by_facts(finding: Finding) -> Hashable:
    return finding.code, repr(sorted(finding.facts.items()))


def _without(
    findings: Iterable[Finding], common: Counter[Hashable], key: Callable[[Finding], Hashable]
) -> list[Finding]:
    left, rest = Counter(common), []
    for one in findings:
        its = key(one)
        if left[its] > 0:
            left[its] -= 1
        else:
            rest.append(one)
    return rest


def _differing(
    one: Budget, other: Budget, names: Iterable[str], always: Iterable[str] = ()
) -> tuple[Difference, ...]:
    found = []
    for name in names:
        line = other.lines.get(name) or one.lines.get(name)
        if line is None:
            continue
        before, after = one.get(name), other.get(name)
        if before != after or name in always:
            found.append(Difference(line, before, after))
    return tuple(found)
