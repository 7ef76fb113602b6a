"""A workbook as it is read for comparison, also one that its own program would not have made."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from kanto_docs.documents.excel.sheetml.addresses import one_cell
from kanto_docs.documents.excel.sheetml.spaces import MAIN
from kanto_docs.documents.tying import opening
from kanto_docs.documents.tying.book import Book
from kanto_docs.documents.tying.comparing import Comparison
from kanto_docs.documents.tying.facts import FactReader
from kanto_docs.documents.tying.formulas import same_formula
from kanto_docs.documents.tying.lines import differences_of_book
from kanto_docs.documents.tying.ods import proof_of_ods
from kanto_docs.documents.tying.opening import Package, read_package
from kanto_docs.documents.tying.proof import proof_of_book, strange
from kanto_docs.documents.tying.sheets import book_of, number_said
from kanto_docs.documents.tying.units import Cell, Fact, plain
from kanto_docs.errors import InputError, OutputError
from kanto_docs.words import Words
from tests.own_workbooks import BUDGET, part, with_parts, workbook
from tests.papers import checked

D = Decimal
FI = Words("fi")
PARTS = {
    "sheet": "xl/worksheets/sheet1.xml",
    "book": "xl/workbook.xml",
    "texts": "xl/sharedStrings.xml",
    "styles": "xl/styles.xml",
}
FORMATS = ("General", "0.00 %", '#,##0.00 "€"', "d.m.yyyy", "@", 'General "d"', "mmm", "mm:ss")
"""How the numbers of the styles 0, 1, 2 … are shown."""
TEXTS = ("eka", "toka")


def read(rows: str, after: str = "", book: tuple[str, str] = ("", "")) -> Book:
    """A workbook whose first sheet has these rows; in the workbook's part one text is another."""
    payload = workbook(names={"total": "$B$4"})
    numbers = range(200, 200 + len(FORMATS))
    formats = "".join(
        etree.tostring(etree.Element("numFmt", numFmtId=str(n), formatCode=code)).decode()
        for n, code in zip(numbers, FORMATS, strict=True)
    )
    looks = "".join(f'<xf numFmtId="{number}"/>' for number in (*numbers, 14, 9))
    texts = "".join(f"<si><t>{text}</t></si>" for text in TEXTS)
    space = MAIN[1:-1]
    parts = {
        "sheet": f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData>{after}</worksheet>',
        "texts": f'<sst xmlns="{space}">{texts}</sst>',
        "styles": f'<styleSheet xmlns="{space}"><numFmts>{formats}</numFmts>'
        f"<cellXfs>{looks}</cellXfs></styleSheet>",
        "book": part(payload, PARTS["book"]).decode().replace(*book),
    }
    made = with_parts(payload, {PARTS[name]: text.encode() for name, text in parts.items()})
    return book_of(Package(made, "xlsx"), FI)


def cells(rows: str) -> dict[str, str]:
    """The texts of the first sheet's cells."""
    return {address: plain(cell.text) for address, cell in read(rows).sheets[BUDGET].items()}


def fact(raw: str, style: str) -> Fact | None:
    """What a number of this look is taken for."""
    found = read(f'<row r="1"><c r="A1" s="{style}"><v>{raw}</v></c></row>').sheets[BUDGET]
    return found["A1"].fact


def test_rows_and_cells_stand_where_they_say_or_follow_the_one_before() -> None:
    assert cells(
        '<row><c t="str"><v>yksi</v></c><c t="str"><v>kaksi</v></c></row>'
        '<row r="5"><c r="C5" t="str"><v>kolme</v></c><c t="str"><v>neljä</v></c></row>'
        '<row r="ei"><c r="?" t="str"><v>viisi</v></c></row>'
    ) == {"A1": "yksi", "B1": "kaksi", "C5": "kolme", "D5": "neljä", "A6": "viisi"}


def test_a_text_is_shared_stands_in_its_cell_or_is_a_formulas_value() -> None:
    assert cells(
        '<row r="1"><c r="A1" t="s"><v>1</v></c>'
        '<c r="B1" t="inlineStr"><is><r><t>ko</t></r><r><t>ko_x0041_</t></r>'
        "<rPh><t>luku</t></rPh></is></c>"
        '<c r="C1" t="str"><f>A1</f><v>arvo</v></c><c r="D1" t="b"><v>0</v></c></row>'
    ) == {"A1": "toka", "B1": "kokoA", "C1": "arvo", "D1": "0"}


@pytest.mark.parametrize("number", ["2", "-1", "x", "²", "9" * 5000, ""])
def test_a_shared_text_that_is_not_there_is_no_text(number: str) -> None:
    row = f'<row r="1"><c r="A1" t="s"><v>{number}</v></c><c r="B1"><v>7</v></c></row>'
    assert cells(row) == {"B1": "7"}


@pytest.mark.parametrize(
    ("raw", "style", "expected"),
    [
        ("12.5", "0", ("number", D("12.5"))),
        ("0.25", "1", ("percent", D("25.00"))),
        ("0.25", "9", ("percent", D("25.00"))),
        ("0.30000000000000004", "2", ("amount", D("0.300000000000"))),
        ("46358", "3", ("date", (2026, 12, 2))),
        ("46358", "8", ("date", (2026, 12, 2))),
        ("46358", "6", ("date", (2026, 12, 2))),
        ("0.5", "3", ("number", D("0.5"))),
        ("2958466", "3", ("number", D(2958466))),
        ("1.5", "7", ("number", D("1.5"))),
        ("1.5", "5", ("number", D("1.5"))),
        ("1.5", "99", ("number", D("1.5"))),
        ("1.5", "²", ("number", D("1.5"))),
    ],
)
def test_a_number_is_what_its_look_says(raw: str, style: str, expected: object) -> None:
    found = fact(raw, style)
    assert found is not None
    assert found.key == expected


@pytest.mark.parametrize("raw", ["1e9999999", "1e400", "1e-9999999", "NaN", "Infinity", "x", ""])
def test_what_no_spreadsheet_counts_with_is_no_number(raw: str) -> None:
    assert number_said(raw) is None
    assert not raw or fact(raw, "2") is None


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    row = '<row r="1"><c r="A1" s="3"><v>1</v></c></row>'
    found = read(row, book=("<workbookPr", '<workbookPr date1904="1"')).sheets[BUDGET]["A1"]
    assert found.fact is not None
    assert found.fact.value == (1904, 1, 2)


def test_a_formula_that_another_cell_spells_out_is_a_formula_too() -> None:
    book = read('<row r="1"><c r="A1"><f t="shared" si="0"/><v>2</v></c></row>')
    assert book.sheets[BUDGET]["A1"].formula == ""


def test_page_headers_are_read_without_their_codes() -> None:
    header = "<headerFooter><oddHeader>&amp;L&amp;12Koti &amp;&amp; puutarha</oddHeader>"
    (unit,) = read("", f"{header}<oddFooter>&amp;P</oddFooter></headerFooter>").headers
    assert unit.place.story == "header"
    assert plain(unit.cells[0].text) == "Koti & puutarha"


def test_a_name_is_one_cell_for_the_whole_workbook() -> None:
    assert read("").names == {"total": (BUDGET, "B4")}
    assert read("", book=("<definedName ", '<definedName localSheetId="0" ')).names == {}
    assert read("", book=("$B$4<", "$B$4:$C$5<")).names == {}


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        ("'Oma ''koti'''!$B$3", ("Oma 'koti'", "B3")),
        ("Oma!b3", ("Oma", "B3")),
        ("Oma!$B$3:$B$4", None),
        ("Oma!$B$12345678", None),
        ("$B$3", None),
        ("Oma!$B$3+1", None),
    ],
)
def test_one_cell_of_a_sheet(said: str, cell: tuple[str, str] | None) -> None:
    found = one_cell(said)
    assert (found and (found[0], str(found[1]))) == cell


def test_a_cell_is_told_by_the_first_text_of_its_row_and_by_what_stands_above_it() -> None:
    text = '<c r="{0}" t="str"><v>{1}</v></c>'
    book = read(
        f'<row r="1">{text.format("B1", "Määrä")}</row>'
        f'<row r="2">{text.format("A2", "Palkat")}<c r="B2"><v>5</v></c></row>'
        '<row r="3"><c r="B3" t="str"><f>"x"</f><v>laskettu</v></c></row>'
        f'<row r="4">{text.format("A4", "Matkat")}<c r="B4"><v>6</v></c></row>'
        f'<row r="5">{text.format("B5", "Alla")}</row>'
    )
    assert book.around(BUDGET, "B4") == ("Matkat", "Määrä")
    assert book.around(BUDGET, "B3") == ("", "Määrä")
    assert [unit.place.row for unit in book.rows(BUDGET, frozenset({"B4", "B5"}))] == [1, 2, 3, 4]
    assert [len(unit.cells) for unit in book.rows(BUDGET, frozenset({"B4", "B5"}))] == [1, 2, 1, 1]
    assert book.named("total") == book.sheets[BUDGET]["B4"]
    empty = read("").named("total")
    assert empty is not None
    assert (empty.text, empty.address) == ("", "B4")


def test_a_formula_is_the_same_in_another_programs_spelling() -> None:
    assert same_formula('=SUM( $B$2 , Oma!C3 )&"a b"', "sum(B7,'OMA'!C3)&\"a b\"")
    assert same_formula("=_xlfn.CONCAT(A1)", "CONCAT(A1)")
    assert not same_formula('=A1&"a b"', '=A1&"ab"')
    assert not same_formula("=A1+B1", "=A1-B1")
    assert not same_formula("=A1", None)


def line(formula: str | None, value: str | None) -> Book:
    """A workbook whose cell B4 is the total."""
    held = None if value is None else Fact("amount", D(value), value)
    cell = Cell(value or "", held, formula, "B4")
    return Book({BUDGET: {"B4": cell}}, {"total": (BUDGET, "B4")}, ())


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        (line("A1", "5"), line("A1", "5"), []),
        (line("A1", "5"), line("A1", None), []),  # no program has worked it out yet
        (line("A1", "5"), line("A1", "6"), [("amount", True)]),
        (line("A1", "5"), line(None, "5"), [("formula", False)]),
        (line("A1", "5"), line(None, "6"), [("amount", False), ("formula", False)]),
        (line(None, "5"), line(None, None), [("amount", False)]),
        (line("A1", None), line("A2", None), []),
    ],
)
def test_a_line_of_the_budget_is_compared_with_its_formula(
    ours: Book, theirs: Book, told: list[tuple[str, bool]]
) -> None:
    found = differences_of_book(ours, theirs, Comparison(FactReader("fi", ()), ()))
    assert [(one.what, one.follows) for one in found if one.line == "total"] == told


def test_a_line_without_a_value_may_hold_no_number() -> None:
    assert proof_of_book(line(None, "5"), {"total": None}).strange == ("total",)
    assert proof_of_book(line(None, None), {"total": None}).strange == ()
    assert proof_of_book(line(None, "5"), {"total": D(5)}) == (1, ())
    assert proof_of_book(line(None, "5"), {"grant": D(5)}) == (0, ())


def test_in_an_ods_a_row_or_a_cell_may_stand_for_many() -> None:
    budget = checked("cafe").budget
    number = 'office:value-type="float" office:value'
    content = (
        '<o xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
        "<table:table table:name=\"Oma 'koti'\">"
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="4"/>'
        f'<table:table-cell {number}="{budget["total"]}"/></table:table-row></table:table>'
        '<table:named-range table:name="total" '
        "table:cell-range-address=\"$'Oma ''koti'''.$E$4\"/>{more}</o>"
    )
    area = '<table:named-range table:name="grant" table:cell-range-address="$A.$E$4:$F$5"/>'
    payload = with_parts(workbook(), {"content.xml": content.replace("{more}", area).encode()})
    assert proof_of_ods(payload, checked("cafe"), FI) == (1, ())
    nameless = content.replace('"total"', '"oma"').replace("{more}", "")
    with pytest.raises(OutputError):
        proof_of_ods(
            with_parts(workbook(), {"content.xml": nameless.encode()}), checked("cafe"), FI
        )


def test_more_text_than_anybody_reads_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kanto_docs.documents.tying.sheets.MOST_LETTERS", 6)
    with pytest.raises(InputError) as caught:
        read("")
    assert caught.value.facts == {"reason": "too_complex"}


def test_a_formula_that_gives_the_same_as_shown_is_no_difference() -> None:
    def rounded(value: str) -> Book:
        cell = Cell("5,00 €", Fact("amount", D(value), "5,00 €"), "A1", "B4")
        return Book({BUDGET: {"B4": cell}}, {"total": (BUDGET, "B4")}, ())

    comparison = Comparison(FactReader("fi", ()), ())
    assert list(differences_of_book(rounded("5.001"), rounded("5.002"), comparison)) == []


def test_rows_of_one_label_may_change_places() -> None:
    def book(*formulas: str) -> Book:
        rows = "".join(
            f'<row r="{n}"><c r="A{n}" t="str"><v>Summa</v></c>'
            f'<c r="B{n}"><f>{formula}</f><v>2</v></c></row>'
            for n, formula in enumerate(formulas, 1)
        )
        return read(rows)._replace(names={"oma": (BUDGET, "Z1")})

    def told(theirs: Book) -> list[str]:
        comparison = Comparison(FactReader("fi", ()), ())
        return [one.what for one in differences_of_book(ours, theirs, comparison)]

    ours = book("C1+1", "C1*2")
    assert told(book("C1*2", "C1+1")) == []
    assert told(book("C1-1", "C1*2")) == ["formula"]


def test_the_longest_figure_of_the_plan_is_taken_out_of_a_text_first() -> None:
    comparison = Comparison(FactReader("fi", ()), ())
    whole, text = "1.1.2027–31.12.2028", "Kausi 1.1.2027–31.12.2028"
    assert list(strange(text, ("1.1.2027", whole), comparison)) == []
    assert len(list(strange(text, ("1.1.2027",), comparison))) == 1


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "arvio.xlsx"
    path.write_bytes(workbook())
    assert read_package(path).kind == "xlsx"
    monkeypatch.setattr(opening, "LARGEST", 100)
    with pytest.raises(InputError) as caught:
        read_package(path)
    assert caught.value.kind == "document_too_large"


def test_a_part_of_too_many_elements_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_ELEMENTS", 10)
    with pytest.raises(InputError) as caught:
        Package(workbook(), "xlsx").part("xl/styles.xml")
    assert caught.value.facts == {"reason": "too_complex"}
