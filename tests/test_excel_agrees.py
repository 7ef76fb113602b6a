"""Python's value, the cached value and LibreOffice's own calculation are the same, to the cent.

A thousand budgets of chance in one call of LibreOffice. It is given workbooks without print titles,
styles and charts, which take most of its time: `only_calculation` keeps every cell with its formula
and every name byte for byte. Some workbooks, the samples among them, go in just as they are made.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from kanto_docs.budget import Budget, compute
from kanto_docs.choosing import NO_OPTIONS, law_for
from kanto_docs.documents.excel.rendering import render_budget
from kanto_docs.law import Law
from kanto_docs.plan import Plan
from kanto_docs.reading import read_plan
from kanto_docs.shape import check_shape
from tests.agreeing import as_number, calculated, differences, shown
from tests.conftest import SAMPLES, checked_sample
from tests.drafts import KINDS, MOST_YEARS, draft
from tests.filling_excel import ABOUT, FI, TEMPLATE, Shown, filled, read
from tests.lean_workbooks import only_calculation
from tests.office import Office, Table

D = Decimal
RANDOM_BUDGETS = 1000
WHOLE = 12
"""So many of them go to LibreOffice a second time, just as they are made."""
OF_EACH_MODEL = 60
SHOWN = 20
"""Differences that are told when there are any."""
_CELL = re.compile(rb"<c [^>]*/>|<c .*?</c>", re.DOTALL)
_NAME = re.compile(rb'<definedName name="(?!_xlnm)[^>]*>[^<]*</definedName>')


class Case(NamedTuple):
    """A budget of chance or of a sample, and whether LibreOffice gets all of its workbook."""

    number: int
    whole: bool = False
    sample: str | None = None

    def __str__(self) -> str:
        return self.sample or f"draft {self.number}{' whole' if self.whole else ''}"


CASES = (
    *(Case(number) for number in range(RANDOM_BUDGETS)),
    *(Case(number, whole=True) for number in range(WHOLE)),
    *(Case(number, whole=True, sample=name) for number, name in enumerate(SAMPLES)),
)


def budget_of(number: int) -> tuple[Plan, Law, Budget]:
    """The draft with that number, its law and its budget."""
    plan = read_plan(draft(number))
    law, troubles = law_for(plan, NO_OPTIONS)
    assert not troubles
    return plan, law, compute(plan, law)


def workbook(case: Case) -> tuple[Budget, bytes]:
    """A budget and the workbook made of it."""
    if case.sample is not None:
        checked = checked_sample(case.sample)
        return checked.budget, filled(checked).payload
    plan, law, budget = budget_of(case.number)
    return budget, render_budget(TEMPLATE, plan, budget, law, FI, ABOUT).payload


def write(folder: Path, place: int) -> None:
    """Make the workbook of a case: all of it is kept, LibreOffice gets what it is to get."""
    _, payload = workbook(CASES[place])
    (folder / f"{place}.made").write_bytes(payload)
    given = folder / f"{place}.new"
    given.write_bytes(payload if CASES[place].whole else only_calculation(payload))
    given.rename(folder / f"{place}.xlsx")


def compare(folder: Path, place: int) -> list[str]:
    """Where the three disagree on a case."""
    case = CASES[place]
    budget = checked_sample(case.sample).budget if case.sample else budget_of(case.number)[2]
    ours = read((folder / f"{place}.made").read_bytes())
    theirs = Office("").tables(folder / f"{place}.xlsx", calculated(ours), folder)
    return [f"{case}: {one}" for one in differences(budget, ours, theirs)]


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_python_the_cache_and_libreoffice_agree(soffice: Office) -> None:
    places = range(len(CASES))
    with (
        tempfile.TemporaryDirectory() as name,
        ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool,
    ):
        folder = Path(name)
        with soffice.calculating(folder):
            list(pool.map(partial(write, folder), places, chunksize=8))
        found = pool.map(partial(compare, folder), places, chunksize=32)
        wrong = [one for case in found for one in case]
    assert not wrong, f"{len(wrong)} differences:\n" + "\n".join(wrong[:SHOWN])


def test_the_drafts_cover_every_model() -> None:
    with_holes: Counter[tuple[str, str]] = Counter()
    whole: Counter[tuple[str, str]] = Counter()
    seen: Counter[str | int] = Counter()
    for number in range(RANDOM_BUDGETS):
        data = draft(number)
        assert not list(check_shape(data)), f"draft {number} is a plan that can be read"
        plan, law, budget = budget_of(number)
        kind = (law.programme.code, str(plan.cost_model))
        (with_holes if budget["gap"] is None else whole)[kind] += 1
        seen[len(budget.years)] += 1
        if plan.pay_model is not None:
            seen[f"{law.programme.code} {plan.pay_model}"] += 1
        seen["prepayment"] += bool(budget.get("prepayment"))
        seen["travel days"] += any(cost.travel_days for cost in plan.costs)
        seen["outputs"] += bool(plan.lump_sum and plan.lump_sum.outputs)
        seen["income by year"] += any(line.by_year for line in plan.income)
        seen["source by year"] += any(
            one.by_year for one in (plan.funding and plan.funding.sources) or ()
        )
        seen["too little money"] += (budget["gap"] or 0) > 0
        seen["too much money"] += (budget["gap"] or 0) < 0
        seen["nobody at work"] += plan.staff == ()
    for kind in KINDS:
        assert with_holes[kind] + whole[kind] >= OF_EACH_MODEL, kind
        assert min(with_holes[kind], whole[kind]) >= 15, kind
    for years in range(1, MOST_YEARS + 1):
        assert seen[years] >= OF_EACH_MODEL, years
    rare = {what: count for what, count in seen.items() if isinstance(what, str) and count < 20}
    assert not rare


@pytest.mark.parametrize("number", range(len(KINDS)))
def test_what_is_left_out_is_no_calculation(number: int) -> None:
    _, payload = workbook(Case(number))
    with (
        zipfile.ZipFile(io.BytesIO(payload)) as all_of_it,
        zipfile.ZipFile(io.BytesIO(only_calculation(payload))) as kept,
    ):
        names = _NAME.findall(all_of_it.read("xl/workbook.xml"))
        assert len(names) > 50
        assert names == _NAME.findall(kept.read("xl/workbook.xml"))
        sheets = [name for name in all_of_it.namelist() if name.startswith("xl/worksheets/sheet")]
        there = set(kept.namelist())
        for name in sheets:
            cells = _CELL.findall(all_of_it.read(name))
            if name in there:
                assert cells == _CELL.findall(kept.read(name))
            else:
                assert not any(b"<f" in cell for cell in cells)
    ours, lean = read(payload), read(only_calculation(payload))
    assert ours.names == lean.names
    assert {sheet: ours.cells[sheet] for sheet in lean.cells} == lean.cells
    assert set(calculated(ours)) <= lean.cells.keys()


@pytest.mark.office
def test_libreoffice_does_not_just_show_the_cached_value(
    tmp_path: Path,
    soffice: Office,
) -> None:
    budget, payload = workbook(Case(0, whole=True, sample="smallest"))
    wrong = stale(payload, f"<v>{budget['total']}</v>".encode())
    ours = read(wrong)
    sheet, address = ours.names["total"]
    assert ours.cells[sheet][address].value == "1"
    with soffice.calculating(tmp_path):
        for place, given in enumerate((wrong, only_calculation(wrong))):
            (tmp_path / "new").write_bytes(given)
            (tmp_path / "new").rename(tmp_path / f"{place}.xlsx")
    for place in (0, 1):
        table = soffice.tables(tmp_path / f"{place}.xlsx", [sheet], tmp_path)[sheet]
        assert as_number(shown(table, address)) == budget["total"]


def stale(payload: bytes, value: bytes) -> bytes:
    """The workbook with a wrong cached value, to see that LibreOffice really calculates."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(payload)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(value, b"<v>1</v>"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "instead"),
    [("total", "+0.01"), ("pay_S1", "#NAME?"), ("grant", ""), ("share_S1", "+0.0001")],
)
def test_the_smallest_difference_is_noticed(name: str, instead: str) -> None:
    budget, payload = workbook(Case(0, whole=True, sample="smallest"))
    ours = read(payload)
    theirs = {sheet: as_table(cells) for sheet, cells in ours.cells.items()}
    assert not list(differences(budget, ours, theirs))
    sheet, address = ours.names[name]
    column, row = coordinate_from_string(address)
    at = column_index_from_string(column) - 1
    value = theirs[sheet][row - 1][at]
    theirs[sheet][row - 1][at] = str(D(value) + D(instead)) if instead[:1] == "+" else instead
    assert any(one.startswith(f"{name}:") for one in differences(budget, ours, theirs))


def as_table(cells: Mapping[str, Shown]) -> Table:
    """A sheet's cached values as LibreOffice would write them."""
    places = [(coordinate_from_string(address), one) for address, one in cells.items()]
    table = [[""] * 40 for _ in range(max((row for (_, row), _ in places), default=0))]
    for (column, row), one in places:
        table[row - 1][column_index_from_string(column) - 1] = one.value or ""
    return table
