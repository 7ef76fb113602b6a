"""The budget for a template: every line as euros, and the rows of its tables, already chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final, cast

from kanto_docs.budget import Budget, name_of
from kanto_docs.budget.costs import CATEGORIES
from kanto_docs.budget.models import STANDARD_LUMP_SUM, UNIT_COST
from kanto_docs.documents.gaps import Gap, Names, Rows
from kanto_docs.money import HUNDRED, tenths
from kanto_docs.source import Path
from kanto_docs.words import Words
from kanto_docs.words.missing import path_of

TOTALS: Final = frozenset({"staff_costs", "direct_costs", "total", "net_total", "funding_total"})
"""Lines that sum up those above them."""
_COSTS = ("staff_costs", *CATEGORIES, "direct_costs", "flat_costs", "total", "income", "net_total")
_ALWAYS = {"total"}
_PARTS: Final = {"own_part": "own"}
"""Rows that show a line as a part of the row above, under a label of their own."""


class Figures:
    """Says the lines of one budget."""

    def __init__(self, budget: Budget, words: Words, gap: Callable[[Path, str], Gap]) -> None:
        self.budget = budget
        self.words = words
        self._gap = gap
        self._gaps: dict[str, Gap] = {}

    def names(self) -> Names:
        """`budget.total`, `budget.grant` … and the rows of the budget's tables."""
        lines = (name for name in self.budget.names() if self.words.has(f"budget.{name}"))
        names: dict[str, object] = {name: self.amount(name) for name in lines}
        share = self.budget.get("side_cost_percent")
        names["side_cost_percent"] = (
            self.gap("side_costs") if share is None else self.words.percent(share * HUNDRED)
        )
        years = self.budget.years
        names["years"] = self.rows(tuple(str(year) for year in years))
        names["costs"] = self.rows(tuple(self.row(name) for name in self.cost_lines()))
        names["funding"] = self.rows(tuple(self.row(name) for name in self.funding_lines()))
        yearly = (*self.cost_lines(), *self.funding_lines()) if years else ()
        names["by_year"] = self.rows(tuple(self.row(name) for name in yearly))
        names["hourly"] = self.budget.pay_model == UNIT_COST
        names["balanced"] = not self.budget["gap"]
        return Names("budget", names)

    def complete(self, names: dict[str, object]) -> None:
        """Give persons, costs and sources of funding the figures that the budget works out."""
        self._add(names, "staff", self.budget.people, {"pay": "pay", "rate": "rate"}, "euro")
        self._add(names, "staff", self.budget.people, {"hours_total": "hours"}, "number")
        self._add(names, "staff", self.budget.people, {"months": "months"}, "number")
        self._add(names, "costs", self.budget.costs, {"amount": "cost"}, "euro")
        self._add(names, "income", self.budget.income_lines, {"amount": "income"}, "euro")
        funding = cast("Names", names["funding"])
        sources = dict(funding.known)
        self._add(sources, "sources", self.budget.sources, {"amount": "source"}, "euro")
        names["funding"] = Names(funding.where, sources)

    def cost_lines(self) -> Iterator[str]:
        """The lines that the total is made of: those in use, and what is always shown."""
        within = {name for name, _ in self.budget.explain("total")} | {"staff_costs", "total"}
        if self.budget["income"] != 0:
            within |= {"income", "net_total"}
        for name in _COSTS:
            is_basis = name == "staff_costs" and self.budget.model != STANDARD_LUMP_SUM
            if name in within and (name in _ALWAYS or is_basis or self.budget[name] != 0):
                yield name

    def funding_lines(self) -> Iterator[str]:
        """The grant and who pays the rest; an association's own money is private money."""
        yield "grant"
        for name in ("municipal", "other_public", "private_all", "own_part"):
            if self.value(name) != 0:
                yield name
        yield "funding_total"

    def row(self, name: str) -> Names:
        """A line with its amount, its share of the costs and its amount in each year."""
        value = self.value(name)
        label = self.words.ui(f"budget.{name}")
        cells = tuple(self.cell(name, self.value(name, year)) for year in self.budget.years)
        row = {
            "label": label,
            "amount": self.cell(name, value),
            "share": self.share(name, value),
            "years": self.rows(cells),
            "is_total": name in TOTALS,
            "is_part": name in _PARTS,
        }
        return Names("budget", row)

    def value(self, name: str, year: int | None = None) -> Decimal | None:
        """A line's value, of the whole period or of a year."""
        return self.budget.get(name_of(_PARTS.get(name, name), year=year))

    def amount(self, name: str) -> str | Gap:
        """A line of the whole period in euros."""
        return self.euro(name, self.budget[name])

    def euro(self, name: str, value: Decimal | None) -> str | Gap:
        """Euros, or the gap of the line."""
        return self.gap(name) if value is None else self.words.euro(value)

    def cell(self, name: str, value: Decimal | None) -> str | Gap:
        """Euros in a row that names the line, so its gap does not."""
        if value is not None:
            return self.words.euro(value)
        gap = self.gap(name)
        return replace(gap, text=gap.short)

    def share(self, name: str, value: Decimal | None) -> str | Gap:
        """Per cent of what has to be financed, to one decimal."""
        whole = self.budget["net_total"]
        if value is None or not whole:
            return self.cell(name, None)
        return self.words.percent(tenths(value * HUNDRED / whole))

    def gap(self, name: str, base: str = "") -> Gap:
        """The gap of a line: it leads to the first place in the plan that the line waits for."""
        if name not in self._gaps:
            line = _PARTS.get(name, name)
            places = self.budget.missing(line) if line in self.budget.lines else ()
            waiting = next((place for place in places if not place.startswith("law.")), "")
            shown = base or name
            group = "budget" if self.words.has(f"budget.{shown}") else "figures"
            label = self.words.ui(f"{group}.{shown}")
            self._gaps[name] = self._gap(path_of(waiting) if waiting else (), label)
        return self._gaps[name]

    def rows(self, rows: tuple[object, ...]) -> Rows:
        """Rows whose gap is the budget's own: nothing to show without a total."""
        return Rows(rows, self.gap("total"))

    def _add(
        self,
        names: dict[str, object],
        group: str,
        keys: tuple[str, ...],
        lines: Mapping[str, str],
        unit: str,
    ) -> None:
        old = cast("Rows", names[group])
        rows = []
        for key, row in zip(keys, cast("tuple[Names, ...]", old.rows), strict=True):
            known = dict(row.known)
            for name, base in lines.items():
                line = f"{base}_{key}"
                value = self.budget.get(line)
                if value is not None:
                    known[name] = (
                        self.words.euro(value) if unit == "euro" else self.words.number(value)
                    )
                elif name not in known:
                    known[name] = self.gap(line, base)
            rows.append(Names(row.where, known))
        names[group] = Rows(tuple(rows), old.gap)
