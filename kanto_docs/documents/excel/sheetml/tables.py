"""Tables (Excelin taulukot): areas with a name and headings, which grow with their rows."""

from __future__ import annotations

from typing import NamedTuple

from kanto_docs.documents.excel.sheetml.addresses import Area, area
from kanto_docs.documents.excel.sheetml.grid import Grid
from kanto_docs.documents.excel.sheetml.spaces import MAIN


class Table(NamedTuple):
    """One table of a sheet."""

    part: str
    name: str
    area: Area
    headings: tuple[str, ...]
    has_headings: bool
    has_totals: bool

    @property
    def first(self) -> int:
        """Its first row below the headings."""
        return self.area.top + self.has_headings

    @property
    def last(self) -> int:
        """Its last row above the totals."""
        return self.area.bottom - self.has_totals


def tables_of(sheet: Grid) -> list[Table]:
    """The tables of a sheet."""
    return [
        table
        for part in sheet.book.parts.related(sheet.part, "table")
        if (table := _table(sheet, part)) is not None
    ]


def grow_table(sheet: Grid, table: Table, last: int) -> None:
    """Let a table reach down to a row."""
    root = sheet.book.parts.edit(table.part)
    grown = table.area._replace(bottom=max(table.area.bottom, last))
    root.set("ref", str(grown))
    root.attrib.pop("insertRow", "")
    for one in root.iterchildren(f"{MAIN}autoFilter"):
        one.set("ref", str(grown))


def _table(sheet: Grid, part: str) -> Table | None:
    root = sheet.book.parts.read(part)
    where = area(root.get("ref", ""))
    if where is None:
        return None
    totals = root.get("totalsRowCount", "0")
    return Table(
        part,
        root.get("displayName", root.get("name", "")),
        where,
        tuple(one.get("name", "") for one in root.iter(f"{MAIN}tableColumn")),
        root.get("headerRowCount", "1") != "0",
        totals != "0",
    )
