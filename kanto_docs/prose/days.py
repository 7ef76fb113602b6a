"""Days as people write them: 24.1.2027, 2027-01-24, tammikuussa 2027, and periods between two."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple

from kanto_docs.patterns import lazy
from kanto_docs.prose.wording import listed

_FIGURES: Final = r"\d{1,2}\. ?\d{1,2}\.(?: ?\d{4})?|\d{4}-\d{2}-\d{2}"
DAY: Final = rf"(?:{_FIGURES}|(?:\d{{1,2}}\.? )?[^\W\d_]{{3,15}} \d{{4}}|(?<!\d)\d{{4}}(?![\d-]))"
_FINNISH: Final = lazy(r"(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}))?")
_ISO: Final = lazy(r"(\d{4})-(\d{2})-(\d{2})")
_WORDS: Final = lazy(r"(?:(\d{1,2})\.? )?([^\W\d_]+) (\d{4})")


class Day(NamedTuple):
    """A day, or only its month or its year."""

    year: int
    month: int | None = None
    day: int | None = None

    def is_on(self, real: dt.date) -> bool:
        """Whether `real` is that day, or lies in that month or year."""
        parts = (real.year, real.month, real.day)
        return all(mine in (None, its) for mine, its in zip(self, parts, strict=True))


def day_of(written: str, language: str, year: int | None = None) -> Day | None:
    """The day that is written, or None when it is none; `year` is of the day that follows."""
    text = written.strip()
    if match := _FINNISH.fullmatch(text):
        last = int(match[3]) if match[3] else year
        return _real(last, int(match[2]), int(match[1])) if last else None
    if match := _ISO.fullmatch(text):
        return _real(int(match[1]), int(match[2]), int(match[3]))
    if match := _WORDS.fullmatch(text):
        month = _month(match[2].lower(), language)
        if month is None:
            return None
        return _real(int(match[3]), month, int(match[1])) if match[1] else Day(int(match[3]), month)
    return Day(int(text)) if re.fullmatch(r"20\d\d", text) else None


def _month(word: str, language: str) -> int | None:
    names = listed("months", language)
    found = [place for place, name in enumerate(names, 1) if word.startswith(name)]
    return found[0] if found else None


def _real(year: int, month: int, day: int) -> Day | None:
    try:
        dt.date(year, month, day)
    except ValueError:
        return None
    return Day(year, month, day)
