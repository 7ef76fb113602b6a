"""Calendar years: the same formulas over the lines of one year; years always sum to the line.

A line's yearly formula is its own formula with the year's lines in place of the whole ones. What
has no yearly lines to rest on is divided: a cost by its own year, income by months of the period,
funding by the year's net total. The last year in use takes what rounding leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from kanto_docs.budget.costs import CATEGORIES
from kanto_docs.budget.funding import SOURCE_KINDS
from kanto_docs.budget.ledger import Ledger
from kanto_docs.budget.months import Calendar, as_decimal, divided
from kanto_docs.budget.names import Keys, name_of
from kanto_docs.formula import Cents, Formula, Line, Ref, Sum
from kanto_docs.formula.line import UNDATED
from kanto_docs.money import ZERO
from kanto_docs.plan import Plan
from kanto_docs.source.place import Path

YEARLY = (
    "pay",
    "staff_pay",
    "side_costs",
    "staff_costs",
    *CATEGORIES,
    "direct_costs",
    "flat_costs",
    "total",
    "income",
    "net_total",
    "source",
    "grant",
    *SOURCE_KINDS,
    "private_all",
    "funding_total",
    "gap",
)
Part = Callable[[int], Formula]
AmountByYear = Mapping[int, Decimal]


def write_years(ledger: Ledger, plan: Plan, keys: Keys, calendar: Calendar) -> None:
    """The lines of every calendar year; none when the period is not known."""
    if not calendar.years:
        return
    _write_period(ledger, calendar)
    given = _given_by_year(plan, keys)
    for line in [line for line in ledger.lines.values() if line.base in YEARLY]:
        if line.year is not None or (line.base in CATEGORIES and line.part is not None):
            continue  # a year's own line, or a partial sum of a category
        if line.is_hole:
            for year in calendar.years:
                ledger.hole(line.base, line.path or (), item=line.item, year=year)
        elif line.base in CATEGORIES:
            _write_category(ledger, line, plan, keys, calendar.years)
        elif line.name in given:
            _write_given(ledger, line, given[line.name], calendar.years)
        elif line.base in ("source", "grant") and ledger.values["net_total"] != 0:
            _write_parts(ledger, line, _in_proportion(line), calendar.years)
        elif line.formula is None or _stands_alone(ledger, line.formula, calendar.years[0]):
            _write_parts(ledger, line, _by_months(line.name), calendar.years)
        else:
            _write_same(ledger, line, line.formula, calendar.years)


def _write_period(ledger: Ledger, calendar: Calendar) -> None:
    """The months of the whole period and of each of its years."""
    months = as_decimal(sum(calendar.months, Fraction(0)))
    parts = divided(months, calendar.months)
    ledger.given("period_months", months, ("schedule",), "number", kind="counted")
    for year, part in zip(calendar.years, parts, strict=True):
        ledger.given("period", part, ("schedule",), "number", year=year, kind="counted")


def _given_by_year(plan: Plan, keys: Keys) -> dict[str, tuple[AmountByYear, Path]]:
    """Sources and income that the plan itself divides into years, by the names of their lines."""
    sources = () if plan.funding is None else plan.funding.sources or ()
    given: dict[str, tuple[AmountByYear, Path]] = {}
    for place, (key, source) in enumerate(zip(keys.sources, sources, strict=True)):
        if source.by_year:
            path: Path = ("funding", "sources", place, "by_year")
            given[name_of("source", key)] = (source.by_year, path)
    for place, (key, income) in enumerate(zip(keys.income_lines, plan.income, strict=True)):
        if income.by_year:
            given[name_of("income", key)] = (income.by_year, ("income", place, "by_year"))
    return given


def _write_category(
    ledger: Ledger, line: Line, plan: Plan, keys: Keys, years: Sequence[int]
) -> None:
    """A cost in its own year, one without a year by months; a stray year falls to the last."""
    dated: dict[int, list[Ref]] = {year: [] for year in years}
    undated, stray = [], False
    for key, cost in zip(keys.costs, plan.costs, strict=True):
        if cost.category != line.base:
            continue
        ref = Ref(name_of("cost", key))
        if cost.year is None:
            undated.append(ref)
        elif cost.year in dated:
            dated[cost.year].append(ref)
        else:
            stray = True
    open_part: Part | None = None
    if undated:
        name = f"{line.base}{UNDATED}"
        ledger.computed(name, ledger.total(name, undated))
        open_part = _by_months(name)

    def part(year: int) -> Formula:
        own = ledger.total(line.base, dated[year])
        if open_part is None:
            return own
        return own + open_part(year) if own.terms else open_part(year)

    _write_parts(ledger, line, part, years, rest=stray or open_part is not None)


def _write_given(
    ledger: Ledger, line: Line, given: tuple[AmountByYear, Path], years: Sequence[int]
) -> None:
    """The amounts as the plan divides them; what they leave of the line is the last year's."""
    amounts, path = given
    whole = sum(amounts.values()) == ledger.values[line.name]
    used = (year for year in reversed(years) if amounts.get(year) and whole)
    last = next(used, years[-1])
    others = [
        ledger.amount(line.base, amounts.get(year, ZERO), (*path, year), item=line.item, year=year)
        for year in years
        if year != last
    ]
    _write_rest(ledger, line, last, others)


def _write_same(ledger: Ledger, line: Line, formula: Formula, years: Sequence[int]) -> None:
    """The line's own formula over the lines of the year."""

    def part(year: int) -> Formula:
        return _of_year(ledger, formula, year)

    _write_parts(ledger, line, part, years, rest=isinstance(formula, Cents))


def _write_parts(
    ledger: Ledger, line: Line, part: Part, years: Sequence[int], *, rest: bool = True
) -> None:
    """A line for each year; with `rest` the last year in use takes what the others leave."""
    parts = {year: part(year) for year in years}
    last = None
    if rest:
        used = (year for year in reversed(years) if parts[year].value(ledger.values) != 0)
        last = next(used, years[-1])
    others = [
        ledger.computed(line.base, formula, item=line.item, year=year)
        for year, formula in parts.items()
        if year != last
    ]
    if last is not None:
        _write_rest(ledger, line, last, others)


def _write_rest(ledger: Ledger, line: Line, last: int, others: Sequence[Ref]) -> None:
    """The year that takes what is left."""
    whole = Ref(line.name)
    rest = whole - Sum(tuple(others)) if others else whole
    ledger.computed(line.base, rest, item=line.item, year=last)


def _in_proportion(line: Line) -> Part:
    """A part of the line by the year's share of the net total."""

    def part(year: int) -> Formula:
        dated = Ref(name_of("net_total", year=year))
        return Cents(Ref(line.name) * dated / Ref("net_total"))

    return part


def _by_months(name: str) -> Part:
    """A part of the line by the year's months of the period."""

    def part(year: int) -> Formula:
        return Cents(Ref(name) * Ref(name_of("period", year=year)) / Ref("period_months"))

    return part


def _of_year(ledger: Ledger, formula: Formula, year: int) -> Formula:
    """The formula over the lines of the year, where there are such."""
    dated = {name: name_of(name, year=year) for name in formula.refs()}
    return formula.renamed({name: new for name, new in dated.items() if new in ledger.lines})


def _stands_alone(ledger: Ledger, formula: Formula, year: int) -> bool:
    """Whether the formula rests on lines, but on none that is divided into years."""
    return bool(formula.refs()) and _of_year(ledger, formula, year) == formula
