"""The budget for other programs: every line, and beside them whatever was asked."""

from __future__ import annotations

from decimal import Decimal

from kanto_docs.finding import Finding
from kanto_docs.formats.json import plain, pointer, written
from kanto_docs.money import cents
from kanto_docs.words.figuring import SpokenBudget
from kanto_docs.words.saying import say


def machine(
    spoken: SpokenBudget,
    file: str,
    group: object = None,
    more: dict[str, object] | None = None,
) -> str:
    """The lines: value, formula, words, what is missing; then the keys of `more`."""
    budget = spoken.budget
    document = {
        "format": 1,
        "plan": file,
        "model": budget.model,
        "pay_model": budget.pay_model,
        "years": list(budget.years),
        "lines": {name: line_data(name, spoken) for name in budget.lines},
        **({"group": plain(group)} if group is not None else {}),
        **(more or {}),
    }
    return written(document)


def line_data(name: str, spoken: SpokenBudget) -> dict[str, object]:
    """One line of the budget: what it is called, what it is, and how it comes about."""
    line, value = spoken.budget.lines[name], spoken.budget[name]
    return {
        "label": spoken.label(name),
        "value": text_of(value, line.unit),
        "unit": line.unit,
        "kind": line.kind,
        "formula": line.formula.excel() if line.formula else None,
        "words": spoken.words_of(name),
        "missing": list(spoken.budget.missing(name)) if value is None else [],
    }


def text_of(value: Decimal | None, unit: str = "euro") -> str | None:
    """An amount as JSON holds it: euros with two decimals; a percentage as a fraction."""
    if value is None:
        return None
    return str(cents(value)) if unit == "euro" else format(value, "f")


def finding_data(one: Finding, spoken: SpokenBudget) -> dict[str, object]:
    """A finding in short."""
    said = say(one, spoken.words)
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity.slug,
        "path": pointer(one.path),
        "title": said.title,
        "message": said.message,
    }
