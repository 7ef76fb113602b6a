"""What the guard asks of Excel's parts: a table of human size, and formulas that fetch nothing."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from kanto_docs.documents.guard.part import Attributes, Part, Readers, Seen, shown

ROW_LIMIT: Final = 10_000
COLUMN_LIMIT: Final = 200
AREA_LIMIT: Final = 200_000
"""Cells under merges, links and tables, all together: some programs make an object of each."""

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
_FETCHING = re.compile(
    r"\||(?<![\w.])(?:_xlfn\.)?(WEBSERVICE|RTD|CALL|REGISTER\.ID)\(", re.IGNORECASE
)


class SheetPart(Part):
    """A part of an .xlsx; rows and cells without an address follow the one before."""

    spaces: ClassVar[frozenset[str]] = frozenset(
        {
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        }
    )

    def __init__(self, name: str, seen: Seen) -> None:
        super().__init__(name, seen)
        self._at_row = 0
        self._at_column = 0
        self._in_cell_styles = False

    def readers(self) -> Readers:
        """Return what to do at which element."""
        return {
            "row": self._row,
            "c": self._cell,
            "mergeCell": self._range,
            "hyperlink": self._range,
            "table": self._range,
            "f": self.collect,
            "formula": self.collect,
            "formula1": self.collect,
            "formula2": self.collect,
            "definedName": self.collect,
            "ddeLink": self._data_source,
            "oleLink": self._data_source,
            "cellXfs": self._cell_styles,
            "xf": self._cell_style,
        }

    def judge(self, text: str) -> None:
        """Judge a formula: program|topic!item is how Excel calls another program."""
        if found := _FETCHING.search(_QUOTED.sub("", text)):
            self.stop("field", field=(found[1] or "DDE").upper())

    def end(self, tag: str) -> None:
        """Leave an element."""
        super().end(tag)
        if tag.endswith(" cellXfs"):
            self._in_cell_styles = False

    def _row(self, attributes: Attributes) -> None:
        self._at_column = 0
        given = attributes.get("r")
        self._at_row = self._at_row + 1 if given is None else self._corner(f"A{given}")[1]
        self._within(1, self._at_row, f"{self._at_row}:{self._at_row}")

    def _cell(self, attributes: Attributes) -> None:
        given = attributes.get("r")
        self._at_column = self._at_column + 1 if given is None else self._corner(given)[0]
        self._within(self._at_column, self._at_row, given or f"{self._at_row}:{self._at_row}")
        style = attributes.get("s", "")
        if re.fullmatch("[0-9]{1,9}", style):
            self.seen.highest_style = max(self.seen.highest_style, int(style))

    def _range(self, attributes: Attributes) -> None:
        given = attributes.get("ref", "")
        first, _, last = given.partition(":")
        left, top = self._corner(first)
        right, bottom = self._corner(last or first)
        self.seen.area += (abs(right - left) + 1) * (abs(bottom - top) + 1)
        if self.seen.area > AREA_LIMIT:
            self._too_large(given)

    def _corner(self, given: str) -> tuple[int, int]:
        """Return the column and row of a cell's address, both within the limits."""
        found = _CELL.fullmatch(given)
        if found is None:
            self.stop("malformed", cell=shown(given))
        column = 0
        for letter in found[1].upper():
            column = column * 26 + ord(letter) - ord("A") + 1
        self._within(column, int(found[2]), given)
        return column, int(found[2])

    def _within(self, column: int, row: int, given: str) -> None:
        if row > ROW_LIMIT or column > COLUMN_LIMIT:
            self._too_large(given)

    def _too_large(self, given: str) -> None:
        self.stop("dimension", cell=shown(given), rows=ROW_LIMIT, columns=COLUMN_LIMIT)

    def _cell_styles(self, _: Attributes) -> None:
        self._in_cell_styles = True

    def _cell_style(self, _: Attributes) -> None:
        self.seen.cell_styles += self._in_cell_styles

    def _data_source(self, _: Attributes) -> None:
        self.stop("field", field="DDE")
