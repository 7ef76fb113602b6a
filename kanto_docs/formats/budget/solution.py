"""What a search for a target found, in sentences and for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kanto_docs.formats.budget.fields import amount, field_name, field_value, line_name
from kanto_docs.formats.budget.layout import item
from kanto_docs.formats.budget.machine import text_of
from kanto_docs.formats.json import plain as as_json
from kanto_docs.formats.json import pointer
from kanto_docs.formats.wrapping import wrapped
from kanto_docs.scenarios.naming import named
from kanto_docs.scenarios.solving import Point, Solution
from kanto_docs.words.figuring import SpokenBudget
from kanto_docs.words.missing import missing_in_words

_LISTED = 12
"""So many fields are named; more would be a list nobody reads."""


def solution(found: Solution, data: object, spoken: SpokenBudget) -> list[str]:
    """What was searched for, and what was found or why nothing was."""
    said = _Said(found, data, spoken)
    told = said.ui("asked")
    return [*wrapped(told, "", "  "), *said.outcome()]


def solution_data(found: Solution, data: object, spoken: SpokenBudget) -> dict[str, object]:
    """The same for other programs."""
    unit = spoken.budget.lines[found.target].unit
    return {
        "target": found.target,
        "label": line_name(spoken.budget.lines[found.target], spoken),
        "unit": unit,
        "wanted": text_of(found.wanted, unit),
        "now": text_of(found.now, unit),
        "path": pointer(found.path),
        "field": named(found.path, data),
        "outcome": found.outcome,
        "value": as_json(found.value),
        "lowest": as_json(found.lowest),
        "highest": as_json(found.highest),
        "below": _point_data(found.below, unit),
        "above": _point_data(found.above, unit),
        "even": found.even,
        "depends_on": [named(path, data) for path in found.depends_on],
        "missing": list(found.missing),
    }


def _point_data(point: Point | None, unit: str) -> dict[str, object] | None:
    if point is None:
        return None
    return {"value": as_json(point.value), "gives": text_of(point.gives, unit)}


class _Said:
    """One solution in one language."""

    def __init__(self, found: Solution, data: object, spoken: SpokenBudget) -> None:
        self.found = found
        self.data = data
        self.spoken = spoken
        self.words = spoken.words
        self.line = spoken.budget.lines[found.target]

    def ui(self, key: str, **facts: object) -> str:
        """A text about the solution, with what is always told."""
        found, label = self.found, line_name(self.line, self.spoken)
        told = {
            "line": label,
            "wanted": self.gives(found.wanted),
            "now": self.gives(found.now),
            "name": field_name(found.path, self.spoken),
            "path": named(found.path, self.data),
        }
        return self.words.ui(f"solve.{key}", **told, **facts)

    def gives(self, value: Decimal | None) -> str:
        """What the line is."""
        return amount(value, self.line, self.words)

    def value(self, value: object) -> str:
        """A value of the field."""
        return field_value(self.found.path, value, self.words)

    def outcome(self) -> Iterator[str]:
        """What came of it."""
        found = self.found
        if found.outcome == "found":
            yield from item(self.ui("found", value=self.value(found.value)))
            if found.lowest != found.highest:
                facts = {"lowest": self.value(found.lowest), "highest": self.value(found.highest)}
                yield from item(self.ui("range", **facts))
        elif found.outcome == "none":
            yield from item(self.ui(f"none_{found.grid.kind}"))
            for key, point in (("below", found.below), ("above", found.above)):
                if point is not None:
                    facts = {"value": self.value(point.value), "gives": self.gives(point.gives)}
                    yield from item(self.ui(key, **facts))
            if found.below is None or found.above is None:
                yield from item(self.ui("no_less" if found.below is None else "no_more"))
        elif found.outcome == "independent":
            yield from item(self.ui("independent"))
            yield from self._fields()
        else:
            lacks = found.missing
            said = [missing_in_words(one, self.words, self.spoken.law.programme) for one in lacks]
            yield from item(self.ui("unknown", names="; ".join(dict.fromkeys(said))))
        if not found.even:
            yield from item(self.ui("uneven"))

    def _fields(self) -> Iterator[str]:
        fields = self.found.depends_on
        if not fields:
            yield from item(self.ui("depends_on_nothing"))
            return
        yield from item(self.ui("depends_on"))
        for path in fields[:_LISTED]:
            about = {"field": named(path, self.data), "title": field_name(path, self.spoken)}
            yield from wrapped(self.words.ui("solve.field", **about), "    ", "      ")
        if fields[_LISTED:]:
            more = self.words.ui("solve.more_fields", n=len(fields) - _LISTED)
            yield from wrapped(more, "    ", "      ")
