"""Every rule's own examples are its tests; cards and functions match one to one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from string import Formatter
from typing import Any

import pytest

from kanto_docs import data
from kanto_docs.cards import Card, card, files
from kanto_docs.checking import Checked
from kanto_docs.finding import Severity
from kanto_docs.formats.json import pointer
from kanto_docs.law import load, programme, programme_codes
from kanto_docs.rules import RULES
from kanto_docs.rules.registry import Rule
from kanto_docs.shape.explaining import validator
from kanto_docs.words import LANGUAGES, Words
from kanto_docs.words.saying import say
from tests.conftest import check_example

CARDS = [card(code) for code in sorted(files())]
RULE_CODES = {rule.code for rule in RULES}
PROGRAMMES = [law for law in map(programme, programme_codes()) if law is not None]
Example = Mapping[str, Any]


def examples(kind: str) -> list[Any]:
    return [
        pytest.param(one, example, id=f"{one.code}: {example['name']}")
        for one in CARDS
        for example in one.examples.get(kind, ())
    ]


_OUTCOMES: dict[int, Checked] = {}
"""Every example is checked once, however many tests look at it."""


def outcome(smallest: object, example: Example) -> Checked:
    if id(example) not in _OUTCOMES:
        _OUTCOMES[id(example)] = check_example(smallest, example)
    return _OUTCOMES[id(example)]


@pytest.mark.parametrize(("one", "example"), examples("fails"))
def test_a_failing_example_is_found_where_it_says(
    smallest: object, one: Card, example: Example
) -> None:
    report = outcome(smallest, example).report
    found = [finding for finding in report.findings if finding.code == one.code]
    places = [pointer(finding.path) for finding in found]
    assert places == list(example["at"]), [(f.code, pointer(f.path)) for f in report.findings]
    told = example.get("facts", {})
    assert {name: found[0].facts.get(name) for name in told} == dict(told)
    assert [pointer(path) for path in found[0].see] == list(
        example.get("see") or map(pointer, found[0].see)
    )


@pytest.mark.parametrize(("one", "example"), examples("passes"))
def test_a_passing_example_is_not_found(smallest: object, one: Card, example: Example) -> None:
    report = outcome(smallest, example).report
    assert one.code not in {finding.code for finding in report.findings}
    if one.code in RULE_CODES and not example.get("unjudged"):
        assert one.code in report.passed, [x for x in report.unjudged if x.code == one.code]


@pytest.mark.parametrize(("one", "example"), examples("fails"))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_reads_well_in_every_language(
    smallest: object, one: Card, example: Example, language: str
) -> None:
    report = outcome(smallest, example).report
    for finding in report.findings:
        if finding.code != one.code:
            continue
        said = say(finding, Words(language))
        for text in (said.title, said.message, said.why, said.fix):
            assert text
            assert not re.search(r"[{}]|\bNone\b|  | [.,;:!?](?:\s|$)", text), text
            assert text == text.strip()


def test_cards_and_functions_match_one_to_one() -> None:
    of_shape = {code for code in files() if code.startswith("Y")}
    assert set(files()) - of_shape == RULE_CODES - of_shape
    assert set(files()) >= RULE_CODES


@pytest.mark.parametrize("one", CARDS, ids=lambda one: one.code)
def test_a_card_keeps_its_form(one: Card) -> None:
    raw = load("rules", files()[one.code])
    schema = json.loads(data.read_text("schemas", "card.schema.json"))
    assert [error.message for error in validator(schema).iter_errors(raw)] == []
    assert files()[one.code] == f"{one.code}-{one.name}.yaml"


@pytest.mark.parametrize("one", [c for c in CARDS if c.code in RULE_CODES], ids=lambda c: c.code)
def test_every_rule_has_a_passing_and_a_failing_example(one: Card) -> None:
    assert one.examples.get("passes")
    assert one.examples.get("fails")


SAID_ONLY = {"C03": "the rate is said, nothing is compared with it"}
LIMITS_OF_CALLS = frozenset(
    {"opens", "closes", "first_start", "last_start", "min_total", "max_total", "max_months"}
    | {"max_grant_share", "own_share_min", "max_chars"}
)


def limits(rule: Rule) -> list[str]:
    """The numbers and days of the law or the call that a rule compares with."""
    found = []
    for name in rule.reads.values():
        first, _, rest = name.partition(".")
        units = {law.parameters[rest].unit for law in PROGRAMMES if rest in law.parameters}
        if (first == "law" and rest and units - {"list"}) or (
            first == "call" and rest in LIMITS_OF_CALLS
        ):
            found.append(name)
    return found


COMPARING = [rule for rule in RULES if limits(rule) and rule.code not in SAID_ONLY]


@pytest.mark.parametrize("rule", COMPARING, ids=lambda rule: rule.code)
def test_a_card_has_examples_at_its_limit_and_one_step_beside_it(rule: Rule) -> None:
    told = card(rule.code).examples
    edges = [one.get("edge") for kind in ("passes", "fails") for one in told.get(kind, ())]
    assert {"at", "below", "above"} <= set(edges), limits(rule)


@pytest.mark.parametrize("one", CARDS, ids=lambda one: one.code)
def test_a_card_says_the_same_facts_in_every_language(one: Card) -> None:
    def facts(language: str) -> set[str]:
        said = " ".join(one.texts[language].values())
        return {name for _, name, _, _ in Formatter().parse(said) if name}

    assert facts("fi") == facts("sv") == facts("en")


@pytest.mark.parametrize("one", CARDS, ids=lambda one: one.code)
def test_only_what_is_verified_may_be_an_error(one: Card) -> None:
    assert one.basis
    if one.severity is not Severity.NOTE:
        assert all(basis.confidence == "verified" for basis in one.basis)


def test_a_parameter_that_is_not_verified_makes_no_error() -> None:
    numbers = [
        parameter
        for code in programme_codes()
        if (law := programme(code)) is not None
        for parameter in law.parameters.values()
    ]
    for rule in RULES:
        for name in rule.reads.values():
            first, _, parameter = name.partition(".")
            if first != "law" or not parameter:
                continue
            values = [value for one in numbers if one.name == parameter for value in one.values]
            assert values, f"{rule.code} reads unknown {name}"
            if any(value.basis.confidence != "verified" for value in values):
                assert card(rule.code).severity is Severity.NOTE, f"{rule.code} reads {name}"


def test_codes_of_rules_and_required_rows_never_meet() -> None:
    for code in programme_codes():
        law = programme(code)
        assert law is not None
        assert not {row.code for row in law.required()} & set(files())
