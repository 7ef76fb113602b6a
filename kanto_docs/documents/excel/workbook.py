"""Opening and saving workbooks: openpyxl, mended, with what it would lose told.

openpyxl 3.1 writes the parts of a font in an order that the format does not allow, and pictures
with an element of the wrong namespace; both are put right here, once, before anything is saved.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections import Counter
from typing import Final

import openpyxl
from openpyxl import Workbook, load_workbook
from openpyxl.drawing.geometry import GeomGuideList
from openpyxl.styles.fonts import Font
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml.constants import DRAWING_NS

from kanto_docs.documents.package import as_document
from kanto_docs.errors import TemplateError

MENDED_VERSIONS: Final = "3.1."
"""The openpyxl that is known to need the mending."""

PRIVATE: Final = ("docProps/custom.xml",)
"""Parts that openpyxl would hand on from somebody's earlier workbook."""

FONT_ORDER: Final = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)
"""The order of a font's parts that Excel's own schema asks for."""

_UNREADABLE = (
    AttributeError,
    IndexError,
    InvalidFileException,
    KeyError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
)
_KINDS: Final = {
    "comments": re.compile(r"xl/(comments\w*|threadedComments|persons)\b.*\.xml"),
    "drawing": re.compile(r"xl/drawings/[^/]*\.xml"),
    "legacy_drawing": re.compile(r"xl/drawings/[^/]*\.vml"),
    "picture": re.compile(r"xl/media/.*"),
    "form_control": re.compile(r"xl/ctrlProps/.*"),
    "custom_properties": re.compile(r"docProps/custom\.xml"),
    "custom_xml": re.compile(r"customXml/item\d+\.xml"),
    "thumbnail": re.compile(r"docProps/thumbnail\..*"),
    "slicer": re.compile(r"xl/(slicers|timelines)/.*"),
    "pivot_table": re.compile(r"xl/pivotTables/[^/]*\.xml"),
}
_SHEET = re.compile(r"xl/worksheets/[^/]*\.xml")


def open_workbook(template: bytes) -> Workbook:
    """The template as a workbook without comments. Raises TemplateError when it cannot be read."""
    mend()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl drops is told by `lost`
            workbook = load_workbook(io.BytesIO(as_document(template)))
    except _UNREADABLE as error:
        raise TemplateError("workbook_unreadable", reason=str(error)[:120]) from error
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None:
                    cell.comment = None
    return workbook


def save_workbook(workbook: Workbook) -> bytes:
    """The workbook as bytes; Excel is asked to calculate everything when it opens the file."""
    if workbook.calculation is not None:
        workbook.calculation.fullCalcOnLoad = True
    saved = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook.save(saved)
    return saved.getvalue()


def lost(template: bytes, filled: bytes) -> tuple[str, ...]:
    """The kinds of things that the template held and the filled workbook no longer holds."""
    before, after = _held(template), _held(filled)
    return tuple(sorted(kind for kind, count in before.items() if count > after[kind]))


def mend() -> None:
    """Put openpyxl's two mistakes right; another version is left as it is."""
    if openpyxl.__version__.startswith(MENDED_VERSIONS):
        Font.__elements__ = FONT_ORDER
        GeomGuideList.namespace = DRAWING_NS


def _held(payload: bytes) -> Counter[str]:
    held: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        for name in archive.namelist():
            held.update(kind for kind, part in _KINDS.items() if part.fullmatch(name))
            if _SHEET.fullmatch(name):
                held["extension"] += archive.read(name).count(b"<extLst")
    return held
