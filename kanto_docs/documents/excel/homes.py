"""Where things go in a budget template: its defined names are addresses, for lines and texts.

A name without a dot is the home of the budget line of that name. A name with a dot is a place:
`staff.role` in the first row of a list, `year.total` in the first column of the years,
`check.total` and the like, or a name that Word templates know too, such as `applicant.name`.
Every other name is the workbook's own affair.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NoReturn

from kanto_docs.documents.excel.cells import address
from kanto_docs.documents.excel.sheetml.addresses import Area, one_cell, quoted_title
from kanto_docs.documents.excel.sheetml.book import Book
from kanto_docs.documents.excel.sheetml.cloning import cloned
from kanto_docs.documents.excel.sheetml.formulas import names_in
from kanto_docs.documents.excel.sheetml.sheet import Cell, Sheet
from kanto_docs.documents.guard.sheet import COLUMN_LIMIT, ROW_LIMIT
from kanto_docs.errors import TemplateError

_OURS: Final = "check.result"
"""The place that every template of ours has: whether the workbook agrees with the plan."""
_PROGRAMS_OWN: Final = "_xlnm."
"""How the names begin that a program gives itself: print areas and titles."""
_ECHO: Final = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_.]*)\s*")


class Homes:
    """The template's names, taken up one by one and given anew to the lines."""

    def __init__(
        self, workbook: Book, lines: Collection[str] = (), only: Sheet | None = None
    ) -> None:
        self.workbook = workbook
        self._lines = {name.lower(): name for name in lines}
        self.only = only
        self._cells: dict[str, Cell] = dict(self._places())
        self.foreign = only is None and _OURS not in self._cells
        """Whether the workbook is somebody's own: only what it has places for is written."""
        self._behind: dict[str, str] = {}
        self._reaches: dict[str, int] = {}
        self._formulas = [
            found
            for sheet in ([only] if only else workbook.worksheets)
            for found in sheet.formulas()
        ]

    def get(self, name: str) -> Cell | None:
        """The cell of a name; None when the template has no such place."""
        return self._cells.get(name)

    def leave(self, name: str, known: Iterable[str]) -> None:
        """Leave a name alone that is the workbook's own affair.

        Raises TemplateError when it is so like a place of ours that it must have been meant.
        """
        first = name.partition(".")[0]
        if not self.foreign or _nearest(first, {one.partition(".")[0] for one in known}):
            self.refuse(name, known)
        del self._cells[name]

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
        here = Area(cell.column, cell.row, cell.column, cell.row)
        stands_for = f"{quoted_title(cell.sheet.title)}!{here.absolute()}"
        self.workbook.names.give(name, stands_for, self._place())

    def reach(self, group: str, row: int) -> None:
        """Say down to which row the template keeps a list's place free."""
        self._reaches[group] = row

    def reaches(self, group: str) -> int:
        """The row down to which a list may be written over what is there; 0 for its first only."""
        return self._reaches.get(group, 0)

    def add(self, name: str, cell: Cell) -> None:
        """Take a place in that the template has not named: a further year of a list."""
        self._cells[name] = cell

    def clear(self) -> None:
        """Take the names of places out of the finished workbook; those of lines stay."""
        for name in self._cells:
            if "." in name:
                self.workbook.names.take(name, self._place())

    def forget_sheet_of(self, name: str) -> None:
        """Take the names out of the sheet that a place is on: it was a pattern for others.

        What a program itself names, print areas and titles, stays; so does the sheet.
        """
        pattern = self._cells.get(name)
        if pattern is None:
            return
        place = self.workbook.order.index(pattern.sheet.title)
        for one, _, sheet in list(self.workbook.names):
            if sheet == place and not one.startswith(_PROGRAMS_OWN):
                self.workbook.names.take(one, place)

    def clone_sheet(self, title: str, wanted: str) -> Homes:
        """The homes on a further sheet that looks as the template's sheet of this title.

        It has the places of that sheet; the names that its lines are given hold on it alone. What
        it is really called, `homes.only.title` says.
        """
        source = self.workbook[title]
        sheet = cloned(self.workbook, source, wanted, self._behind.get(title, title))
        self._behind[title] = sheet.title
        return Homes(self.workbook, self._lines.values(), sheet)

    def echoes(self) -> Iterator[tuple[Cell, str]]:
        """The template's own cells whose formula is one name, with that name.

        Raises TemplateError for a name in a formula of the template that is nowhere.
        """
        names = {one.name: None for one in self.workbook.names}
        known = {name.casefold() for name in names}
        for cell, formula in self._formulas:
            for name in names_in(formula):
                if name.casefold() in known:
                    continue
                if name.lower() in self._lines:
                    raise TemplateError("workbook_place_missing", name=name, nearest=None)
                if not self.foreign or _nearest(name, names):
                    _refuse(name, cell, names)
            if found := _ECHO.fullmatch(formula):
                yield cell, found[1]

    def refuse(self, name: str, known: Iterable[str]) -> NoReturn:
        """Raise the error for a place that the tool does not know."""
        _refuse(name, self._cells[name], known)

    def _places(self) -> Iterator[tuple[str, Cell]]:
        for name, stands_for, sheet in self.workbook.names:
            found = one_cell(stands_for)
            if found is None or sheet != self._place():
                continue
            title, corner = found
            ours = self._known_as(name)
            if title not in self.workbook:
                if title in self.workbook.order:
                    continue
                raise TemplateError("workbook_place_missing", name=name, nearest=None)
            if corner.top > ROW_LIMIT or corner.left > COLUMN_LIMIT:
                limits = {"rows": ROW_LIMIT, "columns": COLUMN_LIMIT}
                raise TemplateError("dimension", cell=stands_for, **limits)
            cell = self.workbook[title].cell(corner.top, corner.left)
            if ours != name or "." in name or name in self._lines.values():
                _outside_merged(ours, cell, stands_for)
            yield ours, cell

    def _place(self) -> int | None:
        """The place of the only sheet that these homes are on."""
        return None if self.only is None else self.workbook.order.index(self.only.title)

    def _known_as(self, name: str) -> str:
        """The name as the tool spells it: capitals are all the same to Excel."""
        if name in self._lines.values():
            return name
        return name.lower() if "." in name else self._lines.get(name.lower(), name)


def right_of(cell: Cell, places: int) -> Cell:
    """The cell so many columns to the right, looking the same."""
    other = cell.sheet.cell(cell.row, cell.column + places)
    other.look = cell.look
    return other


def free_right_of(cell: Cell, places: int) -> Cell:
    """The same, and empty. Raises TemplateError when something stands there already."""
    other = cell.sheet.cell(cell.row, cell.column + places)
    if places and other.value is not None:
        raise TemplateError("workbook_years_crowded", cell=address(other), years=places + 1)
    return right_of(cell, places)


def _outside_merged(name: str, cell: Cell, said: str) -> None:
    for one in cell.sheet.merged():
        if one.holds(cell.row, cell.column) and (cell.column, cell.row) != one[:2]:
            raise TemplateError("workbook_place_merged", name=name, cell=said)


def _refuse(name: str, cell: Cell, known: Iterable[str]) -> NoReturn:
    where, nearest = address(cell), _nearest(name, known)
    raise TemplateError("workbook_unknown_name", name=name, cell=where, nearest=nearest)


def _nearest(name: str, known: Iterable[str]) -> str | None:
    return next(iter(difflib.get_close_matches(name, list(known), n=1)), None)
