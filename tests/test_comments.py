"""Findings where the author works: comments in the draft, notes at the cells of the budget."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from kanto_docs.cli.running import run
from kanto_docs.documents.comments import AUTHOR, Comment, comments_of
from kanto_docs.documents.making import make, proven
from kanto_docs.documents.word.wordml import w
from kanto_docs.words import LANGUAGES, Words
from kanto_docs.words.saying import say_remedy
from tests import proof
from tests.conftest import SAMPLES, sample
from tests.office import Office
from tests.papers import Paper, checked

IN_THE_BUDGET = {"staff", "costs", "funding", "income", "pay_model", "cost_model"}


def word_comments(payload: bytes) -> list[str]:
    """What each comment says, one paragraph a line."""
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        if "word/comments.xml" not in archive.namelist():
            return []
        root = etree.fromstring(archive.read("word/comments.xml"))
    assert {one.get(w("author")) for one in root} <= {AUTHOR}
    return [
        "\n".join("".join(t.text or "" for t in p.iter(w("t"))) for p in one.iter(w("p")))
        for one in root
    ]


def cell_notes(payload: bytes) -> dict[str, str]:
    """Every note of a workbook by its sheet and cell."""
    book = openpyxl.load_workbook(io.BytesIO(payload))
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def commented(name: str, document: str, language: str = "fi") -> bytes:
    return make(document, checked(name), Words(language), comments=True).payload


def said(comment: Comment) -> str:
    return "\n".join(comment.lines)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_is_one_comment_in_the_draft(name: str, language: str) -> None:
    wanted = [said(one) for one in comments_of(checked(name), Words(language))]
    assert sorted(word_comments(commented(name, "application", language))) == sorted(wanted)
    assert (wanted == []) == (name in ("smallest", "cafe", "trainers", "pilot", "group"))


def test_a_comment_stands_at_the_text_it_is_about() -> None:
    payload = commented("mistakes", "application")
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    texts = word_comments(payload)
    number = next(n for n, text in enumerate(texts) if "Postinumero on väärin" in text)
    start = next(
        one for one in body.iter(w("commentRangeStart")) if one.get(w("id")) == str(number)
    )
    paragraph = start.getparent()
    assert paragraph is not None
    assert "8010" in "".join(text.text or "" for text in paragraph.iter(w("t")))


@pytest.mark.parametrize("name", ["mistakes", "holes"])
def test_findings_on_money_are_notes_at_their_cells(name: str) -> None:
    plain = cell_notes(Paper(name, "budget", "fi").payload)
    notes = cell_notes(commented(name, "budget"))
    for cell, text in plain.items():
        assert notes[cell].startswith(text), cell
    whole = "\n".join(notes.values())
    found = [one for one in comments_of(checked(name), Words("fi")) if one.path]
    on_money = [one for one in found if one.path[0] in IN_THE_BUDGET]
    assert len(on_money) > 2
    for one in on_money:
        assert whole.count(said(one)) == sum(said(other) == said(one) for other in found), one.path


def test_every_way_out_stands_in_the_comment() -> None:
    words, found = Words("fi"), checked("mistakes").report.findings
    told = "\n".join(word_comments(commented("mistakes", "application")))
    ways = [say_remedy(one, way, words) for one in found if one.counts for way in one.remedies]
    assert any(len(one.remedies) > 1 for one in found)
    assert [way for way in ways if way not in told] == []


def test_the_workbook_tells_how_many_findings_have_no_cell_in_it() -> None:
    notes = cell_notes(commented("mistakes", "budget"))
    found = comments_of(checked("mistakes"), Words("fi"))
    whole = "\n".join(notes.values())
    elsewhere = sum(said(one) not in whole for one in found)
    assert elsewhere > 10
    assert f"{elsewhere} muuta havaintoa on hakemusluonnoksen kommenteissa." in whole


def test_a_note_stands_at_the_row_of_its_person() -> None:
    notes = cell_notes(commented("mistakes", "budget"))
    book = openpyxl.load_workbook(io.BytesIO(commented("mistakes", "budget")))
    found = next(one for one in checked("mistakes").report.findings if one.path[:1] == ("staff",))
    person = checked("mistakes").plan.staff or ()
    role = person[int(found.path[1])].role
    at = next(cell for cell, text in notes.items() if f"\n{found.code}" in text)
    title, cell = at.split("!")
    row = book[title][cell].row
    assert role in [one.value for one in book[title][row]]


@pytest.mark.parametrize("name", ["mistakes", "holes"])
def test_commented_documents_stand_the_proof_and_tie_out(name: str) -> None:
    for document, ending in (("application", "docx"), ("budget", "xlsx")):
        payload = commented(name, document)
        assert proof.cheap(f"{name}.{ending}", payload, ()) == []
        assert proven(document, payload, checked(name), Words("fi")) > 0


@pytest.mark.office
def test_libreoffice_reads_the_comments(tmp_path: Path, soffice: Office) -> None:
    files = {tmp_path / "luonnos.docx": "application", tmp_path / "arvio.xlsx": "budget"}
    for path, document in files.items():
        path.write_bytes(commented("mistakes", document))
    soffice.convert([tmp_path / "luonnos.docx"], "docx", tmp_path / "out")
    soffice.convert([tmp_path / "arvio.xlsx"], "xlsx", tmp_path / "out")
    again = word_comments_of_anybody((tmp_path / "out" / "luonnos.docx").read_bytes())
    assert len(again) == len(comments_of(checked("mistakes"), Words("fi")))
    notes = cell_notes((tmp_path / "out" / "arvio.xlsx").read_bytes())
    assert any("Työaikaosuus" in text for text in notes.values())


def word_comments_of_anybody(payload: bytes) -> list[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        return list(etree.fromstring(archive.read("word/comments.xml")))


def test_the_command_puts_them_in_on_request_only(tmp_path: Path) -> None:
    plan = str(sample("mistakes"))
    assert run(["fill", plan, "--out", str(tmp_path / "a"), "--comments"]) == 0
    assert run(["fill", plan, "--out", str(tmp_path / "b")]) == 0
    (one,) = (tmp_path / "a").glob("*.docx")
    (other,) = (tmp_path / "b").glob("*.docx")
    assert len(word_comments(one.read_bytes())) > 40
    assert word_comments(other.read_bytes()) == []
