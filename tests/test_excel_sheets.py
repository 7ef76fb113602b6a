"""The sheets of the budget template: the same places in each language, what is shown and when."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from lxml import etree
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from kanto_docs.checking import Checked
from kanto_docs.documents.excel.agreement import compared
from kanto_docs.shape.fields import field, resolved
from kanto_docs.source import read_file
from kanto_docs.words import LANGUAGES, Words
from kanto_docs.words.figuring import SpokenBudget
from kanto_docs.words.saying import law_in_short
from tests.conftest import ROOT, changed, check_data, checked_sample, folder_of, sample
from tests.filling_excel import Read, Shown, calculated, filled, read, reopened, typed
from tests.office import Office

D = Decimal
TEMPLATES: Final = {
    language: (ROOT / "templates" / language / "budget.xlsx").read_bytes() for language in LANGUAGES
}
FLAT_RATE_7: Final = {
    "/cost_model": "flat_rate_7",
    "/costs": [
        {"id": "C1", "category": "services", "text": "Kouluttajat", "amount": 8000, "year": 2027},
        {"id": "C2", "category": "travel", "text": "Matkat", "amount": 1200},
    ],
}
LUMP_SUM: Final = {
    "/cost_model": "lump_sum",
    "/lump_sum": {
        "kind": "individual",
        "outputs": [
            {"text": "Opas", "evidence": "Julkaistu opas", "amount": 20000},
            {"text": "Koulutus", "evidence": "Osallistujaluettelo", "amount": 29000},
        ],
    },
}
LABELS: Final = {
    "own": {
        "fi": "josta omarahoitus",
        "sv": "varav egenfinansiering",
        "en": "of which own funding",
    },
    "private": {
        "fi": "josta muu yksityinen",
        "sv": "varav annan privat",
        "en": "of which other private",
    },
}
"""Lines that stand below the line they are a part of, and what they are called there."""
DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
BLACK, WHITE = "000000", "FFFFFF"
READABLE: Final = 4.5
"""The contrast that WCAG asks of text at level AA."""


def with_changes(name: str, set_: Mapping[str, object] | None = None) -> Checked:
    """A sample with pointers set."""
    data = changed(read_file(sample(name)).data, set_)
    return check_data(data, folder_of(sample(name)).folder)


def made(checked: Checked, language: str = "fi") -> bytes:
    """The workbook of a checked plan in a language."""
    return filled(checked, TEMPLATES[language], Words(language)).payload


def places(language: str) -> dict[str, str]:
    """The defined names of a template with their cells, without the titles of sheets."""
    book = reopened(TEMPLATES[language])
    found = {name: str(one.attr_text) for name, one in book.defined_names.items()}
    for number, sheet in enumerate(book.worksheets):
        own = sheet.defined_names.items()
        found |= {f"{number} {name}": str(one.attr_text) for name, one in own}
    return {name: where.rpartition("!")[2] for name, where in found.items()}


def rules_of(sheet: Worksheet) -> list[tuple[str, Rule]]:
    """The conditional formats of a sheet with the cells they colour."""
    areas = list(sheet.conditional_formatting)
    return [(str(area.sqref), rule) for area in areas for rule in area.rules]


def rows_by_label(book: Read, sheet: str, column: str = "B") -> dict[str, str]:
    """What stands beside each label of a sheet's first column."""
    cells = book.cells[sheet]
    return {
        str(one.value): str(cells[f"{column}{address[1:]}"].value)
        for address, one in cells.items()
        if address[0] == "A" and one.value and f"{column}{address[1:]}" in cells
    }


def labelled(payload: bytes, sheet: str) -> dict[str, tuple[str, bool]]:
    """The texts of a sheet's first column: the row's number, and whether the row is hidden."""
    found = reopened(payload)[sheet]
    return {
        str(found.cell(row, 1).value): (str(row), bool(found.row_dimensions[row].hidden))
        for row in range(1, (found.max_row or 0) + 1)
        if found.cell(row, 1).value
    }


def states(payload: bytes) -> dict[str, str]:
    return {sheet.title: sheet.sheet_state for sheet in reopened(payload).worksheets}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_places_in_the_same_cells(language: str) -> None:
    assert places(language) == places("fi")
    count = len(reopened(TEMPLATES["fi"]).sheetnames)
    assert len(set(reopened(TEMPLATES[language]).sheetnames)) == count


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_can_be_chosen_is_what_the_plan_knows(language: str) -> None:
    words = Words(language)
    sheet = reopened(TEMPLATES[language]).worksheets[-1]
    for column, path in enumerate(
        (
            ("staff", "employment"),
            ("costs", "category"),
            ("funding", "sources", "kind"),
            ("funding", "sources", "agreement"),
            ("costs", "travel_zone"),
        ),
        start=1,
    ):
        offered = [sheet.cell(row, column).value for row in range(2, (sheet.max_row or 0) + 1)]
        known = [value for value in resolved(field(path))["enum"] if value is not None]
        assert [one for one in offered if one] == [words.value(path, value) for value in known]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rows_of_a_template_are_called_what_the_budget_calls_them(language: str) -> None:
    words = Words(language)
    book = reopened(TEMPLATES[language])
    seen = set()
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            label = row[0].value
            for cell in row[1:]:
                name = str(cell.value or "").removeprefix("=")
                if not str(cell.value or "").startswith("="):
                    continue
                if words.has(f"budget.{name}") and name not in ("side_costs", "staff_pay"):
                    seen.add(name)
                    known = {words.ui(f"budget.{name}"), LABELS.get(name, {}).get(language)}
                    assert label in known, f"{sheet.title}!{cell.coordinate}"
    assert {"staff_costs", "total", "grant", "gap", "own", "flat_costs"} <= seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_template_colours_is_what_the_tool_says(language: str) -> None:
    words = Words(language)
    book = reopened(TEMPLATES[language])
    for sheet in book.worksheets[:-1]:
        equal = [rule.formula for _, rule in rules_of(sheet) if rule.type == "cellIs"]
        assert [f'"{words.ui("severity.missing")}"'] in equal, sheet.title
    said = {
        f'"{words.ui(f"workbook.{key}")}"' for key in ("line_differs", "all_agree", "some_missing")
    }
    said |= {
        f'"{words.value(("staff", "employment"), one)}"' for one in ("part_time", "short_term")
    }
    in_rules = {
        text
        for sheet in book.worksheets
        for _, rule in rules_of(sheet)
        if rule.type == "expression"
        for text in re.findall(r'"[^"]+"', "".join(rule.formula))
    }
    assert in_rules == said


def test_no_number_of_the_law_stands_in_a_template() -> None:
    for payload in TEMPLATES.values():
        for sheet in reopened(payload).worksheets:
            for _, rule in rules_of(sheet):
                said = re.sub(r'"[^"]*"|\$?[A-Z]+\$?\d+', "", "".join(rule.formula))
                numbers = {int(one) for one in re.findall(r"\d+", said)}
                assert numbers <= {0, 2, 12}, f"{sheet.title}: {rule.formula}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_template_can_be_read(language: str) -> None:
    book = reopened(TEMPLATES[language])
    looks = {
        (colour(cell.font.color), colour(cell.fill.fgColor if cell.fill.fill_type else None, WHITE))
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
    }
    for sheet in book.worksheets:
        for _, rule in rules_of(sheet):
            look = rule.dxf
            assert look is not None
            assert look.font is not None
            assert isinstance(look.fill, PatternFill)
            looks.add((colour(look.font.color), colour(look.fill.bgColor, WHITE)))
    assert len(looks) > 8
    for text, behind in looks:
        assert contrast(text, behind) >= READABLE, (text, behind)


def colour(given: Color | None, otherwise: str = BLACK) -> str:
    """A colour as six digits; one of the theme is the usual one."""
    found = given.rgb if given is not None and given.type == "rgb" else otherwise
    return str(found)[-6:]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG counts it."""
    lights = sorted((light(one), light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def light(colour: str) -> float:
    """How bright a colour is, from 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_native_charts_say_what_they_show(language: str) -> None:
    summary = reopened(TEMPLATES[language]).worksheets[0]
    with zipfile.ZipFile(io.BytesIO(TEMPLATES[language])) as archive:
        drawing = etree.fromstring(archive.read("xl/drawings/drawing1.xml"))
        described = [one.get("descr") for one in drawing.iter(f"{DRAWN}cNvPr")]
        charts = [etree.fromstring(archive.read(f"xl/charts/chart{n}.xml")) for n in (1, 2)]
    assert len(described) == 2
    assert all(described)
    shown = []
    for chart in charts:
        references = [str(one.text) for one in chart.iter(f"{CHART}f")]
        rows = {tuple(re.findall(r"\$(\d+)", one)) for one in references}
        assert len(rows) == 1, "labels and figures stand in the same rows"
        first, last = (int(row) for row in rows.pop())
        shown.append([summary.cell(row, 2).value for row in range(first, last + 1)])
        assert not [*chart.iter(f"{CHART}numCache")], "a template has no figures of its own"
    assert (shown[0][0], shown[0][-2]) == ("=staff_costs", "=flat_costs")
    assert shown[1] == ["=grant", "=municipal", "=other_public", "=private_all"]


@pytest.mark.parametrize(
    ("set_", "outputs"), [({}, "hidden"), (LUMP_SUM, "visible"), (FLAT_RATE_7, "hidden")]
)
def test_a_sheet_without_use_is_hidden(set_: Mapping[str, object], outputs: str) -> None:
    found = states(made(with_changes("cafe", set_)))
    assert (found["Tuotokset"], found["Ryhmä"], found["Luettelot"]) == (outputs, "hidden", "hidden")
    unused = ("Tuotokset", "Ryhmä", "Jäsen", "Luettelot")
    others = {state for title, state in found.items() if title not in unused}
    assert others == {"visible"}


def test_a_standard_lump_sum_shows_no_costs_that_it_does_not_count() -> None:
    payload = made(with_changes("smallest", {"/cost_model": "standard_lump_sum", "/staff": []}))
    assert states(payload)["Henkilöstö"] == "hidden"
    assert labelled(payload, "Yhteenveto")["Palkkakustannusmalli"][1]
    rows = labelled(payload, "Yhteenveto")
    assert rows["Palkkakustannukset"][1]
    assert rows["Prosenttimääräinen korvaus"][1]
    assert not rows["Vakioitu kertakorvaus"][1]
    assert labelled(made(checked_sample("cafe")), "Yhteenveto")["Vakioitu kertakorvaus"][1]


def test_people_are_shown_also_when_the_total_does_not_rest_on_them() -> None:
    payload = made(with_changes("smallest", {"/cost_model": "standard_lump_sum"}))
    assert states(payload)["Henkilöstö"] == "visible"
    assert not labelled(payload, "Henkilöstö")["Palkkakustannukset"][1]
    assert labelled(payload, "Yhteenveto")["Palkkakustannukset"][1]


def test_the_outputs_of_a_lump_sum_stand_against_its_total() -> None:
    checked = with_changes("smallest", LUMP_SUM)
    book = read(made(checked))
    rows = rows_by_label(book, "Tuotokset")
    total = checked.budget["total"]
    assert total is not None
    assert rows["Kokonaiskustannukset"] == str(total)
    assert rows["Tuotosten summat yhteensä"] == "49000.00"
    assert D(rows["Tuotosten summista puuttuu"]) == total - 49000
    assert rows["Opas"] == "Julkaistu opas"
    assert book.names["output_1"][0] == "Tuotokset"
    ceiling = rows["Kokonaiskustannukset enintään"]
    assert D(ceiling) == checked.law["lump_sum_ceiling"]


def test_the_conditions_of_flat_rate_7_stand_beside_the_limits_of_the_law() -> None:
    checked = with_changes("cafe", FLAT_RATE_7)
    book = read(made(checked))
    cells = book.cells["Kustannukset"]
    _, bought = book.names["services_to_staff"]
    _, travelled = book.names["travel_to_staff"]
    for address, limit in ((bought, "services"), (travelled, "travel")):
        below = cells[f"B{int(address[1:]) + 1}"]
        number = checked.law[f"flat_rate_7_{limit}_min"]
        assert isinstance(number, Decimal)
        assert below.formula == f"flat_rate_7_{limit}_min"
        assert D(str(below.value)) == number / 100
    assert book.names["flat_rate_7_services_min"][0] == "Laki"
    hidden = labelled(made(checked_sample("cafe")), "Kustannukset")
    assert hidden[Words("fi").ui("budget.services_to_staff")][1]


def test_the_limits_of_the_law_are_named_cells_with_their_source() -> None:
    checked = checked_sample("cafe")
    book = read(made(checked))
    for name in ("max_grant_share", "max_prepayment_share", "min_share", "lowest_share"):
        number = checked.law[name]
        assert isinstance(number, Decimal)
        assert D(str(book.named(name).value)) == number / 100, name
        sheet, address = book.names[name]
        assert sheet == "Laki"
        assert book.cells[sheet][f"C{address[1:]}"].value
    assert book.cells["Rahoitus"]["D6"].formula == "max_grant_share"
    assert book.cells["Henkilöstö"]["B9"].formula == "min_share"


def test_a_prepayment_is_shown_with_its_share_and_its_recovery_by_year() -> None:
    checked = checked_sample("cafe")
    book = read(made(checked))
    share = D(str(book.named("portion_prepayment").value))
    assert share.quantize(D("0.0001")) == D("0.3")
    year = checked.budget.years[0]
    for name in ("recovery", "paid"):
        assert book.names[f"{name}_{year}"][0] == "Vuodet"
    without = made(checked_sample("smallest"))
    assert read(without).named("portion_prepayment").value == "–"
    assert labelled(without, "Vuodet")[Words("fi").ui("budget.recovery")][1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["cafe", "holes", "mistakes"])
def test_every_total_and_every_input_stands_on_the_check_sheet(name: str, language: str) -> None:
    checked, words = checked_sample(name), Words(language)
    book = read(made(checked, language))
    lines = [*compared(checked.budget)]
    assert {line.name for line in lines} >= {*checked.budget.names()}
    assert {line.name for line in lines} >= {
        line.name for line in checked.budget.lines.values() if line.kind == "plan"
    }
    title = book.names["plan_total"][0]
    for line in lines:
        sheet, address = book.names[f"plan_{line.name}"]
        assert sheet == title
        row = address[1:]
        cells = book.cells[sheet]
        plan, now, off, result = (cells[f"{column}{row}"] for column in "BCDE")
        assert (plan.formula, now.formula) == (None, line.name)
        assert plan.value == now.value
        value = checked.budget[line.name]
        if value is not None:
            assert (D(str(plan.value)), off.value) == (value, "0")
            assert result.value == words.ui("workbook.line_agrees")
    said = "all_agree" if checked.budget["gap"] is not None else "some_missing"
    assert words.ui(f"workbook.{said}") in book.texts()


@pytest.mark.office
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_edited_by_hand_shows_where_it_has_left_the_plan(
    tmp_path: Path,
    soffice: Office,
    language: str,
) -> None:
    words = Words(language)
    payload = made(checked_sample("cafe"), language)
    title = read(payload).names["plan_total"][0]

    def edited(changes: dict[str, object]) -> dict[str, list[str]]:
        book = typed(payload, changes)
        tables = calculated(soffice, book, tmp_path / f"edited-{len(changes)}.xlsx")
        summary = {row[1] for row in tables[book.sheetnames[0]] if len(row) > 1}
        differs = words.ui("workbook.line_differs")
        rows = [row[0] for row in tables[title] if len(row) > 4 and row[4] == differs]
        return {"summary": sorted(summary), "rows": rows}

    none = edited({})
    assert words.ui("workbook.all_agree") in none["summary"]
    assert none["rows"] == []
    one = edited({"prepayment_share": 0.25})
    assert len(one["rows"]) == 2, "the share, and the prepayment that rests on it"
    assert words.ui("workbook.some_differ", n="2") in one["summary"]
    two = edited({"monthly_pay_S1": None, "source_F1": 1})
    assert len(two["rows"]) > 8
    assert words.ui("workbook.all_agree") not in two["summary"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_another_language_is_left(language: str) -> None:
    others = {
        Words(other).ui(f"budget.{line}")
        for other in LANGUAGES
        if other != language
        for line in ("staff_costs", "total", "grant", "funding_total", "net_total")
    }
    assert not others & set(read(made(checked_sample("holes"), language)).texts())


def test_the_group_stands_side_by_side_with_live_sums() -> None:
    checked = checked_sample("group")
    group = checked.group
    assert group is not None
    payload = made(checked)
    book = read(payload)
    assert states(payload)["Ryhmä"] == "visible"
    assert not labelled(payload, "Ryhmä")[Words("fi").ui("budget.grant")][1]
    for name in group.names():
        members = ",".join(member.line(name) for member in group.members)
        assert book.named(f"group_{name}") == Shown(f"SUM({members})", str(group[name]))
        for member in group.members:
            cell = book.named(member.line(name))
            assert D(str(cell.value)) == member.amount(name)
            if member.is_own:
                assert cell.formula == name, "its own figures are live"
            else:
                title, _, address = str(cell.formula).replace("$", "").rpartition("!")
                there = book.cells[title.strip("'")][address]
                assert there.formula, "and so are those on the sheets of the others"
                assert there.value == cell.value
    for member in group.members:
        assert member.shown in book.texts()
        share = group.share(member, "grant")
        assert share is not None
        assert abs(D(str(book.named(member.line("share_of_grant")).value)) - share) < D("1e-9")


def test_every_other_member_has_a_sheet_with_all_lines_of_its_budget() -> None:
    checked = checked_sample("group")
    assert checked.group is not None
    book = reopened(made(checked))
    assert book["Jäsen"].sheet_state == "hidden"
    assert not [name for name in book["Jäsen"].defined_names if not name.startswith("_xlnm")]
    for member in checked.group.others:
        assert member.budget is not None
        sheet = book[member.shown]
        assert sheet.sheet_state == "visible"
        names = sheet.defined_names
        for name, line in member.budget.lines.items():
            cell = sheet[str(names[name].attr_text).rpartition("!")[2].replace("$", "")]
            assert str(cell.value).startswith("=") == (line.formula is not None), name
        assert not [name for name in names if "." in name and not name.startswith("_xlnm")]


@pytest.mark.office
def test_a_figure_changed_on_the_sheet_of_a_member_moves_the_sum_of_the_group(
    tmp_path: Path,
    soffice: Office,
) -> None:
    checked = checked_sample("group")
    group = checked.group
    assert group is not None
    other = group.others[0]
    payload = made(checked)
    book = reopened(payload)

    def sums(file: str) -> tuple[Decimal, Decimal]:
        """What LibreOffice makes of the other member's total and of the group's."""
        table = calculated(soffice, book, tmp_path / file)["Ryhmä"]
        row = next(row for row in table if row[0] == "Kokonaiskustannukset")
        return D(row[1 + other.number]), D(row[1])

    assert sums("before.xlsx") == (other.amount("total"), group["total"])
    sheet = book[other.shown]
    where = sheet.defined_names["monthly_pay_S1"].attr_text
    cell = sheet[str(where).rpartition("!")[2].replace("$", "")]
    cell.value = 2 * D(str(cell.value))
    own, whole = sums("after.xlsx")
    before = other.amount("total")
    assert before is not None
    assert own > before
    assert whole - own == D(str(group["total"])) - before


def test_a_member_whose_plan_is_not_there_leaves_a_hole() -> None:
    data = changed(read_file(sample("group")).data, {"/partners/0/plan": "ei-ole.yaml"})
    checked = check_data(data, folder_of(sample("group")).folder)
    group = checked.group
    assert group is not None
    book = read(made(checked))
    lost = next(member for member in group.members if member.budget is None)
    assert book.named(lost.line("total")).value == "puuttuu"
    assert book.named("group_total").value == "puuttuu"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_that_rests_on_the_law_tells_its_rule(language: str) -> None:
    checked, words = with_changes("cafe", FLAT_RATE_7), Words(language)
    book = reopened(made(checked, language))
    names = read(made(checked, language)).names

    def note(name: str) -> str:
        sheet, address = names[name]
        comment = book[sheet][address].comment
        return comment.text if comment is not None else ""

    spoken = SpokenBudget(checked.plan, checked.budget, checked.law, words)
    for name, law in (("flat_costs", "flat_rate_7"), ("side_costs", "side_cost_percent")):
        assert spoken.words_of(name) in note(name)
        assert law_in_short(checked.law.basis(law), words) in note(name)
    for name, limit in (
        ("grant", "max_grant_share"),
        ("services_to_staff", "flat_rate_7_services_min"),
    ):
        title = checked.law.parameter(limit).title[language]
        assert f"{title} " in note(name)
        assert law_in_short(checked.law.basis(limit), words) in note(name)
    assert note("total") == "", "a plain sum rests on nothing but its lines"
