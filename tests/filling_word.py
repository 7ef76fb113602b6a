"""Documents made for the tests of Word: the café sample filled, small templates, their parts."""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Sequence
from typing import Final

import docx
import pytest
from docx.document import Document
from lxml import etree

from kanto_docs.documents.filled import Filled, Properties
from kanto_docs.documents.view import view
from kanto_docs.documents.word.rendering import render_word
from kanto_docs.documents.word.template import names_used
from kanto_docs.errors import TemplateError
from kanto_docs.source import read_file
from kanto_docs.words import Words
from tests.conftest import ROOT, changed, check_data, sample

TEMPLATE: Final = ROOT / "templates" / "fi" / "application.docx"
ABOUT: Final = Properties("Kylän kahvila", "Hankehakemuksen luonnos", "fi-FI")


@functools.cache
def cafe() -> object:
    return read_file(sample("cafe")).data


def names_of(data: object) -> dict[str, object]:
    checked = check_data(data, sample("cafe").parent)
    return view(checked, Words("fi"), names_used(TEMPLATE.read_bytes()))


def filled(data: object) -> Filled:
    return render_word(TEMPLATE.read_bytes(), names_of(data), ABOUT)


def with_changes(**changes: object) -> Filled:
    return filled(changed(cafe(), {key.replace("__", "/"): one for key, one in changes.items()}))


@functools.cache
def finished() -> Filled:
    return filled(cafe())


def opened(payload: bytes) -> Document:
    return docx.Document(io.BytesIO(payload))


def template_of(*paragraphs: str, table: Sequence[Sequence[str]] = ()) -> bytes:
    """A small template of one's own."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, texts in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def rendered(template: bytes, data: object = None) -> Filled:
    return render_word(template, names_of(cafe() if data is None else data), ABOUT)


def refused(template: bytes) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        rendered(template)
    return caught.value


def body(filled_: Filled) -> list[str]:
    return [paragraph.text for paragraph in opened(filled_.payload).paragraphs]


def with_part(payload: bytes, name: str, content: bytes) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(payload)) as old, zipfile.ZipFile(saved, "w") as new:
        for one in old.namelist():
            new.writestr(one, content if one == name else old.read(one))
    return saved.getvalue()


def part(payload: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        return etree.fromstring(archive.read(name))
