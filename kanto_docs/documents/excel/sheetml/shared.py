"""What all sheets of a workbook share: its parts, names, looks and texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from lxml import etree

from kanto_docs.documents.excel.sheetml.names import Names
from kanto_docs.documents.excel.sheetml.parts import Parts
from kanto_docs.documents.excel.sheetml.spaces import MAIN
from kanto_docs.documents.excel.sheetml.styles import Styles
from kanto_docs.errors import TemplateError


class Shared:
    """The part that is the workbook itself, and what it leads to besides its sheets."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.part = _only(parts, "", "officeDocument")
        self.names = Names(parts, self.part)
        self.styles = Styles(parts, _only(parts, self.part, "styles"))

    @cached_property
    def strings(self) -> Sequence[str]:
        """The texts that cells share, by number."""
        found = self.parts.related(self.part, "sharedStrings")
        return self.parts.template.texts(found[0]) if found else ()

    def entries(self) -> Iterator[etree._Element]:
        """What the workbook says of its sheets, in their order; to be looked at."""
        return _entries(self.parts.read(self.part))

    def edited_entries(self) -> Iterator[etree._Element]:
        """The same, to be changed."""
        return _entries(self.parts.edit(self.part))


def _entries(root: etree._Element) -> Iterator[etree._Element]:
    found = root.find(f"{MAIN}sheets")
    return iter(()) if found is None else found.iterchildren(f"{MAIN}sheet")


def _only(parts: Parts, name: str, kind: str) -> str:
    for found in parts.related(name, kind):
        if found in parts:
            return found
    raise TemplateError("workbook_unreadable", reason=kind)
