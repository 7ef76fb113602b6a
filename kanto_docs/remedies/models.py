"""Ways out of findings about the cost model and the pay model: one that may be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kanto_docs.budget.models import FLAT_RATE_7, FLAT_RATE_40, FOR_OUTPUTS, LUMP_SUM, UNLISTED
from kanto_docs.finding import Change, Finding, Remedy
from kanto_docs.remedies.balancing import offer
from kanto_docs.remedies.registry import remedy
from kanto_docs.rules.judging import Case
from kanto_docs.source import Path


@remedy("C01", "C02", "C04", "C56", "C57")
def another_cost_model(case: Case, finding: Finding) -> Iterator[Remedy]:
    """A cost model that the call allows.

    The flat rate of 7 % counts lines of costs: it is of no use in a plan that has none. Models that
    want outputs of their own described are not chosen just like that.
    """
    lines = bool(case.plan.costs)
    allowed = _allowed(case, "cost_models", case.law.programme.cost_models)
    usual = [one for one in allowed if one == FLAT_RATE_40 or (lines and one == FLAT_RATE_7)]
    others = [one for one in allowed if one not in usual]
    simple = [one for one in others if one not in FOR_OUTPUTS and one != FLAT_RATE_7]
    yield from cost_models(case, finding.path, [*usual, *simple] or others)


@remedy("C54")
def simple_cost_model(case: Case, finding: Finding) -> Iterator[Remedy]:
    """A lump sum or the flat rate of 40 %; more public money would not be a small project's."""
    yield from cost_models(case, finding.path, (FLAT_RATE_40, LUMP_SUM), same_grant=True)


@remedy("C05", "S12", "C58")
def another_pay_model(case: Case, finding: Finding) -> Iterator[Remedy]:
    """A pay model that the call allows, where the plan already holds what it takes."""
    for model in _allowed(case, "pay_models", case.law.programme.pay_models):
        yield from offer(case, "model", (Change(finding.path, model),), {"new": model})


def cost_models(
    case: Case, path: Path, models: Sequence[str], *, same_grant: bool = False
) -> Iterator[Remedy]:
    """Each of the models that may be used; without lines of costs where it knows none."""
    allowed = _allowed(case, "cost_models", case.law.programme.cost_models)
    for model in models:
        if model not in allowed or model == case.plan.cost_model:
            continue
        changes: tuple[Change, ...] = (Change(path, model),)
        key = "model"
        if model in UNLISTED and case.plan.costs:
            key, changes = "model_without_lines", (*changes, Change(("costs",), []))
        yield from offer(case, key, changes, {"new": model}, same_grant=same_grant)


def _allowed(case: Case, name: str, known: Sequence[str]) -> tuple[str, ...]:
    """What the call allows, else what the programme knows."""
    of_call = case.law.call[name] if case.law.call is not None else None
    allowed = of_call if isinstance(of_call, tuple) else known
    return tuple(str(one) for one in allowed if one in known)
