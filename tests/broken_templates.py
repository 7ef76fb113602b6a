"""Thirty Word templates, each broken in its own way, with what a check must say of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph
from lxml import etree

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = f'xmlns:w="{W}"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


class Said(NamedTuple):
    """What the check must say, and where: the parts of a place that are given must be right."""

    kind: str
    mark: str = ""
    place: Mapping[str, object] = {}
    facts: Mapping[str, object] = {}
    grave: bool = True


class Broken(NamedTuple):
    """One broken template."""

    build: Callable[[Document], object]
    said: tuple[Said, ...]
    after: Callable[[bytes], bytes] = bytes
    """What is done to the finished file."""


def built(one: Broken) -> bytes:
    """The template as a file: two headings, a sound mark, then what is broken."""
    document = docx.Document()
    document.add_heading("Hakija", 1)
    document.add_paragraph("Nimi: {{ applicant.name }}")
    document.add_heading("Hanke", 1)
    document.add_paragraph("Tavallinen kappale.")
    one.build(document)
    saved = io.BytesIO()
    document.save(saved)
    return one.after(saved.getvalue())


def says(*texts: str) -> Callable[[Document], object]:
    """Adds paragraphs."""

    def build(document: Document) -> None:
        for text in texts:
            document.add_paragraph(text)

    return build


def table(*rows: tuple[str, ...]) -> Callable[[Document], object]:
    """Adds a table."""

    def build(document: Document) -> None:
        made = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(made.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    return build


def both(*builds: Callable[[Document], object]) -> Callable[[Document], object]:
    """One after the other."""

    def build(document: Document) -> None:
        for one in builds:
            one(document)

    return build


def inside(xml: str, before: str = "", after: str = "") -> Callable[[Document], object]:
    """Adds a paragraph with this XML between two texts."""

    def build(document: Document) -> None:
        paragraph = document.add_paragraph(before)
        paragraph._p.append(parse_xml(xml))
        if after:
            paragraph.add_run(after)

    return build


FETCHING: Final = (
    f'<w:fldSimple {_SPACE} w:instr="INCLUDETEXT c:/salaisuus.docx">'
    "<w:r><w:t>x</w:t></w:r></w:fldSimple>"
)
"""A field that brings another file in."""
FIELD: Final = (
    f'<w:r {_SPACE}><w:instrText>HYPERLINK "{{{{ applicant.website }}}}"</w:instrText></w:r>'
)
"""A field whose instruction is a mark."""


def run(text: str, look: str = "", kind: str = "t") -> str:
    """A run as XML."""
    return f"<w:r><w:rPr>{look}</w:rPr><w:{kind} xml:space='preserve'>{text}</w:{kind}></w:r>"


def changed_text(kind: str, text: str) -> str:
    """A tracked change as XML."""
    inner = run(text, kind="delText" if kind == "del" else "t")
    return (
        f'<w:{kind} {_SPACE} w:id="9" w:author="A" w:date="2026-01-01T00:00:00Z">{inner}</w:{kind}>'
    )


def hidden(document: Document) -> None:
    """A hidden mark."""
    paragraph = document.add_paragraph("Näkyvä. ")
    paragraph.add_run("{{ applicant.name }}").font.hidden = True


def boxed(document: Document) -> None:
    """A text box with an unknown name."""
    paragraph = document.add_paragraph("Laatikon vieressä.")
    box = (
        f"<w:r {_SPACE} {_DRAWING}><w:drawing><wp:inline><wp:extent cx='9525' cy='9525'/>"
        "<wp:docPr id='9' name='Laatikko' descr='Laatikko'/><a:graphic><a:graphicData "
        "uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp>"
        "<wps:cNvSpPr txBox='1'/><wps:spPr/><wps:txbx><w:txbxContent><w:p>"
        f"{run('{{ applicant.nmae }}')}</w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    paragraph._p.append(parse_xml(box))


def commented(document: Document) -> None:
    """A comment with a mark."""
    paragraph = document.add_paragraph("Kommentoitu.")
    document.add_comment(paragraph.runs, text="Tähän {{ applicant.email }}", author="A")


def headed(document: Document) -> None:
    """A header with an unknown name."""
    document.sections[0].header.paragraphs[0].text = "{{ project.nmae }}"


def footed(document: Document) -> None:
    """A footer with text beside a mark."""
    footer = document.sections[0].footer
    footer.paragraphs[0].text = "Sivu {%p if project.name %}"
    footer.add_paragraph("{%p endif %}")


def linked(document: Document) -> None:
    """A mark that begins in a link and ends after it."""
    paragraph = document.add_paragraph("Sähköposti: ")
    key = document.part.relate_to("mailto:a@b.fi", f"{_RELATIONS}/hyperlink", is_external=True)
    half = run("{{ applicant.")
    link = f'<w:hyperlink {_SPACE} xmlns:r="{_RELATIONS}" r:id="{key}">{half}</w:hyperlink>'
    paragraph._p.append(parse_xml(link))
    paragraph.add_run("email }}")


def led_to(document: Document) -> None:
    """A link whose address is a mark."""
    paragraph = document.add_paragraph("Verkossa: ")
    key = document.part.relate_to(
        "%7B%7B%20applicant.website%20%7D%7D", f"{_RELATIONS}/hyperlink", is_external=True
    )
    link = f'<w:hyperlink {_SPACE} xmlns:r="{_RELATIONS}" r:id="{key}">{run("sivut")}</w:hyperlink>'
    paragraph._p.append(parse_xml(link))


def pictured(document: Document) -> None:
    """A picture that is fetched from elsewhere."""
    key = document.part.relate_to(
        "http://esimerkki.fi/a.png", f"{_RELATIONS}/image", is_external=True
    )
    picture = (
        f"<w:r {_SPACE} {_DRAWING} xmlns:r='{_RELATIONS}'><w:drawing><wp:inline>"
        "<wp:extent cx='9525' cy='9525'/><wp:docPr id='8' name='Kuva' descr='Kuva'/><a:graphic>"
        "<a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/picture'>"
        "<pic:pic xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture'>"
        f"<pic:blipFill><a:blip r:link='{key}'/></pic:blipFill></pic:pic>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    document.add_paragraph("Kuva: ")._p.append(parse_xml(picture))


def titled(document: Document) -> None:
    """A title property with a mark."""
    document.core_properties.title = "{{ project.name }}"


def noted(payload: bytes) -> bytes:
    """The same file with a footnote that names something unknown."""
    note = (
        f"<w:footnotes {_SPACE}><w:footnote w:id='1'><w:p>{run('Lähde: {{ need.problm }}')}</w:p>"
        "</w:footnote></w:footnotes>"
    )
    return with_part(payload, "word/footnotes.xml", note, "footnotes")


def with_macros(payload: bytes) -> bytes:
    """The same file with macros."""
    return rewritten(payload, {"word/vbaProject.bin": b"macros"})


def with_template(payload: bytes) -> bytes:
    """The same file with an attached template."""
    types = f"{_RELATIONS}/attachedTemplate"
    target = "file:///C:/Mallit/oma.dotm"
    relations = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Id='rId1' Type='{types}' Target='{target}' TargetMode='External'/>"
        "</Relationships>"
    )
    return rewritten(payload, {"word/_rels/settings.xml.rels": relations.encode()})


def with_part(payload: bytes, name: str, xml: str, kind: str) -> bytes:
    """The same file with one more part of the document."""
    content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    parts = members(payload)
    types = parts["[Content_Types].xml"].decode()
    relations = parts["word/_rels/document.xml.rels"].decode()
    override = f'<Override PartName="/{name}" ContentType="{content}"/></Types>'
    target = name.removeprefix("word/")
    relation = (
        f'<Relationship Id="rId99" Type="{_RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    )
    return rewritten(
        payload,
        {
            name: xml.encode(),
            "[Content_Types].xml": types.replace("</Types>", override).encode(),
            "word/_rels/document.xml.rels": relations.replace(
                "</Relationships>", relation
            ).encode(),
        },
    )


def members(payload: bytes) -> dict[str, bytes]:
    """The parts of a file."""
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(payload: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same file with these parts."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        kept = members(payload) if payload else {}
        for name, content in {**kept, **parts}.items():
            archive.writestr(name, content)
    return saved.getvalue()


def split_looks(document: Document) -> None:
    """A mark in three looks, which is sound, then one whose braces stand apart."""
    sound: Paragraph = document.add_paragraph("{{ appli")
    sound.add_run("cant.na").bold = True
    sound.add_run("me }}").italic = True
    torn: Paragraph = document.add_paragraph("{")
    torn.add_run(" { applicant.email }}").bold = True


def nested(document: Document) -> None:
    """A table in a table whose row mark has text beside it."""
    outer = document.add_table(1, 2)
    outer.rows[0].cells[0].text = "Ulompi"
    inner = outer.rows[0].cells[1].add_table(2, 1)
    inner.rows[0].cells[0].text = "{%tr for x in staff %} Rooli"
    inner.rows[1].cells[0].text = "{%tr endfor %}"


def deleted_row(payload: bytes) -> bytes:
    """The same file with its last table row deleted as a tracked change."""
    root = etree.fromstring(members(payload)["word/document.xml"])
    row = list(root.iter(qn("w:tr")))[-1]
    mark = f"<w:trPr {_SPACE}><w:del w:id='5' w:author='A' w:date='2026-01-01T00:00:00Z'/></w:trPr>"
    row.insert(0, etree.fromstring(mark))
    return rewritten(payload, {"word/document.xml": etree.tostring(root)})


UNDER: Final = {"story": "body", "heading": "Hanke"}
SECOND: Final = {**UNDER, "paragraph": 2}
"""The first paragraph that a template adds."""
IN_TABLE: Final = {**UNDER, "table": 1}

TEMPLATES: Final[Mapping[str, Broken]] = {
    "an unknown name": Broken(
        says("Y-tunnus: {{ applicant.busines_id }}"),
        (
            Said(
                "unknown_name",
                "{{ applicant.busines_id }}",
                {**SECOND, "text": "Y-tunnus: {{ applicant.busines_id }}"},
                {"nearest": "applicant.business_id"},
            ),
        ),
    ),
    "a name in Finnish": Broken(
        says("{{ hakija.nimi }}"),
        (Said("unknown_name", "{{ hakija.nimi }}", SECOND, {"nearest": "applicant.name"}),),
    ),
    "five unknown names in five places": Broken(
        both(
            says("{{ applicant.nme }} ja {{ summry }}"),
            table(("{{ project.acronim }}", "{{ schedule.strt }}")),
            headed,
        ),
        (
            Said("unknown_name", "{{ applicant.nme }}", SECOND, {"nearest": "applicant.name"}),
            Said("unknown_name", "{{ summry }}", SECOND, {"nearest": "summary"}),
            Said("unknown_name", "{{ project.acronim }}", {**IN_TABLE, "row": 1, "cell": 1}),
            Said("unknown_name", "{{ schedule.strt }}", {**IN_TABLE, "row": 1, "cell": 2}),
            Said("unknown_name", "{{ project.nmae }}", {"story": "header"}),
        ),
    ),
    "a row's name unknown": Broken(
        table(
            ("{%tr for x in staff %}", ""), ("{{ x.role }}", "{{ x.shre }}"), ("{%tr endfor %}", "")
        ),
        (
            Said(
                "unknown_name",
                "{{ x.shre }}",
                {**IN_TABLE, "row": 2, "cell": 2},
                {"nearest": "x.share"},
            ),
        ),
    ),
    "a row used outside its loop": Broken(
        says("{% for x in staff %}{{ x.role }}{% endfor %} {{ x.role }}"),
        (Said("outside_loop", "{{ x.role }}", SECOND),),
    ),
    "a list's row without a loop": Broken(
        says("{{ staff.role }}"), (Said("needs_loop", "{{ staff.role }}", SECOND),)
    ),
    "a list as text": Broken(
        says("Henkilöt: {{ staff }}"), (Said("list_as_text", "{{ staff }}", SECOND),)
    ),
    "a whole part as text": Broken(
        says("{{ applicant }}"), (Said("no_text", "{{ applicant }}", SECOND),)
    ),
    "a loop over a text": Broken(
        says("{% for x in project.name %}{{ x }}{% endfor %}"),
        (Said("not_rows", "{% for x in project.name %}", SECOND),),
    ),
    "an end without a beginning": Broken(
        both(says("Ensin."), says("{%p endfor %}")),
        (Said("without_beginning", "{%p endfor %}", {**UNDER, "paragraph": 3}),),
    ),
    "two beginnings without an end": Broken(
        says("{%p if project.name %}", "Teksti.", "{%p for x in staff %}", "{{ x.role }}"),
        (
            Said("without_end", "{%p if project.name %}", SECOND),
            Said("without_end", "{%p for x in staff %}", {**UNDER, "paragraph": 4}),
        ),
    ),
    "an else of nothing": Broken(
        says("{% else %} Teksti", "{% if summary %}a{% else %}b{% elif novelty %}c{% endif %}"),
        (
            Said("without_beginning", "{% else %}", SECOND),
            Said("after_else", "{% elif novelty %}", {**UNDER, "paragraph": 3}),
        ),
    ),
    "a row's loop ended as a paragraph": Broken(
        both(
            table(("{%tr for x in staff %}", ""), ("{{ x.role }}", "{{ x.share }}")),
            says("{%p endfor %}"),
        ),
        (Said("mixed_units", "{%p endfor %}", SECOND),),
    ),
    "text beside a paragraph's mark": Broken(
        says("Katoava {%p if project.name %}", "Teksti.", "{%p endif %}"),
        (Said("lost_text", "{%p if project.name %}", SECOND, {"lost": "Katoava"}),),
    ),
    "text beside a row's mark": Broken(
        table(("{%tr for x in staff %}", "Katoava"), ("{{ x.role }}", ""), ("{%tr endfor %}", "")),
        (Said("lost_text", "{%tr for x in staff %}", {**IN_TABLE, "row": 1, "cell": 1}),),
    ),
    "a beginning and an end in one paragraph": Broken(
        says("{%p if project.name %}{%p endif %}"),
        (
            Said("lost_text", "{%p if project.name %}", SECOND, {"lost": "{%p endif %}"}),
            Said("lost_text", "{%p endif %}", SECOND),
        ),
    ),
    "a row's mark outside tables": Broken(
        says("{%tr for x in staff %}", "{{ x.role }}", "{%tr endfor %}"),
        (
            Said("outside_table", "{%tr for x in staff %}", SECOND),
            Said("outside_table", "{%tr endfor %}", {**UNDER, "paragraph": 4}),
        ),
    ),
    "a unit apart from its brace": Broken(
        table(("{% tr for x in staff %}",), ("{{ x.role }}",), ("{% tr endfor %}",)),
        (
            Said("unit_apart", "{% tr for x in staff %}", {**IN_TABLE, "row": 1}),
            Said("unit_apart", "{% tr endfor %}", {**IN_TABLE, "row": 3}),
        ),
    ),
    "a loop through two tables": Broken(
        both(
            table(("{%tr for x in staff %}",), ("{{ x.role }}",)),
            says("Välissä."),
            table(("{%tr endfor %}",)),
        ),
        (Said("crosses", "{%tr endfor %}", {**UNDER, "table": 2}),),
    ),
    "half marks": Broken(
        says("{{ applicant.name }", "{ { project.name }}", "Loppu project.name }}"),
        (
            Said("unclosed", "{{ applicant.name }", SECOND),
            Said("braces_apart", "{ { project.name }}", {**UNDER, "paragraph": 3}),
            Said("unopened", "Loppu project.name }}", {**UNDER, "paragraph": 4}),
        ),
    ),
    "a mark over two paragraphs": Broken(
        says("Hakija on {{ applicant.", "name }}."),
        (Said("across_paragraphs", "{{ applicant.", SECOND),),
    ),
    "braces apart in two looks": Broken(
        split_looks, (Said("braces_apart", "{ { applicant.email }}", {**UNDER, "paragraph": 3}),)
    ),
    "a mark torn by a link": Broken(linked, (Said("torn", "{{ applicant.email }}", SECOND),)),
    "a misspelt statement": Broken(
        says("{% fro x in staff %}{{ x.role }}{% endfro %}"),
        (
            Said("statement", "{% fro x in staff %}", SECOND, {"nearest": "for"}),
            Said("statement", "{% endfro %}", SECOND, {"nearest": "endfor"}),
        ),
    ),
    "what a template may not do": Broken(
        says(
            "{{ project.name|upper }}",
            "{{ project.name.upper() }}",
            "{% set a = 1 %}",
            "{% if budget.total > 5 %}x{% endif %}",
            "{{ project name }}",
            "{% if summary is defined %}x{% endif %}",
            "{{r project.name }}",
        ),
        (
            Said("forbidden", "{{ project.name|upper }}", SECOND, {"what": "Filter"}),
            Said("forbidden", "{{ project.name.upper() }}", {"paragraph": 3}, {"what": "Call"}),
            Said("statement", "{% set a = 1 %}", {"paragraph": 4}),
            Said("forbidden", "{% if budget.total > 5 %}", {"paragraph": 5}),
            Said("syntax", "{{ project name }}", {"paragraph": 6}),
            Said("forbidden", "{% if summary is defined %}", {"paragraph": 7}, {"what": "Test"}),
            Said("rich", "{{r project.name }}", {"paragraph": 8}),
        ),
    ),
    "marks where the reader does not look": Broken(
        both(
            commented, hidden, titled, inside(changed_text("del", "{{ applicant.iban }}"), "Ennen ")
        ),
        (
            Said("in_comment", "{{ applicant.email }}", {"story": "comment"}, grave=False),
            Said("in_hidden_text", "{{ applicant.name }}", {**UNDER, "paragraph": 3}, grave=False),
            Said("in_deleted_text", "{{ applicant.iban }}", {**UNDER, "paragraph": 4}, grave=False),
            Said("in_properties", "{{ project.name }}", {"story": "file"}, grave=False),
            Said("tracked_changes", "", {**UNDER, "paragraph": 4}, grave=False),
            Said("removed", "", {"story": "file"}, grave=False),
        ),
    ),
    "an end in a deleted row": Broken(
        table(("{%tr for x in staff %}",), ("{{ x.role }}",), ("{%tr endfor %}",)),
        (
            Said("without_end", "{%tr for x in staff %}", {**IN_TABLE, "row": 1}),
            Said("tracked_changes", grave=False),
        ),
        deleted_row,
    ),
    "odd places": Broken(
        both(boxed, footed, nested),
        (
            Said("unknown_name", "{{ applicant.nmae }}", {**UNDER, "box": True}),
            Said("lost_text", "{%p if project.name %}", {"story": "footer"}, {"lost": "Sivu"}),
            Said("lost_text", "{%tr for x in staff %}", {**UNDER, "table": 2, "row": 1, "cell": 1}),
            Said("unknown_name", "{{ need.problm }}", {"story": "footnote"}),
        ),
        noted,
    ),
    "what leads elsewhere": Broken(
        both(
            pictured,
            led_to,
            inside(FETCHING),
            inside(FIELD),
            says("{{ applicant.nme }}"),
        ),
        (
            Said("external", "", {**SECOND}),
            Said("in_link", "{{ applicant.website }}", {**UNDER, "paragraph": 3}),
            Said("field", "", UNDER, {"field": "INCLUDETEXT"}),
            Said("in_field", "{{ applicant.website }}", UNDER),
            Said("unknown_name", "{{ applicant.nme }}", UNDER),
        ),
    ),
    "macros and an attached template": Broken(
        says("{{ applicant.nme }}"),
        (
            Said("macros", "", {"story": "file"}),
            Said("external", "", {"story": "file"}),
            Said("unknown_name", "{{ applicant.nme }}", SECOND),
        ),
        lambda payload: with_template(with_macros(payload)),
    ),
}
