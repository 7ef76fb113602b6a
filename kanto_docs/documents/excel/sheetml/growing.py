"""A list grows downwards, and what its first row had, its further rows have too.

Drop-downs and colours that end with the first row, tables around it, the sheet's filter and what is
printed of the sheet reach to the last row afterwards. What reached further already stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from lxml import etree

from kanto_docs.documents.excel.sheetml.addresses import Area, area, quoted_title, unquoted
from kanto_docs.documents.excel.sheetml.sheet import Cell, Sheet
from kanto_docs.documents.excel.sheetml.spaces import MAIN
from kanto_docs.documents.excel.sheetml.tables import Table, grow_table, tables_of
from kanto_docs.errors import TemplateError

_NEWER: Final = "{http://schemas.microsoft.com/office/excel/2006/main}sqref"
_FOLLOWING: Final = ("_xlnm.Print_Area", "_xlnm._FilterDatabase")


def grow(sheet: Sheet, columns: Collection[int], first: int, last: int) -> None:
    """Let what stands around the row `first` of a list reach down to the row `last`."""
    written = Area(min(columns), first, max(columns), first)
    for table in tables_of(sheet):
        if table.area.meets(written):
            _fill_others(sheet, table, columns, first, last)
            grow_table(sheet, table, last)
    if last <= first:
        return
    for root in _changed(sheet, written, last):
        for one in root.iter(f"{MAIN}conditionalFormatting", f"{MAIN}dataValidation"):
            one.set("sqref", _reaching(one.get("sqref", ""), written, last))
        for one in root.iter(_NEWER):
            one.text = _reaching(one.text or "", written, last)
        for one in root.iterchildren(f"{MAIN}autoFilter"):
            one.set("ref", _reaching(one.get("ref", ""), written, last))
    _grow_names(sheet, written, last)


def _changed(sheet: Sheet, written: Area, last: int) -> Iterator[etree._Element]:
    """The sheet's part, when anything on it has to reach further."""
    root = sheet.root
    said = [one.get("sqref", "") for one in root.iter(f"{MAIN}conditionalFormatting")]
    said += [one.get("sqref", "") for one in root.iter(f"{MAIN}dataValidation")]
    said += [one.text or "" for one in root.iter(_NEWER)]
    said += [one.get("ref", "") for one in root.iterchildren(f"{MAIN}autoFilter")]
    if any(_reaching(one, written, last) != one for one in said):
        yield sheet.edit()


def _reaching(said: str, written: Area, last: int) -> str:
    """Areas, those that end with the first row now ending with the last."""
    return " ".join(_down(one, written, last) for one in said.split(" "))


def _down(said: str, written: Area, last: int) -> str:
    where = area(said)
    if where is None or where.bottom != written.top or not where.meets(written):
        return said
    return str(where._replace(bottom=last))


def _grow_names(sheet: Sheet, written: Area, last: int) -> None:
    """The printed area grows when the list would else stick out below it."""
    place = sheet.place()
    for name in list(sheet.book.names.of_sheet(place)):
        if name.name not in _FOLLOWING:
            continue
        areas = [one.rpartition("!") for one in name.stands_for.split(",")]
        grown = []
        for title, _, corner in areas:
            where = area(corner)
            if where is None or unquoted(title) != sheet.title:
                return
            if where.meets(written) and where.bottom < last:
                where = where._replace(bottom=last)
            grown.append(f"{quoted_title(sheet.title)}!{where.absolute()}")
        if [one[2] for one in areas] != [one.rpartition("!")[2] for one in grown]:
            sheet.book.names.give(name.name, ",".join(grown), place)


def _fill_others(
    sheet: Sheet, table: Table, columns: Collection[int], first: int, last: int
) -> None:
    """Give a table's further rows the formulas and looks of the columns that are not written."""
    for column in range(table.area.left, table.area.right + 1):
        model = Cell(sheet, first, column)
        if column in columns:
            continue
        for row in range(table.last + 1, last + 1):
            cell = Cell(sheet, row, column)
            if cell.value is not None:
                where = f"{sheet.title}!{cell.coordinate}"
                raise TemplateError("workbook_list_not_last", list=table.name, cell=where)
            cell.look = model.look
            said = model.value
            if isinstance(said, str) and said.startswith("="):
                cell.formula(_moved(said, model, cell), None)


def _moved(formula: str, model: Cell, cell: Cell) -> str:
    from openpyxl.formula.translate import Translator

    moved = Translator(formula, origin=model.coordinate).translate_formula(cell.coordinate)
    return str(moved).removeprefix("=")
