"""One rule, required thing or question whole, in words: what `explain` and the handbook show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from kanto_docs.cards import Card, basis_in, card, files
from kanto_docs.finding import SUBMIT, Basis, Severity
from kanto_docs.formats.rulebook.examples import example_in_words
from kanto_docs.formats.rulebook.numbers import Number, confidence, number_in_words
from kanto_docs.formats.rulebook.rows import (
    QUESTION,
    REQUIRED,
    RULE,
    Row,
    field_of,
    parameters,
    places,
    rows,
    rule_of,
)
from kanto_docs.law import Law, Required, programme, programme_codes
from kanto_docs.rules.questions import Asked, all_questions
from kanto_docs.words import Words
from kanto_docs.words.missing import programme_name
from kanto_docs.words.saying import law_in_short
from kanto_docs.words.speaking import plain_template

MANY: Final = 10
"""More rules than this on one section: only those on the very same place in it are related."""


class Source(NamedTuple):
    """What something rests on, in words."""

    basis: Basis
    short: str
    confidence: str


class Entry(NamedTuple):
    """All that is known of one code, in one language."""

    kind: str
    code: str
    title: str
    mark: str
    """The severity in a word."""
    meaning: tuple[str, ...]
    """What the severity means, when it is asked, where a special reason is written."""
    says: tuple[str, ...]
    why: str
    fix: str
    ways_out: tuple[str, ...]
    sources: tuple[Source, ...]
    numbers: tuple[Number, ...]
    passes: tuple[str, ...]
    fails: tuple[str, ...]
    related: tuple[Row, ...]
    covers: tuple[str, ...]


def entry(code: str, law: Law, words: Words, listed: Sequence[Row] | None = None) -> Entry | None:
    """What is known of a code; None when there is no such code. `listed`: all rows, if at hand."""
    home = _home(code, law)
    listed = tuple(rows(home, words)) if listed is None or home is not law else listed
    own = next((row for row in listed if row.code == code), None)
    related = _related(own, listed) if own else ()
    if code in files():
        found = _of_card(card(code), home, words, own, related)
        return found if home is law else _of_programme(found, home, words)
    for row in law.programme.required():
        if row.code == code:
            return _of_required(row, words, related)
    for asked in all_questions(law.programme.code):
        if asked.question.code == code:
            return _of_question(asked, words, related)
    return None


def _home(code: str, law: Law) -> Law:
    """The law of the programme that uses a rule: the one asked about, else the first that does."""
    if code not in files() or law.programme.applies(code, law.on):
        return law
    others = (found for one in programme_codes() if (found := programme(one)))
    return next((Law(law.on, one) for one in others if one.applies(code, law.on)), law)


def _of_programme(found: Entry, home: Law, words: Words) -> Entry:
    said = words.ui("rulebook.of_programme", programme=programme_name(home, words))
    return found._replace(meaning=(*found.meaning, said))


def codes(law: Law) -> list[str]:
    """All codes there are to explain."""
    asked = (one.question.code for one in all_questions(law.programme.code))
    return [*files(), *(row.code for row in law.programme.required()), *asked]


def _of_card(
    found: Card, law: Law, words: Words, own: Row | None, related: tuple[Row, ...]
) -> Entry:
    texts = found.texts[words.language]
    severity = (own and own.severity) or found.severity
    return Entry(
        kind=RULE,
        code=found.code,
        title=texts["title"],
        mark=words.ui(f"severity.{severity.slug}"),
        meaning=tuple(_meaning(found, severity, words)),
        says=_texts(texts, "message"),
        why=plain_template(texts["why"]),
        fix=plain_template(texts["fix"]),
        ways_out=_texts(texts, "remedy_"),
        sources=_sources(basis_in(law.programme, found.code), words),
        numbers=tuple(number_in_words(one, words) for one in parameters(rule_of(found.code), law)),
        passes=_examples(found, "passes", words),
        fails=_examples(found, "fails", words),
        related=related,
        covers=found.covers,
    )


def _meaning(found: Card, severity: Severity, words: Words) -> Iterator[str]:
    yield words.ui(f"rulebook.meaning.{severity.slug}")
    if severity is not found.severity:
        yield words.ui("rulebook.weakened", severity=words.ui(f"severity.{found.severity.slug}"))
    if found.phase == SUBMIT:
        yield words.ui("rulebook.phase.submit")
    if found.reason is not None:
        yield words.ui("rulebook.reason_field", field=field_of(found.reason, words))
    elif found.severity is Severity.JUSTIFY:
        yield words.ui("rulebook.reason_code", code=found.code, field=words.label(("reasons",)))


def _of_required(row: Required, words: Words, related: tuple[Row, ...]) -> Entry:
    label = field_of(row.path, words)
    by_law = any(one.law for one in row.basis)
    severity = Severity.MISSING
    return Entry(
        kind=REQUIRED,
        code=row.code,
        title=words.ui("required.title", label=label),
        mark=words.ui(f"severity.{severity.slug}"),
        meaning=(
            words.ui(f"rulebook.meaning.{severity.slug}"),
            words.ui(f"rulebook.phase.{row.phase}"),
            *_conditions(row.if_present, row.when, row.unless, words),
            *_any_of(row, words),
        ),
        says=(words.ui("required.message", label=label),),
        why=words.ui("required.why_law" if by_law else "required.why_practice"),
        fix=row.ask[words.language],
        ways_out=(),
        sources=_sources(row.basis, words),
        numbers=(),
        passes=(),
        fails=(),
        related=related,
        covers=row.covers,
    )


def _of_question(asked: Asked, words: Words, related: tuple[Row, ...]) -> Entry:
    question = asked.question
    scale: tuple[str, ...] = ()
    if question.scale:
        least, most = question.scale
        scale = (words.ui("rulebook.scale", least=least, most=most),)
    look = ", ".join(words.label(path) for path in question.paths)
    by_call = (words.ui("rulebook.asked_by_call"),) if asked.call_has else ()
    return Entry(
        kind=QUESTION,
        code=question.code,
        title=question.text[words.language],
        mark=words.ui("rulebook.kind.question"),
        meaning=(
            words.ui("rulebook.meaning.question"),
            *scale,
            *_conditions(asked.if_present, asked.when, asked.unless, words),
            *by_call,
        ),
        says=(),
        why=question.why.get(words.language, ""),
        fix=words.ui("rulebook.look_at", fields=look),
        ways_out=(),
        sources=_sources(question.basis, words),
        numbers=(),
        passes=(),
        fails=(),
        related=related,
        covers=asked.covers,
    )


def _conditions(
    if_present: Sequence[str],
    when: Mapping[str, Sequence[str]],
    unless: Mapping[str, Sequence[str]],
    words: Words,
) -> Iterator[str]:
    """When it is asked, as sentences."""
    if if_present:
        fields = ", ".join(field_of(one, words) for one in if_present)
        yield words.ui("rulebook.asked_if", fields=fields)
    if when:
        yield words.ui("rulebook.asked_when", fields=_values(when, words))
    if unless:
        yield words.ui("rulebook.asked_unless", fields=_values(unless, words))


def _values(conditions: Mapping[str, Sequence[str]], words: Words) -> str:
    said = []
    for pointer, values in conditions.items():
        path = tuple(pointer.strip("/").replace("/*", "").split("/"))
        known = {"true": words.ui("answer.yes"), "false": words.ui("answer.no")}
        names = (known.get(value) or words.value(path, value) for value in values)
        said.append(f"{field_of(pointer, words)} = {' / '.join(names)}")
    return f" {words.ui('list.and')} ".join(said)


def _any_of(row: Required, words: Words) -> Iterator[str]:
    if row.any_of:
        fields = ", ".join(field_of(one, words) for one in row.any_of)
        yield words.ui("rulebook.any_of", fields=fields)


def _sources(basis: Sequence[Basis], words: Words) -> tuple[Source, ...]:
    return tuple(
        Source(one, short, confidence(one.confidence, words))
        for one in basis
        if (short := law_in_short((one,), words))
    )


def _texts(texts: Mapping[str, str], key: str) -> tuple[str, ...]:
    """A card's texts whose key begins so, without a plan, each once."""
    found = (plain_template(text) for name, text in texts.items() if name.startswith(key))
    return tuple(dict.fromkeys(found))


def _examples(found: Card, kind: str, words: Words) -> tuple[str, ...]:
    return tuple(example_in_words(one, words) for one in found.examples.get(kind, ()))


def _related(own: Row, listed: Sequence[Row]) -> tuple[Row, ...]:
    """The other rows on the same sections of the law."""
    mine = places(own.basis)
    sections = {place.section for place in mine}
    others = [row for row in listed if row.code != own.code]
    found = [row for row in others if sections & {one.section for one in places(row.basis)}]
    if len(found) > MANY:
        found = [
            row
            for row in found
            if any(a.holds(b) or b.holds(a) for a in mine for b in places(row.basis))
        ]
    return tuple(found)
