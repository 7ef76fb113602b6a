"""What the check found (havainnot), as notes at the cells of the fields it is about."""

from __future__ import annotations

from collections.abc import Sequence

from kanto_docs.documents.comments import Comment, mark_for
from kanto_docs.documents.excel.writing import Writer


def write_findings(writer: Writer, comments: Sequence[Comment]) -> None:
    """Add each comment to the note of its cell; what has no place in a budget is left out.

    To be called when everything else is written, so that the cells keep the notes they have.
    """
    paths = tuple(writer.places)
    marks = range(len(paths))
    for comment in comments:
        mark = mark_for(comment.path, marks, paths)
        if mark is not None:
            writer.add_comment(writer.places[paths[mark]], "\n".join(comment.lines))
