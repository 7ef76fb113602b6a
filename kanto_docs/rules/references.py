"""Rules on identifiers: each one once in its list, and every reference to one that exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kanto_docs.finding import Fault, Faults
from kanto_docs.plan import Plan
from kanto_docs.plan.resources import FundingSource
from kanto_docs.rules.pointers import expand
from kanto_docs.rules.registry import rule
from kanto_docs.source import Path, Source


class Reference(NamedTuple):
    """A place that names an identifier; `kind` says where that identifier should stand."""

    path: Path
    id: str | None
    kind: str


@rule("Y37")
def id_twice(plan: Plan) -> Faults:
    """Sama tunnus on luettelossa kahdesti."""
    for path, ids in _lists(plan):
        first: dict[str, int] = {}
        for number, one in enumerate(ids):
            if one and one in first:
                yield Fault((*path, number, "id"), {"id": one}, ((*path, first[one], "id"),))
            elif one:
                first[one] = number


@rule("Y38")
def unknown_reference(plan: Plan, source: Source) -> Faults:
    """Viittaus osoittaa tunnukseen, jota ei ole."""
    known = _known(plan)
    for path, one, kind in _references(plan, source.data):
        ids = known[kind]
        if one and ids and one not in ids:
            yield Fault(path, {"id": one, "kind": kind, "known": ids})


def _lists(plan: Plan) -> Iterator[tuple[Path, Iterable[str | None]]]:
    """Every list whose items carry identifiers, in the plan's order."""
    own = plan.indicators.own if plan.indicators else ()
    yield ("objectives",), (item.id for item in plan.objectives or ())
    yield ("actions",), (item.id for item in plan.actions or ())
    yield ("results",), (item.id for item in plan.results or ())
    yield ("indicators", "own"), (item.id for item in own)
    yield ("staff",), (item.id for item in plan.staff or ())
    yield ("costs",), (item.id for item in plan.costs)
    yield ("funding", "sources"), (item.id for item in _sources(plan) or ())


def _known(plan: Plan) -> dict[str, tuple[str, ...]]:
    """The identifiers of each kind; none while the list that holds them is still missing.

    A partner carries no identifier: an attachment (liite) names it by its name.
    """
    sources = _sources(plan)
    owners: list[str | None] = []
    if plan.staff is not None and sources is not None:
        owners += [item.id for item in plan.staff]
        owners += [item.id for item in plan.costs]
        owners += [item.id for item in sources]
        owners += [partner.name for partner in plan.partners]
    return {
        "objective": _distinct(item.id for item in plan.objectives or ()),
        "action": _distinct(item.id for item in plan.actions or ()),
        "attachment": _distinct(owners),
    }


def _references(plan: Plan, data: object) -> Iterator[Reference]:
    for number, action in enumerate(plan.actions or ()):
        path: Path = ("actions", number, "objectives")
        yield from _each(path, action.objectives, "objective", data)
    for number, result in enumerate(plan.results or ()):
        yield Reference(("results", number, "objective"), result.objective, "objective")
    for number, cost in enumerate(plan.costs):
        yield Reference(("costs", number, "action"), cost.action, "action")
    for number, attachment in enumerate(plan.attachments):
        yield from _each(("attachments", number, "for"), attachment.for_, "attachment", data)


def _each(path: Path, ids: tuple[str, ...], kind: str, data: object) -> Iterator[Reference]:
    """The references of a list, or of the one identifier that stands in place of a list."""
    listed = any(isinstance(value, list) for _, value in expand(data, "/".join(map(str, path))))
    for number, one in enumerate(ids):
        yield Reference((*path, number) if listed else path, one, kind)


def _sources(plan: Plan) -> tuple[FundingSource, ...] | None:
    return plan.funding.sources if plan.funding else None


def _distinct(ids: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in ids if one))
