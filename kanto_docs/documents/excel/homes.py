"""Where things go in the budget template: its defined names are addresses, for lines and texts.

A name without a dot is the home of the budget line of that name. A name with a dot is a place:
`staff.role` in the first row of a list, `year.total` in the first column of the years,
`check.total` and the like, or a name that Word templates know too, such as `applicant.name`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NoReturn

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.formula import Tokenizer
from openpyxl.utils import absolute_coordinate, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from kanto_docs.documents.excel.cells import address, sheet_of
from kanto_docs.errors import TemplateError

_ONE_CELL = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!"
    r"\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d+)"
)
_ECHO = re.compile(r"=\s*([A-Za-z_][A-Za-z0-9_.]*)\s*")
_ADDRESS = re.compile(r".*[!\[].*|\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?|\$?\w+:\$?\w+")


class Homes:
    """The template's names, taken up one by one and given anew to the lines."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self._cells: dict[str, Cell] = dict(_places(workbook))
        self._formulas = [
            cell
            for sheet in workbook.worksheets
            for cell in cells_of(sheet)
            if cell.data_type == "f" and isinstance(cell.value, str)
        ]

    def get(self, name: str) -> Cell | None:
        """The cell of a name; None when the template has no such place."""
        return self._cells.get(name)

    def need(self, name: str) -> Cell:
        """The cell of a place without which there is no workbook."""
        cell = self._cells.get(name)
        if cell is None:
            nearest = _nearest(name, self._cells)
            raise TemplateError("workbook_place_missing", name=name, nearest=nearest)
        return cell

    def below(self, group: str) -> dict[str, Cell]:
        """The places of a group by the rest of their names: `staff.role` as role."""
        start = f"{group}."
        return {
            name.removeprefix(start): cell
            for name, cell in self._cells.items()
            if name.startswith(start)
        }

    def places(self) -> Mapping[str, Cell]:
        """Every name with its cell."""
        return self._cells

    def give(self, name: str, cell: Cell) -> None:
        """Make `name` a defined name of the cell."""
        sheet = quote_sheetname(sheet_of(cell).title)
        self.workbook.defined_names[name] = DefinedName(
            name, attr_text=f"{sheet}!{absolute_coordinate(cell.coordinate)}"
        )

    def add(self, name: str, cell: Cell) -> None:
        """Take a place in that the template has not named: a further year of a list."""
        self._cells[name] = cell

    def clear(self) -> None:
        """Take the names of places out of the finished workbook; those of lines stay."""
        for name in self._cells:
            if "." in name:
                self.workbook.defined_names.pop(name, None)

    def echoes(self) -> Iterator[tuple[Cell, str]]:
        """The template's own cells whose formula is one name, with that name.

        Raises TemplateError for a name in a formula of the template that is nowhere.
        """
        known = {name.casefold() for name in self.workbook.defined_names}
        for cell in self._formulas:
            local = {name.casefold() for name in sheet_of(cell).defined_names}
            for name in _names_in(str(cell.value)):
                if name.casefold() not in known | local:
                    _refuse(name, cell, self.workbook.defined_names)
            if found := _ECHO.fullmatch(str(cell.value)):
                yield cell, found[1]

    def refuse(self, name: str, known: Iterable[str]) -> NoReturn:
        """Raise the error for a place that the tool does not know."""
        _refuse(name, self._cells[name], known)


def cells_of(sheet: Worksheet) -> Iterator[Cell]:
    """The cells that the sheet really holds; a walk over all its rows would make the others."""
    for cell in list(sheet._cells.values()):  # noqa: SLF001  # what the file holds
        if isinstance(cell, Cell):
            yield cell


def _places(workbook: Workbook) -> Iterator[tuple[str, Cell]]:
    for name, defined in workbook.defined_names.items():
        found = _ONE_CELL.fullmatch(defined.attr_text or "")
        if found is None:
            continue
        title = (found["quoted"] or found["plain"]).replace("''", "'")
        if title not in workbook.sheetnames:
            raise TemplateError("workbook_place_missing", name=name, nearest=None)
        cell = workbook[title][f"{found['column']}{found['row']}"]
        if isinstance(cell, MergedCell):
            raise TemplateError("workbook_place_merged", name=name, cell=found[0])
        yield name, cell


def _names_in(formula: str) -> Iterator[str]:
    for token in Tokenizer(formula).items:
        if token.subtype == "RANGE" and not _ADDRESS.fullmatch(token.value):
            yield token.value


def _refuse(name: str, cell: Cell, known: Iterable[str]) -> NoReturn:
    where, nearest = address(cell), _nearest(name, known)
    raise TemplateError("workbook_unknown_name", name=name, cell=where, nearest=nearest)


def _nearest(name: str, known: Iterable[str]) -> str | None:
    return next(iter(difflib.get_close_matches(name, list(known), n=1)), None)
