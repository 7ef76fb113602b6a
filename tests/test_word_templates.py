"""Templates from outside: what they may do, what is refused, and how an error is told."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from tests.filling_word import (
    TEMPLATE,
    body,
    finished,
    opened,
    part,
    refused,
    rendered,
    template_of,
    with_changes,
    with_part,
)
from tests.proof import cheap


def test_an_unknown_name_is_told_with_its_place_and_the_nearest_one() -> None:
    error = refused(template_of("Alku.", "Hakija on {{ applicant.nme }} ry."))
    assert error.kind == "unknown_name"
    assert error.facts["name"] == "applicant.nme"
    assert error.facts["nearest"] == "applicant.name"
    assert "Hakija on {{ applicant.nme }} ry." in str(error.facts["paragraph"])


def test_an_unknown_name_in_a_table_row_is_told_with_its_cell() -> None:
    table = [
        ["{%tr for x in actions %}", ""],
        ["{{ x.id }}", "{{ x.titel }}"],
        ["{%tr endfor %}", ""],
    ]
    error = refused(template_of(table=table))
    assert (error.kind, error.facts["nearest"]) == ("unknown_name", "actions.title")
    assert "{{ x.titel }}" in str(error.facts["paragraph"])


HARMFUL: Final = {
    "globals": "{{ cycler.__init__.__globals__.os.popen('touch pwned').read() }}",
    "a class": "{{ project.name.__class__ }}",
    "an item": "{{ project['__class__'] }}",
    "a filter": "{{ project.name|attr('__class__') }}",
    "formatting": "{{ '{0.__class__}'.format(project) }}",
    "a method": "{{ project.name.upper() }}",
    "a loop of its own": "{% for a in range(99999) %}{{ a }}{% endfor %}",
    "a list": "{% for a in [1, 2] %}{{ a }}{% endfor %}",
    "a product": "{{ 'x' * 3000000000 }}",
    "a padding": "{{ '%0200000000d' % 1 }}",
    "an inclusion": "{% include 'x' %}",
    "an import": "{% import 'x' as y %}",
    "a macro": "{% macro x() %}{% endmacro %}",
    "a variable": "{% set x = 1 %}",
    "a change": "{{ actions.append(1) }}",
    "a default": "{{ applicant.nme|default('-') }}",
    "a test for names": "{% if applicant.nme is defined %}x{% endif %}",
    "self": "{{ self.__init__ }}",
    "raw": "{% raw %}{{ x }}{% endraw %}",
}


@pytest.mark.parametrize("place", ["body", "header", "footnotes"])
@pytest.mark.parametrize("code", HARMFUL.values(), ids=HARMFUL)
def test_code_in_a_template_is_refused_and_not_run(
    code: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    document = docx.Document()
    if place == "header":
        document.sections[0].header.paragraphs[0].text = code
    else:
        document.add_paragraph(code if place == "body" else "Teksti.")
    saved = io.BytesIO()
    document.save(saved)
    template = saved.getvalue()
    if place == "footnotes":
        template = with_footnote(template, code)
    error = refused(template)
    assert error.kind in {"template_forbidden", "unknown_name", "template_syntax", "leftover_tag"}
    assert list(tmp_path.iterdir()) == []


def with_footnote(template: bytes, text: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    escaped = text.replace("<", "&lt;")
    paragraph = f"<w:p><w:r><w:t>{escaped}</w:t></w:r></w:p>"
    note = f'<w:footnotes {space}><w:footnote w:id="1">{paragraph}</w:footnote></w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(saved, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8", "surrogateescape")
            if name == "[Content_Types].xml":
                content = content.replace(
                    "</Types>",
                    f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>',
                )
            elif name == "word/_rels/document.xml.rels":
                content = content.replace(
                    "</Relationships>",
                    f'<Relationship Id="rId99" Type="{office}" Target="footnotes.xml"/>'
                    "</Relationships>",
                )
            new.writestr(name, content.encode("utf-8", "surrogateescape"))
        new.writestr("word/footnotes.xml", note)
    return saved.getvalue()


def test_code_in_the_properties_is_neither_run_nor_kept() -> None:
    document = docx.Document(io.BytesIO(template_of("Teksti.")))
    document.core_properties.title = HARMFUL["globals"]
    document.core_properties.author = "{{ 7*7 }}"
    saved = io.BytesIO()
    document.save(saved)
    properties = opened(rendered(saved.getvalue()).payload).core_properties
    assert (properties.title, properties.author) == ("Kylän kahvila", "")
    assert (properties.subject, properties.language) == ("Hankehakemuksen luonnos", "fi-FI")


BROKEN: Final = {
    "half a tag": ("Nimi { {project.name}}", "leftover_tag"),
    "an open tag": ("Nimi {{ project.name", "leftover_tag"),
    "two words": ("{{ project name }}", "template_syntax"),
    "a hyphen": ("{{ project-name }}", "template_forbidden"),
    "an open choice": ("{% if project.name %}Nimi", "template_syntax"),
    "a row tag in the body": ("{%tr for x in actions %}", "tag_outside_table"),
    "text beside a block tag": ("Teksti {%p if project.name %}", "lost_text"),
    "a rich tag": ("{{r project.name }}", "template_forbidden"),
    "a list as text": ("{{ actions }}", "not_text"),
    "a whole part as text": ("{{ project }}", "not_text"),
    "a text as a list": ("{% for x in project.name %}{{ x }}{% endfor %}", "not_rows"),
}


@pytest.mark.parametrize(("text", "kind"), BROKEN.values(), ids=BROKEN)
def test_a_broken_template_is_told_with_its_paragraph(text: str, kind: str) -> None:
    error = refused(template_of("Hyvä kappale.", text))
    assert error.kind == kind
    assert text[:10] in str(error.facts["paragraph"])


def test_a_name_in_a_field_instruction_is_refused() -> None:
    template = template_of("x")
    root = part(template, "word/document.xml")
    text = next(root.iter(qn("w:t")))
    text.tag = qn("w:instrText")
    text.text = "{{ project.name }}"
    broken = with_part(template, "word/document.xml", etree.tostring(root))
    assert refused(broken).kind == "name_out_of_place"


def test_a_tag_may_be_split_over_runs() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("{")
    for piece in ("{ pro", "ject.", "name }", "}"):
        paragraph.add_run(piece).bold = piece == "ject."
    saved = io.BytesIO()
    document.save(saved)
    assert body(rendered(saved.getvalue())) == ["Kylän kahvila"]


def test_loops_that_write_too_much_are_stopped() -> None:
    loop = "{% for a in actions %}" * 10 + "x" * 400 + "{% endfor %}" * 10
    assert refused(template_of(loop)).kind == "too_much"


def test_an_empty_list_leaves_no_empty_table() -> None:
    table = [["{%tr for x in costs %}"], ["{{ x.text }}"], ["{%tr endfor %}"]]
    document = rendered(template_of("Ennen.", table=table))
    assert len(opened(document.payload).tables) == 0
    assert cheap("a.docx", document.payload) == []


def test_columns_of_years_fit_the_width_of_the_table() -> None:
    longer = with_changes(__schedule__end="2029-12-31")
    table = next(one for one in opened(longer.payload).tables if one.rows[0].cells[0].text == "Erä")
    assert [cell.text for cell in table.rows[0].cells] == [
        "Erä",
        "2027",
        "2028",
        "2029",
        "Yhteensä",
    ]
    assert abs(sum(column.width or 0 for column in table.columns) / 635 - 9070) < 5


def test_what_an_earlier_document_left_behind_is_removed_and_named() -> None:
    template = template_of("Näkyvä teksti.")
    root = part(template, "word/document.xml")
    paragraph = next(root.iter(qn("w:p")))
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for xml in (
        "<w:del w:id='1'><w:r><w:delText>Vanha asiakas</w:delText></w:r></w:del>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Salainen</w:t></w:r>",
        "<w:ins w:id='2'><w:r><w:t> Lisätty.</w:t></w:r></w:ins>",
        "<w:commentRangeStart w:id='3'/>",
    ):
        paragraph.append(
            etree.fromstring(
                xml.replace(" w:id", f" {space} w:id", 1)
                if " w:id" in xml
                else xml.replace("<w:r>", f"<w:r {space}>", 1)
            )
        )
    document = rendered(with_part(template, "word/document.xml", etree.tostring(root)))
    assert body(document) == ["Näkyvä teksti. Lisätty."]
    assert set(document.removed) >= {"comments", "deleted_text", "hidden_text"}
    with zipfile.ZipFile(io.BytesIO(document.payload)) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name or "custom" in name]
        assert not [one for one in archive.namelist() if b"Vanha asiakas" in archive.read(one)]


def test_a_dotx_template_becomes_a_document() -> None:
    template = TEMPLATE.read_bytes()
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        types = archive.read("[Content_Types].xml")
    dotx = with_part(
        template, "[Content_Types].xml", types.replace(b"document.main", b"template.main")
    )
    assert rendered(dotx).payload == finished().payload
