"""What a project costs: pay, other costs, the flat rate and the income."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kanto_docs.plan.resources import Cost, Person
from tests.oracle.arithmetic import Amount, cents, exact, minus, months, percent, plus, times
from tests.oracle.lines import Lines

GROUPS: Final = (
    *("travel", "services", "premises", "communication", "materials", "equipment", "audit"),
    *("income_support", "other", "indirect"),
)


class Spending(Lines):
    """Pay by the pay model, costs by their groups, the total by the cost model."""

    def staff(self) -> None:
        plan = self.plan
        model, people = plan.pay_model, plan.staff
        share = percent(plan.side_cost_percent)
        if share is None and model != "real":
            share = self.law.get("side_cost_percent")
        self.people = [f"pay_{person.id or f'S{at}'}" for at, person in enumerate(people or (), 1)]
        if people is None or (people and model is None):
            for name in (*self.people, "staff_pay", "side_costs", "staff_costs"):
                self.unknown(name)
            return
        for name, person in zip(self.people, people, strict=True):
            if model == "unit_cost":
                self.by_hours(name, person, share)
            else:
                self.by_pay(name, person)
        nothing = [Fraction(0)] * len(self.years)
        if people:
            self.added("staff_pay", *self.people)
        else:
            self.line("staff_pay", Fraction(0), nothing, rest=False)
        if model == "unit_cost" or not people:
            self.line("side_costs", Fraction(0), nothing, rest=False)
        else:
            side = [cents(times(part, share)) for part in self.of("staff_pay")]
            whole = cents(times(self.lines["staff_pay"], share))
            self.line("side_costs", whole, side, rest=True)
        self.added("staff_costs", "staff_pay", "side_costs")

    def by_pay(self, name: str, person: Person) -> None:
        first, last = person.start or self.start, person.end or self.end
        worked = exact(person.months)
        if worked is None and first and last and first <= last:
            worked = cents(months(first, last))
        known = first and last and self.years and worked is not None
        parts: Sequence[Amount] = [None] * len(self.years)
        if known and first and last and worked is not None:
            inside = self.in_years(first, last)
            parts = self.rounded(worked, inside if any(inside) else self.weights)
        rest = exact(person.monthly_pay), percent(person.share)
        pay = [cents(times(part, *rest)) for part in parts]
        self.line(name, cents(times(worked, *rest)), pay, rest=True)

    def by_hours(self, name: str, person: Person, share: Amount) -> None:
        hours = self.law.get("hours")
        yearly = times(exact(person.annual_gross), plus(Fraction(1), share))
        rate = None if yearly is None or hours is None else cents(yearly / hours)
        self.lines[name.replace("pay_", "rate_", 1)] = rate
        said = person.hours
        worked: Amount = None if not said else sum(map(Fraction, said.values()), Fraction(0))
        parts = [exact(said.get(year, Decimal(0))) if said else None for year in self.years]
        pay = [cents(times(rate, part)) for part in parts]
        self.line(name, cents(times(rate, worked)), pay, rest=True)

    def costs(self) -> None:
        costs = [(cost, self.cost(cost)) for cost in self.plan.costs]
        if any(cost.category not in GROUPS for cost, _ in costs):
            for group in GROUPS:
                self.unknown(group)
        else:
            for group in GROUPS:
                self.group(group, [one for one in costs if one[0].category == group])
        self.added("direct_costs", "staff_costs", *GROUPS[:-1])

    def cost(self, cost: Cost) -> Amount:
        """The amount; else quantity × unit price; else travel days × the day's unit cost."""
        if cost.amount is not None:
            return exact(cost.amount)
        if cost.quantity is not None or cost.unit_price is not None:
            return cents(times(exact(cost.quantity), exact(cost.unit_price)))
        if self.plan.cost_model in ("flat_rate_7", "lump_sum"):
            return cents(times(exact(cost.travel_days), self.law.get(cost.travel_zone or "")))
        return None

    def group(self, group: str, costs: Sequence[tuple[Cost, Amount]]) -> None:
        undated = [amount for cost, amount in costs if cost.year is None]
        by_months = self.by_months(plus(*undated)) if undated else [Fraction(0)] * len(self.years)
        years = [
            plus(part, *(amount for cost, amount in costs if cost.year == year))
            for year, part in zip(self.years, by_months, strict=True)
        ]
        stray = any(cost.year and cost.year not in self.years for cost, _ in costs)
        whole = plus(*(amount for _, amount in costs))
        self.line(group, whole, years, rest=bool(undated) or stray)

    def totals(self) -> None:
        model, nothing = self.plan.cost_model, [Fraction(0)] * len(self.years)
        base = {"flat_rate_7": "direct_costs", "lump_sum": "direct_costs"}.get(
            model or "", "staff_costs"
        )
        if model in ("real_costs", "standard_lump_sum"):
            self.line("flat_costs", Fraction(0), nothing, rest=False)
        else:
            rate = self.law.get(model or "")
            flat = [cents(times(part, rate)) for part in self.of(base)]
            self.line("flat_costs", cents(times(self.lines[base], rate)), flat, rest=True)
        if model == "standard_lump_sum":
            confirmed = self.law.get(model)
            self.line("total", confirmed, self.by_months(confirmed), rest=True)
        elif model == "real_costs":
            self.added("total", "direct_costs", "indirect")
        elif model == "flat_rate_40":
            self.added("total", "staff_costs", "flat_costs")
        else:
            self.added("total", "direct_costs", "flat_costs")
        if model == "lump_sum":
            outputs = self.plan.lump_sum.outputs if self.plan.lump_sum else ()
            worth = plus(*(exact(output.amount) for output in outputs)) if outputs else None
            self.lines["outputs_total"] = worth
            self.lines["outputs_gap"] = minus(self.lines["total"], worth)
        names = []
        for number, income in enumerate(self.plan.income, 1):
            names.append(f"income_{number}")
            whole, by_year = exact(income.amount), income.by_year
            if whole is None and by_year:
                whole = sum(map(Fraction, by_year.values()), Fraction(0))
            if by_year:
                self.given(names[-1], whole, by_year)
            else:
                self.line(names[-1], whole, self.by_months(whole), rest=True)
        if names:
            self.added("income", *names)
        else:
            self.line("income", Fraction(0), nothing, rest=False)
        left = [minus(*pair) for pair in zip(self.of("total"), self.of("income"), strict=True)]
        whole = minus(self.lines["total"], self.lines["income"])
        self.line("net_total", whole, left, rest=False)
