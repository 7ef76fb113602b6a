"""Plans and texts that the tests of the documents for partners share."""

from __future__ import annotations

from typing import Final, cast

from docx.oxml.ns import qn
from lxml import etree

from kanto_docs.checking import Checked, check_source
from kanto_docs.documents.catalogue import document
from kanto_docs.documents.gaps import Names, Rows
from kanto_docs.documents.making import make, proven
from kanto_docs.documents.view import view
from kanto_docs.source import read_file
from kanto_docs.words import Words
from tests.conftest import ROOT, changed, check_data, folder_of, sample
from tests.filling_word import cafe, part

FI: Final = Words("fi")


def cafe_with(**changes: object) -> Checked:
    data = changed(cafe(), {key.replace("__", "/"): one for key, one in changes.items()})
    return check_data(data, sample("cafe").parent)


def member(name: str) -> Checked:
    path = ROOT / "samples" / "group" / name
    return check_source(read_file(path, name), folder_of(path))


def names_of(checked: Checked, name: str, words: Words = FI) -> Names:
    return cast("Names", view(checked, words, (name,))[name])


def rows_of(names: Names, name: str) -> tuple[Names, ...]:
    return cast("tuple[Names, ...]", cast("Rows", names[name]).rows)


def paragraphs(name: str, checked: Checked, language: str = "fi") -> list[str]:
    """The document's paragraphs, those in tables too, spaces made one kind."""
    payload = make(name, checked, Words(language)).payload
    proven(name, payload, checked, Words(language))
    root = part(payload, "word/document.xml")
    return [" ".join(said(one).split()) for one in root.iter(qn("w:p"))]


def said(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def reason(name: str, checked: Checked) -> str | None:
    return document(name).reason(checked)
