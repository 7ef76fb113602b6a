"""A workbook in the making: its sheets, names and looks, and how it is handed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kanto_docs.documents.excel.sheetml import ordering
from kanto_docs.documents.excel.sheetml.notes import write_notes
from kanto_docs.documents.excel.sheetml.ordering import placed
from kanto_docs.documents.excel.sheetml.parts import Parts, Template
from kanto_docs.documents.excel.sheetml.shared import Shared
from kanto_docs.documents.excel.sheetml.sheet import Sheet
from kanto_docs.documents.excel.sheetml.spaces import MAIN, OFFICE
from kanto_docs.documents.package import DECLARED, DOCUMENT_TYPE_OF, TYPES
from kanto_docs.errors import TemplateError

_KEY: Final = f"{{{OFFICE}}}id"


class Book(Shared):
    """One workbook in the making. Raises TemplateError when the template is none."""

    def __init__(self, template: Template) -> None:
        super().__init__(Parts(template))
        kinds = {one.key: one for one in self.parts.relations(self.part)}
        self.order: list[str] = []
        """The titles of all sheets, of charts too, as names for one sheet count them."""
        self.worksheets: list[Sheet] = []
        for entry in self.entries():
            relation = kinds.get(entry.get(_KEY, ""))
            if relation is None or relation.part is None or relation.part not in self.parts:
                raise TemplateError("workbook_unreadable", reason=entry.get("name", ""))
            self.order.append(entry.get("name", ""))
            if relation.kind == "worksheet":
                self.worksheets.append(Sheet(self, relation.part, entry.get("name", "")))
        if not self.worksheets:
            raise TemplateError("workbook_unreadable", reason=self.part)

    def __getitem__(self, title: str) -> Sheet:
        return next(sheet for sheet in self.worksheets if sheet.title == title)

    def __contains__(self, title: object) -> bool:
        return any(sheet.title == title for sheet in self.worksheets)

    def payload(self, properties: Mapping[str, bytes], private: Sequence[str] = ()) -> bytes:
        """The workbook as bytes; Excel is asked to calculate everything when it opens the file."""
        for number, sheet in enumerate(self.worksheets, start=1):
            write_notes(sheet, number)
            sheet.settle()
        self.names.settle()
        self._calculate_on_load()
        self._open_on_a_visible_sheet()
        self._be_a_document()
        self.parts.drop((*self.parts.related(self.part, "calcChain"), *private))
        for name, content in properties.items():
            content_type, relationship = DECLARED[name]
            self.parts.put(name, content, content_type)
            if name not in {one.part for one in self.parts.relations("")}:
                self.parts.relate("", relationship, name)
        return self.parts.payload()

    def _calculate_on_load(self) -> None:
        said = placed(self.parts.edit(self.part), "calcPr", ordering.BOOK)
        said.set("fullCalcOnLoad", "1")

    def _open_on_a_visible_sheet(self) -> None:
        root = self.parts.edit(self.part)
        states = [one.get("state", "visible") for one in self.entries()]
        for view in root.iter(f"{MAIN}workbookView"):
            active = int(view.get("activeTab", "0"))
            if active < len(states) and states[active] != "visible" and "visible" in states:
                view.set("activeTab", str(states.index("visible")))
                view.attrib.pop("firstSheet", "")

    def _be_a_document(self) -> None:
        """Turn a template's (.xltx) content type into a workbook's."""
        if self.parts.content_type(self.part) in DOCUMENT_TYPE_OF:
            for one in self.parts.edit(TYPES):
                said = one.get("ContentType", "")
                one.set("ContentType", DOCUMENT_TYPE_OF.get(said, said))
