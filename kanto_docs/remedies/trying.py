"""Every proposed way out is tried before it is shown: it must mend its finding and break nothing.

The plan is changed on a copy, and the whole check is run again by the same formulas and rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from kanto_docs.cards import card
from kanto_docs.changing import changed
from kanto_docs.finding import SUBMIT, Change, Finding, Remedy, Severity
from kanto_docs.prose.identity import masked
from kanto_docs.remedies.registry import proposals
from kanto_docs.rules import RULES
from kanto_docs.rules.judging import Case, judge
from kanto_docs.rules.registry import Rule
from kanto_docs.source import Source

Again = Callable[[str, object, tuple[Change, ...]], Iterable[Finding]]
"""Checks changed data for the sake of one code; it is told the changes too."""

_OF_LAW: Final = frozenset({"law", "call"})
_WHOLE: Final = frozenset({"plan", "source", "budget", "group"})
"""What a rule may read that is changed by every change."""

MOST: Final = 3
"""So many ways out of one finding are enough to choose from."""
WORK: Final = 120_000
"""A check looks at so many values of the plan for ways out; that takes a second or two."""
_A_VALUE: Final = 32
"""So many characters of text take as long to read as one value."""


def with_remedies(findings: Iterable[Finding], case: Case, again: Again) -> list[Finding]:
    """The findings, each with the ways out that were tried and work; none where a reason stands.

    The gravest come first: in a large plan that is full of faults the work ends before the notes.
    Of the ways out of one finding that which leaves the fewest grave findings comes first.
    """
    before = tuple(findings)
    trials = _Trials(before, case, again)
    result = list(before)
    for at in sorted(range(len(before)), key=lambda at: -before[at].severity):
        working = sorted(islice(trials.working(before[at]), MOST), key=lambda one: one.left)
        if working:
            result[at] = before[at].with_(remedies=tuple(one.remedy for one in working))
    return result


class _Working(NamedTuple):
    """A way out that works, and how many grave findings are left when it is done."""

    left: int
    remedy: Remedy


class _Trials:
    """The trials of one plan: the same changes are tried once, and only as long as work is left."""

    def __init__(self, before: tuple[Finding, ...], case: Case, again: Again) -> None:
        self.before = before
        self.case = case
        self.again = again
        self.left = WORK // (_size(case.source.data) + len(before))
        self.tried: dict[tuple[object, ...], tuple[Finding, ...]] = {}

    def working(self, finding: Finding) -> Iterator[_Working]:
        """The ways out of the finding that mend it."""
        propose = proposals(finding.code) if finding.reason is None else None
        if propose is None or not self._go_on():
            return
        for one in _distinct(propose(self.case, finding)):
            after = self._after(finding.code, one)
            if after is None:
                return
            if mends(finding, self.before, after):
                yield _Working(_grave(after).total(), one)

    def _after(self, code: str, one: Remedy) -> tuple[Finding, ...] | None:
        """What the check says when it is done; None when there is no work left to try it."""
        key = (code, *((change.path, repr(change.value)) for change in one.changes))
        if key not in self.tried:
            if not self._go_on():
                return None
            data = changed(self.case.source.data, one.changes)
            self.tried[key] = tuple(self.again(code, data, one.changes))
        return self.tried[key]

    def _go_on(self) -> bool:
        self.left -= 1
        return self.left >= 0


def _size(data: object) -> int:
    """How many values there are to look at, long texts counted as many."""
    if isinstance(data, dict | list):
        inner = data.values() if isinstance(data, dict) else data
        return 1 + sum(map(_size, inner))
    return 1 + len(data) // _A_VALUE if isinstance(data, str) else 1


def _distinct(offered: Iterable[Remedy]) -> Iterator[Remedy]:
    """Each sentence and each set of changes only once; none that would tell an identity code."""
    said: list[object] = []
    for one in offered:
        told = repr(one.changes)
        new = (one.key, one.facts) not in said and one.changes not in said
        if one.changes and new and told == masked(told):
            said += [(one.key, one.facts), one.changes]
            yield one


def judged_again(
    code: str, touched: set[str], case: Case, tried: Case, before: Iterable[Finding]
) -> list[Finding]:
    """What the rules say of the changed plan `tried`, as far as it may matter to `code`.

    What the untouched rules said stands. A rule that reads the bare source looks at each text by
    itself, so that only the touched sections are shown to it again.
    """
    rules = _rules_again(code, touched, case, tried)
    bare = tuple(rule for rule in rules if set(rule.reads.values()) == {"source"})
    kept = {rule.code for rule in RULES} - {rule.code for rule in rules}
    apart = {rule.code for rule in bare}
    found = [
        one
        for one in before
        if one.code in kept or (one.code in apart and not touched.intersection(one.path[:1]))
    ]
    data = tried.source.data
    sections = data.items() if isinstance(data, dict) else ()
    part = Source("", "", {key: value for key, value in sections if key in touched}, {})
    found += judge(tried._replace(source=part), bare).findings
    return found + judge(tried, tuple(rule for rule in rules if rule not in bare)).findings


def _rules_again(code: str, touched: set[str], case: Case, tried: Case) -> tuple[Rule, ...]:
    """The rules that may say something else of the changed plan and matter: `code`, and the grave.

    What a rule reads decides: the sections of the plan, budget lines, the law.
    """
    same_law = tried.law is case.law

    @cache
    def may_change(name: str) -> bool:
        first, _, rest = name.partition(".")
        if first == "budget" and rest:
            return case.budget.get(rest) != tried.budget.get(rest)
        if first in _OF_LAW:
            return not same_law
        return first in touched or first in _WHOLE

    return tuple(
        rule
        for rule in RULES
        if (not same_law or any(map(may_change, rule.looks_at)))
        and (rule.code == code or may_be_grave(rule.code, tried))
    )


def may_be_grave(code: str, case: Case) -> bool:
    """Whether the rule's findings can be errors or wishes for a reason in this phase and call."""
    found = card(code)
    set_by_call = case.law.call.setting(code) if case.law.call is not None else None
    at_submission = found.severity is Severity.MISSING and case.phase == found.phase == SUBMIT
    return found.severity >= Severity.JUSTIFY or set_by_call is not None or at_submission


def mends(finding: Finding, before: Iterable[Finding], after: Iterable[Finding]) -> bool:
    """Whether the finding is gone, and no error or wish for a reason is there that was not."""
    codes = Counter(one.code for one in before), Counter(one.code for one in after)
    return codes[1][finding.code] < codes[0][finding.code] and not _grave(after) - _grave(before)


def _grave(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(one.code for one in findings if one.severity >= Severity.JUSTIFY)
