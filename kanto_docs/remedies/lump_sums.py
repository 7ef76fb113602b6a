"""Ways out of findings about lump sums: the ceiling, the parts, the confirmed amount."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from kanto_docs.finding import Change, Finding, Remedy
from kanto_docs.plan.resources import LumpSum
from kanto_docs.remedies.balancing import amount, offer
from kanto_docs.remedies.registry import remedy
from kanto_docs.rules.judging import Case
from kanto_docs.rules.naming import called


@remedy("C26")
def parts_as_the_total(case: Case, _finding: Finding) -> Iterator[Remedy]:
    """One part made so much larger or smaller that all are the total."""
    gap = amount(case, "outputs_gap")
    outputs = (case.plan.lump_sum or LumpSum()).outputs
    for number, output in reversed(list(enumerate(outputs))):
        if gap is not None and output.amount is not None and output.amount + gap > 0:
            new = output.amount + gap
            facts = {"output": called(number, output.text), "new": new}
            change = Change(("lump_sum", "outputs", number, "amount"), new)
            yield Remedy("part", (change,), facts)


@remedy("C29")
def individual_kind(_case: Case, finding: Finding) -> Iterator[Remedy]:
    """The kind of a project's own lump sum."""
    yield Remedy("kind", (Change(finding.path, "individual"),))


@remedy("C31")
def confirmed_amount(_case: Case, finding: Finding) -> Iterator[Remedy]:
    """The amount that is confirmed."""
    yield Remedy("amount", (Change(finding.path, finding.facts["confirmed"]),))


@remedy("C32")
def without_lines(case: Case, finding: Finding) -> Iterator[Remedy]:
    """No lines of costs."""
    yield from offer(case, "remove", (Change(finding.path, cast("object", [])),), {})
