"""From a source to everything known about it: plan, law, budget and report."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from kanto_docs.budget import Budget, compute
from kanto_docs.cards import card
from kanto_docs.choosing import NO_OPTIONS, Options, law_for
from kanto_docs.finding import Fault, Finding, Report
from kanto_docs.law import Law
from kanto_docs.money import cents
from kanto_docs.plan import Plan
from kanto_docs.plan.part import LANGUAGES
from kanto_docs.reading import read_plan
from kanto_docs.rules import RULES
from kanto_docs.rules.judging import Case, finding_of, judge
from kanto_docs.rules.required import judge_required
from kanto_docs.shape import check_shape
from kanto_docs.shape.fields import order
from kanto_docs.source import Source, Unreadable

FORMAT: Final = 1


class Checked(NamedTuple):
    """A plan with all that was found out about it."""

    source: Source
    plan: Plan
    law: Law
    budget: Budget
    report: Report


def check_source(source: Source, options: Options = NO_OPTIONS) -> Checked:
    """Check one plan that could be read."""
    plan = read_plan(source.data)
    faults = [
        (fault.code, Fault(fault.path, fault.facts, at_key=fault.at_key))
        for fault in check_shape(source.data)
    ]
    law, troubles = law_for(plan, options)
    budget = compute(plan, law)
    case = Case(source, plan, law, budget)
    required, judged = judge_required(case), judge(case, RULES)
    newer = _format(source)
    faults = [fault for fault in faults if not newer or fault[1].path != ("format",)]
    findings = [*_slips(source), *_placed(case, [*faults, *troubles, *newer])]
    findings += [*required.findings, *judged.findings]
    report = Report(
        file=source.name,
        findings=tuple(sorted((f for f in findings if _wanted(f.code, options)), key=_order)),
        passed=tuple(c for c in (*required.passed, *judged.passed) if _wanted(c, options)),
        unjudged=tuple(
            one for one in (*required.unjudged, *judged.unjudged) if _wanted(one.code, options)
        ),
        programme=law.programme.code,
        call=law.call.code if law.call else plan.call,
        on=law.on,
        language=plan.language if plan.language in LANGUAGES else None,
        source=source,
        budget=published(budget),
    )
    return Checked(source, plan, law, budget, report)


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


def _placed(case: Case, faults: list[tuple[str, Fault]]) -> list[Finding]:
    found = ((card(code), fault) for code, fault in faults)
    return [finding_of(fault, one, one.basis, case) for one, fault in found]


def _format(source: Source) -> list[tuple[str, Fault]]:
    written = source.data.get("format") if isinstance(source.data, dict) else None
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
