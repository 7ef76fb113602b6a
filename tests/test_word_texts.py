"""What a volunteer types becomes Word's own: lists, links, paragraphs; the rest stays as typed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Final

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from lxml import etree

from kanto_docs.documents.word.links import stretches
from kanto_docs.documents.word.lists import BULLET, Line, lines_of
from tests.conftest import changed
from tests.filling_word import (
    ABOUT,
    body,
    cafe,
    names_of,
    opened,
    part,
    rendered,
    template_of,
    with_changes,
    with_part,
)
from tests.proof import cheap, converted, printed, said_by

from kanto_docs.documents.word.rendering import render_word  # isort: skip

BODY: Final = "word/document.xml"
NUMBERING: Final = "word/numbering.xml"
ALONE: Final = template_of("{{ need.problem }}")


def said(text: str, template: bytes = ALONE) -> bytes:
    """The document in which `text` stands alone in a paragraph."""
    return rendered(template, changed(cafe(), {"/need/problem": text})).payload


class Items:
    """The paragraphs of a document, with the list each belongs to."""

    def __init__(self, payload: bytes) -> None:
        self.payload = payload
        self.root = part(payload, BODY)

    def __iter__(self) -> Iterator[tuple[str, str, int]]:
        """The text, the sign before it as Word would show it, and how far in it is."""
        counted: dict[tuple[str, int], int] = {}
        for paragraph in self.root.iter(qn("w:p")):
            text = "".join(
                one.text or "" if one.tag == qn("w:t") else "\n"
                for one in paragraph.iter(qn("w:t"), qn("w:br"))
            )
            number = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if number is None:
                yield text, "", 0
                continue
            key, level = (self.value(number, name) for name in ("numId", "ilvl"))
            shape = self.level(key, level)
            place = key, int(level)
            counted[place] = counted.get(place, int(self.value(shape, "start")) - 1) + 1
            sign = self.value(shape, "lvlText").replace(f"%{int(level) + 1}", str(counted[place]))
            yield text, sign, int(level)

    def level(self, key: str, level: str) -> etree._Element:
        """The look of a level of a list, followed as Word follows it."""
        numbering = part(self.payload, NUMBERING)
        (one,) = [one for one in numbering.iter(qn("w:num")) if one.get(qn("w:numId")) == key]
        wanted = self.value(one, "abstractNumId")
        (shape,) = [
            shape
            for shape in numbering.iter(qn("w:abstractNum"))
            if shape.get(qn("w:abstractNumId")) == wanted
        ]
        (found,) = [one for one in shape.iter(qn("w:lvl")) if one.get(qn("w:ilvl")) == level]
        return found

    @staticmethod
    def value(holder: etree._Element, name: str) -> str:
        """The w:val of a child."""
        found = holder.find(qn(f"w:{name}"))
        assert found is not None
        return found.get(qn("w:val"), "")


LISTS: Final = {
    "bullets": (
        "Tarvitaan:\n- kahvia\n• teetä\n– mehua\nJa kuppeja.",
        [
            ("Tarvitaan:", "", 0),
            ("kahvia", "•", 0),
            ("teetä", "•", 0),
            ("mehua", "•", 0),
            ("Ja kuppeja.", "", 0),
        ],
    ),
    "numbers": (
        "1. suunnittelu\n2. toteutus\n\n1. uusi\n2. lista",
        [
            ("suunnittelu", "1.", 0),
            ("toteutus", "2.", 0),
            ("uusi", "1.", 0),
            ("lista", "2.", 0),
        ],
    ),
    "a typed first number": (
        "3) kolmas\n4) neljäs",
        [("kolmas", "3)", 0), ("neljäs", "4)", 0)],
    ),
    "a list within a list": (
        "1. yksi\n   - a\n   - b\n2. kaksi\n   1) x\n   2) y\n3. kolme\n   1) z\n   2) å",
        [
            ("yksi", "1.", 0),
            ("a", "–", 1),
            ("b", "–", 1),
            ("kaksi", "2.", 0),
            ("x", "1)", 1),
            ("y", "2)", 1),
            ("kolme", "3.", 0),
            ("z", "1)", 1),
            ("å", "2)", 1),
        ],
    ),
    "an item goes on": ("- pitkä\n  asia\n- toinen", [("pitkä\nasia", "•", 0), ("toinen", "•", 0)]),
    "a paragraph between": (
        "1. yksi\nselitys\n2. kaksi",
        [("yksi", "1.", 0), ("selitys", "", 0), ("kaksi", "2.", 0)],
    ),
}


@pytest.mark.parametrize(("text", "shown"), LISTS.values(), ids=LISTS)
def test_typed_lists_become_lists(text: str, shown: list[tuple[str, str, int]]) -> None:
    payload = said(text)
    assert [*Items(payload)] == shown
    assert cheap("a.docx", payload) == []


NO_LISTS: Final = {
    "a year": "Hanke alkaa vuonna\n2027. vuosi on tärkeä",
    "a year alone": "2027. vuosi",
    "one line": "- ",
    "one item": "1. luokka",
    "one dash": "- kahvi",
    "dates": "Ensin\n15. tammikuuta\n20. helmikuuta",
    "a minus": "Lämpötila\n-5 astetta",
    "stars": "*tähti*\n# otsikko\n_viiva_\n+ plus",
    "a decimal": "Luvut\n1.5 prosenttia\n2.5 prosenttia",
    "dashes alone": "-\n–\n•\n1.\n2.",
}


@pytest.mark.parametrize("text", NO_LISTS.values(), ids=NO_LISTS)
def test_what_only_looks_like_a_list_stays_as_typed(text: str) -> None:
    document = rendered(ALONE, changed(cafe(), {"/need/problem": text}))
    assert body(document) == text.strip().split("\n")
    assert all(not sign for _, sign, _ in Items(said(text)))


def test_lists_keep_what_was_typed_letter_for_letter() -> None:
    assert lines_of("- *a* {{ b }} & <c>\n-\u00a0d_e_") == [
        Line("*a* {{ b }} & <c>", BULLET),
        Line("d_e_", BULLET),
    ]


def test_a_list_arises_only_where_the_text_stands_alone() -> None:
    text = "- yksi\n- kaksi"
    document = docx.Document()
    document.add_paragraph("Tarve: {{ need.problem }}")
    document.add_heading("{{ need.problem }}")
    saved = io.BytesIO()
    document.save(saved)
    payload = said(text, saved.getvalue())
    assert [one[:2] for one in Items(payload)] == [
        ("Tarve: - yksi\n- kaksi", ""),
        ("- yksi\n- kaksi", ""),
    ]


def test_a_list_in_a_table_cell() -> None:
    payload = said("- yksi\n- kaksi", template_of(table=[["{{ need.problem }}", "x"]]))
    assert [*Items(payload)][:2] == [("yksi", "•", 0), ("kaksi", "•", 0)]
    assert cheap("a.docx", payload) == []


def test_a_template_without_lists_gets_them() -> None:
    with zipfile.ZipFile(io.BytesIO(ALONE)) as archive:
        names = set(archive.namelist())
        saved = io.BytesIO()
        with zipfile.ZipFile(saved, "w") as new:
            for name in names - {NUMBERING}:
                content = archive.read(name)
                if name == "[Content_Types].xml" or name.endswith(".rels"):
                    root = etree.fromstring(content)
                    for one in list(root):
                        if "numbering.xml" in one.get("PartName", "") + one.get("Target", ""):
                            root.remove(one)
                    content = etree.tostring(root)
                new.writestr(name, content)
    assert NUMBERING in names
    payload = said("1. yksi\n2. kaksi", saved.getvalue())
    assert [*Items(payload)] == [("yksi", "1.", 0), ("kaksi", "2.", 0)]
    assert cheap("a.docx", payload) == []
    plain = said("Vain tekstiä.", saved.getvalue())
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        assert NUMBERING not in archive.namelist()


def test_a_list_stands_in_from_where_the_text_stands() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("{{ need.problem }}")
    paragraph.paragraph_format.left_indent = docx.shared.Twips(1304)
    saved = io.BytesIO()
    document.save(saved)
    root = part(said("- a\n- b\nloppu", saved.getvalue()), BODY)
    lefts = [one.get(qn("w:left")) for one in root.iter(qn("w:ind"))]
    assert lefts == [str(1304 + 284), str(1304 + 284), "1304"]


LINKS: Final = {
    "Katso https://kanto.fi.": [("https://kanto.fi", "https://kanto.fi")],
    "(www.kanto.fi/a?b=1&c=2)": [("www.kanto.fi/a?b=1&c=2", "https://www.kanto.fi/a?b=1&c=2")],
    "http://a.fi/x_(y), http://b.fi!": [
        ("http://a.fi/x_(y)", "http://a.fi/x_(y)"),
        ("http://b.fi", "http://b.fi"),
    ],
    "https://kylätalo.fi/ä ö": [("https://kylätalo.fi/ä", "https://xn--kyltalo-7wa.fi/%C3%A4")],
    "”https://a.fi/100%”": [("https://a.fi/100%", "https://a.fi/100%25")],
    "anna@kanto.fi ja ftp://a.fi": [],
    "https:// ja http://[x ja www. ja http://localhost/": [],
    "https://anna:salasana@a.fi/": [],
    f"https://a.fi/{'x' * 3000}": [],
    "javascript:alert(1) file:///etc/passwd": [],
}


@pytest.mark.parametrize(("text", "links"), LINKS.items())
def test_web_addresses_become_links(text: str, links: list[tuple[str, str]]) -> None:
    assert [(one.text, one.address) for one in stretches(text) if one.address] == links
    assert "".join(one.text for one in stretches(text)) == text
    document = opened(said(text))
    (paragraph,) = document.paragraphs
    assert paragraph.text == text
    assert [(one.text, one.address) for one in paragraph.hyperlinks] == links
    assert cheap("a.docx", said(text)) == []


def test_a_link_looks_like_one() -> None:
    plain = part(said("Katso https://kanto.fi."), BODY)
    assert [one.get(qn("w:val")) for one in plain.iter(qn("w:u"))] == ["single"]
    document = docx.Document(io.BytesIO(ALONE))
    document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    saved = io.BytesIO()
    document.save(saved)
    styled = part(said("Katso https://kanto.fi.", saved.getvalue()), BODY)
    assert [one.get(qn("w:val")) for one in styled.iter(qn("w:rStyle"))] == ["Hyperlink"]
    assert not [*styled.iter(qn("w:u"))]


def test_a_link_in_a_header_leads_from_the_header() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ need.problem }} www.kiinteä.fi"
    saved = io.BytesIO()
    document.save(saved)
    payload = said("www.kanto.fi", saved.getvalue())
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        (links,) = [one for one in archive.namelist() if one.startswith("word/_rels/header")]
        assert b"https://www.kanto.fi" in archive.read(links)
        assert b"www.kanto.fi" not in archive.read("word/_rels/document.xml.rels")
    assert cheap("a.docx", payload) == []


def test_the_same_address_is_one_relationship() -> None:
    payload = said("www.kanto.fi ja www.kanto.fi\nhttps://www.kanto.fi")
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        assert archive.read("word/_rels/document.xml.rels").count(b"hyperlink") == 1


def test_a_page_break_before_the_text_comes_once() -> None:
    document = docx.Document()
    document.add_paragraph("{{ need.problem }}").paragraph_format.page_break_before = True
    saved = io.BytesIO()
    document.save(saved)
    root = part(said("yksi\nkaksi\nkolme", saved.getvalue()), BODY)
    assert len([*root.iter(qn("w:pageBreakBefore"))]) == 1


def test_very_long_texts_go_on_from_page_to_page() -> None:
    unbroken = "x" * 20_000
    many = "\n".join(f"{n}. {'Pitkä kappale, jossa on monta sanaa. ' * 12}" for n in range(1, 41))
    document = with_changes(__need__problem=unbroken, __risks__0__risk=many, __need__change=many)
    assert cheap("a.docx", document.payload) == []
    assert unbroken in said_by(document.payload)
    long_row = next(
        row
        for row in part(document.payload, BODY).iter(qn("w:tr"))
        if any("Pitkä kappale" in (one.text or "") for one in row.iter(qn("w:t")))
    )
    assert not [*long_row.iter(qn("w:cantSplit"))]
    pages, text = printed(converted("a.docx", document.payload))
    assert pages > 12
    assert text.count("x") >= len(unbroken)


def test_texts_and_lists_give_the_same_bytes_twice() -> None:
    text = "1. a\n2. b\n- www.a.fi\n- https://b.fi"
    assert said(text) == said(text)


def test_a_plan_cannot_write_a_tag_in_word() -> None:
    text = "- {{ applicant.name }}\n- {%p if x %}\n- https://a.fi/{{x}}"
    names = names_of(changed(cafe(), {"/need/problem": text}))
    shown = said_by(render_word(ALONE, names, ABOUT).payload)
    assert shown[:3] == ["{{ applicant.name }}", "{%p if x %}", "https://a.fi/{{x}}"]


def test_a_mark_may_stand_in_another_look_of_the_same_paragraph() -> None:
    template = template_of("a")
    root = part(template, BODY)
    run = next(root.iter(qn("w:r")))
    for child in list(run):
        run.remove(child)
    for text in ("Ennen ", "{{ need.problem }}", " jälkeen"):
        etree.SubElement(run, qn("w:t")).text = text
    payload = said("1. yksi\n2. www.kanto.fi", with_part(template, BODY, etree.tostring(root)))
    assert said_by(payload)[0] == "Ennen 1. yksi\n2. www.kanto.fi jälkeen"
    assert cheap("a.docx", payload) == []
