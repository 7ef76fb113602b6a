"""The tags of a template, looked at before any library reads them."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from kanto_docs.documents.word.texts import LEFT_OVER
from kanto_docs.documents.word.wordml import w
from kanto_docs.errors import TemplateError

WHOLE_TAG: Final = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{#[^{}]*#\}")
"""A tag, a statement or a comment of a template from end to end."""

_SHOWN: Final = 120
_BLOCK_TAG: Final = re.compile(r"\{[{%]-?\s*(p|tr|tc|r)\s")
_ONLY_TAG: Final = re.compile(r"\s*\{%-?\s*(?:p|tr|tc)\s[^{}]*%\}\s*")


def refuse_broken_tags(root: etree._Element) -> None:
    """Every tag is whole within its paragraph; a paragraph, row or cell tag stands there alone.

    docxtpl would silently drop what stands beside it, and search long for the end of a half tag.
    Raises TemplateError.
    """
    for paragraph in root.iter(w("p")):
        _check(paragraph)


def _check(paragraph: etree._Element) -> None:
    written = _text(paragraph)
    if LEFT_OVER.search(WHOLE_TAG.sub("", written)):
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
