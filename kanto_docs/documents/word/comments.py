"""Comments in a Word document (huomautukset): what is said of a field stands at its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from kanto_docs.documents.comments import Comment
from kanto_docs.documents.word.paper import Paper
from kanto_docs.documents.word.placing import written
from kanto_docs.documents.word.texts import clean
from kanto_docs.documents.word.wordml import OFFICE, WORD_TYPE, W, made, w
from kanto_docs.documents.xml import as_bytes

_BOX: Final = w("txbxContent")
_LETTERS: Final = 3


def put_comments(
    paper: Paper,
    body: etree._Element,
    comments: Sequence[Comment],
    places: Mapping[int, etree._Element],
) -> None:
    """Put each comment at its place, by its number; one without a place at the title."""
    if not comments:
        return
    root = etree.Element(w("comments"), nsmap={"w": W})
    whole: dict[etree._Element, list[str]] = {}
    for number, comment in enumerate(comments):
        paragraph = places.get(number)
        if paragraph is None or _stands_in_box(paragraph):
            paragraph = _title(body, paper)
        whole.setdefault(paragraph, []).append(str(number))
        root.append(_comment(str(number), comment, paper.looks.note))
    for paragraph, numbers in whole.items():
        _enclose(paragraph, numbers)
    part = paper.parts.free("word/comments{}.xml")
    if "word/comments.xml" not in paper.parts:
        part = "word/comments.xml"
    paper.parts.put(part, as_bytes(root), f"{WORD_TYPE}.comments+xml")
    paper.parts.relate(paper.main, f"{OFFICE}/comments", part)


def _stands_in_box(paragraph: etree._Element) -> bool:
    return next(paragraph.iterancestors(_BOX), None) is not None


def _title(root: etree._Element, paper: Paper) -> etree._Element:
    """The paragraph of the document's title, else the first that says something, else any."""
    body = root.find(w("body"))
    holder = root if body is None else body
    paragraphs = [one for one in holder.iter(w("p")) if not _stands_in_box(one)]
    titles = (one for one in paragraphs if paper.looks.style_of(one) in paper.looks.titles)
    saying = (one for one in paragraphs if any(text.text for text in one.iter(w("t"))))
    found = next(titles, None)
    if found is None:
        found = next(saying, None)
    if found is None and paragraphs:
        found = paragraphs[0]
    if found is None:
        found = made("p")
        holder.insert(0, found)
    return found


def _enclose(paragraph: etree._Element, numbers: Sequence[str]) -> None:
    look = paragraph.find(w("pPr"))
    at = 0 if look is None else paragraph.index(look) + 1
    for place, number in enumerate(numbers):
        paragraph.insert(at + place, made("commentRangeStart", id=number))
    for number in numbers:
        paragraph.append(made("commentRangeEnd", id=number))
        run = made("r")
        run.append(made("commentReference", id=number))
        paragraph.append(run)


def _comment(number: str, comment: Comment, style: str) -> etree._Element:
    initials = "".join(word[0] for word in comment.author.split())[:_LETTERS].upper()
    author, initials = clean(comment.author), clean(initials)
    whole = made("comment", id=number, author=author, initials=initials)
    for place, line in enumerate(comment.lines or ("",)):
        paragraph = etree.SubElement(whole, w("p"))
        if style:
            etree.SubElement(paragraph, w("pPr")).append(made("pStyle", val=style))
        if place == 0:
            etree.SubElement(paragraph, w("r")).append(made("annotationRef"))
        etree.SubElement(paragraph, w("r")).extend(written(clean(line)))
    return whole
