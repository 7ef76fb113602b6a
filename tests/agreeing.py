"""Where Python, a workbook's cached values and LibreOffice's own calculation are not the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from kanto_docs.budget import Budget
from kanto_docs.money import cents
from tests.filling_excel import Read
from tests.office import Table

D = Decimal


def calculated(ours: Read) -> list[str]:
    """The sheets with a named cell or a formula."""
    named = {sheet for sheet, _ in ours.names.values()}
    return [
        sheet
        for sheet, cells in ours.cells.items()
        if sheet in named or any(cell.formula is not None for cell in cells.values())
    ]


def differences(budget: Budget, ours: Read, theirs: Mapping[str, Table]) -> Iterator[str]:
    """What is not the same in Python, in the workbook and in LibreOffice."""
    for name, line in budget.lines.items():
        value = budget[name]
        sheet, address = ours.names[name]
        cell = ours.cells[sheet][address]
        again = shown(theirs[sheet], address)
        told = f"{name}: {value}, cached {cell.value}, LibreOffice {again}"
        number, cached = as_number(again), as_number(cell.value or "")
        if value is None:
            if number is not None or cached is not None or not again or again != cell.value:
                yield told
        elif (cell.formula is None) != (line.formula is None):
            yield f"{told}, formula {cell.formula}"
        elif number is None or cached is None:
            yield told
        elif line.unit == "euro":
            if not cents(cached) == cents(number) == value or not same(cached, number):
                yield told
        elif not same(number, value) or not same(cached, value):
            yield told
    for sheet, cells in ours.cells.items():
        for address, one in cells.items():
            if one.formula is None:
                continue
            again = shown(theirs[sheet], address)
            if not alike(one.value, again):
                yield f"{sheet}!{address} ={one.formula}: cached {one.value}, LibreOffice {again}"


def shown(table: Table, address: str) -> str:
    """The cell of a table by its address; a table ends with its last filled row and column."""
    column, row = coordinate_from_string(address)
    cells = table[row - 1] if row <= len(table) else []
    at = column_index_from_string(column) - 1
    return cells[at] if at < len(cells) else ""


def as_number(text: str) -> Decimal | None:
    """What stands in a cell as a number: 0.8, 0,8 and 80 % are the same."""
    plain = text.replace(",", ".")
    try:
        if plain.endswith("%"):
            return D(plain.removesuffix("%").strip()) / 100
        return D(plain)
    except InvalidOperation:
        return None


def same(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers are the same within what a spreadsheet's number holds."""
    return abs(one - other) <= max(abs(one), D(1)) * D("1e-9")


def alike(cached: str | None, again: str) -> bool:
    """Whether a formula's cached value is what LibreOffice works out."""
    if cached is None or again.startswith(("#", "Err:")):
        return False
    one, other = as_number(cached), as_number(again)
    if one is not None and other is not None:
        return same(one, other)
    return " ".join(cached.split()) == " ".join(again.split())
