"""The same plan under each cost model (kustannusmalli) that its programme and its call allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from kanto_docs.budget import Budget, name_of
from kanto_docs.budget.costs import CATEGORIES
from kanto_docs.budget.funding import SOURCE_KINDS
from kanto_docs.budget.models import pay_model_for
from kanto_docs.checking import Checked
from kanto_docs.choosing import Options
from kanto_docs.finding import Change, Finding, Severity
from kanto_docs.money import ZERO
from kanto_docs.rules import RULES
from kanto_docs.scenarios.chains import below, order_of, resting_on
from kanto_docs.scenarios.differences import findings_apart, tried

STAFF: Final = "staff_costs"


class Column(NamedTuple):
    """The plan under one cost model."""

    model: str
    own: bool
    """The plan's own model: the column is the plan as it stands."""
    allowed: bool
    checked: Checked
    pay_model: str | None
    """The pay model that this column is calculated with, where it is not the plan's own."""
    law: tuple[str, ...]
    """Lines of the law that make the model: its flat rate or its confirmed amount."""
    itemised: tuple[str, ...]
    """Lines of costs, with pay, that the total rests on: they must be listed and accounted for."""
    uncounted: Mapping[str, Decimal | None]
    """Lines of the plan that the model leaves out of its total, and what they are worth in euros.

    They stay in the plan. Where this model gives a line no value, that of another model is told.
    """
    findings: tuple[Finding, ...]
    """What the check says about the model, and what it says that it does not say of the plan."""
    unjudged: tuple[str, ...]
    """Rules about this model that cannot be judged yet."""

    @property
    def budget(self) -> Budget:
        """The budget under this model."""
        return self.checked.budget

    @property
    def uncounted_sum(self) -> Decimal | None:
        """What the lines that are left out are worth together, in euros; None when unknown."""
        return _sum(self.uncounted.values())

    @property
    def needed(self) -> Decimal | None:
        """What must be found besides the grant, in euros."""
        net, grant = self.budget["net_total"], self.budget["grant"]
        return None if net is None or grant is None else net - grant

    @property
    def covered(self) -> Decimal | None:
        """What the plan's own sources of financing give, in euros."""
        return _sum(self.budget[name] for name in SOURCE_KINDS)

    @property
    def listed(self) -> Decimal | None:
        """The costs besides pay that the model counts, in euros."""
        return _sum(self.budget[name] for name in self.itemised if name != STAFF)


class Comparison(NamedTuple):
    """All columns, the plan's own model first, and the models that the call does not allow."""

    columns: tuple[Column, ...]
    refused: tuple[str, ...]
    call_tells: bool
    """Whether the call says which models it uses; else those of the programme are shown."""
    grant_typed: bool
    """Whether the plan gives the grant in euros: then it is the same under every model."""


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum, unknown when one of the values is."""
    total = ZERO
    for value in values:
        if value is None:
            return None
        total += value
    return total


def compare(checked: Checked, options: Options) -> Comparison:
    """The plan under every model; the plan itself stays as it is."""
    law, plan = checked.law, checked.plan
    told = law.call["cost_models"] if law.call is not None else None
    of_call = told if isinstance(told, tuple) else None
    known = law.programme.cost_models
    allowed = tuple(one for one in known if of_call is None or one in of_call)
    shown = list(allowed)
    if plan.cost_model is not None:
        shown = [plan.cost_model, *(one for one in allowed if one != plan.cost_model)]
    columns = [_column(one, checked, options, allowed=one in allowed) for one in shown]
    return Comparison(
        tuple(_with_worth(column, columns) for column in columns),
        tuple(one for one in known if one not in shown),
        of_call is not None,
        plan.funding is not None and plan.funding.grant_amount is not None,
    )


def _with_worth(column: Column, columns: Iterable[Column]) -> Column:
    """The column with what its lines are worth under the first model that knows it."""
    there = [column.budget, *(one.budget for one in columns)]
    return column._replace(
        uncounted={
            name: next((value for one in there if (value := one.get(name)) is not None), None)
            for name in column.uncounted
        }
    )


def _column(model: str, checked: Checked, options: Options, *, allowed: bool) -> Column:
    own = model == checked.plan.cost_model
    pay_model = None if own else _pay_model(model, checked)
    changes = [Change(("cost_model",), model)]
    if pay_model is not None:
        changes.append(Change(("pay_model",), pay_model))
    there = checked if own else tried(checked, changes, options)
    chain = resting_on(there.budget, "total")
    order = order_of(there.budget)
    direct = [*below(there.budget, "flat_costs", order), *below(there.budget, "total", order)]
    return Column(
        model,
        own,
        allowed,
        there,
        pay_model,
        tuple(name for name in direct if there.budget.lines[name].kind == "law"),
        tuple(
            name for name in (STAFF, *CATEGORIES) if name in chain and there.budget[name] != ZERO
        ),
        dict.fromkeys(_uncounted(there, chain)),
        tuple(_told(checked, there)),
        tuple(
            one.code
            for one in there.report.unjudged
            if one.code in _OF_MODEL.get(model, ()) and not all(map(_is_elsewhere, one.missing))
        ),
    )


def _pay_model(model: str, checked: Checked) -> str | None:
    """The only pay model that the cost model allows, where the plan has another."""
    wanted = pay_model_for(model)
    known = wanted in checked.law.programme.pay_models
    return wanted if known and wanted != checked.plan.pay_model else None


def _uncounted(there: Checked, chain: tuple[str, ...]) -> Iterator[str]:
    """Pay and costs of the plan that the total does not rest on."""
    plan, budget = there.plan, there.budget
    if STAFF not in chain:
        yield from (STAFF,) if budget.people else ()
    counts_costs = any(category in chain for category in CATEGORIES)
    for key, cost in zip(budget.costs, plan.costs, strict=True):
        if cost.category not in chain and (cost.category in CATEGORIES or not counts_costs):
            yield name_of("cost", key)


def _told(checked: Checked, there: Checked) -> Iterator[Finding]:
    """Faults about the model, and what the change of the model brings; no notes."""
    fresh, _ = findings_apart(checked.report.counted(), there.report.counted())
    for one in there.report.counted():
        if one.severity > Severity.NOTE and (about_model(one.code) or one in fresh):
            yield one


def _is_elsewhere(missing: str) -> bool:
    """Whether what is missing is a number of the law or of the call, which no plan can give."""
    return missing.partition(".")[0] in ("law", "call")


def about_model(code: str) -> bool:
    """Whether the rule `code` reads the plan's cost model."""
    return code in _ABOUT_MODEL


_OF_MODEL: Final = {
    model: frozenset(rule.code for rule in RULES if model in rule.models)
    for model in {model for rule in RULES for model in rule.models}
}
"""The rules that are about one cost model only."""
_ABOUT_MODEL: Final = frozenset(rule.code for rule in RULES if "cost_model" in rule.looks_at)
