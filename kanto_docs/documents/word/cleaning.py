"""What a template must not hand on: comments, deleted and hidden text, pictures of its first page.

A template is often somebody's earlier document. What its reader does not see on the page leaves the
new document too, and is named, so that nobody misses it unawares.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from lxml import etree

from kanto_docs.documents.package import TYPES, repack
from kanto_docs.documents.parts import Parts, Template
from kanto_docs.documents.word.wordml import w
from kanto_docs.documents.xml import as_bytes, strict

STORIES: Final = re.compile(r"word/(document\d*|header\d*|footer\d*|footnotes|endnotes)\.xml")
"""The parts that hold text."""
DELETED: Final = ("del", "moveFrom")
INSERTED: Final = ("ins", "moveTo")
"""What encloses a change that is neither accepted nor rejected."""

_PARTS = {
    "comments": re.compile(r"word/(comments\w*|people)\.xml"),
    "thumbnail": re.compile(r"docProps/thumbnail\..*"),
    "custom_properties": re.compile(r"docProps/custom\.xml"),
    "custom_xml": re.compile(r"customXml/.*"),
}
_COMMENTS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_MARKERS = ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")
_CHANGES = re.compile(r"\{.*\}\w+Change")
_SAVE_IDS = re.compile(r"\{.*\}(rsid\w*|paraId|textId)")


def without_traces(template: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the template without them, and which kinds of them there were."""
    found: dict[str, None] = {}
    replace, drop = {}, []
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        for name in archive.namelist():
            kind = next((kind for kind, part in _PARTS.items() if part.fullmatch(name)), None)
            if kind is not None:
                if not name.endswith(".rels"):  # these go with their part
                    drop.append(name)
                found[kind] = None
            elif STORIES.fullmatch(name) or name == "word/settings.xml":
                root = strict(archive.read(name))
                found |= dict.fromkeys(_clean(root))
                replace[name] = as_bytes(root)
    cleaned = Parts(Template(repack(template, replace=replace, drop=drop)))
    led_to = cleaned.reachable()
    cleaned.drop(
        name
        for name in cleaned.names()
        if name != TYPES and not name.endswith(".rels") and name not in led_to
    )
    return cleaned.payload(), tuple(sorted(found))


def _clean(root: etree._Element) -> Iterator[str]:
    removals: tuple[tuple[str, Callable[[etree._Element], bool]], ...] = (
        ("comments", lambda element: element.tag in _named(_COMMENTS)),
        ("deleted_text", lambda element: element.tag in _named(DELETED)),
        ("hidden_text", is_hidden),
        ("", lambda element: element.tag in _named(_MARKERS) or _is_change(element)),
    )
    for mark in [one for one in root.iter(w("del")) if _ends_row(one)]:
        _remove(next(mark.iterancestors(w("tr"))))
        yield "deleted_text"
    for kind, belongs in removals:
        for element in [one for one in root.iter(etree.Element) if belongs(one)]:
            _remove(element)
            if kind:
                yield kind
    for wrapper in [one for one in root.iter(etree.Element) if one.tag in _named(INSERTED)]:
        for child in reversed(wrapper):
            wrapper.addnext(child)
        _remove(wrapper)
    for element in root.iter(etree.Element):
        for name in [name for name in element.attrib if _SAVE_IDS.fullmatch(str(name))]:
            del element.attrib[name]
    for rsids in root.findall(w("rsids")):
        root.remove(rsids)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


@cache
def _named(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(w(name) for name in names)


def _ends_row(mark: etree._Element) -> bool:
    parent = mark.getparent()
    return parent is not None and parent.tag == w("trPr")


def is_hidden(element: etree._Element) -> bool:
    """Whether it is a run that Word does not show."""
    vanish = element.find(f"{w('rPr')}/{w('vanish')}") if element.tag == w("r") else None
    return vanish is not None and vanish.get(w("val")) not in {"0", "false", "off"}


def _is_change(element: etree._Element) -> bool:
    return _CHANGES.fullmatch(element.tag) is not None
