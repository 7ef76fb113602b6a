"""The budget workbook: the template that people edit in Excel, filled with live formulas.

Every line of the budget has a cell of its own name, every formula refers to such names, and beside
it stands the value that was computed here, so that a reader without Excel sees the same figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Final, Literal

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from kanto_docs.budget import Budget
from kanto_docs.documents.excel.accounts import Accounts
from kanto_docs.documents.excel.cached import sheets_with_values
from kanto_docs.documents.excel.cells import cell_at, quoted, sheet_of, write_text
from kanto_docs.documents.excel.checks import Checks
from kanto_docs.documents.excel.homes import Homes
from kanto_docs.documents.excel.listing import Lists
from kanto_docs.documents.excel.sheets import Sheets
from kanto_docs.documents.excel.workbook import PRIVATE, lost, open_workbook, save_workbook
from kanto_docs.documents.excel.writing import Writer
from kanto_docs.documents.filled import Filled, Properties
from kanto_docs.documents.guard import guard
from kanto_docs.documents.package import properties, repack
from kanto_docs.documents.view import view
from kanto_docs.law import Law
from kanto_docs.plan import Plan
from kanto_docs.shape.fields import field, resolved
from kanto_docs.words import Words

_CHOICES: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("staff", "employment"): ("staff", "employment"),
    ("costs", "category"): ("costs", "category"),
    ("sources", "kind"): ("funding", "sources", "kind"),
    ("sources", "agreement"): ("funding", "sources", "agreement"),
}
"""List columns that are chosen from, and the plan's fields whose values they offer."""
_GOOD, _OPEN, _BAD = ("C6EFCE", "006100"), ("FFE699", "000000"), ("FFC7CE", "9C0006")
"""How a check looks: the colour behind it and that of its text."""


def render_budget(
    template: bytes, plan: Plan, budget: Budget, law: Law, words: Words, about: Properties
) -> Filled:
    """Fill the template with the budget. Raises TemplateError and OutputError, never half fills."""
    guard(template, "xlsx")
    homes = Homes(open_workbook(template))
    unasked = plan.funding is not None and plan.funding.prepayment is None
    instead = {"prepayment": words.ui("workbook.not_asked")} if unasked else {}
    writer = Writer(homes, Accounts(budget, words.ui("severity.missing"), instead))
    names = view(plan, budget, words, law)
    sheets, lists = Sheets(writer, names, words), Lists(writer, names, words)
    sheets.check_places()
    lists.write(law)
    sheets.write_totals()
    sheets.write_years()
    lists.write_details()
    sheets.write_echoes()
    sheets.write_texts()
    sheets.write_notes(plan, law)
    checks = Checks(writer, words)
    checks.write_checks()
    checks.write_missing(law)
    sheets.write_headers()
    sheets.hide_unused()
    _offer_choices(writer, lists, words)
    _colour(writer, words)
    homes.clear()
    saved = save_workbook(homes.workbook)
    cached = [writer.cached[sheet.title] for sheet in homes.workbook.worksheets]
    parts = sheets_with_values(saved, cached) | properties(
        about.title, about.subject, about.language
    )
    payload = repack(saved, replace=parts, drop=PRIVATE)
    return Filled(payload, tuple(writer.gaps.values()), lost(template, payload))


def _offer_choices(writer: Writer, lists: Lists, words: Words) -> None:
    """Let a field with fixed values be chosen from their names, which stand on a sheet apart."""
    for (group, column), path in _CHOICES.items():
        place = writer.homes.get(f"choices.{column}")
        chosen = writer.homes.get(f"{group}.{column}")
        rows = lists.written.get(group)
        if place is None or chosen is None or not rows:
            continue
        values = [value for value in resolved(field(path)).get("enum", ()) if value is not None]
        for number, value in enumerate(values):
            cell = cell_at(sheet_of(place), place.row + number, place.column)
            write_text(cell, words.value(path, value))
        last = place.row + len(values) - 1
        column_of = place.column_letter
        source = (
            f"{quote_sheetname(sheet_of(place).title)}!${column_of}${place.row}:${column_of}${last}"
        )
        validation = DataValidation("list", formula1=source, allow_blank=True)
        validation.errorTitle = words.ui("workbook.choose")
        validation.error = words.ui("workbook.choose_from_list")
        letter = chosen.column_letter
        validation.add(f"{letter}{rows.start}:{letter}{rows.stop - 1}")
        sheet_of(chosen).add_data_validation(validation)


def _colour(writer: Writer, words: Words) -> None:
    """Yellow for a figure that waits, green and red for what the checks say."""
    missing = quoted(writer.accounts.missing)
    legend = writer.homes.get("legend.missing")
    if legend is not None:
        write_text(legend, writer.accounts.missing)
        fill = PatternFill(bgColor=copy(legend.fill.fgColor), fill_type="solid")
        for sheet in writer.homes.workbook.worksheets:
            look = DifferentialStyle(fill=fill)
            rule = Rule("cellIs", operator="equal", formula=[missing], dxf=look)
            sheet.conditional_formatting.add(sheet.dimensions, rule)
    for name, good, unknown in (
        ("result", "agrees", "unknown_total"),
        ("balance", "balanced", "unknown_balance"),
    ):
        cell = writer.homes.get(f"check.{name}")
        if cell is None:
            continue
        even, open_ = (quoted(words.ui(f"workbook.{key}")) for key in (good, unknown))
        looks: tuple[tuple[Literal["equal", "notEqual"], str, tuple[str, str]], ...]
        looks = (("equal", even, _GOOD), ("equal", open_, _OPEN), ("notEqual", even, _BAD))
        for operator, said, (back, text) in looks:
            fill = PatternFill(bgColor=back, fill_type="solid")
            look = DifferentialStyle(font=Font(color=text), fill=fill)
            rule = Rule("cellIs", operator=operator, formula=[said], dxf=look, stopIfTrue=True)
            sheet_of(cell).conditional_formatting.add(cell.coordinate, rule)
