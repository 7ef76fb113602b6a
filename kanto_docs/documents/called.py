"""What the ids of a plan are called for a reader: a person's task, a cost, who pays."""

from __future__ import annotations

from collections.abc import Iterable

from kanto_docs.plan import Plan


def called(plan: Plan, ids: Iterable[str]) -> tuple[str, ...]:
    """What attachments are about, by their ids; an id that the plan does not know as it is."""
    known = {person.id: person.role for person in plan.staff or ()}
    known |= {cost.id: cost.text for cost in plan.costs}
    if plan.funding is not None:
        known |= {source.id: source.payer for source in plan.funding.sources or ()}
    return tuple(known.get(one) or one for one in ids)
