"""Every document that `fill` makes stands the proof chain; the chain sees what it is for."""

from __future__ import annotations

import functools
import io
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import docx
import openpyxl
import pytest

from kanto_docs.words import LANGUAGES
from tests import proof
from tests.conftest import SAMPLES, checked_sample
from tests.office import Office
from tests.papers import OFFICE, Paper, named

BODY: Final = "word/document.xml"
SHEET: Final = "xl/worksheets/sheet1.xml"

WHOLE: Final = ("application", "budget")
"""Documents that show every text of the plan, or every one beside a sum."""

office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
microsoft = pytest.mark.skipif(
    proof.sdk() is None, reason="the Open XML SDK validator (npm) is not installed"
)


def texts(data: object) -> Iterator[str]:
    """Every text a plan holds."""
    if isinstance(data, Mapping):
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for value in data:
            yield from texts(value)
    elif isinstance(data, str):
        yield data


@functools.cache
def own_texts(sample: str) -> tuple[str, ...]:
    return tuple(texts(checked_sample(sample).source.data))


AFTERWARDS: Final = ("waivers", "realised", "final_report")
"""What a plan holds that no application asks."""


def application_texts(paper: Paper) -> Iterator[str]:
    """What an application says of a plan; of a text in several languages the one of its own."""
    data = paper.checked.source.data
    assert isinstance(data, Mapping)
    yield from texts(
        {key: spoken(value, paper) for key, value in data.items() if key not in AFTERWARDS}
    )


def is_prose(text: str) -> bool:
    """Whether a text is no code, date, amount or fixed value, which a document says otherwise."""
    return " " in text and any(letter.isalpha() for letter in text)


def spoken(data: object, paper: Paper) -> object:
    """The data with each text in several languages as the document says it."""
    if isinstance(data, Sequence) and not isinstance(data, str):
        return [spoken(one, paper) for one in data]
    if not isinstance(data, Mapping):
        return data
    if data and data.keys() <= set(LANGUAGES):
        return data.get(paper.language) or data.get(paper.checked.plan.language)
    return {key: spoken(value, paper) for key, value in data.items()}


def budget_texts(sample: str) -> Iterator[str]:
    """What stands beside the sums of a plan: people, costs, income and those who pay."""
    plan = checked_sample(sample).plan
    said = (
        *(one.role for one in plan.staff or ()),
        *(one.text for one in plan.costs or ()),
        *(one.text for one in plan.income or ()),
        *(one.payer for one in (plan.funding and plan.funding.sources) or ()),
    )
    yield from (text for text in said if text)


@pytest.mark.parametrize("paper", OFFICE, ids=named)
def test_a_document_is_whole(paper: Paper) -> None:
    assert proof.cheap(paper.file, paper.payload, own_texts(paper.sample)) == []


def test_there_is_something_to_prove() -> None:
    assert {(one.sample, one.name) for one in OFFICE} > {
        (sample, name) for sample in SAMPLES for name in WHOLE
    }


@pytest.mark.parametrize("paper", [one for one in OFFICE if one.name in WHOLE], ids=named)
def test_no_text_of_the_plan_is_lost(paper: Paper) -> None:
    written = [text for text in application_texts(paper) if is_prose(text)]
    if paper.name == "budget":
        written = [*budget_texts(paper.sample)]
    assert proof.lost(paper.payload, written) == []


RICH: Final = ("cafe", "group", "pilot")
"""The validator is slow: it sees every document in every language, of the first of these plans."""


def of_rich_plans() -> Iterator[Paper]:
    """Each document and language once."""
    for name, language in dict.fromkeys((one.name, one.language) for one in OFFICE):
        found = {one.sample: one for one in OFFICE if one[1:] == (name, language)}
        yield next(found[sample] for sample in (*RICH, *found) if sample in found)


@microsoft
@pytest.mark.parametrize("paper", [*of_rich_plans()], ids=named)
def test_the_open_xml_sdk_accepts_a_document(paper: Paper) -> None:
    assert proof.microsoft(paper.file, paper.payload) == []


@pytest.mark.office
@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_opens_and_prints_every_document(
    language: str, tmp_path: Path, soffice: Office
) -> None:
    papers = [one for one in OFFICE if one.language == language]
    files = [tmp_path / one.file for one in papers]
    for paper, file in zip(papers, files, strict=True):
        file.write_bytes(paper.payload)
    soffice.convert(files, "pdf", tmp_path)
    problems = {
        file.name: problem
        for paper, file in zip(papers, files, strict=True)
        if (problem := wrong_in_print(paper, file.with_suffix(".pdf")))
    }
    assert problems == {}


def wrong_in_print(paper: Paper, pdf: Path) -> str | None:
    """What is wrong with a document as LibreOffice prints it."""
    if not pdf.is_file():
        return "was not opened"
    pages, said = proof.printed(pdf.read_bytes())
    if pages < 1:
        return "has no pages"
    if found := proof.EXCEL_ERRORS.search(said):
        return f"says {found[0]}"
    project = paper.checked.plan.project
    title = project.name.text(paper.language) if project and project.name else None
    return None if title is None or title.split()[0] in said else "does not say its project"


# What the chain is for: each fault put into a good file, and seen.


@functools.cache
def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Kylän kahvila")
    document.add_table(1, 1).cell(0, 0).text = "Ä & <b>"
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@functools.cache
def excel() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"] = "Matkat", 3
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def replaced(payload: bytes, part: str, old: str, new: str) -> bytes:
    """The file with the first `old` of a part replaced."""
    saved = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(payload)) as archive,
        zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in archive.namelist():
            content = archive.read(name)
            if name == part:
                assert old.encode() in content, content
                content = content.replace(old.encode(), new.encode(), 1)
            copy.writestr(name, content)
    return saved.getvalue()


def test_good_files_have_no_faults() -> None:
    assert proof.cheap("hyva.docx", word()) == []
    assert proof.well_formed(excel()) + proof.structure(excel()) == []


WORD_FAULTS: Final = {
    "a cell without a paragraph": ("</w:p></w:tc>", "</w:p><w:tbl/></w:tc>", "does not end with"),
    "a row without a cell": ("</w:tbl>", "<w:tr/></w:tbl>", "row without a cell"),
    "a table without a row": ("<w:sectPr", "<w:tbl/><w:sectPr", "table without a row"),
    "loose text": ("<w:sectPr", "hukassa<w:sectPr", "loose text 'hukassa'"),
    "an open field": (
        "<w:t>Kylän",
        '<w:fldChar w:fldCharType="begin"/><w:t>Kylän',
        "without an end",
    ),
    "a field's end alone": (
        "<w:t>Kylän",
        '<w:fldChar w:fldCharType="end"/><w:t>Kylän',
        "without its beginning",
    ),
    "a tag": ("Kylän kahvila", "{{ project.name }}", "'{{' in"),
    "half a tag": ("Kylän kahvila", "Kylän %} kahvila", "'%}' in"),
    "None": ("Kylän kahvila", "Alkaa None", "'None' in"),
    "a list": ("Kylän kahvila", "['kahvila']", """"['" in"""),
    "a method": ("Kylän kahvila", "&lt;built-in method items&gt;", "'<built-in' in"),
    "a bookmark twice": (
        "<w:sectPr",
        '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>' * 2 + "<w:sectPr",
        "bookmark a twice",
    ),
    "an open bookmark": (
        "<w:sectPr",
        '<w:bookmarkStart w:id="1" w:name="a"/><w:sectPr',
        "bookmark 1 is not closed",
    ),
}


@pytest.mark.parametrize("fault", WORD_FAULTS)
def test_a_fault_of_structure_in_a_document_is_seen(fault: str) -> None:
    old, new, said = WORD_FAULTS[fault]
    problems = proof.structure(replaced(word(), BODY, old, new))
    assert any(said in problem for problem in problems), problems


EXCEL_FAULTS: Final = {
    "a formula without a value": ("<v>3</v>", "<f>1+2</f><v></v>", "no cached value"),
    "an empty value": ("<v>3</v>", "<v></v>", "an empty value"),
    "an error": ("<v>3</v>", "<v>#REF!</v>", "shows #REF!"),
    "a cell twice": ('r="A2"', 'r="A1"', "cell A1 twice"),
}


@pytest.mark.parametrize("fault", EXCEL_FAULTS)
def test_a_fault_of_structure_in_a_workbook_is_seen(fault: str) -> None:
    old, new, said = EXCEL_FAULTS[fault]
    problems = proof.structure(replaced(excel(), SHEET, old, new))
    assert any(said in problem for problem in problems), problems


def test_a_part_that_is_not_well_formed_is_seen() -> None:
    assert proof.well_formed(replaced(word(), BODY, "</w:body>", "")) != []
    assert proof.well_formed(replaced(word(), BODY, "<w:document", "<!DOCTYPE x><w:document"))


def test_the_plans_own_text_may_say_anything() -> None:
    strange = "Kansi {{ sivu }} ja None"
    payload = replaced(word(), BODY, "Kylän kahvila", strange)
    assert proof.structure(payload) != []
    assert proof.structure(payload, [strange]) == []


def test_lost_text_is_seen() -> None:
    assert proof.lost(word(), ["Kylän\n  kahvila", "Ä & <b>"]) == []
    assert proof.lost(word(), ["Kylän kahvila\nja sen väki"]) == ["ja sen väki"]
    assert proof.lost(excel(), ["Matkat", "Palkat"]) == ["Palkat"]


def test_a_fault_against_the_schema_is_seen() -> None:
    faulty = replaced(word(), BODY, "<w:tblGrid>", "<w:tblGrid><w:b/>")
    assert proof.audit("vika.docx", faulty) != []


def test_a_missing_part_is_seen() -> None:
    rels = "word/_rels/document.xml.rels"
    assert proof.integrity("vika.docx", replaced(word(), rels, "styles.xml", "tyylit.xml")) != []


@microsoft
def test_the_open_xml_sdk_sees_a_fault() -> None:
    assert proof.microsoft("hyva.docx", word()) == []
    faulty = replaced(word(), BODY, "<w:tblGrid>", "<w:tblGrid><w:b/>")
    assert proof.microsoft("vika.docx", faulty) != []


@office
@pytest.mark.office
def test_libreoffice_prints_what_a_document_says() -> None:
    pages, said = proof.printed(proof.converted("hyva.docx", word()))
    assert (pages, "Kylän kahvila" in said) == (1, True)


@office
@pytest.mark.office
def test_a_file_that_libreoffice_cannot_load_is_seen() -> None:
    with pytest.raises(AssertionError):
        proof.converted("vika.xlsx", word()[:1000])
