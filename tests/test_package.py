"""Office packages: ours are the same bytes twice, and a hostile one does not get past the guard."""

from __future__ import annotations

import io
import random
import struct
import time
import warnings
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

import docx
import openpyxl
import pytest
from lxml import etree
from openpyxl.worksheet.hyperlink import Hyperlink

from kanto_docs.documents import guard as guards
from kanto_docs.documents.guard import Kind, Problem, guard, inspect, recognise
from kanto_docs.documents.guard import part as parts
from kanto_docs.documents.package import CORE, TYPES, as_document, properties, repack
from kanto_docs.errors import TemplateError

BODY = "word/document.xml"
SHEET = "xl/worksheets/sheet1.xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture(scope="module")
def word() -> bytes:
    document = docx.Document()
    document.add_heading("Hanke {{ project.name }}")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Ä & <b>"
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.fixture(scope="module")
def excel() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "Matkat | Resor"
    sheet["B2"] = '=SUM(B1:B1)&"a|b"'
    sheet.merge_cells("A4:C5")
    sheet["A6"].hyperlink = Hyperlink(ref="A6", target="https://example.org/")
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def contents(payload: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def with_part(payload: bytes, name: str, content: bytes | str) -> bytes:
    new = content.encode() if isinstance(content, str) else content
    return zipped(contents(payload) | {name: new})


def with_text(payload: bytes, name: str, old: str, new: str) -> bytes:
    members = contents(payload)
    assert old.encode() in members[name], members[name][:2000]
    return zipped(members | {name: members[name].replace(old.encode(), new.encode(), 1)})


def in_body(payload: bytes, xml: str) -> bytes:
    return with_text(payload, BODY, "<w:body>", f"<w:body>{xml}")


def in_sheet(xml: str) -> str:
    return f"<worksheet {S}>{xml}</worksheet>"


def linked(payload: bytes, kind: str, target: str, mode: str = "") -> bytes:
    mode = f' TargetMode="{mode}"' if mode else ""
    link = f'<Relationship Id="rId99" Type="{LINK}/{kind}" Target="{target}"{mode}/>'
    name = "word/_rels/document.xml.rels"
    return with_text(payload, name, "</Relationships>", f"{link}</Relationships>")


def kinds(payload: bytes, kind: Kind) -> list[str]:
    found = [problem.kind for problem in inspect(payload, kind)]
    assert set(found) <= set(guards.KINDS)
    return found


# --- our own packages


def test_the_same_content_gives_the_same_bytes_whatever_the_clock_and_the_order(
    word: bytes, excel: bytes
) -> None:
    for payload in (word, excel):
        members = contents(payload)
        turned = zipped(dict(reversed(members.items())), zipfile.ZIP_STORED)
        assert turned != payload
        assert repack(payload) == repack(turned) == repack(repack(payload))
        assert contents(repack(payload)) == members


def test_the_package_begins_with_its_types_and_tells_no_time(word: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(repack(word))) as archive:
        members = archive.infolist()
    names = [member.filename for member in members]
    assert names[:2] == [TYPES, "_rels/.rels"]
    assert names[2:] == sorted(names[2:])
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert {member.create_system for member in members} == {3}


@pytest.mark.parametrize(
    ("given", "year"),
    [("1795478400", 2026), ("0", 1980), ("9" * 30, 2107), ("-1", 1980), ("x", 1980), ("", 1980)],
)
def test_source_date_epoch_fixes_the_date_within_what_a_zip_can_hold(
    word: bytes, monkeypatch: pytest.MonkeyPatch, given: str, year: int
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    with zipfile.ZipFile(io.BytesIO(repack(word))) as archive:
        assert archive.infolist()[0].date_time[0] == year


def test_a_dropped_part_takes_its_relationship_and_type_along(word: bytes) -> None:
    dropped = ["docProps/thumbnail.jpeg", "word/styles.xml", "customXml/item1.xml"]
    without = repack(word, drop=[*dropped, "never/there.xml"])
    members = contents(without)
    assert "docProps/thumbnail.jpeg" not in members
    assert "customXml/_rels/item1.xml.rels" not in members
    assert b"thumbnail" not in members["_rels/.rels"]
    assert b"styles.xml" not in members[TYPES] + members["word/_rels/document.xml.rels"]
    assert inspect(without, "docx") == []


def test_properties_hold_the_text_as_written_and_no_name_of_a_library(word: bytes) -> None:
    title = 'Ä & <b> "x" {{ 7*7 }}'
    made = datetime(2026, 11, 24, 12, tzinfo=UTC)
    ours = repack(word, replace=properties(title, "Hakemus", "fi", made=made))
    said = docx.Document(io.BytesIO(ours)).core_properties
    assert (said.title, said.subject, said.language) == (title, "Hakemus", "fi")
    assert (said.author, said.last_modified_by, said.comments) == ("", "", "")
    assert said.created == said.modified == made
    whole = b"".join(contents(ours).values())
    assert b"python-docx" not in whole
    assert b"Microsoft" not in contents(ours)["docProps/app.xml"]
    assert inspect(ours, "docx") == []


def test_properties_tell_no_date_that_nobody_gave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert b"created" not in properties("x")[CORE]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
    assert b"2026-11-24T00:00:00Z</dcterms:created>" in properties("x")[CORE]


def test_a_workbook_with_our_properties_names_its_creator_once(excel: bytes) -> None:
    ours = repack(excel, replace=properties("Talousarvio", creator="Kylä & Co ry"))
    said = openpyxl.load_workbook(io.BytesIO(ours)).properties
    assert (said.creator, said.lastModifiedBy) == ("Kylä & Co ry", "Kylä & Co ry")


def test_property_parts_new_to_a_package_are_declared(word: bytes) -> None:
    bare = repack(word, drop=["docProps/core.xml", "docProps/app.xml"])
    assert b"docProps/core.xml" not in contents(bare)[TYPES]
    ours = repack(bare, replace=properties("Otsikko"))
    assert docx.Document(io.BytesIO(ours)).core_properties.title == "Otsikko"
    assert inspect(ours, "docx") == []
    ids = etree.fromstring(contents(ours)["_rels/.rels"]).xpath("//@Id")
    assert isinstance(ids, list)
    assert len(ids) == len(set(ids))


def test_a_word_or_excel_template_becomes_a_document(word: bytes, excel: bytes) -> None:
    dotx = with_text(word, TYPES, "document.main+xml", "template.main+xml")
    with pytest.raises(ValueError, match="not a Word file"):
        docx.Document(io.BytesIO(dotx))
    assert inspect(dotx, "docx") == []
    assert docx.Document(io.BytesIO(as_document(dotx))).tables
    xltx = with_text(excel, TYPES, "sheet.main+xml", "template.main+xml")
    assert inspect(xltx, "xlsx") == []
    assert b"template" not in contents(as_document(xltx))[TYPES]
    assert as_document(word) is word


# --- the guard


def test_files_of_the_libraries_pass(word: bytes, excel: bytes) -> None:
    assert inspect(word, "docx") == []
    assert inspect(excel, "xlsx") == []
    guard(word, "docx")
    guard(excel, "xlsx")


def test_the_first_problem_is_raised_with_its_facts(word: bytes) -> None:
    with pytest.raises(TemplateError) as caught:
        guard(word, "xlsx")
    assert (caught.value.kind, caught.value.exit_code) == ("wrong_kind", 4)
    assert caught.value.facts == {"really": "docx", "expected": "xlsx"}


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


@pytest.mark.parametrize(
    ("payload", "really"),
    [
        (b"", "empty"),
        (b" \r\n\0\0", "empty"),
        (OLE + "WordDocument\0".encode("utf-16-le"), "doc"),
        (OLE + "Workbook\0".encode("utf-16-le"), "xls"),
        (OLE + "EncryptedPackage\0".encode("utf-16-le"), "encrypted_office"),
        (OLE, "old_office"),
        (b"%PDF-1.7 ...", "pdf"),
        (b"{\\rtf1\\ansi}", "rtf"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xef\xbb\xbf<!DOCTYPE HTML><html>", "html"),
        (b"<HTML><body>", "html"),
        (b"<?xml version='1.0'?><x/>", "xml"),
        ("Hankkeen nimi: Työtä".encode(), "text"),
        ("Työtä".encode("latin-1"), "text"),
        ("Työtä".encode("utf-16"), "unknown"),
        (b"\x7fELF\0\0", "unknown"),
    ],
)
def test_a_file_that_is_no_office_file_is_called_what_it_is(payload: bytes, really: str) -> None:
    assert recognise(payload) == really
    assert inspect(payload, "docx") == [Problem("not_office", {"really": really})]


def test_other_zips_are_called_what_they_are(word: bytes, excel: bytes) -> None:
    odt = zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})
    assert inspect(odt, "docx") == [Problem("not_office", {"really": "odt"})]
    assert inspect(zipped({"a.txt": b"x"}), "docx") == [Problem("not_office", {"really": "zip"})]
    assert inspect(zipped({}), "docx") == [Problem("not_office", {"really": "zip"})]
    assert inspect(excel, "docx") == [Problem("wrong_kind", {"really": "xlsx", "expected": "docx"})]


def test_a_file_cut_short_is_damaged(word: bytes) -> None:
    for length in (4, 100, len(word) // 2, len(word) - 30):
        assert kinds(word[:length], "docx") == ["damaged"]


def test_a_wrong_checksum_is_found(word: bytes) -> None:
    start = word.rindex(b"PK\x01\x02")
    broken = word[: start + 16] + bytes(4) + word[start + 20 :]
    assert kinds(broken, "docx") == ["damaged"]


def test_an_encrypted_member_is_refused(word: bytes) -> None:
    start = word.rindex(b"PK\x01\x02")
    flags = struct.pack("<H", struct.unpack_from("<H", word, start + 8)[0] | 1)
    assert kinds(word[: start + 8] + flags + word[start + 10 :], "docx") == ["encrypted"]


@pytest.mark.parametrize(
    "name",
    ["../../evil.txt", "/etc/passwd", "word/../../x.xml", "C:/x", "word\\x.xml", "./x", "a//b"],
)
def test_a_member_outside_the_package_is_refused(word: bytes, name: str) -> None:
    assert kinds(zipped(contents(word) | {name: b"x"}), "docx") == ["member_name"]


def test_a_member_whose_name_hides_behind_a_nul_is_refused(word: bytes) -> None:
    hidden = zipped(contents(word) | {"word/evil.xmlXtxt": b"<x/>"})
    assert kinds(hidden.replace(b"evil.xmlXtxt", b"evil.xml\0txt"), "docx") == ["member_name"]


@pytest.mark.parametrize("name", [BODY, "Word/Document.XML"])
def test_a_member_that_is_there_twice_is_refused(word: bytes, name: str) -> None:
    packed = io.BytesIO(word)
    with zipfile.ZipFile(packed, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns too; here it is meant
        archive.writestr(name, b"<evil/>")
    assert kinds(packed.getvalue(), "docx") == ["duplicate_member"]


def test_bombs_are_refused_before_anything_is_unpacked(
    word: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    dense = with_part(word, "word/media/x.bin", bytes(30 * 2**20))
    large = with_part(word, "word/media/x.bin", bytes(101 * 2**20))
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    assert kinds(dense, "docx") == ["too_dense"]
    assert kinds(large, "docx") == ["too_large", "too_dense"]
    assert kinds(bytes(guards.PACKED_LIMIT + 1), "docx") == ["too_large"]


def test_a_package_of_countless_members_is_refused(word: bytes) -> None:
    many = zipped(contents(word) | {f"x/{number}": b"" for number in range(2_000)})
    assert kinds(many, "docx") == ["too_large"]


def test_a_size_that_lies_about_a_member_is_found(word: bytes) -> None:
    packed = zipped({"bomb.bin": bytes(5_000_000)} | contents(word))
    start = packed.index(b"PK\x01\x02")
    lied = packed[: start + 24] + struct.pack("<I", 1000) + packed[start + 28 :]
    assert kinds(lied, "docx") == ["damaged"]


def test_eight_million_paragraphs_are_refused_at_once(word: bytes) -> None:
    bomb = in_body(word, "<w:p/>" * 8_000_000)
    started = time.monotonic()
    assert kinds(bomb, "docx") == ["too_dense"]
    assert time.monotonic() - started < 1


def test_too_many_elements_and_too_deep_ones_are_refused(
    word: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "ELEMENT_LIMIT", 20_000)
    assert kinds(in_body(word, "<w:p/>" * 20_000), "docx") == ["too_complex"]
    deep = in_body(word, "<w:p>" * 300 + "</w:p>" * 300)
    found = inspect(deep, "docx")[0]
    assert (found.kind, found.facts["measure"], found.facts["part"]) == (
        "too_complex",
        "depth",
        BODY,
    )


BILLION = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("doctype", [BILLION, OUTSIDE, '<!DOCTYPE x SYSTEM "http://x/y.dtd">'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["word/header9.xml", "docProps/x.bin", "x.rels"])
def test_a_dtd_is_refused_in_every_part_and_encoding(
    word: bytes, doctype: str, encoding: str, name: str
) -> None:
    text = f"<?xml version='1.0' encoding='{encoding}'?>{doctype}<x>&a;</x>".encode(encoding)
    assert kinds(with_part(word, name, text), "docx") == ["doctype"]


def test_xml_behind_an_innocent_name_is_read_too(word: bytes) -> None:
    types = "<Override PartName='/evil.dat' ContentType='application/x+xml'/></Types>"
    evil = {"evil.dat": (" " * 70_000 + f"{BILLION}<x>&b;</x>").encode()}
    hidden = zipped(evil | contents(word))
    assert kinds(with_text(hidden, TYPES, "</Types>", types), "docx") == ["doctype"]


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-7", "x-evil", "rot13"])
def test_an_encoding_that_office_does_not_know_is_refused(word: bytes, encoding: str) -> None:
    text = f"<?xml version='1.0' encoding='{encoding}'?><x/>"
    assert kinds(with_part(word, "word/x.xml", text), "docx") == ["malformed"]


def test_broken_xml_is_placed(word: bytes) -> None:
    found = inspect(with_part(word, "word/x.xml", "<a>\n <b>\n</a>"), "docx")
    assert found == [Problem("malformed", {"part": "word/x.xml", "line": 3, "column": 3})]


def test_broken_content_types_are_not_taken_for_another_kind_of_file(word: bytes) -> None:
    assert kinds(with_part(word, TYPES, "<Types>"), "docx") == ["malformed"]
    assert inspect(with_part(word, TYPES, "<Types/>"), "docx") == [
        Problem("wrong_kind", {"really": "unknown", "expected": "docx"})
    ]


def test_macros_are_refused_by_name_type_and_relationship(word: bytes) -> None:
    assert kinds(with_part(word, "word/vbaProject.bin", b"x"), "docx") == ["macros"]
    docm = with_text(
        word,
        TYPES,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert kinds(docm, "docx") == ["macros"]
    assert kinds(linked(word, "vbaProject", "styles.xml"), "docx") == ["macros"]


def test_embedded_programs_and_foreign_texts_are_refused(word: bytes) -> None:
    for kind in ("oleObject", "control", "aFChunk"):
        assert kinds(linked(word, kind, "styles.xml"), "docx") == ["embedded"]


def test_relationships_to_the_outside_are_refused_except_hyperlinks(word: bytes) -> None:
    for kind in ("attachedTemplate", "image", "oleObject", "subDocument", "frame"):
        found = kinds(linked(word, kind, "https://x.example/y", "External"), "docx")
        assert found == (["embedded"] if kind == "oleObject" else ["external"])
    assert kinds(linked(word, "hyperlink", "https://x.example/", "External"), "docx") == []
    assert kinds(linked(word, "hyperlink", "mailto:a@example.org", "External"), "docx") == []


@pytest.mark.parametrize("target", ["nowhere.xml", "../../etc/passwd", "/../../x", "NULL", ""])
def test_relationships_to_nothing_are_refused(word: bytes, target: str) -> None:
    assert kinds(linked(word, "image", target), "docx") == ["missing_part"]


def test_relationships_inside_the_package_may_be_written_in_any_way(word: bytes) -> None:
    with_picture = with_part(word, "word/media/a b.bin", b"x")
    for target in ("media/a%20b.bin", "/word/media/a b.bin", "../word/media/a b.bin#x"):
        assert kinds(linked(with_picture, "image", target), "docx") == []


def run(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


@pytest.mark.parametrize(
    ("xml", "field"),
    [
        (f"<w:fldSimple {W} w:instr=' INCLUDETEXT \"/etc/passwd\" '/>", "INCLUDETEXT"),
        (mark("begin") + run(" INCLUDEPICTURE ") + mark("end"), "INCLUDEPICTURE"),
        (mark("begin") + run("dde") + run("auto c:\\\\cmd.exe") + mark("end"), "DDEAUTO"),
        (
            mark("begin") + run("DD") + mark("begin") + run("PAGE") + mark("end") + run("E x"),
            "DDE",
        ),
        (mark("begin") + run("IF ") + mark("begin") + run("DDE x") + mark("end"), "DDE"),
        (mark("begin") + run(" LINK Excel.Sheet.8 x ") + mark("separate"), "LINK"),
        (run("INCLUDETEXT never-begun"), "INCLUDETEXT"),
        (run("x").replace("instrText", "delInstrText").replace(">x<", ">DATABASE<"), "DATABASE"),
    ],
)
def test_fields_that_fetch_something_are_refused(word: bytes, xml: str, field: str) -> None:
    found = inspect(in_body(word, f"<w:p>{xml}</w:p>"), "docx")
    assert found == [Problem("field", {"part": BODY, "field": field})]


def test_fields_that_only_show_something_pass(word: bytes) -> None:
    harmless = [
        ' HYPERLINK "https://x.example/link/dde" ',
        " TOC \\o ",
        " PAGE ",
        " DOCPROPERTY Title",
    ]
    xml = "".join(mark("begin") + run(text) + mark("end") for text in harmless)
    assert (
        kinds(in_body(word, f"<w:p>{xml}</w:p><w:p><w:r><w:t>DDE LINK</w:t></w:r></w:p>"), "docx")
        == []
    )


def test_word_itself_is_held_to_the_same_in_its_strict_form(word: bytes) -> None:
    strict = 'xmlns:s="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    field = f'<s:fldSimple {strict} s:instr="DDE x"/>'
    assert kinds(in_body(word, f"<w:p>{field}</w:p>"), "docx") == ["field"]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ('<sheetData><row r="10001"/></sheetData>', "dimension"),
        ('<sheetData><row r="1048576"><c r="XFD1048576"/></row></sheetData>', "dimension"),
        ('<sheetData><row r="1"><c r="GS1"/></row></sheetData>', "dimension"),
        (f"<sheetData>{'<row/>' * 10_001}</sheetData>", "dimension"),
        (f"<sheetData><row>{'<c/>' * 201}</row></sheetData>", "dimension"),
        ('<mergeCells><mergeCell ref="A1:XFD100000"/></mergeCells>', "dimension"),
        ("<mergeCells>" + '<mergeCell ref="A1:GR900"/>' * 2 + "</mergeCells>", "dimension"),
        ('<hyperlinks><hyperlink ref="A1:B1048576"/></hyperlinks>', "dimension"),
        ('<sheetData><row r="1"><c r="badcell"/></row></sheetData>', "malformed"),
        ('<sheetData><row r="x"/></sheetData>', "malformed"),
        ('<mergeCells><mergeCell ref=""/></mergeCells>', "malformed"),
        ('<sheetData><row r="1"><c r="A1" s="99"/></row></sheetData>', "malformed"),
        ("<sheetData><row><c><f>cmd|'/C calc'!A0</f></c></row></sheetData>", "field"),
        ('<sheetData><row><c><f>_xlfn.WEBSERVICE("http://x")</f></c></row></sheetData>', "field"),
        ('<sheetData><row><c><f>WEBSERVICE("http://x")</f></c></row></sheetData>', "field"),
        ("<sheetData><row r='10000'><c r='GR10000'/></row></sheetData>", None),
    ],
)
def test_a_sheet_is_held_to_human_size(excel: bytes, xml: str, expected: str | None) -> None:
    found = kinds(with_part(excel, SHEET, in_sheet(xml)), "xlsx")
    assert found == ([] if expected is None else [expected])


def test_calls_of_other_programs_are_refused_in_excel(excel: bytes) -> None:
    link = f"<externalLink {S}><ddeLink ddeService='cmd' ddeTopic='/C calc'/></externalLink>"
    assert kinds(with_part(excel, "xl/externalLinks/x.xml", link), "xlsx") == ["field"]
    name = f"<definedNames {S}><definedName name='x'>cmd|'/C calc'!A0</definedName></definedNames>"
    assert kinds(with_part(excel, "xl/x.xml", name), "xlsx") == ["field"]


def test_names_from_the_file_are_shown_without_control_characters(word: bytes) -> None:
    found = inspect(linked(word, "image", "x\u202egnp" + "y" * 200, "External"), "docx")
    target = found[0].facts["target"]
    assert isinstance(target, str)
    assert target.startswith("x\\u202egnpyyy")
    assert len(target) < 100


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_file_broken_anywhere_never_breaks_the_guard(
    word: bytes, excel: bytes, kind: Kind
) -> None:
    large = ["word/styles.xml", "word/stylesWithEffects.xml", "word/theme/theme1.xml"]
    whole = repack(word, drop=large) if kind == "docx" else excel
    chance = random.Random(7)
    for _ in range(150):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        inspect(bytes(broken), kind)
    directory = whole.index(b"PK\x01\x02")
    for _ in range(300):
        broken = bytearray(whole)
        broken[chance.randrange(directory, len(broken))] = chance.randrange(256)
        inspect(bytes(broken), kind)
