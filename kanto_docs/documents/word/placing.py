"""Putting a plan's texts into Word's XML, character by character as they were typed.

Jinja writes only marks. The texts wait outside and come to their marks when the document is
finished, so no template language ever reads them: `A & B`, `{{ x }}` and a line break stay what
they are, and a text can be neither code nor markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Final, NamedTuple

from lxml import etree

from kanto_docs.documents.gaps import Gap
from kanto_docs.documents.word.links import may_hold, stretches
from kanto_docs.documents.word.lists import Line, lines_of
from kanto_docs.documents.word.looks import GAP_STYLE
from kanto_docs.documents.word.paper import STEP, Paper
from kanto_docs.documents.word.sandbox import Refused
from kanto_docs.documents.word.wordml import OFFICE, PARAGRAPH, RUN, look_of, made, put, w

NARROW: Final = 2100
"""Twentieths of a point, 3.7 cm: a gap in a narrower column is told without its label."""
LONG: Final = 1500
"""Characters of a text whose table row may go on over the page."""
WIDE: Final = 284
"""Room before an item's text for the number that is longest."""

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BESIDE: Final = {w(name) for name in ("pPr", "bookmarkStart", "bookmarkEnd", "proofErr")}
_ONCE: Final = ("pageBreakBefore", "framePr")
_NOT_LINES: Final = ("numPr", "sectPr", "outlineLvl")
_TENS: Final = 10
_SHOWN = 80
_LINK_BLUE: Final = "0563C1"

Piece = str | Gap


class Spot(NamedTuple):
    """Where texts are put: a part of the document in the making."""

    paper: Paper
    part: str


def is_plain(text: str) -> bool:
    """Whether a text goes into its place as it is, without breaks and links."""
    return "\n" not in text and "\t" not in text and not may_hold(text)


def place(text: etree._Element, pieces: Sequence[Piece], spot: Spot) -> None:
    """Put the pieces where `text` (a w:t) stands; lines become paragraphs when it stands alone."""
    if all(isinstance(piece, str) and is_plain(piece) for piece in pieces):
        _write(text, "".join(map(str, pieces)))
        return
    run = text.getparent()
    if run is None or run.tag != w("r"):
        raise Refused("name_out_of_place", paragraph="".join(map(str, pieces))[:_SHOWN])
    paragraph = run.getparent()
    if paragraph is None:
        return
    _let_go_over_the_page(run, sum(len(str(piece)) for piece in pieces))
    writer = _Writer(run, paragraph, spot)
    first = pieces[0]
    if len(pieces) == 1 and isinstance(first, str) and "\n" in first:
        lines = lines_of(first)
        if _stands_alone(text, paragraph, spot):
            writer.write_paragraphs(lines or [Line("")])
            return
        pieces = [first.strip("\n")]
    new = [one for piece in pieces for one in writer.runs(piece)]
    for one in reversed((*new, *_split_off(run, text))):
        run.addnext(one)
    if all(child.tag == w("rPr") for child in run):
        paragraph.remove(run)


class _Writer:
    """Writes in the place and in the look of one run."""

    def __init__(self, run: etree._Element, paragraph: etree._Element, spot: Spot) -> None:
        self.run = run
        self.paragraph = paragraph
        self.spot = spot
        self.look = run.find(w("rPr"))
        self.narrow = _is_narrow(run)
        self.links = paragraph.tag == w("p") and paragraph.find(f".//{w('fldChar')}") is None

    def runs(self, piece: Piece) -> Iterator[etree._Element]:
        """A piece as runs; addresses are links."""
        if isinstance(piece, Gap):
            run = self._run(piece.short if self.narrow else piece.text)
            _make_yellow(run, styled=self.spot.paper.looks.gap)
            yield run
        elif not self.links or not may_hold(piece):
            yield self._run(piece)
        else:
            for one in stretches(piece):
                yield self._link(one.text, one.address) if one.address else self._run(one.text)

    def write_paragraphs(self, lines: Sequence[Line]) -> None:
        """Each line as a paragraph of its own, in the look of the one that stands there."""
        base = self.spot.paper.looks.indent_of(self.paragraph)
        given = self.paragraph.find(w("pPr"))
        look = made("pPr") if given is None else deepcopy(given)
        for name in _ONCE:
            for old in look.findall(w(name)):
                look.remove(old)
        last = self.paragraph
        for place_, line in enumerate(lines):
            if place_ == 0:
                paragraph = self.paragraph
                for one in reversed([*self.runs(line.text)]):
                    self.run.addnext(one)
                paragraph.remove(self.run)
            else:
                paragraph = made("p")
                if len(look):
                    paragraph.append(deepcopy(look))
                paragraph.extend(self.runs(line.text))
                last.addnext(paragraph)
            if line.kind:
                ends = place_ + 1 == len(lines) or not lines[place_ + 1].kind
                self._make_item(paragraph, line, base, ends=ends)
            last = paragraph

    def _make_item(self, paragraph: etree._Element, line: Line, base: int, *, ends: bool) -> None:
        look = look_of(paragraph)
        number = made("numPr")
        number.append(made("ilvl", val=str(line.level)))
        number.append(made("numId", val=self.spot.paper.list_of(line)))
        put(look, number, PARAGRAPH)
        hanging = STEP + WIDE // 2 if line.number >= _TENS else STEP
        left = str(base + STEP * line.level + hanging)
        put(look, made("ind", left=left, hanging=str(hanging)), PARAGRAPH)
        if not ends:
            put(look, made("contextualSpacing"), PARAGRAPH)

    def _run(self, text: str) -> etree._Element:
        run = made("r")
        if self.look is not None:
            run.append(deepcopy(self.look))
        run.extend(written(text))
        return run

    def _link(self, text: str, address: str) -> etree._Element:
        link = made("hyperlink", history="1")
        link.set(f"{{{OFFICE}}}id", self.spot.paper.link(self.spot.part, address))
        run = self._run(text)
        look = look_of(run)
        style = self.spot.paper.looks.link
        if style:
            put(look, made("rStyle", val=style), RUN)
        else:
            put(look, made("color", val=_LINK_BLUE), RUN)
            put(look, made("u", val="single"), RUN)
        link.append(run)
        return link


def _stands_alone(text: etree._Element, paragraph: etree._Element, spot: Spot) -> bool:
    """Whether a plain paragraph of the text body or of a cell holds nothing but this text."""
    properties = paragraph.find(w("pPr"))
    if paragraph.tag != w("p") or (
        properties is not None and any(properties.find(w(name)) is not None for name in _NOT_LINES)
    ):
        return False
    looks = spot.paper.looks
    if looks.style_of(paragraph) in looks.one_line:
        return False
    runs = [child for child in paragraph if child.tag not in _BESIDE]
    filled = [run for run in runs if any(child.tag != w("rPr") for child in run)]
    return len(filled) == 1 and [c for c in filled[0] if c.tag != w("rPr")] == [text]


def _let_go_over_the_page(run: etree._Element, length: int) -> None:
    """Rows that would not fit a page are divided."""
    if length < LONG:
        return
    for row in run.iterancestors(w("tr")):
        for mark in row.findall(f"{w('trPr')}/{w('cantSplit')}"):
            look = mark.getparent()
            if look is not None:
                look.remove(mark)


def _is_narrow(run: etree._Element) -> bool:
    """Whether it stands in a table column whose heading alone says what is missing."""
    cell = next(run.iterancestors(w("tc")), None)
    size = None if cell is None else cell.find(f"{w('tcPr')}/{w('tcW')}")
    if size is None or size.get(w("type")) != "dxa":
        return False
    said = size.get(w("w"), "")
    return re.fullmatch(r"[0-9]{1,9}", said) is not None and int(said) < NARROW


def _make_yellow(run: etree._Element, *, styled: bool) -> None:
    look = look_of(run)
    if styled:
        put(look, made("rStyle", val=GAP_STYLE), RUN)
    else:
        put(look, made("highlight", val="yellow"), RUN)


def written(text: str) -> Iterator[etree._Element]:
    """The text as Word's elements: line breaks and tabs have their own."""
    for part in re.split("([\n\t])", text):
        if part == "\n":
            yield made("br")
        elif part == "\t":
            yield made("tab")
        elif part:
            element = made("t")
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
    rest = made("r")
    look = run.find(w("rPr"))
    if look is not None:
        rest.append(deepcopy(look))
    rest.extend(after)
    return [rest]
