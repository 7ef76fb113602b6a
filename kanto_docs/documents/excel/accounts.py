"""The lines of the workbook: those of the budget, and a few that only the workbook shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from kanto_docs.budget import Budget, name_of
from kanto_docs.budget.costs import CATEGORIES
from kanto_docs.budget.funding import SOURCE_KINDS
from kanto_docs.documents.excel.cells import LONGEST_FORMULA, quoted
from kanto_docs.formula import MOST_ARGUMENTS, Formula, Line, Ref, Sum, Unit

_SHARED: Final = ("grant", *SOURCE_KINDS, "private_all", "funding_total")
NO_SHARE: Final = "–"
"""What stands for the share of nothing."""


class Accounts:
    """Every line with its value, and how it is written into a workbook.

    A line that waits for something missing says so in its cell, by `missing`; its formula is there
    all the same and counts as soon as every cell it refers to holds a number. What nobody asked for
    says so, by `instead`.
    """

    def __init__(self, budget: Budget, missing: str, instead: Mapping[str, str]) -> None:
        self.budget = budget
        self.missing = missing
        self._instead = instead
        self.lines: dict[str, Line] = dict(budget.lines)
        self.values: dict[str, Decimal | None] = dict(budget.values)
        for line in _own_lines(budget):
            self.lines[line.name] = line
            if line.formula is not None:
                self.values[line.name] = line.formula.value(self.values)

    def shown(self, name: str) -> Decimal | str:
        """What the cell of the line shows."""
        value = self.values[name]
        return self._when_missing(name) if value is None else value

    def excel(self, name: str, formula: Formula) -> str:
        """The formula of the line as its cell holds it."""
        text = formula.excel()
        if self.values[name] is not None:
            return f"IFERROR({text},{quoted(NO_SHARE)})" if _is_share(name) else text
        guarded = self._guarded(text, formula)
        if len(guarded) > LONGEST_FORMULA:  # a text among numbers is no number
            return f"IFERROR({'+'.join(self._refs(formula))},{quoted(self.missing)})"
        if "/" not in text:
            return guarded
        return f"IFERROR({guarded},{quoted(self._when_missing(name))})"

    def unused(self) -> Iterator[str]:
        """Lines that the cost model does not count into the total."""
        within = {name for name, _ in self.budget.explain("total")} | {"total"}
        if self.budget.lines["total"].formula is None:
            return
        for name in (*CATEGORIES, "direct_costs", "flat_costs"):
            if name not in within:
                yield name

    def _guarded(self, text: str, formula: Formula) -> str:
        refs = self._refs(formula)
        starts = range(0, len(refs), MOST_ARGUMENTS)
        counts = [f"COUNT({','.join(refs[at : at + MOST_ARGUMENTS])})" for at in starts]
        return f"IF({'+'.join(counts)}={len(refs)},{text},{quoted(self.missing)})"

    def _refs(self, formula: Formula) -> list[str]:
        wanted = formula.refs()
        return [name for name in self.lines if name in wanted]

    def _when_missing(self, name: str) -> str:
        if self._is_share_of_nothing(name):
            return NO_SHARE
        return self._instead.get(name, self.missing)

    def _is_share_of_nothing(self, name: str) -> bool:
        formula = self.lines[name].formula
        refs = formula.refs() if formula is not None else ()
        return _is_share(name) and all(self.values[ref] is not None for ref in refs)


def _is_share(name: str) -> bool:
    return name.startswith("portion_") and name.removeprefix("portion_") in _SHARED


def _own_lines(budget: Budget) -> Iterator[Line]:
    """Palkat yhteensä, yksityinen rahoitus yhteensä ja osuudet kustannuksista."""
    yield _line("staff_pay", Ref("staff_costs") - Ref("side_costs"))
    for year in (None, *budget.years):
        parts = (Ref(name_of("private", year=year)), Ref(name_of("own", year=year)))
        yield _line(name_of("private_all", year=year), Sum(parts), base="private_all", year=year)
    for name in _SHARED:
        yield _line(f"portion_{name}", Ref(name) / Ref("net_total"), unit="percent")


def _line(
    name: str, formula: Formula, unit: Unit = "euro", base: str = "", year: int | None = None
) -> Line:
    return Line(name, "computed", unit, formula, None, None, base or name, None, year)


def rate_name(lines: Mapping[str, Line]) -> str | None:
    """The percentage of the law that the flat-rate costs are taken by."""
    used = lines["flat_costs"].formula
    refs = used.refs() if used is not None else ()
    return next((ref for ref in refs if lines[ref].kind == "law"), None)
