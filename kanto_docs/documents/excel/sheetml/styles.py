"""Looks of cells (muotoilut): each is a number in the workbook's list of them, made once.

A look that differs from another in one thing is a copy of it with that one thing changed, and is
added to the end of the list; the looks that were there keep their numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Final

from lxml import etree

from kanto_docs.documents.excel.sheetml.parts import Parts
from kanto_docs.documents.excel.sheetml.spaces import MAIN

_FIRST_OWN_FORMAT: Final = 164
"""Below this the number formats are those of every spreadsheet program."""
_ORDER: Final = ("alignment", "protection", "extLst")

Look = int
"""The number of a look."""


class Styles:
    """The looks of one workbook."""

    def __init__(self, parts: Parts, name: str) -> None:
        self._parts = parts
        self._name = name
        self._made: dict[tuple[Look, str], Look] = {}
        self._wrapping: dict[Look, bool] = {}

    def wraps(self, look: Look) -> bool:
        """Whether a long text is broken into lines."""
        if look not in self._wrapping:
            alignment = self._look(look).find(f"{MAIN}alignment")
            said = None if alignment is None else alignment.get("wrapText")
            self._wrapping[look] = said in ("1", "true")
        return self._wrapping[look]

    def locked(self, look: Look) -> bool:
        """Whether a cell cannot be changed once its sheet is protected."""
        protection = self._look(look).find(f"{MAIN}protection")
        return protection is None or protection.get("locked") not in ("0", "false")

    def wrapping(self, look: Look) -> Look:
        """The look with long texts broken into lines."""
        if self.wraps(look):
            return look
        return self._changed(look, "wrapping", _wrap)

    def quoting(self, look: Look) -> Look:
        """The look of a text that must never be taken for a formula."""
        return self._changed(look, "quoting", lambda xf: xf.set("quotePrefix", "1"))

    def formatted(self, look: Look, code: str) -> Look:
        """The look with another number format."""

        def change(xf: etree._Element) -> None:
            xf.set("numFmtId", str(self._format(code)))
            xf.set("applyNumberFormat", "1")

        return self._changed(look, f"format {code}", change)

    def marked(self, look: Look, like: Look) -> Look:
        """The look with the colour behind another, and locked or open as that is."""
        model = self._look(like)

        def change(xf: etree._Element) -> None:
            xf.set("fillId", model.get("fillId", "0"))
            xf.set("applyFill", "1")
            xf.set("applyProtection", "1")
            _put(xf, "protection", model.find(f"{MAIN}protection"))

        return self._changed(look, f"marked {like}", change)

    def _changed(self, look: Look, how: str, change: Callable[[etree._Element], None]) -> Look:
        key = (look, how)
        if key not in self._made:
            root = self._parts.edit(self._name)
            looks = _looks(root)
            xf = deepcopy(looks[look])
            change(xf)
            looks.append(xf)
            looks.set("count", str(len(looks)))
            self._made[key] = len(looks) - 1
        return self._made[key]

    def _look(self, look: Look) -> etree._Element:
        return _looks(self._parts.read(self._name))[look]

    def _format(self, code: str) -> int:
        root = self._parts.edit(self._name)
        formats = root.find(f"{MAIN}numFmts")
        if formats is None:
            formats = etree.Element(f"{MAIN}numFmts")
            root.insert(0, formats)
        for one in formats:
            if one.get("formatCode") == code:
                return int(one.get("numFmtId", ""))
        numbers = (int(one.get("numFmtId", "")) for one in formats)
        number = max(numbers, default=_FIRST_OWN_FORMAT - 1) + 1
        number = max(number, _FIRST_OWN_FORMAT)
        etree.SubElement(formats, f"{MAIN}numFmt", numFmtId=str(number), formatCode=code)
        formats.set("count", str(len(formats)))
        return number


def _looks(root: etree._Element) -> etree._Element:
    found = root.find(f"{MAIN}cellXfs")
    if found is None:
        found = etree.SubElement(root, f"{MAIN}cellXfs")
    return found


def _wrap(xf: etree._Element) -> None:
    alignment = xf.find(f"{MAIN}alignment")
    if alignment is None:
        alignment = etree.Element(f"{MAIN}alignment")
        xf.insert(0, alignment)
    alignment.set("wrapText", "1")
    xf.set("applyAlignment", "1")


def _put(xf: etree._Element, name: str, model: etree._Element | None) -> None:
    """Give the look one of its elements, or take it away; they have an order."""
    for old in xf.findall(f"{MAIN}{name}"):
        xf.remove(old)
    if model is None:
        return
    later = {f"{MAIN}{one}" for one in _ORDER[_ORDER.index(name) + 1 :]}
    at = next((place for place, one in enumerate(xf) if one.tag in later), len(xf))
    xf.insert(at, deepcopy(model))
