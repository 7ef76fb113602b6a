"""From a source to everything known about it: plan, law, budget and report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from kanto_docs.budget import COUNTED, Budget, compute
from kanto_docs.cards import card
from kanto_docs.choosing import NO_OPTIONS, Options, decides, law_for
from kanto_docs.clock import today
from kanto_docs.finding import SUBMIT, Change, Fault, Finding, Report
from kanto_docs.groups import Group, group_again, group_of
from kanto_docs.groups import published as published_group
from kanto_docs.law import Law
from kanto_docs.money import cents
from kanto_docs.plan import Plan
from kanto_docs.plan.part import LANGUAGES
from kanto_docs.reading import read_again, read_plan
from kanto_docs.rules import RULES
from kanto_docs.rules.judging import Case, Verdicts, finding_of, judge
from kanto_docs.rules.questions import questions
from kanto_docs.rules.required import judge_required
from kanto_docs.shape import check_shape
from kanto_docs.shape.fields import order
from kanto_docs.source import Source, Unreadable
from kanto_docs.waiving import CARD as WAIVER
from kanto_docs.waiving import accepted

FORMAT: Final = 1
STALE: Final = "Y46"

Coded = list[tuple[str, Fault]]
"""Faults, each with the code of its card."""


class Checked(NamedTuple):
    """A plan with all that was found out about it."""

    source: Source
    plan: Plan
    law: Law
    budget: Budget
    report: Report
    group: Group | None = None


def check_source(source: Source, options: Options = NO_OPTIONS) -> Checked:
    """Check one plan that could be read."""
    plan = read_plan(source.data)
    law, troubles = law_for(plan, options)
    budget = compute(plan, law)
    group = group_of(source, plan, law, budget, options)
    case = Case(source, plan, law, budget, options.phase, group)
    faults = _of_shape(source.data)
    verdicts = _judged(case, faults, troubles)
    findings = verdicts.findings
    if findings and options.ways_out:
        findings = _with_remedies(findings, case, faults, options)
    findings, useless = accepted(findings, plan.waivers, today())
    findings += _placed(case, [*((WAIVER, fault) for fault in useless), *_stale(law)])
    unjudged = (one for one in verdicts.unjudged if _wanted(one.code, options))
    report = Report(
        file=source.name,
        findings=tuple(sorted((f for f in findings if _wanted(f.code, options)), key=_order)),
        passed=tuple(code for code in verdicts.passed if _wanted(code, options)),
        unjudged=tuple(unjudged),
        questions=tuple(one for one in questions(case) if _wanted(one.code, options)),
        programme=law.programme.code,
        call=law.call.code if law.call else plan.call,
        on=law.on,
        language=plan.language if plan.language in LANGUAGES else None,
        source=source,
        budget=published(budget),
        group=published_group(group) if group else None,
    )
    return Checked(source, plan, law, budget, report, group)


def _of_shape(data: object) -> Coded:
    """What is wrong with the shape of the data."""
    newer = _format(data)
    faults = (
        (fault.code, Fault(fault.path, fault.facts, at_key=fault.at_key))
        for fault in check_shape(data)
        if not newer or fault.path != ("format",)
    )
    return [*faults, *newer]


def _judged(case: Case, faults: Coded, troubles: Iterable[tuple[str, Fault]]) -> Verdicts:
    """Everything that the file, its shape, the required list and the rules say."""
    required, judged = judge_required(case), judge(case, RULES)
    findings = [*_slips(case.source), *_placed(case, [*faults, *troubles])]
    findings += [*required.findings, *judged.findings]
    passed = [*required.passed, *judged.passed]
    return Verdicts(findings, passed, [*required.unjudged, *judged.unjudged])


def _with_remedies(
    findings: list[Finding], case: Case, faults: Coded, options: Options
) -> list[Finding]:
    """The findings with their ways out: each is tried on a copy of the plan."""
    from kanto_docs.remedies.trying import judged_again, with_remedies

    def again(code: str, data: object, changes: tuple[Change, ...]) -> list[Finding]:
        touched = {str(change.path[0]) for change in changes}
        plan = read_again(case.plan, data, touched)
        same = decides(plan) == decides(case.plan)
        law, troubles = (case.law, ()) if same else law_for(plan, options)
        counts = not same or touched & COUNTED
        counted = compute(plan, law, yearly=False) if counts else None
        budget, group = counted or case.budget, group_again(case.group, plan, counted)
        tried = Case(Source("", "", data, {}), plan, law, budget, case.phase, group)
        found = _placed(tried, [*_shape_again(data, touched, faults), *troubles])
        if tried.phase == SUBMIT:  # else what is missing is no error
            found += judge_required(tried).findings
        return found + judged_again(code, touched, case, tried, findings)

    return with_remedies(findings, case, again)


def _shape_again(data: object, touched: set[str], faults: Coded) -> Coded:
    """The shape's faults after changes: only the touched sections are looked at again."""
    kept = [one for one in faults if not one[1].path or one[1].path[0] not in touched]
    sections = data.items() if isinstance(data, dict) else ()
    return kept + _of_shape({key: value for key, value in sections if key in touched})


def _stale(law: Law) -> Coded:
    """One note when the law data was last read longer ago than its programme finds good."""
    oldest, limit = law.programme.oldest_check(law.on), law.programme.stale_after_days
    if oldest is None or limit is None or (today() - oldest).days <= limit:
        return []
    return [(STALE, Fault((), {"oldest": oldest, "days": (today() - oldest).days}))]


def refused(error: Unreadable) -> Report:
    """The report of a file that is no plan: one finding, which says why."""
    found = card(error.kind)
    source = Source(error.name, error.text, None, {})
    finding = Finding(
        found.code,
        found.name,
        found.severity,
        (),
        error.position,
        error.facts,
        basis=found.basis,
    )
    return Report(error.name, (finding,), refused=True, source=source)


def published(budget: Budget) -> Mapping[str, object]:
    """Every budget line as text with two decimals, per-year lines under `years`; null = a gap."""
    lines: dict[str, object] = {name: _amount(budget[name]) for name in budget.names()}
    lines["years"] = {
        str(year): {name: _amount(value) for name, value in budget.by_year(year).items()}
        for year in budget.years
    }
    return lines


def _amount(value: Decimal | None) -> str | None:
    return None if value is None else str(cents(value))


def _slips(source: Source) -> list[Finding]:
    findings = []
    for slip in source.slips:
        found = card(slip.code)
        findings.append(
            Finding(
                slip.code,
                found.name,
                found.severity,
                slip.path,
                slip.position,
                slip.facts,
                basis=found.basis,
                end=slip.end,
            )
        )
    return findings


def _placed(case: Case, faults: Coded) -> list[Finding]:
    found = ((card(code), fault) for code, fault in faults)
    return [finding_of(fault, one, one.basis, case) for one, fault in found]


def _format(data: object) -> Coded:
    written = data.get("format") if isinstance(data, dict) else None
    if isinstance(written, int) and written > FORMAT:
        return [("Y40", Fault(("format",), {"value": written}))]
    return []


def _wanted(code: str, options: Options) -> bool:
    """Whether a code is shown: by its whole or by how it begins, `--select F,S01`."""
    chosen = not options.select or any(code.startswith(one) for one in options.select)
    return chosen and not any(code.startswith(one) for one in options.ignore)


def _order(finding: Finding) -> tuple[int, int, int, int, str]:
    section = order().get(str(finding.path[0]), -1) if finding.path else -1
    return (section, -finding.severity, *finding.position, finding.code)
