"""The budget as text and as JSON: every line with its value and how it comes about."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Final

from kanto_docs.words.figuring import Ledger

WIDTH: Final = 100
_LABEL: Final = 44
_ALWAYS: Final = ("staff_costs", "total", "grant", "funding_total", "gap")


def text(ledger: Ledger, title: str) -> str:
    """All lines in use, each with its words, then the totals by year."""
    return "\n".join(_text(ledger, title)) + "\n"


def explanation(ledger: Ledger, name: str) -> str:
    """The chain of formulas behind one line, with numbers and law."""
    return "\n".join(_chain(ledger, name)) + "\n"


def machine(ledger: Ledger, file: str) -> str:
    """The lines for other programs: value, formula, words, what is missing."""
    budget = ledger.budget
    lines = {
        name: {
            "label": ledger.label(name),
            "value": None if budget.get(name) is None else str(budget[name]),
            "unit": line.unit,
            "kind": line.kind,
            "formula": line.formula.excel() if line.formula else None,
            "words": ledger.words_of(name),
            "missing": list(budget.missing(name)) if budget.get(name) is None else [],
        }
        for name, line in budget.lines.items()
    }
    document = {
        "format": 1,
        "plan": file,
        "model": budget.model,
        "pay_model": budget.pay_model,
        "years": list(budget.years),
        "lines": lines,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _text(ledger: Ledger, title: str) -> Iterator[str]:
    yield title
    yield ""
    for name in ledger.budget.names():
        if ledger.budget[name] or name in _ALWAYS or ledger.budget[name] is None:
            yield _row(ledger.label(name), ledger.value(name))
            yield from _indented(_comes_from(ledger, name))
    if ledger.budget.years:
        yield ""
        yield ledger.words.ui("figures.years")
        for year in ledger.budget.years:
            for name in ("total", "grant"):
                yield _row(ledger.label(f"{name}_{year}"), ledger.value(f"{name}_{year}"))


def _comes_from(ledger: Ledger, name: str) -> str:
    if ledger.budget[name] is None:
        return ledger.words.ui("figures.missing", names=ledger.lacking(name))
    return "= " + ledger.words_of(name)


def _chain(ledger: Ledger, name: str) -> Iterator[str]:
    budget = ledger.budget
    told: set[str] = set()
    waiting = [(name, 0)]
    while waiting:
        current, depth = waiting.pop(0)
        if current in told:
            continue
        told.add(current)
        line = budget.lines[current]
        said = f"{ledger.label(current)} = {ledger.value(current)}"
        if line.formula is not None or line.kind != "plan":
            said += f"  ← {ledger.words_of(current)}"
        if budget.get(current) is None and line.formula is None:
            said += f"  ({ledger.words.ui('figures.missing', names=ledger.lacking(current))})"
        yield from textwrap.wrap(
            said,
            WIDTH,
            initial_indent="  " * depth,
            subsequent_indent="  " * depth + "    ",
            break_long_words=False,
        )
        if line.formula is not None:
            below = sorted(line.formula.refs(), key=list(budget.lines).index)
            waiting[:0] = [(ref, depth + 1) for ref in below]


def _row(label: str, value: str) -> str:
    return f"{label:<{_LABEL}} {value:>18}"


def _indented(said: str) -> list[str]:
    return textwrap.wrap(
        said, WIDTH, initial_indent="    ", subsequent_indent="      ", break_long_words=False
    )
