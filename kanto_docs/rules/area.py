"""Rules on places: does each exist, lie where the plan says, and belong to the call's area."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final, cast

from kanto_docs.finding import Fault, Faults
from kanto_docs.law import load
from kanto_docs.places import Level, Place, find, nearest, parent
from kanto_docs.plan.content import Area
from kanto_docs.rules.registry import rule
from kanto_docs.source import Path

_LEVELS: Final[tuple[Level, ...]] = ("region", "municipality", "sub_region")


@rule("G01", regions="call.regions")
def region_outside_call(area: Area, regions: tuple[str, ...]) -> Faults:
    """Maakunta tai kunta ei ole haun alueella."""
    places = [find("region", name) for name in regions]
    allowed = [place for place in places if place]
    if not allowed or None in places:
        return
    names = tuple(map(_names, allowed))
    codes = {place.code for place in allowed}
    listed = {place.code for _, place in _known(area, "region")}
    for path, place in _all_known(area):
        told_already = place.level != "region" and place.region in listed
        if place.region not in codes and not told_already:
            yield Fault(path, {"place": _names(place), "regions": names}, (("call",),))


@rule("G02")
def municipality_outside_region(area: Area) -> Faults:
    """Kunta ei kuulu lueteltuun maakuntaan tai seutukuntaan."""
    homes: tuple[tuple[Level, tuple[str, ...]], ...] = (
        ("region", area.regions),
        ("sub_region", area.sub_regions),
    )
    told = {place.code for _, place in _known(area, "sub_region")}
    for path, municipality in _known(area, "municipality"):
        if municipality.sub_region in told:
            continue  # where the sub-region lies is asked of the sub-region itself
        for level, written in homes:
            home = parent(level, municipality)
            listed = [find(level, name) for name in written]
            if listed and None not in listed and home not in listed:
                facts = {"level": level, "municipality": _names(municipality)}
                yield Fault(path, {**facts, "parent": _names(home)}, (("area", f"{level}s"),))
                break


@rule("G05")
def sub_region_outside_region(area: Area) -> Faults:
    """Seutukunta ei kuulu lueteltuun maakuntaan."""
    listed = [find("region", name) for name in area.regions]
    if not listed or None in listed:
        return
    for path, place in _known(area, "sub_region"):
        home = parent("region", place)
        if home not in listed:
            facts = {"place": _names(place), "parent": _names(home)}
            yield Fault(path, facts, (("area", "regions"),))


@rule("G03")
def unknown_place(area: Area) -> Faults:
    """Maakuntaa, seutukuntaa tai kuntaa ei ole olemassa sellaisella nimellä."""
    for path, level, written in _written(area):
        if find(level, written) or _last_year(level, written):
            continue
        facts = {"place": written, "level": level}
        if other := next((other for other in _LEVELS if find(other, written)), None):
            yield Fault(path, {**facts, "problem": "other_level", "found": other})
        else:
            near = nearest(level, written)
            yield Fault(path, {**facts, "nearest": _names(near), "code": near.code})


@rule("G04", start="schedule.start")
def former_municipality(area: Area, start: date) -> Faults:
    """Kuntaa ei ole enää ollut hankkeen alkaessa."""
    for path, level, written in _written(area):
        year = None if find(level, written) else _last_year(level, written)
        if year and start.year > year:
            yield Fault(path, {"place": written, "year": str(year), "start": start})


def _last_year(level: Level, written: str) -> int | None:
    """The last year in which there was such a place of that name or code."""
    return _former().get((level, " ".join(written.casefold().split())))


@cache
def _former() -> Mapping[tuple[Level, str], int]:
    """The last years of former places, by level and by name and code."""
    raw = cast("Mapping[str, Sequence[Mapping[str, object]]]", load("regions.yaml"))
    return {
        ("municipality", str(one[key]).casefold()): int(str(one["last_year"]))
        for one in raw["former_municipalities"]
        for key in ("name", "code")
    }


def _written(area: Area) -> Iterator[tuple[Path, Level, str]]:
    """Every place as the plan writes it."""
    lists: tuple[tuple[str, Level, tuple[str, ...]], ...] = (
        ("regions", "region", area.regions),
        ("sub_regions", "sub_region", area.sub_regions),
        ("municipalities", "municipality", area.municipalities),
    )
    for key, level, names in lists:
        for number, name in enumerate(names):
            yield ("area", key, number), level, name


def _all_known(area: Area) -> Iterator[tuple[Path, Place]]:
    """The places of the plan that exist."""
    for path, level, written in _written(area):
        if place := find(level, written):
            yield path, place


def _known(area: Area, level: Level) -> Iterator[tuple[Path, Place]]:
    """The places of one level that exist."""
    return ((path, place) for path, place in _all_known(area) if place.level == level)


def _names(place: Place) -> Mapping[str, str]:
    """The place's name by language."""
    return {"fi": place.fi, "sv": place.sv}
