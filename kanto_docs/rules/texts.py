"""Texts: left-over placeholders, identity codes, names and facts that disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from kanto_docs.finding import Fault, Faults
from kanto_docs.plan import Plan
from kanto_docs.prose.fields import Text, own_texts, texts_of
from kanto_docs.prose.identity import holds_identity_code, masked
from kanto_docs.prose.names import own_names
from kanto_docs.prose.placeholders import is_placeholder, placeholder_in
from kanto_docs.prose.sentences import sentences
from kanto_docs.prose.twins import Twin, dates_apart, sentences_apart
from kanto_docs.prose.wording import hinted, one_of, speaks_of
from kanto_docs.rules.registry import rule
from kanto_docs.source import Source

_MANY: Final = 5
"""From here on the same text is more than a coincidence."""
_OWN_RULES: Final = frozenset(
    {"email", "phone", "iban", "bic", "business_id", "postal_code", "website"}
)
"""Fields whose content other rules judge."""
_OPEN_NAMES: Final = frozenset({"staff/*/name", "steering_group/members/*/name"})
"""A person who is not chosen yet may well be called "?"."""
_EARLIER: Final = ("need/earlier_projects", "other_projects/", "applicant/capacity/", "partners/")
_REPEATED: Final = (
    "horizontal/sustainable_development/",
    "risks/*/mitigation",
    "actions/*/description",
)


@rule("X01")
def placeholder_for_text(source: Source) -> Faults:
    """Kentässä on vain täyttöohje tai paikanpitäjä."""
    for text in _written(source):
        if is_placeholder(text.text) and text.is_written:
            yield Fault(text.path, {"words": text.text})


@rule("X02")
def placeholder_in_text(source: Source) -> Faults:
    """Tekstin sisään on jäänyt täyttöohje tai paikanpitäjä."""
    for text in _written(source):
        found = placeholder_in(text.text)
        if found and not is_placeholder(text.text) and text.is_written:
            yield Fault(text.path, {"words": found})


@rule("X03")
def identity_code(source: Source) -> Faults:
    """Suunnitelmassa on henkilötunnus (757/2021 57 §). The code itself goes nowhere."""
    for text in texts_of(source):
        if holds_identity_code(text.text):
            path = text.path
            while any(holds_identity_code(str(step)) for step in path):
                path = path[:-1]
            yield Fault(path, {"problem": "key"} if text.is_key else {})


@rule("X04")
def name_misspelt(source: Source) -> Faults:
    """Hankkeen nimi on kirjoitettu toisin kuin nimen kentässä."""
    names = own_names(source)
    for text in _written(source):
        if text.kind.startswith(("project/", *_EARLIER)):
            continue
        for written, name in dict.fromkeys(names.misspelt(text.text, text.language)):
            yield Fault(text.path, {"words": written, "name": name}, (("project", "name"),))


@rule("X05", start="schedule.start")
def source_with_two_dates(start: date, source: Source) -> Faults:
    """Samalla lähteellä on kahdessa kohdassa saman päivän eri vuosi."""
    yield from _twins(dates_apart(_written(source), start))


@rule("X06")
def sentence_with_two_numbers(source: Source) -> Faults:
    """Sama lause on kahdessa kohdassa eri luvulla."""
    yield from _twins(sentences_apart(_written(source)))


@rule("X07")
def same_text_repeated(source: Source) -> Faults:
    """Sama perustelu toistuu ainakin viidessä kohdassa."""
    found: defaultdict[tuple[str, str], list[Text]] = defaultdict(list)
    for text in texts_of(source):
        group = next((one for one in _REPEATED if text.kind.startswith(one)), None)
        is_free = text.path[-1] in ("rationale", "mitigation", "description")
        if group and is_free and text.text and not text.is_key:
            found[group, " ".join(text.text.casefold().split()).rstrip(".")].append(text)
    for same in found.values():
        if len(same) >= _MANY:
            facts = {"words": masked(same[0].text), "count": len(same)}
            yield Fault(same[0].path, facts, tuple(one.path for one in same[1:]))


@rule("X08")
def old_programme_words(source: Source) -> Faults:
    """Hankkeesta kerrotaan vanhan ohjelmakauden sanoilla."""
    for text in own_texts(source):
        if text.kind == "communication/plan" or not hinted(text.text, "old_words", "hints"):
            continue  # the rules on communication read it
        for sentence in _plain_sentences(text):
            fund = one_of("old_words", "funds", text.language).search(sentence)
            slogan = one_of("old_words", "slogans").search(sentence)
            if fund or (slogan and text.kind != "dissemination"):
                words = fund["fund"] if fund else slogan.group() if slogan else ""
                yield Fault(text.path, {"words": words})
                break


@rule("X09")
def ordinary_activity(source: Source, plan: Plan) -> Faults:
    """Teksti kertoo hankkeen maksavan hakijan tavanomaista toimintaa (866/2021 24 § 1 kohta)."""
    for text in own_texts(source):
        if text.kind == "continuity" or not hinted(text.text, "ordinary", "hints"):
            continue
        for sentence in _plain_sentences(text):
            if match := one_of("ordinary", text.language).match(sentence):
                yield Fault(text.path, {"words": match.group()})
                break
    for number, cost in enumerate(plan.costs):
        words = (cost.text or "").strip().rstrip(".")
        if hinted(words, "ordinary", "hints") and one_of("ordinary", "cost").fullmatch(words):
            yield Fault(("costs", number, "text"), {"words": words})


def _written(source: Source) -> Iterator[Text]:
    """The texts, without keys, without fields of other rules and names still open."""
    for text in texts_of(source):
        if not text.is_key and text.path[-1] not in _OWN_RULES and text.kind not in _OPEN_NAMES:
            yield text


def _plain_sentences(text: Text) -> Iterator[str]:
    """The sentences that deny nothing and speak of no other project."""
    for sentence in sentences(text.text):
        if not any(speaks_of(sentence, name, text.language) for name in ("elsewhere", "in_part")):
            yield sentence


def _twins(twins: Iterator[Twin]) -> Faults:
    for twin in twins:
        facts = {"words": masked(twin.words), "first": twin.first, "second": twin.second}
        yield Fault(twin.path, facts, (twin.other,))
