"""An Excel file as rows of cells, with what each holds and the cells that have names.

Read from the XML itself: no library that makes an object of every cell, and no more of the file
than the guard has let through.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Context, Decimal, InvalidOperation, Overflow
from typing import Final

from lxml import etree

from kanto_docs.documents.excel.sheetml.addresses import area, letters, one_cell
from kanto_docs.documents.excel.sheetml.spaces import MAIN, OFFICE
from kanto_docs.documents.excel.sheetml.values import result_of, said_in
from kanto_docs.documents.tying.book import Book
from kanto_docs.documents.tying.opening import Package
from kanto_docs.documents.tying.units import Cell, Fact, Place, Story, Unit, plain
from kanto_docs.documents.tying.word import MOST_LETTERS
from kanto_docs.errors import InputError
from kanto_docs.money import HUNDRED
from kanto_docs.words import Words

_REL: Final = f"{{{OFFICE}}}id"
_NUMBER = re.compile("[0-9]{1,7}")
_HEADER_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-JL-Za-z])')
_DATE_FORMATS: Final = {str(number) for number in (*range(14, 23), *range(45, 48))}
_PERCENT_FORMATS: Final = {"9", "10"}
_QUIET = re.compile(r'"[^"]*"|\\.|\[(?![$][^\]]*(?:€|EUR))[^\]]*\]')
_EPOCH, _EPOCH_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
_LAST_DAY: Final = 2_958_465  # 31.12.9999
_DIGITS: Final = Context(prec=12)
"""What is sure of a spreadsheet's number after it was calculated in binary."""
_LARGEST_POWER: Final = 308
"""Of ten, in a spreadsheet's number; also the smallest, below zero."""


def book_of(package: Package, words: Words) -> Book:
    """The workbook; its numbers are said in the language of `words`. Raises InputError."""
    return _Reader(package, words).book()


class _Reader:
    def __init__(self, package: Package, words: Words) -> None:
        self.package = package
        self.words = words
        self.folder = ""
        self.shared: list[str] = []
        self.kinds: list[str] = []
        self.epoch = _EPOCH

    def book(self) -> Book:
        main = next(
            (
                name
                for name, kind in self.package.types().items()
                if kind.endswith(("sheet.main+xml", "spreadsheetml.template.main+xml"))
            ),
            "xl/workbook.xml",
        )
        root = self.package.part(main)
        if root is None:
            raise InputError("document_unsafe", reason="malformed")
        self.folder = posixpath.dirname(main)
        links = self._links(main)
        self.shared = list(self._shared(links))
        self.kinds = list(self._styles(links))
        settings = root.find(f"{MAIN}workbookPr")
        if settings is not None and settings.get("date1904") in ("1", "true"):
            self.epoch = _EPOCH_1904
        sheets: dict[str, Mapping[str, Cell]] = {}
        headers: list[Unit] = []
        for sheet in root.iter(f"{MAIN}sheet"):
            title = sheet.get("name", "")
            part = self.package.part(links.get(sheet.get(_REL, ""), ("", ""))[1])
            if part is not None:
                sheets[title] = {cell.address: cell for cell in self._cells(part)}
                headers.extend(_headers(part, title))
        return Book(sheets, dict(_names(root)), tuple(headers))

    def _links(self, main: str) -> dict[str, tuple[str, str]]:
        """The parts that the workbook names, by their id: what kind of part, and its path."""
        folder, name = posixpath.split(main)
        root = self.package.part(f"{folder}/_rels/{name}.rels")
        return {
            one.get("Id", ""): (
                one.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in (() if root is None else root)
        }

    def _named_part(
        self, links: Mapping[str, tuple[str, str]], kind: str
    ) -> Iterator[etree._Element]:
        for there, path in links.values():
            root = self.package.part(path) if there == kind else None
            if root is not None:
                yield root

    def _shared(self, links: Mapping[str, tuple[str, str]]) -> Iterator[str]:
        letters = 0
        for root in self._named_part(links, "sharedStrings"):
            for one in root.iter(f"{MAIN}si"):
                text = said_in(one)
                letters += len(text)
                if letters > MOST_LETTERS:
                    raise InputError("document_unsafe", reason="too_complex")
                yield text

    def _styles(self, links: Mapping[str, tuple[str, str]]) -> Iterator[str]:
        """What kind of number each style of a cell shows."""
        for root in self._named_part(links, "styles"):
            codes = {
                one.get("numFmtId", ""): one.get("formatCode", "")
                for one in root.iter(f"{MAIN}numFmt")
            }
            for table in root.findall(f"{MAIN}cellXfs"):
                for one in table.findall(f"{MAIN}xf"):
                    number = one.get("numFmtId", "0")
                    yield _kind_of_format(number, codes.get(number, ""))

    def _cells(self, part: etree._Element) -> Iterator[Cell]:
        at_row = 0
        for row in part.iter(f"{MAIN}row"):
            given_row = row.get("r", "")
            at_row = int(given_row) if _NUMBER.fullmatch(given_row) else at_row + 1
            column = 0
            for one in row.findall(f"{MAIN}c"):
                given = area(one.get("r", ""))
                column = given.left if given else column + 1
                cell = self._cell(one, f"{letters(column)}{at_row}")
                if cell.text or cell.fact or cell.formula:
                    yield cell

    def _cell(self, one: etree._Element, address: str) -> Cell:
        formula = one.findtext(f"{MAIN}f")
        raw = one.findtext(f"{MAIN}v") or ""
        kind = one.get("t", "n")
        if kind == "n":
            fact = self._fact(raw, one.get("s", "0"))
            return Cell(fact.written if fact else raw, fact, formula, address)
        if kind == "s" and _numbered(self.shared, raw) is None:
            return Cell("", None, formula, address)
        said = result_of(one, self.shared)
        return Cell("" if said is None else str(said), None, formula, address)

    def _fact(self, raw: str, style: str) -> Fact | None:
        number = number_said(raw)
        if number is None:
            return None
        kind = _numbered(self.kinds, style)
        if kind == "date" and 1 <= number <= _LAST_DAY:
            day = self.epoch + dt.timedelta(days=int(number))
            return Fact("date", (day.year, day.month, day.day), self.words.date(day))
        if kind == "percent":
            return Fact("percent", number * HUNDRED, self.words.percent(number * HUNDRED))
        if kind == "amount":
            return Fact("amount", number, self.words.euro(number))
        return Fact("number", number, self.words.number(number))


def number_said(raw: str) -> Decimal | None:
    """A spreadsheet's number, without what the binary calculation added to its end."""
    try:
        number = _DIGITS.create_decimal(raw)
    except (InvalidOperation, Overflow):
        return None
    known = number.is_finite() and abs(number.adjusted()) <= _LARGEST_POWER
    return number if known else None


def _numbered(things: Sequence[str], number: str) -> str | None:
    """The thing of this number; None where the file speaks of one that it does not have."""
    known = _NUMBER.fullmatch(number) and int(number) < len(things)
    return things[int(number)] if known else None


def _kind_of_format(number: str, code: str) -> str:
    loud = _QUIET.sub("", code).lower()
    if number in _DATE_FORMATS:
        return "date"
    if number in _PERCENT_FORMATS or "%" in loud:
        return "percent"
    if "€" in code or "EUR" in code:
        return "amount"
    return "date" if re.search("[dy]|m(?!m?:)", loud) else "number"


def _names(root: etree._Element) -> Iterator[tuple[str, tuple[str, str]]]:
    for one in root.iter(f"{MAIN}definedName"):
        found = one_cell((one.text or "").strip())
        if found and one.get("localSheetId") is None:
            title, corner = found
            yield one.get("name", ""), (title, str(corner))


def _headers(part: etree._Element, title: str) -> Iterator[Unit]:
    for group in part.findall(f"{MAIN}headerFooter"):
        for one in group:
            story: Story = "header" if str(one.tag).endswith("Header") else "footer"
            text = _HEADER_CODE.sub(" ", (one.text or "").replace("&&", "\0")).replace("\0", "&")
            if plain(text):
                yield Unit(Place(story, title, 1), (Cell(text),))
