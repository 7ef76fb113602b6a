"""The engine under the workbook: a part is changed where it must be, and nowhere else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal

import pytest

from kanto_docs.documents import archive
from kanto_docs.documents.excel.homes import Homes
from kanto_docs.documents.excel.sheetml.addresses import area, column_of, letters
from kanto_docs.documents.excel.sheetml.book import Book
from kanto_docs.documents.excel.sheetml.cloning import free_title
from kanto_docs.documents.excel.sheetml.formulas import spoken_of
from kanto_docs.documents.excel.sheetml.parts import Template
from kanto_docs.documents.excel.sheetml.stale import forget_stale
from kanto_docs.documents.excel.workbook import opened
from kanto_docs.errors import TemplateError
from tests import proof
from tests.filling_excel import TEMPLATE, reopened
from tests.own_workbooks import BUDGET, part, stored, with_parts, workbook

D = Decimal
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book_with(rows: str, before: str = "", after: str = "") -> Book:
    """A workbook whose first sheet has these rows."""
    text = (
        f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    ).encode()
    return Book(Template(with_parts(workbook(names={}), {SHEET: text})))


def written(book: Book) -> str:
    """The first sheet as it was written."""
    return part(book.payload({}), SHEET).decode()


def test_a_zip_is_taken_apart_and_put_together_without_unpacking() -> None:
    parts = archive.members(TEMPLATE)
    again = archive.archive(parts, (2026, 11, 24, 12, 30, 0))
    assert archive.members(again) == parts
    with zipfile.ZipFile(io.BytesIO(again)) as opened_again:
        assert opened_again.testzip() is None
        assert {one.date_time for one in opened_again.infolist()} == {(2026, 11, 24, 12, 30, 0)}
        with zipfile.ZipFile(io.BytesIO(TEMPLATE)) as before:
            for name in before.namelist():
                assert opened_again.read(name) == before.read(name) == parts[name].content()


def test_a_new_member_holds_what_it_was_given_under_any_name() -> None:
    made = archive.archive({"ä.xml": archive.member(b"<a/>")}, (1980, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(io.BytesIO(made)) as opened_again:
        assert opened_again.read("ä.xml") == b"<a/>"


@pytest.mark.parametrize(("number", "said"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_columns_have_letters(number: int, said: str) -> None:
    assert (letters(number), column_of(said)) == (said, number)


def test_an_area_is_told_by_its_corners() -> None:
    assert area("$D$9:B3") == (2, 3, 4, 9)
    assert str(area("b3")) == "B3"
    assert area("B3:C") is None


def test_rows_and_cells_come_where_they_belong() -> None:
    book = book_with('<row r="2" spans="2:2"><c r="B2"><v>1</v></c></row><row r="9"/>')
    sheet = book.worksheets[0]
    for coordinate in ("C2", "A2", "A5", "AB5", "Z5", "A10", "A1"):
        sheet[coordinate].number(D(7))
    text = written(book)
    assert [text.index(f'r="{one}"') for one in ("1", "2", "5", "9", "10")] == sorted(
        text.index(f'r="{one}"') for one in ("1", "2", "5", "9", "10")
    )
    order = [text.index(f'r="{one}"') for one in ("A1", "A2", "B2", "C2", "A5", "Z5", "AB5", "A10")]
    assert order == sorted(order)
    assert "spans" not in text


def test_rows_and_cells_without_an_address_follow_the_one_before() -> None:
    book = book_with(
        '<row><c><v>1</v></c><c r="D1"/><c><v>2</v></c></row><row><c><v>3</v></c></row>'
    )
    sheet = book.worksheets[0]
    assert [sheet[one].value for one in ("A1", "E1", "A2")] == [D(1), D(2), D(3)]


@pytest.mark.parametrize(
    ("number", "stored_as"),
    [("0.07", "0.07"), ("1234567.89", "1234567.89"), ("1E+3", "1000"), ("-0.10", "-0.10")],
)
def test_a_number_is_stored_to_the_digit(number: str, stored_as: str) -> None:
    book = book_with("")
    book.worksheets[0]["A1"].number(D(number))
    assert f"<v>{stored_as}</v>" in written(book)


def test_a_third_is_stored_as_far_as_a_spreadsheet_holds_it() -> None:
    book = book_with("")
    book.worksheets[0]["A1"].number(D(1) / D(3))
    assert "<v>0.33333333333333333</v>" in written(book)


def test_what_a_formula_comes_to_stands_beside_it() -> None:
    book = book_with("")
    sheet = book.worksheets[0]
    sheet["A1"].formula("1+1", D(2))
    sheet["A2"].formula('"a"&"b"', "ab")
    sheet["A3"].formula("1/0", None)
    text = written(book)
    assert '<c r="A1"><f>1+1</f><v>2</v></c>' in text
    assert '<c r="A2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>' in text
    assert '<c r="A3"><f>1/0</f></c>' in text
    assert (sheet["A2"].value, sheet["A2"].result) == ('="a"&"b"', "ab")


def test_an_empty_place_has_the_look_of_its_row_or_column() -> None:
    columns = '<cols><col min="2" max="4" width="9" style="3"/></cols>'
    book = book_with('<row r="2" s="2" customFormat="1"/>', columns)
    sheet = book.worksheets[0]
    assert [sheet[one].look for one in ("C1", "C2", "A1")] == [3, 2, 0]
    sheet["C1"].number(D(1))
    assert '<c r="C1" s="3">' in written(book)


def test_one_column_of_several_is_hidden_alone() -> None:
    book = book_with("", '<cols><col min="1" max="3" width="9" customWidth="1"/></cols>')
    columns = book.worksheets[0].column_dimensions
    columns["B"].hidden = True
    columns["F"].width = 20
    assert [columns[one].hidden for one in "ABC"] == [False, True, False]
    assert [columns[one].width for one in "ABF"] == [9, 9, 20]
    text = written(book)
    assert text.count("<col ") == 4
    assert '<col min="2" max="2" width="9" customWidth="1" hidden="1"/>' in text
    columns["B"].hidden = False
    assert not columns["B"].hidden


def test_a_look_is_made_once_and_the_others_keep_their_numbers() -> None:
    book = Book(opened(TEMPLATE))
    styles, sheet = book.styles, book.worksheets[0]
    before = sheet["A1"].look
    made = styles.formatted(before, '0.000 "kpl"')
    assert styles.formatted(before, '0.000 "kpl"') == made != before
    assert styles.wraps(styles.wrapping(made))
    assert styles.marked(made, sheet["A1"].look) not in (made, before)
    sheet["A1"].look = made
    assert reopened(book.payload({})).worksheets[0]["A1"].number_format == '0.000 "kpl"'
    assert proof.cheap("looks.xlsx", book.payload({})) == []


def test_a_name_is_the_same_in_capitals() -> None:
    book = Book(Template(workbook(names={"Total": "$B$4"})))
    book.names.give("total", f"'{BUDGET}'!$B$5")
    assert [(one.name, one.stands_for) for one in book.names] == [("total", f"'{BUDGET}'!$B$5")]
    book.names.take("TOTAL")
    assert "definedName" not in part(book.payload({}), "xl/workbook.xml").decode()


@pytest.mark.parametrize(
    ("formula", "names", "unclear"),
    [
        ('IF(total>0,"total2",ROUND(gap*B3,2))', ("total", "gap"), False),
        ("SUM('Muu taulukko'!$A$1:$A$3,total_2027)", ("total_2027",), False),
        ("staff[[#This Row],[pay]]/2", (), True),
        ("INDIRECT(x)", ("x",), True),
        ("SUM(A:A)", (), True),
        ("IF(TRUE,#REF!,1E5)", (), False),
        ("Budjetti!rivi+1", (), True),
        ("työn.hinta*LOG10(2)", ("työn.hinta",), False),
    ],
)
def test_a_formula_tells_what_it_speaks_of(
    formula: str, names: tuple[str, ...], unclear: bool
) -> None:
    spoken = spoken_of(formula)
    assert (spoken.names, spoken.unclear) == (names, unclear)


def test_values_go_along_the_whole_chain_of_formulas_and_no_further() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*2</f><v>2</v></c>'
        '<c r="C1" t="str"><f>IF(SUM(B1:B3)&gt;0,"x","y")</f><v>x</v></c>'
        '<c r="D1"><f>E1*2</f><v>4</v></c><c r="E1"><v>2</v></c></row>'
    )
    book = book_with(rows)
    book.worksheets[0]["A1"].number(D(5))
    forget_stale(book)
    text = written(book)
    assert '<c r="B1"><f>A1*2</f></c>' in text
    assert '<c r="C1"><f>' in text
    assert '<c r="D1"><f>E1*2</f><v>4</v></c>' in text


def test_a_workbook_that_nothing_was_written_into_keeps_its_parts() -> None:
    before, after = stored(TEMPLATE), stored(Book(opened(TEMPLATE)).payload({}))
    assert {name for name in before if before[name] != after[name]} == {"xl/workbook.xml"}


def test_notes_are_added_and_the_offices_own_is_left() -> None:
    book = Book(Template(workbook(lambda _, sheet: sheet.write_comment("B4", "toimiston"))))
    sheet = book.worksheets[0]
    sheet.notes[4, 2] = "meidän"
    sheet.notes[6, 2] = "Selitys & <laki>\nToinen rivi"
    payload = book.payload({})
    cells = reopened(payload)[BUDGET]
    said = [cells[one].comment for one in ("B4", "B6")]
    assert [one.text if one else None for one in said] == [
        "toimiston",
        "Selitys & <laki>\nToinen rivi",
    ]
    assert proof.cheap("notes.xlsx", payload) == []
    boxes = part(payload, "xl/drawings/vmlDrawing1.vml").decode()
    assert boxes.count("<x:ClientData") == 2
    assert boxes.count("<v:shapetype") == 1


def test_a_copied_sheet_has_names_of_its_own_behind_the_first() -> None:
    book = Book(opened(TEMPLATE))
    homes = Homes(book, ["grant", "total"])
    first = homes.clone_sheet("Rahoitus", "Kylän/seura: [ry]")
    second = homes.clone_sheet("Rahoitus", "Kylän seura ry")
    for number, each in ((10, first), (20, second)):
        cell = each.need("grant")
        cell.number(D(number))
        each.give("grant", cell)
        each.clear()
    homes.clear()
    payload = book.payload({})
    again = reopened(payload)
    assert again.sheetnames[3:6] == ["Rahoitus", "Kylän seura ry", "Kylän seura ry (2)"]
    assert first.only is not None
    address = first.need("grant").coordinate
    assert [again[title][address].value for title in again.sheetnames[3:6]] == [None, 10, 20]
    assert "grant" in again["Kylän seura ry"].defined_names
    assert not [name for name in again["Kylän seura ry"].defined_names if "." in name]
    assert again["Vuodet"].print_title_rows == "$4:$4"
    assert proof.cheap("copies.xlsx", payload) == []


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("a/b:c*d?", "a b c d"),
        ("'x'", "x"),
        ("", "-"),
        ("y" * 40, "y" * 31),
        ("oma", "oma (2)"),
        ("OMA", "OMA (2)"),
    ],
)
def test_a_title_is_one_that_a_sheet_may_have(wanted: str, title: str) -> None:
    assert free_title(wanted, ["Oma"]) == title


def test_a_hidden_sheet_is_not_the_one_that_opens() -> None:
    book = Book(opened(TEMPLATE))
    book.worksheets[0].hidden = True
    assert book.worksheets[0].sheet_state == "hidden"
    assert reopened(book.payload({})).active is not None
    assert 'activeTab="1"' in part(book.payload({}), "xl/workbook.xml").decode()


def test_a_template_of_excels_own_kind_becomes_a_workbook() -> None:
    payload = workbook()
    types = part(payload, "[Content_Types].xml").replace(b"sheet.main", b"template.main")
    made = Book(opened(with_parts(payload, {"[Content_Types].xml": types}))).payload({})
    assert b"template.main" not in part(made, "[Content_Types].xml")


def broken(change: Callable[[bytes], bytes]) -> bytes:
    return with_parts(workbook(), {SHEET: change(part(workbook(), SHEET))})


@pytest.mark.parametrize(
    "payload",
    [
        broken(lambda text: text.replace(b't="s"><v>0<', b't="s"><v>99<')),
        broken(lambda text: text.replace(b's="1"', b's="x"', 1)),
        with_parts(workbook(), {"xl/styles.xml": b"<styleSheet"}),
    ],
)
def test_a_broken_workbook_is_refused(payload: bytes) -> None:
    with pytest.raises(TemplateError):
        opened(payload)
