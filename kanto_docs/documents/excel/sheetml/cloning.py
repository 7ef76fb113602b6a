"""A further sheet that looks as one of the template's: for each member of a group, say.

It is copied as the template has it, whatever was written into that sheet since. What a sheet only
borrows from other parts, charts and pictures and tables, stays with the first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from copy import deepcopy
from typing import Final

from lxml import etree

from kanto_docs.documents.excel.sheetml.addresses import quoted_title
from kanto_docs.documents.excel.sheetml.book import Book
from kanto_docs.documents.excel.sheetml.names import names_of
from kanto_docs.documents.excel.sheetml.sheet import Sheet
from kanto_docs.documents.excel.sheetml.spaces import MAIN, OFFICE
from kanto_docs.documents.xml import as_bytes

LONGEST_TITLE: Final = 31

_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_KEY: Final = f"{{{OFFICE}}}id"
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LISTS: Final = ("hyperlinks", "tableParts", "extLst")
_LISTS_OF: Final = {f"{MAIN}{name}" for name in _LISTS}
_FORMULAS: Final = ("f", "formula", "formula1", "formula2")


def free_title(wanted: str, taken: Collection[str]) -> str:
    """The name as a sheet may have it: without some characters, not too long, not there yet."""
    plain = " ".join(_FORBIDDEN.sub(" ", wanted).split()).strip("'") or "-"
    known = {title.casefold() for title in taken}
    title, number = plain[:LONGEST_TITLE].rstrip().rstrip("'"), 1
    while title.casefold() in known:
        number += 1
        ending = f" ({number})"
        title = f"{plain[: LONGEST_TITLE - len(ending)].rstrip()}{ending}"
    return title


def cloned(book: Book, source: Sheet, wanted: str, after: str) -> Sheet:
    """A copy of a sheet of the template behind the sheet `after`, under the nearest free title."""
    title = free_title(wanted, book.order)
    root = deepcopy(book.parts.pristine(source.part))
    _leave_borrowed(root)
    _speak_of(root, source.title, title)
    part = book.parts.free("xl/worksheets/sheet{}.xml")
    book.parts.put(part, as_bytes(root), _TYPE)
    place = book.order.index(after) + 1
    _move_behind(book, place)
    entry = etree.Element(f"{MAIN}sheet", name=title)
    entries = list(book.edited_entries())
    entry.set("sheetId", str(max(int(one.get("sheetId", "0")) for one in entries) + 1))
    entry.set(_KEY, book.parts.relate(book.part, f"{OFFICE}/worksheet", part))
    entries[place - 1].addnext(entry)
    book.order.insert(place, title)
    sheet = Sheet(book, part, title)
    before = sum(1 for one in book.worksheets if book.order.index(one.title) < place)
    book.worksheets.insert(before, sheet)
    for name, stands_for in _names_on(book, source):
        book.names.give(name, speaking_of(stands_for, source.title, title), place)
    return sheet


def speaking_of(formula: str, before: str, now: str) -> str:
    """A formula that speaks of another sheet."""
    said = formula.replace(f"{quoted_title(before)}!", f"{quoted_title(now)}!")
    if re.fullmatch(r"(?!\d)\w+", before):
        plain = re.compile(rf"(?<![\w'.]){re.escape(before)}!")
        said = plain.sub(lambda _: f"{quoted_title(now)}!", said)
    return said


def _names_on(book: Book, source: Sheet) -> Iterator[tuple[str, str]]:
    """The names by which the template speaks of a sheet; those for it alone come last."""
    pristine = book.parts.pristine(book.part)
    titles = [one.get("name") for one in pristine.iter(f"{MAIN}sheet")]
    about = sorted(names_of(pristine), key=lambda one: one.sheet is not None)
    for name in about:
        if name.sheet is None:
            if name.stands_for.startswith((f"{quoted_title(source.title)}!", f"{source.title}!")):
                yield name.name, name.stands_for
        elif titles[name.sheet] == source.title:
            yield name.name, name.stands_for


def _leave_borrowed(root: etree._Element) -> None:
    for one in list(root.iter()):
        if _KEY not in one.attrib:
            continue
        if one.tag == f"{MAIN}pageSetup":
            del one.attrib[_KEY]
        else:
            _remove(_whole(one))
    for name in _LISTS:
        for one in root.findall(f"{MAIN}{name}"):
            if len(one) == 0:
                _remove(one)
    for view in root.iter(f"{MAIN}sheetView"):
        view.attrib.pop("tabSelected", "")
    for about in root.iterchildren(f"{MAIN}sheetPr"):
        about.attrib.pop("codeName", "")


def _whole(one: etree._Element) -> etree._Element:
    """What an element that leads to another part belongs to and makes no sense without."""
    parent = one.getparent()
    while parent is not None and parent.getparent() is not None and parent.tag not in _LISTS_OF:
        one, parent = parent, parent.getparent()
    return one


def _remove(one: etree._Element) -> None:
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)


def _speak_of(root: etree._Element, before: str, now: str) -> None:
    for one in root.iter("{*}*"):
        if one.text and etree.QName(one).localname in _FORMULAS:
            one.text = speaking_of(one.text, before, now)


def _move_behind(book: Book, place: int) -> None:
    """Count the sheets from `place` on one further, wherever the workbook counts them."""
    root = book.parts.edit(book.part)
    for name in root.iter(f"{MAIN}definedName"):
        if (local := int(name.get("localSheetId", "-1"))) >= place:
            name.set("localSheetId", str(local + 1))
    for view in root.iter(f"{MAIN}workbookView"):
        for attribute in ("activeTab", "firstSheet"):
            if (shown := int(view.get(attribute, "0"))) >= place:
                view.set(attribute, str(shown + 1))
    book.names.recount()
