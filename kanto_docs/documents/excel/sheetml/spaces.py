"""The namespaces of a workbook's XML, as lxml spells them."""

from __future__ import annotations

from typing import Final

MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
