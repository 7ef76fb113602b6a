"""What the guard asks of Word's parts: no field that fetches something from elsewhere."""

from __future__ import annotations

import re
from typing import ClassVar

from kanto_docs.documents.guard.part import Attributes, Part, Readers, Seen

_FETCHING = re.compile(
    r"(?<![\w./:-])(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DDEAUTO|DDE|LINK|DATABASE|RD)"
    r"(?![\w./:-])",
    re.IGNORECASE,
)


class WordPart(Part):
    """A part of a .docx; an instruction may be spread over many runs, fields over one another."""

    spaces: ClassVar[frozenset[str]] = frozenset(
        {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        }
    )

    def __init__(self, name: str, seen: Seen) -> None:
        super().__init__(name, seen)
        self._open_fields = [""]

    def readers(self) -> Readers:
        """Return what to do at which element."""
        return {
            "fldSimple": self._simple_field,
            "fldChar": self._field_mark,
            "instrText": self.collect,
            "delInstrText": self.collect,
            "connectString": self._data_source,
        }

    def judge(self, text: str) -> None:
        """Add a piece of an instruction to the innermost open field."""
        self._open_fields[-1] += text

    def close(self) -> None:
        """Judge the fields that were never closed too."""
        super().close()
        for instruction in self._open_fields:
            self._judge_instruction(instruction)

    def _simple_field(self, attributes: Attributes) -> None:
        self._judge_instruction(attributes.get("instr", ""))

    def _field_mark(self, attributes: Attributes) -> None:
        mark = attributes.get("fldCharType")
        if mark == "begin":
            self._open_fields.append("")
            return
        self._judge_instruction(self._open_fields[-1])
        if mark == "end" and len(self._open_fields) > 1:
            self._open_fields.pop()

    def _judge_instruction(self, instruction: str) -> None:
        if found := _FETCHING.search(re.sub('"[^"]*"', " ", instruction)):
            self.stop("field", field=found[1].upper())

    def _data_source(self, _: Attributes) -> None:
        self.stop("field", field="DATABASE")
