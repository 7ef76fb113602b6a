"""Ways out of findings about the cost model and the pay model: one that may be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kanto_docs.finding import Change, Finding, Remedy
from kanto_docs.remedies.balancing import offer
from kanto_docs.remedies.registry import remedy
from kanto_docs.rules.judging import Case
from kanto_docs.source import Path

_ALL_FLAT = "flat_rate_40"
_LISTED = "flat_rate_7"
"""The model in which lines of costs are counted; of no use in a plan that has none."""
_WITH_OUTPUTS = ("lump_sum", "standard_lump_sum")
"""Models that want outputs of their own described: not chosen just like that."""
_UNLISTED = (_ALL_FLAT, "standard_lump_sum")


@remedy("C01", "C02", "C04", "C56", "C57")
def another_cost_model(case: Case, finding: Finding) -> Iterator[Remedy]:
    """A cost model that the call allows."""
    lines = bool(case.plan.costs)
    allowed = _allowed(case, "cost_models", case.law.programme.cost_models)
    usual = [one for one in allowed if one == _ALL_FLAT or (lines and one == _LISTED)]
    others = [one for one in allowed if one not in usual]
    simple = [one for one in others if one not in _WITH_OUTPUTS and one != _LISTED]
    yield from cost_models(case, finding.path, [*usual, *simple] or others)


@remedy("C54")
def simple_cost_model(case: Case, finding: Finding) -> Iterator[Remedy]:
    """A lump sum or the flat rate of 40 %; more public money would not be a small project's."""
    yield from cost_models(case, finding.path, (_ALL_FLAT, "lump_sum"), same_grant=True)


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
        if model in _UNLISTED and case.plan.costs:
            key, changes = "model_without_lines", (*changes, Change(("costs",), []))
        yield from offer(case, key, changes, {"new": model}, same_grant=same_grant)


def _allowed(case: Case, name: str, known: Sequence[str]) -> tuple[str, ...]:
    """What the call allows, else what the programme knows."""
    of_call = case.law.call[name] if case.law.call is not None else None
    allowed = of_call if isinstance(of_call, tuple) else known
    return tuple(str(one) for one in allowed if one in known)
