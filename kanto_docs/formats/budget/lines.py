"""The budget line by line, each with its words, then the totals by year and the group's table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kanto_docs.budget import name_of
from kanto_docs.formats.budget.layout import GAP, LABEL, tabled
from kanto_docs.formats.group import table
from kanto_docs.formats.wrapping import wrapped
from kanto_docs.formula import Line
from kanto_docs.words.figuring import SpokenBudget

_AMOUNT: Final = 19
_ALWAYS: Final = ("staff_costs", "total", "grant", "funding_total", "gap")


def text(
    spoken: SpokenBudget,
    title: str,
    group: Mapping[str, object] | None = None,
    *,
    plain: bool = False,
) -> str:
    """All lines in use, each with its words, the totals by year, and the group it belongs to."""
    said = [*_text(spoken, title, plain=plain)]
    if group is not None:
        said += ["", *table(group, spoken.words)]
    return "\n".join(said) + "\n"


def is_asked_for(line: Line) -> bool:
    """Whether the plan asks for the line: nothing is missing for a prepayment nobody wants."""
    return line.base != "prepayment" or line.formula is not None


def _text(spoken: SpokenBudget, title: str, *, plain: bool) -> Iterator[str]:
    yield title
    yield ""
    for name in spoken.budget.names():
        unknown = spoken.budget[name] is None and is_asked_for(spoken.budget.lines[name])
        if spoken.budget[name] or name in _ALWAYS or unknown:
            yield from _row(spoken.label(name), spoken.value(name), plain=plain)
            yield from wrapped(_comes_from(spoken, name), "    ", "      ")
    for name in spoken.budget.shares():
        yield from _row(spoken.label(name), spoken.value(name), plain=plain)
    if spoken.budget.years:
        yield ""
        yield spoken.words.ui("figures.years")
        for year in spoken.budget.years:
            for name in ("total", "grant"):
                dated = name_of(name, year=year)
                yield from _row(spoken.label(dated), spoken.value(dated), plain=plain)


def _comes_from(spoken: SpokenBudget, name: str) -> str:
    if spoken.budget[name] is None:
        return spoken.words.ui("figures.missing", names=spoken.lacking(name))
    return "= " + spoken.words_of(name)


def _row(label: str, value: str, *, plain: bool) -> Iterator[str]:
    """A label and its amount; a long one, or one with line breaks, goes on below."""
    if plain:
        yield from wrapped(f"{label}: {value}", "", "  ")
    else:
        yield from tabled((label, (value,)), LABEL, max(_AMOUNT, len(value) + GAP))
