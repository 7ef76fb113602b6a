"""The rows and cells of a sheet as its XML holds them: found, and made where there are none."""

from __future__ import annotations

from typing import Final

from lxml import etree

from kanto_docs.documents.excel.sheetml import ordering
from kanto_docs.documents.excel.sheetml.addresses import Area, area, letters
from kanto_docs.documents.excel.sheetml.ordering import placed
from kanto_docs.documents.excel.sheetml.releasing import filled_at_once, release
from kanto_docs.documents.excel.sheetml.shared import Shared
from kanto_docs.documents.excel.sheetml.spaces import MAIN
from kanto_docs.documents.excel.sheetml.styles import Look
from kanto_docs.errors import TemplateError

ROW: Final = f"{MAIN}row"
CELL: Final = f"{MAIN}c"


class Grid:
    """One sheet's part; what is asked of it is read, what is made in it is kept."""

    def __init__(self, book: Shared, part: str, title: str) -> None:
        self.book = book
        self.part = part
        self.title = title
        self.written: set[tuple[int, int]] = set()
        """Row and column of every cell whose content was changed."""
        self.notes: dict[tuple[int, int], str] = {}
        """Texts to be shown beside cells, by row and column."""
        self.forgotten: set[tuple[int, int]] = set()
        """Row and column of every formula whose value is no longer known."""
        self._filled: list[Area] | None = None
        self._columns: list[tuple[range, etree._Element]] | None = None
        self._edited = False
        self._rows: dict[int, etree._Element] | None = None
        self._cells: dict[int, dict[int, etree._Element]] = {}

    @property
    def root(self) -> etree._Element:
        """The sheet's part, to be looked at."""
        return self.book.parts.read(self.part)

    def edit(self) -> etree._Element:
        """The sheet's part, to be changed."""
        root = self.book.parts.edit(self.part)
        if not self._edited:
            self._edited = True
            self._rows = self._columns = None
            self._cells.clear()
        return root

    def merged(self) -> list[Area]:
        """The areas that are each shown as one cell."""
        found = (area(one.get("ref", "")) for one in self.root.iter(f"{MAIN}mergeCell"))
        return [one for one in found if one is not None]

    def find(self, row: int, column: int) -> etree._Element | None:
        """The element of a cell, to be looked at; None when the file holds none."""
        return self.cells_in(row).get(column)

    def make(self, row: int, column: int) -> etree._Element:
        """The element of a cell, to be changed; made in its place when there is none."""
        if not self._edited:
            self.edit()
        found = self.cells_in(row).get(column)
        if found is not None:
            return found
        line = self.make_row(row)
        cells = self.cells_in(row)
        look = self.look_at(row, column)
        after = sum(1 for one in cells if one < column)
        in_order = after == len(cells)
        made = etree.Element(CELL, r=f"{letters(column)}{row}")
        if look:
            made.set("s", str(look))
        line.insert(after, made)
        cells[column] = made
        if not in_order:
            self._cells[row] = dict(sorted(cells.items()))
        line.attrib.pop("spans", "")
        return made

    def written_at(self, row: int, column: int) -> etree._Element:
        """The element of a cell whose content is about to be changed."""
        made = self.make(row, column)
        if (row, column) not in self.written:
            self._release(made, row, column)
            self.written.add((row, column))
        return made

    def _release(self, cell: etree._Element, row: int, column: int) -> None:
        if self._filled is None:
            self._filled = filled_at_once(self.root)
        for area_ in self._filled:
            if area_.holds(row, column) and area_[:2] != area_[2:]:
                raise TemplateError("workbook_formula_area", cell=f"{self.title}!{cell.get('r')}")
        release(self.root, cell)

    def find_row(self, row: int) -> etree._Element | None:
        """The element of a row, to be looked at."""
        return self.rows().get(row)

    def make_row(self, row: int) -> etree._Element:
        """The element of a row, to be changed; made in its place when there is none."""
        root = self.edit()
        rows = self.rows()
        if row not in rows:
            data = root.find(f"{MAIN}sheetData")
            if data is None:
                raise TemplateError("workbook_unreadable", reason=self.part)
            made = etree.Element(ROW, r=str(row))
            data.insert(sum(1 for one in rows if one < row), made)
            rows[row] = made
            self._cells[row] = {}
        return rows[row]

    def look_at(self, row: int, column: int) -> Look:
        """The look that an empty place has from its row or its column."""
        line = self.find_row(row)
        if line is not None and line.get("customFormat") in ("1", "true"):
            return int(line.get("s", "0"))
        said = self.find_column(column)
        return 0 if said is None else int(said.get("style", "0"))

    def find_column(self, column: int) -> etree._Element | None:
        """What is said of a column, perhaps together with its neighbours; to be looked at."""
        if self._columns is None:
            columns = self.root.find(f"{MAIN}cols")
            self._columns = [
                (range(int(one.get("min", "")), int(one.get("max", "")) + 1), one)
                for one in (() if columns is None else columns)
            ]
        return next((one for span, one in self._columns if column in span), None)

    def make_columns(self) -> etree._Element:
        """The list of what is said of columns, to be changed."""
        self._columns = None  # found anew when it is next asked for
        return placed(self.edit(), "cols", ordering.SHEET)

    def settle(self) -> None:
        """Say anew which area the sheet's cells cover."""
        if not self.written:
            return
        rows = [row for row, _ in self.written]
        columns = [column for _, column in self.written]
        used = Area(min(columns), min(rows), max(columns), max(rows))
        dimension = self.edit().find(f"{MAIN}dimension")
        if dimension is not None:
            before = area(dimension.get("ref", ""))
            dimension.set("ref", str(used.joined(before) if before else used))

    def rows(self) -> dict[int, etree._Element]:
        """The rows that the file holds, by number."""
        if self._rows is None:
            data = self.root.find(f"{MAIN}sheetData")
            found = () if data is None else data.iterchildren(ROW)
            self._rows = {int(one.get("r", "")): one for one in found}
        return self._rows

    def cells_in(self, row: int) -> dict[int, etree._Element]:
        """The cells that the file holds in a row, by column."""
        known = self._cells.get(row)
        if known is None:
            line = self.rows().get(row)
            found = () if line is None else line.iterchildren(CELL)
            known = self._cells[row] = {_column(one): one for one in found}
        return known


def _column(cell: etree._Element) -> int:
    found = area(cell.get("r", ""))
    if found is None:
        raise TemplateError("workbook_unreadable", reason=cell.get("r", ""))
    return found.left
