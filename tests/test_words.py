"""All that a person reads is there in three languages, complete and never mixed."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from string import Formatter
from typing import Any, Final, cast

import click
import pytest

from kanto_docs.cli.running import kanto_docs
from kanto_docs.cli.speaking import COMMANDS
from kanto_docs.documents import files, guard
from kanto_docs.law import programme, programme_codes
from kanto_docs.prose.identity import masked
from kanto_docs.source import load_data
from kanto_docs.words import LANGUAGES, Words, choose_language
from kanto_docs.words.complaining import PLACES, TELLING, complaint
from kanto_docs.words.saying import section_in_words
from kanto_docs.words.speaking import SHOWN
from tests.conftest import ROOT

PACKAGE: Final = ROOT / "kanto_docs"
ERRORS: Final = {"InputError", "TemplateError", "OutputError", "UsageError", "Refused"}
"""Classes whose first argument is the kind; what the sandbox refuses becomes a TemplateError."""

SPACE: Final = "\N{NO-BREAK SPACE}"
OWN_KINDS: Final = {"internal", "missing_package", "interrupted", "output_stream"}
"""What cli/running.py says by itself."""


def raised() -> Iterator[tuple[str, frozenset[str]]]:
    """Every kind of error that is written out in the package, with the names of its facts."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in ERRORS:
                continue
            if node.args and isinstance(node.args[0], ast.Constant):
                names = frozenset(one.arg for one in node.keywords if one.arg)
                yield str(node.args[0].value), names


RAISED: Final = sorted({kind for kind, _ in raised()} | {*files.KINDS, *guard.KINDS} | OWN_KINDS)


def texts(name: str) -> dict[str, str]:
    """A file's texts by their dotted keys."""
    loaded = load_data((PACKAGE / "words" / name).read_text(encoding="utf-8"), name)
    return dict(leaves(cast("Mapping[str, Any]", loaded), ""))


def leaves(group: Mapping[str, Any], above: str) -> Iterator[tuple[str, str]]:
    for key, value in group.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{above}{key}.")
        else:
            assert isinstance(value, str), f"{above}{key} is no text: {value!r}"
            yield f"{above}{key}", value


def facts_of(text: str) -> set[tuple[str, str]]:
    """The facts in a text, with how they are said."""
    return {(name, spec or "") for _, name, spec, _ in Formatter().parse(text) if name is not None}


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


def test_a_spoken_error_is_found_in_the_code() -> None:
    assert {"unknown_line", "lost_text", "unknown_name", "exists", "macros"} <= set(RAISED)


@pytest.mark.parametrize("kind", RAISED)
def test_every_error_has_words_even_without_its_facts(words: Words, kind: str) -> None:
    said = complaint(kind, {}, words)
    assert said is not None, f"error.{kind} is missing in {words.language}"
    assert said[0].isupper()
    if words.has(f"error.{kind}_name") or not facts_of(raw_error(words, kind)):
        assert no_hole(said), said


@pytest.mark.parametrize(("kind", "names"), sorted(raised(), key=repr))
def test_an_error_uses_only_facts_it_is_given(kind: str, names: frozenset[str]) -> None:
    for key, text in texts("fi-errors.yaml").items():
        if key != f"error.{kind}":
            continue
        assert {name for name, _ in facts_of(text)} <= names, key


def test_no_words_are_kept_for_errors_that_nobody_raises() -> None:
    names = {name for _, names in raised() for name in names}
    facts = names | {"reason", "kept", "limit", "rows", "field", "expected", "nearest", "full"}
    facts |= {"name", "character"}
    values = {"empty", "encrypted_office", "doc", "xls", "ppt", "old_office", "odt", "ods", "odp"}
    values |= {"zip", "pdf", "rtf", "picture", "html", "xml", "text", "docx", "xlsx", "pptx"}
    values |= {"elements", "depth", "p", "tr", "tc"}
    known = {f"error.place.{place}" for place in PLACES}
    known |= {f"error.{kind}" for kind in RAISED}
    known |= {f"error.{kind}_{more}" for kind in RAISED for more in facts | values}
    assert sorted(set(texts("fi-errors.yaml")) - known) == []


def test_a_kind_is_never_a_place() -> None:
    assert "place" not in RAISED
    assert {"really", "measure", "tag"} == set(TELLING)


def raw_error(words: Words, kind: str) -> str:
    return texts(f"{words.language}-errors.yaml")[f"error.{kind}"]


def no_hole(said: str) -> bool:
    """Whether a sentence reads well: no gap where a fact should have been."""
    return not re.search(r"  | [.,:;?]( |$)|: *\.|\( *\)", said.splitlines()[0])


FACTS: Final[tuple[tuple[str, dict[str, object], str], ...]] = (
    ("macros", {"part": "word/vbaProject.bin"}, "Mallissa on makroja."),
    ("not_office", {"really": "doc"}, "vanha Word-tiedosto (.doc)"),
    ("not_office", {"really": "unknown"}, "ei ole Word- eikä Excel-tiedosto"),
    ("wrong_kind", {"really": "xlsx", "expected": "docx"}, "tarvitaan Word-tiedosto (.docx)"),
    ("wrong_kind", {"really": "unknown", "expected": "docx"}, "muoto on .docx"),
    ("dimension", {"part": "x", "cell": "XFD1", "rows": 10_000, "columns": 200}, f"10{SPACE}000"),
    ("too_large", {"size": 10**9, "limit": 100 << 20}, "100 Mt"),
    ("field", {"part": "word/document.xml", "field": "DDE"}, "kaava DDE,"),
    ("unknown_name", {"name": "hanke.nmi", "nearest": None}, "nimi hanke.nmi, jota"),
    ("unknown_name", {"name": "project.nmae", "nearest": "project.name"}, "project.name?"),
    ("lost_text", {"tag": "tr", "paragraph": "x {%tr if %}"}, "taulukon rivillä"),
    ("open_elsewhere", {"path": "a.docx", "kept": None}, "toisessa ohjelmassa: a.docx."),
    ("open_elsewhere", {"path": "a.docx", "kept": "a-2.docx"}, "nimellä a-2.docx."),
    ("other", {"path": "a.docx", "reason": "EIO"}, "EIO"),
    ("unknown_call", {"value": "X", "known": ""}, "Hakua X ei ole"),
    ("unknown_call", {"value": "X", "known": "A, B"}, "Haut: A, B."),
)


@pytest.mark.parametrize(("kind", "facts", "expected"), FACTS)
def test_an_error_says_what_is_known(kind: str, facts: dict[str, object], expected: str) -> None:
    assert expected in (complaint(kind, facts, Words("fi")) or "")
    for language in LANGUAGES:
        assert no_hole(complaint(kind, facts, Words(language)) or "")


def test_an_error_names_its_place_on_a_line_of_its_own() -> None:
    facts = {"part": "word/header1.xml", "paragraph": "Hakija: {{ x }}", "reason": "expected token"}
    said = complaint("template_syntax", facts, Words("fi")) or ""
    assert said.splitlines()[1:] == ["   osa: word/header1.xml", "   kappale: Hakija: {{ x }}"]
    assert "expected" not in said


def test_an_error_masks_an_identity_code() -> None:
    said = complaint("leftover_tag", {"paragraph": "{ 010190-123A }}"}, Words("sv")) or ""
    assert "010190" not in said


def test_an_unheard_of_kind_has_no_words(words: Words) -> None:
    assert complaint("never_heard_of", {}, words) is None


@pytest.mark.parametrize("ending", [".yaml", "-errors.yaml", "-documents.yaml"])
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_languages_say_the_same_things(language: str, ending: str) -> None:
    finnish, other = texts(f"fi{ending}"), texts(f"{language}{ending}")
    assert sorted(other) == sorted(finnish)
    different = [key for key in finnish if facts_of(finnish[key]) != facts_of(other[key])]
    assert different == []


SPECS: Final = {
    "", "date", "euro", "key", "label", "list", "number", "percent", "quote", "size", "term",
}  # fmt: skip


@pytest.mark.parametrize(
    "name", [f"{one}{e}" for one in LANGUAGES for e in ("", "-errors", "-documents")]
)
def test_every_fact_can_be_said(name: str) -> None:
    for key, text in texts(f"{name}.yaml").items():
        assert {spec for _, spec in facts_of(text)} <= SPECS, key
        assert text == text.strip(), key
        assert "  " not in text or key.startswith("doc.workshop.names."), key


ENGLISH: Final = re.compile(
    r"\b(the|and|of|is|are|not|file|missing|unknown|error|template|must|should)\b", re.IGNORECASE
)
FINNISH: Final = re.compile(r"\b(ja|ei|on|tai|jos|puuttuu|tiedosto|malli|suunnitelma)\b")
SWEDISH: Final = re.compile(r"\b(och|inte|är|eller|om|saknas|filen|mallen|planen)\b")
NOT_PROSE: Final = re.compile(
    r"\{\{%.*?%\}\}|--[a-z-]+|\{+[^{}]*\}+|kanto-docs [a-z ./-]+|plan\.yaml"
    r"|\bis (not )?missing\b|\band, or, not\b"
)
"""Commands, facts, and the few words of the language of templates."""

SAME: Final = {("en", "on"), ("sv", "ja")}
"""Words that two languages share."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", [".yaml", "-errors.yaml", "-documents.yaml"])
def test_a_language_keeps_to_itself(language: str, ending: str) -> None:
    others = {"fi": (ENGLISH, SWEDISH), "sv": (ENGLISH, FINNISH), "en": (FINNISH, SWEDISH)}
    leaks = [
        (key, found.group())
        for key, text in texts(f"{language}{ending}").items()
        if not key.endswith((".example", ".tool"))
        for other in others[language]
        for found in other.finditer(NOT_PROSE.sub("", text))
        if (language, found.group()) not in SAME
    ]
    assert leaks == []


def walk() -> Iterator[tuple[str, click.Command]]:
    """The tool itself and every command."""
    context = click.Context(kanto_docs, info_name="kanto-docs")
    yield "", kanto_docs
    for name in kanto_docs.list_commands(context):
        found = kanto_docs.get_command(context, name)
        assert found is not None
        yield name, found


def test_every_command_has_help_in_every_language(words: Words) -> None:
    assert {name for name, _ in walk()} == {"", *COMMANDS}
    for name in COMMANDS:
        for part in ("short", "help", "example"):
            assert words.ui(f"command.{name}.{part}")
        assert words.ui(f"command.{name}.example").startswith(f"kanto-docs {name}")


def test_every_option_has_help_in_every_language(words: Words) -> None:
    for name, command in walk():
        for one in command.params:
            if isinstance(one, click.Option):
                keys = (f"option.{name}_{one.name}", f"option.{one.name}")
                assert any(map(words.has, keys)), f"{keys} in {words.language}"


def test_every_placeholder_has_a_word_in_every_language(words: Words) -> None:
    for _, command in walk():
        for one in command.params:
            said = one.metavar or (one.name or "").upper() * isinstance(one, click.Argument)
            for placeholder in re.findall(r"\b[A-Z]{3,}\b", said):
                assert words.has(f"metavar.{placeholder}"), placeholder


REMOVABLE: Final = (
    "comments", "custom_properties", "custom_xml", "deleted_text", "hidden_text", "thumbnail",
)  # fmt: skip


def test_whatever_a_template_leaves_behind_has_a_name(words: Words) -> None:
    cleaning = (PACKAGE / "documents" / "word" / "cleaning.py").read_text(encoding="utf-8")
    for what in REMOVABLE:
        assert f'"{what}"' in cleaning
        assert words.ui(f"removed.{what}")


@pytest.mark.parametrize("code", programme_codes())
def test_what_a_programme_asks_is_asked_in_every_language(words: Words, code: str) -> None:
    found = programme(code)
    assert found is not None
    for row in found.required():
        assert row.ask[words.language].strip(), row.code


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fi", "1 234,50 €"), ("sv", "1 234,50 €"), ("en", "€1,234.50")],
)
def test_euros_have_cents_rounded_half_up(language: str, expected: str) -> None:
    said = Words(language).euro
    assert spaces(said(Decimal("1234.5"))) == expected
    assert spaces(said(Decimal("1234.495"))) == expected
    assert spaces(said(Decimal("1234.504"))) == expected


@pytest.mark.parametrize(
    ("language", "whole", "part"),
    [("fi", "80 %", "26,44 %"), ("sv", "80 %", "26,44 %"), ("en", "80%", "26.44%")],
)
def test_per_cent_is_said_as_the_language_does(language: str, whole: str, part: str) -> None:
    assert spaces(Words(language).percent(Decimal(80))) == whole
    assert spaces(Words(language).percent(Decimal("26.44"))) == part


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        ("fi", "1.2.2027", "1 720,5"),
        ("sv", "1.2.2027", "1 720,5"),
        ("en", "1 February 2027", "1,720.5"),
    ],
)
def test_days_and_numbers(language: str, day: str, number: str) -> None:
    said = Words(language)
    assert said.date(dt.date(2027, 2, 1)) == day
    assert spaces(said.number(Decimal("1720.50"))) == number
    assert spaces(said.fill("{x}", {"x": Decimal("1720.5")})) == number
    assert said.fill("{x}", {"x": dt.date(2027, 2, 1)}) == day


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("fi", 512, "0,5 kt"),
        ("fi", 1 << 20, "1 Mt"),
        ("fi", 1_400_000, "1,3 Mt"),
        ("sv", 50 << 20, "50 MB"),
        ("en", 100 << 20, "100 MB"),
    ],
)
def test_a_size_is_said_in_units_people_know(language: str, count: int, expected: str) -> None:
    assert spaces(Words(language).size(count)) == expected


def spaces(text: str) -> str:
    """`text` with ordinary spaces, whichever kind the language's rules use."""
    return re.sub(r"\s", " ", text)


def test_a_quotation_is_cut_to_forty_characters() -> None:
    said = Words("fi").quote("a" * 500)
    assert said == f"”{'a' * (SHOWN - 1)}…”"
    assert Words("fi").quote("a" * SHOWN) == f"”{'a' * SHOWN}”"
    assert Words("en").quote("two\n  lines") == "“two lines”"


@pytest.mark.parametrize("code", ["010190-123A", "010190+123a", "311299A987B", "010100Y012X"])
def test_a_personal_identity_code_is_masked(words: Words, code: str) -> None:
    assert code not in words.quote(f"Maija {code}")
    assert code not in words.fill("{x}", {"x": f"Maija {code}"})
    assert masked(f"({code})") == "(******-****)"


def test_other_numbers_are_not_masked() -> None:
    for number in ("1234567-1", "FI21 1234 5600 0007 85", "040 123 4567", "EU-hanke 2021-2027"):
        assert masked(number) == number


@pytest.mark.parametrize(
    ("short", "finnish", "swedish", "english"),
    [
        ("24 § 4 k", "24 § 4 kohta", "24 § 4 punkten", "section 24 item 4"),
        ("18 § 2–3 mom", "18 § 2–3 mom.", "18 § 2–3 mom.", "section 18 subsections 2–3"),
        ("40–41 §", "40–41 §", "40–41 §", "sections 40–41"),
        (
            "19 § 2 mom 1–2 k",
            "19 § 2 mom. 1–2 kohta",
            "19 § 2 mom. 1–2 punkterna",
            "section 19 subsection 2 items 1–2",
        ),
        ("liite IX", "liite IX", "bilaga IX", "Annex IX"),
        ("63 art 2 k", "63 artiklan 2 kohta", "artikel 63.2", "Article 63(2)"),
        ("9 art", "9 artikla", "artikel 9", "Article 9"),
        (
            "50 art 1 k c alak",
            "50 artiklan 1 kohdan c alakohta",
            "artikel 50.1 c",
            "Article 50(1)(c)",
        ),
        ("5 a § 1 mom", "5 a § 1 mom.", "5 a § 1 mom.", "section 5 a subsection 1"),
    ],
)
def test_a_section_is_said_in_the_language(
    short: str, finnish: str, swedish: str, english: str
) -> None:
    said = [section_in_words(short, Words(language)) for language in LANGUAGES]
    assert said == [finnish, swedish, english]


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "fi"),
        ({"LANG": "C"}, "fi"),
        ({"LANG": "C.UTF-8"}, "fi"),
        ({"LANG": "sv_FI.UTF-8"}, "sv"),
        ({"LANG": "de_DE.UTF-8"}, "fi"),
        ({"LANG": "sv_FI.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
    ],
)
def test_the_language_comes_from_the_environment_last(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert choose_language(None) == expected
    assert choose_language(None, "en") == "en"
    assert choose_language("sv", "en") == "sv"
