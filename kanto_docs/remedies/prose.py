"""Ways out of findings about texts that give another number or day than the plan: the text mended.

Only a number that stands in the text once as digits is replaced; what is said in words is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, cast

from kanto_docs.finding import Change, Finding, Remedy
from kanto_docs.patterns import lazy
from kanto_docs.prose.identity import holds_identity_code
from kanto_docs.remedies.registry import remedy
from kanto_docs.rules.judging import Case
from kanto_docs.rules.pointers import expand
from kanto_docs.source import Path

_NUMBER: Final = lazy(r"(?<![\d.,])(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?:,\d+)?")
_UNSPACED: Final = len("9999")
"""A longer number is written with spaces: 10 000."""
_DAY: Final = lazy(r"\b\d{1,2}\.\d{1,2}\.\d{4}\b")
_REAL: Final = {
    "X11": "months",
    "X12": "amount",
    "X13": "share",
    "X14": "number",
    "X15": "number",
    "X16": "share",
    "X17": "number",
}
"""The fact that holds the plan's own number, by code."""


@remedy(*_REAL)
def number_in_text(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The number that the plan has, in the place of the one in the text."""
    text, said = _text(case, finding.path), Decimal(str(finding.facts["said"]))
    real = Decimal(str(finding.facts[_REAL[finding.code]])).normalize()
    found = [match for match in _NUMBER.finditer(text) if _value(match.group()) == said]
    if len(found) == 1:
        new = _written(
            real, spaced=not found[0].group().isdigit() or len(str(int(real))) > _UNSPACED
        )
        mended = text[: found[0].start()] + new + text[found[0].end() :]
        yield Remedy("text", (Change(finding.path, mended),), {"new": real})


@remedy("X10")
def day_in_text(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The day of the schedule, in the place of the one in the text."""
    text, words = _text(case, finding.path), str(finding.facts["words"])
    days = [match.group() for match in _DAY.finditer(words)]
    day = cast("date", finding.facts["day"])
    if days and text.count(words) == 1:
        old = days[0] if finding.facts["problem"] == "start" else days[-1]
        new = f"{day.day}.{day.month}.{day.year}"
        if words.count(old) == 1:
            mended = text.replace(words, words.replace(old, new))
            yield Remedy("text", (Change(finding.path, mended),), {"new": day})


def _text(case: Case, path: Path) -> str:
    """The text at `path`; one that holds an identity code is not passed on."""
    pointer = "/".join(map(str, path))
    found = [said for _, said in expand(case.source.data, pointer) if isinstance(said, str)]
    return found[0] if found and not holds_identity_code(found[0]) else ""


def _value(written: str) -> Decimal:
    return Decimal(re.sub("[ \u00a0]", "", written).replace(",", "."))


def _written(number: Decimal, *, spaced: bool) -> str:
    whole, _, part = format(number, "f").partition(".")
    grouped = f"{int(whole):,}".replace(",", " ") if spaced else whole
    return f"{grouped},{part}" if part else grouped
