"""Which styles of a Word template make a paragraph a heading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from kanto_docs.documents.word.looks import with_parents
from kanto_docs.documents.word.wordml import w
from kanto_docs.documents.xml import strict

_LEVELS: Final = re.compile(r"[0-8]?")
"""The outline levels of headings; without a number it is the first."""
_STYLE_OF_HEADING: Final = re.compile(r"heading [1-9]", re.IGNORECASE)


def heading_styles(part: bytes | None) -> frozenset[str]:
    """The styles whose paragraphs are headings: by their level, their name or their ancestor."""
    if part is None:
        return frozenset()
    styles = {one.get(w("styleId"), ""): one for one in strict(part).iter(w("style"))}
    return frozenset(key for key in styles if _leads_a_section(key, styles))


def is_of_heading(level: etree._Element) -> bool:
    """Whether an outline level (w:outlineLvl) is that of a heading."""
    return _LEVELS.fullmatch(level.get(w("val"), "")) is not None


def _leads_a_section(key: str, styles: Mapping[str, etree._Element]) -> bool:
    for style in with_parents(key, styles):
        level = style.find(f"{w('pPr')}/{w('outlineLvl')}")
        if level is not None:
            return is_of_heading(level)
        name = style.find(w("name"))
        if name is not None and _STYLE_OF_HEADING.fullmatch(name.get(w("val"), "")):
            return True
    return False
