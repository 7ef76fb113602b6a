"""A Word document in the making: its parts, the lists and the links that its texts ask for."""

from __future__ import annotations

from typing import Final

from lxml import etree

from kanto_docs.documents.parts import Parts, Template
from kanto_docs.documents.word.lists import BULLET, Line
from kanto_docs.documents.word.looks import Looks
from kanto_docs.documents.word.wordml import OFFICE, WORD_TYPE, W, made, w

STEP: Final = 284
"""Twentieths of a point, half a centimetre: how far a list stands in."""

_NUMBERING: Final = "word/numbering.xml"
_NO_NUMBERING: Final = f'<w:numbering xmlns:w="{W}"/>'.encode()
_BULLETS: Final = ("•", "–")


class Paper:
    """The document of one rendering."""

    def __init__(self, template: Template, main: str, looks: Looks) -> None:
        self.parts = Parts(template)
        self.main = main
        self.looks = looks
        self._links: dict[tuple[str, str], str] = {}
        self._bullets = ""
        self._lists: dict[int, str] = {}

    def link(self, part: str, address: str) -> str:
        """The key under which a part leads to a web address."""
        if (part, address) not in self._links:
            key = self.parts.relate_outside(part, f"{OFFICE}/hyperlink", address)
            self._links[part, address] = key
        return self._links[part, address]

    def list_of(self, item: Line) -> str:
        """The number of the list that an item belongs to; a numbered one begins where it says."""
        if item.kind == BULLET:
            self._bullets = self._bullets or self._add(item)
            return self._bullets
        if item.starts or item.level not in self._lists:
            self._lists[item.level] = self._add(item)
        return self._lists[item.level]

    def _add(self, item: Line) -> str:
        root = self._numbering()
        shapes = root.findall(w("abstractNum"))
        lists = root.findall(w("num"))
        shape = _free(shapes, "abstractNumId", 0)
        place = 1 + max((n for n, one in enumerate(root) if one.tag in _BEFORE_LISTS), default=-1)
        root.insert(place, _shape(shape, item))
        number = _free(lists, "numId", 1)
        new = made("num", numId=number)
        new.append(made("abstractNumId", val=shape))
        root.insert(1 + max(n for n, one in enumerate(root) if one.tag in _LISTS), new)
        return number

    def _numbering(self) -> etree._Element:
        found = next(iter(self.parts.related(self.main, "numbering")), "")
        if found not in self.parts:
            found = (
                self.parts.free("word/numbering{}.xml") if _NUMBERING in self.parts else _NUMBERING
            )
            self.parts.put(found, _NO_NUMBERING, f"{WORD_TYPE}.numbering+xml")
            self.parts.relate(self.main, f"{OFFICE}/numbering", found)
        return self.parts.edit(found)


_BEFORE_LISTS: Final = {w("numPicBullet"), w("abstractNum")}
_LISTS: Final = {*_BEFORE_LISTS, w("num")}
_LONG: Final = 10
"""Digits that no number of a list has in a sound file."""


def _free(entries: list[etree._Element], name: str, least: int) -> str:
    said = [one.get(w(name), "") for one in entries]
    numbers = (int(one) for one in said if one.isdecimal() and len(one) < _LONG)
    return str(max([least - 1, *numbers]) + 1)


def _shape(key: str, item: Line) -> etree._Element:
    """The shape of one list with two levels; its numbers begin with the item's."""
    shape = made("abstractNum", abstractNumId=key)
    shape.append(made("multiLevelType", val="hybridMultilevel"))
    for level, bullet in enumerate(_BULLETS):
        inner = made("lvl", ilvl=str(level))
        first = item.number if level == item.level and item.kind != BULLET else 1
        inner.append(made("start", val=str(first)))
        inner.append(made("numFmt", val="bullet" if item.kind == BULLET else "decimal"))
        said = bullet if item.kind == BULLET else f"%{level + 1}{item.kind}"
        inner.append(made("lvlText", val=said))
        inner.append(made("lvlJc", val="left"))
        look = made("pPr")
        look.append(made("ind", left=str(STEP * (level + 1)), hanging=str(STEP)))
        inner.append(look)
        shape.append(inner)
    return shape
