"""Filling a Word template: Jinja places the marks, the texts come to them afterwards.

The template was checked by the guard, freed from what it must not hand on and compiled before; only
its parts with tags are made anew, all others are copied. The same plan gives the same bytes.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Final

from lxml import etree

from kanto_docs.documents.comments import Comment, mark_for
from kanto_docs.documents.filled import Filled, Properties
from kanto_docs.documents.gaps import Names
from kanto_docs.documents.package import properties
from kanto_docs.documents.word.comments import put_comments
from kanto_docs.documents.word.paper import Paper
from kanto_docs.documents.word.placing import Spot
from kanto_docs.documents.word.sandbox import Filling, Refused
from kanto_docs.documents.word.tables import mend_tables
from kanto_docs.documents.word.template import Prepared, Story, prepared, told
from kanto_docs.documents.word.texts import Texts
from kanto_docs.documents.word.unique import make_unique
from kanto_docs.documents.xml import as_bytes
from kanto_docs.errors import TemplateError

_JINJA: Final = "<template>"


def render_word(
    template: bytes,
    names: Mapping[str, object],
    about: Properties,
    comments: Sequence[Comment] = (),
) -> Filled:
    """The document that the template makes of the names. Raises TemplateError, never half fills.

    Each comment stands once, at the text of its field or as near as the document has it.
    """
    ready = prepared(template)
    texts = Texts()
    marked = _marked(ready, names, texts)
    on_body = texts.marks(marked[ready.main])
    sought = [mark_for(comment.path, on_body, texts.paths) for comment in comments]
    paper = Paper(ready.package(about.language), ready.main, ready.looks)
    roots: dict[str, etree._Element] = {}
    for story in ready.stories:
        wanted = [one for one in sought if one is not None] if story.part == ready.main else ()
        roots[story.part] = _settled(story, marked[story.part], texts, paper, wanted)
    places = {
        number: texts.found[mark]
        for number, mark in enumerate(sought)
        if mark is not None and mark in texts.found
    }
    put_comments(paper, roots[ready.main], comments, places)
    make_unique(roots.values())
    made = {name: as_bytes(root) for name, root in roots.items()}
    made |= properties(about.title, about.subject, about.language)
    for name, content in made.items():
        paper.parts.put(name, content)
    return Filled(paper.parts.payload(), texts.gaps, ready.removed)


def _marked(ready: Prepared, names: Mapping[str, object], texts: Texts) -> dict[str, str]:
    """Every part with marks in the place of its names."""
    filling = Filling(texts.mark)
    found: dict[str, str] = {}
    for story in ready.stories:
        try:
            found[story.part] = story.compiled.filled(names, filling)
        except Refused as refused:
            raise _told(refused, story, names) from refused
    return found


def _settled(
    story: Story, marked: str, texts: Texts, paper: Paper, wanted: Sequence[int]
) -> etree._Element:
    """One part with every text in its place and its tables whole."""
    try:
        root = texts.settled(marked, Spot(paper, story.part), wanted)
    except Refused as refused:
        raise told(refused, story, refused.facts) from refused
    except etree.XMLSyntaxError as error:
        raise TemplateError("broken_structure", reason=str(error)) from error
    mend_tables(root)
    return root


def _told(refused: Refused, story: Story, names: Mapping[str, object]) -> TemplateError:
    facts = dict(refused.facts)
    within = facts.pop("within", None)
    facts.setdefault("line", _line(refused.__traceback__))
    name = facts.get("name")
    if isinstance(name, str):
        known = within.known if isinstance(within, Names) else names
        close = difflib.get_close_matches(name.rpartition(".")[2], list(known), n=1)
        above = f"{within.where}." if isinstance(within, Names) else ""
        facts["nearest"] = f"{above}{close[0]}" if close else None
    return told(refused, story, facts)


def _line(trace: TracebackType | None) -> int:
    """The line of the template at which the error arose."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _JINJA:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
