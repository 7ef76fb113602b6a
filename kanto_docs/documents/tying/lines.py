"""The cells of a workbook against the plan: those with a name by their name, the others by row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kanto_docs.documents.tying.book import Book
from kanto_docs.documents.tying.comparing import Comparison, same
from kanto_docs.documents.tying.formulas import same_formula
from kanto_docs.documents.tying.units import Cell, Difference, Fact, Place, Spot, Unit, plain


def differences_of_book(
    expected: Book, found: Book, comparison: Comparison
) -> Iterator[Difference]:
    """Every difference between the workbook of the plan and the one that was found."""
    by_name = len(expected.names.keys() & found.names.keys()) * 2 >= len(expected.names)
    titles = dict(_titles(expected, found))
    if by_name:
        yield from _by_name(expected, found)
    ours, theirs = (_named(book) if by_name else {} for book in (expected, found))
    for title in expected.sheets:
        there = titles.get(title)
        rows = tuple(expected.rows(title, ours.get(title, frozenset())))
        other = () if there is None else tuple(found.rows(there, theirs.get(there, frozenset())))
        yield from comparison.differences(rows, other)
        yield from _formulas(rows, other)
    yield from comparison.differences(expected.headers, found.headers)


def _titles(expected: Book, found: Book) -> Iterator[tuple[str, str]]:
    """Each sheet and what it is called now: its own name, or where most of its cells went."""
    for title in expected.sheets:
        if title in found.sheets:
            yield title, title
            continue
        moved = Counter(
            found.names[name][0]
            for name, (there, _) in expected.names.items()
            if there == title and name in found.names and found.names[name][0] in found.sheets
        )
        for there, _ in moved.most_common(1):
            yield title, there


def _by_name(expected: Book, found: Book) -> Iterator[Difference]:
    for name, (title, address) in expected.names.items():
        ours, theirs = expected.named(name), found.named(name)
        if ours is None or ours.fact is None:
            continue
        if theirs is None:
            yield Difference(ours.fact.kind, _spot(expected, title, address), ours.fact, None, name)
            continue
        spot = _spot(found, *found.names[name])
        kept = same_formula(ours.formula, theirs.formula)
        waits = theirs.fact is None and not theirs.text and theirs.formula is not None
        follows = kept and ours.formula is not None
        shown_alike = follows and theirs.text == ours.text
        if not _agrees(ours.fact, theirs) and not (kept and waits) and not shown_alike:
            told = theirs.text or None
            yield Difference(ours.fact.kind, spot, ours.fact, told, name, follows)
        if not kept:
            yield _of_formula(ours, theirs, spot, name)


def _formulas(rows: Iterable[Unit], other: Iterable[Unit]) -> Iterator[Difference]:
    """Formulas without a name, by the label of their row and by their column."""
    there: dict[tuple[str, str], list[tuple[Unit, Cell]]] = {}
    for unit in other:
        for cell in unit.cells:
            there.setdefault((_label(unit), _column(cell)), []).append((unit, cell))
    for unit in rows:
        for cell in unit.cells:
            found = there.get((_label(unit), _column(cell)))
            if not cell.formula or not found:
                continue
            kept = (
                n for n, (_, one) in enumerate(found) if same_formula(cell.formula, one.formula)
            )
            at = next(kept, None)
            place, theirs = found.pop(at or 0)
            if at is None:
                number = place.cells.index(theirs) + 1
                spot = Spot(place.place, _label(unit), number, theirs.address)
                yield _of_formula(cell, theirs, spot, None)


def _of_formula(ours: Cell, theirs: Cell, spot: Spot, name: str | None) -> Difference:
    """A formula that was typed over, changed or put where there was none."""
    said = _shown(ours)
    return Difference("formula", spot, Fact("formula", said, said), _shown(theirs) or None, name)


def _shown(cell: Cell) -> str:
    return f"={cell.formula.lstrip('=')}" if cell.formula else plain(cell.text)


def _agrees(ours: Fact, theirs: Cell) -> bool:
    return theirs.fact is not None and same(ours, theirs.fact)


def _named(book: Book) -> Mapping[str, frozenset[str]]:
    """The addresses of cells with a name, by sheet."""
    found: dict[str, set[str]] = {}
    for title, address in book.names.values():
        found.setdefault(title, set()).add(address)
    return {title: frozenset(addresses) for title, addresses in found.items()}


def _spot(book: Book, title: str, address: str) -> Spot:
    label, head = book.around(title, address)
    row = int(re.sub(r"\D", "", address) or 0)
    place = Place("sheet", title, row=row, columns=(head,))
    return Spot(place, label, 1, address)


def _label(unit: Unit) -> str:
    return next((plain(one.text) for one in unit.cells if one.text and not one.fact), "")


def _column(cell: Cell) -> str:
    return re.sub(r"\d", "", cell.address)
