"""Ways out of findings about the flat rate of 7 % and the lines that it lets a plan hold."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, cast

from kanto_docs.budget.models import FLAT_RATE_40
from kanto_docs.finding import Change, Finding, Remedy
from kanto_docs.remedies.balancing import offer
from kanto_docs.remedies.costs import without_line
from kanto_docs.remedies.models import cost_models
from kanto_docs.remedies.registry import remedy
from kanto_docs.rules.judging import Case
from kanto_docs.rules.naming import called
from kanto_docs.source import Path

_GROUNDS: Final = (("services_short", ("services", "premises")), ("travel_short", ("travel",)))
"""What must be larger for the flat rate of 7 %, and in which categories it stands."""


@remedy("C17")
def ground_for_flat_rate_7(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The flat rate of 40 %, or a line of services or travel as large as the ground wants."""
    yield from cost_models(case, finding.path, (FLAT_RATE_40,))
    for name, categories in _GROUNDS:
        short = cast("Decimal", finding.facts[name])
        for number, cost in enumerate(case.plan.costs):
            if cost.category in categories and cost.amount is not None and cost.unit_price is None:
                new = cost.amount + short
                facts = {"text": called(number, cost.text, cost.id), "short": short, "new": new}
                change = Change(("costs", number, "amount"), new)
                yield from offer(case, "line", (change,), facts)
                break


@remedy("C18", "C21", "C35", "C36")
def without_the_line(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The line taken away."""
    yield from without_line(case, finding)


@remedy("C19")
def device_within_limit(case: Case, finding: Finding) -> Iterator[Remedy]:
    """A device of the highest price, or none."""
    cost, limit = case.plan.costs[int(finding.path[1])], cast("Decimal", finding.facts["limit"])
    path: Path = finding.path[:2]
    changes: list[Change] = []
    if cost.unit_price is not None:
        changes.append(Change((*path, "unit_price"), limit))
    if cost.amount is not None:
        changes.append(Change((*path, "amount"), limit * (cost.quantity or 1)))
    yield from offer(case, "price", tuple(changes), {})
    yield from without_line(case, finding)


@remedy("C22")
def travel_by_days(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The days times the amount of a day."""
    cost, path = case.plan.costs[int(finding.path[1])], finding.path[:2]
    counted = finding.facts["counted"]
    parts = [name for name in ("quantity", "unit_price") if getattr(cost, name) is not None]
    changes = [Change((*path, "amount"), counted)]
    changes += [Change((*path, name), None) for name in parts]
    yield from offer(case, "sum_without_parts" if parts else "sum", tuple(changes), {})
