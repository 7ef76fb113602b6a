"""Where the municipalities of Finland lie: municipality, sub-region, region; by name or code.

The data is that of Statistics Finland's classifications of 2026 (Tilastokeskus, luokitukset).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from kanto_docs import data

Level = Literal["region", "sub_region", "municipality"]

_COLUMNS: Final[Mapping[Level, tuple[str, str, str]]] = {
    "region": ("maakunta_code", "maakunta_name_fi", "maakunta_name_sv"),
    "sub_region": ("seutukunta_code", "seutukunta_name_fi", "seutukunta_name_fi"),
    "municipality": ("municipality_code", "municipality_name_fi", "municipality_name_sv"),
}
_CODE_LENGTH: Final[Mapping[Level, int]] = {"region": 2, "sub_region": 3, "municipality": 3}
_LONGEST: Final = 60
"""So many letters of a name say which place it may be."""
_LEVEL_WORDS: Final = (" seutukunta", " maakunta", " kunta", " ekonomiska region")
_GENITIVES: Final = (
    ("helsinki", "helsingin"),
    ("järvi", "järven"),
    ("joki", "joen"),
    ("kaari", "kaaren"),
    ("koski", "kosken"),
    ("kunnat", "kuntien"),
    ("kunta", "kunnan"),
    ("lahti", "lahden"),
    ("lappi", "lapin"),
    ("mäki", "mäen"),
    ("nen", "sen"),
    ("niemi", "niemen"),
    ("ranta", "rannan"),
    ("saari", "saaren"),
    ("seutu", "seudun"),
    ("suomi", "suomen"),
    ("tampere", "tampereen"),
    ("turku", "turun"),
    ("varkaus", "varkauden"),
    ("vesi", "veden"),
)


class Place(NamedTuple):
    """A municipality (kunta), sub-region (seutukunta) or region (maakunta)."""

    level: Level
    code: str
    fi: str
    sv: str
    region: str
    """The code of the region it lies in, its own for a region."""
    sub_region: str
    """The code of the sub-region it lies in; empty for a region."""

    def named(self, language: str | None) -> str:
        """What it is called in that language: in Swedish by its Swedish name, else in Finnish."""
        return self.sv if language == "sv" else self.fi


def find(level: Level, text: str) -> Place | None:
    """The place of that level that `text` names: by Finnish or Swedish name, genitive or code."""
    key = _key(text)
    if key.isdecimal():
        key = key.zfill(_CODE_LENGTH[level])
    return _index(level).get(key) or _by_genitive(level).get(key)


@lru_cache(maxsize=256)
def nearest(level: Level, text: str) -> Place:
    """The place of that level whose name or code is written most like `text`."""
    import difflib

    index = _index(level)
    best: tuple[float, str] = (-1, "")
    matcher = difflib.SequenceMatcher(b=_key(text)[:_LONGEST])
    for name in index:
        matcher.set_seq1(name)
        # Two quick looks spare most of the names the slow one.
        if matcher.real_quick_ratio() >= best[0] and matcher.quick_ratio() >= best[0]:
            best = max(best, (matcher.ratio(), name))
    return index[best[1]]


def parent(level: Level, place: Place) -> Place:
    """The region or sub-region that `place` lies in."""
    return _index(level)[place.region if level == "region" else place.sub_region]


def regions() -> tuple[Place, ...]:
    """All regions of Finland."""
    return _places("region")


@cache
def _index(level: Level) -> Mapping[str, Place]:
    index: dict[str, Place] = {}
    for place in _places(level):
        for name in (place.code, place.fi, place.sv):
            index.setdefault(_key(name), place)
    return index


@cache
def _by_genitive(level: Level) -> Mapping[str, Place]:
    """Built only when a plain name does not do."""
    return {_key(name): place for place in _places(level) for name in _genitives(place.fi)}


@cache
def _places(level: Level) -> tuple[Place, ...]:
    code, fi, sv = _COLUMNS[level]
    found: dict[str, Place] = {}
    for row in _rows():
        if row[code] not in found:
            sub_region = "" if level == "region" else row["seutukunta_code"]
            place = Place(level, row[code], row[fi], row[sv], row["maakunta_code"], sub_region)
            found[row[code]] = place
    return tuple(found.values())


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    return tuple(csv.DictReader(data.read_text("schemas", "regions.csv").splitlines()))


def _key(text: str) -> str:
    key = " ".join(text.casefold().replace("–", "-").split())
    for word in _LEVEL_WORDS:
        key = key.removesuffix(word)
    return key


def _genitives(name: str) -> Iterator[str]:
    """Joensuun, Keski-Karjalan, Pielisen Karjalan, Kotkan-Haminan."""
    parts = _key(name).split("-")
    yield "-".join([*parts[:-1], _genitive(parts[-1])])
    yield "-".join(map(_genitive, parts))


def _genitive(word: str) -> str:
    for ending, genitive in _GENITIVES:
        if word.endswith(ending):
            return word.removesuffix(ending) + genitive
    return f"{word}n"
