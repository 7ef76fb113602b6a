"""Office files as text, so that a change in one can be read in a review."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

import docx
import openpyxl
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.formula import ArrayFormula


def of_word(payload: bytes) -> str:
    """The paragraphs with their styles, the tables row by row, headers and footers."""
    document = docx.Document(io.BytesIO(payload))
    lines = [*_headers(document), *_blocks(document)]
    return "\n".join(lines) + "\n"


def of_excel(payload: bytes) -> str:
    """Every cell that holds something: place, value or formula = cached value, number format."""
    formulas = openpyxl.load_workbook(io.BytesIO(payload))
    values = openpyxl.load_workbook(io.BytesIO(payload), data_only=True)
    lines: list[str] = []
    for sheet in formulas.worksheets:
        lines.append(f"## {sheet.title}")
        lines.extend(
            _cell(cell, values[sheet.title][cell.coordinate].value)
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell, Cell) and cell.value is not None
        )
    lines.append("## names")
    lines += sorted(f"{name} = {one.attr_text}" for name, one in formulas.defined_names.items())
    return "\n".join(lines) + "\n"


def of(name: str, payload: bytes) -> str:
    """The shadow of a file by its ending."""
    return of_word(payload) if name.endswith(".docx") else of_excel(payload)


def _headers(document: Document) -> Iterator[str]:
    for section in document.sections:
        for kind, part in (("header", section.header), ("footer", section.footer)):
            said = " / ".join(one.text for one in part.paragraphs if one.text.strip())
            if said:
                yield f"[{kind}] {said}"


def _blocks(document: Document) -> Iterator[str]:
    for element in document.element.body.iterchildren():
        if element.tag == qn("w:p"):
            paragraph = Paragraph(element, document)
            if paragraph.text.strip():
                yield f"[{paragraph.style.name if paragraph.style else ''}] {_flat(paragraph.text)}"
        elif element.tag == qn("w:tbl"):
            yield from _table(Table(element, document))


def _table(table: Table) -> Iterator[str]:
    yield "[table]"
    for row in table.rows:
        yield "  | " + " | ".join(_text(cell) for cell in row.cells)


def _text(cell: _Cell) -> str:
    return _flat(cell.text)


def _flat(text: str) -> str:
    return text.replace("\n", " ⏎ ")


def _cell(cell: Cell, cached: object) -> str:
    value = cell.value
    if isinstance(value, ArrayFormula):
        value = value.text
    if isinstance(value, str) and cell.data_type == "f":
        return f"{cell.coordinate}: {value} = {_shown(cached)}"
    return f"{cell.coordinate}: {_shown(value)}"


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return _flat(str(value))
