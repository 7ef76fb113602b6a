"""Lists that an own workbook keeps in tables: named as our lists, with headings as our fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kanto_docs.documents.excel.homes import Homes
from kanto_docs.documents.excel.listing import fields_of
from kanto_docs.documents.excel.sheetml.sheet import Sheet
from kanto_docs.documents.excel.sheetml.tables import Table, tables_of
from kanto_docs.errors import TemplateError
from kanto_docs.source import Path
from kanto_docs.words import Words

PATHS: Final[Mapping[str, Path]] = {
    "staff": ("staff",),
    "costs": ("costs",),
    "income": ("income",),
    "sources": ("funding", "sources"),
    "outputs": ("lump_sum", "outputs"),
}
"""The lists that a table may hold, and where the plan has them."""


def take_tables(homes: Homes, words: Words) -> None:
    """Make the columns of such tables the places of their lists.

    A table is named staff or staff_2027. Its headings are the fields' names in plan.yaml, or what
    they are called in the workbook's language; other columns are left as they are. Raises
    TemplateError for a table with a row of totals, which would stand in the way of its rows.
    """
    for sheet in homes.workbook.worksheets:
        for table in tables_of(sheet):
            group = table.name.lower().partition("_")[0]
            if group in PATHS:
                _take(homes, sheet, table, group, _fields(group, words))


def _take(homes: Homes, sheet: Sheet, table: Table, group: str, fields: Mapping[str, str]) -> None:
    known = {_plain(heading): at for at, heading in enumerate(table.headings)}
    found = {field: known[said] for said, field in fields.items() if said in known}
    if not found:
        headings = ", ".join(dict.fromkeys(fields.values()))
        raise TemplateError("workbook_table_headings", table=table.name, headings=headings)
    if table.has_totals:
        cell = f"{sheet.title}!{table.area.bottom}"
        raise TemplateError("workbook_table_totals", table=table.name, cell=cell)
    for field, at in found.items():
        column = table.area.left + at
        for row in range(table.first, table.last + 1):
            sheet.cell(row, column).value = None
        homes.add(f"{group}.{field}", sheet.cell(table.first, column))
    homes.reach(group, table.last)


def _fields(group: str, words: Words) -> dict[str, str]:
    return dict(_said(group, words))


def _said(group: str, words: Words) -> Iterator[tuple[str, str]]:
    for field in fields_of(group):
        for key in (f"figures.{field}", f"budget.{field}"):
            if words.has(key):
                yield _plain(words.ui(key)), field
    for field in fields_of(group):
        yield _plain(words.label((*PATHS[group], field))), field
        yield field, field


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
