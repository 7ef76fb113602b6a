"""Python's value, the cached value and LibreOffice's own calculation are the same, to the cent."""

from __future__ import annotations

import datetime as dt
import io
import random
import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from kanto_docs.budget import Budget, compute
from kanto_docs.budget.costs import CATEGORIES
from kanto_docs.budget.funding import SOURCE_KINDS
from kanto_docs.documents.excel import render_budget
from kanto_docs.documents.word import Properties
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
from kanto_docs.words import Words
from tests.conftest import ROOT, SAMPLES, checked_sample
from tests.office import Office, soffice  # noqa: F401  # a fixture

D = Decimal
RANDOM_BUDGETS = 300
TEMPLATE = (ROOT / "templates" / "fi" / "budget.xlsx").read_bytes()
FI = Words("fi")
ABOUT = Properties("Kustannusarvio", "", "fi-FI")
MISSING = "puuttuu"
NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NAME_OF_CELL = re.compile(r"'?(?P<sheet>[^'!]+)'?!\$(?P<column>[A-Z]+)\$(?P<row>\d+)")


class Shown(NamedTuple):
    """What a cell holds."""

    formula: str | None
    value: str | None


class Read(NamedTuple):
    """A workbook as XML tells it: the cells of each sheet, and the cell of each defined name."""

    cells: Mapping[str, Mapping[str, Shown]]
    names: Mapping[str, tuple[str, str]]

    def named(self, name: str) -> Shown:
        """The cell of a defined name."""
        sheet, address = self.names[name]
        return self.cells[sheet][address]


def read(payload: bytes) -> Read:
    """The cells and names of a workbook, without a library that might mend them."""
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        book = etree.fromstring(archive.read("xl/workbook.xml"))
        texts: list[str] = []
        if "xl/sharedStrings.xml" in archive.namelist():
            strings = etree.fromstring(archive.read("xl/sharedStrings.xml"))
            texts = ["".join(t.text or "" for t in one.iter(f"{NS}t")) for one in strings]
        titles = [str(sheet.get("name")) for sheet in book.iter(f"{NS}sheet")]
        cells = {
            title: dict(cells_of(archive.read(f"xl/worksheets/sheet{number}.xml"), texts))
            for number, title in enumerate(titles, start=1)
        }
    names = {}
    for defined in book.iter(f"{NS}definedName"):
        if found := NAME_OF_CELL.fullmatch(defined.text or ""):
            names[str(defined.get("name"))] = (found["sheet"], f"{found['column']}{found['row']}")
    return Read(cells, names)


def cells_of(part: bytes, texts: list[str]) -> Iterator[tuple[str, Shown]]:
    for cell in etree.fromstring(part).iter(f"{NS}c"):
        value = cell.findtext(f"{NS}v")
        if cell.get("t") == "s" and value is not None:
            value = texts[int(value)]
        elif cell.get("t") == "inlineStr":
            value = "".join(t.text or "" for t in cell.iter(f"{NS}t"))
        yield str(cell.get("r")), Shown(cell.findtext(f"{NS}f"), value)


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
            cost_model=pick(["flat_rate_40", "flat_rate_7", "flat_rate_7", "standard_lump_sum"]),
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
            text="Lipputulot", amount=None if by_year else amount(self.random, 3000), by_year=by_year
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
        filled = render_budget(TEMPLATE, checked.plan, checked.budget, law, FI, ABOUT)
        yield Case(name, checked.budget, filled.payload)
    assert law is not None
    for seed in range(RANDOM_BUDGETS):
        plan = Draft(seed).plan()
        budget = compute(plan, law)
        filled = render_budget(TEMPLATE, plan, budget, law, FI, ABOUT)
        yield Case(f"random-{seed}", budget, filled.payload)


def stale(payload: bytes) -> bytes:
    """The workbook with a wrong cached total, to see that LibreOffice really calculates."""
    total = f"<v>{checked_sample('smallest').budget['total']}</v>".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(payload)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(total, b"<v>1</v>"))
    return out.getvalue()


def agree(case: Case, ours: Read, theirs: Read) -> None:
    for name, line in case.budget.lines.items():
        value, where = case.budget[name], f"{case.name}: {name}"
        cell = ours.named(name)
        again = theirs.cells[ours.names[name][0]][ours.names[name][1]].value
        if value is None:
            assert not cell.value or not re.fullmatch(r"[\d.-]+", cell.value), where
            assert again == cell.value, where
            continue
        assert (cell.formula is None) == (line.formula is None), where
        assert D(str(cell.value)) == value or line.unit == "percent", where
        assert again is not None, where
        if line.unit == "euro":
            assert cents(D(again)) == value, where
        else:
            assert abs(D(again) - value) < D("1e-9"), where
    for sheet, cells in theirs.cells.items():
        for address, cell in cells.items():
            assert not re.match(r"#|Err:", cell.value or "") or cell.formula is None, (
                f"{case.name}: {sheet}!{address} {cell.value}"
            )
    for sheet, own in ours.cells.items():
        for address, shown in own.items():
            if shown.formula is not None:
                assert shown.value is not None, f"{case.name}: {sheet}!{address} has no value"


@pytest.mark.office
@pytest.mark.slow
def test_python_the_cache_and_libreoffice_agree(tmp_path: Path, soffice: Office) -> None:  # noqa: F811
    made = list(cases())
    files = []
    for case in made:
        path = tmp_path / f"{case.name}.xlsx"
        path.write_bytes(case.payload)
        files.append(path)
    canary = tmp_path / "canary.xlsx"
    canary.write_bytes(stale(made[0].payload))
    out = tmp_path / "out"
    *calculated, sung = soffice.convert([*files, canary], "xlsx", out)
    first = read(made[0].payload)
    sheet, address = first.names["total"]
    assert read(canary.read_bytes()).cells[sheet][address].value == "1"
    again = read(sung.read_bytes()).cells[sheet][address].value
    assert D(str(again)) == made[0].budget["total"], "LibreOffice showed the cached value"
    for case, path in zip(made, calculated, strict=True):
        agree(case, read(case.payload), read(path.read_bytes()))
