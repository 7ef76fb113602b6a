"""What a Word file owes to those who listen to it, enlarge it or leave the mouse alone.

Each check gives a list of what is wrong, empty if nothing.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from lxml import etree

from tests.looks import LEAST, Looks, contrast
from tests.proof import DRAWING, STORIES, W

R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
BODY: Final = "word/document.xml"

TYPED_BULLET: Final = re.compile(r"\s*[•▪◦·‣●○■□☐]\s*\w")
TYPED_ITEM: Final = re.compile(r"\s*(?:[*–-]|\(?\d{1,2}[.)])\s+\S")
"""What is an item only beside another one: a day and a numbered name begin so too."""
TYPED_PAGE: Final = re.compile(
    r"\b(?:sivu|sida|page|s\.)\s*\d|^\s*\d+\s*(?:/\s*\d+)?\s*$", re.IGNORECASE
)
_HEADING: Final = re.compile(r"heading (\d)", re.IGNORECASE)
_SOMETHING: Final = {
    f"{W}{name}" for name in ("drawing", "pict", "object", "fldChar", "fldSimple", "sym", "br")
}


class Paper:
    """A Word file, its parts parsed."""

    def __init__(self, payload: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            self.parts: Mapping[str, etree._Element] = {
                name: etree.fromstring(archive.read(name))
                for name in archive.namelist()
                if name.endswith((".xml", ".rels"))
            }
        self.looks = Looks(self.parts["word/styles.xml"])

    @property
    def stories(self) -> Iterator[tuple[str, etree._Element]]:
        """The parts that hold text."""
        return ((name, root) for name, root in self.parts.items() if STORIES.fullmatch(name))

    @cached_property
    def body(self) -> etree._Element:
        """The main text."""
        found = self.parts[BODY].find(f"{W}body")
        assert found is not None
        return found


def problems(payload: bytes, locale: str, texts: Iterable[str] = ()) -> list[str]:
    """Everything that is wrong with a document in `locale`, "fi-FI"; `texts` are the plan's own."""
    paper = Paper(payload)
    return [
        *title(paper),
        *headings(paper),
        *tables(paper),
        *pictures(paper),
        *languages(paper, locale),
        *colours(paper),
        *empty_paragraphs(paper),
        *page_numbers(paper),
        *twins(paper),
        *typed_lists(paper, texts),
        *links(paper),
    ]


def title(paper: Paper) -> Iterator[str]:
    """One paragraph is the title, and the file says its title too."""
    found = [one for one in paper.body.iter(f"{W}p") if "Title" in paper.looks.names(one)]
    if len(found) != 1:
        yield f"{len(found)} titles: {[said(one) for one in found]}"
    yield from ("an empty title" for one in found if not said(one).strip())
    core = paper.parts["docProps/core.xml"]
    if not (core.findtext(f"{DC}title") or "").strip():
        yield "the file does not say its title"


def headings(paper: Paper) -> Iterator[str]:
    """Headings begin at the first level, skip none and are never empty."""
    before = 0
    for paragraph in paper.body.iter(f"{W}p"):
        level = heading_level(paper, paragraph)
        if level is None:
            continue
        if level > before + 1:
            yield f"heading {said(paragraph)!r} of level {level} after level {before}"
        if not said(paragraph).strip():
            yield f"an empty heading of level {level}"
        before = level


def heading_level(paper: Paper, paragraph: etree._Element) -> int | None:
    """The level of a heading; None for other paragraphs."""
    for name in paper.looks.names(paragraph):
        if found := _HEADING.fullmatch(name):
            return int(found[1])
    return None


def tables(paper: Paper) -> Iterator[str]:
    """A table has a name, rows that stay whole, and a repeated header row or a column of names."""
    for table in paper.body.iter(f"{W}tbl"):
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        name = caption.get(f"{W}val", "") if caption is not None else ""
        where = f"table {name or said(table)[:40]!r}"
        if not name.strip():
            yield f"{where}: no caption"
        rows = table.findall(f"{W}tr")
        marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        look = table.find(f"{W}tblPr/{W}tblLook")
        by_column = look is not None and look.get(f"{W}firstColumn") == "1"
        if not marked[0] and not by_column:
            yield f"{where}: neither a header row nor a first column of names"
        if marked[0]:
            cells = rows[0].findall(f"{W}tc")
            yield from (f"{where}: an empty header" for cell in cells if not said(cell).strip())
        heads = len(marked) if all(marked) else marked.index(False)
        if any(marked[heads:]) or (all(marked) and len(rows) > 0):
            yield f"{where}: header rows are not the first ones"
        for row in rows:
            if row.find(f"{W}trPr/{W}cantSplit") is None and not _is_long(row):
                yield f"{where}: a row may break across pages: {said(row)[:40]!r}"


def _is_long(row: etree._Element) -> bool:
    """Whether a row holds a text of several paragraphs, which may need more than a page."""
    return any(len(cell.findall(f"{W}p")) > 1 for cell in row.iter(f"{W}tc"))


def pictures(paper: Paper) -> Iterator[str]:
    """A picture is described, or says that it is for decoration only."""
    for name, root in paper.stories:
        for drawing in root.iter(f"{W}drawing"):
            for described in drawing.iter(f"{DRAWING}docPr"):
                inside = {etree.QName(part).localname for part in described.iter()}
                if "decorative" not in inside and not (described.get("descr") or "").strip():
                    yield f"{name}: a picture without alternative text"
        for _ in root.iter(f"{W}pict"):
            yield f"{name}: a picture of the old kind"


LOCALES: Final = {"fi-FI", "sv-FI", "en-GB"}


def languages(paper: Paper, locale: str) -> Iterator[str]:
    """The file, its styles and its settings say the language; single texts may say another."""
    core = paper.parts["docProps/core.xml"].findtext(f"{DC}language")
    defaults = paper.parts["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    theme = paper.parts["word/settings.xml"].find(f"{W}themeFontLang")
    for where, found in (
        ("core properties", core),
        ("styles", defaults.get(f"{W}val") if defaults is not None else None),
        ("settings", theme.get(f"{W}val") if theme is not None else None),
    ):
        if found != locale:
            yield f"language of the {where}: {found}"
    for name, root in paper.stories:
        for lang in root.iter(f"{W}lang"):
            if lang.get(f"{W}val") not in {*LOCALES, None}:
                yield f"{name}: a text in {lang.get(f'{W}val')}"
    if paper.parts["word/settings.xml"].find(f"{W}autoHyphenation") is None:
        yield "words are not hyphenated"


def colours(paper: Paper) -> Iterator[str]:
    """Every text stands out from what is behind it."""
    seen = Counter(
        (colour, behind, said(run)[:30])
        for _, root in paper.stories
        for run, colour, behind in paper.looks.coloured(root)
    )
    for (colour, behind, text), count in seen.items():
        ratio = contrast(colour, behind)
        if ratio < LEAST:
            yield f"{colour} on {behind} is {ratio:.2f}:1 ({count} times, {text!r})"


def empty_paragraphs(paper: Paper) -> Iterator[str]:
    """No paragraph is there for the space alone."""
    for name, root in paper.stories:
        for paragraph in root.iter(f"{W}p"):
            if is_empty(paragraph) and not _needed(paragraph):
                before = paragraph.getprevious()
                after = said(before)[:40] if before is not None else ""
                yield f"{name}: an empty paragraph after {after!r}"


def is_empty(paragraph: etree._Element) -> bool:
    """Whether a paragraph shows nothing."""
    if said(paragraph).strip():
        return False
    return not any(one.tag in _SOMETHING or one.tag == f"{W}sectPr" for one in paragraph.iter())


def _needed(paragraph: etree._Element) -> bool:
    """Where Word itself needs one: between tables, after the last, alone in a cell or a header."""
    parent, before, after = paragraph.getparent(), paragraph.getprevious(), paragraph.getnext()
    assert parent is not None
    beside = {one.tag for one in (before, after) if one is not None}
    if beside <= {f"{W}tcPr"}:
        return True
    after_table = before is not None and before.tag == f"{W}tbl"
    return after_table and (after is None or after.tag in {f"{W}tbl", f"{W}sectPr"})


def page_numbers(paper: Paper) -> Iterator[str]:
    """Page numbers are fields, and where a footer has a number there is one."""
    for name, root in paper.stories:
        if name == BODY:
            continue
        for paragraph in root.iter(f"{W}p"):
            text = said(paragraph, with_fields=False)
            if TYPED_PAGE.search(text):
                yield f"{name}: a typed page number: {text!r}"


def twins(paper: Paper) -> Iterator[str]:
    """Bookmarks and pictures have names and numbers of their own in the whole file."""
    for tag, key in (
        (f"{W}bookmarkStart", f"{W}id"),
        (f"{W}bookmarkStart", f"{W}name"),
        (f"{DRAWING}docPr", "id"),
    ):
        counts = Counter(one.get(key) for _, root in paper.stories for one in root.iter(tag))
        what = f"{etree.QName(tag).localname} {etree.QName(key).localname}"
        yield from (f"{what} {one} twice" for one, count in counts.items() if count > 1)


def typed_lists(paper: Paper, texts: Iterable[str]) -> Iterator[str]:
    """Lists are lists: no bullet or number is typed, but for what the plan says itself."""
    own = {" ".join(line.split()) for text in texts for line in text.splitlines()}
    for name, root in paper.stories:
        before = False
        for paragraph in root.iter(f"{W}p"):
            text = " ".join(said(paragraph).split())
            strange = text not in own and heading_level(paper, paragraph) is None
            item = strange and TYPED_ITEM.match(text) is not None
            beside = before and paragraph.getprevious() is not None
            if (strange and TYPED_BULLET.match(text)) or (item and beside):
                yield f"{name}: a typed list item: {text[:60]!r}"
            before = item


def links(paper: Paper) -> Iterator[str]:
    """A link has a text and leads somewhere."""
    starts = [one for _, root in paper.stories for one in root.iter(f"{W}bookmarkStart")]
    marks = {one.get(f"{W}name") for one in starts}
    for name, root in paper.stories:
        folder, _, file = name.rpartition("/")
        rels = paper.parts.get(f"{folder}/_rels/{file}.rels")
        targets = {one.get("Id") for one in rels} if rels is not None else set()
        for link in root.iter(f"{W}hyperlink"):
            if not said(link).strip():
                yield f"{name}: a link without text"
            anchor, target = link.get(f"{W}anchor"), link.get(f"{R}id")
            if (anchor is None or anchor not in marks) and target not in targets - {None}:
                yield f"{name}: link {said(link)!r} leads nowhere"


def said(element: etree._Element, *, with_fields: bool = True) -> str:
    """What an element says; without what its fields show, if so wanted."""
    pieces: list[str] = []
    depth = 0
    for run in element.iter(f"{W}r"):
        for one in run:
            if one.tag == f"{W}fldChar":
                depth += {"begin": 1, "end": -1}.get(one.get(f"{W}fldCharType") or "", 0)
            elif one.tag == f"{W}t" and (with_fields or not depth):
                pieces.append(one.text or "")
            elif one.tag in {f"{W}tab", f"{W}br", f"{W}cr"}:
                pieces.append(" ")
    return "".join(pieces)
