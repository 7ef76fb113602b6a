"""A Word file as paragraphs and rows of tables, in the order they are read.

What the reader does not see is left out: deleted text of tracked changes, hidden text, comments,
instructions of fields, page numbers. What was inserted counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from kanto_docs.documents.tying.opening import Package
from kanto_docs.documents.tying.units import Cell, Place, Story, Unit, plain
from kanto_docs.documents.word.wordml import w
from kanto_docs.errors import InputError

MOST_UNITS: Final = 60_000
MOST_LETTERS: Final = 4_000_000

_STORIES: Final[dict[str, Story]] = {
    "document.main+xml": "body",
    "template.main+xml": "body",
    "header+xml": "header",
    "footer+xml": "footer",
    "footnotes+xml": "note",
    "endnotes+xml": "note",
}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = {
    *(w(name) for name in ("del", "moveFrom", "delText", "instrText", "delInstrText")),
    *(w(name) for name in ("pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr")),
    *(w(name) for name in ("rt", "sdtPr", "sdtEndPr", "fldChar")),
    _FALLBACK,
}
_INSTEAD = {w("tab"): " ", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("ptab"): " "}
_COUNTED = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|PAGEREF|DATE|TIME|SAVEDATE)\b")
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_NO = {"0", "false", "off"}


def units_of_word(package: Package, *, ours: bool = False) -> tuple[Unit, ...]:
    """The paragraphs and rows of the body, then of headers, footers and notes.

    Raises InputError when there are too many; of `ours`, just made from a plan, there never are.
    """
    types = package.types()
    parts = [
        (story, name)
        for ending, story in _STORIES.items()
        for name, content_type in types.items()
        if content_type.endswith(f"wordprocessingml.{ending}")
    ]
    styles = _headings(package)
    units: list[Unit] = []
    letters = 0
    for story, name in parts:
        root = package.part(name)
        if root is None:
            continue
        for unit in _Story(story, styles).units(root):
            letters += sum(len(cell.text) for cell in unit.cells)
            units.append(unit)
            if not ours and (len(units) > MOST_UNITS or letters > MOST_LETTERS):
                raise InputError("document_unsafe", reason="too_complex")
    return tuple(units)


class _Story:
    """Reads one part."""

    def __init__(self, story: Story, headings: set[str]) -> None:
        self.story = story
        self.headings = headings
        self.section = ""
        self.paragraph = 0
        self.table = 0
        self.fields: list[str] = []
        self.boxes: list[etree._Element] = []
        self.carried = ""

    def units(self, parent: etree._Element) -> Iterator[Unit]:
        """The paragraphs and rows below `parent`, with those of its text boxes after them."""
        for child in parent:
            if child.tag == w("p"):
                yield from self._of_paragraph(child)
            elif child.tag == w("tbl"):
                yield from self._of_table(child)
            elif child.tag not in _UNSEEN:
                yield from self.units(child)

    def _of_paragraph(self, paragraph: etree._Element) -> Iterator[Unit]:
        text = self.carried + self._text(paragraph)
        self.carried = ""
        if paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is not None:
            self.carried = text  # its mark is deleted: it goes on in the next one
        elif plain(text):
            if self._is_heading(paragraph):
                self.section, self.paragraph, self.table = plain(text), 0, 0
            self.paragraph += 1
            yield Unit(Place(self.story, self.section, self.paragraph), (Cell(text),))
        yield from self._of_boxes()

    def _of_boxes(self) -> Iterator[Unit]:
        boxes, self.boxes = self.boxes, []
        outside = self.story
        self.story = "box"
        for box in boxes:
            yield from self.units(box)
        self.story = outside

    def _of_table(self, table: etree._Element) -> Iterator[Unit]:
        self.table += 1
        number = self.table
        columns: tuple[str, ...] = ()
        for place, row in enumerate(_within(table, w("tr")), 1):
            if row.find(f"{w('trPr')}/{w('del')}") is not None:
                continue
            cells = tuple(Cell(self._cell(cell)) for cell in _within(row, w("tc")))
            if row.find(f"{w('trPr')}/{w('tblHeader')}") is not None:
                columns = tuple(plain(cell.text) for cell in cells)
            if any(plain(cell.text) for cell in cells):
                heads = columns if len(columns) == len(cells) else ()
                yield Unit(Place(self.story, self.section, 0, number, place, heads), cells)
        yield from self._of_boxes()

    def _cell(self, cell: etree._Element) -> str:
        """The text of a cell, that of tables within it too."""
        texts = (self._text(one) for one in cell.iter(w("p")) if not _in_box(one, cell))
        return "\n".join(text for text in texts if plain(text))

    def _text(self, element: etree._Element) -> str:
        """What is seen of a paragraph; its text boxes are kept for later."""
        said = []
        for child in element:
            if child.tag == w("fldChar"):
                self._field(child)
            elif child.tag == w("instrText") and self.fields:
                self.fields[-1] += child.text or ""
            elif child.tag == w("txbxContent"):
                self.boxes.append(child)
            elif child.tag in _UNSEEN or _unseen(child):
                continue
            elif child.tag == w("t"):
                said.append("" if self._counts() else child.text or "")
            else:
                said.append(_INSTEAD.get(child.tag, "") or self._text(child))
        return "".join(said)

    def _field(self, mark: etree._Element) -> None:
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            self.fields.append("")
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _counts(self) -> bool:
        """Whether a field stands here whose result is a page number or a clock."""
        return any(_COUNTED.match(field) for field in self.fields)

    def _is_heading(self, paragraph: etree._Element) -> bool:
        look = paragraph.find(w("pPr"))
        if self.story != "body" or look is None:
            return False
        style = look.find(w("pStyle"))
        return look.find(w("outlineLvl")) is not None or (
            style is not None and style.get(w("val"), "") in self.headings
        )


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also inside content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _UNSEEN:
            yield from _within(child, tag)


def _in_box(paragraph: etree._Element, cell: etree._Element) -> bool:
    for above in paragraph.iterancestors():
        if above is cell:
            return False
        if above.tag in (w("txbxContent"), _FALLBACK):
            return True
    return False


def _unseen(element: etree._Element) -> bool:
    """Whether it is a hidden run or a field whose result is a page number or a clock."""
    if element.tag == w("fldSimple"):
        return _COUNTED.match(element.get(w("instr"), "")) is not None
    if element.tag != w("r"):
        return False
    mark = element.find(f"{w('rPr')}/{w('vanish')}")
    return mark is not None and mark.get(w("val"), "true") not in _NO


def _headings(package: Package) -> set[str]:
    """The styles of headings, whatever they are called in the program's language."""
    found = set()
    root = package.part("word/styles.xml")
    for style in () if root is None else root.iter(w("style")):
        name = style.find(w("name"))
        if name is not None and _HEADING.fullmatch(name.get(w("val"), "")):
            found.add(style.get(w("styleId"), ""))
    return found
