"""What a volunteer types: amounts, percentages, dates, yes and no, read kindly and never guessed.

Each reader takes a scalar as the source gives it and returns its value, or raises Misread with the
reason. The schema names them as formats, so shape and reading can never disagree.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from kanto_docs.patterns import lazy
from kanto_docs.source.suspicions import escaped_controls

SPACES: Final = "[ \u00a0\u202f]"
_DIGITS: Final = rf"(?P<whole>\d{{1,3}}(?:{SPACES}\d{{3}})+|\d{{1,15}})"
_MONEY: Final = lazy(
    rf"{_DIGITS}(?:[.,](?P<part>\d+))?{SPACES}*(?:€|e|eur|euroa|euro)?", re.ASCII | re.IGNORECASE
)
_BOTH: Final = lazy(r"[\d \u00a0\u202f]*\d[.,][\d.,]*[.,]\d+\s*(?:€|eur)?", re.IGNORECASE)
_PERCENT: Final = lazy(rf"(\d{{1,6}})(?:[.,](\d{{1,6}}))?{SPACES}*%?", re.ASCII)
_NUMBER: Final = lazy(rf"{_DIGITS}(?:[.,](?P<part>\d{{1,10}}))?", re.ASCII)
_ISO: Final = lazy(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_FINNISH: Final = lazy(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_FILE: Final = lazy(r"[^/\\:\x00-\x1f]{1,200}")
_YES: Final = frozenset({"true", "kyllä", "ja", "yes"})
_NO: Final = frozenset({"false", "ei", "nej", "no"})
MONEY_PLACES: Final = 2
LARGEST: Final = Decimal(10) ** 12
"""Beyond this no number in a plan is meant."""


class Misread(ValueError):
    """A value that cannot be read as what it should be; `problem` names why."""

    def __init__(self, problem: str, **facts: object) -> None:
        super().__init__(problem)
        self.problem = problem
        self.facts = facts


def money(value: object) -> Decimal:
    """Euros with at most two decimals: 1200, 1 200,50 €, 1200.50."""
    if isinstance(value, str):
        text = value.strip()
        if _BOTH.fullmatch(text):
            raise Misread("ambiguous", first=_reading(text, ","), second=_reading(text, "."))
        if not (match := _MONEY.fullmatch(text)):
            raise Misread("negative" if text.startswith(("-", "−")) else "amount")
        number = _joined(match["whole"], match["part"])
    else:
        number = _plain(value)
    if number < 0:
        raise Misread("negative")
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MONEY_PLACES:
        raise Misread("decimals")
    return number


def percent(value: object) -> Decimal:
    """Per cent: 80, 80 %, 26,44."""
    if isinstance(value, str):
        if not (match := _PERCENT.fullmatch(value.strip())):
            raise Misread("percent")
        return _joined(match[1], match[2])
    number = _plain(value)
    if number < 0:
        raise Misread("percent")
    return number


def decimal(value: object) -> Decimal:
    """A number of zero or more, decimal comma or point."""
    if isinstance(value, str):
        if not (match := _NUMBER.fullmatch(value.strip())):
            raise Misread("number")
        return _joined(match["whole"], match["part"])
    number = _plain(value)
    if number < 0:
        raise Misread("number")
    return number


def count(value: object) -> int:
    """A whole number of zero or more."""
    number = decimal(value)
    if number != number.to_integral_value():
        raise Misread("whole")
    return int(number)


def date(value: object) -> dt.date:
    """A day: 2027-01-01 or 1.1.2027."""
    text = value.strip() if isinstance(value, str) else ""
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _FINNISH.fullmatch(text):
        day, month, year = match.groups()
    else:
        raise Misread("date")
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        raise Misread("no_such_day") from None


def yesno(value: object) -> bool:
    """Yes or no in Finnish, Swedish or English."""
    if isinstance(value, bool):
        return value
    word = unicodedata.normalize("NFC", value.strip().lower()) if isinstance(value, str) else ""
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Misread("yesno")


def text(value: object) -> str:
    """Text as written; a number typed without quotes stays as it was typed."""
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise Misread("text")
    written = (format(value, "f") if isinstance(value, Decimal) else str(value)).strip()
    if (character := escaped_controls(written)) is not None:
        raise Misread("control", character=character)
    return written


def file(value: object) -> str:
    """The bare name of a file, without any folder."""
    name = text(value)
    if not _FILE.fullmatch(name) or name in (".", ".."):
        raise Misread("file")
    return name


READERS: Final[Mapping[str, Callable[[object], object]]] = {
    "money": money,
    "percent": percent,
    "decimal": decimal,
    "count": count,
    "date": date,
    "yesno": yesno,
    "text": text,
    "line": text,
    "identifier": text,
    "file": file,
}


def _plain(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise Misread("number")
    return _sensible(Decimal(value))


def _sensible(number: Decimal) -> Decimal:
    if abs(number) >= LARGEST:
        raise Misread("large")
    return number


def _joined(whole: str, part: str | None) -> Decimal:
    return _sensible(Decimal(re.sub(SPACES, "", whole) + (f".{part}" if part else "")))


def _reading(text: str, decimal_sign: str) -> str:
    digits = re.sub(r"[^\d.,]", "", text)
    whole, _, part = digits.rpartition(decimal_sign)
    whole = re.sub(r"\D", "", whole or digits)
    return f"{whole},{re.sub(r'[^0-9]', '', part)}" if part and decimal_sign in digits else whole
