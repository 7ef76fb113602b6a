"""What follows from what was written: stored values, charts, lists that grow, copied sheets."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from kanto_docs.documents.excel.sheetml import charts
from kanto_docs.documents.excel.sheetml.addresses import area
from kanto_docs.documents.excel.sheetml.book import Book
from kanto_docs.documents.excel.sheetml.charts import redraw
from kanto_docs.documents.excel.sheetml.cloning import cloned
from kanto_docs.documents.excel.sheetml.growing import grow
from kanto_docs.documents.excel.sheetml.parts import Template
from kanto_docs.documents.excel.sheetml.stale import forget_stale
from kanto_docs.errors import TemplateError
from tests.own_workbooks import BUDGET, part, table, with_parts, workbook
from tests.test_excel_engine import SHEET, book_with, written

D = Decimal
BOOK = "xl/workbook.xml"
CHART = "xl/charts/chart1.xml"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def opened(payload: bytes) -> Book:
    return Book(Template(payload))


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("A1:B2", "B2:C3", True),
        ("A1:B2", "C1:D2", False),
        ("A1:B2", "A3:B4", False),
        ("B2", "A1:C3", True),
        ("A1:A9", "A9", True),
    ],
)
def test_two_areas_meet_where_they_have_a_cell_in_common(
    one: str, other: str, common: bool
) -> None:
    first, second = area(one), area(other)
    assert first is not None
    assert second is not None
    assert first.meets(second) is second.meets(first) is common


def test_an_area_holds_its_corners_and_nothing_beside_them() -> None:
    found = area("B2:C4")
    assert found is not None
    assert all(found.holds(row, column) for row, column in ((2, 2), (4, 3), (2, 3), (4, 2)))
    assert not any(found.holds(row, column) for row, column in ((1, 2), (5, 2), (2, 1), (2, 4)))


# Stored values


CELL = '<c r="{0}"><f>{1}</f><v>7</v></c>'


def left_after_a1(rows: str, names: str = "") -> str:
    """The first sheet after a number was written into its A1; `names` is XML."""
    payload = with_parts(
        workbook(names={"rivi": "$A$9"}), {SHEET: part(book_with(rows).payload({}), SHEET)}
    )
    text = part(payload, BOOK).decode().replace("</definedNames>", f"{names}</definedNames>")
    book = opened(with_parts(payload, {BOOK: text.encode()}))
    book.worksheets[0]["A1"].number(D(5))
    forget_stale(book)
    return written(book)


@pytest.mark.parametrize(
    ("formula", "goes"),
    [
        ("oma*2", True),
        ("toinen*2", False),
        ("tuplattu*2", True),
        ("rivi*2", True),
        ("A1:A2", True),
        ("Muu!A1", False),
    ],
)
def test_a_formula_is_reached_through_names(formula: str, goes: bool) -> None:
    """A name of the sheet itself counts before one of the whole workbook."""
    names = (
        f'<definedName name="oma">{BUDGET}!$A$1</definedName>'
        f'<definedName name="toinen">{BUDGET}!$A$2</definedName>'
        '<definedName name="tuplattu">oma+1</definedName>'
        f'<definedName name="rivi" localSheetId="0">{BUDGET}!$A$1</definedName>'
    )
    rows = f'<row r="1"><c r="A1"><v>1</v></c>{CELL.format("C1", formula)}</row>'
    assert ("<v>7</v>" not in left_after_a1(rows, names)) is goes


def test_a_formula_that_others_share_is_not_known_and_goes() -> None:
    shared = '<c r="C1"><f t="shared" si="0"/><v>7</v></c>'
    assert "<v>7</v>" not in left_after_a1(f'<row r="1"><c r="A1"/>{shared}</row>')


def test_a_formula_that_was_written_keeps_the_value_it_was_given() -> None:
    book = book_with(f'<row r="1"><c r="A1"/>{CELL.format("C1", "Z9")}</row>')
    sheet = book.worksheets[0]
    sheet["A1"].number(D(5))
    sheet["C1"].formula("A1*2", D(10))
    forget_stale(book)
    assert "<f>A1*2</f><v>10</v>" in written(book)


# Charts


def with_chart(values: str = "$A$1:$A$3") -> bytes:
    def add(book: Any, sheet: Any) -> None:
        sheet.write_column("A1", [1, 2, 3])
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": f"={BUDGET}!{values}"})
        sheet.insert_chart("E1", chart)

    return workbook(add, names={})


def cached(book: Book) -> list[etree._Element]:
    """What the chart keeps of the figures it was drawn from."""
    return list(etree.fromstring(part(book.payload({}), CHART)).iter(f"{C}numCache"))


def test_a_chart_shows_what_was_written_and_leaves_hidden_rows_out() -> None:
    book = opened(with_chart())
    sheet = book.worksheets[0]
    sheet["A1"].number(D(10))
    sheet.row_dimensions[2].hidden = True
    redraw(book)
    (cache,) = cached(book)
    assert [one.findtext(f"{C}v") for one in cache.iter(f"{C}pt")] == ["10", "3"]


def test_a_chart_keeps_how_its_figures_are_shown() -> None:
    payload = with_chart()
    text = part(payload, CHART).decode()
    assert "<c:formatCode>General<" in text
    looks = text.replace("<c:formatCode>General<", "<c:formatCode>0.0<").encode()
    book = opened(with_parts(payload, {CHART: looks}))
    book.worksheets[0]["A1"].number(D(10))
    redraw(book)
    (cache,) = cached(book)
    assert cache.findtext(f"{C}formatCode") == "0.0"


def test_a_chart_keeps_nothing_that_is_not_known_or_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = opened(with_chart())
    sheet = book.worksheets[0]
    sheet["A1"].number(D(10))
    sheet["A2"].formula("A1*2", D(20))
    sheet["A2"].forget()
    redraw(book)
    assert cached(book) == []
    monkeypatch.setattr(charts, "MOST_POINTS", 2)
    large = opened(with_chart())
    large.worksheets[0]["A1"].number(D(10))
    redraw(large)
    assert cached(large) == []


# Lists that grow


def test_what_stands_below_a_table_beside_the_list_is_not_written_over() -> None:
    book = opened(workbook(table("staff", ["role", "pay", "Muu"]), names={}))
    sheet = book.worksheets[0]
    sheet["C23"].text("oma")
    with pytest.raises(TemplateError) as caught:
        grow(sheet, [1, 2], 21, 24)
    assert caught.value.facts == {"list": "staff", "cell": f"{BUDGET}!C23"}


def test_a_table_keeps_its_end_when_it_is_longer_than_the_list() -> None:
    long = table("staff", ["role", "pay"], "A20:B29", autofilter=True)
    book = opened(workbook(long, names={}))
    grow(book.worksheets[0], [1, 2], 21, 24)
    assert 'ref="A20:B29"' in part(book.payload({}), "xl/tables/table1.xml").decode()
    short = opened(workbook(table("staff", ["role", "pay"], "A20:B21"), names={}))
    grow(short.worksheets[0], [1, 2], 21, 24)
    grown = part(short.payload({}), "xl/tables/table1.xml").decode()
    assert grown.count('ref="A20:B24"') == 2, "the table and its filter"


def test_the_look_and_the_formula_of_a_tables_other_columns_go_along() -> None:
    def add(book: Any, sheet: Any) -> None:
        table("staff", ["role", "pay", "Muu"])(book, sheet)
        sheet.write_formula("C21", "=B21*2", book.add_format({"bold": True}), 2)

    sheet = opened(workbook(add, names={})).worksheets[0]
    grow(sheet, [1, 2], 21, 23)
    assert sheet["C23"].value == "=B23*2"
    assert sheet["C23"].look == sheet["C21"].look != 0


def test_what_ends_with_the_first_row_of_a_list_reaches_its_last_and_the_rest_stays() -> None:
    after = (
        '<autoFilter ref="A1:B2"/>'
        '<conditionalFormatting sqref="A2 B2:B9 D2"><cfRule type="cellIs"/></conditionalFormatting>'
    )
    book = book_with('<row r="2"><c r="A2"/></row>', after=after)
    book.names.give("_xlnm.Print_Area", f"{BUDGET}!$A$1:$B$3", 0)
    grow(book.worksheets[0], [1, 2], 2, 5)
    text = written(book)
    assert '<autoFilter ref="A1:B5"/>' in text
    assert 'sqref="A2:A5 B2:B9 D2"' in text
    assert [one.stands_for for one in book.names.of_sheet(0)] == [f"'{BUDGET}'!$A$1:$B$5"]


# Sheets, columns and names


def test_a_formula_shared_with_another_group_stays_and_one_that_fills_an_area_is_refused() -> None:
    first = '<c r="A1"><f t="shared" ref="A1:A2" si="0">C1</f><v>1</v></c>'
    rows = (
        f'<row r="1">{first}<c r="B1"><f t="shared" si="1"/><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>1</v></c></row>'
        '<row r="3"><c r="A3"><f t="dataTable" ref="A3:A4" r1="C1"/><v>1</v></c></row>'
    )
    book = book_with(rows)
    sheet = book.worksheets[0]
    sheet["A1"].number(D(5))
    text = written(book)
    assert '<f t="shared" si="1"/>' in text
    assert '<c r="A2"><f>C2</f>' in text
    with pytest.raises(TemplateError):
        sheet["A4"].number(D(5))


def test_columns_stand_in_their_order_with_the_width_they_were_given() -> None:
    said = ((1, 1), (5, 6), (8, 8))
    each = "".join(f'<col min="{first}" max="{last}" width="9"/>' for first, last in said)
    book = book_with("", f"<cols>{each}</cols>")
    book.worksheets[0].column_dimensions["C"].width = D(20)
    book.worksheets[0].row_dimensions[3].height = D(30)
    text = written(book)
    assert re.findall(r'<col min="(\d)"', text) == ["1", "3", "5", "8"]
    assert '<col min="3" max="3" width="20" customWidth="1"/>' in text
    assert '<row r="3" ht="30" customHeight="1"/>' in text


def test_the_first_below_is_looked_for_below_the_place_of_a_list() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in (2, 5, 8))
    sheet = book_with(rows).worksheets[0]
    found = [sheet.first_below(sheet["A2"], least) for least in (0, 5, 8)]
    assert [one and one.coordinate for one in found] == ["A5", "A8", None]


def test_the_area_of_a_sheet_covers_what_was_there_and_what_was_written() -> None:
    book = book_with('<row r="2"><c r="B2"><v>1</v></c></row>', '<dimension ref="B2:C4"/>')
    book.worksheets[0]["A3"].number(D(1))
    assert '<dimension ref="A2:C4"/>' in written(book)


def test_a_row_that_comes_between_others_stands_between_them() -> None:
    book = book_with('<row r="2"/><row r="9"/>')
    book.worksheets[0]["C5"].number(D(1))
    book.worksheets[0]["A5"].number(D(2))
    assert [one.coordinate for one in book.worksheets[0].cells()] == ["A5", "C5"]
    assert re.findall(r'<row r="(\d)"', written(book)) == ["2", "5", "9"]


def test_a_text_keeps_its_spaces_and_what_looks_like_an_escape() -> None:
    book = book_with("")
    sheet = book.worksheets[0]
    sheet["A1"].text(" _x0041_ ")
    assert sheet["A1"].value == " _x0041_ "
    assert 'xml:space="preserve"> _x005F_x0041_ </t>' in written(book)


def test_a_cell_that_is_written_over_says_nothing_more_of_what_it_held() -> None:
    cells = '<c r="A1" t="str" cm="1" vm="1" ph="1"><v></v></c>'
    book = book_with(f'<row r="1">{cells}</row>')
    sheet = book.worksheets[0]
    assert sheet["A1"].value == ""
    sheet["A1"].number(D(1))
    assert '<c r="A1"><v>1</v></c>' in written(book)


def test_a_number_format_of_ones_own_has_a_number_of_its_own_and_is_made_once() -> None:
    code = "0.000"
    styles = part(workbook(names={}), "xl/styles.xml").decode()
    few = re.sub(
        r"<numFmts.*</numFmts>",
        '<numFmts count="1"><numFmt numFmtId="5" formatCode="x"/></numFmts>',
        styles,
    )
    assert few != styles
    book = opened(with_parts(workbook(names={}), {"xl/styles.xml": few.encode()}))
    looks = book.styles.formatted(0, code), book.styles.formatted(1, code)
    assert looks[0] != looks[1]
    text = part(book.payload({}), "xl/styles.xml").decode()
    assert text.count('formatCode="0.000"') == 1
    assert '<numFmt numFmtId="164" formatCode="0.000"/>' in text
    said = re.search(r'<cellXfs count="(\d+)"', text)
    assert said is not None
    assert int(said[1]) == looks[1] + 1


def test_notes_are_signed_once_and_their_boxes_leave_hidden_columns_out() -> None:
    def anchor(hidden: bool) -> list[int]:
        add = {"author": "kanto-docs"}
        book = opened(workbook(lambda _, sheet: sheet.write_comment("B4", "x", add), names={}))
        sheet = book.worksheets[0]
        sheet.column_dimensions["D"].hidden = hidden
        sheet.notes[6, 2] = "Selitys"
        payload = book.payload({})
        assert part(payload, "xl/comments1.xml").count(b"<author>") == 1
        boxes = part(payload, "xl/drawings/vmlDrawing1.vml").decode()
        assert boxes.count("<x:Row>5</x:Row>") == 1
        return [int(one) for one in re.findall(r"<x:Anchor>(.*?)<", boxes)[-1].split(",")]

    assert anchor(hidden=True)[4] == anchor(hidden=False)[4] + 1


def test_a_copied_sheet_leaves_to_the_first_what_is_there_only_once() -> None:
    def add(book: Any, sheet: Any) -> None:
        table("staff", ["role", "pay"])(book, sheet)
        sheet.set_vba_name("Oma")
        sheet.select()
        sheet.write_url("A1", "https://www.example.org/")
        book.add_worksheet("Viimeinen").activate()

    book = opened(workbook(add))
    book.names.give("oma", f"{BUDGET}!$A$1", 0)
    made = cloned(book, book.worksheets[0], "Kopio", BUDGET)
    payload = book.payload({})
    text = part(payload, made.part).decode()
    assert "tableParts" not in text
    assert "hyperlink" not in text
    assert "codeName" not in text
    assert "tabSelected" not in text
    assert 'activeTab="2"' in part(payload, BOOK).decode()
    assert book.order == [BUDGET, "Kopio", "Viimeinen"]


def test_a_copied_sheet_has_its_own_names_before_those_of_the_workbook() -> None:
    payload = workbook(names={"oma": "$A$9"})
    text = part(payload, BOOK).decode()
    own = f'<definedName name="oma" localSheetId="0">{BUDGET}!$A$1</definedName><definedName name='
    payload = with_parts(payload, {BOOK: text.replace("<definedName name=", own, 1).encode()})
    book = opened(payload)
    cloned(book, book.worksheets[0], "Kopio", BUDGET)
    assert [(one.name, one.stands_for) for one in book.names.of_sheet(1)] == [
        ("oma", "'Kopio'!$A$1")
    ]


def test_the_order_of_calculation_goes_with_all_that_is_said_of_it() -> None:
    links, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    payload = workbook(names={})
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="calcChain.xml"/></Relationships>'
    said = '<Override PartName="/xl/calcChain.xml" ContentType="text/xml"/></Types>'
    added = {
        "xl/calcChain.xml": b"<calcChain/>",
        "xl/_rels/calcChain.xml.rels": b"<Relationships/>",
        links: part(payload, links).replace(b"</Relationships>", link.encode()),
        types: part(payload, types).replace(b"</Types>", said.encode()),
    }
    made = opened(with_parts(payload, added)).payload({})
    assert not [one for one in opened(made).parts.names() if "calcChain" in one]
    assert b"calcChain" not in part(made, links) + part(made, types)


def test_the_tabs_are_shown_from_the_first_when_another_sheet_opens() -> None:
    payload = workbook(lambda book, _: book.add_worksheet("Muu"), names={})
    text = part(payload, BOOK).decode().replace("<workbookView ", '<workbookView firstSheet="1" ')
    book = opened(with_parts(payload, {BOOK: text.encode()}))
    book.worksheets[0].hidden = True
    shown = part(book.payload({}), BOOK).decode()
    assert 'activeTab="1"' in shown
    assert "firstSheet" not in shown
