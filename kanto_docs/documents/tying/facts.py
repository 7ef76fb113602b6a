"""Facts in a text: amounts, shares, days, names and other numbers, however they are written.

82 011,36 €, 82,011.36 euros and EUR 82011.36 are one amount; 1.1.2027, 1 January 2027 and
2027-01-01 one day. A day that no calendar has is still a day that was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from kanto_docs.documents.tying.units import Fact, plain
from kanto_docs.prose.wording import listed
from kanto_docs.words import LANGUAGES

_NUMBER = r"(?:\d{1,3}(?:[ .,'’]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?)"
_EURO = r"(?:€|(?:EUR|Eur|eur|[Ee]uro\w{0,12})\b)"
_TIMES: Final[Mapping[str, Decimal]] = {
    "milj": Decimal(10) ** 6,
    "mill": Decimal(10) ** 6,
    "mn": Decimal(10) ** 6,
    "m": Decimal(10) ** 6,
    "tuha": Decimal(10) ** 3,
    "tuse": Decimal(10) ** 3,
    "thou": Decimal(10) ** 3,
    "t": Decimal(10) ** 3,
}
_MULTIPLE = r"milj\w{0,8}\.?|million|mn|tuhat\w{0,4}|tusen|thousand|[mt](?=€)"
_DAY, _MONTH, _YEAR = r"\d{1,2}", r"\d{1,2}", r"\d{4}"
_OF_YEAR = rf"(?:{_YEAR}|\d\d)(?!\d)"
_UNTIL = rf"[–-] ?(?P<to_day>{_DAY})\. ?(?P<to_month>{_MONTH})\. ?(?P<to_year>{_OF_YEAR})"
_BEFORE_MONTH = rf"(?:(?<!\d)(?P<word_day>{_DAY})(?:\.|st|nd|rd|th)? )?(?:of )?"
_PER_CENT = r"(?:%|prosent\w{0,10}|procent\w{0,10}|per ?cent\w{0,4})"
_GROUPED = 3
_CENTURY: Final = 2000
_SHORT_YEAR: Final = 2


class FactReader:
    """Finds the facts in texts of one language; the names to look for are the plan's."""

    def __init__(self, language: str, names: Iterable[str]) -> None:
        self._decimal = "." if language == "en" else ","
        self._known: dict[str, tuple[Fact, ...]] = {}
        self._skeletons: dict[str, str] = {}
        self._months = _months(language)
        self._pattern = re.compile(_pattern(self._months))
        wanted = {plain(name) for name in names}
        self._names: re.Pattern[str] | None = None
        whole = sorted((one for one in wanted if self._is_name(one)), key=len, reverse=True)
        if whole:
            joined = "|".join(map(re.escape, whole))
            self._names = re.compile(rf"(?<!\w)(?:{joined})(?!\w)")

    def facts(self, text: str) -> tuple[Fact, ...]:
        """The facts of a text in their order."""
        if text not in self._known:
            self._known[text] = tuple(self._found(plain(text)))
        return self._known[text]

    def skeleton(self, text: str) -> str:
        """The text without its facts: two texts with one skeleton differ only in them."""
        if text not in self._skeletons:
            left = plain(text)
            for fact in self.facts(text):
                left = left.replace(fact.written, "\ue000", 1)
            self._skeletons[text] = left
        return self._skeletons[text]

    def _is_name(self, name: str) -> bool:
        """Whether it can be looked for: neither too short nor itself an amount or a day."""
        return len(name) >= _GROUPED and not any(
            fact.kind in ("amount", "percent", "date") for fact in self._found(name)
        )

    def _found(self, text: str) -> Iterator[Fact]:
        at = 0
        for match in self._names.finditer(text) if self._names else ():
            yield from self._figures(text[at : match.start()])
            yield Fact("name", match[0], match[0])
            at = match.end()
        yield from self._figures(text[at:])

    def _figures(self, text: str) -> Iterator[Fact]:
        for match in self._pattern.finditer(text):
            found = {name: said for name, said in match.groupdict().items() if said is not None}
            if match.lastgroup is None:
                continue
            yield from self._fact(match[0], found)

    def _fact(self, written: str, found: Mapping[str, str]) -> Iterator[Fact]:
        if "from_day" in found:
            year, month = _year(found["to_year"]), int(found["to_month"])
            first = int(found.get("from_month", month))
            start, _, end = written.partition("–") if "–" in written else written.partition("-")
            yield Fact("date", (year, first, int(found["from_day"])), start.strip())
            yield Fact("date", (year, month, int(found["to_day"])), end.strip())
        elif "euros" in found or "euro_first" in found:
            number = self._number(found.get("euros") or found["euro_first"], money=True)
            times = found.get("times", "").rstrip(".").lower()
            factor = next((n for start, n in _TIMES.items() if times.startswith(start)), Decimal(1))
            yield Fact("amount", _signed(written, number * (factor if times else 1)), written)
        elif "percent" in found:
            yield Fact("percent", _signed(written, self._number(found["percent"])), written)
        elif "code" in found:
            yield Fact("name", written, written)
        elif "number" in found:
            yield Fact("number", _signed(written, self._number(found["number"])), written)
        else:
            yield Fact("date", self._day(found), written)

    def _day(self, found: Mapping[str, str]) -> tuple[int | None, int, int | None]:
        groups = {name.rpartition("_")[2]: said for name, said in found.items()}
        month = groups["month"]
        day, year = groups.get("day"), groups.get("year")
        return (
            None if year is None else _year(year),
            int(month) if month.isdigit() else self._months_number(month),
            None if day is None else int(day),
        )

    def _months_number(self, word: str) -> int:
        return next(n for start, n in self._months.items() if word.lower().startswith(start))

    def _number(self, written: str, *, money: bool = False) -> Decimal:
        text = re.sub(r"[ '’]", "", written)
        marks = [letter for letter in text if letter in ".,"]
        whole, mark, rest = text, "", ""
        if marks:
            whole, mark, rest = text.rpartition(marks[-1])
        one_kind = len(set(marks)) == 1
        in_groups = one_kind and len(rest) == _GROUPED and not whole.startswith("0")
        if in_groups and (len(marks) > 1 or money or mark != self._decimal):
            whole, rest = whole + rest, ""
        whole = re.sub(r"\D", "", whole)
        return Decimal(f"{whole}.{rest}" if rest else whole)


def _signed(written: str, number: Decimal) -> Decimal:
    return -number if written.startswith("-") else number


def _year(written: str) -> int:
    return int(written) + (_CENTURY if len(written) == _SHORT_YEAR else 0)


def _months(language: str) -> Mapping[str, int]:
    """Beginnings of the months' names, those of the document's language first."""
    languages = (language, *(one for one in LANGUAGES if one != language))
    found: dict[str, int] = {}
    for one in languages:
        for number, name in enumerate(listed("months", one), 1):
            found.setdefault(name.lower(), number)
    return dict(sorted(found.items(), key=lambda pair: len(pair[0]), reverse=True))


def _pattern(months: Iterable[str]) -> str:
    """One pattern of all facts but names, tried from the most particular to any number."""
    month = rf"(?i:{'|'.join(map(re.escape, months))})\w{{0,5}}"
    begins = r"(?:(?<!\w)-)?(?<!\d[.,])(?<![^\W_])"
    facts = (
        rf"(?<!\d)(?P<iso_year>{_YEAR})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)(?!\d)",
        rf"(?<![\d.])(?P<from_day>{_DAY})\. ?(?:(?P<from_month>{_MONTH})\. ?)?{_UNTIL}",
        rf"(?<![\d.])(?P<full_day>{_DAY})\. ?(?P<full_month>{_MONTH})\. ?(?P<full_year>{_OF_YEAR})",
        rf"(?<!\d)(?P<slash_day>{_DAY})/(?P<slash_month>{_MONTH})/(?P<slash_year>{_YEAR})(?!\d)",
        rf"(?<![\d/])(?P<half_month>{_MONTH})/(?P<half_year>{_YEAR})(?!\d)",
        rf"{_BEFORE_MONTH}(?P<word_month>{month}),? (?P<word_year>{_YEAR})(?!\d)",
        rf"(?P<us_month>{month}) (?P<us_day>{_DAY}), (?P<us_year>{_YEAR})(?!\d)",
        rf"(?<![\d.])(?P<short_day>{_DAY})\.(?P<short_month>{_MONTH})\.(?![\d])",
        rf"(?:(?<![\w-])-)?(?:€|\bEUR) ?(?P<euro_first>{_NUMBER})",
        rf"{begins}(?P<euros>{_NUMBER})(?: ?(?P<times>{_MULTIPLE}))? ?{_EURO}",
        rf"{begins}(?P<percent>{_NUMBER}) ?{_PER_CENT}",
        r"(?<![\w-])(?P<code>[A-ZÅÄÖ]{1,8}-?\d[0-9A-Z-]{0,20})(?!\w)",
        rf"{begins}(?P<number>{_NUMBER})(?!\w)",
    )
    return "|".join(facts)
