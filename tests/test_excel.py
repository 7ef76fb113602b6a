"""The budget workbook: live formulas over names, nothing lost, a look that an office may change."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formula import Tokenizer
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName

from kanto_docs.budget import compute
from kanto_docs.budget.costs import CATEGORIES
from kanto_docs.documents.excel.accounts import Accounts
from kanto_docs.documents.excel.cells import LONGEST_FORMULA, LONGEST_TEXT, write_text
from kanto_docs.documents.excel.sheetml.book import Book
from kanto_docs.errors import OutputError, TemplateError
from kanto_docs.plan import Plan
from kanto_docs.plan.resources import Cost
from kanto_docs.source import read_file
from kanto_docs.words import Words
from tests import proof
from tests.agreeing import shown
from tests.conftest import SAMPLES, changed, check_data, checked_sample, folder_of, sample
from tests.filling_excel import (
    FI,
    TEMPLATE,
    Shown,
    blank,
    calculated,
    filled,
    header,
    read,
    reopened,
    template_with,
    typed,
)
from tests.office import ALL_SHEETS_AS_TEXT, Office

D = Decimal
HOSTILE = "Koti & <Kumppanit> =1+1"
MANY_COSTS = 450


def workbook_of(name: str, set_: dict[str, object] | None = None) -> bytes:
    """A sample with pointers set, as a workbook."""
    data = changed(read_file(sample(name)).data, set_)
    return filled(check_data(data, folder_of(sample(name)).folder)).payload


@pytest.mark.parametrize("name", SAMPLES)
def test_every_line_has_a_cell_of_its_name_and_every_formula_refers_to_such(name: str) -> None:
    checked = checked_sample(name)
    book = read(filled(checked).payload)
    for line in checked.budget.lines.values():
        cell = book.named(line.name)
        assert (cell.formula is not None) == (line.formula is not None), line.name
    members = {one.shown for one in checked.group.others} if checked.group else set()
    for cells in book.cells.values():
        for address, cell in cells.items():
            if cell.formula is not None:
                tokens = Tokenizer(f"={cell.formula}").items
                refs = {token.value for token in tokens if token.subtype == "RANGE"}
                refs -= {token for token in refs if token.startswith("'Tarkistus'!$E$5:$E$")}
                refs -= {one for one in refs if one.rpartition("!")[0].strip("'") in members}
                assert refs <= book.names.keys(), f"{address}: {cell.formula}"
    assert not [name for name in book.names if "." in name], "a place is left in the workbook"


def test_a_complete_budget_shows_its_formulas_plainly() -> None:
    book = read(workbook_of("smallest"))
    assert book.named("pay_S1") == Shown("ROUND(monthly_pay_S1*months_S1*share_S1,2)", "36600.00")
    assert book.named("flat_costs") == Shown("ROUND(staff_costs*flat_rate_40,2)", "18510.82")
    assert book.named("total") == Shown("staff_costs+flat_costs", "64787.86")
    assert book.named("grant_share") == Shown(None, "0.8")
    assert book.named("flat_rate_40") == Shown(None, "0.4")
    assert book.named("private_all") == Shown("SUM(private,own)", "2957.57")
    assert book.names["flat_rate_40"][0] == "Laki"
    assert book.names["total_2027"][0] == "Vuodet"


def test_own_money_is_shown_as_private_of_which_own() -> None:
    sheet = reopened(workbook_of("smallest"))["Rahoitus"]
    labels = {sheet.cell(row, 1).value: sheet.cell(row, 2).value for row in range(1, 30)}
    assert labels["Yksityinen rahoitus yhteensä"] == "=SUM(private,own)"
    assert labels["josta omarahoitus"] == "=source_F1"


def test_a_hole_is_called_missing_and_its_formulas_wait() -> None:
    made = filled(checked_sample("holes"))
    book = read(made.payload)
    assert book.named("monthly_pay_S2") == Shown(None, "puuttuu")
    assert book.named("pay_S2") == Shown(
        'IF(COUNT(monthly_pay_S2,months_S2,share_S2)=3,ROUND(monthly_pay_S2*months_S2*share_S2,2),"puuttuu")',
        "puuttuu",
    )
    assert book.named("total").value == "puuttuu"
    assert book.named("pay_S1").value == "38406.00"
    texts = book.texts()
    assert "Henkilöstö 2: Kuukausipalkka" in texts
    assert any(text.startswith("2 tietoa puuttuu") for text in texts)
    assert {gap.path for gap in made.gaps} >= {("staff", 1, "monthly_pay"), ("funding",)}


def test_a_prepayment_that_nobody_asked_for_is_not_missing() -> None:
    book = read(workbook_of("smallest"))
    assert book.named("prepayment").value == "ei haeta"
    assert not filled(checked_sample("smallest")).gaps


@pytest.mark.office
def test_a_hole_filled_in_the_workbook_makes_the_figures_appear(
    tmp_path: Path,
    soffice: Office,
) -> None:
    payload = workbook_of("holes", {"/funding": {"grant_share": 80, "sources": []}})
    names = read(payload).names
    mended = typed(payload, {"monthly_pay_S2": 2500})
    tables = calculated(soffice, mended, tmp_path / "mended.xlsx")

    def now(name: str) -> str:
        return shown(tables[names[name][0]], names[name][1])

    pay = D("38406.00") + D("12500.00")
    staff = pay + (pay * D("0.2644")).quantize(D("0.01"))
    assert D(now("staff_costs")) == staff
    assert D(now("total")) == staff + (staff * D("0.4")).quantize(D("0.01"))
    assert D(now("gap")) > 0


@pytest.mark.office
def test_the_check_cell_says_when_the_workbook_has_left_the_plan(
    tmp_path: Path,
    soffice: Office,
) -> None:
    payload = workbook_of("cafe")
    assert "Täsmää suunnitelmaan" in read(payload).texts()
    edited = typed(payload, {"monthly_pay_S1": D("3248.50")})
    tables = calculated(soffice, edited, tmp_path / "edited.xlsx")
    said = {row[0]: row[1] for row in tables["Yhteenveto"]}
    assert re.fullmatch(
        r"Poikkeaa suunnitelmasta 2.?549.04 €", said["Tämä työkirja ja suunnitelma"]
    )
    assert said["Rahoitus ja kustannukset"].startswith("Rahoituksesta puuttuu")


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "=1+1",
        "=cmd|'/C calc'!A0",
        "== Otsikko ==",
        "+358 50",
        "-puolikas",
        "@SUM(A1)",
        "\t=1",
        "#N/A",
        "FI21 1234 5600 0007 85",
        "00100",
        "</t></is></c>",
        "yksi\nkaksi",
        " reunat ",
        "😀" * 10,
    ],
)
def test_a_text_stays_that_text_and_nothing_else(text: str) -> None:
    written = blank()
    write_text(written, text)
    cell = reopened(cast("Book", written.sheet.book).payload({}))["Sheet"]["A1"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == (text[0] in "=+-@\t")


def test_what_looks_like_an_escape_is_escaped() -> None:
    cell = blank()
    write_text(cell, "_x0007_ ja _x0041_x0042_")
    stored = "".join(map(str, cell.sheet.make(1, 1).itertext()))
    assert stored == "_x005F_x0007_ ja _x005F_x0041_x005F_x0042_"
    assert cell.value == "_x0007_ ja _x0041_x0042_"


def test_a_line_break_is_one_line_break() -> None:
    cell = blank()
    write_text(cell, "yksi\r\nkaksi\rkolme")
    assert cell.value == "yksi\nkaksi\nkolme"
    assert cell.sheet.book.styles.wraps(cell.look)


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x0b", "\x0c", "\x1f", "\ud800", "\ufffe"])
def test_a_control_character_never_reaches_a_cell(letter: str) -> None:
    with pytest.raises(OutputError) as raised:
        write_text(blank(), f"a{letter}b")
    assert raised.value.kind == "cell_character"
    assert raised.value.facts == {"cell": "Sheet!A1", "character": f"U+{ord(letter):04X}"}


@pytest.mark.parametrize("letter", ["a", "😀"])
def test_a_text_is_never_cut(letter: str) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    cell = blank()
    write_text(cell, letter * (LONGEST_TEXT // units))
    with pytest.raises(OutputError) as raised:
        write_text(cell, letter * (LONGEST_TEXT // units + 1))
    assert raised.value.kind == "cell_too_long"


def test_the_plans_own_texts_stand_whole() -> None:
    payload = workbook_of(
        "smallest",
        {
            "/project/name": HOSTILE,
            "/applicant/name": HOSTILE,
            "/staff/0/role": HOSTILE,
            "/funding/sources/0/payer": '=HYPERLINK("http://x")',
        },
    )
    book = read(payload)
    assert book.texts().count(HOSTILE) == 3
    assert '=HYPERLINK("http://x")' in book.texts()
    formulas = [c.formula for cells in book.cells.values() for c in cells.values() if c.formula]
    assert not [one for one in formulas if "HYPERLINK" in one or "1+1" in one]
    assert header(reopened(payload)["Yhteenveto"]) == "Koti && <Kumppanit> =1+1"


@pytest.mark.office
def test_libreoffice_reads_the_very_same_texts(tmp_path: Path, soffice: Office) -> None:
    texts = [HOSTILE, "_x0041_x0042_", "=1+1", "#N/A", "+358", "00100", "@a", "yksi\nkaksi", "😀"]
    payers: list[object] = [{"payer": text, "kind": "own", "amount": 1} for text in texts]
    payload = workbook_of("smallest", {"/funding/sources": payers})
    path = tmp_path / "texts.xlsx"
    path.write_bytes(payload)
    soffice.convert([path], ALL_SHEETS_AS_TEXT, tmp_path)
    rows = soffice.tables(path, ["Rahoitus"], tmp_path)["Rahoitus"]
    assert [row[0] for row in rows][-len(texts) :] == texts


@pytest.mark.parametrize("name", SAMPLES)
def test_the_workbook_is_whole(name: str) -> None:
    payload = filled(checked_sample(name)).payload
    assert proof.cheap(f"{name}.xlsx", payload) == []
    if proof.sdk() is not None:
        assert proof.microsoft(f"{name}.xlsx", payload) == []


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert workbook_of("cafe") == workbook_of("cafe")


def test_nobodys_name_is_inside() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_of("cafe"))) as archive:
        core = archive.read("docProps/core.xml").decode()
        names = archive.namelist()
    assert "openpyxl" not in core
    assert "<dc:title>Kylän kahvila</dc:title>" in core
    assert not [name for name in names if "thumbnail" in name or "custom" in name]
    assert "openpyxl" not in str(zipfile.ZipFile(io.BytesIO(TEMPLATE)).read("docProps/core.xml"))


def test_excel_is_asked_to_calculate_everything_on_load() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_of("cafe"))) as archive:
        assert 'fullCalcOnLoad="1"' in archive.read("xl/workbook.xml").decode()


def test_fixed_values_are_chosen_from_their_names() -> None:
    book = reopened(workbook_of("mistakes"))
    offered = book["Luettelot"]
    assert book["Luettelot"].sheet_state == "hidden"
    assert [offered.cell(row, 1).value for row in (2, 3, 4)] == [
        "kokoaikainen",
        "osa-aikainen",
        "lyhytaikainen",
    ]
    for title, ranges in (
        ("Henkilöstö", {"B15:B314": "'Luettelot'!$A$2:$A$4"}),
        (
            "Kustannukset",
            {"B30:B329": "'Luettelot'!$B$2:$B$11", "G30:G329": "'Luettelot'!$E$2:$E$5"},
        ),
        ("Rahoitus", {"B24:B323": "'Luettelot'!$C$2:$C$5", "C24:C323": "'Luettelot'!$D$2:$D$4"}),
    ):
        found = book[title].data_validations.dataValidation
        chosen = {str(one.sqref): one.formula1 for one in found if one.type == "list"}
        assert chosen == ranges, title


def test_the_workbook_is_ready_to_print() -> None:
    book = reopened(workbook_of("cafe"))
    for sheet in book.worksheets[:-1]:
        assert str(sheet.page_setup.paperSize) == "9", sheet.title
        fitted = sheet.sheet_properties.pageSetUpPr
        assert fitted is not None
        assert fitted.fitToPage
        assert (sheet.page_setup.fitToWidth or 1) == 1
        assert (sheet.page_setup.fitToHeight == 0) == (sheet.title != "Yhteenveto")
        assert header(sheet) == "Kylän kahvila"
    years = book["Vuodet"]
    assert years.freeze_panes == "C5"
    assert years.print_title_rows == "$4:$4"
    assert years.column_dimensions["D"].width == years.column_dimensions["C"].width > 16


def test_inputs_are_open_and_formulas_are_locked_behind_no_password() -> None:
    payload = workbook_of("cafe")
    book, names = reopened(payload), read(payload).names
    for name, line in checked_sample("cafe").budget.lines.items():
        sheet, address = names[name]
        if line.formula is not None:
            assert book[sheet][address].protection.locked, name
        elif line.kind == "plan" and line.base != "side_cost_percent":
            assert not book[sheet][address].protection.locked, name
            assert book[sheet][address].fill.fgColor.rgb[2:] == "DDEBF7", name
    for each in book.worksheets[:-1]:
        protection = each.protection
        assert (protection.sheet, protection.password) == (True, None), each.title
        assert not protection.formatColumns, "columns may be made wider"
        assert not protection.formatRows, "rows may be made higher"


def test_only_whole_lines_of_prose_are_merged() -> None:
    book = reopened(workbook_of("mistakes"))
    merged = {sheet.title: sorted(map(str, sheet.merged_cells.ranges)) for sheet in book}
    assert {title: ranges for title, ranges in merged.items() if ranges} == {
        "Yhteenveto": ["A2:C2", "A62:C62"],
        "Henkilöstö": ["A11:J11"],
        "Kustannukset": ["A26:J26"],
        "Rahoitus": ["A20:E20"],
        "Laki": ["A2:F2"],
        "Tarkistus": ["A2:E2"],
    }


def test_costs_that_the_model_does_not_count_are_listed_but_not_summed() -> None:
    book = reopened(workbook_of("mistakes"))
    summary, costs = book["Yhteenveto"], book["Kustannukset"]
    rows = {summary.cell(row, 1).value: row for row in range(1, 60)}
    assert summary.row_dimensions[rows["Matkakustannukset"]].hidden
    assert not summary.row_dimensions[rows["Kokonaiskustannukset"]].hidden
    assert "Talkootyö" in [costs.cell(row, 1).value for row in range(1, 60)]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_the_tool_writes_is_in_the_language_asked_for(language: str) -> None:
    texts = read(filled(checked_sample("holes"), words=Words(language)).payload).texts()
    assert Words(language).ui("severity.missing") in texts
    assert "puuttuu" not in texts


def test_hundreds_of_costs_with_a_hole_stay_within_what_a_cell_holds() -> None:
    plan = Plan(
        cost_model="flat_rate_7",
        staff=(),
        costs=tuple(
            Cost(id=f"C{'x' * 15}{at}", category="travel", amount=None if at == 7 else D(at))
            for at in range(MANY_COSTS)
        ),
    )
    budget = compute(plan, checked_sample("smallest").law)
    accounts = Accounts(budget, "puuttuu", {})
    formulas = [
        accounts.excel(name, line.formula)
        for name, line in accounts.lines.items()
        if line.formula is not None
    ]
    assert max(map(len, formulas)) <= LONGEST_FORMULA
    assert any(one.startswith("IFERROR(cost_") for one in formulas)
    assert all(category in budget.lines for category in CATEGORIES)


def test_an_office_may_move_a_figure_without_a_programmer() -> None:
    def move(workbook: Workbook) -> None:
        workbook.defined_names["total"] = DefinedName("total", attr_text="Rahoitus!$H$3")

    book = read(filled(checked_sample("cafe"), template_with(move)).payload)
    assert book.names["total"] == ("Rahoitus", "H3")
    assert book.named("total") == Shown("staff_costs+flat_costs", "147861.18")


def test_a_line_that_has_lost_its_place_stands_among_the_details() -> None:
    def forget(workbook: Workbook) -> None:
        del workbook.defined_names["side_costs"]

    book = read(filled(checked_sample("cafe"), template_with(forget)).payload)
    assert book.names["side_costs"][0] == "Vuodet"
    assert "Sivukulut" in book.texts()


def test_an_id_that_begins_like_a_part_of_a_sum_is_still_a_person() -> None:
    data = changed(read_file(sample("cafe")).data, {"/staff/0/id": "party"})
    book = read(filled(check_data(data, folder_of(sample("cafe")).folder)).payload)
    assert "Palkka (Hankekoordinaattori)" in book.texts()
    assert not any("välisumma" in said for said in book.texts())


def test_the_names_of_the_template_are_checked_and_the_nearest_is_told() -> None:
    def named(name: str) -> bytes:
        place = "Henkilöstö!$K$15" if name.startswith("staff") else "Rahoitus!$H$3"

        def add(workbook: Workbook) -> None:
            workbook.defined_names[name] = DefinedName(name, attr_text=place)

        return template_with(add)

    for name, nearest in (
        ("applicant.nmae", "applicant.name"),
        ("staff.rol", "staff.role"),
        ("check.totl", "check.total"),
        ("year.totl", "year.total"),
        ("note.pay_modl", "note.pay_model"),
    ):
        with pytest.raises(TemplateError) as raised:
            filled(checked_sample("cafe"), named(name))
        assert raised.value.kind == "workbook_unknown_name"
        assert (raised.value.facts["name"], raised.value.facts["nearest"]) == (name, nearest)


def test_a_broken_template_is_refused_with_the_place() -> None:
    def split(workbook: Workbook) -> None:
        workbook.defined_names["staff.role"] = DefinedName("staff.role", attr_text="Rahoitus!$H$3")

    def below(workbook: Workbook) -> None:
        workbook["Henkilöstö"]["B20"] = "Yhteensä"

    def formula(workbook: Workbook) -> None:
        workbook["Rahoitus"]["H3"] = "=totl*2"

    def without_details(workbook: Workbook) -> None:
        for name in ("label", "total", "year"):
            del workbook.defined_names[f"details.{name}"]

    expected = {
        split: ("workbook_list_split", {"list": "staff"}),
        below: ("workbook_list_not_last", {"list": "staff", "cell": "Henkilöstö!B20"}),
        formula: (
            "workbook_unknown_name",
            {"name": "totl", "cell": "Rahoitus!H3", "nearest": "total"},
        ),
        without_details: (
            "workbook_place_missing",
            {"name": "details.label", "nearest": "gaps.label"},
        ),
    }
    for change, (kind, facts) in expected.items():
        with pytest.raises(TemplateError) as raised:
            filled(checked_sample("cafe"), template_with(change))
        assert (raised.value.kind, raised.value.facts) == (kind, facts)


def test_a_file_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(TemplateError):
        filled(checked_sample("cafe"), b"PK\x03\x04 nothing")


def test_what_the_template_held_and_the_workbook_lost_is_told() -> None:
    def comment(workbook: Workbook) -> None:
        workbook["Rahoitus"]["A1"].comment = Comment("edellisen asiakkaan nimi", "neuvoja")
        workbook.custom_doc_props.append(StringProperty(name="Asiakas", value="edellinen"))  # type: ignore[attr-defined]  # the stubs lack it

    made = filled(checked_sample("cafe"), template_with(comment))
    assert made.removed == ("custom_properties",)
    with zipfile.ZipFile(io.BytesIO(made.payload)) as archive:
        assert not [name for name in archive.namelist() if "custom" in name]
    said = reopened(made.payload)["Rahoitus"]["A1"].comment
    assert said is not None
    assert said.text == "edellisen asiakkaan nimi"
    assert filled(checked_sample("cafe")).removed == ()


def test_the_template_says_what_it_is_in_finnish() -> None:
    book = reopened(TEMPLATE)
    assert book.sheetnames == [
        "Yhteenveto",
        "Henkilöstö",
        "Kustannukset",
        "Rahoitus",
        "Vuodet",
        "Tuotokset",
        "Ryhmä",
        "Jäsen",
        "Laki",
        "Tarkistus",
        "Luettelot",
    ]
    assert FI.ui("severity.missing") == "puuttuu"
