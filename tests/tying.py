"""What tests of tie-out share: documents of the samples, changed, and the outcome in short."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping

from lxml import etree

from kanto_docs.documents.catalogue import DOCUMENTS
from kanto_docs.documents.tying import Disagreement, tied
from kanto_docs.documents.tying.opening import Package, package_of
from kanto_docs.documents.word.wordml import w
from tests.papers import Paper, checked

Change = Callable[[etree._Element], object]
BODY = "word/document.xml"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def made(sample: str, document: str, language: str = "fi") -> bytes:
    return Paper(sample, document, language).payload


def with_parts(payload: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The file with some parts changed or added."""
    saved = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(payload)) as old,
        zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in dict.fromkeys((*old.namelist(), *parts)):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return saved.getvalue()


def part_of(payload: bytes, name: str = BODY) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        return etree.fromstring(archive.read(name))


def parts_of(payload: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edited(payload: bytes, change: Change, name: str = BODY) -> bytes:
    """The file after `change` worked on a part."""
    root = part_of(payload, name)
    change(root)
    return with_parts(payload, {name: etree.tostring(root)})


def told(payload: bytes, sample: str, document: str = "application") -> tuple[Disagreement, ...]:
    """How the file disagrees with the plan of a sample."""
    return tied(checked(sample), opened(payload, document)).disagreements


def opened(payload: bytes, document: str) -> Package:
    return package_of(payload, "xlsx" if DOCUMENTS[document].ending == "xlsx" else "docx")


def in_short(found: Iterable[Disagreement]) -> list[tuple[str, str | None, str | None]]:
    return [(one.what, one.expected, one.found) for one in found]


def paragraph(root: etree._Element, beginning: str) -> etree._Element:
    """The paragraph that begins so."""
    return next(one for one in root.iter(w("p")) if text(one).startswith(beginning))


def row(root: etree._Element, label: str) -> etree._Element:
    """The row whose text begins so."""
    return next(one for one in root.iter(w("tr")) if text(one).startswith(label))


def text(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(w("t")))


def rewrite(element: etree._Element, old: str, new: str) -> None:
    """Change a text, however it is split into runs."""
    runs = list(element.iter(w("t")))
    whole = text(element)
    assert old in whole, (old, whole)
    runs[0].text = whole.replace(old, new, 1)
    for run in runs[1:]:
        run.text = ""


def rewriting(beginning: str, old: str, new: str) -> Change:
    return lambda root: rewrite(paragraph(root, beginning), old, new)
