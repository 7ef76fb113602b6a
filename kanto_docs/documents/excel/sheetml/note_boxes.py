"""The boxes of notes: drawn in VML, which Excel still wants beside what a note says.

A drawing that is there is not read but added to, just before its end: Excel's own are at times not
well-formed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kanto_docs.documents.excel.sheetml.addresses import letters
from kanto_docs.documents.excel.sheetml.grid import Grid
from kanto_docs.documents.excel.sheetml.lines import Columns, Rows
from kanto_docs.errors import TemplateError

Notes = Mapping[tuple[int, int], str]
"""Texts by row and column."""

_IDS_A_SHEET: Final = 1024
_WIDTH: Final = 330
_LINE: Final = 16
_LETTERS_A_LINE: Final = 44
_FRAME: Final = 12
_GAP: Final = 12
"""In pixels, as Excel places a box; letters are those of a note's usual font."""
_LETTER: Final = 7
_IN_A_POINT: Final = (4, 3)
_SPACES: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE: Final = (
    f'<v:shapetype {_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX: Final = (
    '<v:shape {spaces} id="_x0000_s{number}" type="#_x0000_t202" '
    'style="position:absolute;z-index:{order};visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_ID: Final = re.compile(rb"_x0000_s(\d+)")
_END: Final = re.compile(rb"</(?:\w+:)?xml\s*>\s*$")


def no_boxes(number: int) -> bytes:
    """A drawing without boxes, for the sheet of this number."""
    return (
        f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{number}"/>'
        "</o:shapelayout></xml>"
    ).encode()


def with_boxes(drawing: bytes, sheet: Grid, notes: Notes, number: int) -> bytes:
    """The drawing with a box for each note, right of its cell and as high as its text."""
    end = _END.search(drawing)
    if end is None:
        raise TemplateError("workbook_unreadable", reason=sheet.title)
    taken = [int(found) for found in _ID.findall(drawing)]
    first = max(taken, default=number * _IDS_A_SHEET) + 1
    added = [] if b"_x0000_t202" in drawing else [_SHAPE]
    for order, ((row, column), text) in enumerate(notes.items()):
        added.append(
            _BOX.format(
                spaces=_SPACES,
                number=first + order,
                order=first + order,
                anchor=_anchor(sheet, row, column, text),
                row=row - 1,
                column=column - 1,
            )
        )
    return drawing[: end.start()] + "".join(added).encode() + drawing[end.start() :]


def _anchor(sheet: Grid, row: int, column: int, text: str) -> str:
    """Where the box begins and ends: column, pixels, row, pixels, each counted from zero."""
    lines = sum(-(-len(line) // _LETTERS_A_LINE) or 1 for line in text.split("\n"))
    columns, rows = Columns(sheet), Rows(sheet)

    def wide(at: int) -> int:
        shown = columns[letters(at)]
        return 0 if shown.hidden else int(shown.width * _LETTER) + 5

    def high(at: int) -> int:
        shown = rows[at]
        times, parts = _IN_A_POINT
        return 0 if shown.hidden else int((shown.height or rows.usual()) * times / parts)

    right, beyond = column + 1, _GAP + _WIDTH
    while beyond > wide(right):
        beyond -= wide(right)
        right += 1
    bottom, below = row, lines * _LINE + _FRAME
    while below > high(bottom):
        below -= high(bottom)
        bottom += 1
    places = (column, _GAP, row - 1, 2, right - 1, beyond, bottom - 1, below)
    return ", ".join(map(str, places))
