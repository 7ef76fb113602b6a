"""The lines of a budget and their years, and the law that they are reckoned by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kanto_docs.plan import Plan
from tests.oracle.arithmetic import Amount, cents, exact, minus, months, plus, times

LAW: Final[Mapping[str, Mapping[str, Fraction]]] = {
    "esr-plus-2021-2027": {
        "flat_rate_40": Fraction(40, 100),
        "flat_rate_7": Fraction(7, 100),
        "lump_sum": Fraction(7, 100),
        "standard_lump_sum": Fraction(50000),
        "side_cost_percent": Fraction(2644, 10000),
        "hours": Fraction(1720),
        "recovery": Fraction(30, 100),
        "domestic_staff": Fraction(176),
        "domestic_target_group": Fraction(132),
        "europe": Fraction(368),
        "world": Fraction(720),
    },
    "esr-2014-2020": {
        "flat_rate_40": Fraction(40, 100),
        "flat_rate_17": Fraction(17, 100),
        "flat_rate_15": Fraction(15, 100),
    },
}


class Lines:
    """The lines of one plan's budget; one that is not known is None."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.law = LAW[plan.programme or "esr-plus-2021-2027"]
        self.lines: dict[str, Amount] = {}
        schedule = plan.schedule
        self.start = schedule.start if schedule else None
        self.end = schedule.end if schedule else None
        self.years: list[int] = []
        self.weights: list[Fraction] = []
        if self.start and self.end:
            self.years = list(range(self.start.year, self.end.year + 1))
            self.weights = self.in_years(self.start, self.end)
        self.period = self.rounded(sum(self.weights, Fraction(0)), self.weights)

    def in_years(self, first: dt.date, last: dt.date) -> list[Fraction]:
        """The months from one day to another that fall in each of the project's years."""
        parts = []
        for year in self.years:
            begin, end = max(first, dt.date(year, 1, 1)), min(last, dt.date(year, 12, 31))
            parts.append(months(begin, end) if begin <= end else Fraction(0))
        return parts

    def rounded(self, whole: Fraction, weights: Sequence[Fraction]) -> list[Fraction]:
        """Months with two decimals: those of the first years together are rounded, year by year."""
        total, whole = sum(weights, Fraction(0)), cents(whole) or Fraction(0)
        reached = [
            cents(whole * sum(weights[: place + 1], Fraction(0)) / total) or Fraction(0)
            for place in range(len(weights))
        ]
        return [one - (reached[place - 1] if place else 0) for place, one in enumerate(reached)]

    def line(self, name: str, whole: Amount, years: Iterable[Amount], *, rest: bool) -> None:
        """A line and its years; with `rest` the last year in use takes what the others leave."""
        parts = list(years)
        if rest and parts:
            used = [place for place, part in enumerate(parts) if part != 0]
            last = used[-1] if used else len(parts) - 1
            others = plus(*parts[:last], *parts[last + 1 :])
            parts[last] = minus(whole, others)
        self.lines[name] = whole
        for year, part in zip(self.years, parts, strict=True):
            self.lines[f"{name}_{year}"] = part

    def of(self, name: str) -> list[Amount]:
        """The line in each year."""
        return [self.lines[f"{name}_{year}"] for year in self.years]

    def added(self, name: str, *parts: str) -> None:
        """A sum of lines, whole and in each year."""
        whole = plus(*(self.lines[part] for part in parts))
        self.line(name, whole, map(plus, *map(self.of, parts)), rest=False)

    def unknown(self, name: str) -> None:
        self.line(name, None, [None] * len(self.years), rest=False)

    def by_months(self, whole: Amount) -> list[Amount]:
        total = sum(self.period, Fraction(0))
        return [cents(times(whole, part / total)) for part in self.period]

    def given(self, name: str, whole: Amount, by_year: Mapping[int, Decimal]) -> None:
        """An amount that the plan divides into years; what it leaves over is the last year's."""
        said = [exact(by_year.get(year, Decimal(0))) or Fraction(0) for year in self.years]
        everything = sum(map(Fraction, by_year.values()), Fraction(0)) == whole
        used = [place for place, part in enumerate(said) if part and everything]
        last = used[-1] if used else len(said) - 1
        if said:
            said[last] = (whole or Fraction(0)) - sum(said) + said[last]
        self.line(name, whole, said, rest=False)
