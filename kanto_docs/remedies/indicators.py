"""Ways out of findings about indicators: numbers that fit together, codes of the list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, cast

from kanto_docs.finding import Change, Finding, Remedy
from kanto_docs.plan.content import Indicators
from kanto_docs.remedies.listed import added
from kanto_docs.remedies.registry import remedy
from kanto_docs.rules.indicator_list import plain
from kanto_docs.rules.judging import Case
from kanto_docs.rules.pointers import expand
from kanto_docs.scalars import count
from kanto_docs.source import Path

_PERSONS: Final[Path] = ("indicators", "persons")
_ALL: Final = "EECO01"


@remedy("I01", "I02")
def target_as_sum(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The target made the sum, or so many fewer men or women."""
    yield Remedy("sum", _whole(case, finding.path, cast("int", finding.facts["sum"])))
    if finding.code == "I02":
        return
    row = _indicators(case).outputs[int(finding.path[2])]
    over = cast("int", finding.facts["difference"])
    for column in ("women", "men"):
        number = getattr(row, column)
        if number is not None and number >= over:
            change = Change((*finding.path[:-1], column), number - over)
            yield Remedy(column, (change,), {"new": number - over})


@remedy("I03", "I09")
def part_within_whole(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The part made as large as the whole, or the whole as large as the part."""
    yield Remedy("part", _whole(case, finding.path, cast("int", finding.facts["total"])))
    whole = finding.see[0]
    yield Remedy("whole", _whole(case, whole, cast("int", finding.facts["number"])))


@remedy("I04", "I05", "I06", "I10")
def whole_as_sum(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The whole made the sum of its parts, or one part so much smaller or larger."""
    together = cast("int", finding.facts["sum"])
    yield Remedy("whole", _whole(case, finding.path, together))
    more = cast("int", finding.facts["total"]) - together
    parts = cast("tuple[object, ...]", finding.facts["parts"])
    for part, path in zip(parts, finding.see, strict=True):
        new = count(_row(case, path)["target"]) + more
        if new >= 0:
            yield Remedy("part", (Change(path, new),), {"part": part, "new": new})


@remedy("I07")
def indicator_of_list(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The code most like it, or the list that the code belongs to."""
    right = finding.facts.get("right")
    if isinstance(right, tuple):
        row = _row(case, finding.path)
        changes = (added(case, right, row), Change(finding.path[:-1], None))
        yield Remedy("move", changes)
    elif label := finding.facts.get("suggestion"):
        code = cast("dict[str, str]", label)["fi"].partition(" ")[0]
        yield Remedy("rename", (Change(finding.path, code),), {"new": code})


@remedy("I08")
def indicator_once(case: Case, finding: Finding) -> Iterator[Remedy]:
    """One of the two rows taken away."""
    yield Remedy("remove_second", (Change(finding.path[:-1], None),))
    if _row(case, finding.path) != _row(case, finding.see[0]):
        yield Remedy("remove_first", (Change(finding.see[0][:-1], None),))


@remedy("I11")
def one_number_of_persons(_case: Case, finding: Finding) -> Iterator[Remedy]:
    """One of the two numbers made the other."""
    yield Remedy("persons", (Change(_PERSONS, finding.facts["total"]),))
    yield Remedy("total", (Change(finding.see[0], finding.facts["persons"]),))


@remedy("I12")
def persons_of_target_groups(case: Case, finding: Finding) -> Iterator[Remedy]:
    """No more participants than there are people in the target groups, or a larger group."""
    yield Remedy("persons", _whole(case, _PERSONS, cast("int", finding.facts["people"])))
    more = cast("int", finding.facts["difference"])
    groups = case.plan.target_groups.direct if case.plan.target_groups else ()
    for number, group in enumerate(groups):
        digits = re.search(r"\d+", group.size or "")
        if digits:
            path: Path = ("target_groups", "direct", number, "size")
            new = int(digits[0]) + more
            facts = {"group": group.name or str(number + 1), "new": new}
            yield Remedy("group", (Change(path, new),), facts)


@remedy("I13")
def participants_of_project(_case: Case, finding: Finding) -> Iterator[Remedy]:
    """No more participants than in the whole project."""
    yield Remedy("participants", (Change(finding.path, finding.facts["persons"]),))


@remedy("I15")
def at_most_all(_case: Case, finding: Finding) -> Iterator[Remedy]:
    """A hundred per cent."""
    yield Remedy("hundred", (Change(finding.path, 100),))


def _whole(case: Case, path: Path, number: int) -> tuple[Change, ...]:
    """The number at `path`; the persons and EECO01 stay the same number when they are one."""
    changes = (Change(path, number),)
    indicators = _indicators(case)
    for place, row in enumerate(indicators.outputs):
        at: Path = ("indicators", "outputs", place, "target")
        if not row.code or plain(row.code) != _ALL or row.target != indicators.persons:
            continue
        if path == at:
            return (*changes, Change(_PERSONS, number))
        if path == _PERSONS:
            return (*changes, Change(at, number))
    return changes


def _indicators(case: Case) -> Indicators:
    return case.plan.indicators or Indicators()


def _row(case: Case, path: Path) -> Mapping[str, object]:
    """The row of an indicator as it is written."""
    ((_, row),) = expand(case.source.data, "/".join(map(str, path[:-1])))
    return cast("Mapping[str, object]", row)
