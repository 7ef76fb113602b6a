"""Places in the law: read from how people write them, and compared part by part."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from kanto_docs.finding import Basis
from kanto_docs.patterns import lazy

_LAW: Final = lazy(r"(?:\(?\beu\)?\s*)?(?P<number>\b\d+/\d+)\b", re.IGNORECASE)
_KIND: Final = lazy(r"^(?:laki|asetus|lag|förordning|act|decree|regulation)\b\s*|[,;.]+$")
_ANNEX: Final = lazy(r"(?:liite|bilaga|annex)\s+(?P<number>[ivx]+)")
_BEFORE: Final = tuple(
    (re.compile(pattern), rf"\g<1> {unit} ")
    for pattern, unit in (
        (r"^(?:section|paragraf|pykälä|§)\s*(\d[\d–-]*)", "§"),
        (r"^(?:article|artikel|artikla|art)\b\.?\s*(\d[\d–-]*)", "art"),
        (r"\bsubsection\s*(\d[\d–-]*)", "mom"),
        (r"\bitem\s*(\d[\d–-]*)", "k"),
        (r"\((\d+)\)", "k"),
        (r"\(([a-z])\)", "alak"),
    )
)
"""What stands before its number, in English or by habit, is put behind it."""
_PART: Final = lazy(
    r"(?P<number>\d+(?:[–-]\d+)?(?:\s?[a-z](?=\s*§))?|\b[a-z](?=\s+alak))\s*"
    r"(?P<unit>§|[a-zåäö]+)?[.,]?\s*"
)
_UNITS: Final = {
    "§": "§",
    "art": "art", "artikla": "art", "artiklan": "art", "artikel": "art", "artikeln": "art",
    "mom": "mom", "momentti": "mom", "moment": "mom", "momentet": "mom",
    "k": "k", "kohta": "k", "punkt": "k", "punkten": "k",
    "alak": "alak", "alakohta": "alak",
}  # fmt: skip
_FIRST_YEAR: Final = 1958
"""Of the communities; no act of ours has had a number as large."""
_RANGE: Final = lazy(r"(?P<first>\d+)[–-](?P<last>\d+)")


class Place(NamedTuple):
    """A law's number and the parts of a section: "866/2021", (("§", "8"), ("mom", "1"))."""

    law: str
    parts: tuple[tuple[str, str], ...] = ()

    def holds(self, other: Place) -> bool:
        """Whether `other` is this place or lies in it: 8 § holds 8 § 1 mom but not 18 §."""
        if self.law != other.law or len(self.parts) > len(other.parts):
            return False
        pairs = zip(self.parts, other.parts, strict=False)
        return all(unit in ("", its) and _meet(one, number) for (unit, one), (its, number) in pairs)

    @property
    def law_in_full(self) -> str:
        """The law as it is cited: 866/2021, (EU) 2021/1060."""
        return f"(EU) {self.law}" if _of_eu(self.law) else self.law

    @property
    def section(self) -> Place:
        """The whole section (§), article or annex in which the place lies."""
        return Place(self.law, self.parts[:1])


def place_of(basis: Basis) -> Place | None:
    """The place that a basis names; None for a page and for the tool's own logic."""
    return read_place(f"{basis.law} {basis.section or ''}") if basis.law else None


def read_place(text: str) -> Place | None:
    """What somebody wrote, "866/2021 8 §" or "(EU) 2021/1060 art. 63"; None when it is no place."""
    found = _LAW.search(text)
    if found is None:
        return None
    parts = _parts(f"{text[: found.start()]} {text[found.end() :]}".strip().lower())
    return None if parts is None else Place(found["number"], parts)


def laws_of(bases: Iterable[Basis]) -> tuple[str, ...]:
    """The laws that bases name, each once: the national ones by year, then those of the EU."""
    return tuple(sorted({one.law for one in bases if one.law}, key=_by_year))


def in_order(place: Place) -> tuple[object, ...]:
    """How places are sorted: 4 § before 14 §."""
    numbers = [(*(_bounds(number) or (10**6, 0)), number) for _, number in place.parts]
    return (_by_year(place.law), numbers)


def _by_year(law: str) -> tuple[bool, list[int]]:
    number = law.rpartition(" ")[2]
    first, second = (int(part) for part in number.split("/"))
    return _of_eu(number), [first, second] if _of_eu(number) else [second, first]


def _of_eu(number: str) -> bool:
    """Regulations have the year first: 2021/1060; our own acts have it last."""
    return int(number.partition("/")[0]) >= _FIRST_YEAR


def _parts(text: str) -> tuple[tuple[str, str], ...] | None:
    """The numbers of a section with their units, "" for one that was not said."""
    text = _KIND.sub("", text).strip()
    if annex := _ANNEX.fullmatch(text):
        return (("annex", annex["number"]),)
    for pattern, behind in _BEFORE:
        text = pattern.sub(behind, text)
    parts, place, text = [], 0, text.strip()
    while place < len(text):
        found = _PART.match(text, place)
        if found is None or (found["unit"] or "§") not in _UNITS:
            return None
        parts.append((_UNITS[found["unit"]] if found["unit"] else "", found["number"]))
        place = found.end()
    return tuple(parts)


def _meet(mine: str, its: str) -> bool:
    """Whether two numbers, or ranges of numbers, have something in common."""
    first, second = _bounds(mine), _bounds(its)
    if first is None or second is None:
        return mine == its
    return first[0] <= second[1] and second[0] <= first[1]


def _bounds(number: str) -> tuple[int, int] | None:
    if found := _RANGE.fullmatch(number):
        return int(found["first"]), int(found["last"])
    return (int(number), int(number)) if number.isdecimal() else None
