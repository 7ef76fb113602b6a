"""One amount, said in Word, in Excel, in JSON and in words: always the same, line by line.

The draft is read with python-docx, the workbook as XML, JSON as another program would read it.
Every amount of euros in a table of the draft is a line of the budget or a figure of the plan.
"""

from __future__ import annotations

import functools
import io
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

import docx
import pytest

from kanto_docs.budget.models import STANDARD_LUMP_SUM
from kanto_docs.checking import Checked
from kanto_docs.documents.making import make
from kanto_docs.formats.budget.lines import text
from kanto_docs.formats.budget.machine import machine
from kanto_docs.formats.json import render
from kanto_docs.words import Words
from kanto_docs.words.figuring import SpokenBudget
from tests.conftest import ROOT, check_data, checked_sample
from tests.drafts import draft
from tests.filling_excel import read

D = Decimal
FI = Words("fi")
DRAFTS: Final = 40
CASES: Final = (
    *sorted(path.parent.name for path in ROOT.glob("samples/*/plan.yaml")),
    *range(DRAFTS),
)
WHOLE_AND_YEARS: Final = "Erä"
_EURO = re.compile(r"(?<![\d,])[-−]?\d{1,3}(?:[\u00a0 ]\d{3})*,\d\d(?=[\u00a0 ]€)")

Grid = list[list[str]]


class Case(NamedTuple):
    """A plan's budget, and the same as each of the formats gives it."""

    checked: Checked
    lines: Mapping[str, Any]
    """The lines of `budget --format json`."""
    published: Mapping[str, Any]
    """The budget of `check --format json`."""

    def value(self, name: str) -> Decimal | None:
        said = self.lines[name]["value"]
        return None if said is None else D(said)

    @property
    def spoken(self) -> SpokenBudget:
        checked = self.checked
        return SpokenBudget(checked.plan, checked.budget, checked.law, FI)


@functools.cache
def case(name: str | int) -> Case:
    """A sample, or a draft of chance."""
    checked = check_data(draft(name)) if isinstance(name, int) else checked_sample(name)
    report = checked.report
    spoken = SpokenBudget(checked.plan, checked.budget, checked.law, FI)
    lines = json.loads(machine(spoken, report.file))["lines"]
    published = json.loads(render([report], {report.file: FI}))["plans"][0]["budget"]
    return Case(checked, lines, published)


@pytest.mark.parametrize("name", CASES)
def test_both_commands_give_the_same_json(name: str | int) -> None:
    one = case(name)
    years = one.published["years"]
    assert list(years) == [str(year) for year in one.checked.budget.years]
    pairs = [(key, said) for key, said in one.published.items() if key != "years"]
    pairs += [(f"{key}_{year}", said) for year in years for key, said in years[year].items()]
    assert len(pairs) > 20
    for key, said in pairs:
        value = one.value(key)
        assert (None if value is None else f"{value:.2f}") == said, key
    bases = {key for key, _ in pairs}
    for line in one.checked.budget.lines.values():
        if line.base in one.published and line.item is None:
            assert line.name in bases, line.name


@pytest.mark.parametrize("name", CASES)
def test_the_workbook_holds_the_amounts_of_the_json(name: str | int) -> None:
    one = case(name)
    book = read(make("budget", one.checked, FI).payload)
    for key, line in one.lines.items():
        cell = book.named(key)
        if line["value"] is None:
            assert cell.value, key
            assert not cell.value[0].isdigit(), key
        elif line["unit"] == "euro":
            assert D(str(cell.value)) == D(line["value"]), key
        else:
            assert abs(D(str(cell.value)) - D(line["value"])) < D("1e-12"), key


@pytest.mark.parametrize("name", CASES)
def test_the_draft_in_word_holds_the_amounts_of_the_json(name: str | int) -> None:
    one = case(name)
    document = docx.Document(io.BytesIO(make("application", one.checked, FI).payload))
    grids = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    told = [row for grid in grids for row in _told(one, grid)]
    for where, shown, key in told:
        value = one.value(key)
        if value is None:
            assert shown.startswith("[puuttuu"), f"{where}: {shown}"
        else:
            assert _amounts(shown) == [value], f"{where}: {shown} is not {value}"
    shown_lines = {key for _, _, key in told}
    basis = () if one.checked.budget.model == STANDARD_LUMP_SUM else ("staff_costs",)
    for key in (*basis, "total", "grant", "funding_total"):
        assert {key, *(f"{key}_{year}" for year in one.checked.budget.years)} <= shown_lines
    within = [*one.checked.budget.explain("total"), *one.checked.budget.explain("funding_total")]
    for key in one.checked.budget.names():
        counted = key in dict(within)
        without_income = key == "net_total" and not one.value("income")
        if counted and one.value(key) and key not in _NOT_IN_WORD and not without_income:
            assert key in shown_lines, key
    known = [*(one.value(key) for key in shown_lines), *_inputs(one)]
    for grid in grids:
        for cell in {cell for row in grid for cell in row}:
            strange = [amount for amount in _amounts(cell) if amount not in known]
            assert not strange, cell


_NOT_IN_WORD: Final = ("staff_pay", "private", "gap")
"""Lines that the draft says otherwise: the staff's pay one by one, private money with own money."""


def _inputs(one: Case) -> Iterator[Decimal | None]:
    """Amounts that the draft shows as the plan says them, beside those that are worked out."""
    plan = one.checked.plan
    for person in plan.staff or ():
        yield from (person.monthly_pay, person.annual_gross)
    yield from (cost.unit_price for cost in plan.costs)
    yield from (aid.amount for aid in (plan.state_aid.de_minimis if plan.state_aid else ()))
    if plan.funding:
        yield from (other.amount for other in plan.funding.other_applications or ())
    if plan.lump_sum:
        yield from (output.amount for output in plan.lump_sum.outputs)


def _told(one: Case, grid: Grid) -> Iterator[tuple[str, str, str]]:
    """Where an amount stands in a table of the draft, how, and the line it must be."""
    budget, head = one.checked.budget, grid[0]
    labels = _labels()
    first, last = head[0], head[-1].replace("\u00ad", "")
    if (first, last) in (("Kustannus", "Euroa"), ("Rahoitus", "Osuus")):
        for row in grid[1:]:
            yield " | ".join(row), row[1], labels[row[0]]
    elif first == WHOLE_AND_YEARS:
        assert head[1:-1] == [str(year) for year in budget.years]
        for row in grid[1:]:
            for year, shown in zip(budget.years, row[1:-1], strict=True):
                yield " | ".join(row), shown, f"{labels[row[0]]}_{year}"
            yield " | ".join(row), row[-1], labels[row[0]]
    elif (first, last) == ("Tehtävä", "Palkat"):
        yield from _staff(one, grid)
    elif last == "Summa":
        keys = {
            ("Kustannus", "Kustannuslaji"): [f"cost_{key}" for key in budget.costs],
            ("Tulon lähde", "Summa"): [f"income_{key}" for key in budget.income_lines],
            ("Rahoittaja", "Rahoituksen laji"): [f"source_{key}" for key in budget.sources],
            ("Tuotos", "Todentaminen"): [f"output_{key}" for key in budget.outputs],
        }.get((head[0], head[1]), [])
        if keys and (head[0] != "Tuotos" or keys[0] in one.lines):
            for row, key in zip(grid[1:], keys, strict=True):
                yield " | ".join(row), row[-1], key
    else:
        for row in grid:
            if row[0] in _SINGLE:
                yield " | ".join(row), row[1], _SINGLE[row[0]]


_SINGLE: Final = {
    "Kokonaiskustannukset": "total",
    "Haettava EU- ja valtion rahoitus": "grant",
    "Ennakon summa": "prepayment",
}


def _staff(one: Case, grid: Grid) -> Iterator[tuple[str, str, str]]:
    """Everybody's pay in the plan's order, then side costs and staff costs."""
    rest = {"Sivukulut": "side_costs", "Palkkakustannukset": "staff_costs"}
    people = [row for row in grid[1:] if row[0] != row[1]]
    hourly = [at for at, title in enumerate(grid[0]) if title.replace("\u00ad", "") == "Tuntihinta"]
    for row, key in zip(people, one.checked.budget.people, strict=True):
        yield " | ".join(row), row[-1], f"pay_{key}"
        for at in hourly:
            yield " | ".join(row), row[at], f"rate_{key}"
    for row in grid[1:]:
        if row[0] == row[1] and (name := rest.get(row[0].split()[0])):
            yield " | ".join(row), row[-1], name


def _labels() -> dict[str, str]:
    """The line of each label that a table of the draft may have."""
    names = (
        *("staff_costs", "travel", "services", "premises", "communication", "materials"),
        *("equipment", "audit", "income_support", "other", "indirect", "direct_costs"),
        *("flat_costs", "total", "income", "net_total", "grant", "municipal", "other_public"),
        *("private_all", "funding_total"),
    )
    return {FI.ui(f"budget.{name}"): name for name in names} | {FI.ui("budget.own_part"): "own"}


def _amounts(shown: str) -> list[Decimal]:
    """The amounts of euros in a text."""
    return [_number(found) for found in _EURO.findall(shown)]


def _number(written: str) -> Decimal:
    plain = written.replace("\u00a0", "").replace(" ", "").replace(",", ".").replace("−", "-")
    return D(plain)


@pytest.mark.parametrize("name", CASES)
def test_the_explanation_tells_the_amounts_of_the_json(name: str | int) -> None:
    """Each line's words hold the amount of every line that its formula refers to, and no other."""
    one = case(name)
    for key, line in one.checked.budget.lines.items():
        if line.formula is None:
            continue
        said = set(map(abs, _amounts(one.lines[key]["words"])))
        refs = [ref for ref in line.formula.refs() if one.lines[ref]["unit"] == "euro"]
        values = {abs(value).quantize(D("0.01")) for ref in refs if (value := one.value(ref))}
        assert said - {D("0.00")} == values, f"{key}: {one.lines[key]['words']}"


@pytest.mark.parametrize("name", CASES)
def test_the_budget_as_text_tells_the_amounts_of_the_json(name: str | int) -> None:
    one = case(name)
    spoken, names = one.spoken, one.checked.budget.names()
    said = _one_line(text(spoken, "Kustannusarvio", one.checked.report.group, plain=False))
    years = [f"{key}_{year}" for key in ("total", "grant") for year in one.checked.budget.years]
    for key in (*names, *years):
        if value := one.value(key):
            shown = FI.euro(abs(value) if key in _TURNED else value)
            assert _one_line(f"{spoken.label(key)} {shown}") in said, key


_TURNED: Final = ("gap", "outputs_gap")
"""A surplus is told under a name of its own, without a minus sign."""


def _one_line(said: str) -> str:
    return " ".join(said.split())
