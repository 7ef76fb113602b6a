"""The parts of a workbook's package: cells have their addresses, shared texts are read once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from lxml import etree

from kanto_docs.documents import parts
from kanto_docs.documents.excel.sheetml.implied import addressed
from kanto_docs.documents.excel.sheetml.spaces import MAIN
from kanto_docs.documents.excel.sheetml.values import said_in

_TEXT: Final = f"{MAIN}si"


class Template(parts.Template):
    """A workbook that is only read; it may be kept and filled again."""

    unreadable: ClassVar[str] = "workbook_unreadable"

    def __init__(self, payload: bytes) -> None:
        super().__init__(payload)
        self._texts: dict[str, Sequence[str]] = {}

    def parsed(self, content: bytes) -> etree._Element:
        """One part read; every row and cell of a sheet says where it stands."""
        tree = super().parsed(content)
        addressed(tree)
        return tree

    def texts(self, name: str) -> Sequence[str]:
        """The texts of a part of shared texts, by number."""
        if name not in self._texts:
            self._texts[name] = [said_in(one) for one in self.tree(name).iterchildren(_TEXT)]
        return self._texts[name]


class Parts(parts.Parts):
    """The parts of one workbook in the making."""

    template: Template

    def __init__(self, template: Template) -> None:
        super().__init__(template)
