"""The rule book: every code is explained whole in three languages, every place of law is found."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Final

import pytest

from kanto_docs.cards import card, files
from kanto_docs.errors import UsageError
from kanto_docs.finding import Basis, Severity
from kanto_docs.formats import rulebook
from kanto_docs.formats.rulebook.entry import Entry, entry
from kanto_docs.formats.rulebook.examples import example_in_words
from kanto_docs.formats.rulebook.rows import NUMBER, QUESTION, REQUIRED
from kanto_docs.formats.rulebook.sections import Place, in_order, place_of, read_place
from kanto_docs.law import Law, programme, programme_codes
from kanto_docs.words import LANGUAGES, Words

DAY: Final = dt.date(2026, 11, 24)


def law_of(code: str = "esr-plus-2021-2027") -> Law:
    found = programme(code)
    assert found is not None
    return Law(DAY, found)


LAW: Final = law_of()
ROWS: Final = {
    language: tuple(rulebook.rows(LAW, Words(language), numbers=True)) for language in LANGUAGES
}
CODES: Final = rulebook.codes(LAW)

PLACES: Final = (
    ("866/2021", "866/2021"),
    ("866/2021 8 §", "866/2021 §8"),
    ("866/2021  8§", "866/2021 §8"),
    ("866/2021 § 8", "866/2021 §8"),
    ("866/2021 8", "866/2021 8"),
    ("8 § 866/2021", "866/2021 §8"),
    ("asetus 866/2021 8 §", "866/2021 §8"),
    ("866/2021 8 § 1 MOM.", "866/2021 §8 mom1"),
    ("866/2021 24 § 4 k", "866/2021 §24 k4"),
    ("866/2021 24 § 4 kohta", "866/2021 §24 k4"),
    ("866/2021 9 § 1 mom. 2 punkten", "866/2021 §9 mom1 k2"),
    ("867/2021 section 9 subsection 1 item 2", "867/2021 §9 mom1 k2"),
    ("866/2021 11 a §", "866/2021 §11 a"),
    ("866/2021 6 § 4–5 mom", "866/2021 §6 mom4–5"),
    ("(EU) 2021/1060 63", "2021/1060 63"),
    ("eu 2021/1060 art. 63", "2021/1060 art63"),
    ("2021/1060 63 artikla 2 kohta", "2021/1060 art63 k2"),
    ("Regulation (EU) 2021/1060 Article 50(1)(c)", "2021/1060 art50 k1 alakc"),
    ("(EU) 2021/1060 liite IX", "2021/1060 annexix"),
    ("2021/1060 bilaga IX", "2021/1060 annexix"),
)
NO_PLACES: Final = ("", "8 §", "rahoituslaki", "866/2021 jotakin", "866/2021 8 § ja 9 §")

HOLDS: Final = (
    ("866/2021", "866/2021 8 §", True),
    ("866/2021 8 §", "866/2021 8 § 1 mom", True),
    ("866/2021 8", "866/2021 8 § 1 mom", True),
    ("866/2021 8 §", "866/2021 18 §", False),
    ("866/2021 8 §", "867/2021 8 §", False),
    ("866/2021 8 § 1 mom", "866/2021 8 §", False),
    ("866/2021 24 § 4 mom", "866/2021 24 § 4 k", False),
    ("866/2021 6 § 5 mom", "866/2021 6 § 4–5 mom", True),
    ("866/2021 6 § 6 mom", "866/2021 6 § 4–5 mom", False),
    ("866/2021 8 §", "866/2021 5–15 §", True),
    ("(EU) 2021/1060 63", "(EU) 2021/1060 63 art 2 k", True),
    ("2021/1060 50 art", "(EU) 2021/1060 50 art 1 k c alak", True),
    ("2021/1060 9", "(EU) 2021/1060 liite IX", False),
)


def place(text: str) -> Place:
    found = read_place(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(("text", "read"), PLACES)
def test_a_place_is_read_as_people_write_it(text: str, read: str) -> None:
    found = place(text)
    assert " ".join([found.law, *(unit + number for unit, number in found.parts)]) == read


@pytest.mark.parametrize("text", NO_PLACES)
def test_what_is_no_place_is_not_read(text: str) -> None:
    assert read_place(text) is None


@pytest.mark.parametrize(("wanted", "other", "held"), HOLDS)
def test_a_place_holds_what_lies_in_it(wanted: str, other: str, *, held: bool) -> None:
    assert place(wanted).holds(place(other)) is held


def test_every_place_in_the_data_can_be_read() -> None:
    for row in ROWS["fi"]:
        for basis in row.basis:
            assert basis.law is None or place_of(basis), basis
    assert place_of(Basis(title="Sivu", kind="page")) is None


def test_places_are_in_the_order_of_the_law() -> None:
    texts = ("866/2021 18 §", "2021/1060 liite IX", "866/2021 8 §", "2021/1060 9", "1397/2016 5 §")
    said = [f"{one.law} {one.parts[0][1]}" for one in sorted(map(place, texts), key=in_order)]
    assert said == ["1397/2016 5", "866/2021 8", "866/2021 18", "2021/1060 9", "2021/1060 ix"]


def codes_on(text: str) -> set[str]:
    return {row.code for row in rulebook.resting_on(ROWS["fi"], text)}


def test_rules_are_found_by_their_law() -> None:
    found = codes_on("866/2021 8 §")
    assert {"C03", "C06", "flat_rate_40"} <= found
    assert "F01" not in found
    assert codes_on("866/2021 8 § 1 mom") <= found


def test_required_rows_questions_and_numbers_are_found_too() -> None:
    assert "S57" in codes_on("866/2021 5 § 1 mom")
    assert "Q01" in codes_on("757/2021 5 §")
    assert "max_grant_share" in codes_on("867/2021 4 §")


@pytest.mark.parametrize("text", ["868/2021", "868/2021 8 §", *NO_PLACES])
def test_an_unknown_law_is_refused_with_those_that_are_known(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        rulebook.resting_on(ROWS["fi"], text)
    assert refused.value.kind == "unknown_law"
    assert "866/2021" in str(refused.value.facts["known"])
    assert "(EU) 2021/1060" in str(refused.value.facts["known"])


def test_a_section_without_rules_gives_an_empty_list() -> None:
    assert codes_on("866/2021 99 §") == set()


def test_every_row_has_a_day_on_which_it_was_checked() -> None:
    assert [row.code for row in ROWS["fi"] if row.oldest is None] == []


def test_the_list_counts_what_it_lists_but_numbers() -> None:
    words = Words("en")
    found = rulebook.resting_on(ROWS["en"], "866/2021 8 §")
    lines = rulebook.listing(found, words).splitlines()
    assert len(lines) == len(found) + 1
    assert lines[-1] == f"Rules: {sum(row.kind != NUMBER for row in found)}."
    kinds = {one["kind"] for one in json.loads(rulebook.machine(ROWS["en"]))["rules"]}
    assert kinds == {"rule", "required", "question", "number"}


def whole(code: str, language: str) -> Entry:
    found = entry(code, LAW, Words(language), ROWS[language])
    assert found is not None, code
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained_whole(code: str, language: str) -> None:
    found = whole(code, language)
    assert found.title
    assert found.meaning
    assert found.why
    assert found.fix
    if found.kind != QUESTION:
        assert found.says
    for text in (*found.meaning, *found.says, found.why, found.fix, *found.ways_out):
        assert not re.search(r"[{}]|\bNone\b", text), text
    if code in files():
        examples = card(code).examples
        assert len(found.passes) == len(examples.get("passes", ()))
        assert len(found.fails) == len(examples.get("fails", ()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["F01", "S02", "S57", "Q20", "Y24", "W23"])
def test_an_explanation_is_text_of_its_language(code: str, language: str) -> None:
    words = Words(language)
    said = rulebook.explanation(code, LAW, words)
    assert said is not None
    assert said.startswith(f"{code}: ")
    assert words.ui("report.why").capitalize() in said
    for other in set(LANGUAGES) - {language}:
        assert Words(other).ui("rulebook.confidence.verified") not in said
    assert all(len(line) <= 100 for line in said.splitlines() if "http" not in line)


def test_an_unknown_code_is_not_explained() -> None:
    assert rulebook.explanation("QQQ", LAW, Words("fi")) is None


def test_a_rule_is_explained_with_everything_behind_it() -> None:
    said = rulebook.explanation("F01", LAW, Words("en"))
    assert said is not None
    for part in (
        "F01: The grant is above the highest share (justify)",
        "after the code F01",
        "867/2021 section 4 subsection 1 (read in the source) https://www.finlex.fi/",
        "15 October 2021: 80%",
        "checked on 24 November 2026",
        "Grant percentage (Financing plan) = 80%",
        "Answers the requirements: FIN-MAX80",
    ):
        assert part in " ".join(said.split()), part


def test_the_place_of_a_special_reason_is_named() -> None:
    found = whole("S02", "en")
    assert card("S02").severity is Severity.JUSTIFY
    assert any(one.startswith("The reason is written in the field") for one in found.meaning)


def test_a_rule_names_the_others_on_its_section() -> None:
    related = {row.code for row in whole("S01", "fi").related}
    assert "S02" in related
    assert "S01" not in related
    assert "F01" not in related


def test_a_rule_of_another_programme_says_so() -> None:
    used = {code: [one for one in programme_codes() if applies(one, code)] for code in files()}
    others = [code for code, homes in used.items() if homes and LAW.programme.code not in homes]
    for code in others:
        home = programme(used[code][0])
        assert home is not None
        found = whole(code, "fi")
        assert any("Koskee vain ohjelmaa" in one for one in found.meaning)


def applies(programme_code: str, code: str) -> bool:
    return law_of(programme_code).programme.applies(code, DAY)


def test_a_required_row_says_when_it_is_asked() -> None:
    rows = [row for row in LAW.programme.required() if row.when]
    for row in rows:
        found = whole(row.code, "en")
        assert found.kind == REQUIRED
        assert any(one.startswith("Asked when") for one in found.meaning)


EXAMPLES: Final[tuple[tuple[dict[str, object], str], ...]] = (
    ({"set": {"/funding/grant_share": 80}}, "Tukiprosentti (Rahoitussuunnitelma) = 80 %"),
    ({"unset": ["/funding/grant_share"]}, "Tukiprosentti (Rahoitussuunnitelma) puuttuu"),
    (
        {"set": {"/costs/-": {"category": "travel", "amount": 10}}},
        "uusi rivi = [",
    ),
    ({"set": {"/schedule/end": "2028-12-31"}}, "= 31.12.2028"),
    ({"set": {"/staff/0/job_description": False}}, "= ei"),
    ({"set": {"/project/kind": "group"}}, "= ryhmähanke"),
    ({"set": {"/funding/sources": []}}, "= ei yhtään"),
    ({"set": {"/summary": None}}, "= tyhjä"),
    ({"set": {"/schedule/end": "joskus"}}, "= ”joskus”"),
    ({}, "ei muutoksia"),
    ({"set": {"/funding/grant_share": 80}, "edge": "at"}, "(tasan rajalla)"),
    ({"unset": ["/staff"], "unjudged": True}, "(ei voida arvioida)"),
)


@pytest.mark.parametrize(("example", "said"), EXAMPLES)
def test_an_example_is_said_by_its_fields(example: dict[str, object], said: str) -> None:
    assert said in example_in_words(example, Words("fi")).replace("\N{NO-BREAK SPACE}", " ")
