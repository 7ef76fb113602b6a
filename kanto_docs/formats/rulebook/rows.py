"""The rule book as a list: rules, what must be there, questions, and the law's numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from kanto_docs.cards import card, files
from kanto_docs.errors import UsageError
from kanto_docs.finding import Basis, Severity
from kanto_docs.formats.json import written
from kanto_docs.formats.rulebook.sections import Place, laws_of, place_of, read_place
from kanto_docs.law import Law, Parameter, Required
from kanto_docs.rules import RULES
from kanto_docs.rules.judging import basis_of, in_use, severity_of
from kanto_docs.rules.questions import all_questions
from kanto_docs.rules.registry import Rule
from kanto_docs.rules.required import severity_of as severity_of_row
from kanto_docs.words import Words
from kanto_docs.words.missing import field_and_place
from kanto_docs.words.saying import law_in_short

RULE: Final = "rule"
REQUIRED: Final = "required"
QUESTION: Final = "question"
NUMBER: Final = "number"


class Row(NamedTuple):
    """A rule as the list shows it."""

    kind: str
    code: str
    severity: Severity | None
    """None for a question and for a number."""
    title: str
    basis: tuple[Basis, ...]
    oldest: dt.date | None = None
    """The day on which what it rests on was checked, of several numbers the longest ago."""


def rows(law: Law, words: Words, *, numbers: bool = False) -> Iterator[Row]:
    """Every rule, required thing and question that the programme and the call use."""
    checked = law.programme.oldest_check(law.on)
    for row in _rows(law, words):
        yield row if row.oldest else row._replace(oldest=checked)
    if numbers:
        for one in law.programme.parameters.values():
            basis = tuple(dict.fromkeys(dated.basis for dated in one.values))
            title = one.title.get(words.language, one.name)
            yield Row(NUMBER, one.name, None, title, basis, _oldest([one], law))


def resting_on(found: Sequence[Row], text: str) -> list[Row]:
    """The rows that rest on a place in the law. Raises UsageError when there is no such law."""
    wanted = read_place(text)
    known = laws_of(one for row in found for one in row.basis)
    laws = {place.law for row in found for one in row.basis if (place := place_of(one))}
    if wanted is None or wanted.law not in laws:
        raise UsageError("unknown_law", law=text, known=", ".join(known))
    return [row for row in found if any(wanted.holds(place) for place in places(row.basis))]


def places(basis: Iterable[Basis]) -> list[Place]:
    """The places in the law that a basis names."""
    return [place for one in basis if (place := place_of(one))]


def listing(found: Sequence[Row], words: Words) -> str:
    """The list as text: code, severity, title, law."""
    lines = []
    for row in found:
        law = law_in_short(row.basis, words)
        lines.append(
            f"{row.code}  {_kind(row, words):<13} {row.title}{f'  ({law})' if law else ''}"
        )
    count = sum(row.kind != NUMBER for row in found)
    return "\n".join([*lines, words.ui("rulebook.count", n=count)]) + "\n"


def machine(found: Sequence[Row]) -> str:
    """The list as JSON."""
    document = {
        "format": 1,
        "rules": [
            {
                "code": row.code,
                "kind": row.kind,
                "severity": row.severity.slug if row.severity else None,
                "title": row.title,
                "basis": [one._asdict() for one in row.basis],
                "checked_on": row.oldest.isoformat() if row.oldest else None,
            }
            for row in found
        ],
    }
    return written(document)


def label(row: Required, words: Words) -> str:
    """The field and what it stands in: "Summa (Kustannukset)"."""
    return field_of(row.path, words)


def field_of(pointer: str, words: Words) -> str:
    """The field at a pointer with `*`, as people say it."""
    return field_and_place(tuple(pointer.strip("/").replace("/*", "").split("/")), words)


def parameters(rule: Rule | None, law: Law) -> list[Parameter]:
    """The law's numbers that a rule reads."""
    names = (name.partition(".") for name in (rule.reads.values() if rule else ()))
    return [law.parameter(rest) for first, _, rest in names if first == "law" and rest]


def rule_of(code: str) -> Rule | None:
    """The function of a rule; None for what is checked elsewhere, the shape of a file."""
    return next((rule for rule in RULES if rule.code == code), None)


def _rows(law: Law, words: Words) -> Iterator[Row]:
    for code in files():
        if in_use(code, law):
            found, rule = card(code), rule_of(code)
            basis = basis_of(found, rule, law) if rule else found.basis
            title = found.texts[words.language]["title"]
            severity = severity_of(found, basis, law)
            yield Row(RULE, code, severity, title, basis, _oldest(parameters(rule, law), law))
    for row in law.programme.required():
        yield Row(REQUIRED, row.code, severity_of_row(row), label(row, words), row.basis)
    for asked in all_questions(law.programme.code):
        question = asked.question
        title = question.text[words.language]
        yield Row(QUESTION, question.code, None, title, question.basis)


def _kind(row: Row, words: Words) -> str:
    key = f"severity.{row.severity.slug}" if row.severity else f"rulebook.kind.{row.kind}"
    return words.ui(key)


def _oldest(numbers: Iterable[Parameter], law: Law) -> dt.date | None:
    return min((dated.checked_on for one in numbers if (dated := one.on(law.on))), default=None)
