"""What a plan must hold stands as data in programme.yaml; this turns each row into an answer."""

from __future__ import annotations

from collections.abc import Iterator

from kanto_docs.finding import GUIDANCE, SUBMIT, Finding, Severity, Unjudged
from kanto_docs.law import Required
from kanto_docs.rules.conditions import any_given, holds
from kanto_docs.rules.judging import Case, Verdicts, is_verified
from kanto_docs.rules.pointers import expand, given, within
from kanto_docs.scalars import Misread, yesno
from kanto_docs.source import Path


def judge_required(case: Case) -> Verdicts:
    """The *missing* findings of the programme's list, at the places where the keys would stand."""
    verdicts = Verdicts([], [], [])
    for row in case.law.programme.required():
        unknown = _unknown_condition(case, row)
        if unknown is not None:
            verdicts.unjudged.append(Unjudged(row.code, (unknown,)))
        elif _is_asked(case, row):
            found = [_finding(case, row, path) for path in _lacking(case, row)]
            verdicts.findings.extend(found)
            if not found:
                verdicts.passed.append(row.code)
    return verdicts


def severity_of(row: Required, phase: str = GUIDANCE) -> Severity:
    """Missing; an error at submission when the law asks for it; a note when not verified."""
    if not is_verified(row.basis):
        return Severity.NOTE
    return Severity.ERROR if phase == row.phase == SUBMIT else Severity.MISSING


def _lacking(case: Case, row: Required) -> Iterator[Path]:
    data = case.source.data
    met_when_absent = row.guidance == "met" and case.phase == GUIDANCE
    others = [path for path in row.any_of if path != row.path]
    for path, value in expand(data, row.path):
        if row.if_present and not any_given(data, (within(one, path) for one in row.if_present)):
            continue
        if any_given(data, (within(one, path) for one in others)):
            continue
        if met_when_absent and value is None:
            continue
        if row.empty == "met" and value in ([], {}):
            continue
        if not given(value) or (row.wanted is not None and _answer(value) is not row.wanted):
            yield path


def _answer(value: object) -> bool | None:
    try:
        return yesno(value)
    except Misread:
        return None


def _is_asked(case: Case, row: Required) -> bool:
    data = case.source.data
    if row.if_present and not any_given(data, row.if_present):
        return False
    return holds(data, row.when) and not (row.unless and holds(data, row.unless))


def _unknown_condition(case: Case, row: Required) -> str | None:
    for path in row.when:
        if not any(given(value) for _, value in expand(case.source.data, path)):
            return path.strip("/").replace("/", ".")
    return None


def _finding(case: Case, row: Required, path: Path) -> Finding:
    declined = row.wanted is not None and any(
        given(value) for place, value in expand(case.source.data, row.path) if place == path
    )
    name = "-".join(str(step).replace("_", "-") for step in path if isinstance(step, str))
    return Finding(
        code=row.code,
        name=f"{name}-missing",
        severity=severity_of(row, case.phase),
        path=path,
        position=case.source.at(path, key=True),
        facts={"ask": row.ask, "phase": row.phase, "declined": declined},
        basis=row.basis,
        end=case.source.end(path, key=True),
    )
