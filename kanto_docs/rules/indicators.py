"""Indicators (indikaattorit): sums, results within outputs, percentages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from kanto_docs.finding import Fault, Faults
from kanto_docs.law import Law, Words
from kanto_docs.plan.content import Indicators
from kanto_docs.rules.indicator_list import (
    LISTS,
    Row,
    all_indicators,
    groups,
    known,
    of_kind,
    plain,
    written,
)
from kanto_docs.rules.registry import rule
from kanto_docs.source import Path

_PERSONS: Final[Path] = ("indicators", "persons")
_ALL: Final = "EECO01"
_LONGEST_CODE: Final = 64
_PARTICIPANTS: Final[Words] = {
    "fi": "osallistuvien henkilöiden lukumäärä",
    "sv": "antalet deltagande personer",
    "en": "the number of participating persons",
}


class _Whole(NamedTuple):
    """The number that parts are compared with."""

    path: Path
    label: Words
    number: int


@rule("I01")
def sexes_over_target(indicators: Indicators) -> Faults:
    """Naisia ja miehiä on enemmän kuin tavoite."""
    for number, row in enumerate(indicators.outputs):
        together = (row.women or 0) + (row.men or 0)
        if row.target is not None and together > row.target:
            yield Fault(
                ("indicators", "outputs", number, "target"),
                {"sum": together, "target": row.target, "difference": together - row.target},
            )


@rule("I02")
def sexes_under_target(indicators: Indicators) -> Faults:
    """Naisia ja miehiä on yhteensä vähemmän kuin tavoite."""
    for number, row in enumerate(indicators.outputs):
        if row.target is None or row.women is None or row.men is None:
            continue
        if (together := row.women + row.men) < row.target:
            yield Fault(
                ("indicators", "outputs", number, "target"),
                {"sum": together, "target": row.target, "difference": row.target - together},
            )


@rule("I03")
def part_over_whole(indicators: Indicators, law: Law) -> Faults:
    """Osallistujien osa on suurempi kuin koko joukko."""
    rows = known(indicators, law)
    for row in of_kind("output", rows):
        yield from _over(row, rows, indicators, law)


@rule("I04")
def group_over_whole(indicators: Indicators, law: Law) -> Faults:
    """Ryhmän osat ovat yhteensä enemmän kuin koko joukko."""
    yield from _groups_over("output", indicators, law)


@rule("I05")
def statuses_under_total(indicators: Indicators, law: Law) -> Faults:
    """Työmarkkina-asemat eivät ole yhteensä kaikki osallistujat."""
    yield from _groups_under("equal", indicators, law)


@rule("I06")
def education_under_total(indicators: Indicators, law: Law) -> Faults:
    """Koulutustasot eivät ole yhteensä kaikki osallistujat."""
    yield from _groups_under("equal_if_known", indicators, law)


@rule("I07")
def unknown_indicator(indicators: Indicators, law: Law) -> Faults:
    """Indikaattorin koodia ei ole luettelossa tai se on väärässä paikassa."""
    listed = all_indicators(law)
    for path, code in written(indicators):
        found = listed.get(plain(code))
        if found is None:
            near = _nearest(plain(code), tuple(listed))
            suggestion = listed[near].label if near else None
            yield Fault(path, {"indicator": code, "suggestion": suggestion})
        elif LISTS[found.kind] != path[1]:
            right: Path = ("indicators", LISTS[found.kind])
            yield Fault(path, {"indicator": found.label, "problem": "list", "right": right})


@rule("I08")
def indicator_twice(indicators: Indicators) -> Faults:
    """Sama indikaattori on luettelossa kahdesti."""
    first: dict[str, Path] = {}
    for path, code in written(indicators):
        if earlier := first.get(plain(code)):
            yield Fault(path, {"indicator": code}, (earlier,))
        else:
            first[plain(code)] = path


@rule("I09")
def result_over_participants(indicators: Indicators, law: Law) -> Faults:
    """Tuloksessa on enemmän ihmisiä kuin hankkeessa osallistujia."""
    rows = known(indicators, law)
    for row in of_kind("result", rows):
        yield from _over(row, rows, indicators, law)


@rule("I10")
def results_exclude_each_other(indicators: Indicators, law: Law) -> Faults:
    """Työnhakijoita ja työllistyneitä on yhteensä enemmän kuin osallistujia."""
    yield from _groups_over("result", indicators, law)


@lru_cache(maxsize=4096)
def _nearest(code: str, listed: tuple[str, ...]) -> str | None:
    """The listed code that the written one comes close to."""
    import difflib

    likely = code[:_LONGEST_CODE].replace("EEC0", "EECO").replace("EECOO", "EECO0")
    return next(iter(difflib.get_close_matches(likely, listed, n=1)), None)


def _over(row: Row, rows: Mapping[str, Row], indicators: Indicators, law: Law) -> Faults:
    """A fault where the row counts more people than the nearest row they are counted in."""
    whole = _whole(row.indicator.part_of, rows, indicators, law)
    if whole is None:
        return
    facts = {"part": row.indicator.label, "whole": whole.label}
    if row.target is not None and row.target > whole.number:
        numbers = {"number": row.target, "total": whole.number}
        yield Fault(row.at("target"), {**facts, **numbers}, (whole.path,))
        return
    around = {one.at("target"): one for one in rows.values()}.get(whole.path)
    for column in ("women", "men"):
        inner, outer = getattr(row, column), getattr(around, column, None)
        if inner is not None and outer is not None and inner > outer:
            numbers = {"number": inner, "total": outer}
            see = (*whole.path[:-1], column)
            yield Fault(row.at(column), {**facts, **numbers, "problem": column}, (see,))
            return


def _whole(
    code: str | None, rows: Mapping[str, Row], indicators: Indicators, law: Law
) -> _Whole | None:
    """The nearest number given for those whom `code` counts, in the end the persons of the plan."""
    persons = {_ALL: indicators.persons}
    while code is not None:
        row = rows.get(code)
        if row is not None and row.target is not None:
            return _Whole(row.at("target"), row.indicator.label, row.target)
        if (number := persons.get(code)) is not None:
            return _Whole(_PERSONS, _PARTICIPANTS, number)
        code = all_indicators(law)[code].part_of
    return None


def _groups_over(kind: str, indicators: Indicators, law: Law) -> Faults:
    """Groups whose parts together are more than the whole, no part being so alone."""
    rows = known(indicators, law)
    for group in groups(law, kind):
        whole = _whole(group.whole, rows, indicators, law)
        parts = list(_given(group.parts, rows))
        if whole is None or any(number > whole.number for _, number in parts):
            continue
        if (together := sum(number for _, number in parts)) > whole.number:
            yield _group_fault(parts, whole, together)


def _groups_under(sum_: str, indicators: Indicators, law: Law) -> Faults:
    """Groups all of whose parts are given and are together less than the whole."""
    rows = known(indicators, law)
    for group in groups(law, "output"):
        parts = list(_given(group.parts, rows))
        lacking = set(group.parts) - {row.indicator.code for row, _ in parts}
        row = rows.get(group.whole)
        if group.sum != sum_ or lacking or not row or row.target is None:
            continue
        whole = _Whole(row.at("target"), row.indicator.label, row.target)
        if (together := sum(number for _, number in parts)) < whole.number:
            yield _group_fault(parts, whole, together)


def _given(codes: tuple[str, ...], rows: Mapping[str, Row]) -> Iterator[tuple[Row, int]]:
    """The rows of the codes that have a target."""
    for code in codes:
        row = rows.get(code)
        if row is not None and row.target is not None:
            yield row, row.target


def _group_fault(parts: list[tuple[Row, int]], whole: _Whole, together: int) -> Fault:
    """The fault at the whole, with the parts to look at."""
    facts = {
        "parts": tuple(row.indicator.label for row, _ in parts),
        "sum": together,
        "whole": whole.label,
        "total": whole.number,
        "difference": abs(together - whole.number),
    }
    return Fault(whole.path, facts, tuple(row.at("target") for row, _ in parts))
