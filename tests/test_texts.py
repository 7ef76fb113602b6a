"""Rules on texts: what is certain is found, no identity code is told, odd texts cost no time."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from jsonschema import Draft202012Validator

from kanto_docs import data
from kanto_docs.checking import check_source
from kanto_docs.formats import json as json_format
from kanto_docs.formats import text as text_format
from kanto_docs.formats.json import pointer
from kanto_docs.law import programme
from kanto_docs.plan.part import LANGUAGES
from kanto_docs.prose.identity import holds_identity_code, masked
from kanto_docs.prose.names import OwnNames, bare_name, same_name
from kanto_docs.prose.placeholders import is_placeholder, placeholder_in
from kanto_docs.prose.sentences import sentences
from kanto_docs.source import load_data, read
from kanto_docs.starter import starter
from kanto_docs.words import Words
from tests.conftest import changed, check_data, folder_of, sample

HETU = "131052-308T"


def found(smallest: object, changes: Mapping[str, object], code: str) -> list[str]:
    report = check_data(changed(smallest, changes), sample("smallest").parent).report
    return [pointer(one.path) for one in report.findings if one.code == code]


@pytest.mark.parametrize(
    "text",
    ["xxx", "XXX", "TODO", "TBD", "?", "???", "…", "...", "____", "[täydennä]", "Kirjoita tähän",
     "täydennetään myöhemmin", "Lisää teksti tähän", "kesken", "[xxx]", "Lorem ipsum dolor sit.",
     "Skriv här", "fyll i här", "Kompletteras senare", "Fill in here", "To be completed."],
)  # fmt: skip
def test_a_prompt_alone_is_no_text(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    ["X", "-", "–", "Ei ole", "Lisää osallisuutta", "Täydennämme palveluja.", "Keskeneräinen työ",
     "Fyllnadsval", "Here we are", "Kirjoitamme tähän kirjaan", "Todella hyvä", "Xx-ryhmä", "0"],
)  # fmt: skip
def test_a_short_text_is_no_prompt(text: str) -> None:
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("Kylässä on xxx asukasta.", "xxx"),
        ("Kumppanina on XX ry.", "XX"),
        ("Alkaa xx.xx.2027 kylällä.", "xx.xx.2027"),
        ("Malli {{ nimi }} jäi.", "{{ nimi }}"),
        ("Määrä on ??? henkilöä.", "???"),
        ("Nimi: ______ ja paikka", "______"),
        ("Syy on [kirjoittakaa syy].", "[kirjoittakaa syy]"),
    ],
)
def test_a_prompt_among_words_is_told_as_it_is_written(text: str, prompt: str) -> None:
    assert placeholder_in(text) == prompt


@pytest.mark.parametrize(
    "text",
    ["Mitä ihmettä???", "Louis XXI kävi täällä.", "XXX Kyläjuhlat", "axxxb", "[kuten muut]",
     "TODO-lista seinällä", "Taulukko [1], [2] ja [tähdet]", "kuka? mitä? missä?", "MTODOX"],
)  # fmt: skip
def test_what_only_looks_like_a_prompt_stays(text: str) -> None:
    assert placeholder_in(text) is None


@pytest.mark.parametrize("sign", "-YXWVU")
def test_every_sign_of_the_last_century_is_known(sign: str) -> None:
    assert holds_identity_code(f"Aino {HETU.replace('-', sign)}.")


@pytest.mark.parametrize(
    "text", ["131052-308U", "320152-308T", "0131052-308T", "131052-308TT", "131052 308T", "1310"]
)
def test_a_number_without_the_right_check_character_is_no_code(text: str) -> None:
    assert not holds_identity_code(f"Numero {text} on muuta.")


@pytest.mark.parametrize(
    ("place", "at"),
    [
        ("/novelty", "/novelty"),
        ("/project/name", "/project/name"),
        ("/actions/0/outputs", "/actions/0/outputs/0"),
        ("/area/municipalities", "/area/municipalities/0"),
        ("/reasons/S02", "/reasons/S02"),
        ("/staff/0/id", "/staff/0/id"),
        ("/unheard_of", "/unheard_of"),
    ],
)
def test_a_code_is_found_wherever_it_stands(smallest: object, place: str, at: str) -> None:
    value = [f"tunnus {HETU}"] if at.endswith("/0") else f"tunnus {HETU}"
    assert found(smallest, {place: value}, "X03") == [at]


def test_a_code_as_a_key_is_found_at_what_holds_it(smallest: object) -> None:
    assert found(smallest, {f"/reasons/{HETU}": "Syy"}, "X03") == ["/reasons"]


def test_no_finding_of_texts_tells_the_code(smallest: object) -> None:
    sentence = f"Kyläkyselyyn vastasi keväällä {{}} ihmistä, yhteys {HETU} tai toimisto."
    plan = changed(
        smallest,
        {
            "/need/problem": sentence.format(68),
            "/need/evidence": sentence.format(86),
            "/results/0/text": f"Tulos {HETU}",
            "/novelty": f"Aino {HETU} xxx",
            "/risks": [{"risk": f"R{n}", "mitigation": f"Soitto {HETU}"} for n in range(5)],
        },
    )
    report = check_data(plan, sample("smallest").parent).report
    own = report.with_(findings=tuple(one for one in report.findings if one.code[0] == "X"))
    assert {one.code for one in own.findings} >= {"X02", "X03", "X06", "X07"}
    for language in LANGUAGES:
        words = Words(language)
        assert HETU not in json_format.render([own], {own.file: words})
        assert HETU not in text_format.render([own], words)


def test_a_masked_text_keeps_the_rest() -> None:
    assert masked(f"Aino {HETU}, Joensuu") == "Aino ******-****, Joensuu"


NAMES = OwnNames({"project": {"name": "Kylän olohuone", "acronym": "OLOHUONE"}})


@pytest.mark.parametrize(
    "text",
    ["Kylän olohune -hanke alkaa.", "Hanke ”Kylän olohouone” alkaa.", "Kylän olouhone -hanke.",
     "Kylänolohuone -hanke alkaa.", "OLOHUONNE-hanke", "Kylän ölohuone -hankkeessa"],
)  # fmt: skip
def test_a_slip_in_the_name_is_found(text: str) -> None:
    assert len(list(NAMES.misspelt(text, "fi"))) == 1


@pytest.mark.parametrize(
    "text",
    ["Kylän olohuone -hanke alkaa.", "KYLÄN OLOHUONE -hanke", "Kylien olohuone -hanke on toinen.",
     "Kylän olohuoneen -hanke", "Hanke ”Kylän olohuone 2” jatkuu.", "Olohuone-hanke alkaa.",
     "”kylän olohuone” on kaikille", "Kylän talo -hanke", "OLOHUONEET-hanke",
     "Aiempi ”Kylän olohune”.", "Kylän Olohuone -hanke"],
)  # fmt: skip
def test_another_name_is_no_slip(text: str) -> None:
    assert list(NAMES.misspelt(text, "fi")) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Esimerkkilän Kylä ry", "ESIMERKKILÄN  KYLÄ r.y.", True),
        ("Esimerkkilän Kylä ry", "Esimerkkilän Kylä", True),
        ("Exempelby byaförening r.f.", "Exempelby byaförening", True),
        ("Aino Malli-Esimerkki", "aino malli esimerkki", True),
        ("Kylä ry", "Kyla\N{COMBINING DIAERESIS}", True),
        ("Esimerkkilän Kylä ry", "Esimerkkilän Kylä Oy", False),
        ("Esimerkkilän Kylä ry", "Kylä ry", False),
        ("Kyläry", "Kylä", False),
        ("Aino Malli", "Eero Malli", False),
        ("Kylä 1", "Kylä 2", False),
        (None, "Kylä ry", False),
        (None, None, False),
        ("–", "?", False),
    ],
)
def test_names_are_the_same_but_for_how_they_are_written(
    one: str | None, other: str | None, *, same: bool
) -> None:
    assert same_name(one, other) is same_name(other, one) is same


def test_the_short_word_for_an_association_may_be_all_of_its_name() -> None:
    assert bare_name("Ry") == "ry"


def test_the_name_of_another_project_is_no_slip() -> None:
    names = OwnNames(
        {"project": {"name": "Kylän olohuone"}, "other_projects": [{"name": "Kylän olahuone"}]}
    )
    assert list(names.misspelt("Kylän olahuone -hanke", "fi")) == []


def test_sentences_end_where_people_end_them() -> None:
    text = (
        "Alkaa 1.1.2027. Mukana n. 50 ihmistä, esim. Aino.\nHän tulee.\n\n- yksi\n- kaksi? Kyllä!"
    )
    assert list(sentences(text)) == [
        "Alkaa 1.1.2027.",
        "Mukana n. 50 ihmistä, esim. Aino.",
        "Hän tulee.",
        "yksi",
        "kaksi?",
        "Kyllä!",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_starter_is_not_barked_at(language: str) -> None:
    law = programme("esr-plus-2021-2027")
    assert law is not None
    text = starter(law, None, Words(language), "plan.yaml")
    report = check_source(read(text.encode(), "plan.yaml"), folder_of(sample("smallest"))).report
    assert [one.code for one in report.findings if one.code[0] == "X"] == []


LONG = 60_000
ODD = {
    "one word": "a" * LONG,
    "words": "hanke " * (LONG // 6),
    "sentences": "Hanke kestää. " * (LONG // 14),
    "numbers": "1 000 " * (LONG // 6),
    "digits": "1" * LONG,
    "brackets": "[täydennä " * (LONG // 10),
    "braces": "{{" * (LONG // 2),
    "quotation marks": "”" * LONG,
    "quoted": "”Kylän olohuon " * (LONG // 15),
    "hyphens": "Kylän -hanke " * (LONG // 13),
    "crosses": "xx " * (LONG // 3),
    "questions": "? " * (LONG // 2),
    "euros": "Hankkeen budjetti on noin yli 1 000 " * (LONG // 36),
    "identity": "131052-308" * (LONG // 10),
    "dates": "(PRH 24.1.20" * (LONG // 12),
    "parentheses": "(" * LONG,
    "abbreviations": "n. A. esim. " * (LONG // 12),
    "percents": "Olohuoneen ohjaaja (60 %) on on on 60 %:n työajalla " * (LONG // 52),
    "payers": "rahoittaa hanketta " * (LONG // 19),
    "ordinary": "Hankkeella rahoitetaan yhdistyksen x tavanomai nykyis " * (LONG // 54),
    "spaces": "hanke" + " " * LONG,
    "joined": "A-a" * (LONG // 3),
    "capitals": "A b " * (LONG // 4),
    "fund": "Hanketta rahoit" + "a" * LONG,
    "new lines": "\n - x" * (LONG // 5),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_a_long_odd_text_is_read_in_no_time(smallest: object, text: str) -> None:
    places = ("/summary", "/novelty", "/need/problem", "/dissemination")
    for language in LANGUAGES:
        changes = {"/language": language, **dict.fromkeys(places, text)}
        check_data(changed(smallest, changes), sample("smallest").parent)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", ["a", "xx ", "Hanke kestää. ", "1 000 ", "A-"])
def test_a_text_of_the_greatest_length_is_read_in_no_time(smallest: object, text: str) -> None:
    longest = text * (199_000 // len(text))
    check_data(changed(smallest, {"/summary": longest}), sample("smallest").parent)


def test_the_words_have_the_shape_their_schema_gives() -> None:
    schema = json.loads(data.read_text("schemas", "words-of-prose.schema.json"))
    Draft202012Validator.check_schema(schema)
    words = load_data(data.read_text("schemas", "words-of-prose.yaml"), "words-of-prose.yaml")
    assert [error.message for error in Draft202012Validator(schema).iter_errors(words)] == []
