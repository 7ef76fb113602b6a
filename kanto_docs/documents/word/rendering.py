"""Filling a Word template: docxtpl places the marks, the texts come to them afterwards.

The template is checked by the guard, freed from what it must not hand on, filled inside the
sandbox, and packed anew, so that the same plan gives the same bytes.
"""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import cast

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError
from lxml import etree

from kanto_docs.documents.filled import Filled, Properties
from kanto_docs.documents.gaps import Names
from kanto_docs.documents.guard import guard
from kanto_docs.documents.package import as_document, properties, repack
from kanto_docs.documents.word.cleaning import STORIES, without_traces
from kanto_docs.documents.word.placing import GAP_STYLE, LEFT_OVER, Texts, w
from kanto_docs.documents.word.sandbox import Refused, Sandbox
from kanto_docs.documents.word.tables import mend_tables
from kanto_docs.documents.xml import as_bytes, strict
from kanto_docs.errors import TemplateError

_SHOWN = 120
_JINJA = "<template>"
_BLOCK_TAG = re.compile(r"\{[{%]-?\s*(p|tr|tc|r)\s")
_WHOLE_TAG = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}")
_ONLY_TAG = re.compile(r"\s*\{%-?\s*(?:p|tr|tc)\s[^{}]*%\}\s*")


def render_application(template: bytes, names: Mapping[str, object], about: Properties) -> Filled:
    """The document that the template makes of the names. Raises TemplateError, never half fills."""
    guard(template, "docx")
    cleaned, removed = without_traces(as_document(template))
    _refuse_broken_tags(cleaned)
    texts = Texts()
    sandbox = Sandbox(texts.mark)
    try:
        marked = _fill(cleaned, names, sandbox)
        parts = dict(_settled(marked, texts))
    except Refused as refused:
        raise _told(refused, sandbox, names) from refused
    except TemplateSyntaxError as error:
        paragraph = _paragraph(sandbox.source, error.lineno)
        reason = error.message or ""
        raise TemplateError("template_syntax", paragraph=paragraph, reason=reason) from error
    except etree.XMLSyntaxError as error:
        raise TemplateError("broken_structure", reason=str(error)) from error
    parts |= properties(about.title, about.subject, about.language)
    return Filled(repack(marked, replace=parts), texts.gaps, removed)


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl without its reading of properties, and without forgiving broken XML."""

    def render_properties(self, *_: object, **__: object) -> None:
        """Leave the properties alone: they are written by us."""

    def fix_tables(self, xml: str) -> object:
        """Read the filled text strictly; the tables are mended by us."""
        return strict(xml.encode())


def _fill(template: bytes, names: Mapping[str, object], sandbox: Sandbox) -> bytes:
    document = _Template(io.BytesIO(template))
    document.render(dict(names), jinja_env=sandbox, autoescape=True)
    filled = io.BytesIO()
    document.save(filled)
    return filled.getvalue()


def _settled(document: bytes, texts: Texts) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        styled = _has_style(archive)
        for name in sorted(archive.namelist(), key=_reading_order):
            if STORIES.fullmatch(name):
                root = strict(archive.read(name))
                mend_tables(root)
                texts.settle(root, styled=styled)
                yield name, as_bytes(root)


def _reading_order(name: str) -> tuple[bool, str]:
    return name != "word/document.xml", name


def _has_style(archive: zipfile.ZipFile) -> bool:
    if "word/styles.xml" not in archive.namelist():
        return False
    styles = strict(archive.read("word/styles.xml"))
    return any(style.get(w("styleId")) == GAP_STYLE for style in styles.iter(w("style")))


def _refuse_broken_tags(template: bytes) -> None:
    """Every tag is whole within its paragraph; a paragraph, row or cell tag stands there alone.

    docxtpl would silently drop what stands beside it, and search long for the end of a half tag.
    """
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        for name in archive.namelist():
            if STORIES.fullmatch(name):
                for paragraph in strict(archive.read(name)).iter(w("p")):
                    _check_tags(paragraph)


def _check_tags(paragraph: etree._Element) -> None:
    written = _text(paragraph)
    if LEFT_OVER.search(_WHOLE_TAG.sub("", written)):
        raise TemplateError("leftover_tag", paragraph=written[:_SHOWN])
    found = _BLOCK_TAG.search(written)
    if found is None:
        return
    if found[1] == "r" or found[0].startswith("{{"):
        raise TemplateError("template_forbidden", what=found[0].strip(), paragraph=written[:_SHOWN])
    holder: etree._Element | None = paragraph
    while holder is not None and holder.tag != w(found[1]):
        holder = holder.getparent()
    if holder is None:
        raise TemplateError("tag_outside_table", tag=found[1], paragraph=written[:_SHOWN])
    if not _ONLY_TAG.fullmatch(_text(holder)):
        raise TemplateError("lost_text", tag=found[1], paragraph=_text(holder)[:_SHOWN])


def _text(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(w("t")))


def _told(refused: Refused, sandbox: Sandbox, names: Mapping[str, object]) -> TemplateError:
    facts = dict(refused.facts)
    within = facts.pop("within", None)
    line = cast("int", facts.pop("line", 0)) or _line(refused.__traceback__)
    name = facts.get("name")
    if isinstance(name, str):
        known = within.known if isinstance(within, Names) else names
        close = difflib.get_close_matches(name.rpartition(".")[2], list(known), n=1)
        above = f"{within.where}." if isinstance(within, Names) else ""
        facts["nearest"] = f"{above}{close[0]}" if close else None
    facts.setdefault("paragraph", _paragraph(sandbox.source, line))
    return TemplateError(refused.kind, **facts)


def _line(trace: TracebackType | None) -> int:
    """The line of the template at which the error arose."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _JINJA:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _paragraph(source: str, line: int) -> str:
    """The text around that line; docxtpl puts each paragraph on a line of its own."""
    lines = source.splitlines()
    if not 0 < line <= len(lines):
        return ""
    return re.sub("<[^>]+>", "", lines[line - 1]).strip()[:_SHOWN]
