"""Notes beside cells: the rule behind a figure (peruste), in the language of the workbook.

A figure that rests on a number of the law, or is limited by one, tells how it comes about and where
the law says so. The notes are shown when the pointer is over the cell, and are not printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kanto_docs.documents.excel.limits import LIMITED_BY
from kanto_docs.documents.excel.writing import Writer
from kanto_docs.words.capitals import capitalised
from kanto_docs.words.figuring import SpokenBudget
from kanto_docs.words.saying import law_in_short


def comment_rules(writer: Writer, spoken: SpokenBudget) -> None:
    """A note at the home of every line that rests on the law; the years say the same and have none.

    To be called when every line has its home.
    """
    for name, line in spoken.budget.lines.items():
        cell = writer.home_of(name)
        if line.formula is None or line.year is not None or cell is None:
            continue
        law = dict.fromkeys([*_behind(spoken, name), *_limiting(writer, spoken, name)])
        if law:
            said = spoken.words.ui(
                "figures.sentence", label=spoken.label(name), value=f"= {spoken.words_of(name)}"
            )
            writer.comment(cell, "\n".join([capitalised(said), *law]))


def _behind(spoken: SpokenBudget, name: str) -> Iterator[str]:
    """The law of every number that the line is counted with."""
    formula = spoken.budget.lines[name].formula
    refs = formula.refs() if formula is not None else frozenset()
    for ref, line in spoken.budget.lines.items():
        if ref in refs and line.kind == "law":
            yield spoken.law_of(ref)


def _limiting(writer: Writer, spoken: SpokenBudget, name: str) -> Iterator[str]:
    """The limit of the law that the line must keep: its title, its value and where it stands."""
    parameter = LIMITED_BY.get(name)
    if parameter is None or parameter not in writer.accounts.limits:
        return
    number, words = spoken.law[parameter], spoken.words
    if not isinstance(number, Decimal):
        return
    found = spoken.law.parameter(parameter)
    title = found.title.get(words.language, parameter)
    value = words.percent(number) if found.unit == "percent" else words.euro(number)
    yield f"{title} {value}: {law_in_short(spoken.law.basis(parameter), words)}"
