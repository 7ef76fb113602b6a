"""A workbook as it is compared: the cells of each sheet, and which cell has which name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from kanto_docs.documents.tying.units import Cell, Place, Unit, plain

_ADDRESS: Final = re.compile(r"([A-Z]{1,3})(\d+)")


class Book(NamedTuple):
    """The cells of a workbook by sheet and address, and the cell of each name."""

    sheets: Mapping[str, Mapping[str, Cell]]
    names: Mapping[str, tuple[str, str]]
    headers: tuple[Unit, ...]

    def named(self, name: str) -> Cell | None:
        """The cell of a name; one that is empty is there all the same."""
        if name not in self.names:
            return None
        title, address = self.names[name]
        if title not in self.sheets:
            return None
        return self.sheets[title].get(address, Cell("", address=address))

    def rows(self, title: str, leave: frozenset[str]) -> Iterator[Unit]:
        """The rows of a sheet without the cells at the addresses in `leave`."""
        heads: dict[str, str] = {}
        rows: dict[int, list[Cell]] = {}
        for address, cell in self.sheets[title].items():
            rows.setdefault(_split(address)[1], []).append(cell)
        for number, cells in sorted(rows.items()):
            columns = tuple(heads.get(_split(cell.address)[0], "") for cell in cells)
            kept = [n for n, cell in enumerate(cells) if cell.address not in leave]
            if kept:
                place = Place("sheet", title, row=number, columns=tuple(columns[n] for n in kept))
                yield Unit(place, tuple(cells[n] for n in kept))
            heads |= {_split(cell.address)[0]: _head(cell) for cell in cells if _heads(cell)}

    def around(self, title: str, address: str) -> tuple[str, str]:
        """The first text in the row of a cell, and what stands above it."""
        column, row = _split(address)
        head = ""
        for other, cell in self.sheets[title].items():
            there, at = _split(other)
            if at == row:
                label = "" if cell.fact or there == column else plain(cell.text)
                if label:
                    return label, head
            elif at < row and there == column and _heads(cell):
                head = plain(_head(cell))
        return "", head


def _heads(cell: Cell) -> bool:
    """Whether a cell is a heading for those below it: a text, or a year."""
    if cell.fact is None:
        return bool(cell.text) and cell.formula is None
    return cell.formula is None and bool(re.fullmatch(r"20\d\d", str(cell.fact.value)))


def _head(cell: Cell) -> str:
    """What a heading says; a year is no quantity and has no space in it."""
    return cell.text if cell.fact is None else str(cell.fact.value)


def _split(address: str) -> tuple[str, int]:
    found = _ADDRESS.fullmatch(address)
    return (found[1], int(found[2])) if found else (address, 0)
