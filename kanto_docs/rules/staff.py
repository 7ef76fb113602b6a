"""Rules on pay: the pay model, the side costs, and what is no part of pay."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kanto_docs.budget.models import REAL_PAY, SIDE_COST_PERCENT, UNIT_COST
from kanto_docs.finding import Fault, Faults
from kanto_docs.law import Law
from kanto_docs.lemmas import mention
from kanto_docs.plan import Plan
from kanto_docs.plan.resources import Cost, Person
from kanto_docs.rules.costs import lines_about
from kanto_docs.rules.naming import called
from kanto_docs.rules.registry import rule

_WHOLE_YEAR_PAY: Final = ("annual_gross", "hours")
"""What belongs to the hourly rate only."""


@rule("S06")
def two_pay_models(staff: tuple[Person, ...], pay_model: str) -> Faults:
    """Henkilöllä on toisen palkkakustannusmallin tietoja kuin hankkeella."""
    for number, person in enumerate(staff):
        facts = {"role": _role(number, person), "pay_model": pay_model}
        if pay_model == SIDE_COST_PERCENT:
            alien = [name for name in _WHOLE_YEAR_PAY if getattr(person, name) is not None]
        else:
            own = any(getattr(person, name) is not None for name in _WHOLE_YEAR_PAY)
            hourly = pay_model == UNIT_COST and person.monthly_pay is not None and not own
            alien = ["monthly_pay"] if hourly else []
        for name in alien[:1]:
            yield Fault(("staff", number, name), facts, (("pay_model",),))


@rule("S12")
def pay_model_of_another_programme(pay_model: str, law: Law) -> Faults:
    """Palkkakustannusmalli kuuluu toiseen ohjelmakauteen (866/2021 5 § 4 mom)."""
    models = law.programme.pay_models
    if models and pay_model not in models:
        yield Fault(("pay_model",), {"pay_model": pay_model, "models": models})


@rule("S07")
def ineligible_pay_item(costs: tuple[Cost, ...]) -> Faults:
    """Tulospalkkio, bonus tai luontoisetu kuluna (866/2021 5 § 2 mom)."""
    yield from lines_about(costs, "pay_extras")


@rule("S08")
def pay_basis_mentions_extras(staff: tuple[Person, ...]) -> Faults:
    """Palkan perusteessa tai tehtävissä puhutaan tulospalkkiosta, bonuksesta tai luontoisedusta."""
    for number, person in enumerate(staff):
        for name in ("pay_basis", "duties"):
            if word := mention(getattr(person, name), "pay_extras"):
                facts = {"role": _role(number, person), "word": word}
                yield Fault(("staff", number, name), facts)


@rule("S09")
def side_costs_twice(costs: tuple[Cost, ...], pay_model: str) -> Faults:
    """Sivukulut tai lomaraha omana kulunaan prosentin lisäksi (866/2021 7 § 1 mom)."""
    if pay_model != REAL_PAY:
        yield from lines_about(costs, "side_costs")


@rule("S10", known="law.side_cost_percent")
def side_cost_percent_differs(plan: Plan, known: Decimal) -> Faults:
    """Suunnitelman vakiosivukuluprosentti on eri kuin tiedossa oleva."""
    given = plan.side_cost_percent
    if given is not None and given != known and plan.pay_model != REAL_PAY:
        yield Fault(("side_cost_percent",), {"given": given, "known": known})


def _role(number: int, person: Person) -> str:
    return called(number, person.role, person.id)
