"""What tests of the budget workbook share: the template, a workbook filled, templates changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import openpyxl
from lxml import etree
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kanto_docs.checking import Checked
from kanto_docs.documents.excel.rendering import render_budget
from kanto_docs.documents.excel.sheetml.book import Book
from kanto_docs.documents.excel.sheetml.parts import Template
from kanto_docs.documents.excel.sheetml.sheet import Cell
from kanto_docs.documents.filled import Filled, Properties
from kanto_docs.words import Words
from tests.conftest import ROOT
from tests.office import ALL_SHEETS_AS_TEXT, Office, Table

TEMPLATE = (ROOT / "templates" / "fi" / "budget.xlsx").read_bytes()
FI = Words("fi")
ABOUT = Properties("Kylän kahvila", "kustannusarvio", "fi-FI")
NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINKED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
NAME_OF_CELL = re.compile(r"'?(?P<sheet>[^'!]+)'?!\$(?P<column>[A-Z]+)\$(?P<row>\d+)")


class Shown(NamedTuple):
    """What a cell holds."""

    formula: str | None
    value: str | None


class Read(NamedTuple):
    """A workbook as XML tells it: the cells of each sheet, and the cell of each defined name."""

    cells: Mapping[str, Mapping[str, Shown]]
    names: Mapping[str, tuple[str, str]]

    def named(self, name: str) -> Shown:
        """The cell of a defined name."""
        sheet, address = self.names[name]
        return self.cells[sheet][address]

    def texts(self) -> list[str]:
        """Every text and number that stands in a cell."""
        return [c.value for cells in self.cells.values() for c in cells.values() if c.value]


def filled(checked: Checked, template: bytes = TEMPLATE, words: Words = FI) -> Filled:
    """The workbook of a checked plan."""
    plan, budget, law = checked.plan, checked.budget, checked.law
    return render_budget(template, plan, budget, law, words, ABOUT, checked.group)


def read(payload: bytes) -> Read:
    """The cells and names of a workbook, without a library that might mend them."""
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        book = etree.fromstring(archive.read("xl/workbook.xml"))
        titles = [(str(one.get("name")), one.get(LINKED)) for one in book.iter(f"{NS}sheet")]
        shared: list[str] = []
        if "xl/sharedStrings.xml" in archive.namelist():
            strings = etree.fromstring(archive.read("xl/sharedStrings.xml"))
            shared = [_said(item) for item in strings.iter(f"{NS}si")]
        links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        parts = {one.get("Id"): str(one.get("Target")).removeprefix("/xl/") for one in links}
        cells = {
            title: dict(_cells(archive.read(f"xl/{parts[key]}"), shared)) for title, key in titles
        }
    names = {}
    for defined in book.iter(f"{NS}definedName"):
        if defined.get("localSheetId"):
            continue  # a name of a group member's own sheet
        if found := NAME_OF_CELL.fullmatch(defined.text or ""):
            names[str(defined.get("name"))] = (found["sheet"], f"{found['column']}{found['row']}")
    return Read(cells, names)


def reopened(payload: bytes) -> Workbook:
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(payload))


def typed(payload: bytes, values: Mapping[str, object]) -> Workbook:
    """The workbook after somebody wrote into the cells of these names; None empties a cell."""
    workbook, names = reopened(payload), read(payload).names
    for name, value in values.items():
        sheet, address = names[name]
        workbook[sheet][address].value = value
    return workbook


def calculated(soffice: Office, workbook: Workbook, path: Path) -> dict[str, Table]:
    """The sheets as LibreOffice calculates them, when the workbook is saved at `path`."""
    workbook.save(path)
    soffice.convert([path], ALL_SHEETS_AS_TEXT, path.parent)
    return soffice.tables(path, workbook.sheetnames, path.parent)


def blank() -> Cell:
    """The first cell of an empty workbook."""
    saved = io.BytesIO()
    Workbook().save(saved)
    return Book(Template(saved.getvalue())).worksheets[0].cell(1, 1)


def header(sheet: Worksheet) -> str:
    """What stands on the left of a printed page's top."""
    assert sheet.oddHeader is not None
    return str(sheet.oddHeader.left.text)


def template_with(change: Callable[[Workbook], object]) -> bytes:
    """The template after an office has changed it."""
    workbook = reopened(TEMPLATE)
    change(workbook)
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def _cells(part: bytes, shared: Sequence[str]) -> Iterator[tuple[str, Shown]]:
    for cell in etree.fromstring(part).iter(f"{NS}c"):
        value = cell.findtext(f"{NS}v")
        if cell.get("t") == "inlineStr":
            value = _said(cell)
        elif cell.get("t") == "s":
            value = shared[int(value or "")]
        yield str(cell.get("r")), Shown(cell.findtext(f"{NS}f"), value)


def _said(item: etree._Element) -> str:
    return "".join(t.text or "" for t in item.iter(f"{NS}t"))
