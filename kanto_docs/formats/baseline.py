"""An earlier report to compare with: `check --baseline` fails only on what is new.

The earlier report is what `check --format json` wrote. A finding is known when the same code stood
at the same place of the same file or, where the items of a list have moved, said the same facts.
"""

from __future__ import annotations

import json
import stat
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from kanto_docs.errors import InputError
from kanto_docs.finding import Finding, Report
from kanto_docs.formats.json import plain, pointer

Earlier = Mapping[str, tuple[Mapping[str, object], ...]]
"""The findings of the earlier report, by file."""
_MAX_BYTES: Final = 100_000_000


def read(path: Path) -> Earlier:
    """The findings of a report that was written as JSON. Raises InputError."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MAX_BYTES:
            raise InputError("baseline_unreadable", path=str(path))
        document = json.loads(path.read_text(encoding="utf-8-sig"))
        plans = document["plans"]
        return {str(plan["file"]): tuple(map(_checked, plan["findings"])) for plan in plans}
    except (OSError, ValueError, RecursionError, LookupError, TypeError):
        raise InputError("baseline_unreadable", path=str(path)) from None


def marked(reports: Iterable[Report], earlier: Earlier) -> list[Report]:
    """The reports, with every finding marked that was there before."""
    found = list(reports)
    only = next(iter(earlier.values())) if len(earlier) == len(found) == 1 else None
    return [_marked(one, earlier.get(one.file, only or ())) for one in found]


def _marked(report: Report, earlier: Iterable[Mapping[str, object]]) -> Report:
    places = Counter((str(one["code"]), str(one["path"])) for one in earlier)
    known = {at for at, one in enumerate(report.findings) if _taken(places, _place(one))}
    moved = Counter(
        _saying(str(one["code"]), one["facts"])
        for one in earlier
        if _taken(places, (str(one["code"]), str(one["path"])))
    )
    for at, one in enumerate(report.findings):
        if at not in known and _taken(moved, _saying(one.code, plain(one.facts))):
            known.add(at)
    findings = (one.with_(known=at in known) for at, one in enumerate(report.findings))
    return report.with_(findings=tuple(findings))


def _checked(finding: Mapping[str, object]) -> Mapping[str, object]:
    """What is compared. Raises KeyError or TypeError for what is no finding."""
    return {"code": finding["code"], "path": finding["path"], "facts": finding["facts"]}


def _place(finding: Finding) -> tuple[str, str]:
    return finding.code, pointer(finding.path)


def _saying(code: str, facts: object) -> tuple[str, str]:
    return code, json.dumps(facts, sort_keys=True, ensure_ascii=False)


def _taken(counter: Counter[tuple[str, str]], key: tuple[str, str]) -> bool:
    """Whether there is one more of `key`; it is used up."""
    if not counter[key]:
        return False
    counter[key] -= 1
    return True
