"""A Word template made ready once: looked through, cleaned, its tags compiled; filled many times.

docxtpl turns tags that people wrote in Word into tags that Jinja can read; everything else of the
package waits here as it is, compressed.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError
from lxml import etree

from kanto_docs.documents.guard import guard
from kanto_docs.documents.package import DECLARED, as_document, properties
from kanto_docs.documents.parts import Parts, Template
from kanto_docs.documents.word.cleaning import without_traces
from kanto_docs.documents.word.language import set_language
from kanto_docs.documents.word.looks import Looks, looks_of
from kanto_docs.documents.word.sandbox import Compiled, Refused, Sandbox
from kanto_docs.documents.word.tags import refuse_broken_tags
from kanto_docs.documents.word.wordml import WORD_TYPE, w
from kanto_docs.errors import TemplateError

KEPT: Final = 64
"""How many templates are kept ready: all of ours in three languages, and some of others."""

_SHOWN: Final = 120
_STORIES: Final = ("document.main", "header", "footer", "footnotes", "endnotes")
_TAG: Final = re.compile(r"\{[{%#]")


class Story(NamedTuple):
    """A part of the template that holds text: the body, a header, a footer, the notes."""

    part: str
    source: str
    """What Jinja reads: the part's XML, each paragraph on a line of its own."""
    compiled: Compiled

    def paragraph(self, line: int) -> str:
        """The text of the paragraph on a line."""
        lines = self.source.splitlines()
        if not 0 < line <= len(lines):
            return ""
        return re.sub("<[^>]+>", "", lines[line - 1]).strip()[:_SHOWN]


class Prepared:
    """A template ready to be filled."""

    def __init__(
        self, package: Template, stories: tuple[Story, ...], removed: tuple[str, ...]
    ) -> None:
        parts = Parts(package)
        self.stories = stories
        """The body first, then the other parts that hold tags."""
        self.removed = removed
        """What the template had to leave behind."""
        self.names = frozenset(name for story in stories for name in story.compiled.names)
        styles = (part for part in parts.related(self.main, "styles") if part in parts)
        self.looks: Looks = looks_of(next(map(parts.read, styles), None))
        self._package = package
        self._by_language: dict[str, Template] = {}

    @property
    def main(self) -> str:
        """The part that holds the body."""
        return self.stories[0].part

    def package(self, language: str) -> Template:
        """What the document is made of where nothing is to be filled in."""
        if language not in self._by_language:
            parts = Parts(self._package)
            if language:
                set_language(parts, self.main, language)
            self._by_language[language] = Template(parts.payload())
        return self._by_language[language]


_ready: OrderedDict[bytes, Prepared] = OrderedDict()


def prepared(template: bytes) -> Prepared:
    """The template ready to be filled; the same bytes are made ready once. Raises TemplateError."""
    digest = hashlib.sha256(template).digest()
    found = _ready.pop(digest, None) or _prepare(template)
    _ready[digest] = found
    while len(_ready) > KEPT:
        _ready.popitem(last=False)
    return found


def names_used(template: bytes) -> frozenset[str]:
    """The names that a template begins with: `applicant` of `applicant.name`.

    Those of its headers, footers and notes too. Raises TemplateError.
    """
    return prepared(template).names


def told(refused: Refused, story: Story, facts: Mapping[str, object]) -> TemplateError:
    """What was refused, with the paragraph and, outside the body, the part it stands in."""
    known = dict(facts)
    line = known.pop("line", 0)
    known.setdefault("paragraph", story.paragraph(line) if isinstance(line, int) else "")
    if not re.fullmatch(r"word/document\d*\.xml", story.part):
        known.setdefault("part", story.part)
    return TemplateError(refused.kind, **known)


def _prepare(template: bytes) -> Prepared:
    guard(template, "docx")
    cleaned, removed = without_traces(as_document(template))
    parts = Parts(Template(cleaned))
    for name, content in properties("").items():
        content_type, relationship = DECLARED[name]
        parts.put(name, content, content_type)
        if name not in {one.part for one in parts.relations("")}:
            parts.relate("", relationship, name)
    package = Template(parts.payload())
    stories = tuple(_stories(Parts(package)))
    return Prepared(package, stories, removed)


def _stories(parts: Parts) -> Iterator[Story]:
    body = True
    for part in _in_reading_order(parts):
        root = parts.read(part)
        if body and root.tag != w("document"):
            raise TemplateError("strict_format")
        refuse_broken_tags(root)
        xml = etree.tostring(root, encoding="unicode")
        if body or _TAG.search(xml):
            yield _story(part, xml)
        body = False


def _in_reading_order(parts: Parts) -> list[str]:
    kinds = [f"{WORD_TYPE}.{kind}+xml" for kind in _STORIES]
    types = {name: parts.content_type(name) for name in parts.names()}
    found = [name for kind in kinds for name in sorted(types) if types[name] == kind]
    main = parts.related("", "officeDocument")
    if not found or found[:1] != main[:1]:
        raise TemplateError("strict_format")
    return found


def _story(part: str, xml: str) -> Story:
    patched = _docxtpl().patch_xml(xml)
    source = re.sub("<w:p([ >])", r"\n<w:p\1", patched)
    try:
        return Story(part, source, _sandbox().compiled(source))
    except Refused as refused:
        story = Story(part, source, _sandbox().compiled(""))
        raise told(refused, story, refused.facts) from refused
    except TemplateSyntaxError as error:
        story = Story(part, source, _sandbox().compiled(""))
        where = story.paragraph(error.lineno)
        raise TemplateError(
            "template_syntax", paragraph=where, reason=error.message or ""
        ) from error


@cache
def _sandbox() -> Sandbox:
    return Sandbox()


@cache
def _docxtpl() -> DocxTemplate:
    return DocxTemplate(io.BytesIO())
