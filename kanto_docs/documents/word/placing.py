"""Putting a plan's texts into Word's XML, character by character as they were typed.

Jinja writes only marks. The texts wait outside and come to their marks when the document is
finished, so no template language ever reads them: `A & B`, `{{ x }}` and a line break stay what
they are, and a text can be neither code nor markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from kanto_docs.documents.gaps import Answer, Gap, Rows, gap_of
from kanto_docs.documents.word.sandbox import WRITTEN_LIMIT, Refused

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
GAP_STYLE: Final = "Puuttuu"
"""The character style of a gap, yellow in our templates."""

NARROW: Final = 2100
"""Twentieths of a point, 3.7 cm: a gap in a narrower column is told without its label."""

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DRAWN_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
LEFT_OVER: Final = re.compile(r"\{\s*[{%#]|[}%#]\s*\}")
_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DESCRIPTIONS = {"descr", "title"}
_SHOWN = 80

Piece = str | Gap


def w(name: str) -> str:
    """The full name of one of Word's elements or attributes."""
    return f"{{{W}}}{name}"


class Texts:
    """The texts of one document, each behind its mark, and the gaps in the order they stand."""

    def __init__(self) -> None:
        self._texts: list[Piece] = []
        self._gaps: dict[object, Gap] = {}
        self._length = 0

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps that stand in the document, each once."""
        return tuple(self._gaps.values())

    def mark(self, value: object) -> str:
        """Keep a value and return the mark that stands for it."""
        if not isinstance(value, (str, int, Gap, Rows, Answer)):
            raise Refused("not_text")
        if isinstance(value, Rows) and value:
            if not all(isinstance(row, (str, Gap)) for row in value):
                raise Refused("not_text")
            return ", ".join(map(self.mark, value))
        gap = gap_of(value)
        if gap is not None:
            self._gaps.setdefault(gap.path or gap.label, gap)
        piece: Piece = clean(str(value)) if gap is None else gap
        self._length += len(str(piece))
        if self._length > WRITTEN_LIMIT:
            raise Refused("too_much", limit=WRITTEN_LIMIT)
        self._texts.append(piece)
        return f"{_OPEN}{len(self._texts) - 1}{_CLOSE}"

    def settle(self, root: etree._Element, *, styled: bool) -> None:
        """Put every text of one part in the place of its mark."""
        for paragraph in list(root.iter(w("p"))):
            self._refuse_left_over(paragraph)
        for element in list(root.iter(etree.Element)):
            self._settle_attributes(element)
            if element.text and _OPEN in element.text:
                self._settle_text(element, styled=styled)

    def _settle_attributes(self, element: etree._Element) -> None:
        for name, raw in element.attrib.items():
            value = str(raw)
            if _OPEN in value:
                if name not in _DESCRIPTIONS:
                    raise Refused("name_out_of_place", paragraph=self._plain(value))
                element.set(name, self._plain(value))

    def _settle_text(self, element: etree._Element, *, styled: bool) -> None:
        written = element.text or ""
        if element.tag == _DRAWN_TEXT:
            element.text = self._plain(written)
        elif element.tag != w("t"):
            raise Refused("name_out_of_place", paragraph=self._plain(written)[:_SHOWN])
        else:
            place(element, tuple(self._pieces(written)), styled=styled)

    def _pieces(self, written: str) -> Iterator[Piece]:
        for number, part in enumerate(_MARK.split(written)):
            if number % 2:
                yield self._texts[int(part)] if int(part) < len(self._texts) else part
            elif part:
                yield part

    def _plain(self, written: str) -> str:
        return " ".join("".join(map(str, self._pieces(written))).split("\n"))

    def _refuse_left_over(self, paragraph: etree._Element) -> None:
        written = "".join(text.text or "" for text in paragraph.iter(w("t")))
        if LEFT_OVER.search(written):
            raise Refused("leftover_tag", paragraph=self._plain(written)[:_SHOWN])


def clean(text: str) -> str:
    """`text` with one kind of line break and without what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def place(text: etree._Element, pieces: Sequence[Piece], *, styled: bool) -> None:
    """Put the pieces where `text` (a w:t) stands; lines become paragraphs when it stands alone."""
    if all(isinstance(piece, str) and "\n" not in piece and "\t" not in piece for piece in pieces):
        _write(text, "".join(map(str, pieces)))
        return
    run = text.getparent()
    if run is None or run.tag != w("r"):
        raise Refused("name_out_of_place", paragraph="".join(map(str, pieces))[:_SHOWN])
    paragraph = run.getparent()
    first = pieces[0]
    if paragraph is None:
        return
    if len(pieces) == 1 and isinstance(first, str) and _stands_alone(text, paragraph):
        _as_paragraphs(text, run, paragraph, [line for line in first.split("\n") if line.strip()])
        return
    narrow = _is_narrow(run)
    runs = [_run_like(run, piece, styled=styled, narrow=narrow) for piece in pieces]
    rest = _split_off(run, text)
    for new in reversed((*runs, *rest)):
        run.addnext(new)
    if all(child.tag == w("rPr") for child in run):
        paragraph.remove(run)


def _stands_alone(text: etree._Element, paragraph: etree._Element) -> bool:
    """Whether a plain paragraph of the text body or of a cell holds nothing but this text."""
    properties = paragraph.find(w("pPr"))
    if paragraph.tag != w("p") or (
        properties is not None
        and any(properties.find(w(name)) is not None for name in ("numPr", "sectPr", "outlineLvl"))
    ):
        return False
    runs = [
        child
        for child in paragraph
        if child.tag not in (w("pPr"), w("bookmarkStart"), w("bookmarkEnd"), w("proofErr"))
    ]
    filled = [run for run in runs if any(child.tag != w("rPr") for child in run)]
    return len(filled) == 1 and [c for c in filled[0] if c.tag != w("rPr")] == [text]


def _as_paragraphs(
    text: etree._Element, run: etree._Element, paragraph: etree._Element, lines: Sequence[str]
) -> None:
    properties, look = paragraph.find(w("pPr")), run.find(w("rPr"))
    last = paragraph
    for line in lines[1:]:
        new = etree.Element(w("p"))
        if properties is not None:
            new.append(deepcopy(properties))
        inner = etree.SubElement(new, w("r"))
        if look is not None:
            inner.append(deepcopy(look))
        inner.extend(_written(line))
        last.addnext(new)
        last = new
    whole = list(_written(lines[0] if lines else ""))
    for new in reversed(whole):
        text.addnext(new)
    run.remove(text)


def _is_narrow(run: etree._Element) -> bool:
    """Whether it stands in a table column whose heading alone says what is missing."""
    cell = next(run.iterancestors(w("tc")), None)
    size = None if cell is None else cell.find(f"{w('tcPr')}/{w('tcW')}")
    return size is not None and size.get(w("type")) == "dxa" and int(size.get(w("w"), 0)) < NARROW


def _run_like(run: etree._Element, piece: Piece, *, styled: bool, narrow: bool) -> etree._Element:
    new = etree.Element(w("r"))
    look = run.find(w("rPr"))
    if look is not None:
        new.append(deepcopy(look))
    if isinstance(piece, Gap):
        _make_yellow(new, styled=styled)
        piece = piece.short if narrow else piece.text
    new.extend(_written(piece))
    return new


def _make_yellow(run: etree._Element, *, styled: bool) -> None:
    look = run.find(w("rPr"))
    if look is None:
        look = etree.Element(w("rPr"))
        run.insert(0, look)
    if styled:
        for old in look.findall(w("rStyle")):
            look.remove(old)
        style = etree.Element(w("rStyle"))
        style.set(w("val"), GAP_STYLE)
        look.insert(0, style)
        return
    shade = etree.Element(w("highlight"))
    shade.set(w("val"), "yellow")
    later = {w(name) for name in _AFTER_HIGHLIGHT}
    at = next((n for n, child in enumerate(look) if child.tag in later), len(look))
    for old in look.findall(w("highlight")):
        look.remove(old)
    look.insert(at, shade)


_AFTER_HIGHLIGHT = (
    "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
    "eastAsianLayout", "specVanish", "oMath",
)  # fmt: skip


def _written(text: str) -> Iterator[etree._Element]:
    """The text as Word's elements: line breaks and tabs have their own."""
    for part in re.split("([\n\t])", text):
        if part == "\n":
            yield etree.Element(w("br"))
        elif part == "\t":
            yield etree.Element(w("tab"))
        elif part:
            element = etree.Element(w("t"))
            _write(element, part)
            yield element


def _write(element: etree._Element, text: str) -> None:
    element.text = text
    element.set(_SPACE, "preserve")


def _split_off(run: etree._Element, text: etree._Element) -> list[etree._Element]:
    """Take `text` out of its run, and what follows it into a run of its own."""
    after = list(text.itersiblings())
    run.remove(text)
    if not after:
        return []
    rest = etree.Element(w("r"))
    look = run.find(w("rPr"))
    if look is not None:
        rest.append(deepcopy(look))
    rest.extend(after)
    return [rest]
