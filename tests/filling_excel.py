"""What tests of the budget workbook share: the template, a workbook filled, templates changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import openpyxl
from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from kanto_docs.checking import Checked
from kanto_docs.documents.excel.cells import cell_at
from kanto_docs.documents.excel.rendering import render_budget
from kanto_docs.documents.filled import Filled, Properties
from kanto_docs.words import Words
from tests.conftest import ROOT

TEMPLATE = (ROOT / "templates" / "fi" / "budget.xlsx").read_bytes()
FI = Words("fi")
ABOUT = Properties("Kylän kahvila", "kustannusarvio", "fi-FI")
NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
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
    return render_budget(template, checked.plan, checked.budget, checked.law, words, ABOUT)


def read(payload: bytes) -> Read:
    """The cells and names of a workbook, without a library that might mend them."""
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        book = etree.fromstring(archive.read("xl/workbook.xml"))
        titles = [str(sheet.get("name")) for sheet in book.iter(f"{NS}sheet")]
        cells = {
            title: dict(_cells(archive.read(f"xl/worksheets/sheet{number}.xml")))
            for number, title in enumerate(titles, start=1)
        }
    names = {}
    for defined in book.iter(f"{NS}definedName"):
        if found := NAME_OF_CELL.fullmatch(defined.text or ""):
            names[str(defined.get("name"))] = (found["sheet"], f"{found['column']}{found['row']}")
    return Read(cells, names)


def reopened(payload: bytes) -> Workbook:
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(payload))


def blank() -> Cell:
    """The first cell of an empty workbook."""
    sheet = Workbook().active
    assert isinstance(sheet, Worksheet)
    return cell_at(sheet, 1, 1)


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


def _cells(part: bytes) -> Iterator[tuple[str, Shown]]:
    for cell in etree.fromstring(part).iter(f"{NS}c"):
        value = cell.findtext(f"{NS}v")
        if cell.get("t") == "inlineStr":
            value = "".join(t.text or "" for t in cell.iter(f"{NS}t"))
        yield str(cell.get("r")), Shown(cell.findtext(f"{NS}f"), value)
