"""Fields of the plan and their values as people say them: "työaikaosuus (Ohjaaja) 60 %"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kanto_docs.formula import Line
from kanto_docs.scalars import READERS, Misread, money
from kanto_docs.shape.fields import field, kind_of, resolved
from kanto_docs.source import Path
from kanto_docs.words import Words
from kanto_docs.words.figuring import SpokenBudget, hole, in_unit, joined, says_lack
from kanto_docs.words.missing import field_and_place, field_in_words

_CALLED: Final = ("text", "role", "payer", "name", "title")
"""Fields by which the items of a plan are called."""


def field_name(path: Path, spoken: SpokenBudget) -> str:
    """A field's name, with whose it is where the budget knows: Työaikaosuus (Ohjaaja)."""
    if path and path[-1] == "-":
        return spoken.words.ui("whatif.new_item", name=spoken.words.label(path[:-1]))
    for name, line in spoken.budget.lines.items():
        if line.path == path and line.formula is None:
            return joined(spoken.words.label(path), spoken.about(name), line.year)
    if path and isinstance(path[-1], int):
        return field_in_words(path, spoken.words)
    return field_and_place(path, spoken.words)


def line_name(line: Line, spoken: SpokenBudget) -> str:
    """A line's name, the same before and after; what is lacking is not called a surplus."""
    return spoken.label(line.name, surplus=False)


def field_value(path: Path, value: object, words: Words) -> str:
    """What stands in a field, said as the field's kind is said."""
    if value is None:
        return words.ui("whatif.nothing")
    if isinstance(value, list):
        return words.ui("whatif.items", n=len(value))
    if isinstance(value, dict):
        return _mapping(value, words)
    if resolved(field(path)).get("enum"):
        return words.value(path, str(value))
    kind = kind_of(path)
    try:
        read = READERS[kind](value) if kind else value
    except Misread:
        read = value
    return _said(read, kind, words)


def _mapping(value: dict[str, object], words: Words) -> str:
    """A person, a cost or another item by what it is called, with its amount."""
    name = next((value[key] for key in _CALLED if isinstance(value.get(key), str)), None)
    try:
        worth = words.euro(money(value.get("amount")))
    except Misread:
        worth = ""
    called = words.ui("whatif.mapping") if name is None else words.quote(name)
    return f"{called} {worth}".rstrip()


def _said(read: object, kind: str | None, words: Words) -> str:
    if isinstance(read, bool):
        return words.ui("answer.yes" if read else "answer.no")
    if isinstance(read, Decimal | int):
        number = Decimal(read)
        if kind == "money":
            return words.euro(number)
        return words.percent(number) if kind == "percent" else words.number(number)
    return words.fill("{said}", {"said": read}) if kind == "date" else words.quote(read)


def amount(value: Decimal | None, line: Line, words: Words) -> str:
    """The value of a budget line; of what is lacking, how much there is too much."""
    if value is None:
        return hole(words)
    if value < 0 and says_lack(line, words):
        return words.ui("whatif.over", amount=amount(-value, line, words))
    return in_unit(value, line.unit, words)


def signed(value: Decimal | None, line: Line, words: Words) -> str:
    """A difference with its sign; nothing where there is none to tell."""
    if value is None:
        return ""
    said = amount(abs(value), line, words)
    return said if value == 0 else f"{'+' if value > 0 else '−'}{said}"
