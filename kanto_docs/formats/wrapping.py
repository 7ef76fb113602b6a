"""Paragraphs of a hundred columns."""

from __future__ import annotations

from typing import Final

WIDTH: Final = 100


def wrapped(
    text: str, first: str = "", rest: str | None = None, *, at_hyphens: bool = False
) -> list[str]:
    """The lines of a paragraph; no word is broken, one with hyphens only `at_hyphens`.

    `first` stands before the first line, `rest` before the others, else `first` before all.
    """
    import textwrap  # what has no paragraph has no use for it

    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=at_hyphens,
    )


def indented(text: str, *, at_hyphens: bool = False) -> list[str]:
    """A paragraph below a line at the margin."""
    return wrapped(text, "   ", "      ", at_hyphens=at_hyphens)
