"""What the check found (havainnot), as notes at the cells of the fields it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kanto_docs.documents.comments import Comment, mark_for
from kanto_docs.documents.excel.writing import Writer
from kanto_docs.words import Words

_RESULT: Final = "check.result"


def write_findings(writer: Writer, comments: Sequence[Comment], words: Words) -> None:
    """Add each comment to the note of its cell; how many have no place in a budget is told.

    To be called when everything else is written, so that the cells keep the notes they have.
    """
    elsewhere = 0
    paths = tuple(writer.places)
    marks = range(len(paths))
    for comment in comments:
        mark = mark_for(comment.path, marks, paths)
        if mark is None:
            elsewhere += 1
        else:
            writer.add_comment(writer.places[paths[mark]], "\n".join(comment.lines))
    result = writer.homes.get(_RESULT)
    if elsewhere and result is not None:
        number = "one" if elsewhere == 1 else "many"
        writer.add_comment(result, words.ui(f"doc.comments.elsewhere.{number}", n=elsewhere))
