"""Comments in Word: each stands once, at the text of its field, and LibreOffice reads it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from kanto_docs.documents.comments import Comment, mark_for
from kanto_docs.documents.filled import Filled
from kanto_docs.documents.gaps import Gap, Names, Rows, Said
from kanto_docs.documents.word.rendering import render_word
from kanto_docs.documents.word.wordml import made
from kanto_docs.source import Path
from tests.filling_word import ABOUT, TEMPLATE, cafe, names_of, part, template_of, with_part
from tests.proof import cheap, converted

BODY = "word/document.xml"


def field(text: str, *path: str | int) -> Said:
    return Said(text, path)


def names() -> dict[str, object]:
    """A small plan as a template sees it."""
    gap = Gap("Tiivistelmä", ("summary",), "[puuttuu: Tiivistelmä]", "[puuttuu]")
    risks = tuple(
        Names(
            "risks",
            {
                "risk": field(f"Riski {n}", "risks", n, "risk"),
                "answer": field(f"Vastaus {n}", "risks", n, "answer"),
            },
        )
        for n in range(2)
    )
    return {
        "project": Names("project", {"name": field("Kahvila", "project", "name")}),
        "need": Names("need", {"problem": field("yksi\nkaksi", "need", "problem")}),
        "summary": gap,
        "risks": Rows(risks, gap),
    }


TABLE = [
    ["{%tr for r in risks %}", ""],
    ["{{ r.risk }}", "{{ r.answer }}"],
    ["{%tr endfor %}", ""],
]
SMALL = template_of(
    "Luonnos", "{{ project.name }}", "{{ need.problem }}", "{{ summary }}", table=TABLE
)


def commented(*comments: Comment, template: bytes = SMALL) -> Filled:
    return render_word(template, names(), ABOUT, comments)


def about(*path: str | int, lines: Sequence[str] = ("Korjatkaa.",)) -> Comment:
    return Comment(path, lines, "kanto-docs")


def places(payload: bytes) -> list[tuple[str, str]]:
    """Each comment's text and that of the paragraph it stands at, in the order of the body."""
    said = {
        one.get(qn("w:id")): "\n".join(
            "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
            for paragraph in one.iter(qn("w:p"))
        )
        for one in part(payload, "word/comments.xml")
    }
    found = []
    for start in part(payload, BODY).iter(qn("w:commentRangeStart")):
        key = start.get(qn("w:id"))
        paragraph = start.getparent()
        assert paragraph is not None
        kinds = [one.tag for one in paragraph.iter() if one.get(qn("w:id")) == key]
        assert kinds == [
            qn("w:commentRangeStart"),
            qn("w:commentRangeEnd"),
            qn("w:commentReference"),
        ]
        shown = "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        found.append((said.pop(key), shown))
    assert said == {}, "a comment stands nowhere"
    return found


@pytest.mark.parametrize(
    ("path", "where"),
    [
        (("project", "name"), "Kahvila"),
        (("need", "problem"), "yksi"),
        (("summary",), "[puuttuu: Tiivistelmä]"),
        (("risks", 1, "answer"), "Vastaus 1"),
        (("risks", 1), "Riski 1"),
        (("risks",), "Riski 0"),
        (("risks", 1, "owner"), "Riski 1"),
        (("risks", 7), "Riski 0"),
        (("project", "acronym"), "Kahvila"),
        (("schedule", "end"), "Luonnos"),
        ((), "Luonnos"),
    ],
)
def test_a_comment_stands_at_its_field_or_as_near_as_can_be(path: Path, where: str) -> None:
    payload = commented(about(*path)).payload
    assert places(payload) == [("Korjatkaa.", where)]
    assert cheap("a.docx", payload) == []


def test_comments_at_one_place_stand_in_the_order_given() -> None:
    payload = commented(
        about("risks", 0, lines=["yksi"]),
        about("project", lines=["kaksi", "ja sen syy"]),
        about("risks", 0, "risk", lines=["kolme"]),
        about("risks", lines=["neljä"]),
    ).payload
    assert places(payload) == [
        ("kaksi\nja sen syy", "Kahvila"),
        ("yksi", "Riski 0"),
        ("kolme", "Riski 0"),
        ("neljä", "Riski 0"),
    ]
    assert cheap("a.docx", payload) == []


def test_a_comment_whose_field_the_template_does_not_have_stands_at_the_title() -> None:
    document = docx.Document()
    document.add_paragraph("Ensin.")
    document.add_paragraph("Otsikko", style="Title")
    saved = io.BytesIO()
    document.save(saved)
    payload = commented(about("project", "name"), template=saved.getvalue()).payload
    assert places(payload) == [("Korjatkaa.", "Otsikko")]


def test_a_comment_never_stands_in_a_header_or_a_text_box() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ project.name }}"
    document.add_paragraph("x")
    saved = io.BytesIO()
    document.save(saved)
    root = part(saved.getvalue(), BODY)
    run = next(root.iter(qn("w:r")))
    box = etree.SubElement(etree.SubElement(run, qn("w:pict")), qn("w:txbxContent"))
    inner = etree.SubElement(etree.SubElement(box, qn("w:p")), qn("w:r"))
    etree.SubElement(inner, qn("w:t")).text = "{{ need.problem }}"
    template = with_part(saved.getvalue(), BODY, etree.tostring(root))
    payload = commented(about("project", "name"), about("need"), template=template).payload
    assert [text for text, _ in places(payload)] == ["Korjatkaa."] * 2
    starts = [*part(payload, BODY).iter(qn("w:commentRangeStart"))]
    assert all(not [*one.iterancestors(qn("w:txbxContent"))] for one in starts)
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        (header,) = [one for one in archive.namelist() if one.startswith("word/header")]
        assert b"comment" not in archive.read(header)


def test_without_comments_there_is_no_part_for_them() -> None:
    with zipfile.ZipFile(io.BytesIO(commented().payload)) as archive:
        assert "word/comments.xml" not in archive.namelist()
        assert b"comments" not in archive.read("[Content_Types].xml")


def test_comments_of_the_template_go_and_ours_stay() -> None:
    first = commented(about("project", lines=["vanha"])).payload
    again = commented(about("project", lines=["uusi"]), template=first)
    assert places(again.payload) == [("uusi", "Luonnos")]
    assert "comments" in again.removed


def test_the_same_comments_give_the_same_bytes_and_no_date() -> None:
    comment = about("project", lines=["A & <b> {{ x }}", "", " väli "])
    payload = commented(comment).payload
    assert payload == commented(comment).payload
    (one,) = part(payload, "word/comments.xml")
    assert sorted((str(name), str(value)) for name, value in one.attrib.items()) == [
        (qn("w:author"), "kanto-docs"),
        (qn("w:id"), "0"),
        (qn("w:initials"), "K"),
    ]
    assert places(payload)[0][0] == "A & <b> {{ x }}\n\n väli "


def test_what_the_comment_says_cannot_break_the_file() -> None:
    payload = commented(
        about("project", lines=["\x00\x0b\ud800 \ufffe", "rivi\nvaihto\tja"])
    ).payload
    assert cheap("a.docx", payload) == []


def test_comments_on_the_whole_application_are_read_by_libreoffice() -> None:
    fields: list[Path] = [
        *(("applicant", "name"), ("project", "name"), ("need", "problem"), ("need", "change")),
        *(("actions", 1, "title"), ("staff", 0, "monthly_pay"), ("risks", 0), ("nowhere",)),
    ]
    comments = [
        Comment(path, [f"Huomio {n}.", "Toinen kappale."], "kanto-docs")
        for n, path in enumerate(fields)
    ]
    payload = render_word(TEMPLATE.read_bytes(), names_of(cafe()), ABOUT, comments).payload
    assert len(places(payload)) == len(fields)
    assert cheap("a.docx", payload) == []
    back = docx.Document(io.BytesIO(converted("a.docx", payload, "docx")))
    read = part(converted("a.docx", payload, "docx"), "word/comments.xml")
    said = {
        "".join(text.text or "" for text in one.iter(qn("w:t"))): str(one.get(qn("w:author")))
        for one in read
    }
    assert said == {f"Huomio {n}.Toinen kappale.": "kanto-docs" for n in range(len(fields))}
    assert len(back.paragraphs) > 50


def test_the_mark_of_a_comment() -> None:
    paths: list[Path] = [("a", "b"), (), ("a",), ("a", "b", 0), ("c", 1, "d")]
    marks = [0, 1, 3, 4]
    assert mark_for(("a", "b"), marks, paths) == 0
    assert mark_for(("a", "b", 0), marks, paths) == 3
    assert mark_for(("c", 1), marks, paths) == 4
    assert mark_for(("c", 2), marks, paths) == 4
    assert mark_for(("a", "x"), marks, paths) == 0
    assert mark_for(("x",), marks, paths) is None
    assert mark_for((), marks, paths) is None


def test_a_document_without_any_paragraph_gets_one_for_its_comments() -> None:
    template = template_of("x")
    root = part(template, BODY)
    for paragraph in list(root.iter(qn("w:p"))):
        parent = paragraph.getparent()
        assert parent is not None
        parent.remove(paragraph)
    assert made("p").tag == qn("w:p")
    empty = with_part(template, BODY, etree.tostring(root))
    assert places(commented(about("project"), template=empty).payload) == [("Korjatkaa.", "")]
