"""Reports as JSON: the contract for other programs. Money is a decimal string, keys are English."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from kanto_docs import __version__
from kanto_docs.finding import Finding, Question, Remedy, Report, Severity
from kanto_docs.prose.identity import masked
from kanto_docs.source import Path
from kanto_docs.words import Words
from kanto_docs.words.saying import say, say_remedy


def render(reports: Sequence[Report], words_of: Mapping[str, Words]) -> str:
    """All reports as one document; `words_of` gives each report's language by its file."""
    document = {
        "format": 1,
        "tool": "kanto-docs",
        "version": __version__,
        "plans": [_plan(report, words_of[report.file]) for report in reports],
        "summary": summary(reports),
    }
    return written(document)


def written(document: object) -> str:
    """A document as the text of a JSON file."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def summary(reports: Sequence[Report]) -> dict[str, int]:
    """The counts over all plans; what is justified, accepted or known counts apart."""
    findings = [finding for report in reports for finding in report.findings]
    counts = {
        severity.slug: sum(report.count(severity) for report in reports)
        for severity in reversed(Severity)
    }
    return {
        "plans": len(reports),
        **counts,
        "justified": sum(one.reason is not None for one in findings),
        "waived": sum(one.waiver is not None for one in findings),
        "known": sum(one.known for one in findings),
        "passed": sum(len(report.passed) for report in reports),
        "unjudged": sum(len(report.unjudged) for report in reports),
        "refused": sum(report.refused for report in reports),
    }


def pointer(path: Path) -> str:
    """A path as a JSON Pointer; an identity code in a key is masked."""
    return "".join("/" + masked(str(step)).replace("~", "~0").replace("/", "~1") for step in path)


def plain(value: object) -> object:
    """A value as JSON can hold it: amounts as text, days in ISO form, identity codes masked."""
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {masked(str(key)): plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value


def _plan(report: Report, words: Words) -> dict[str, object]:
    return {
        "file": report.file,
        "programme": report.programme,
        "call": plain(report.call),
        "on": report.on.isoformat() if report.on else None,
        "language": words.language,
        "findings": [found(finding, words) for finding in report.findings],
        "passed": list(report.passed),
        "unjudged": [{"code": one.code, "missing": list(one.missing)} for one in report.unjudged],
        "questions": [_question(question, words) for question in report.questions],
        "budget": plain(report.budget),
        "group": plain(report.group),
    }


def _question(question: Question, words: Words) -> dict[str, object]:
    return {
        "code": question.code,
        "text": question.text[words.language],
        "why": question.why.get(words.language),
        "paths": [pointer(path) for path in question.paths],
        "basis": [one._asdict() for one in question.basis],
        "scale": list(question.scale) if question.scale else None,
    }


def found(finding: Finding, words: Words) -> dict[str, object]:
    """A finding with all its keys."""
    said = say(finding, words)
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.slug,
        "path": pointer(finding.path),
        "line": finding.position.line,
        "column": finding.position.column,
        "title": said.title,
        "message": said.message,
        "why": said.why,
        "fix": said.fix,
        "basis": [one._asdict() for one in finding.basis],
        "facts": plain(finding.facts),
        "see": [pointer(path) for path in finding.see],
        "reason": plain(finding.reason),
        "remedy": [_remedy(finding, one, words) for one in finding.remedies],
        "waiver": plain(finding.waiver._asdict()) if finding.waiver else None,
        "known": finding.known,
    }


def _remedy(finding: Finding, remedy: Remedy, words: Words) -> dict[str, object]:
    """One way out: its first change, and under `also` those that belong to it."""
    changes = [
        {"path": pointer(change.path), "value": plain(change.value)} for change in remedy.changes
    ]
    return {**changes[0], "text": say_remedy(finding, remedy, words), "also": changes[1:]}
