"""The names of Word's XML, and the order in which its schema wants them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

PARAGRAPH: Final = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr",
    "sectPr", "pPrChange",
)  # fmt: skip
"""What a paragraph's look (w:pPr) holds, in order."""
RUN: Final = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline",
    "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color",
    "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd",
    "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath",
)  # fmt: skip
"""What a run's look (w:rPr) holds, in order."""


def w(name: str) -> str:
    """The full name of one of Word's elements or attributes."""
    return f"{{{W}}}{name}"


def made(name: str, **attributes: str) -> etree._Element:
    """One of Word's elements with attributes of Word's."""
    element = etree.Element(w(name))
    for key, value in attributes.items():
        element.set(w(key), value)
    return element


def put(parent: etree._Element, child: etree._Element, order: Sequence[str]) -> etree._Element:
    """Put a child where the schema wants it, in the place of another of its name."""
    for old in parent.findall(str(child.tag)):
        parent.remove(old)
    names = [w(name) for name in order]
    later = set(names[names.index(str(child.tag)) + 1 :])
    at = next((n for n, one in enumerate(parent) if one.tag in later), len(parent))
    parent.insert(at, child)
    return child


def look_of(element: etree._Element) -> etree._Element:
    """The w:pPr of a paragraph or the w:rPr of a run, made first when there is none."""
    name = w("pPr" if element.tag == w("p") else "rPr")
    found = element.find(name)
    if found is None:
        found = etree.Element(name)
        element.insert(0, found)
    return found
