"""Workbooks of others, as XlsxWriter makes them: with all that a library would lose."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import xlsxwriter

from kanto_docs.documents.archive import Member, members

BUDGET = "Budjetti"
NAMES = {
    "project.name": "$B$3",
    "Total": "$B$4",
    "grant": "$B$5",
    "private_all": "$B$6",
    "oma.vakio": "$B$7",
    "year.heading": "$B$9",
    "year.total": "$B$10",
    "sources.payer": "$A$40",
    "sources.kind": "$B$40",
    "sources.amount": "$C$40",
}
"""The cells that the office has given names to."""

Sheet = Any
"""XlsxWriter has no types."""


def picture() -> io.BytesIO:
    """A red dot."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        whole = kind + body
        return struct.pack(">I", len(body)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = chunk(b"IHDR", struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0))
    dot = chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + head + dot + chunk(b"IEND", b""))


def nothing(_book: object, _sheet: object) -> None:
    """Adds nothing."""


def workbook(
    add: Callable[[Any, Sheet], object] = nothing, names: Mapping[str, str] = NAMES
) -> bytes:
    """An association's plain budget, with what a test adds to it."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet(BUDGET)
    bold = book.add_format({"bold": True})
    euros = book.add_format({"num_format": '#,##0.00 "€"', "italic": True})
    for row, text in enumerate(("Talousarvio", None, "Hanke", "Kulut", "Tuki", "Yksityinen"), 1):
        if text:
            sheet.write(f"A{row}", text, bold)
    for address in ("B4", "B5", "B6"):
        sheet.write_number(address, 1, euros)
    sheet.write_number("B7", 41)
    sheet.write_formula("C4", "=B4/2", euros, 0.5)
    sheet.write_formula("C7", "=B7+1", None, 42)
    sheet.write("A39", "Rahoittajat", bold)
    for name, where in names.items():
        book.define_name(name, f"={BUDGET}!{where}")
    add(book, sheet)
    book.close()
    return made.getvalue()


def table(
    name: str, headings: list[str], place: str = "A20:C21", **more: object
) -> Callable[[Any, Sheet], object]:
    """Adds a table with these headings."""

    def add(_: Any, sheet: Sheet) -> None:
        columns = [{"header": heading} for heading in headings]
        sheet.add_table(place, {"name": name, "columns": columns, **more})

    return add


def everything(book: Any, sheet: Sheet) -> None:
    """Adds a table, charts, sparklines, data bars, pictures, notes, boxes, buttons, filters."""
    columns = [
        {"header": "Tehtävänimike"},
        {"header": "pay"},
        {"header": "Puolet", "formula": "=staff[[#This Row],[pay]]/2"},
    ]
    sheet.add_table("A20:C21", {"name": "staff", "columns": columns})
    other = book.add_worksheet("Muu")
    other.write_column("A1", [3, 1, 2])
    other.write_column("C1", ["kunta", "yhdistys"])
    other.autofilter("A1:A3")
    for place, values in (("E1", f"={BUDGET}!$B$4:$B$5"), ("E20", "=Muu!$A$1:$A$3")):
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": values, "name": "Sarja"})
        sheet.insert_chart(place, chart)
    sheet.conditional_format("C40", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("C40", {"type": "cell", "criteria": ">", "value": 9, "format": None})
    sheet.data_validation("B40", {"validate": "list", "source": "=Muu!$C$1:$C$2"})
    other.add_sparkline("D1", {"range": "Muu!A1:A3"})
    other.insert_image("F1", "piste.png", {"image_data": picture()})
    other.set_header("&L&G", {"image_left": "logo.png", "image_data_left": picture()})
    other.insert_textbox("H1", "Tekstiruutu")
    other.insert_button("H20", {"caption": "Nappi"})
    other.set_background(picture())
    sheet.write_comment("A4", "Toimiston oma huomautus")
    sheet.set_header("&L{project}")
    sheet.print_area("A1:C40")
    sheet.freeze_panes(2, 1)


def with_parts(payload: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The workbook with parts put in or replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(payload)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name), zipfile.ZIP_DEFLATED)
        for name, content in parts.items():
            new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def part(payload: bytes, name: str) -> bytes:
    """One part of a package."""
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        return archive.read(name)


def stored(payload: bytes) -> dict[str, Member]:
    """Every part as it lies in the zip."""
    return members(payload)
