"""Values beside formulas that no longer hold, because what the formulas speak of was written.

A program that opens the file shows a stored value, right or wrong: so each that may have changed is
taken away, and the program works it out. Values of formulas that nothing written reaches stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kanto_docs.documents.excel.sheetml.addresses import Area
from kanto_docs.documents.excel.sheetml.book import Book
from kanto_docs.documents.excel.sheetml.formulas import Spoken, spoken_of
from kanto_docs.documents.excel.sheetml.sheet import Cell, Sheet

Spot = tuple[str, int, int]
"""A cell: the title of its sheet, its row and its column."""


_Meant = Mapping[tuple[str, str | None], Spoken]


class _Formula(NamedTuple):
    cell: Cell
    spoken: Spoken
    shared: bool


def forget_stale(book: Book) -> None:
    """Take away the values of the template's formulas that depend on a cell that was written."""
    changed: set[Spot] = {
        (sheet.title, row, column) for sheet in book.worksheets for row, column in sheet.written
    }
    names = _areas_by_name(book)
    left = [one for sheet in book.worksheets for one in _formulas(sheet)]
    before = -1
    while len(changed) != before:
        before = len(changed)
        kept = []
        for one in left:
            if _reaches(one, changed, names):
                one.cell.forget()
                changed.add((one.cell.sheet.title, one.cell.row, one.cell.column))
            else:
                kept.append(one)
        left = kept


def _formulas(sheet: Sheet) -> Iterator[_Formula]:
    for cell, said in sheet.formulas():
        if (cell.row, cell.column) not in sheet.written:
            yield _Formula(cell, spoken_of(said), not said)


def _areas_by_name(book: Book) -> _Meant:
    """What every name stands for; None as the sheet's title means that all sheets know it."""
    return {
        (name.name.lower(), None if name.sheet is None else book.order[name.sheet]): spoken_of(
            name.stands_for
        )
        for name in book.names
    }


def _reaches(one: _Formula, changed: set[Spot], names: _Meant) -> bool:
    """Whether the formula speaks of a changed cell; what is not clear counts as if it did."""
    if one.shared or one.spoken.unclear:
        return True
    here = one.cell.sheet.title
    areas = list(one.spoken.areas)
    for name in one.spoken.names:
        meant = names.get((name.lower(), here)) or names.get((name.lower(), None))
        if meant is None or meant.unclear or meant.names:
            return True
        areas += meant.areas
    return any(_holds_changed(title or here, area, changed) for title, area in areas)


def _holds_changed(title: str, area: Area, changed: set[Spot]) -> bool:
    if area.left == area.right and area.top == area.bottom:
        return (title, area.top, area.left) in changed
    return any(sheet == title and area.holds(row, column) for sheet, row, column in changed)
