"""The language variants of a template: one structure, the same names, none of another's words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import docx
import pytest
from docx.oxml.ns import qn

from kanto_docs.documents.catalogue import DOCUMENTS
from kanto_docs.words import LANGUAGES
from tests.conftest import ROOT
from tests.papers import Paper, filled

TEMPLATES: Final = ROOT / "templates"
WORD: Final = tuple(
    name
    for name, one in DOCUMENTS.items()
    if one.ending == "docx" and (TEMPLATES / "fi" / f"{name}.docx").is_file()
)
OTHERS: Final = ("sv", "en")
LOCALES: Final = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
WORD_OF: Final = re.compile(r"[^\W\d_]{3,}")
SAME_EVERYWHERE: Final = {"BIC", "EURA", "kanto-docs"}


def path(name: str, language: str) -> Path:
    return TEMPLATES / language / f"{name}.docx"


def stories(name: str, language: str) -> Iterator[str]:
    """The paragraphs of the body with its tables, of headers and of footers, in their order."""
    document = docx.Document(str(path(name, language)))
    roots = [document.element.body]
    for section in document.sections:
        roots += [
            one._element for one in (section.header, section.first_page_header, section.footer)
        ]
    for root in roots:
        for paragraph in root.iter(qn("w:p")):
            yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def tags(name: str, language: str) -> list[str]:
    return [" ".join(tag.split()) for text in stories(name, language) for tag in TAG.findall(text)]


def static(name: str, language: str) -> set[str]:
    """The template's own texts, apart from its tags."""
    pieces = (piece.strip(" .,:;()–·") for text in stories(name, language) for piece in
              TAG.split(text))  # fmt: skip
    return {piece for piece in pieces if WORD_OF.search(piece)}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", WORD)
def test_a_variant_has_the_same_tags_in_the_same_order(name: str, language: str) -> None:
    assert tags(name, "fi"), "a template without names"
    assert tags(name, language) == tags(name, "fi")


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", WORD)
def test_a_variant_has_no_words_of_another_language(name: str, language: str) -> None:
    shared = static(name, language) & static(name, "fi")
    assert shared <= SAME_EVERYWHERE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WORD)
def test_a_variant_says_its_language_and_is_hyphenated(name: str, language: str) -> None:
    document = docx.Document(str(path(name, language)))
    default = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert default is not None
    settings = document.settings.element
    assert default.get(qn("w:val")) == LOCALES[language]
    assert settings.find(qn("w:themeFontLang")).get(qn("w:val")) == LOCALES[language]
    assert settings.find(qn("w:autoHyphenation")) is not None


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("sample", ["cafe", "holes", "group"])
def test_the_application_in_another_language(sample: str, language: str) -> None:
    made, finnish = (filled(Paper(sample, "application", one)) for one in (language, "fi"))
    said = document_text(made.payload)
    assert [gap.path for gap in made.gaps] == [gap.path for gap in finnish.gaps]
    assert not static("application", "fi") & set(said)
    heading = {"sv": "Finansieringsplan", "en": "Financing plan"}[language]
    assert heading in said
    gap = {"sv": "[saknas: FO-nummer]", "en": "[missing: Business ID]"}[language]
    assert (gap in said) == (sample == "holes")


def document_text(payload: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(payload))
    return ["".join(text.text or "" for text in paragraph.iter(qn("w:t")))
            for paragraph in document.element.body.iter(qn("w:p"))]  # fmt: skip
