"""Word documents: the plan's texts stand there as they were typed, and gaps are to be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pytest
from docx.oxml.ns import qn

from kanto_docs.documents.gaps import Gap
from kanto_docs.documents.word.rendering import render_word
from kanto_docs.source import read_file
from tests.conftest import changed, sample
from tests.filling_word import (
    ABOUT,
    body,
    cafe,
    filled,
    names_of,
    opened,
    part,
    rendered,
    template_of,
    with_changes,
)
from tests.proof import cheap, lost, said_by


def prose(data: object, path: str = "") -> Iterator[str]:
    """The plan's free texts: those with a space in them."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from prose(value, f"{path}/{key}")
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for value in data:
            yield from prose(value, f"{path}/*")
    elif isinstance(data, str) and " " in data:
        yield data


@pytest.mark.parametrize("name", ["smallest", "cafe", "holes", "mistakes"])
def test_every_free_text_of_a_sample_stands_in_the_document(name: str) -> None:
    data = read_file(sample(name)).data
    words = [text for text in prose(data) if not re.fullmatch(r"[\d ,.%€]+", text)]
    if name == "mistakes":  # what cannot be read is not shown: an unreadable amount, a wrong key
        words = [text for text in words if "€" not in text]
    assert lost(filled(data).payload, words) == []


NASTY: Final = {
    "markup": "Koti & <Kumppanit> =1+1 </w:t> ]]> <![CDATA[x]]>",
    "a template": "{{ 7*7 }} {% raw %} {# x #} {{applicant.name}}",
    "half a template": "{_{ 7*7 }_} {_% x %_}",
    "emoji and marks": "👩‍👩‍👧 a\u0308 \u00ad\u00a0\u2028 שלום \u202eoikealta",
    "private signs": "\ue0000\ue001 \ue000\ue001 \ue000999\ue001",
    "quotes": "\"lainaus\" 'heitto' ”kaarevat” %s {0}",
    "spaces": "kaksi  väliä\tja sarkain",
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_a_text_stays_as_it_was_typed(text: str) -> None:
    document = with_changes(__applicant__name=text, __need__problem=text, __risks__0__risk=text)
    said = said_by(document.payload)
    as_said = text.replace("\t", " ")
    assert as_said in said  # a paragraph of its own, a table cell
    assert sum(line.count(as_said) for line in said) >= 5
    assert cheap("a.docx", document.payload, [text]) == []


def test_a_mega_of_text_is_whole() -> None:
    text = "Pitkä teksti. " * 75_000 + "Loppu."
    assert text in body(with_changes(__need__problem=text))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_become_paragraphs_of_the_same_style(end: str) -> None:
    text = f"Ensimmäinen.{end}Toinen.{end}{end}Kolmas."
    paragraphs = opened(with_changes(__need__problem=text).payload).paragraphs
    at = next(n for n, one in enumerate(paragraphs) if one.text == "Ensimmäinen.")
    assert [one.text for one in paragraphs[at : at + 3]] == ["Ensimmäinen.", "Toinen.", "Kolmas."]
    assert len({one.style.name for one in paragraphs[at : at + 3] if one.style}) == 1


def test_lines_inside_a_sentence_are_broken_once() -> None:
    document = rendered(
        template_of("Nimi: {{ applicant.name }}!"),
        changed(cafe(), {"/applicant/name": "Yksi\r\nkaksi"}),
    )
    assert body(document) == ["Nimi: Yksi\nkaksi!"]
    assert len(list(part(document.payload, "word/document.xml").iter(qn("w:br")))) == 1


# Gaps


def test_a_gap_is_yellow_and_listed_once() -> None:
    document = filled(changed(cafe(), unset=["/applicant/name"]))
    assert [(gap.path, gap.label) for gap in document.gaps] == [
        (("applicant", "name"), "Hakijan perustiedot: Hakijan virallinen nimi")
    ]
    runs = [run for one in opened(document.payload).paragraphs for run in one.runs]
    shown = [run for run in runs if run.text == "[puuttuu: Hakijan virallinen nimi]"]
    assert shown
    assert all(run.style.style_id == "Puuttuu" for run in shown)


def test_a_template_without_the_gap_style_gets_a_yellow_highlight() -> None:
    document = rendered(template_of("Hakija: {{ applicant.name }}."), {})
    look = part(document.payload, "word/document.xml").find(f".//{qn('w:highlight')}")
    assert look is not None
    assert look.get(qn("w:val")) == "yellow"
    assert body(document) == ["Hakija: [puuttuu: Hakijan virallinen nimi]."]


def test_a_gap_in_a_narrow_column_is_told_without_its_label() -> None:
    document = filled(changed(cafe(), unset=["/staff/1/monthly_pay"]))
    assert "[puuttuu]" in said_by(document.payload)
    assert "Henkilöstö 2: Kuukausipalkka" in [gap.label for gap in document.gaps]


def test_an_empty_plan_gives_a_whole_document_full_of_gaps() -> None:
    document = filled({})
    assert len(document.gaps) > 50
    assert cheap("tyhja.docx", document.payload) == []


def test_an_absent_optional_value_leaves_its_row_out() -> None:
    document = filled(changed(cafe(), unset=["/applicant/website", "/partners", "/attachments"]))
    said = said_by(document.payload)
    assert "WWW-osoite" not in said
    assert "Suunnitelmassa ei ole muita osallistuvia tahoja." in said
    assert document.gaps == ()


def test_an_answer_of_no_is_no_gap() -> None:
    names = names_of(changed(cafe(), {"/communication/poster": False}))
    document = render_word(
        template_of(
            "{{ communication.poster }}{% if communication.poster is missing %} puuttuu{% endif %}"
            "{% if not communication.poster %} ei tule{% endif %}"
        ),
        names,
        ABOUT,
    )
    assert body(document) == ["ei ei tule"]


def test_every_gap_of_a_draft_has_a_label_in_words() -> None:
    gaps: tuple[Gap, ...] = filled(read_file(sample("holes")).data).gaps
    assert len(gaps) == len({gap.path for gap in gaps})
    assert all(gap.label and "_" not in gap.label for gap in gaps)
