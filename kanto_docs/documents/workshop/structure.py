"""Marks that belong together: `for` with `endfor`, `if` with `endif`, and where each may stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from kanto_docs.documents.word.wordml import w
from kanto_docs.documents.workshop.marks import STATEMENTS, Mark
from kanto_docs.documents.workshop.problems import Problem

_OPENS: Final = {"for", "if"}
_MIDDLE: Final = {"elif": {"if"}, "else": {"if", "for"}}
_BARE: Final = {"else", "endif", "endfor"}


@dataclass(eq=False)
class Block:
    """An `if` or a `for` that is open, with its marks so far."""

    mark: Mark
    marks: list[Mark] = field(default_factory=list)


def check_structure(marks: Iterable[Mark]) -> Iterator[Problem]:
    """Everything that is wrong with the order and the places of the statements of one part."""
    stack: list[Block] = []
    for mark in marks:
        yield from _alone(mark)
        word = mark.meant
        if mark.kind != "statement" or word not in STATEMENTS:
            continue
        if word in _BARE and mark.rest:
            yield mark.problem("surplus", word=word)
        if word in _OPENS:
            stack.append(Block(mark, [mark]))
        elif word in _MIDDLE:
            if not stack or stack[-1].mark.meant not in _MIDDLE[word]:
                yield mark.problem("without_beginning", word=word, opens=_opener(word))
            elif stack[-1].marks[-1].meant == "else":
                yield mark.problem("after_else", word=word)
            else:
                yield from _pair(stack[-1].marks[-1], mark)
                stack[-1].marks.append(mark)
        else:
            yield from _end(mark, stack)
    for block in stack:
        yield _unended(block.mark)


def _end(mark: Mark, stack: list[Block]) -> Iterator[Problem]:
    opens = mark.meant.removeprefix("end")
    if all(block.mark.meant != opens for block in stack):
        yield mark.problem("without_beginning", word=mark.meant, opens=opens)
        return
    while stack[-1].mark.meant != opens:
        yield _unended(stack.pop().mark)
    yield from _pair(stack.pop().marks[-1], mark)


def _unended(mark: Mark) -> Problem:
    return mark.problem("without_end", end=f"{{%{mark.unit} end{mark.meant} %}}")


def _opener(word: str) -> str:
    return "if" if word == "elif" else "if / for"


def _alone(mark: Mark) -> Iterator[Problem]:
    """What is wrong with a mark by itself."""
    if mark.unit == "r" or (mark.unit and mark.kind == "value"):
        yield mark.problem("rich", unit=mark.unit)
        return
    if mark.apart:
        yield mark.problem("unit_apart", unit=mark.unit)
    if mark.kind == "statement" and mark.word not in STATEMENTS:
        near = mark.meant if mark.meant in STATEMENTS else None
        yield mark.problem("statement", word=mark.word, nearest=near)
    if not mark.unit:
        return
    paragraph = mark.paragraph
    if mark.unit in ("tr", "tc") and paragraph.cell is None:
        yield mark.problem("outside_table", unit=mark.unit)
        return
    holders = {"tr": paragraph.row, "tc": paragraph.cell}
    holder = holders.get(mark.unit)
    within = paragraph.element if holder is None else holder
    beside = " ".join(_text(one) for one in within.iter(w("p")))
    lost = " ".join(beside.replace(mark.text, "", 1).split())
    if lost:
        yield mark.problem("lost_text", unit=mark.unit, lost=lost)


def _text(paragraph: etree._Element) -> str:
    """The text of a paragraph without that of the text boxes in it."""
    texts = paragraph.iter(w("t"))
    return "".join(one.text or "" for one in texts if next(one.iterancestors(w("p"))) is paragraph)


def _pair(first: Mark, second: Mark) -> Iterator[Problem]:
    """What is wrong between two marks that belong together."""
    if first.unit != second.unit:
        if not (first.apart or second.apart):
            yield _of_pair("mixed_units", first, second)
        return
    here, there = first.paragraph, second.paragraph
    if first.unit == "tr":
        if here.table is not there.table:
            yield _of_pair("crosses", first, second)
    elif first.unit == "tc":
        if here.row is not there.row:
            yield _of_pair("crosses", first, second)
    elif here.container is not there.container:
        yield _of_pair("crosses", first, second)
    elif not first.unit and here is not there:
        yield _of_pair("spans_paragraphs", first, second)


def _of_pair(kind: str, first: Mark, second: Mark) -> Problem:
    grave = kind != "spans_paragraphs"
    here = first.paragraph.place
    return second.problem(kind, grave=grave, other=first.text, at=here, unit=second.unit)
