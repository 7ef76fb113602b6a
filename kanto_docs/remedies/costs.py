"""Ways out of findings about single costs: a line taken away, its sum or year mended."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import cast

from kanto_docs.finding import Change, Finding, Remedy
from kanto_docs.money import cents
from kanto_docs.remedies.balancing import offer
from kanto_docs.remedies.listed import without_item
from kanto_docs.remedies.registry import remedy
from kanto_docs.rules.judging import Case


@remedy("C03", "C07", "C08", "C09", "C10", "C11", "C16", "S07", "S09")
def without_line(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The line taken away."""
    number = int(finding.path[1])
    cost = case.plan.costs[number]
    yield from offer(case, "remove", without_item(case, ("costs", number), cost.id), {})


@remedy("C12")
def sum_of_line(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The sum as counted, or the unit price that gives the sum."""
    counted = cast("Decimal", finding.facts["counted"])
    amount = cast("Decimal", finding.facts["amount"])
    quantity = cast("Decimal", finding.facts["quantity"])
    yield from offer(case, "sum", (Change(finding.path, counted),), {})
    price = cents(amount / quantity) if quantity else Decimal(0)
    if price and cents(price * quantity) == amount:
        change = Change((*finding.path[:-1], "unit_price"), price)
        yield from offer(case, "price", (change,), {"new": price})


@remedy("C13")
def year_within_period(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The nearest year of the project, or no line."""
    schedule, year = case.plan.schedule, cast("int", finding.facts["year"])
    if schedule is None or schedule.start is None or schedule.end is None:
        return
    if schedule.start <= schedule.end:
        nearest = max(schedule.start.year, min(year, schedule.end.year))
        yield Remedy("year", (Change(finding.path, nearest),), {"nearest": nearest})
    yield from without_line(case, finding)
