"""The texts of one document, each behind its mark, until the marks are in their places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from html import escape
from typing import Final, cast

from lxml import etree

from kanto_docs.documents.gaps import Answer, Gap, Rows, gap_of
from kanto_docs.documents.word.placing import Piece, Spot, is_plain, place
from kanto_docs.documents.word.sandbox import WRITTEN_LIMIT, Refused
from kanto_docs.documents.word.wordml import w
from kanto_docs.documents.xml import strict
from kanto_docs.source import Path

LEFT_OVER: Final = re.compile(r"\{\s*[{%#]|[}%#]\s*\}")
"""What looks like a piece of a tag."""

_TEXT = w("t")
_DRAWN_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_MARKED = re.compile(f"<w:t(?: [^>]*)?>([^<]*{_OPEN}[^<]*)</w:t>")
_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OPENED = '<w:t xml:space="preserve">'
_SPECIAL = re.compile("[^ -%'-;=?-\ud7ff\ue001-\ufffd\U00010000-\U0010ffff]")
_DESCRIPTIONS = {"descr", "title"}
_SHOWN = 80


class Texts:
    """The texts of one document, each behind its mark, and the gaps in the order they stand."""

    def __init__(self) -> None:
        self._texts: list[Piece] = []
        self._plain: list[str | None] = []
        """Of a text that goes to its place as it is: how XML writes it."""
        self._gaps: dict[object, Gap] = {}
        self._length = 0
        self.paths: list[Path] = []
        """Of each mark the field that its text comes from; of some nothing is known."""
        self.found: dict[int, etree._Element] = {}
        """Where the marks that were asked for stood: their paragraphs."""

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps that stand in the document, each once."""
        return tuple(self._gaps.values())

    def mark(self, value: object) -> str:
        """Keep a value and return the mark that stands for it."""
        if isinstance(value, str):
            return self._keep(clean(value), value)
        if not isinstance(value, (int, Gap, Rows, Answer)):
            raise Refused("not_text")
        if isinstance(value, Rows) and value:
            if not all(isinstance(row, (str, Gap)) for row in value):
                raise Refused("not_text")
            return ", ".join(map(self.mark, value))
        gap = gap_of(value)
        if gap is None:
            return self._keep(clean(str(value)), value)
        self._gaps.setdefault(gap.path or gap.label, gap)
        return self._keep(gap, gap)

    def _keep(self, piece: Piece, value: object) -> str:
        self._length += len(str(piece))
        if self._length > WRITTEN_LIMIT:
            raise Refused("too_much", limit=WRITTEN_LIMIT)
        self._texts.append(piece)
        self._plain.append(_escaped(piece))
        self.paths.append(getattr(value, "path", ()))
        return f"{_OPEN}{len(self._texts) - 1}{_CLOSE}"

    def marks(self, marked: str) -> list[int]:
        """The marks of one part, in the order they stand."""
        return [int(number) for number in _MARK.findall(marked) if int(number) < len(self._texts)]

    def settled(self, marked: str, spot: Spot, sought: Collection[int] = ()) -> etree._Element:
        """One part with every text in the place of its mark. Raises Refused.

        Where the sought marks stood is kept in `found`.
        """
        if "{" in marked or "}" in marked:
            self._refuse_left_over(strict(marked.encode()))
        wanted = frozenset(sought)
        plain = self._plain

        def as_written(found: re.Match[str]) -> str:
            written = found[1]
            alone = _MARK.fullmatch(written)
            if alone is not None and int(alone[1]) < len(plain):
                text = None if int(alone[1]) in wanted else plain[int(alone[1])]
                return found[0] if text is None else f"{_OPENED}{text}</w:t>"
            numbers = [int(number) for number in _MARK.findall(written)]
            if not wanted.isdisjoint(numbers) or not all(map(self._is_plain, numbers)):
                return found[0]
            text = _MARK.sub(lambda mark: plain[int(mark[1])] or "", written)
            return f"{_OPENED}{text}</w:t>"

        rest = _MARKED.sub(as_written, marked)
        root = strict(rest.encode())
        self._settle(root, spot, wanted, rest.count(_OPEN))
        return root

    def _is_plain(self, number: int) -> bool:
        return number < len(self._plain) and self._plain[number] is not None

    def _settle(self, root: etree._Element, spot: Spot, wanted: frozenset[int], signs: int) -> None:
        """Settle what is left; `signs` says how many marks there are, wherever they stand."""
        waiting = [one for one in root.iter(_TEXT) if one.text and _OPEN in one.text]
        if sum((one.text or "").count(_OPEN) for one in waiting) != signs:
            for element in _found(root, "//*[@*[contains(., $sign)]]"):
                self._settle_attributes(element)
            waiting = _found(root, "//*[text()[contains(., $sign)]]")
        for element in waiting:
            written = element.text or ""
            if element.tag == _DRAWN_TEXT:
                element.text = self._said(written)
            elif element.tag != _TEXT:
                raise Refused("name_out_of_place", paragraph=self._said(written)[:_SHOWN])
            else:
                self._note(element, wanted.intersection(self.marks(written)))
                place(element, tuple(self._pieces(written)), spot)

    def _note(self, element: etree._Element, numbers: frozenset[int]) -> None:
        """Keep the paragraph; of a text box the one in which the box stands."""
        if numbers:
            outermost = [*element.iterancestors(w("p"))][-1:]
            self.found |= dict.fromkeys(numbers, outermost[0]) if outermost else {}

    def _settle_attributes(self, element: etree._Element) -> None:
        for name, raw in element.attrib.items():
            value = str(raw)
            if _OPEN in value:
                if name not in _DESCRIPTIONS:
                    raise Refused("name_out_of_place", paragraph=self._said(value)[:_SHOWN])
                element.set(name, self._said(value))

    def _pieces(self, written: str) -> Iterator[Piece]:
        for number, part in enumerate(_MARK.split(written)):
            if number % 2:
                yield self._texts[int(part)] if int(part) < len(self._texts) else part
            elif part:
                yield part

    def _said(self, written: str) -> str:
        return " ".join("".join(map(str, self._pieces(written))).split("\n"))

    def _refuse_left_over(self, root: etree._Element) -> None:
        for paragraph in root.iter(w("p")):
            written = "".join(text.text or "" for text in paragraph.iter(w("t")))
            if LEFT_OVER.search(written):
                raise Refused("leftover_tag", paragraph=self._said(written)[:_SHOWN])


def clean(text: str) -> str:
    """`text` with one kind of line break and without what XML cannot hold."""
    if not _SPECIAL.search(text):
        return text if type(text) is str else str(text)
    return _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _escaped(piece: Piece) -> str | None:
    if isinstance(piece, Gap) or _OPEN in piece or not is_plain(piece):
        return None
    return escape(piece, quote=False) if _SPECIAL.search(piece) else piece


def _found(root: etree._Element, path: str) -> list[etree._Element]:
    """The elements that an XPath finds with the sign of a mark."""
    found = cast("Iterable[object]", root.xpath(path, sign=_OPEN))
    return [one for one in found if etree.iselement(one)]
