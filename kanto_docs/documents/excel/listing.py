"""The lists of the workbook: people, costs and income, funders, the law, lines by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, cast

from kanto_docs.budget import Budget, name_of
from kanto_docs.documents.excel.cells import sheet_of
from kanto_docs.documents.excel.writing import Amount, Content, Fixed, Plain, Row, Writer
from kanto_docs.documents.gaps import Names, Rows
from kanto_docs.formula import Unit
from kanto_docs.law import Law
from kanto_docs.money import HUNDRED
from kanto_docs.plan.resources import Cost, FundingSource, Person
from kanto_docs.words import Words
from kanto_docs.words.saying import law_in_short

LAW: Final = (
    *("flat_rate_40", "flat_rate_7", "lump_sum_other_costs", "standard_lump_sum"),
    *("side_cost_percent", "annual_hours"),
    *("max_grant_share", "full_grant_share", "max_prepayment_share", "min_share", "lowest_share"),
)
"""The numbers of the law that a budget rests on or is measured by."""
_ONLY_IN_USE: Final = {
    *("flat_rate_40", "flat_rate_7", "lump_sum_other_costs", "standard_lump_sum", "annual_hours")
}
_LINES: Final = {
    "staff": ("share", "monthly_pay", "months", "annual_gross", "rate", "hours", "pay"),
    "costs": ("quantity", "unit_price", "amount"),
    "sources": ("amount",),
}
_BASES: Final = {("costs", "amount"): "cost", ("sources", "amount"): "source"}
_FIELDS: Final = {"staff": Person, "costs": Cost, "sources": FundingSource}
_ITEMS: Final = {
    "staff": _LINES["staff"],
    "costs": ("cost", "quantity", "unit_price"),
    "income": ("income",),
    "sources": ("source",),
}
"""The lines that are about one item of a list."""
_NAMED_BY: Final = {"staff": "role", "costs": "text", "income": "text", "sources": "payer"}
_DETAILS: Final = ("pay", "months", "hours", "income", "source")


class Lists:
    """Makes the rows of one budget's lists and writes them."""

    def __init__(self, writer: Writer, names: dict[str, object], words: Words) -> None:
        self.writer = writer
        self.words = words
        self.budget: Budget = writer.accounts.budget
        self.names = names
        self.written: dict[str, range] = {}
        self._rows: dict[str, dict[str, Row]] = {}
        self._own = words.value(("funding", "sources", "kind"), "own")

    def write(self, law: Law) -> None:
        """All lists; the law first, so that its numbers have their homes there."""
        self.written["law"] = self.writer.rows("law", list(self._law(law)), units=True)
        self._items("staff", cast("Rows", self.names["staff"]), self.budget.people)
        self._items("costs", cast("Rows", self.names["costs"]), self.budget.costs)
        funding = cast("Names", self.names["funding"])
        self._items("sources", cast("Rows", funding["sources"]), self.budget.sources)

    def write_details(self) -> None:
        """Every line that has no home yet, with its years beside it."""
        left = [name for name in self.writer.accounts.lines if name not in self.writer.homed]
        if left:
            self.writer.homes.need("details.label")
        rows: dict[tuple[str, str | None], dict[str, Content]] = {}
        for name in left:
            line = self.writer.accounts.lines[name]
            row = rows.setdefault((line.base, line.item), {"label": self._label(name)})
            row["total" if line.year is None else str(line.year)] = Amount(name)
        for (base, item), row in rows.items():
            whole = name_of(base, item)
            if "total" not in row and whole in self.writer.accounts.lines:
                row["total"] = Amount(whole)
        order = {base: place for place, base in enumerate(_DETAILS)}
        ordered = sorted(rows.items(), key=lambda one: order.get(one[0][0], len(order)))
        self.writer.rows("details", [row for _, row in ordered], units=True)

    def _items(self, group: str, items: Rows, keys: Sequence[str]) -> None:
        self._rows[group] = {
            key: self._row(group, key, cast("Names", item))
            for key, item in zip(keys, items.rows, strict=True)
        }
        rows = list(self._rows[group].values())
        if group == "costs":
            self._rows["income"] = dict(self._income())
            rows += self._rows["income"].values()
        columns = self.writer.homes.below(group)
        known = (*_FIELDS[group].__annotations__, *_LINES[group])
        for field in columns:
            if field not in known:
                self.writer.homes.refuse(f"{group}.{field}", [f"{group}.{one}" for one in known])
        if not rows:
            first = min(columns, key=lambda field: columns[field].column, default="")
            nothing: dict[str, Content] = dict.fromkeys(columns, Fixed(""))
            self.writer.rows(group, [nothing | {first: self._nothing(group, items)}])
            self.written[group] = range(0)
            return
        written = self.writer.rows(group, rows)
        self.written[group] = range(written.start, written.start + len(keys))
        for field, cell in columns.items():
            if all(row.get(field) is None for row in rows):
                sheet_of(cell).column_dimensions[cell.column_letter].hidden = True

    def _row(self, group: str, key: str, item: Names) -> Row:
        """One item of the plan: its lines where it has such, else its texts."""
        row: dict[str, Content] = {
            field: value for field, value in item.known.items() if field not in _LINES[group]
        }
        for field in _LINES[group]:
            name = name_of(_BASES.get((group, field), field), key)
            if name in self.writer.accounts.lines:
                row[field] = Amount(name)
            elif item.known.get(field) and field == "share":
                row[field] = item.known[field]
        row["id"] = key
        unasked = ("unit", "year", "agreement" if item.known.get("kind") == self._own else "")
        return {field: None if field in unasked and not row[field] else row[field] for field in row}

    def _income(self) -> Iterator[tuple[str, Row]]:
        items = cast("Rows", self.names["income"]).rows
        for key, item in zip(self.budget.income_lines, items, strict=True):
            yield (
                key,
                {
                    "text": cast("Names", item)["text"],
                    "category": Fixed(self.words.ui("budget.income")),
                    "amount": Amount(name_of("income", key)),
                },
            )

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

    def _law(self, law: Law) -> Iterator[Row]:
        for name in LAW:
            line = self.budget.lines.get(name)
            rests_on_it = line is not None and line.kind == "law"
            if name not in law.programme.parameters or (name in _ONLY_IN_USE and not rests_on_it):
                continue
            parameter = law.parameter(name)
            dated = parameter.on(law.on)
            basis = law.basis(name)
            note = dated.note.get(self.words.language, "") if dated else ""
            yield {
                "title": parameter.title.get(self.words.language, name),
                "value": Amount(name) if rests_on_it else self._number(law, name, parameter.unit),
                "source": law_in_short(basis, self.words),
                "checked_on": self.words.date(dated.checked_on) if dated else "",
                "confidence": self.words.ui(f"workbook.{basis[0].confidence}") if basis else "",
                "note": note or self._rule(name),
            }

    def _number(self, law: Law, name: str, unit: str) -> Content:
        value = law[name]
        if not isinstance(value, Decimal):
            return self.writer.accounts.missing
        if unit == "percent":
            return Plain(value / HUNDRED, "percent")
        return Plain(value, cast("Unit", unit if unit in ("euro", "hours") else "number"))

    def _rule(self, name: str) -> str:
        key = f"workbook.law.{name}"
        return self.words.ui(key) if self.words.has(key) else ""

    def _label(self, name: str) -> str:
        """What a line of the details is called: its name without the year."""
        line = self.writer.accounts.lines[name]
        base = line.base.removesuffix("_undated")
        if base != line.base or (line.item or "").startswith("part"):
            kind = "figures.undated" if base != line.base else "figures.part"
            said = self.words.ui(f"budget.{base}") if self.words.has(f"budget.{base}") else base
            return f"{said}, {self.words.ui(kind)}"
        key = next(key for key in ("budget", "figures") if self.words.has(f"{key}.{base}"))
        said = self.words.ui(f"{key}.{base}")
        item = self._item(base, line.item)
        label = f"{said} ({item})" if item else said
        return f"{label[:1].upper()}{label[1:]}"

    def _item(self, base: str, key: str | None) -> str:
        """The person, cost, income or funder that a line is about, in the plan's own words."""
        if key is None:
            return ""
        for group, bases in _ITEMS.items():
            if base in bases and key in self._rows[group]:
                said = self._rows[group][key].get(_NAMED_BY[group])
                return str(said) if said else key
        return key
