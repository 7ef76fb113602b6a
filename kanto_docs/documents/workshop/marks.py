"""The marks of a template: `{{ name }}`, `{% for … %}`, `{%tr … %}`, and what is no whole mark."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kanto_docs.documents.word.tags import WHOLE_TAG
from kanto_docs.documents.workshop.problems import Problem
from kanto_docs.documents.workshop.reading import Paragraph

Kind = Literal["value", "statement", "comment"]

STATEMENTS: Final = ("for", "endfor", "if", "elif", "else", "endif")
"""All that a statement may do."""
_OTHERS: Final = frozenset(
    (
        *("set", "macro", "call", "filter", "block", "with", "raw", "autoescape", "trans"),
        *("endset", "endmacro", "endcall", "endfilter", "endblock", "endwith", "endraw"),
        *("endautoescape", "endtrans", "include", "import", "from", "extends", "do", "break"),
        "continue",
    )
)
"""What Jinja knows too and a template may not do."""

_OPENED: Final = re.compile(r"\{(\s*)[{%#]")
_CLOSED: Final = re.compile(r"[}%#](\s*)\}")
_UNIT: Final = re.compile(r"(tr|tc|p|r)\s+")
_SINGLE: Final = re.compile(r"(?<!\{)\{\s*([A-Za-z_]+(?:\.[A-Za-z_]+)+)\s*\}(?!\})")
_KINDS: Final[dict[str, Kind]] = {"{": "value", "%": "statement", "#": "comment"}
_SHOWN: Final = 40


@dataclass(frozen=True, eq=False)
class Mark:
    """One whole mark."""

    text: str
    """As it stands."""
    kind: Kind
    unit: str
    """What it replaces: a paragraph (`p`), a table row (`tr`), a cell (`tc`), or nothing."""
    body: str
    """What stands in it, without the unit."""
    paragraph: Paragraph
    apart: bool = False
    """Whether a space stands before its unit: `{% tr …`."""

    @property
    def word(self) -> str:
        """Of a statement: what it does, `for` or `endif`."""
        return self.body.split(maxsplit=1)[0] if self.body else ""

    @property
    def meant(self) -> str:
        """The same, without a slip of the pen: `for` of `fro`."""
        if self.word in STATEMENTS or self.word in _OTHERS:
            return self.word
        return next(iter(difflib.get_close_matches(self.word, STATEMENTS, n=1)), self.word)

    @property
    def rest(self) -> str:
        """What follows that word."""
        return self.body[len(self.word) :].strip()

    def problem(self, kind: str, /, *, grave: bool = True, **facts: object) -> Problem:
        """A problem with this mark."""
        return Problem(kind, self.paragraph.place, facts, self.text, grave)


def marks_of(paragraph: Paragraph) -> Iterator[Mark]:
    """The whole marks of a paragraph, in order."""
    for found in WHOLE_TAG.finditer(paragraph.text):
        yield _mark(found[0], paragraph)


def torn(paragraph: Paragraph) -> Iterator[Problem]:
    """Marks that a link, a field or a content control begins or ends in the middle of."""
    for found in WHOLE_TAG.finditer(paragraph.text):
        first, last = paragraph.holders(*found.span())
        if first != last:
            yield Problem("torn", paragraph.place, {}, found[0])


def pieces(paragraphs: Sequence[Paragraph]) -> Iterator[Problem]:
    """What is no whole mark: half ones, braces apart, marks that go on in the next paragraph."""
    waiting: Problem | None = None
    for paragraph in paragraphs:
        found = list(_pieces(paragraph))
        if waiting is not None:
            if found and found[0].kind == "unopened":
                facts = {"rest": found.pop(0).mark}
                yield Problem("across_paragraphs", waiting.place, facts, waiting.mark)
            else:
                yield waiting
            waiting = None
        if found and found[-1].kind == "unclosed" and found[-1].facts.get("last"):
            waiting = found.pop()
        yield from found
    if waiting is not None:
        yield waiting


def single_braces(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """Names in single braces, which nothing fills: each with how it stands."""
    for found in _SINGLE.finditer(WHOLE_TAG.sub(_blank, paragraph.text)):
        yield found[1], found[0]


def _mark(text: str, paragraph: Paragraph) -> Mark:
    inner = text[2:-2].removeprefix("-").removesuffix("-")
    kind = _KINDS[text[1]]
    unit = _UNIT.match(inner)
    if unit is not None:
        return Mark(text, kind, unit[1], inner[unit.end() :].strip(), paragraph)
    body = inner.strip()
    unit = _UNIT.match(body) if kind == "statement" else None
    if unit is not None:
        return Mark(text, kind, unit[1], body[unit.end() :].strip(), paragraph, apart=True)
    return Mark(text, kind, "", body, paragraph)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _pieces(paragraph: Paragraph) -> Iterator[Problem]:
    left = WHOLE_TAG.sub(_blank, paragraph.text)
    at = 0
    while True:
        opened, closed = _OPENED.search(left, at), _CLOSED.search(left, at)
        if opened is None and closed is None:
            return
        if opened is not None and (closed is None or opened.start() <= closed.start()):
            again = _OPENED.search(left, opened.end())
            limit = again.start() if again else len(left)
            end = _CLOSED.search(left, opened.end(), limit)
            at = end.end() if end else limit
            mark = paragraph.text[opened.start() : at].rstrip()
            apart = bool(opened[1] or (end and end[1]))
            if end is None and not opened[1] and (half := left.find("}", opened.end(), limit)) > 0:
                mark = paragraph.text[opened.start() : half + 1]
                yield Problem("unclosed", paragraph.place, {}, mark[:_SHOWN])
            elif end is None:
                facts = {"last": again is None}
                yield Problem("unclosed", paragraph.place, facts, mark[:_SHOWN])
            else:
                kind = "braces_apart" if apart else "unclosed"
                yield Problem(kind, paragraph.place, {}, mark[:_SHOWN])
        elif closed is not None:
            start = max(at, closed.start() - _SHOWN // 2)
            at = closed.end()
            mark = paragraph.text[start:at].lstrip()
            yield Problem("unopened", paragraph.place, {}, mark)
