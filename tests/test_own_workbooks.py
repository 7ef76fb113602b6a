"""An association's or a funder's own workbook is filled, and nothing else of it is changed."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from kanto_docs.cli.running import run
from kanto_docs.errors import TemplateError
from tests import proof
from tests.conftest import ROOT, checked_sample
from tests.filling_excel import NS, filled, read, reopened
from tests.office import ALL_SHEETS_AS_TEXT, Office
from tests.own_workbooks import (
    BUDGET,
    NAMES,
    everything,
    part,
    stored,
    table,
    with_parts,
    workbook,
)

D = Decimal
SHEET = "xl/worksheets/sheet1.xml"
CHANGED = {
    "[Content_Types].xml",
    "docProps/app.xml",
    "docProps/core.xml",
    "xl/charts/chart1.xml",
    "xl/styles.xml",
    "xl/tables/table1.xml",
    "xl/workbook.xml",
    SHEET,
}
"""Parts of the rich workbook that filling may touch; the first chart shows cells that it writes."""
X14 = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
    '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Muu!$C$1:$C$2</xm:f>'
    "</x14:formula1><xm:sqref>B40</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
)
PIVOT = {
    "xl/pivotCache/pivotCacheDefinition1.xml": (
        b'<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        b'refreshOnLoad="1"><cacheSource type="worksheet"><worksheetSource ref="A1:B2" '
        b'sheet="Muu"/>'
        b'</cacheSource><cacheFields count="0"/></pivotCacheDefinition>'
    ),
    "xl/pivotTables/pivotTable1.xml": (
        b'<pivotTableDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        b'name="P" cacheId="1" dataCaption="x"><location ref="A1" firstHeaderRow="1" '
        b'firstDataRow="1" firstDataCol="0"/></pivotTableDefinition>'
    ),
}
"""Parts that nothing of ours knows; hand-made."""


@pytest.fixture(scope="module")
def rich() -> bytes:
    """A workbook with all that openpyxl would lose, newer lists among it."""
    payload = workbook(everything)
    before, _, after = part(payload, SHEET).rpartition(b"<extLst>")
    return with_parts(payload, {SHEET: before + X14.encode() + after})


def without(root: etree._Element, rows: Iterable[int]) -> bytes:
    """A sheet's tree but for some of its rows and for what may follow from them."""
    for row in list(root.iter(f"{NS}row")):
        if int(row.get("r", "")) in rows:
            row.clear()
            above = row.getparent()
            assert above is not None
            above.remove(row)
    for one in root.iter(f"{NS}dimension", f"{NS}conditionalFormatting", f"{NS}dataValidation"):
        one.attrib.pop("ref", "")
        one.attrib.pop("sqref", "")
    for one in root.iter("{http://schemas.microsoft.com/office/excel/2006/main}sqref"):
        one.text = ""
    for one in root.iter(f"{NS}oddHeader"):
        one.text = (one.text or "").replace("Kylän kahvila", "{project}")
    return etree.tostring(root, method="c14n")


def test_every_untouched_part_is_the_same_to_the_bit_as_it_is_packed(rich: bytes) -> None:
    before, after = stored(rich), stored(filled(checked_sample("cafe"), rich).payload)
    assert before.keys() == after.keys()
    assert [name for name in before if name not in CHANGED and before[name] != after[name]] == []
    kinds = ("drawing2.xml", "vmlDrawing3.vml", "comments1.xml", "media/image1.png", "chart2.xml")
    for kind in kinds:
        assert any(name.endswith(kind) for name in before), f"the workbook has no {kind}"


def test_the_filled_sheet_differs_only_in_what_was_written(rich: bytes) -> None:
    made = filled(checked_sample("cafe"), rich).payload
    rows = {*range(3, 11), *range(20, 25), *range(40, 50)}
    before, after = (etree.fromstring(part(one, SHEET)) for one in (rich, made))
    assert without(before, rows) == without(after, rows)
    assert part(rich, SHEET).count(b"<c ") < part(made, SHEET).count(b"<c ")


@pytest.mark.filterwarnings("ignore:.*extension is not supported")  # by openpyxl, which loses it
def test_the_figures_stand_in_their_cells_and_tables(rich: bytes) -> None:
    checked = checked_sample("cafe")
    made = filled(checked, rich)
    book = read(made.payload)
    cells = book.cells[BUDGET]
    assert cells["B3"].value == "Kylän kahvila"
    assert D(cells["B4"].value or "") == checked.budget["total"]
    assert [cells[f"A{row}"].value for row in (21, 22, 23)] == [
        "Hankekoordinaattori",
        "Kahvilaohjaaja",
        "Viestintä- ja arviointiavustaja",
    ]
    assert [D(cells[f"B{row}"].value or "") for row in (21, 22, 23)] == [
        checked.budget[f"pay_S{number}"] for number in (1, 2, 3)
    ]
    assert cells["C22"].formula == cells["C21"].formula
    assert [cells[f"{column}9"].value for column in "BC"] == ["2027", "2028"]
    sheet = reopened(made.payload)[BUDGET]
    assert sheet.tables["staff"].ref == sheet.tables["staff"].autoFilter.ref == "A20:C23"
    assert sheet["B4"].number_format == '#,##0.00 "€"'
    assert sheet["B4"].font.italic
    assert sheet.oddHeader is not None
    assert sheet.oddHeader.left.text == "Kylän kahvila"


def test_drop_downs_and_colours_reach_as_far_as_the_list(rich: bytes) -> None:
    checked = checked_sample("cafe")
    made = filled(checked, rich).payload
    last = 39 + len(checked.budget.sources)
    assert last > 40
    text = part(made, SHEET).decode()
    assert text.count(f'sqref="B40:B{last}"') == 1
    assert text.count(f'sqref="C40:C{last}"') == part(rich, SHEET).decode().count('sqref="C40"')
    assert text.count(f"<xm:sqref>B40:B{last}</xm:sqref>") == 1
    assert text.count(f"<xm:sqref>C40:C{last}</xm:sqref>") == 1
    assert f"'{BUDGET}'!$A$1:$C${last}" in part(made, "xl/workbook.xml").decode()


def test_no_validator_finds_more_than_in_the_workbook_itself(rich: bytes) -> None:
    made = filled(checked_sample("cafe"), rich).payload
    for check in (proof.cheap, *([proof.microsoft] if proof.sdk() else [])):
        before = set(check("own.xlsx", rich))
        after = {one for one in check("own.xlsx", made) if "has no cached value" not in one}
        assert after <= before


def test_what_is_left_as_it_was_is_told(rich: bytes) -> None:
    made = filled(checked_sample("cafe"), rich)
    assert made.removed == ()
    assert made.untouched == (
        *("background", "chart", "comments", "header_picture", "newer_format", "newer_list"),
        *("picture", "sparkline", "text_box"),
    )


def test_charts_over_written_cells_show_the_new_figures(rich: bytes) -> None:
    checked = checked_sample("cafe")
    made = filled(checked, rich).payload
    values = re.findall(r"<c:v>([^<]*)</c:v>", part(made, "xl/charts/chart1.xml").decode())
    assert [D(one) for one in values[-2:]] == [checked.budget["total"], checked.budget["grant"]]


def test_a_stored_value_goes_only_when_it_no_longer_holds() -> None:
    cells = read(filled(checked_sample("cafe"), workbook()).payload).cells[BUDGET]
    assert cells["C4"] == ("B4/2", None)
    assert cells["C7"] == ("B7+1", "42")


def test_a_line_whose_formula_lacks_cells_is_a_value_and_that_is_told() -> None:
    made = filled(checked_sample("cafe"), workbook())
    book = read(made.payload)
    assert book.cells[BUDGET]["B4"].formula is None
    assert f"{BUDGET}!B4" in made.values
    whole = NAMES | {"private": "$F$4", "own": "$F$5"}
    again = filled(checked_sample("cafe"), workbook(names=whole))
    assert read(again.payload).named("private_all").formula == "SUM(private,own)"
    assert f"{BUDGET}!B6" in made.values
    assert f"{BUDGET}!B6" not in again.values


def test_the_offices_own_names_stay_and_slips_of_ours_are_told() -> None:
    book = read(filled(checked_sample("cafe"), workbook()).payload)
    assert book.names["oma.vakio"] == (BUDGET, "B7")
    assert book.names["total"] == (BUDGET, "B4")
    assert "project.name" not in book.names
    assert "Total" not in book.names
    with pytest.raises(TemplateError) as raised:
        filled(checked_sample("cafe"), workbook(names={"projct.name": "$B$3"}))
    assert raised.value.kind == "workbook_unknown_name"


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (table("staff", ["role", "pay", "id"], total_row=True), "workbook_table_totals"),
        (table("costs", ["Yksi", "Kaksi", "Kolme"]), "workbook_table_headings"),
        (lambda _, sheet: sheet.write("C10", "Yhteensä"), "workbook_years_crowded"),
        (lambda _, sheet: sheet.write("A41", "Alla"), "workbook_list_not_last"),
        (
            lambda _, sheet: sheet.write_array_formula("B4:B5", "{=B7:B8*2}"),
            "workbook_formula_area",
        ),
    ],
)
def test_what_cannot_be_filled_is_refused_with_its_place(
    made: Callable[[Any, Any], object], kind: str
) -> None:
    with pytest.raises(TemplateError) as raised:
        filled(checked_sample("cafe"), workbook(made))
    assert raised.value.kind == kind


def test_income_may_have_a_table_of_its_own() -> None:
    checked = checked_sample("cafe")
    headings = ["text", "amount", "Huomautus"]
    cells = read(filled(checked, workbook(table("income", headings))).payload).cells[BUDGET]
    assert checked.budget.income_lines
    assert D(cells["B21"].value or "") == checked.budget[f"income_{checked.budget.income_lines[0]}"]


def test_cells_that_shared_a_formula_with_a_written_one_keep_theirs() -> None:
    payload = workbook(lambda _, sheet: sheet.write_column("D4", [1, 2]))
    text = part(payload, SHEET).decode()
    shared = re.sub(
        r'<c r="B4"([^>]*)><v>1</v></c>',
        r'<c r="B4"\1><f t="shared" ref="B4:B6" si="0">D4*2</f><v>2</v></c>',
        text,
    )
    shared = re.sub(
        r'<c r="B6"([^>]*)><v>1</v></c>', r'<c r="B6"\1><f t="shared" si="0"/><v>0</v></c>', shared
    )
    assert shared.count("shared") == 2
    names = {name: where for name, where in NAMES.items() if name != "private_all"}
    again = workbook(lambda _, sheet: sheet.write_column("D4", [1, 2]), names)
    made = filled(checked_sample("cafe"), with_parts(again, {SHEET: shared.encode()})).payload
    cells = read(made).cells[BUDGET]
    assert cells["B4"].formula is None
    assert cells["B6"].formula == "D6*2"


SHARED = "xl/sharedStrings.xml"
SAMPLE_DATA = ("Maija Mallikas", "Salainen hanke")


def sample_data(_: object, sheet: Any) -> None:
    """Somebody's earlier figures where ours come: a person, a project; the latter elsewhere too."""
    table("staff", ["role", "pay", "Lisä"])(None, sheet)
    sheet.write("A21", "Maija Mallikas")
    sheet.write("C21", "Oma lisä")
    sheet.write("B3", "Salainen hanke")


def also_elsewhere(book: Any, sheet: Any) -> None:
    """The same, and the project's name on another sheet, where nothing of ours comes."""
    sample_data(book, sheet)
    book.add_worksheet("Muu").write("A1", "Salainen hanke")


def test_texts_that_were_written_over_do_not_stay_in_the_file() -> None:
    payload = workbook(sample_data)
    made = filled(checked_sample("cafe"), payload).payload
    before, after = (part(one, SHARED).decode() for one in (payload, made))
    for said in SAMPLE_DATA:
        assert said in before
        assert not [name for name in stored(made) if said.encode() in part(made, name)]
    assert after.count("<si>") == before.count("<si>")
    assert after.count("<si><t/></si>") == len(SAMPLE_DATA)
    cells = read(made).cells[BUDGET]
    assert cells["B3"].value == "Kylän kahvila"
    assert (cells["C21"].value, cells["A39"].value) == ("Oma lisä", "Rahoittajat")


def test_a_text_that_another_cell_has_too_stays() -> None:
    made = filled(checked_sample("cafe"), workbook(also_elsewhere)).payload
    assert part(made, SHARED).decode().count("<si><t/></si>") == 1
    assert read(made).cells["Muu"]["A1"].value == "Salainen hanke"


def test_shared_texts_are_untouched_when_none_was_written_over() -> None:
    payload = workbook()
    assert (
        stored(filled(checked_sample("cafe"), payload).payload)[SHARED] == stored(payload)[SHARED]
    )


def test_pivot_tables_and_their_parts_are_untouched() -> None:
    payload = workbook(everything)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = part(payload, "[Content_Types].xml").decode()
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    for name, kind in zip(PIVOT, ("pivotCacheDefinition", "pivotTable"), strict=True):
        said = f'<Override PartName="/{name}" ContentType="{main}.{kind}+xml"/></Types>'
        types = types.replace("</Types>", said)
    links = part(payload, "xl/_rels/workbook.xml.rels").decode()
    link = f'Type="{office}/pivotCacheDefinition" Target="pivotCache/pivotCacheDefinition1.xml"'
    links = links.replace("</Relationships>", f'<Relationship Id="rId99" {link}/></Relationships>')
    book = part(payload, "xl/workbook.xml").decode()
    caches = '<pivotCaches><pivotCache cacheId="1" r:id="rId99"/></pivotCaches></workbook>'
    added = {
        **PIVOT,
        "[Content_Types].xml": types.encode(),
        "xl/_rels/workbook.xml.rels": links.encode(),
        "xl/workbook.xml": book.replace("</workbook>", caches).encode(),
    }
    with_pivot = with_parts(payload, added)
    made = filled(checked_sample("cafe"), with_pivot)
    before, after = stored(with_pivot), stored(made.payload)
    assert [name for name in before if name not in CHANGED and before[name] != after[name]] == []
    assert b"pivotCache " in part(made.payload, "xl/workbook.xml")
    assert "pivot_table" in made.untouched


def test_fill_takes_it_and_tells_what_it_did(
    rich: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "oma.xlsx"
    own.write_bytes(rich)
    plan = str(ROOT / "samples" / "cafe" / "plan.yaml")
    options = ["--only", "budget", "--template", str(own), "--out", str(tmp_path), "--lang", "fi"]
    assert run(["fill", plan, *options]) == 0
    said = capsys.readouterr().err
    assert "Jätetty ennalleen: kaaviot" in said
    assert "Lukuina eikä kaavoina" in said
    assert "poistettu" not in said


def test_filling_a_workbook_imports_no_openpyxl() -> None:
    program = (
        "import sys\n"
        "from tests.conftest import checked_sample\n"
        "from kanto_docs.documents.making import make\n"
        "from kanto_docs.words import Words\n"
        "make('budget', checked_sample('cafe'), Words('fi'))\n"
        "print('openpyxl' in sys.modules, 'lxml' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]


@pytest.mark.office
def test_libreoffice_shows_the_figures_in_the_filled_workbook(
    rich: bytes,
    tmp_path: Path,
    soffice: Office,
) -> None:
    checked = checked_sample("cafe")
    path = tmp_path / "own.xlsx"
    path.write_bytes(filled(checked, rich).payload)
    soffice.convert([path], ALL_SHEETS_AS_TEXT, tmp_path)
    rows = soffice.tables(path, [BUDGET], tmp_path)[BUDGET]
    total = checked.budget["total"]
    assert total is not None
    assert D(rows[3][1]) == total
    assert D(rows[3][2]) == total / 2
    pay = checked.budget["pay_S2"]
    assert pay is not None
    assert D(rows[21][2]) == pay / 2


@pytest.mark.office
def test_a_workbook_that_libreoffice_made_is_filled(
    tmp_path: Path,
    soffice: Office,
) -> None:
    source = tmp_path / "oma.fods"
    source.write_text(FLAT, encoding="utf-8")
    soffice.convert([source], "xlsx", tmp_path)
    own = (tmp_path / "oma.xlsx").read_bytes()
    checked = checked_sample("cafe")
    made = filled(checked, own)
    before, after = stored(own), stored(made.payload)
    assert {name for name in before if before[name] != after.get(name)} <= CHANGED
    path = tmp_path / "made.xlsx"
    path.write_bytes(made.payload)
    soffice.convert([path], ALL_SHEETS_AS_TEXT, tmp_path)
    rows = soffice.tables(path, ["Oma"], tmp_path)["Oma"]
    total = checked.budget["total"]
    assert total is not None
    assert (D(rows[0][1]), D(rows[1][1])) == (total, total * 2)
    assert rows[3][0] == "Hankekoordinaattori"


FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:body><office:spreadsheet><table:table table:name="Oma">
<table:table-row><table:table-cell office:value-type="string"><text:p>Kulut</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Tupla</text:p></table:table-cell>
<table:table-cell table:formula="of:=[.B1]*2" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Nimike</text:p></table:table-cell></table:table-row>
</table:table><table:named-expressions>
<table:named-range table:name="total" table:base-cell-address="$Oma.$A$1" table:cell-range-address="$Oma.$B$1"/>
<table:named-range table:name="staff.role" table:base-cell-address="$Oma.$A$1" table:cell-range-address="$Oma.$A$4"/>
</table:named-expressions></office:spreadsheet></office:body></office:document>
"""  # noqa: E501  # one line is one cell
