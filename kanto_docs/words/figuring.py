"""The budget in words: each line's name, its value and how it comes about."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kanto_docs.budget import Budget
from kanto_docs.formula import Line, Operation, Pick
from kanto_docs.law import Law
from kanto_docs.money import HUNDRED
from kanto_docs.plan import Plan
from kanto_docs.prose.identity import masked
from kanto_docs.words.missing import missing_in_words
from kanto_docs.words.saying import law_in_short
from kanto_docs.words.speaking import Words

_UNDATED: Final = "_undated"
"""Ends the name of the costs of a category that have no year."""
_PART: Final = "part"
"""Begins the item of a partial sum."""
_OVER: Final = "_over"
"""Ends the name of what a line of lacking money is called when there is too much of it."""


class SpokenBudget:
    """Says one plan's budget in one language."""

    def __init__(self, plan: Plan, budget: Budget, law: Law, words: Words) -> None:
        self.plan = plan
        self.budget = budget
        self.law = law
        self.words = words

    def label(self, name: str) -> str:
        """The line's name: "palkka (hankevastaava) 2027"; of a surplus, that it is too much."""
        line = self.budget.lines[name]
        base = line.base or name
        if self._is_surplus(name):
            base += _OVER
        undated = base.endswith(_UNDATED)
        base = base.removesuffix(_UNDATED)
        for group in ("budget", "figures"):
            if self.words.has(f"{group}.{base}"):
                base = self.words.ui(f"{group}.{base}")
                break
        if undated:
            base += f", {self.words.ui('figures.undated')}"
        item = f" ({masked(said)})" if (said := self._item(line)) else ""
        year = f" {line.year}" if line.year else ""
        return f"{base}{item}{year}"

    def value(self, name: str) -> str:
        """The line's value with its unit; "puuttuu" when it cannot be computed.

        A surplus is told as an amount above nothing, as its label says that it is too much.
        """
        value = self.budget.get(name)
        if value is None:
            return f"[{self.words.ui('figures.hole')}]"
        amount = -value if self._is_surplus(name) else value
        return self._amount(amount, self.budget.lines[name].unit)

    def words_of(self, name: str) -> str:
        """How the line comes about, with the plan's own numbers; for an input, where it is from."""
        line = self.budget.lines[name]
        formula = line.formula
        if self._is_surplus(name) and isinstance(formula, Operation):
            formula = formula.reversed()
        if formula is not None:
            return formula.words(self._term, self.words.number, self._pick)
        if line.kind == "law":
            return f"{self.words.ui('figures.of_law')}: {self.law_of(name)}"
        return self.words.ui("figures.counted" if line.kind == "counted" else "figures.given")

    def law_of(self, name: str) -> str:
        """The law behind a number of the law, with where it was found when that is not the law."""
        parameter = str((self.budget.lines[name].path or ("", name))[-1])
        short = law_in_short(self.law.basis(parameter), self.words)
        dated = self.law.parameter(parameter).on(self.law.on)
        note = dated.note.get(self.words.language, "") if dated else ""
        return f"{short}. {note}" if note else short

    def lacking(self, name: str) -> str:
        """What must be known before the line can be computed."""
        lacks = self.budget.missing(name)
        said = (missing_in_words(lack, self.words, self.law.programme) for lack in lacks)
        return "; ".join(dict.fromkeys(said))

    def _is_surplus(self, name: str) -> bool:
        """Whether the line says what is lacking, and there is too much."""
        base, value = self.budget.lines[name].base or name, self.budget.get(name)
        return value is not None and value < 0 and self.words.has(f"budget.{base}{_OVER}")

    def _term(self, name: str) -> str:
        label = self.label(name)
        if not label[1:2].isupper():
            label = f"{label[:1].lower()}{label[1:]}"
        return f"{label} {self.value(name)}"

    def _pick(self, which: Pick, parts: Sequence[str]) -> str:
        key = "figures.smallest" if which == "min" else "figures.largest"
        return self.words.ui(key, parts="; ".join(parts))

    def _amount(self, value: Decimal, unit: str) -> str:
        if unit == "euro":
            return self.words.euro(value)
        if unit == "percent":
            return self.words.percent(value * HUNDRED)
        return self.words.number(value)

    def _item(self, line: Line) -> str:
        """The person, cost or funder that the line is about, in the plan's own words."""
        path = line.path
        if line.item is None:
            return ""
        if path and len(path) > 1:
            found: object = self.plan
            for step in path[:-1]:
                if isinstance(step, int):
                    found = found[step] if isinstance(found, tuple) else None
                else:
                    found = getattr(found, step, None)
            for attribute in ("role", "text", "payer"):
                said = getattr(found, attribute, None)
                if said:
                    return str(said)
        return self._by_key(line.item)

    def _by_key(self, key: str) -> str:
        if key in self.budget.people and self.plan.staff:
            return self.plan.staff[self.budget.people.index(key)].role or key
        if key in self.budget.costs:
            return self.plan.costs[self.budget.costs.index(key)].text or key
        if key in self.budget.sources and self.plan.funding and self.plan.funding.sources:
            return self.plan.funding.sources[self.budget.sources.index(key)].payer or key
        if key in self.budget.income_lines:
            return self.plan.income[self.budget.income_lines.index(key)].text or key
        if key.startswith(_PART):
            return f"{self.words.ui('figures.part')} {key.removeprefix(_PART)}"
        return key
