"""The colour of every text of a Word file and of what is behind it, out of runs, styles, tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from tests.proof import W

LEAST: Final = 4.5
"""The contrast that WCAG 2 AA asks of text."""
WHITE: Final = "FFFFFF"
HIGHLIGHTS: Final[Mapping[str, str]] = {
    "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF", "blue": "0000FF",
    "red": "FF0000", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080",
    "lightGray": "C0C0C0", "black": "000000", "white": WHITE,
}  # fmt: skip


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, "1A1A1A", as WCAG 2 reckons it: 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Looks:
    """The styles of one file."""

    def __init__(self, styles: etree._Element) -> None:
        self._styles = {one.get(f"{W}styleId"): one for one in styles.iter(f"{W}style")}
        self._default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._normal = next(
            (
                one
                for one in self._styles.values()
                if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default") == "1"
            ),
            None,
        )

    def chain(self, style: str | None) -> Iterator[etree._Element]:
        """A style and those it is based on."""
        seen = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            found = self._styles[style]
            yield found
            base = found.find(f"{W}basedOn")
            style = base.get(f"{W}val") if base is not None else None

    def names(self, paragraph: etree._Element) -> list[str]:
        """The names of a paragraph's style and of those it is based on."""
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        chain = self.chain(found.get(f"{W}val") if found is not None else None)
        return [
            name.get(f"{W}val", "") for one in chain if (name := one.find(f"{W}name")) is not None
        ]

    def coloured(self, root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
        """Every run that says something, its colour and the colour behind it."""
        for run in root.iter(f"{W}r"):
            if not "".join(text.text or "" for text in run.iter(f"{W}t")).strip():
                continue
            paragraph = next(run.iterancestors(f"{W}p"))
            colour, behind = self._colour(run, paragraph), self._behind(run, paragraph)
            if colour is None:
                colour = "000000" if _luminance(behind) > 0.18 else WHITE
            yield run, colour, behind

    def _colour(self, run: etree._Element, paragraph: etree._Element) -> str | None:
        for look in self._looks_of(run, paragraph, f"{W}rPr"):
            found = look.find(f"{W}color")
            if found is not None:
                value = found.get(f"{W}val")
                return None if value == "auto" else value
        return None

    def _behind(self, run: etree._Element, paragraph: etree._Element) -> str:
        for look in self._looks_of(run, paragraph, f"{W}rPr"):
            marked = look.find(f"{W}highlight")
            if marked is not None and marked.get(f"{W}val") in HIGHLIGHTS:
                return HIGHLIGHTS[marked.get(f"{W}val", "")]
            if fill := _fill(look):
                return fill
        styled = (one.find(f"{W}pPr") for one in self._paragraph_chain(paragraph))
        around = [paragraph.find(f"{W}pPr"), *styled]
        for cell in paragraph.iterancestors(f"{W}tc"):
            around += [cell.find(f"{W}tcPr"), *self._cell_looks(cell, f"{W}tcPr")]
        fills = (_fill(one) for one in around if one is not None)
        return next((fill for fill in fills if fill), WHITE)

    def _looks_of(
        self, run: etree._Element, paragraph: etree._Element, tag: str
    ) -> Iterator[etree._Element]:
        """The looks of a run, its styles, its paragraph, its table and the file: nearest first."""
        own = run.find(tag)
        named = own.find(f"{W}rStyle") if own is not None else None
        chains = [self.chain(named.get(f"{W}val"))] if named is not None else []
        chains.append(self._paragraph_chain(paragraph))
        found = [own, *(one.find(tag) for chain in chains for one in chain)]
        for cell in paragraph.iterancestors(f"{W}tc"):
            found += self._cell_looks(cell, tag)
        yield from (one for one in (*found, self._default) if one is not None)

    def _paragraph_chain(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None:
            return self.chain(style.get(f"{W}val"))
        return iter(() if self._normal is None else (self._normal,))

    def _cell_looks(self, cell: etree._Element, tag: str) -> list[etree._Element]:
        """What the table's style says of a cell in this place."""
        row = cell.getparent()
        table = next(cell.iterancestors(f"{W}tbl"))
        style = table.find(f"{W}tblPr/{W}tblStyle")
        look = table.find(f"{W}tblPr/{W}tblLook")
        assert row is not None
        rows = table.findall(f"{W}tr")
        cells = row.findall(f"{W}tc")

        def is_on(flag: str) -> bool:
            return look is not None and look.get(f"{W}{flag}") == "1"

        in_place = {
            "firstRow": row is rows[0],
            "lastRow": row is rows[-1],
            "firstColumn": cell is cells[0],
            "lastColumn": cell is cells[-1],
        }
        kinds = [name for name, here in in_place.items() if here and is_on(name)]
        if look is not None and not is_on("noHBand"):
            place = rows.index(row) - is_on("firstRow")
            kinds.append("band2Horz" if place % 2 else "band1Horz")
        short = {"firstColumn": "firstCol", "lastColumn": "lastCol"}
        kinds = [short.get(kind, kind) for kind in kinds]
        found = []
        for one in self.chain(style.get(f"{W}val") if style is not None else None):
            parts = {part.get(f"{W}type"): part for part in one.findall(f"{W}tblStylePr")}
            found += [parts[kind].find(tag) for kind in kinds if kind in parts]
            found.append(one.find(tag))
        return [one for one in found if one is not None]


def _fill(look: etree._Element) -> str | None:
    shading = look.find(f"{W}shd")
    fill = shading.get(f"{W}fill") if shading is not None else None
    return None if fill in (None, "auto") else fill
