"""The budget as text and as JSON: every line with its value and how it comes about."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from kanto_docs.formats.json import written
from kanto_docs.words.figuring import SpokenBudget

WIDTH: Final = 100
_LABEL: Final = 44
_ALWAYS: Final = ("staff_costs", "total", "grant", "funding_total", "gap")


def text(spoken: SpokenBudget, title: str) -> str:
    """All lines in use, each with its words, then the totals by year."""
    return "\n".join(_text(spoken, title)) + "\n"


def explanation(spoken: SpokenBudget, name: str) -> str:
    """The chain of formulas behind one line, with numbers and law."""
    return "\n".join(_chain(spoken, name)) + "\n"


def machine(spoken: SpokenBudget, file: str) -> str:
    """The lines for other programs: value, formula, words, what is missing."""
    budget = spoken.budget
    lines = {
        name: {
            "label": spoken.label(name),
            "value": None if budget.get(name) is None else str(budget[name]),
            "unit": line.unit,
            "kind": line.kind,
            "formula": line.formula.excel() if line.formula else None,
            "words": spoken.words_of(name),
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
    return written(document)


def _text(spoken: SpokenBudget, title: str) -> Iterator[str]:
    yield title
    yield ""
    for name in spoken.budget.names():
        if spoken.budget[name] or name in _ALWAYS or spoken.budget[name] is None:
            yield _row(spoken.label(name), spoken.value(name))
            yield from _indented(_comes_from(spoken, name))
    if spoken.budget.years:
        yield ""
        yield spoken.words.ui("figures.years")
        for year in spoken.budget.years:
            for name in ("total", "grant"):
                yield _row(spoken.label(f"{name}_{year}"), spoken.value(f"{name}_{year}"))


def _comes_from(spoken: SpokenBudget, name: str) -> str:
    if spoken.budget[name] is None:
        return spoken.words.ui("figures.missing", names=spoken.lacking(name))
    return "= " + spoken.words_of(name)


def _chain(spoken: SpokenBudget, name: str) -> Iterator[str]:
    budget = spoken.budget
    told: set[str] = set()
    waiting = [(name, 0)]
    while waiting:
        current, depth = waiting.pop(0)
        if current in told:
            continue
        told.add(current)
        line = budget.lines[current]
        said = f"{spoken.label(current)} = {spoken.value(current)}"
        if line.formula is not None or line.kind != "plan":
            said += f"  ← {spoken.words_of(current)}"
        if budget.get(current) is None and line.formula is None:
            said += f"  ({spoken.words.ui('figures.missing', names=spoken.lacking(current))})"
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
