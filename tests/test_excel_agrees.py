"""Python's value, the cached value and LibreOffice's own calculation are the same, to the cent."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import random
import zipfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from kanto_docs.budget import Budget, compute
from kanto_docs.budget.costs import CATEGORIES
from kanto_docs.budget.funding import SOURCE_KINDS
from kanto_docs.documents.excel.rendering import render_budget
from kanto_docs.law import Law
from kanto_docs.money import cents
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Project, Schedule
from kanto_docs.plan.part import Translated
from kanto_docs.plan.resources import (
    Cost,
    Funding,
    FundingSource,
    IncomeLine,
    Person,
    Prepayment,
)
from tests.conftest import SAMPLES, checked_sample
from tests.filling_excel import ABOUT, FI, TEMPLATE, Read, filled, read
from tests.office import ALL_SHEETS_AS_TEXT, Office, Table, soffice  # noqa: F401  # a fixture

D = Decimal
RANDOM_BUDGETS = 300
BATCH = 52
"""How many workbooks LibreOffice is given at a time, while the next are being made."""


def amount(random_: random.Random, highest: int) -> Decimal:
    return D(random_.randrange(highest * 100)) / 100


class Draft:
    """A plan of pure chance, at times with holes."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.holes = self.random.random() < 0.3
        self.start = dt.date(2026, 1, 1) + dt.timedelta(days=self.random.randrange(700))
        days = self.random.randrange(30, 1300)
        self.end = self.start + dt.timedelta(days=days)

    def plan(self) -> Plan:
        pick = self.random.choice
        return Plan(
            project=Project(name=Translated(by_language={"fi": "Koti & <Kumppanit> =1+1"})),
            cost_model=pick(["flat_rate_40", "flat_rate_7", "lump_sum", "standard_lump_sum"]),
            pay_model=pick(["side_cost_percent", "unit_cost", "real"]),
            side_cost_percent=pick([None, D("26.44"), D("30.17")]),
            schedule=Schedule(start=self.start, end=self.end),
            staff=tuple(self.person(n) for n in range(self.random.randrange(9))),
            costs=tuple(self.cost(n) for n in range(self.random.randrange(10))),
            income=tuple(self.income() for _ in range(self.random.randrange(3))),
            funding=self.funding(),
        )

    def said(self, value: Decimal) -> Decimal | None:
        return None if self.holes and self.random.random() < 0.1 else value

    def by_year(self, highest: int) -> dict[int, Decimal] | None:
        if self.random.random() < 0.7:
            return None
        return {
            year: amount(self.random, highest) for year in range(self.start.year, self.end.year + 1)
        }

    def person(self, number: int) -> Person:
        return Person(
            id=f"S{number + 1}" if self.random.random() < 0.9 else None,
            role=self.random.choice(["Ohjaaja", "=SUM(A1)", "+358", "Kirjuri\n-puolikas", None]),
            employment=self.random.choice(["full_time", "part_time", "short_term", None]),
            share=self.said(D(self.random.randrange(1000, 10001)) / 100),
            monthly_pay=self.said(amount(self.random, 6000)),
            months=self.said(D(self.random.randrange(1, 3600)) / 100),
            annual_gross=self.said(amount(self.random, 70000)),
            hours=self.by_year(1720) or {self.start.year: amount(self.random, 1720)},
        )

    def cost(self, number: int) -> Cost:
        counted = self.random.random() < 0.3
        return Cost(
            id=f"C{number + 1}",
            category=self.random.choice(CATEGORIES),
            text=self.random.choice(["Bussi", "@kuvaus", "#N/A", "_x0041_", None]),
            amount=None if counted else self.said(amount(self.random, 9000)),
            quantity=D(self.random.randrange(1, 5000)) / 10 if counted else None,
            unit_price=amount(self.random, 300) if counted else None,
            unit="kpl" if counted else None,
            year=self.random.choice([None, self.start.year, self.end.year]),
        )

    def income(self) -> IncomeLine:
        by_year = self.by_year(900)
        return IncomeLine(
            text="Lipputulot",
            amount=None if by_year else amount(self.random, 3000),
            by_year=by_year,
        )

    def funding(self) -> Funding | None:
        if self.holes and self.random.random() < 0.2:
            return None
        asked = Prepayment(share=D(self.random.randrange(0, 31)))
        return Funding(
            grant_share=self.said(D(self.random.randrange(1000, 10001)) / 100),
            grant_amount=self.random.choice([None, None, amount(self.random, 200_000)]),
            sources=tuple(self.source(n) for n in range(self.random.randrange(7))),
            prepayment=self.random.choice([None, asked, Prepayment(amount=D("1234.56"))]),
        )

    def source(self, number: int) -> FundingSource:
        by_year = self.by_year(9000)
        return FundingSource(
            id=f"F{number + 1}",
            payer="Kunta",
            kind=self.random.choice(SOURCE_KINDS),
            amount=None if by_year else self.said(amount(self.random, 40_000)),
            by_year=by_year,
            agreement=self.random.choice(["none", "draft", "signed", None]),
        )


class Case(NamedTuple):
    """A budget and the workbook made of it."""

    name: str
    budget: Budget
    payload: bytes


def cases() -> Iterator[Case]:
    law: Law | None = None
    for name in SAMPLES:
        checked = checked_sample(name)
        law = checked.law
        yield Case(name, checked.budget, filled(checked).payload)
    assert law is not None
    for seed in range(RANDOM_BUDGETS):
        plan = Draft(seed).plan()
        budget = compute(plan, law)
        made = render_budget(TEMPLATE, plan, budget, law, FI, ABOUT)
        yield Case(f"random-{seed}", budget, made.payload)


def stale(payload: bytes) -> bytes:
    """The workbook with a wrong cached total, to see that LibreOffice really calculates."""
    total = f"<v>{checked_sample('smallest').budget['total']}</v>".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(payload)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(total, b"<v>1</v>"))
    return out.getvalue()


def shown(table: Table, address: str) -> str:
    """The cell of a table by its address; a table ends with its last filled row and column."""
    column, row = coordinate_from_string(address)
    cells = table[row - 1] if row <= len(table) else []
    at = column_index_from_string(column) - 1
    return cells[at] if at < len(cells) else ""


def agree(case: Case, ours: Read, theirs: Mapping[str, Table]) -> None:
    for name, line in case.budget.lines.items():
        value, where = case.budget[name], f"{case.name}: {name}"
        sheet, address = ours.names[name]
        cell, again = ours.cells[sheet][address], shown(theirs[sheet], address)
        if value is None:
            assert again == cell.value, where
            assert again
            assert not again[0].isdigit(), where
            continue
        assert (cell.formula is None) == (line.formula is None), where
        if line.formula is not None:
            assert D(str(cell.value)) == value, where
        if line.unit == "euro":
            assert cents(D(str(cell.value))) == cents(D(again)) == value, where
        elif line.unit == "percent":
            assert D(str(cell.value)) == value == D(again.removesuffix("%")) / 100, where
        else:
            assert abs(D(again) - value) < D("1e-9"), where
    for sheet, cells in ours.cells.items():
        for address, one in cells.items():
            if one.formula is not None:
                where = f"{case.name}: {sheet}!{address}"
                assert one.value is not None, f"{where} has no value"
                again = shown(theirs[sheet], address)
                assert not again.startswith(("#", "Err:")), f"{where} {again}"


def batches(some: Iterator[Case]) -> Iterator[list[Case]]:
    while batch := list(itertools.islice(some, BATCH)):
        yield batch


@pytest.mark.office
@pytest.mark.slow
def test_python_the_cache_and_libreoffice_agree(tmp_path: Path, soffice: Office) -> None:  # noqa: F811
    def calculated(batch: list[Case]) -> list[Path]:
        files = [tmp_path / f"{case.name}.xlsx" for case in batch]
        for case, path in zip(batch, files, strict=True):
            path.write_bytes(case.payload)
        soffice.convert(files, ALL_SHEETS_AS_TEXT, tmp_path)
        return files

    count = 0
    with ThreadPoolExecutor(2) as pool:
        for batch, running in [(b, pool.submit(calculated, b)) for b in batches(cases())]:
            for case, path in zip(batch, running.result(), strict=True):
                ours = read(case.payload)
                agree(case, ours, soffice.tables(path, list(ours.cells), tmp_path))
                count += 1
    assert count == len(SAMPLES) + RANDOM_BUDGETS


@pytest.mark.office
def test_libreoffice_does_not_just_show_the_cached_value(tmp_path: Path, soffice: Office) -> None:  # noqa: F811
    case = next(cases())
    path = tmp_path / "stale.xlsx"
    path.write_bytes(stale(case.payload))
    ours = read(path.read_bytes())
    sheet, address = ours.names["total"]
    assert ours.cells[sheet][address].value == "1"
    soffice.convert([path], ALL_SHEETS_AS_TEXT, tmp_path)
    table = soffice.tables(path, [sheet], tmp_path)[sheet]
    assert D(shown(table, address)) == case.budget["total"]
