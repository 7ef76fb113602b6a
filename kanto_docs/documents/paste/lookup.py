"""Where a value of the form comes from: the plan, the budget, or what the documents prepare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import cast

from kanto_docs.budget import Budget
from kanto_docs.plan import Plan
from kanto_docs.plan.part import Part, Translated
from kanto_docs.shape.fields import field, resolved
from kanto_docs.source import Path


def at(plan: Plan, path: Path) -> object:
    """The value of the plan at `path`; None where it says nothing."""
    here: object = plan
    for step in path:
        here = step_into(here, step)
    return here


def step_into(here: object, step: str | int) -> object:
    """The value below a part, a list or a mapping of the plan."""
    if isinstance(step, int):
        return cast("Sequence[object]", here)[step] if here else None
    if isinstance(here, Mapping):
        return here.get(step)
    name = f"{step}_" if hasattr(here, f"{step}_") else step
    return getattr(here, name) if isinstance(here, Part) else None


def keys_of(budget: Budget, path: Path) -> tuple[str, ...]:
    """The keys that the budget gives to the rows of a list of the plan, by place."""
    known: Mapping[Path, tuple[str, ...]] = {
        ("staff",): budget.people,
        ("costs",): budget.costs,
        ("income",): budget.income_lines,
        ("funding", "sources"): budget.sources,
        ("lump_sum", "outputs"): budget.outputs,
    }
    return known.get(path, ())


def names_for(plan: Plan, where: Path, ids: object) -> tuple[object, ...]:
    """The names that stand at `where`, /objectives/*/text, for the ids; an unknown id as it is."""
    wanted = ids if isinstance(ids, tuple) else (ids,)
    rows = cast("Sequence[object]", at(plan, where[: where.index("*")]) or ())
    named = {step_into(row, "id"): step_into(row, str(where[-1])) for row in rows}
    return tuple(named.get(one) or one for one in wanted)


def holds(plan: Plan, when: Mapping[Path, tuple[object, ...]]) -> bool:
    """Whether every field holds one of the values."""
    return all(at(plan, path) in values for path, values in when.items())


def limit_of(limits: Mapping[str, Decimal], path: Path) -> int | None:
    """How many characters the call allows in the field at `path`."""
    found = limits.get(".".join("*" if isinstance(step, int) else step for step in path))
    return int(found) if found is not None else None


def yearly(value: object) -> Iterator[tuple[int, object]]:
    """The years of an amount by year, in order."""
    if isinstance(value, Mapping):
        yield from sorted(cast("Mapping[int, object]", value).items())


def languages_of(text: Translated | None, plan_language: str, wanted: tuple[str, ...]) -> list[str]:
    """The languages to show: the plan's own, those of the form, and whichever else is there."""
    written = text.by_language if text is not None else {}
    return list(dict.fromkeys((plan_language, *wanted, *written)))


def is_list(path: Path) -> bool:
    """Whether the field at `path` holds a list."""
    return "items" in resolved(field(path))
