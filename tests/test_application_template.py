"""Our own application template: its headings, its tables, its emblem, and its text for reviews."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

from tests.accepting import agrees
from tests.conftest import ROOT, changed
from tests.filling_word import TEMPLATE, cafe, filled, finished, opened, part
from tests.proof import leftovers, said_by


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert filled(cafe()).payload == finished().payload


def test_our_template_asks_nothing_unknown_and_leaves_nothing_behind() -> None:
    assert finished().removed == ()
    assert finished().gaps == ()
    assert leftovers(said_by(finished().payload)) == []


def test_the_headings_of_the_form_stand_in_order() -> None:
    document = opened(finished().payload)
    headings = [
        one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"
    ]
    assert headings[:6] == [
        "Haku ja rahoittava viranomainen", "Hakijan perustiedot", "Hankkeen henkilöt",
        "Hankkeen perustiedot", "Tiivistelmä", "Hankkeen tarve ja tavoitteet",
    ]  # fmt: skip
    assert len(headings) == 20
    assert headings[-1] == "Liitteet, vakuutukset ja allekirjoitus"


def test_the_contents_list_names_every_main_heading_and_leads_to_it() -> None:
    root = part(finished().payload, "word/document.xml")
    bookmarks = {}
    for mark in root.iter(qn("w:bookmarkStart")):
        paragraph = mark.getparent()
        assert paragraph is not None
        bookmarks[mark.get(qn("w:name"))] = "".join(t.text or "" for t in paragraph.iter(qn("w:t")))
    links = [
        (link.get(qn("w:anchor")), [t.text for t in link.iter(qn("w:t"))])
        for link in root.iter(qn("w:hyperlink"))
        if link.get(qn("w:anchor")) is not None
    ]
    assert [texts for _, texts in links] == [
        [str(n), bookmarks[anchor]] for n, (anchor, _) in enumerate(links, 1)
    ]
    assert len(links) == 20


def test_every_table_has_a_name_and_every_data_table_a_repeating_header() -> None:
    document = opened(finished().payload)
    assert len(document.tables) > 25
    for table in document.tables:
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
        header = table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
        assert (header is not None) == (
            table.style is not None and table.style.name == "Kantotaulukko"
        )


def test_no_paragraph_is_empty_but_for_signatures() -> None:
    empty = [one for one in opened(finished().payload).paragraphs if not one.text.strip()]
    assert empty == []


def test_the_emblem_stands_with_its_statement_and_its_description() -> None:
    document = opened(finished().payload)
    first = document.paragraphs[0]
    assert first.text.strip() == "Euroopan unionin osarahoittama"
    picture = next(first._p.iter(qn("wp:docPr")))
    assert "Euroopan unionin lippu" in picture.get("descr", "")
    shape = document.inline_shapes[0]
    assert shape.width / shape.height == 1.5


def test_the_document_says_its_language_and_that_it_is_a_draft() -> None:
    styles = part(finished().payload, "word/styles.xml")
    language = styles.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language is not None
    assert language.get(qn("w:val")) == "fi-FI"
    said = said_by(finished().payload)
    assert any("ei virallinen hakemuslomake" in line for line in said)
    assert opened(finished().payload).core_properties.title == "Kylän kahvila"


def test_the_letters_are_those_the_emblem_allows_and_can_be_read() -> None:
    styles = part(finished().payload, "word/styles.xml")
    assert {one.get(qn("w:ascii")) for one in styles.iter(qn("w:rFonts"))} == {"Calibri"}
    assert not list(styles.iter(qn("w:i")))
    style_ids = [
        one.get(qn("w:styleId"))
        for one in styles.iter(qn("w:style"))
        if one.find(f".//{qn('w:u')}") is not None
    ]
    assert style_ids == ["Hyperlink"]
    grounds = {str(one.get(qn("w:fill"))) for one in styles.iter(qn("w:shd"))} - {"FFE97A"}
    inks = {str(one.get(qn("w:val"))) for one in styles.iter(qn("w:color"))}
    assert len(grounds) == 2
    for ink in inks:
        for ground in {*grounds, "FFFFFF"}:
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert contrast("3D2F00", "FFE97A") >= 4.5  # the colours of a gap


def contrast(one: str, other: str) -> float:
    """How well two colours tell apart, as WCAG 2 counts it."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in bytes.fromhex(colour)]
    red, green, blue = [
        one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_programme_of_2014_gets_no_emblem_of_today() -> None:
    document = filled(changed(cafe(), {"/programme": "esr-2014-2020", "/call": None}))
    assert not opened(document.payload).inline_shapes


def test_the_template_agrees_with_its_shadow() -> None:
    agrees(ROOT / "tests" / "shadows" / "fi-application.txt", shadow(TEMPLATE.read_bytes()))


def shadow(payload: bytes) -> str:
    """A document as text for reviews: style and words of every paragraph, tables by rows."""
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".xml"))
    lines: list[str] = []
    for name in names:
        if re.fullmatch(r"word/(document|header\d|footer\d)\.xml", name):
            lines.append(f"== {name}")
            lines.extend(_shadow(part(payload, name)))
    return "\n".join([*lines, ""])


def _shadow(root: etree._Element) -> Iterator[str]:
    for element in root.iter(qn("w:p"), qn("w:tr"), qn("wp:docPr")):
        if element.tag == qn("wp:docPr"):
            yield f"[kuva: {element.get('descr')}]"
        elif element.tag == qn("w:tr"):
            yield "--"
        else:
            style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            text = "".join(one.text or "" for one in element.iter(qn("w:t"), qn("w:instrText")))
            inside = "  " if any(True for _ in element.iterancestors(qn("w:tc"))) else ""
            yield f"{inside}{'' if style is None else style.get(qn('w:val'))}: {text}"
