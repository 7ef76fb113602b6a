"""The fast path: the same document as docxtpl's, templates made ready once, the rest copied."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import docx
import jinja2
import pytest
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree

from kanto_docs.documents.filled import Properties
from kanto_docs.documents.gaps import Gap, Names, Rows, is_missing
from kanto_docs.documents.parts import Template
from kanto_docs.documents.view import view
from kanto_docs.documents.word import template as templates
from kanto_docs.documents.word.rendering import render_word
from kanto_docs.documents.word.template import names_used, prepared
from kanto_docs.words import Words
from tests.conftest import ROOT, checked_sample
from tests.filling_word import ABOUT, TEMPLATE, cafe, names_of, rendered, template_of, with_part
from tests.proof import cheap, said_by
from tests.tying import part_of, parts_of, with_parts

BODY: Final = "word/document.xml"
STYLES: Final = "word/styles.xml"
SETTINGS: Final = "word/settings.xml"
OURS: Final = sorted((ROOT / "templates").glob("*/*.docx"))


class Below(jinja2.Environment):
    """Jinja as it comes, but for the names below a name."""

    def getattr(self, obj: object, attribute: str) -> object:
        return obj[attribute] if isinstance(obj, Names) else getattr(obj, attribute)


def by_docxtpl(template: bytes, names: Mapping[str, object]) -> bytes:
    """The document as docxtpl alone makes it."""
    environment = Below(autoescape=True, finalize=as_text)
    environment.tests["missing"] = is_missing
    document = DocxTemplate(io.BytesIO(template))
    document.render(dict(names), jinja_env=environment, autoescape=True)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def as_text(value: object) -> str:
    """Text as it is typed, without lines, which docxtpl would break, and gaps, which are ours."""
    return " ".join(str(value).split()) if not isinstance(value, Gap) else ""


def flat(value: object) -> object:
    """The names with every text on one line and every gap without words; no links."""
    if isinstance(value, Names):
        return Names(value.where, {name: flat(one) for name, one in value.known.items()})
    if isinstance(value, Rows):
        return Rows(tuple(map(flat, value.rows)), "")
    if isinstance(value, Gap):
        return Gap(value.label, value.path, "", "")
    if isinstance(value, str):
        return as_text(value).replace("www.", "www").replace("://", "")
    return value


def shape(payload: bytes) -> list[tuple[str, str]]:
    """Every element of the body that is neither look nor run, with the text of its paragraph."""
    found = []
    for one in part_of(payload, BODY).iter(*(qn(f"w:{n}") for n in ("tbl", "tr", "tc", "p"))):
        text = ""
        if one.tag == qn("w:p"):
            style = one.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            said = "".join(text.text or "" for text in one.iter(qn("w:t")))
            text = f"{'' if style is None else style.get(qn('w:val'))}: {said}"
        found.append((str(one.tag), text))
    return found


@pytest.mark.parametrize("path", OURS, ids=[f"{p.parent.name}-{p.stem}" for p in OURS])
def test_the_document_is_the_one_docxtpl_makes(path: Path) -> None:
    template = path.read_bytes()
    language = path.parent.name if path.parent.name != "shared" else "fi"
    names = view(checked_sample("cafe"), Words(language), names_used(template))
    plain = {name: flat(one) for name, one in names.items()}
    assert shape(render_word(template, plain, ABOUT).payload) == shape(by_docxtpl(template, plain))


def test_the_names_a_template_uses() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ project.name }}"
    document.add_paragraph("{% for x in staff %}{{ x.role }}{{ loop.index }}{% endfor %}")
    document.add_paragraph("{% if call is missing %}{{ applicant.name }}{% endif %}")
    saved = io.BytesIO()
    document.save(saved)
    assert names_used(saved.getvalue()) == {"project", "staff", "call", "applicant"}


def test_a_template_is_made_ready_once_and_only_some_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(templates, "KEPT", 2)
    first, others = template_of("a"), [template_of(f"x{n}") for n in range(3)]
    ready = prepared(first)
    assert prepared(first) is ready
    for one in others:
        prepared(one)
    assert prepared(first) is not ready


def test_what_is_not_filled_in_is_copied_as_it_is_stored() -> None:
    ready = prepared(TEMPLATE.read_bytes()).package(ABOUT.language)
    payload = rendered(TEMPLATE.read_bytes()).payload
    again = Template(payload)
    for name, one in again.members.items():
        if name.startswith(("word/media", "word/theme", "word/fontTable")):
            assert one.stored == ready.members[name].stored
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        assert archive.testzip() is None


def test_two_plans_with_one_template_do_not_mix() -> None:
    template = template_of("{{ project.name }}")
    names = names_of(cafe())
    other = {"project": Names("project", {"name": "Toinen"})}
    texts = [said_by(render_word(template, one, ABOUT).payload)[0] for one in (names, other, names)]
    assert texts == ["Kylän kahvila", "Toinen", "Kylän kahvila"]


def without_language(template: bytes) -> bytes:
    parts = {}
    for name in (STYLES, SETTINGS):
        root = part_of(template, name)
        for one in [*root.iter(qn("w:lang"), qn("w:themeFontLang"))]:
            parent = one.getparent()
            assert parent is not None
            parent.remove(one)
        parts[name] = etree.tostring(root)
    return with_parts(template, parts)


def languages(payload: bytes) -> list[str | None]:
    default = part_of(payload, STYLES).find(
        "/".join(qn(f"w:{n}") for n in ("docDefaults", "rPrDefault", "rPr", "lang"))
    )
    theme = part_of(payload, SETTINGS).find(qn("w:themeFontLang"))
    return [None if one is None else one.get(qn("w:val")) for one in (default, theme)]


@pytest.mark.parametrize("language", ["fi-FI", "sv-FI", "en-GB"])
def test_a_template_that_names_no_language_gets_the_documents(language: str) -> None:
    template = without_language(template_of("x"))
    payload = render_word(template, {}, Properties("t", "", language)).payload
    assert languages(payload) == [language, language]
    assert cheap("a.docx", payload) == []


def test_another_language_gives_way_and_a_variety_stays() -> None:
    template = template_of("x")
    assert languages(template)[0] == "en-US"
    finnish = render_word(template, {}, Properties("t", "", "fi-FI")).payload
    assert set(languages(finnish)) == {"fi-FI"}
    british = render_word(template, {}, Properties("t", "", "en-GB")).payload
    assert languages(british)[0] == "en-US"


def test_what_a_loop_repeats_is_told_apart() -> None:
    template = template_of("x")
    root = part_of(template, BODY)
    paragraph = next(root.iter(qn("w:p")))
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    for text, inside in (("{% for s in staff %}", 0), ("{{ s.role }}", 1), ("{% endfor %}", 0)):
        if inside:
            mark = etree.SubElement(paragraph, qn("w:bookmarkStart"))
            mark.set(qn("w:id"), "7")
            mark.set(qn("w:name"), "henkilo")
            picture = etree.SubElement(paragraph, qn("w:r"))
            etree.SubElement(picture, f"{{{drawing}}}docPr", id="3", name="k", descr="Kuva")
        run = etree.SubElement(paragraph, qn("w:r"))
        etree.SubElement(run, qn("w:t")).text = text
        if inside:
            etree.SubElement(paragraph, qn("w:bookmarkEnd")).set(qn("w:id"), "7")
    made = part_of(rendered(with_part(template, BODY, etree.tostring(root))).payload, BODY)
    starts = [*made.iter(qn("w:bookmarkStart"))]
    assert len(starts) > 1
    assert len({one.get(qn("w:name")) for one in starts}) == len(starts)
    ends = [one.get(qn("w:id")) for one in made.iter(qn("w:bookmarkEnd"))]
    assert [one.get(qn("w:id")) for one in starts] == ends
    assert len(set(ends)) == len(ends)
    pictures = [*made.iter(f"{{{drawing}}}docPr")]
    assert len({one.get("id") for one in pictures}) == len(pictures) == len(starts)
    assert {one.get("descr") for one in pictures} == {"Kuva"}


def test_parts_that_nothing_leads_to_do_not_go_along() -> None:
    template = with_parts(template_of("x"), {"word/salainen.xml": b"<a>Vanha asiakas</a>"})
    assert "word/salainen.xml" not in parts_of(rendered(template).payload)
