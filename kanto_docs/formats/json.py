"""Reports as JSON: the contract for other programs. Money is a decimal string, keys are English."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from kanto_docs import __version__
from kanto_docs.finding import Finding, Report, Severity
from kanto_docs.source import Path
from kanto_docs.words import Words
from kanto_docs.words.saying import say


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
    """The counts over all plans; justified findings do not count."""
    counts = {
        severity.slug: sum(report.count(severity) for report in reports)
        for severity in reversed(Severity)
    }
    return {
        "plans": len(reports),
        **counts,
        "passed": sum(len(report.passed) for report in reports),
        "unjudged": sum(len(report.unjudged) for report in reports),
        "refused": sum(report.refused for report in reports),
    }


def pointer(path: Path) -> str:
    """A path as a JSON Pointer."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def plain(value: object) -> object:
    """A value as JSON can hold it: amounts as text, days in ISO form."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value


def _plan(report: Report, words: Words) -> dict[str, object]:
    return {
        "file": report.file,
        "programme": report.programme,
        "call": report.call,
        "on": report.on.isoformat() if report.on else None,
        "language": words.language,
        "findings": [_finding(finding, words) for finding in report.findings],
        "passed": list(report.passed),
        "unjudged": [{"code": one.code, "missing": list(one.missing)} for one in report.unjudged],
        "questions": list(report.questions),
        "budget": plain(report.budget),
    }


def _finding(finding: Finding, words: Words) -> dict[str, object]:
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
        "reason": finding.reason,
        "remedy": [],
    }
