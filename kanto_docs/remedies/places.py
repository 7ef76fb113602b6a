"""Ways out of findings about the area (maantieteellinen kohdealue): a place out, in or renamed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Final, cast

from kanto_docs.finding import Change, Finding, Remedy
from kanto_docs.places import Level, Place, find, nearest, parent
from kanto_docs.plan.content import Area
from kanto_docs.remedies.listed import added
from kanto_docs.remedies.registry import remedy
from kanto_docs.rules.judging import Case
from kanto_docs.source import Path

_LISTS: Final[Mapping[str, Level]] = {
    "regions": "region",
    "sub_regions": "sub_region",
    "municipalities": "municipality",
}
_KEYS: Final[Mapping[Level, str]] = {level: key for key, level in _LISTS.items()}
_SLIPS: Final = 2
"""So many letters may be wrong or out of place in a misspelt name."""


@remedy("G01")
def place_out(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The place taken away, a region with what lies in it; never the last one."""
    area = case.plan.area or Area()
    key, number = str(finding.path[1]), int(finding.path[2])
    names = cast("tuple[str, ...]", getattr(area, key))
    place = find(_LISTS[key], names[number])
    if place is None or len(names) == 1:
        return
    inner = _inside(area, place) if key == "regions" else ()
    yield Remedy("remove_with_inner" if inner else "remove", (Change(finding.path, None), *inner))


@remedy("G02")
def parent_in(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The region or sub-region of the municipality added, or the municipality taken away."""
    area = case.plan.area or Area()
    level = cast("Level", finding.facts["level"])
    place = find("municipality", area.municipalities[int(finding.path[2])])
    if place is not None:
        name = _said(parent(level, place), case)
        yield Remedy("add", (added(case, ("area", _KEYS[level]), name),), {"new": name})
    yield Remedy("remove", (Change(finding.path, None),))


@remedy("G05")
def region_in(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The region of the sub-region added, or the sub-region taken away."""
    area = case.plan.area or Area()
    place = find("sub_region", area.sub_regions[int(finding.path[2])])
    if place is not None:
        name = _said(parent("region", place), case)
        yield Remedy("add", (added(case, ("area", "regions"), name),), {"new": name})
    yield Remedy("remove", (Change(finding.path, None),))


@remedy("G03")
def place_renamed(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The name that it is a misspelling of, or the list that it belongs to."""
    written = str(finding.facts["place"])
    level = cast("Level", finding.facts["level"])
    found = finding.facts.get("found")
    if found is None:
        near = nearest(level, written)
        name = _said(near, case)
        if any(_is_slip(written.casefold(), one.casefold()) for one in (near.fi, near.sv)):
            yield Remedy("rename", (Change(finding.path, name),), {"new": name})
        return
    right = next(key for key, one in _LISTS.items() if one == found)
    place = find(cast("Level", found), written)
    there = getattr(case.plan.area, right)
    if place is not None and all(find(_LISTS[right], one) != place for one in there):
        changes = (added(case, ("area", right), written), Change(finding.path, None))
        yield Remedy("move", changes, {"list": ("area", right)})
    else:
        change = Change(finding.path, None)
        yield Remedy("remove", (change,), {"list": ("area", right)})


def _inside(area: Area, region: Place) -> tuple[Change, ...]:
    """The places of the plan that lie in the region taken away, from the last of each list."""
    changes: list[Change] = []
    for key in ("sub_regions", "municipalities"):
        for number, name in reversed(list(enumerate(getattr(area, key)))):
            place = find(_LISTS[key], name)
            if place is not None and place.region == region.code:
                path: Path = ("area", key, number)
                changes.append(Change(path, None))
    return tuple(changes)


def _is_slip(written: str, name: str) -> bool:
    """Whether the one is a misspelling of the other."""
    blocks = difflib.SequenceMatcher(None, written, name).get_matching_blocks()
    return max(len(written), len(name)) - sum(block.size for block in blocks) <= _SLIPS


def _said(place: Place, case: Case) -> str:
    """The place's name in the plan's language."""
    return place.named(case.plan.language)
