"""The styles of a template, as far as the texts of a plan need them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from lxml import etree

from kanto_docs.documents.word.wordml import w

GAP_STYLE: Final = "Puuttuu"
"""The character style of a gap, yellow in our templates."""

_ONE_LINE: Final = re.compile(
    r"(heading|toc) \d|title|subtitle|header|footer|caption", re.IGNORECASE
)


class Looks(NamedTuple):
    """What the styles say."""

    gap: bool = False
    """Whether there is a style for gaps."""
    link: str = ""
    """The style of links, or nothing."""
    note: str = ""
    """The style of a comment's text, or nothing."""
    plain: str = ""
    """The style of a paragraph that names none."""
    one_line: frozenset[str] = frozenset()
    """Styles whose paragraph stays one: headings, titles, what is numbered already."""
    titles: frozenset[str] = frozenset()
    indents: Mapping[str, int] = {}
    """How far the text of a style stands in from the left, in twentieths of a point."""

    def style_of(self, paragraph: etree._Element) -> str:
        """The style of a paragraph."""
        style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
        return self.plain if style is None else style.get(w("val"), "")

    def indent_of(self, paragraph: etree._Element) -> int:
        """How far in a paragraph stands, by its own look or by its style's."""
        own = left_of(paragraph.find(f"{w('pPr')}/{w('ind')}"))
        return self.indents.get(self.style_of(paragraph), 0) if own is None else own


def looks_of(styles: etree._Element | None) -> Looks:
    """What the part of styles says; nothing without one."""
    if styles is None:
        return Looks()
    by_id = {style.get(w("styleId"), ""): style for style in styles.iter(w("style"))}
    names = {key: _said(style, "name").lower() for key, style in by_id.items()}
    kinds = {key: style.get(w("type"), "") for key, style in by_id.items()}
    paragraphs = [key for key, kind in kinds.items() if kind == "paragraph"]
    plain = (key for key in paragraphs if by_id[key].get(w("default")) in ("1", "true", "on"))
    return Looks(
        GAP_STYLE in by_id,
        next((key for key, name in names.items() if name == "hyperlink"), ""),
        next((key for key in paragraphs if names[key] == "annotation text"), ""),
        next(plain, ""),
        frozenset(key for key in paragraphs if _is_one_line(key, by_id, names)),
        frozenset(key for key in paragraphs if names[key] == "title"),
        {key: _indent(key, by_id) for key in paragraphs},
    )


def left_of(indent: etree._Element | None) -> int | None:
    """The left indent that a w:ind tells, None when it tells none that can be read."""
    if indent is None:
        return None
    said = indent.get(w("left"), indent.get(w("start"), ""))
    return int(said) if re.fullmatch(r"-?\d{1,5}", said) else None


def _is_one_line(key: str, by_id: Mapping[str, etree._Element], names: Mapping[str, str]) -> bool:
    for style in with_parents(key, by_id):
        look = style.find(w("pPr"))
        if _ONE_LINE.fullmatch(names[style.get(w("styleId"), "")]):
            return True
        if look is not None and any(
            look.find(w(one)) is not None for one in ("outlineLvl", "numPr")
        ):
            return True
    return False


def _indent(key: str, by_id: Mapping[str, etree._Element]) -> int:
    said = (left_of(style.find(f"{w('pPr')}/{w('ind')}")) for style in with_parents(key, by_id))
    return next((one for one in said if one is not None), 0)


def with_parents(key: str, by_id: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """The style, the one it is based on and so on; a circle ends."""
    seen: set[str] = set()
    while key in by_id and key not in seen:
        seen.add(key)
        yield by_id[key]
        key = _said(by_id[key], "basedOn")


def _said(style: etree._Element, name: str) -> str:
    found = style.find(w(name))
    return "" if found is None else found.get(w("val"), "")
