"""The law's numbers in the workbook (laskentaperusteet): what a budget rests on or is measured by.

Each number has one cell, on the sheet of the law, with its source; it is shown again where it
limits something. No formula of the workbook holds a number of the law itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from kanto_docs.budget import Budget
from kanto_docs.documents.excel.writing import Amount, Content, Plain, Row, Writer
from kanto_docs.formula import Line, Unit
from kanto_docs.law import Law
from kanto_docs.money import HUNDRED
from kanto_docs.words import Words
from kanto_docs.words.saying import law_in_short

LIMITED_BY: Final[Mapping[str, str]] = {
    "side_costs": "side_cost_percent",
    "grant": "max_grant_share",
    "prepayment": "max_prepayment_share",
    "services_to_staff": "flat_rate_7_services_min",
    "travel_to_staff": "flat_rate_7_travel_min",
    "outputs_total": "lump_sum_ceiling",
}
"""Lines that a number of the law limits without being counted with."""
_OF_WORKING_TIME: Final = ("min_share", "lowest_share")
ALWAYS: Final = (
    *(LIMITED_BY["side_costs"], LIMITED_BY["grant"], "full_grant_share"),
    *(LIMITED_BY["prepayment"], *_OF_WORKING_TIME),
)
"""Numbers that every budget is measured by."""
RATES: Final = (
    *("flat_costs", "standard_lump_sum", "prepayment_recovery"),
    *(*LIMITED_BY.values(), *_OF_WORKING_TIME),
)
"""What a number can be shown again for: lines that it makes, and the numbers that limit."""
_UNITS: Final[Mapping[str, Unit]] = {"percent": "percent", "euro": "euro", "hours": "hours"}


def write_law(writer: Writer, law: Law, words: Words) -> range:
    """The list of the law's numbers; each that is no line of the budget gets its name here."""
    shown = list(_shown(writer.accounts.budget, law))
    rows = [_row(writer, law, words, name, line) for name, line in shown]
    written = writer.rows("law", rows, units=True)
    place = writer.homes.get("law.value")
    if place is not None:
        for number, (name, line) in zip(written, shown, strict=True):
            if line is None:
                value = _value(law, name)
                writer.accounts.limits[name] = writer.accounts.missing if value is None else value
                if name not in writer.accounts.lines:  # the plan's own percentage has its own cell
                    writer.homes.give(name, place.sheet.cell(number, place.column))
    return written


def write_rates(writer: Writer) -> None:
    """Show the law's numbers again beside what they limit; one not in use leaves its row unused."""
    accounts = writer.accounts
    for name, cell in writer.homes.below("rate").items():
        number = _rate_name(accounts.lines) if name == "flat_costs" else name
        if number in accounts.lines:
            writer.line(number, cell)
        elif number in accounts.limits:
            writer.note_row(f"limit.{number}", cell)
            writer.formula(cell, number, accounts.limits[number])
        else:
            writer.put(cell, None)
            writer.note_row(f"rate.{name}", cell)


def _rate_name(lines: Mapping[str, Line]) -> str:
    """The percentage of the law that the flat-rate costs are taken by; "" when there is none."""
    used = lines["flat_costs"].formula
    refs = used.refs() if used is not None else ()
    return next((ref for ref in refs if lines[ref].kind == "law"), "")


def _shown(budget: Budget, law: Law) -> Iterator[tuple[str, str | None]]:
    """The parameters to show, each with its line in the budget when the budget counts with it."""
    lines = budget.lines.items()
    counted = {line.parameter: name for name, line in lines if line.parameter is not None}
    limiting = (number for line, number in LIMITED_BY.items() if line in budget.lines)
    for name in dict.fromkeys((*counted, *ALWAYS, *limiting)):
        if name in law.programme.parameters:
            yield name, counted.get(name)


def _row(writer: Writer, law: Law, words: Words, name: str, line: str | None) -> Row:
    parameter = law.parameter(name)
    dated = parameter.on(law.on)
    basis = law.basis(name)
    note = dated.note.get(words.language, "") if dated else ""
    return {
        "title": parameter.title.get(words.language, name),
        "value": Amount(line) if line else _number(writer, law, name),
        "source": law_in_short(basis, words),
        "checked_on": words.date(dated.checked_on) if dated else "",
        "confidence": words.ui(f"workbook.{basis[0].confidence}") if basis else "",
        "note": note or _rule(words, name),
    }


def _number(writer: Writer, law: Law, name: str) -> Content:
    value = _value(law, name)
    if value is None:
        return writer.accounts.missing
    return Plain(value, _UNITS.get(law.parameter(name).unit, "number"))


def _value(law: Law, name: str) -> Decimal | None:
    """The number as the workbook holds it: a percentage as a fraction."""
    value = law[name]
    if not isinstance(value, Decimal):
        return None
    return value / HUNDRED if law.parameter(name).unit == "percent" else value


def _rule(words: Words, name: str) -> str:
    key = f"workbook.law.{name}"
    return words.ui(key) if words.has(key) else ""
