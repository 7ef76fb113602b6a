"""The Word application: the plan's texts whole, gaps to be seen, templates that cannot do harm."""

from __future__ import annotations

import functools
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from kanto_docs.documents.gaps import Gap
from kanto_docs.documents.view import view
from kanto_docs.documents.word import Filled, Properties, render_application
from kanto_docs.errors import TemplateError
from kanto_docs.source import read_file
from kanto_docs.words import Words
from tests.accepting import agrees
from tests.conftest import ROOT, changed, check_data, sample
from tests.proof import cheap, leftovers, lost, said_by

TEMPLATE: Final = ROOT / "templates" / "fi" / "application.docx"
ABOUT: Final = Properties("Kylän kahvila", "Hankehakemuksen luonnos", "fi-FI")


@functools.cache
def cafe() -> object:
    return read_file(sample("cafe")).data


def names_of(data: object) -> dict[str, object]:
    checked = check_data(data, sample("cafe").parent)
    return view(checked.plan, checked.budget, Words("fi"), checked.law)


def filled(data: object) -> Filled:
    return render_application(TEMPLATE.read_bytes(), names_of(data), ABOUT)


def with_changes(**changes: object) -> Filled:
    return filled(changed(cafe(), {key.replace("__", "/"): one for key, one in changes.items()}))


@functools.cache
def finished() -> Filled:
    return filled(cafe())


def opened(payload: bytes) -> Document:
    return docx.Document(io.BytesIO(payload))


def template_of(*paragraphs: str, table: Sequence[Sequence[str]] = ()) -> bytes:
    """A small template of one's own."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, texts in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def rendered(template: bytes, data: object = None) -> Filled:
    return render_application(template, names_of(cafe() if data is None else data), ABOUT)


def refused(template: bytes) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        rendered(template)
    return caught.value


def body(filled_: Filled) -> list[str]:
    return [paragraph.text for paragraph in opened(filled_.payload).paragraphs]


def with_part(payload: bytes, name: str, content: bytes) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(payload)) as old, zipfile.ZipFile(saved, "w") as new:
        for one in old.namelist():
            new.writestr(one, content if one == name else old.read(one))
    return saved.getvalue()


def part(payload: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        return etree.fromstring(archive.read(name))


# The plan's texts


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
    document = render_application(
        template_of(
            "{{ communication.poster }}{% if communication.poster is missing %} puuttuu{% endif %}"
            "{% if not communication.poster %} ei tule{% endif %}"
        ),
        names,
        ABOUT,
    )
    assert body(document) == ["ei ei tule"]


# Templates


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
    "an open tag": ("Nimi {{ project.name", "template_syntax"),
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


# Our own template


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
        assert (header is not None) == (table.style.name == "Kantotaulukko")


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


def test_the_programme_of_2014_gets_no_emblem_of_today() -> None:
    document = filled(changed(cafe(), {"/programme": "esr-2014-2020", "/call": None}))
    assert not opened(document.payload).inline_shapes


def test_every_gap_of_a_draft_has_a_label_in_words() -> None:
    gaps: tuple[Gap, ...] = filled(read_file(sample("holes")).data).gaps
    assert len(gaps) == len({gap.path for gap in gaps})
    assert all(gap.label and "_" not in gap.label for gap in gaps)


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
