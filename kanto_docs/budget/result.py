"""The budget: every line with its value, what it is made of, and what is missing for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from kanto_docs.budget.costs import CATEGORIES
from kanto_docs.budget.entry import SHARES
from kanto_docs.budget.funding import SOURCE_KINDS
from kanto_docs.budget.names import name_of
from kanto_docs.formula import Formula, Line
from kanto_docs.frozen import Frozen

_AFTER_PAY = (
    "staff_pay",
    "side_costs",
    "staff_costs",
    *CATEGORIES,
    "direct_costs",
    "flat_costs",
    "total",
    "outputs_total",
    "outputs_gap",
    "income",
    "net_total",
    "grant",
    *SOURCE_KINDS,
    "private_all",
    "funding_total",
    "gap",
    "prepayment",
)
_OF_A_YEAR = ("recovery", "paid")
"""Lines that only years have."""


class Budget(Frozen):
    """The lines of a plan's budget by name, each after the lines it refers to."""

    model: str | None
    pay_model: str | None
    lines: Mapping[str, Line]
    values: Mapping[str, Decimal | None]
    years: tuple[int, ...]
    people: tuple[str, ...]
    """The key of every person by place: the pay of the first is pay_<people[0]>."""
    costs: tuple[str, ...]
    sources: tuple[str, ...]
    income_lines: tuple[str, ...]
    outputs: tuple[str, ...] = ()
    """The key of every output of a lump sum by place: output_<outputs[0]>."""

    def __getitem__(self, name: str) -> Decimal | None:
        return self.values[name]

    def get(self, name: str) -> Decimal | None:
        """The value of a line; None too when there is no such line."""
        return self.values.get(name)

    def names(self) -> tuple[str, ...]:
        """The amounts people read, in the order they read them; no inputs, no yearly lines."""
        people = [name_of(base, key) for base in ("pay", "rate") for key in self.people]
        return tuple(name for name in (*people, *_AFTER_PAY) if name in self.lines)

    def shares(self) -> tuple[str, ...]:
        """The shares people read: what the cost model is allowed by; fractions, no amounts."""
        return tuple(name for name in SHARES if name in self.lines)

    def by_year(self, year: int) -> dict[str, Decimal | None]:
        """The year's lines by the names of the whole ones, then those that only years have."""
        names = {name: name_of(name, year=year) for name in (*self.names(), *_OF_A_YEAR)}
        return {name: self.values[dated] for name, dated in names.items() if dated in self.lines}

    def missing(self, name: str) -> tuple[str, ...]:
        """What must be known before the line can be: dotted places in the plan and the law."""
        holes = (line for line in self._under(name) if line.is_hole)
        places = (".".join(map(str, line.path or (line.name,))) for line in holes)
        return tuple(dict.fromkeys(places))

    def explain(self, name: str) -> list[tuple[str, Formula]]:
        """The line's formula, then the formulas of every line it rests on."""
        return [(line.name, line.formula) for line in self._under(name) if line.formula]

    def _under(self, name: str) -> Iterator[Line]:
        """The line and all that it rests on, nearest first, each once."""
        order = {known: place for place, known in enumerate(self.lines)}
        waiting, met = [name], {name}
        for current in waiting:
            line = self.lines[current]
            yield line
            if line.formula is not None:
                refs = sorted(line.formula.refs() - met, key=order.__getitem__)
                met.update(refs)
                waiting.extend(refs)
