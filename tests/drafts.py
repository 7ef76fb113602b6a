"""Budgets of pure chance in every model, as the data of a plan, at times with holes."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from kanto_docs.budget.costs import CATEGORIES
from kanto_docs.budget.funding import SOURCE_KINDS

D = Decimal
NEW, OLD = "esr-plus-2021-2027", "esr-2014-2020"
KINDS: Final = (
    *((NEW, model) for model in ("flat_rate_40", "flat_rate_7", "lump_sum", "standard_lump_sum")),
    *((OLD, model) for model in ("real_costs", "flat_rate_17", "flat_rate_15", "flat_rate_40")),
)
"""The cost models of both programmes; they take turns, so that none is left to chance."""
MOST_YEARS: Final = 6
PAY_MODELS: Final[Mapping[str, Sequence[str]]] = {
    NEW: ("side_cost_percent", "unit_cost", "side_cost_percent", "unit_cost", "real"),
    OLD: ("real", "real", "real", "real", "side_cost_percent", "unit_cost"),
}
WITH_TRAVEL_DAYS: Final = ("flat_rate_7", "lump_sum")
ZONES: Final = ("domestic_staff", "domestic_target_group", "europe", "world")
_NAMES: Final = ("Koti & <Kumppanit> =1+1", "Kylän kahvila", "=SUM(A1) ry", "Nuoret – mukaan!")
_ROLES: Final = ("Ohjaaja", "=SUM(A1)", "+358", "Kirjuri\n-puolikas", None)
_TEXTS: Final = ("Bussi", "@kuvaus", "#N/A", "_x0041_", "A & B < C", None)


class Draft:
    """One draft; the same number always gives the same."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.random = random.Random(number)
        self.programme, self.model = KINDS[number % len(KINDS)]
        turn = number // len(KINDS)
        self.holes = turn % 3 == 2
        self.start = dt.date(2026, 1, 1) + dt.timedelta(self.random.randrange(700))
        last = self.start.year + turn % MOST_YEARS
        first = max(self.start, dt.date(last, 1, 1)).toordinal()
        end = self.random.randrange(first, dt.date(last, 12, 31).toordinal() + 1)
        self.end = dt.date.fromordinal(end)
        if self.random.random() < 0.3:
            self.start, self.end = self.start.replace(day=1), dt.date(last, 12, 31)

    def data(self) -> dict[str, Any]:
        """The draft as plan.yaml would hold it."""
        pick, number = self.random.choice, self.random.randrange
        data = {
            "format": 1,
            "programme": self.programme,
            "project": {"name": pick(_NAMES)},
            "cost_model": self.model,
            "pay_model": pick(PAY_MODELS[self.programme]),
            "side_cost_percent": self.side_costs(),
            "schedule": {"start": self.start.isoformat(), "end": self.end.isoformat()},
            "staff": self.listed(9, self.person),
            "costs": self.listed(10, self.cost),
            "income": self.listed(3, self.income),
            "lump_sum": {"kind": "individual", "outputs": self.listed(5, self.output)}
            if self.model == "lump_sum"
            else None,
            "funding": self.funding(),
        }
        made = _said(data)
        assert isinstance(made, dict)
        if self.holes:
            for _ in range(1 + number(4)):
                self.pierce(made)
        return made

    def listed(self, most: int, one: Callable[[int], dict[str, Any]]) -> list[dict[str, Any]]:
        """Up to `most` − 1 items."""
        return [one(place) for place in range(self.random.randrange(most))]

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.random.random() < share

    def euros(self, highest: int) -> Decimal:
        """An amount of whole cents, at times nothing."""
        return D(0) if self.chance(0.03) else D(self.random.randrange(highest * 100)) / 100

    def percent(self, lowest: int = 0, highest: int = 100) -> Decimal:
        """Per cent with two decimals, often without any."""
        found = D(self.random.randrange(lowest * 100, highest * 100 + 1)) / 100
        return found if self.chance(0.6) else D(int(found))

    def by_year(self, highest: int) -> dict[str, Decimal] | None:
        """Amounts for the years of the project, at times not for all, or for one beside them."""
        if self.chance(0.7):
            return None
        years = range(self.start.year, self.end.year + 1 + self.chance(0.1))
        return {str(year): self.euros(highest) for year in years if self.chance(0.9)} or None

    def year(self) -> int | None:
        """A year for a cost: none, one of the project's, at times one beside them."""
        inside = self.random.randrange(self.start.year, self.end.year + 1)
        return self.random.choice([None, None, inside, inside, inside, self.end.year + 1])

    def side_costs(self) -> Decimal | None:
        """The plan's own percentage; the law of 2014–2020 knows none."""
        own = self.random.choice([D("26.44"), D("30.17"), D("22.5")])
        return own if self.programme == OLD or self.chance(0.6) else None

    def person(self, place: int) -> dict[str, Any]:
        days = (self.end - self.start).days
        begins = self.start + dt.timedelta(self.random.randrange(days + 1))
        ends = begins + dt.timedelta(self.random.randrange((self.end - begins).days + 1))
        own = self.chance(0.4)
        hours = self.by_year(1720) or {str(self.start.year): self.euros(1720)}
        return {
            "id": f"S{place + 1}" if self.chance(0.9) else None,
            "role": self.random.choice(_ROLES),
            "employment": self.random.choice(["full_time", "part_time", "short_term", None]),
            "share": self.percent(10),
            "start": begins.isoformat() if own else None,
            "end": ends.isoformat() if own else None,
            "monthly_pay": self.euros(6000),
            "months": D(self.random.randrange(1, 3600)) / 100 if self.chance(0.5) else None,
            "annual_gross": self.euros(70000),
            "hours": hours,
        }

    def cost(self, place: int) -> dict[str, Any]:
        counted = self.chance(0.3)
        days = not counted and self.model in WITH_TRAVEL_DAYS and self.chance(0.3)
        number = self.random.randrange
        return {
            "id": f"C{place + 1}",
            "category": "travel" if days else self.random.choice(CATEGORIES),
            "text": self.random.choice(_TEXTS),
            "amount": None if counted or days else self.euros(9000),
            "quantity": D(number(1, 5000)) / 10 if counted else None,
            "unit_price": self.euros(300) if counted else None,
            "unit": "kpl" if counted else None,
            "travel_days": number(1, 200) if days else None,
            "travel_zone": self.random.choice(ZONES) if days else None,
            "year": self.year(),
        }

    def output(self, place: int) -> dict[str, Any]:
        return {"text": f"Osa {place + 1}", "evidence": "Raportti", "amount": self.euros(60000)}

    def income(self, place: int) -> dict[str, Any]:
        by_year = self.by_year(900)
        only = by_year is not None and self.chance(0.5)
        return {
            "text": f"Lipputulot {place + 1}",
            "amount": None if only else self.euros(3000),
            "by_year": by_year,
        }

    def funding(self) -> dict[str, Any]:
        pick = self.random.choice
        asked = {"share": D(self.random.randrange(31))}
        known = pick([asked, asked, {"amount": self.euros(60000)}, None])
        share, amount = pick([(True, False), (True, False), (True, True), (False, True)])
        return {
            "grant_share": self.percent(10) if share else None,
            "grant_amount": self.euros(200_000) if amount else None,
            "sources": self.listed(7, self.source),
            "prepayment": known,
        }

    def source(self, place: int) -> dict[str, Any]:
        by_year = self.by_year(9000)
        only = by_year is not None and self.chance(0.7)
        return {
            "id": f"F{place + 1}",
            "payer": f"Kunta {place + 1}",
            "kind": self.random.choice(SOURCE_KINDS),
            "amount": None if only else self.euros(40_000),
            "by_year": by_year,
            "agreement": self.random.choice(["none", "draft", "signed", None]),
        }

    def pierce(self, data: dict[str, Any]) -> None:
        """Take away something that the budget needs."""
        funding = data.get("funding", {})
        inner = [
            *((person, name) for person in data.get("staff", ()) for name in _OF_PAY),
            *((cost, name) for cost in data["costs"] for name in _OF_COSTS),
            *((source, name) for source in funding.get("sources", ()) for name in _OF_SOURCES),
            *((funding, name) for name in ("grant_share", "grant_amount", "sources")),
            (data["schedule"], self.random.choice(["start", "end"])),
        ]
        whole = [(data, name) for name in ("staff", "funding", "pay_model", "side_cost_percent")]
        holder, name = self.random.choice(whole if self.chance(0.2) else inner)
        holder.pop(name, None)


_OF_PAY: Final = ("share", "monthly_pay", "annual_gross", "hours", "months")
_OF_COSTS: Final = ("amount", "quantity", "unit_price", "travel_zone", "category")
_OF_SOURCES: Final = ("amount", "by_year", "kind")


def draft(number: int) -> dict[str, Any]:
    """The data of the draft with that number."""
    return Draft(number).data()


def _said(value: object) -> object:
    """Without what was not said: an absent key, as in a file."""
    if isinstance(value, dict):
        return {key: _said(one) for key, one in value.items() if one is not None}
    return [_said(one) for one in value] if isinstance(value, list) else value
