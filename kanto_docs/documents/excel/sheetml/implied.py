"""Rows and cells without an address follow the one before: they are told theirs."""

from __future__ import annotations

from lxml import etree

from kanto_docs.documents.excel.sheetml.addresses import area, letters
from kanto_docs.documents.excel.sheetml.spaces import MAIN


def addressed(sheet: etree._Element) -> None:
    """Write down the address of every row and cell of a sheet that has none."""
    row = 0
    for line in sheet.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        row = int(line.get("r", str(row + 1)))
        line.set("r", str(row))
        column = 0
        for cell in line.iterchildren(f"{MAIN}c"):
            said = cell.get("r")
            where = area(said) if said else None
            column = where.left if where else column + 1
            if where is None:
                cell.set("r", f"{letters(column)}{row}")
