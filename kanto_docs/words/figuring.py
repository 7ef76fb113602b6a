"""The budget in words: each line's name, its value and how it comes about."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import Final

from kanto_docs.budget import Budget
from kanto_docs.formula import Line, Operation, Pick, Unit
from kanto_docs.law import Law
from kanto_docs.money import HUNDRED
from kanto_docs.plan import Plan
from kanto_docs.prose.identity import masked
from kanto_docs.words.capitals import uncapitalised
from kanto_docs.words.missing import missing_in_words
from kanto_docs.words.saying import law_in_short
from kanto_docs.words.speaking import Words

_OF_PERSON: Final = ("pay", "share", "monthly_pay", "months", "annual_gross", "rate", "hours")
_OF_COST: Final = ("cost", "quantity", "unit_price", "travel_days")
_OVER: Final = "_over"
"""Ends the name of what a line of lacking money is called when there is too much of it."""


class SpokenBudget:
    """Says one plan's budget in one language."""

    def __init__(self, plan: Plan, budget: Budget, law: Law, words: Words) -> None:
        self.plan = plan
        self.budget = budget
        self.law = law
        self.words = words

    def label(
        self, name: str, *, dated: bool = True, whose: bool = True, surplus: bool = True
    ) -> str:
        """The line's name: "Palkka (hankevastaava) 2027".

        Without its year when not `dated`, without the item it is about when not `whose`; without
        `surplus` a line of lacking money keeps its name when there is too much.
        """
        kind = self.kind_of(name, surplus=surplus)
        year = self.budget.lines[name].year if dated else None
        return joined(kind, self.about(name) if whose else "", year)

    def kind_of(self, name: str, *, surplus: bool = True) -> str:
        """What kind of line it is, "Palkka"; of a surplus, that it is too much."""
        line = self.budget.lines[name]
        base = line.undated or line.base or name
        if surplus and self._is_surplus(name):
            base += _OVER
        groups = (f"{group}.{base}" for group in ("budget", "figures"))
        kind = next((self.words.ui(key) for key in groups if self.words.has(key)), base)
        return f"{kind}, {self.words.ui('figures.undated')}" if line.undated else kind

    def about(self, name: str) -> str:
        """The person, cost, income, output or funder that the line is about, by the plan's text.

        Of a partial sum, which one it is; empty for a line that is about the whole plan.
        """
        line = self.budget.lines[name]
        if line.item is None:
            return ""
        part = f"{self.words.ui('figures.part')} {line.part}" if line.part else line.item
        return masked(self._items.get((line.base, line.item), part))

    def value(self, name: str) -> str:
        """The line's value with its unit; "puuttuu" when it cannot be computed.

        A surplus is told as an amount above nothing, as its label says that it is too much.
        """
        value = self.budget.get(name)
        if value is None:
            return hole(self.words)
        amount = -value if self._is_surplus(name) else value
        return in_unit(amount, self.budget.lines[name].unit, self.words)

    def words_of(self, name: str) -> str:
        """How the line comes about, with the plan's own numbers; for an input, where it is from."""
        line = self.budget.lines[name]
        formula = line.formula
        if self._is_surplus(name) and isinstance(formula, Operation):
            formula = formula.reversed()
        if formula is not None:
            return formula.words(self._term, self.words.number, self.pick)
        if line.kind == "law":
            return f"{self.words.ui('figures.of_law')}: {self.law_of(name)}"
        return self.words.ui("figures.counted" if line.kind == "counted" else "figures.given")

    def law_of(self, name: str) -> str:
        """The law behind a number of the law, with where it was found when that is not the law."""
        parameter = self.budget.lines[name].parameter or name
        short = law_in_short(self.law.basis(parameter), self.words)
        dated = self.law.parameter(parameter).on(self.law.on)
        note = dated.note.get(self.words.language, "") if dated else ""
        return f"{short}. {note}" if note else short

    def lacking(self, name: str) -> str:
        """What must be known before the line can be computed."""
        lacks = self.budget.missing(name)
        said = (missing_in_words(lack, self.words, self.law.programme) for lack in lacks)
        return "; ".join(dict.fromkeys(said))

    def pick(self, which: Pick, parts: Sequence[str]) -> str:
        """The smallest or the largest of some parts, in words."""
        key = "figures.smallest" if which == "min" else "figures.largest"
        return self.words.ui(key, parts="; ".join(parts))

    def _is_surplus(self, name: str) -> bool:
        """Whether the line says what is lacking, and there is too much."""
        value = self.budget.get(name)
        return value is not None and value < 0 and says_lack(self.budget.lines[name], self.words)

    def _term(self, name: str) -> str:
        return f"{uncapitalised(self.label(name))} {self.value(name)}"

    @cached_property
    def _items(self) -> dict[tuple[str, str], str]:
        """What each item is called, its key where it has no name, by the bases of its lines."""
        plan, budget = self.plan, self.budget
        sources = plan.funding.sources or () if plan.funding else ()
        outputs = plan.lump_sum.outputs if plan.lump_sum else ()
        lists = (
            (_OF_PERSON, budget.people, [one.role for one in plan.staff or ()]),
            (_OF_COST, budget.costs, [one.text for one in plan.costs]),
            (("income",), budget.income_lines, [one.text for one in plan.income]),
            (("source",), budget.sources, [one.payer for one in sources]),
            (("output",), budget.outputs, [one.text for one in outputs]),
        )
        return {
            (base, key): called or key
            for bases, keys, names in lists
            for key, called in zip(keys, names, strict=True)
            for base in bases
        }


def joined(kind: str, about: str, year: int | None) -> str:
    """A name out of its parts: "Palkka (hankevastaava) 2027"."""
    whose = f" ({about})" if about else ""
    return f"{kind}{whose}{'' if year is None else f' {year}'}"


def says_lack(line: Line, words: Words) -> bool:
    """Whether the line says what is lacking: below nothing there is too much."""
    return words.has(f"budget.{line.base or line.name}{_OVER}")


def in_unit(value: Decimal, unit: Unit, words: Words) -> str:
    """The value of a line with its unit; percentages are held as fractions."""
    if unit == "euro":
        return words.euro(value)
    return words.percent(value * HUNDRED) if unit == "percent" else words.number(value)


def hole(words: Words) -> str:
    """What stands for an amount that cannot be computed."""
    return f"[{words.ui('figures.hole')}]"
