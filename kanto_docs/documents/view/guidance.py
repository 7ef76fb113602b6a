"""The adviser's letter (neuvojan palaute): what the check found, in the order a volunteer reads it.

First what is in order, then what is to be mended, what is missing, what is worth knowing, what
could not be judged, what a person must think about, and what comes next.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kanto_docs.cards import files
from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Answer, Names, Rows
from kanto_docs.documents.view.next_steps import next_steps
from kanto_docs.finding import Finding, Question, Report, Severity
from kanto_docs.formats.text import accepted, unjudged_by_cause
from kanto_docs.plan import Plan
from kanto_docs.words import Words
from kanto_docs.words.capitals import capitalised
from kanto_docs.words.missing import field_and_place
from kanto_docs.words.saying import Said, law_in_short, say, say_remedy

_TO_MEND: Final = (Severity.ERROR, Severity.JUSTIFY)
_OPEN: Final = (*_TO_MEND, Severity.MISSING)


def guidance(checked: Checked, words: Words) -> Names:
    """`guidance.opening`, `in_order`, `mend`, `lacking`, `notes`, `agreed`, `unjudged` …"""
    report = checked.report
    counting = [one for one in report.findings if one.counts]
    to_mend = [one for one in counting if one.severity in _TO_MEND]
    missing = [one for one in counting if one.severity is Severity.MISSING]
    notes = [one for one in counting if one.severity is Severity.NOTE]
    names = {
        "opening": _opening(len(to_mend), len(missing), words),
        "ready": Answer(words.ui("answer.yes" if not to_mend else "answer.no"), not to_mend),
        "counts": Rows(tuple(_counts(report, counting, words)), ""),
        "in_order": Rows(tuple(_in_order(report, words)), words.ui("doc.guidance.none_yet")),
        "parts": Rows(tuple(_parts((to_mend, missing, notes), words)), ""),
        "mend": _sections(to_mend, words),
        "lacking": _sections(missing, words),
        "notes": _sections(notes, words),
        "agreed": Rows(tuple(_agreed(report, words)), ""),
        "unjudged": Rows(tuple(_unjudged(report, words)), ""),
        "questions": Rows(tuple(_question(one, words) for one in report.questions), ""),
        "steps": Rows(tuple(next_steps(checked, len(to_mend), len(missing), words)), ""),
    }
    return Names("guidance", names)


def _opening(to_mend: int, missing: int, words: Words) -> str:
    said = "both" if to_mend and missing else "mend" if to_mend else "missing" if missing else ""
    return words.ui(f"doc.guidance.opening.{said or 'nothing'}")


def _counts(report: Report, counting: Sequence[Finding], words: Words) -> Iterator[Names]:
    """The whole in figures: one row for each kind of which there is any."""
    kinds = Counter(one.severity.slug for one in counting)
    amounts = {
        **{severity.slug: kinds[severity.slug] for severity in reversed(Severity)},
        "agreed": sum(not one.counts for one in report.findings),
        "passed": len(report.passed),
        "unjudged": len(report.unjudged),
        "questions": len(report.questions),
    }
    for name, amount in amounts.items():
        if amount:
            label = words.ui(f"doc.guidance.count.{name}")
            yield Names("guidance.counts", {"label": label, "number": words.number(amount)})


def _in_order(report: Report, words: Words) -> Iterator[Names]:
    """Parts of the plan in which something was found to be in order, and what is open there."""
    passed = Counter(code[0] for code in report.passed)
    open_ = Counter(one.code[0] for one in report.findings if one.counts and one.severity in _OPEN)
    for family in sorted(passed, key=lambda one: (bool(open_[one]), -passed[one])):
        key = "some" if open_[family] else "all"
        told = words.ui(f"doc.guidance.in_order.{key}", n=passed[family], open=open_[family])
        title = words.ui(f"rulebook.family.{family}")
        whole = Answer(words.ui("answer.yes"), said=not open_[family])
        yield Names("guidance.in_order", {"title": title, "told": told, "whole": whole})


def _parts(kinds: Sequence[Sequence[Finding]], words: Words) -> Iterator[Names]:
    """Where there is something to do: for each part of the plan how much of each kind."""
    found = [Counter(_part(one) for one in kind) for kind in kinds]
    parts = dict.fromkeys(part for some in found for part in some)
    for part in sorted(parts, key=lambda one: (not one, [-some[one] for some in found])):
        amounts = (words.number(some[part]) if some[part] else "–" for some in found)
        names = dict(zip(("mend", "lacking", "notes"), amounts, strict=True))
        yield Names("guidance.parts", {"title": _title(part, words), **names})


def _part(finding: Finding) -> str:
    """The part of the plan that the finding stands in; empty for what is no part of a plan."""
    part = str(finding.path[0]) if finding.path else ""
    return part if part in Plan.__annotations__ else ""


def _title(part: str, words: Words) -> str:
    return words.label((part,)) if part else words.ui("doc.guidance.other")


def _sections(findings: Sequence[Finding], words: Words) -> Rows:
    """Findings by the part of the plan they stand in, those of one rule together."""
    parts: dict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        parts[_part(one)].append(one)
    rows = []
    for part, here in sorted(parts.items(), key=lambda item: not item[0]):
        by_code: dict[str, list[Finding]] = defaultdict(list)
        for one in here:
            by_code[one.code].append(one)
        title = _title(part, words)
        points = tuple(_point(group, title, words) for group in by_code.values())
        rows.append(Names("guidance.part", {"title": title, "points": Rows(points, "")}))
    return Rows(tuple(rows), "")


def _point(group: Sequence[Finding], part: str, words: Words) -> Names:
    """One rule's findings in one part of the plan: each with its ways out, explained once."""
    said = [say(one, words) for one in group]
    first = group[0]
    is_rule = first.code in files()
    places = (_place(one, told, part, words) for one, told in zip(group, said, strict=True))
    return Names(
        "guidance.point",
        {
            "title": said[0].title,
            "kind": words.ui(f"doc.guidance.kind.{first.severity.slug}"),
            "places": Rows(tuple(places), ""),
            "why": Rows(_once(one.why if is_rule else one.law or one.why for one in said), ""),
            "fix": Rows(_once(one.fix for one in said), ""),
            "law": said[0].law,
            "has_law": Answer(words.ui("answer.yes"), said=is_rule and bool(said[0].law)),
            "code": first.code,
        },
    )


def _place(finding: Finding, said: Said, part: str, words: Words) -> Names:
    """What is wrong at one place, where it is, and the ways out of it."""
    ways = tuple(say_remedy(finding, remedy, words) for remedy in finding.remedies)
    field = _field(finding, part, words)
    line = words.ui("doc.guidance.line", n=str(finding.position.line))
    is_rule = finding.code in files()
    return Names(
        "guidance.place",
        {
            "message": said.message if is_rule else "",
            "asked": said.message if is_rule else capitalised(field),
            "place": f"{field}, {line}" if field else line,
            "ways": Rows(ways, ""),
            "choice": words.ui(f"doc.guidance.choice.{'one' if len(ways) == 1 else 'many'}"),
        },
    )


def _field(finding: Finding, part: str, words: Words) -> str:
    """The field, with what it stands in where the heading above does not say it already."""
    if not finding.path:
        return ""
    label, whole = words.label(finding.path), field_and_place(finding.path, words)
    return label if whole in (f"{label} ({part})", f"{label} ({label})") else whole


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _agreed(report: Report, words: Words) -> Iterator[Names]:
    """What the plan justifies, what somebody has accepted, and what was there before."""
    for one in report.findings:
        if one.counts:
            continue
        if one.waiver is not None:
            told = accepted(one.waiver, words)
        elif one.reason is not None:
            told = words.ui("doc.guidance.justified", reason=one.reason)
        else:
            told = capitalised(words.ui("report.known"))
        said = say(one, words)
        yield Names("guidance.agreed", {"title": said.title, "message": said.message, "told": told})


def _unjudged(report: Report, words: Words) -> Iterator[Names]:
    for name, codes in unjudged_by_cause(report, words):
        told = words.ui(
            f"doc.guidance.unjudged.{'one' if len(codes) == 1 else 'many'}", n=len(codes)
        )
        yield Names("guidance.unjudged", {"missing": capitalised(name), "told": told})


def _question(question: Question, words: Words) -> Names:
    scale = ""
    if question.scale:
        least, most = question.scale
        scale = words.ui("report.scale", least=least, most=most)
    why = question.why.get(words.language, "")
    small = " ".join(filter(None, (why, scale, _in_brackets(law_in_short(question.basis, words)))))
    return Names(
        "guidance.questions",
        {
            "text": question.text[words.language],
            "small": small,
            "has_small": Answer(words.ui("answer.yes"), said=bool(small)),
        },
    )


def _in_brackets(text: str) -> str:
    return f"({text})" if text else ""
