"""What may stand in a document only once: loops of a template repeat it, here each gets its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from kanto_docs.documents.word.wordml import w

_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_LONGEST: Final = 40
"""Characters of a bookmark's name that Word keeps."""


def make_unique(roots: Iterable[etree._Element]) -> None:
    """Tell bookmarks, pictures and content controls of the whole document apart."""
    every = tuple(roots)
    _tell_bookmarks_apart(every)
    _tell_pictures_apart(every)
    for controls in _repeated((w("sdtPr"),), every, f"{w('id')}"):
        for number in controls[1:]:
            parent = number.getparent()
            if parent is not None:
                parent.remove(number)


def _tell_bookmarks_apart(roots: tuple[etree._Element, ...]) -> None:
    names: set[str] = set()
    number = 0
    changed = _has_twins(
        mark.get(w("id"), "") for root in roots for mark in root.iter(w("bookmarkStart"))
    )
    for root in roots:
        open_marks: defaultdict[str, list[str]] = defaultdict(list)
        for mark in root.iter(w("bookmarkStart"), w("bookmarkEnd")):
            old = mark.get(w("id"), "")
            if mark.tag == w("bookmarkEnd"):
                if changed and open_marks[old]:
                    mark.set(w("id"), open_marks[old].pop())
                continue
            if changed:
                open_marks[old].append(str(number))
                mark.set(w("id"), str(number))
                number += 1
            name = _free(mark.get(w("name"), ""), names)
            names.add(name.casefold())
            mark.set(w("name"), name)


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        ending = f"_{number}"
        free = f"{name[: _LONGEST - len(ending)]}{ending}"
    return free


def _tell_pictures_apart(roots: tuple[etree._Element, ...]) -> None:
    pictures = [one for root in roots for one in root.iter(_DRAWN)]
    if _has_twins(one.get("id", "") for one in pictures):
        for number, one in enumerate(pictures, 1):
            one.set("id", str(number))


def _repeated(
    tags: tuple[str, ...], roots: tuple[etree._Element, ...], child: str
) -> Iterator[list[etree._Element]]:
    """Those elements that carry the same number, number by number."""
    found: defaultdict[str, list[etree._Element]] = defaultdict(list)
    for root in roots:
        for holder in root.iter(*tags):
            number = holder.find(child)
            if number is not None:
                found[number.get(w("val"), "")].append(number)
    return (same for same in found.values() if len(same) > 1)


def _has_twins(values: Iterable[str]) -> bool:
    listed = [*values]
    return len(set(listed)) < len(listed)
