"""The names that a workbook gives to cells (nimetyt alueet), for all sheets or for one alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from kanto_docs.documents.excel.sheetml import ordering
from kanto_docs.documents.excel.sheetml.ordering import placed
from kanto_docs.documents.excel.sheetml.parts import Parts
from kanto_docs.documents.excel.sheetml.spaces import MAIN


class Name(NamedTuple):
    """A name and what it stands for; `sheet` is the place of the only sheet that knows it."""

    name: str
    stands_for: str
    sheet: int | None


class Names:
    """The defined names of one workbook; a name is the same in small and capital letters."""

    def __init__(self, parts: Parts, part: str) -> None:
        self._parts = parts
        self._part = part
        self._edited: dict[tuple[str, str | None], etree._Element] | None = None

    def __iter__(self) -> Iterator[Name]:
        return names_of(self._parts.read(self._part))

    def of_sheet(self, place: int) -> Iterator[Name]:
        """The names that only the sheet in this place knows."""
        return names_of(self._parts.read(self._part), f"[@localSheetId='{place}']")

    def give(self, name: str, stands_for: str, sheet: int | None = None) -> None:
        """Let a name stand for something, and for nothing else than that."""
        self.take(name, sheet)
        made = etree.SubElement(self._list(), f"{MAIN}definedName", name=name)
        if sheet is not None:
            made.set("localSheetId", str(sheet))
        made.text = stands_for
        self._known()[_key(made)] = made

    def take(self, name: str, sheet: int | None = None) -> None:
        """Take a name out of the workbook."""
        key = (name.lower(), None if sheet is None else str(sheet))
        found = self._known().pop(key, None)
        if found is not None:
            self._list().remove(found)

    def recount(self) -> None:
        """Look again which sheet each name is of."""
        self._edited = None

    def settle(self) -> None:
        """Leave no empty list of names behind, which Excel would not read."""
        if self._edited is not None and not self._edited:
            root = self._parts.edit(self._part)
            for empty in root.findall(f"{MAIN}definedNames"):
                root.remove(empty)

    def _known(self) -> dict[tuple[str, str | None], etree._Element]:
        if self._edited is None:
            self._edited = {_key(one): one for one in self._list()}
        return self._edited

    def _list(self) -> etree._Element:
        return placed(self._parts.edit(self._part), "definedNames", ordering.BOOK)


def names_of(root: etree._Element, which: str = "") -> Iterator[Name]:
    """The names that a workbook's part holds."""
    for one in root.iterfind(f"{MAIN}definedNames/{MAIN}definedName{which}"):
        local = one.get("localSheetId")
        yield Name(one.get("name", ""), one.text or "", int(local) if local else None)


def _key(name: etree._Element) -> tuple[str, str | None]:
    return name.get("name", "").lower(), name.get("localSheetId")
