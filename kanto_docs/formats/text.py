"""A report as text: for the eye in a meeting, for an editor's problem list, for a screen reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from kanto_docs.finding import Acceptance, Finding, Report, Severity
from kanto_docs.formats.wrapping import indented
from kanto_docs.law import Programme, programme
from kanto_docs.prose.identity import masked
from kanto_docs.words import Words
from kanto_docs.words.missing import missing_in_words
from kanto_docs.words.saying import Said, say, say_remedy

Style = Callable[[str, str], str]
_LONG: Final = 160
_LONGEST_REASON: Final = 1000


def no_style(text: str, _kind: str) -> str:
    """The text as it is."""
    return text


class Look(NamedTuple):
    """How text output looks: `plain` for screen readers, `style(text, kind)` to colour it."""

    plain: bool = False
    style: Style = no_style


USUAL: Final = Look()


def render(reports: Sequence[Report], words: Words, look: Look = USUAL) -> str:
    """All reports, each with its findings and counts; several plans end with a summary."""
    parts = ["\n".join(_report(report, words, look)) for report in reports]
    if len(reports) > 1:
        parts.append("\n".join(_together(reports, words)))
    return "\n\n".join(parts) + "\n"


def _report(report: Report, words: Words, look: Look) -> Iterator[str]:
    explained: set[str] = set()
    for finding in report.findings:
        yield from _finding(report, finding, words, look, explained)
        yield ""
    if report.refused:
        yield words.ui("report.refused")
        return
    yield f"{report.file}: {_counts(report, words)}"
    yield from _unjudged(report, words)
    yield from _questions(report, words)
    if report.group is not None:
        yield ""
        from kanto_docs.formats.group import table

        yield from table(report.group, words)


def _finding(
    report: Report, finding: Finding, words: Words, look: Look, explained: set[str]
) -> Iterator[str]:
    said = say(finding, words)
    place = f"{report.file}:{finding.position.line}:{finding.position.column}"
    severity = look.style(words.ui(f"severity.{finding.severity.slug}"), finding.severity.slug)
    yield f"{look.style(place, 'place')}: {severity} {finding.code}: {said.message}"
    yield from _snippet(report, finding, words, look)
    if finding.known:
        yield f"   {words.ui('report.known')}"
        return
    if finding.waiver is not None:
        yield from _wrapped(accepted(finding.waiver, words))
        return
    if finding.reason is not None:
        yield f"   {words.ui('report.reason')}: {words.quote(finding.reason)}"
        return
    yield from _explanation(finding, said, words, explained)
    yield from _ways_out(finding, words)


def _explanation(finding: Finding, said: Said, words: Words, explained: set[str]) -> Iterator[str]:
    """Why and what to do: once for each code, and no sentence twice."""
    law = f" ({said.law})" if said.law else ""
    for key, sentence, source in (("why", said.why, law), ("fix", said.fix, "")):
        once = f"{finding.code}{sentence}"
        if sentence and once not in explained:
            explained.add(once)
            yield from _wrapped(f"{words.ui(f'report.{key}')}: {sentence}{source}")


def _ways_out(finding: Finding, words: Words) -> Iterator[str]:
    for number, remedy in enumerate(finding.remedies):
        key = "report.or" if number else "report.remedy"
        yield from _wrapped(f"{words.ui(key)}: {say_remedy(finding, remedy, words)}")


def accepted(waiver: Acceptance, words: Words) -> str:
    """Who has accepted a finding as it is, until when and why."""
    until = words.ui("report.until", until=waiver.until) if waiver.until else ""
    reason = _cut(words.fill("{reason}", {"reason": waiver.reason}), 0, _LONGEST_REASON)
    return f"{words.ui('report.accepted', by=_cut(waiver.by, 0))}{until}: {reason}"


def _wrapped(text: str) -> list[str]:
    return indented(text, at_hyphens=True)


def _snippet(report: Report, finding: Finding, words: Words, look: Look) -> Iterator[str]:
    """The line of the plan with the fault marked."""
    lines = report.source.lines if report.source else ()
    number, column = finding.position
    if not 0 < number <= len(lines) or not lines[number - 1].strip():
        return
    line = masked(lines[number - 1].replace("\t", " ")).rstrip()
    if look.plain:
        yield f"   {words.ui('report.line')} {number}: {_cut(line.strip(), 0)}"
        return
    start = max(0, column - _LONG // 2) if len(line) > _LONG else 0
    shown = _cut(line, start)
    end = min(finding.end or column + 1, start + len(shown) + 1)
    gutter = " " * max(5, len(str(number)) + 1)
    yield f"{number:>{len(gutter)}} | {shown}"
    mark = "^" * max(1, end - column)
    yield f"{gutter} | {' ' * (column - 1 - start)}{look.style(mark, finding.severity.slug)}"


def _cut(line: str, start: int, most: int = _LONG) -> str:
    part = line[start : start + most]
    return part + ("…" if len(line) > start + most else "")


def _counts(report: Report, words: Words) -> str:
    """How many of each kind there are, as one sentence."""
    amounts = [
        *((severity.slug, report.count(severity)) for severity in reversed(Severity)),
        ("justified", sum(finding.reason is not None for finding in report.findings)),
        ("waived", sum(finding.waiver is not None for finding in report.findings)),
        ("known", sum(finding.known for finding in report.findings)),
        ("passed", len(report.passed)),
        ("unjudged", len(report.unjudged)),
        ("questions", len(report.questions)),
    ]
    said = [_counted(words, name, number) for name, number in amounts if number]
    if not any(report.count(severity) for severity in Severity):
        return f"{words.ui('report.nothing')} {', '.join(said)}."
    return f"{', '.join(said)}."


def _counted(words: Words, name: str, number: int) -> str:
    return words.ui(f"counts.{name}.{'one' if number == 1 else 'many'}", n=number)


def _unjudged(report: Report, words: Words) -> Iterator[str]:
    if not report.unjudged:
        return
    yield words.ui("report.unjudged")
    for name, codes in unjudged_by_cause(report, words):
        yield f"   {name} ({', '.join(codes)})"


def unjudged_by_cause(report: Report, words: Words) -> list[tuple[str, list[str]]]:
    """What is missing, in words, with the codes it left unjudged; what leaves most comes first."""
    groups: dict[str, list[str]] = defaultdict(list)
    law: Programme | None = programme(report.programme) if report.programme else None
    for one in report.unjudged:
        for name in one.missing:
            groups[missing_in_words(name, words, law)].append(one.code)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return [(name, sorted(set(codes))) for name, codes in ordered]


def _questions(report: Report, words: Words) -> Iterator[str]:
    """The adviser's checklist: what the tool cannot judge and a person must."""
    if report.questions:
        yield words.ui("report.questions")
    for question in report.questions:
        scale = ""
        if question.scale:
            least, most = question.scale
            scale = f" {words.ui('report.scale', least=least, most=most)}"
        yield from _wrapped(f"[ ] {question.code} {question.text[words.language]}{scale}")


def _together(reports: Sequence[Report], words: Words) -> Iterator[str]:
    yield words.ui("report.together", n=len(reports)) + ":"
    for report in reports:
        said = words.ui("report.refused") if report.refused else _counts(report, words)
        yield f"   {report.file}: {said}"
