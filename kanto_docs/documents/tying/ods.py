"""The proof of a workbook that LibreOffice made: its own figures, where it has them, by name.

LibreOffice calculated every formula itself, so this is also a second opinion on each of them.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from lxml import etree

from kanto_docs.checking import Checked
from kanto_docs.documents.excel.sheetml.addresses import letters, unquoted
from kanto_docs.documents.tying.book import Book
from kanto_docs.documents.tying.proof import Proof, proof_of_book
from kanto_docs.documents.tying.sheets import number_said
from kanto_docs.documents.tying.units import Cell, Fact
from kanto_docs.documents.xml import strict
from kanto_docs.errors import OutputError
from kanto_docs.words import Words

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ADDRESS = re.compile(r"\$?('(?:[^']|'')+'|[^'.$]+)\.(\$?[A-Z]{1,3}\$?\d+)")
_NUMBERS: Final = {"float", "currency", "percentage"}


def proof_of_ods(payload: bytes, checked: Checked, words: Words) -> Proof:
    """Whether LibreOffice's workbook says what the plan says. Raises OutputError if it is empty."""
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        root = strict(archive.read("content.xml"))
    proof = proof_of_book(_book(root, words), checked.budget.values)
    if not proof.compared:
        raise OutputError("libreoffice_failed", ending="ods")
    return proof


def _book(root: etree._Element, words: Words) -> Book:
    sheets = {
        table.get(f"{_TABLE}name", ""): dict(_cells(table, words))
        for table in root.iter(f"{_TABLE}table")
    }
    return Book(sheets, dict(_names(root)), ())


def _names(root: etree._Element) -> Iterator[tuple[str, tuple[str, str]]]:
    for one in root.iter(f"{_TABLE}named-range"):
        found = _ADDRESS.fullmatch(one.get(f"{_TABLE}cell-range-address", ""))
        if found:
            cell = unquoted(found[1]), found[2].replace("$", "")
            yield one.get(f"{_TABLE}name", ""), cell


def _cells(table: etree._Element, words: Words) -> Iterator[tuple[str, Cell]]:
    """The cells that hold a number; a row or cell may stand for many that are alike."""
    row = 1
    for one in table.iter(f"{_TABLE}table-row"):
        rows = _repeated(one, "rows")
        held = list(_numbers(one))
        for at in range(row, row + rows) if held else ():
            for column, number in held:
                said = words.number(number)
                address = f"{letters(column)}{at}"
                yield address, Cell(said, Fact("number", number, said), None, address)
        row += rows


def _numbers(row: etree._Element) -> Iterator[tuple[int, Decimal]]:
    column = 1
    for cell in row:
        columns = _repeated(cell, "columns")
        number = number_said(cell.get(f"{_OFFICE}value", ""))
        if number is not None and cell.get(f"{_OFFICE}value-type") in _NUMBERS:
            yield from ((at, number) for at in range(column, column + columns))
        column += columns


def _repeated(element: etree._Element, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated", 1))
