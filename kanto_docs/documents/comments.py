"""What is said of a field beside its text in a document (huomautukset), and at which text.

In Word it is a comment, in a workbook a note at the cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from kanto_docs.cards import files
from kanto_docs.checking import Checked
from kanto_docs.source import Path
from kanto_docs.words import Words
from kanto_docs.words.capitals import capitalised
from kanto_docs.words.saying import say, say_remedy

AUTHOR: Final = "kanto-docs"


class Comment(NamedTuple):
    """One comment: the field it is about, what it says paragraph by paragraph, and who says it."""

    path: Path
    lines: Sequence[str]
    author: str


def comments_of(checked: Checked, words: Words) -> tuple[Comment, ...]:
    """What the check found and nobody has justified or accepted, each as a comment."""
    return tuple(_comments(checked, words))


def _comments(checked: Checked, words: Words) -> Iterator[Comment]:
    for one in checked.report.findings:
        if not one.counts:
            continue
        said = say(one, words)
        severity = capitalised(words.ui(f"severity.{one.severity.slug}"))
        is_asked = one.code not in files()
        first = said.title if is_asked else f"{severity}: {said.title}"
        law = f" ({said.law})" if said.law else ""
        ways = (
            f"{capitalised(words.ui('report.or' if n else 'report.remedy'))}: "
            f"{say_remedy(one, remedy, words)}"
            for n, remedy in enumerate(one.remedies)
        )
        message = "" if is_asked else said.message
        lines = (first, message, said.fix, *ways, f"{said.why}{law}", one.code)
        yield Comment(one.path, tuple(line for line in lines if line), AUTHOR)


def mark_for(path: Path, marks: Sequence[int], paths: Sequence[Path]) -> int | None:
    """The mark whose text a comment on a field is about; None when nothing near it stands there.

    The field itself, else the first field below it, else the one that shares most of its way.
    """
    if not path:
        return None
    same = next((mark for mark in marks if paths[mark] == path), None)
    if same is not None:
        return same
    below = next((mark for mark in marks if paths[mark][: len(path)] == path), None)
    if below is not None:
        return below
    nearest = max(marks, key=lambda mark: _shared(path, paths[mark]), default=None)
    return nearest if nearest is not None and _shared(path, paths[nearest]) else None


def _shared(one: Path, other: Path) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
