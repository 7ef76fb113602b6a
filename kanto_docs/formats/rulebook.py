"""The rules for people: a list of them, and one explained whole."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kanto_docs.cards import card, files
from kanto_docs.finding import Basis, Severity
from kanto_docs.formats.json import written
from kanto_docs.law import Law, Parameter, Required
from kanto_docs.rules import RULES
from kanto_docs.rules.judging import basis_of, in_use, severity_of
from kanto_docs.rules.registry import Rule
from kanto_docs.rules.required import severity_of as severity_of_row
from kanto_docs.words import Words
from kanto_docs.words.missing import field_and_place
from kanto_docs.words.saying import law_in_short
from kanto_docs.words.speaking import plain_template

WIDTH: Final = 100


class Row(NamedTuple):
    """A rule as the list shows it."""

    code: str
    severity: Severity
    title: str
    basis: tuple[Basis, ...]
    oldest: dt.date | None
    """The day the least recently checked number behind the rule was checked."""


def rows(law: Law, words: Words) -> Iterator[Row]:
    """Every rule and required thing that the programme (and the call) use."""
    rules = {rule.code: rule for rule in RULES}
    for code in files():
        if not in_use(code, law):
            continue
        found, rule = card(code), rules.get(code)
        basis = basis_of(found, rule, law) if rule else found.basis
        numbers = _parameters(rule, law) if rule else ()
        checked = [dated.checked_on for one in numbers if (dated := one.on(law.on))]
        severity = severity_of(found, basis, law)
        title = found.texts[words.language]["title"]
        yield Row(code, severity, title, basis, min(checked, default=None))
    for row in law.programme.required():
        yield Row(row.code, severity_of_row(row), _label(row, words), row.basis, None)


def listing(found: Sequence[Row], words: Words) -> str:
    """The list as text: code, severity, title, law."""
    lines = []
    for row in found:
        severity = words.ui(f"severity.{row.severity.slug}")
        law = law_in_short(row.basis, words)
        lines.append(f"{row.code}  {severity:<13} {row.title}{f'  ({law})' if law else ''}")
    return "\n".join([*lines, words.ui("rulebook.count", n=len(found))]) + "\n"


def machine(found: Sequence[Row]) -> str:
    """The list as JSON."""
    document = {
        "format": 1,
        "rules": [
            {
                "code": row.code,
                "severity": row.severity.slug,
                "title": row.title,
                "basis": [one._asdict() for one in row.basis],
                "checked_on": row.oldest.isoformat() if row.oldest else None,
            }
            for row in found
        ],
    }
    return written(document)


def explanation(code: str, law: Law, words: Words) -> str | None:
    """One rule whole: what it asks, why, its law, its numbers in time, examples. None: unknown."""
    if code in files():
        return "\n".join(_card(code, law, words)) + "\n"
    found = next((row for row in law.programme.required() if row.code == code), None)
    return "\n".join(_required(found, words)) + "\n" if found else None


def codes(law: Law) -> list[str]:
    """All codes there are to explain."""
    return [*files(), *(row.code for row in law.programme.required())]


def _card(code: str, law: Law, words: Words) -> Iterator[str]:
    found = card(code)
    texts = found.texts[words.language]
    yield f"{code}: {texts['title']} ({words.ui(f'severity.{found.severity.slug}')})"
    yield ""
    yield from _wrapped(plain_template(texts["why"]))
    yield from _wrapped(f"{words.ui('report.fix').capitalize()}: {plain_template(texts['fix'])}")
    yield from _law(found.basis, words)
    rule = next((rule for rule in RULES if rule.code == code), None)
    if rule is not None:
        yield from _numbers(rule, law, words)
    if words.language == "en":
        for kind in ("passes", "fails"):
            for example in found.examples.get(kind, ()):
                yield f"  {words.ui(f'rulebook.{kind}')}: {example['name']}"


def _required(row: Required, words: Words) -> Iterator[str]:
    label = _label(row, words)
    severity = words.ui(f"severity.{severity_of_row(row).slug}")
    yield f"{row.code}: {words.ui('required.title', label=label)} ({severity})"
    yield ""
    yield from _wrapped(words.ui("required.why_law" if row.basis else "required.why_practice"))
    yield from _wrapped(f"{words.ui('report.fix').capitalize()}: {row.ask[words.language]}")
    yield from _law(row.basis, words)


def _law(basis: tuple[Basis, ...], words: Words) -> Iterator[str]:
    for one in basis:
        short = law_in_short((one,), words)
        if short:
            yield f"  {short}{f'  {one.url}' if one.url else ''}"


def _numbers(rule: Rule, law: Law, words: Words) -> Iterator[str]:
    """The law's numbers that the rule reads, with every value in time."""
    for parameter in _parameters(rule, law):
        yield f"{parameter.title.get(words.language, parameter.name)}:"
        for dated in parameter.values:
            since = words.date(dated.since) if dated.since else words.ui("rulebook.unknown_since")
            value = words.ui("rulebook.unknown")
            if dated.value is not None:
                value = _value(dated.value, parameter.unit, words)
            checked = words.ui("rulebook.checked", on=dated.checked_on)
            yield f"  {since}: {value}  ({law_in_short((dated.basis,), words)}; {checked})"


def _value(value: object, unit: str, words: Words) -> str:
    spec = {"percent": "percent", "euro": "euro", "date": "date"}.get(unit, "")
    said = words.fill("{value:" + spec + "}" if spec else "{value}", {"value": value})
    return said if spec else f"{said} {words.ui(f'unit.{unit}')}".strip()


def _parameters(rule: Rule, law: Law) -> Iterator[Parameter]:
    for name in rule.reads.values():
        first, _, rest = name.partition(".")
        if first == "law" and rest:
            yield law.parameter(rest)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False)


def _label(row: Required, words: Words) -> str:
    """The field and what it stands in: "Summa (Kustannukset)"."""
    return field_and_place(tuple(row.path.strip("/").replace("/*", "").split("/")), words)
