"""The lists of the workbook: people, costs and income, funders, the law, lines by year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, cast

from kanto_docs.budget import Budget, name_of
from kanto_docs.budget.models import LUMP_SUM
from kanto_docs.documents.excel.limits import write_law
from kanto_docs.documents.excel.sheetml.sheet import Cell
from kanto_docs.documents.excel.writing import Amount, Content, Fixed, Row, Writer
from kanto_docs.documents.gaps import Names, Rows
from kanto_docs.law import Law
from kanto_docs.plan.resources import Cost, FundingSource, LumpSumOutput, Person
from kanto_docs.words.capitals import capitalised
from kanto_docs.words.figuring import SpokenBudget

_LINES: Final = {
    "staff": ("share", "monthly_pay", "months", "annual_gross", "rate", "hours", "pay"),
    "costs": ("quantity", "unit_price", "travel_days", "amount"),
    "sources": ("amount",),
    "outputs": ("amount",),
}
_BASES: Final = {
    ("costs", "amount"): "cost",
    ("sources", "amount"): "source",
    ("outputs", "amount"): "output",
}
_FIELDS: Final = {
    "staff": Person,
    "costs": Cost,
    "sources": FundingSource,
    "outputs": LumpSumOutput,
}
_TOLD_ONLY: Final = {"share", "travel_days"}
"""Numbers of the plan that are shown also when the budget does not count with them."""
_UNASKED: Final = {"unit", "year", "travel_zone"}
"""Fields that a row may well lack."""
_DETAILED: Final = {"year", "quantity", "unit", "unit_price", "travel_zone", "travel_days"}
"""Columns that an empty list has no use for."""
_DETAILS: Final = ("pay", "months", "hours", "income", "source")


def fields_of(group: str) -> tuple[str, ...]:
    """What a column of the list may hold."""
    if group == "income":
        return ("text", "category", "amount")
    return (*_FIELDS[group].__annotations__, *_LINES[group])


class Lists:
    """Makes the rows of one budget's lists and writes them."""

    def __init__(self, writer: Writer, names: dict[str, object], spoken: SpokenBudget) -> None:
        self.writer = writer
        self.spoken = spoken
        self.words = spoken.words
        self.budget: Budget = writer.accounts.budget
        self.names = names
        self.written: dict[str, range] = {}
        self._own = self.words.value(("funding", "sources", "kind"), "own")

    def write(self, law: Law) -> None:
        """All lists; the law first, so that its numbers have their homes there."""
        self.written["law"] = write_law(self.writer, law, self.words)
        self._items("staff", cast("Rows", self.names["staff"]), self.budget.people)
        self._items("costs", cast("Rows", self.names["costs"]), self.budget.costs)
        funding = cast("Names", self.names["funding"])
        self._items("sources", cast("Rows", funding["sources"]), self.budget.sources)
        if self.budget.model == LUMP_SUM:
            lump_sum = cast("Names", self.names["lump_sum"])
            self._items("outputs", cast("Rows", lump_sum["outputs"]), self.budget.outputs)

    def write_details(self) -> None:
        """Every line that has no home yet, with its years beside it."""
        left = [name for name in self.budget.lines if name not in self.writer.homed]
        if self.writer.homes.foreign and not self.writer.homes.get("details.label"):
            return
        if left:
            self.writer.homes.need("details.label")
        rows: dict[tuple[str, str | None], dict[str, Content]] = {}
        for name in left:
            line = self.writer.accounts.lines[name]
            row = rows.setdefault((line.base, line.item), {"label": self.label(name, dated=False)})
            row["total" if line.year is None else str(line.year)] = Amount(name)
        for (base, item), row in rows.items():
            whole = name_of(base, item)
            if "total" not in row and whole in self.writer.accounts.lines:
                row["total"] = Amount(whole)
        order = {base: place for place, base in enumerate(_DETAILS)}
        ordered = sorted(rows.items(), key=lambda one: order.get(one[0][0], len(order)))
        self.writer.rows("details", [row for _, row in ordered], units=True)

    def _items(self, group: str, items: Rows, keys: Sequence[str]) -> None:
        pairs = zip(keys, items.rows, strict=True)
        rows = [self._row(group, key, cast("Names", item)) for key, item in pairs]
        if group == "costs":
            if self.writer.homes.below("income"):
                self._income_apart()
            else:
                rows += self._income()
        columns = self.writer.homes.below(group)
        known = fields_of(group)
        for field in columns:
            if field not in known:
                self.writer.homes.refuse(f"{group}.{field}", [f"{group}.{one}" for one in known])
        if not rows:
            first = min(columns, key=lambda field: columns[field].column, default="")
            nothing: dict[str, Content] = dict.fromkeys(columns, Fixed(""))
            self.writer.rows(group, [nothing | {first: self._nothing(group, items)}])
            self.written[group] = range(0)
            self._hide(columns, _DETAILED)
            return
        written = self.writer.rows(group, rows)
        self.written[group] = range(written.start, written.start + len(keys))
        self._hide(columns, {f for f in columns if all(row.get(f) is None for row in rows)})

    def _hide(self, columns: Mapping[str, Cell], unused: AbstractSet[str]) -> None:
        for field, cell in columns.items():
            if field in unused and not self.writer.homes.foreign:
                cell.sheet.column_dimensions[cell.column_letter].hidden = True

    def _row(self, group: str, key: str, item: Names) -> Row:
        """One item of the plan: its lines where it has such, else its texts."""
        row: dict[str, Content] = {
            field: value for field, value in item.known.items() if field not in _LINES[group]
        }
        for field in _LINES[group]:
            name = name_of(_BASES.get((group, field), field), key)
            if name in self.writer.accounts.lines:
                row[field] = Amount(name)
            elif item.known.get(field) and field in _TOLD_ONLY:
                row[field] = item.known[field]
        row["id"] = key
        unasked = _UNASKED | ({"agreement"} if item.known.get("kind") == self._own else set())
        return {field: None if field in unasked and not row[field] else row[field] for field in row}

    def _income_apart(self) -> None:
        """Write the income as a list of its own, where the workbook has a place for it."""
        for field in self.writer.homes.below("income"):
            if field not in fields_of("income"):
                known = [f"income.{one}" for one in fields_of("income")]
                self.writer.homes.refuse(f"income.{field}", known)
        self.writer.rows("income", list(self._income()))

    def _income(self) -> Iterator[Row]:
        items = cast("Rows", self.names["income"]).rows
        for key, item in zip(self.budget.income_lines, items, strict=True):
            yield {
                "text": cast("Names", item)["text"],
                "category": Fixed(self.words.ui("budget.income")),
                "amount": Amount(name_of("income", key)),
            }

    def _nothing(self, group: str, items: Rows) -> Content:
        """What an empty list says: a gap when the plan says nothing of it."""
        unsaid: dict[str, set[str]] = {
            "staff": {"staff"},
            "sources": {"funding", "funding.sources"},
        }
        waits_for = self.budget.missing("staff_costs" if group == "staff" else "own")
        if unsaid.get(group, set()).isdisjoint(waits_for):
            return self.words.ui("workbook.nothing")
        return items

    def label(self, name: str, *, dated: bool = True) -> str:
        """What a line is called where it begins a row; its sign says what is too much."""
        return capitalised(self.spoken.label(name, dated=dated, surplus=False))
