"""What the tool set out to check, row by row, and what answers each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple, cast

from kanto_docs.cards import card, files
from kanto_docs.law import Programme, load
from kanto_docs.rules.questions import all_questions


class Requirement(NamedTuple):
    """One row; `answered_by` is empty when rules, required rows or questions cover it."""

    id: str
    says: str
    source: str
    number: int | None = None
    answered_by: str = ""
    where: str = ""
    """The test that holds a figure that the tool computes itself."""
    because: str = ""
    """Why no rule answers it."""


@cache
def requirements() -> tuple[Requirement, ...]:
    """All rows of schemas/requirements.yaml."""
    raw = cast("Mapping[str, Sequence[Mapping[str, object]]]", load("requirements.yaml"))
    return tuple(
        Requirement(
            id=str(row["id"]),
            says=str(row["says"]),
            source=str(row["source"]),
            number=cast("int | None", row.get("number")),
            answered_by=str(row.get("answered_by") or ""),
            where=str(row.get("where") or ""),
            because=str(row.get("because") or ""),
        )
        for row in raw["requirements"]
    )


def answers(programme: Programme) -> Mapping[str, tuple[str, ...]]:
    """The codes that cover each row, of rules, required rows and questions."""
    found: dict[str, list[str]] = defaultdict(list)
    covering = [(code, card(code).covers) for code in files()]
    covering += [(row.code, row.covers) for row in programme.required()]
    covering += [(one.question.code, one.covers) for one in all_questions(programme.code)]
    for code, covers in covering:
        for one in covers:
            found[one].append(code)
    return {one: tuple(sorted(codes)) for one, codes in found.items()}
