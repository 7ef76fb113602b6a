"""The programme's indicators as data: what each counts, and which numbers must fit together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, cast

from kanto_docs import data
from kanto_docs.law import Law, Raw, Words, load
from kanto_docs.plan.content import Indicators
from kanto_docs.source import Path

FILE = "indicators.yaml"
LISTS: Mapping[str, str] = {"output": "outputs", "result": "results"}
"""In which of the plan's two lists each kind of indicator stands."""


class Indicator(NamedTuple):
    """Indikaattori; whom it counts are counted in `part_of` too."""

    code: str
    kind: str
    part_of: str | None
    words: Words

    @property
    def label(self) -> Words:
        """Its code with what it means, in each language."""
        return {language: f"{self.code} ({said})" for language, said in self.words.items()}


class Group(NamedTuple):
    """Indicators that share out the people of one: nobody stands in two of the parts."""

    whole: str
    parts: tuple[str, ...]
    sum: str


class Row(NamedTuple):
    """One indicator with the numbers that a plan gives it."""

    indicator: Indicator
    path: Path
    target: int | None
    women: int | None = None
    men: int | None = None

    def at(self, column: str) -> Path:
        """Where one of its numbers stands."""
        return (*self.path, column)


def written(indicators: Indicators) -> Iterator[tuple[Path, str]]:
    """Every code as the plan writes it, and where."""
    outputs = [row.code for row in indicators.outputs]
    results = [row.code for row in indicators.results]
    for key, codes in (("outputs", outputs), ("results", results)):
        for number, code in enumerate(codes):
            if code:
                yield ("indicators", key, number, "code"), code


def known(indicators: Indicators, law: Law) -> Mapping[str, Row]:
    """The plan's rows by code: those that are on the list, in their own place and only once."""
    listed = all_indicators(law)
    codes = [plain(code) for _, code in written(indicators)]
    found: dict[str, Row] = {}
    for place, (path, _) in enumerate(written(indicators)):
        indicator = listed.get(codes[place])
        others = (*codes[:place], *codes[place + 1 :])
        if not indicator or indicator.code in others or LISTS[indicator.kind] != path[1]:
            continue
        row = getattr(indicators, LISTS[indicator.kind])[path[2]]
        sexes = (getattr(row, "women", None), getattr(row, "men", None))
        found[indicator.code] = Row(indicator, path[:-1], row.target, *sexes)
    return found


def of_kind(kind: str, rows: Mapping[str, Row]) -> tuple[Row, ...]:
    """The rows of that kind."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows.values():
        found[row.indicator.kind].append(row)
    return tuple(found[kind])


def plain(code: str) -> str:
    """A code as it stands on the list."""
    return code.strip().upper()


def all_indicators(law: Law) -> Mapping[str, Indicator]:
    """The programme's indicators by code; empty when we hold no list of them."""
    return _read(law.programme.code)[0]


def groups(law: Law, kind: str) -> tuple[Group, ...]:
    """The groups whose parts are indicators of that kind."""
    listed, found = _read(law.programme.code)
    return tuple(group for group in found if listed[group.parts[0]].kind == kind)


@cache
def _read(programme: str) -> tuple[Mapping[str, Indicator], tuple[Group, ...]]:
    if not (data.folder("schemas") / programme / FILE).is_file():
        return {}, ()
    raw = cast("Mapping[str, Sequence[Raw]]", load(programme, FILE))
    listed = [
        Indicator(
            str(row["code"]),
            str(row["kind"]),
            str(row["part_of"]) if row["part_of"] else None,
            cast("Words", row["words"]),
        )
        for row in raw["indicators"]
    ]
    found = tuple(
        Group(str(row["whole"]), tuple(cast("list[str]", row["parts"])), str(row["sum"]))
        for row in raw["groups"]
    )
    return {indicator.code: indicator for indicator in listed}, found
