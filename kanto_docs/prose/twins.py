"""The same sentence in two places with one number apart, and the same source with two years."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kanto_docs.patterns import lazy
from kanto_docs.prose.fields import Text
from kanto_docs.prose.sentences import sentences
from kanto_docs.source import Path

_NUMBER: Final = lazy(r"\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,]\d+)*")
_DATED: Final = lazy(
    r"(?:\((?P<words>[^\W\d_][^()\d]{1,40}?)|\b(?P<short>[A-ZÅÄÖ]{2,8})),? "
    r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})(?!\d| ?[–-])"
)
_ENOUGH_WORDS: Final = 5
"""A shorter sentence may be said of two things."""
_SINGLE: Final = frozenset({
    "summary", "need/problem", "need/evidence", "specific_objective_fit", "novelty",
    "dissemination", "continuity", "communication/plan", "evaluation/plan",
})  # fmt: skip
"""Fields that tell about the whole: items of a list may honestly differ by a number."""


class Twin(NamedTuple):
    """Two places that say the same thing with two values."""

    path: Path
    other: Path
    words: str
    first: str
    second: str


def sentences_apart(texts: Iterable[Text]) -> Iterator[Twin]:
    """Sentences that are alike but for one number, in two fields about the whole project."""
    known: dict[tuple[str, ...], tuple[Text, list[str]]] = {}
    for text in texts:
        if text.kind not in _SINGLE or not any(map(str.isdigit, text.text)):
            continue
        for sentence in sentences(text.text):
            figures = _NUMBER.findall(sentence)
            frame = tuple(re.findall(r"[^\W_]+", _NUMBER.sub(" 0 ", sentence).lower()))
            if not figures or sum(word != "0" for word in frame) < _ENOUGH_WORDS:
                continue
            first, before = known.setdefault(frame, (text, figures))
            apart = [pair for pair in zip(before, figures, strict=False) if pair[0] != pair[1]]
            if first.kind != text.kind and len(before) == len(figures) and len(apart) == 1:
                one, other = apart[0]
                if not _is_year(one) and not _is_year(other):
                    yield Twin(text.path, first.path, sentence, other, one)


def dates_apart(texts: Iterable[Text], before: dt.date) -> Iterator[Twin]:
    """A source that bears the same day and month of two years, in two fields, both in the past.

    Statistics bear the first or the last day of a month each year: those are no slips.
    """
    known: dict[tuple[str, int, int], list[tuple[Text, int]]] = {}
    for text in texts:
        for match in _DATED.finditer(text.text):
            label = " ".join((match["words"] or match["short"]).casefold().split())
            day, month, year = (int(match[name]) for name in ("day", "month", "year"))
            if _is_plain_day(year, month, day) and dt.date(year, month, day) < before:
                known.setdefault((label, day, month), []).append((text, year))
    for (label, day, month), found in known.items():
        years = {year for _, year in found}
        places = {text.path for text, _ in found}
        if len(years) == 2 == len(places) == len(found):
            (first, one), (second, other) = found
            yield Twin(
                second.path, first.path, label, f"{day}.{month}.{other}", f"{day}.{month}.{one}"
            )


def _is_plain_day(year: int, month: int, day: int) -> bool:
    """Whether it is a real day in the middle of a month."""
    try:
        return 1 < day < monthrange(year, month)[1]
    except ValueError:
        return False


def _is_year(figures: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", figures) is not None
