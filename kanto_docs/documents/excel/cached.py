"""Cached values beside formulas: what phones and previews show, which do not calculate.

Plain numbers are written anew too: openpyxl takes them through a float, and 0.07 comes out as
0.07000000000000001.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Context, Decimal
from typing import Final

from lxml import etree

from kanto_docs.documents.xml import as_bytes, strict

Cached = Mapping[str, Decimal | str]
"""The values of formula and number cells by address."""

_DIGITS: Final = Context(prec=17)
"""What a spreadsheet's number holds."""
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets_with_values(saved: bytes, sheets: Sequence[Cached]) -> dict[str, bytes]:
    """The sheet parts of a workbook that openpyxl saved, with the values in their formula cells.

    A formula whose value is not among them has none: the program that opens the file works it out.
    """
    parts = {}
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        for number, values in enumerate(sheets, start=1):
            name = f"xl/worksheets/sheet{number}.xml"
            root = strict(archive.read(name))
            for cell in root.iter(f"{_MAIN}c"):
                value = values.get(cell.get("r", ""))
                if value is not None or cell.find(f"{_MAIN}f") is not None:
                    _set(cell, value)
            parts[name] = as_bytes(root)
    return parts


def _set(cell: etree._Element, value: Decimal | str | None) -> None:
    for old in cell.findall(f"{_MAIN}v"):
        cell.remove(old)
    if value is None:
        return
    if isinstance(value, Decimal):
        text = format(_DIGITS.create_decimal(value), "f")
    else:
        cell.set("t", "str")
        text = value
    etree.SubElement(cell, f"{_MAIN}v").text = text
