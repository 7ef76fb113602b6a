"""Calls every rule with what it reads and makes complete findings of its faults."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from kanto_docs.cards import Card, basis_in, card
from kanto_docs.finding import GUIDANCE, SUBMIT, Basis, Fault, Finding, Severity, Unjudged
from kanto_docs.groups import Group
from kanto_docs.law import Law
from kanto_docs.plan import Plan
from kanto_docs.rules.pointers import expand, within
from kanto_docs.rules.registry import Rule
from kanto_docs.source import Path, Source


class Amounts(Protocol):
    """The budget as rules see it: a line by its name, None when it cannot be computed."""

    def __getitem__(self, name: str) -> object: ...

    def get(self, name: str) -> object:
        """The same; None too for a line that only other plans have."""

    def missing(self, name: str) -> tuple[str, ...]:
        """The plan paths and law names that the line lacks."""


class Case(NamedTuple):
    """One plan on its day, with everything a rule may read."""

    source: Source
    plan: Plan
    law: Law
    budget: Amounts
    phase: str = GUIDANCE
    group: Group | None = None
    """The plans of all members; None when the plan is of one applicant."""


class Verdicts(NamedTuple):
    """The outcome of all rules."""

    findings: list[Finding]
    passed: list[str]
    unjudged: list[Unjudged]


def judge(case: Case, rules: tuple[Rule, ...]) -> Verdicts:
    """Every rule that the programme and the call use, applied to one plan."""
    verdicts = Verdicts([], [], [])
    for rule in rules:
        if not in_use(rule.code, case.law):
            continue
        if _is_of_others(rule, case):
            verdicts.passed.append(rule.code)
            continue
        values, missing = _read(case, rule)
        if missing:
            verdicts.unjudged.append(Unjudged(rule.code, missing))
            continue
        faults = list(rule.check(**values))
        if faults:
            found = card(rule.code)
            basis = basis_of(found, rule, case.law)
            verdicts.findings.extend(finding_of(fault, found, basis, case) for fault in faults)
        else:
            verdicts.passed.append(rule.code)
    return verdicts


def in_use(code: str, law: Law) -> bool:
    """Whether the programme uses the rule and the call has not switched it off."""
    return law.uses(code)


def basis_of(found: Card, rule: Rule, law: Law) -> tuple[Basis, ...]:
    """What the rule rests on: the programme's or its card's basis, and that of every number."""
    basis = list(basis_in(law.programme, found.code))
    for name in rule.reads.values():
        first, _, rest = name.partition(".")
        if first == "law" and rest:
            basis.extend(law.basis(rest))
        elif first == "call" and law.call is not None:
            basis.extend(law.call.basis)
    return _distinct(basis)


def severity_of(found: Card, basis: tuple[Basis, ...], law: Law, phase: str = GUIDANCE) -> Severity:
    """The card's severity, tightened by call and phase; a note on what is not verified."""
    if not is_verified(basis):
        return Severity.NOTE
    severity = found.severity
    if severity is Severity.MISSING and phase == found.phase == SUBMIT:
        severity = Severity.ERROR
    wanted = _setting(law, found.code)
    return max(severity, Severity[wanted.upper()]) if wanted else severity


def is_verified(basis: tuple[Basis, ...]) -> bool:
    """Whether all of it was read where it stands."""
    return all(one.confidence == "verified" for one in basis)


def finding_of(fault: Fault, found: Card, basis: tuple[Basis, ...], case: Case) -> Finding:
    """The finding that a fault is: with its card, its place, its law and the plan's own reason."""
    severity = severity_of(found, basis, case.law, case.phase)
    reason = _reason(found, fault.path, case) if severity is Severity.JUSTIFY else None
    return Finding(
        code=found.code,
        name=found.name,
        severity=severity,
        path=fault.path,
        position=case.source.at(fault.path, key=fault.at_key),
        facts=fault.facts,
        see=fault.see,
        basis=basis,
        reason=reason,
        end=case.source.end(fault.path, key=fault.at_key),
    )


def _is_of_others(rule: Rule, case: Case) -> bool:
    """Whether the rule is about plans of other cost models, or about groups and this is none."""
    if rule.models and case.plan.cost_model not in (None, *rule.models):
        return True
    alone = case.group is None and case.plan.project is not None and case.plan.project.kind
    return rule.is_of_groups and bool(alone)


def _read(case: Case, rule: Rule) -> tuple[dict[str, object], tuple[str, ...]]:
    if rule.models and case.plan.cost_model is None:
        return {}, ("cost_model",)
    values: dict[str, object] = {}
    missing: list[str] = []
    for parameter, name in rule.reads.items():
        value, lacking = _value(case, name)
        if lacking:
            missing.extend(lack for lack in lacking if lack not in missing)
        values[parameter] = value
    return values, tuple(missing)


def _value(case: Case, name: str) -> tuple[object, tuple[str, ...]]:
    """What the dotted `name` stands for, or the names of what is not there."""
    first, _, rest = name.partition(".")
    if first == "budget" and rest:
        value = case.budget[rest]
        return value, (case.budget.missing(rest) or (name,)) if value is None else ()
    if first == "law" and rest:
        value = case.law[rest]
        return value, (name,) if value is None else ()
    if first == "call" and rest:
        if case.law.call is None:
            return None, ("call",)
        value = case.law.call[rest]
        return value, (name,) if value is None else ()
    if first == "group":
        return _of_group(case.group, rest)
    whole = {"plan": case.plan, "law": case.law, "budget": case.budget, "source": case.source}
    if name in whole:
        return whole[name], ()
    return _part(case.plan, name)


def _of_group(group: Group | None, name: str) -> tuple[object, tuple[str, ...]]:
    """The whole group, when every member's file was read; a part of it as far as it goes."""
    if group is None:
        return None, ("project.kind",)
    return (getattr(group, name), ()) if name else (group, group.missing)


def _part(plan: Plan, name: str) -> tuple[object, tuple[str, ...]]:
    value: object = plan
    steps = name.split(".")
    for depth, step in enumerate(steps, 1):
        value = getattr(value, step)
        if value is None:
            return None, (".".join(steps[:depth]),)
    return value, ()


def _distinct(basis: Iterable[Basis]) -> tuple[Basis, ...]:
    """Each once; of two that are alike the one that is not verified stays."""
    distinct: dict[object, Basis] = {}
    for one in basis:
        known = (one.law, one.section, one.title, one.kind)
        if known not in distinct or not is_verified((one,)):
            distinct[known] = one
    return tuple(distinct.values())


def _setting(law: Law, code: str) -> str | None:
    return law.call.setting(code) if law.call is not None else None


def _reason(found: Card, path: Path, case: Case) -> str | None:
    """The plan's own special reason: in the card's field, else among `reasons`."""
    if found.reason is None:
        return case.plan.reasons.get(found.code) or None
    written = (value for _, value in expand(case.source.data, within(found.reason, path)))
    reason = next(written, None)
    return reason if isinstance(reason, str) and reason.strip() else None
