"""A programme (ohjelma): its names, its law, what it asks of a plan and which rules it uses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import cast

from kanto_docs.finding import Basis
from kanto_docs.frozen import Frozen
from kanto_docs.law.required import Required, required_of
from kanto_docs.law.values import Parameter, Raw, bases, day, in_time, texts


class Programme(Frozen):
    """Ohjelma: its names, its law and what it asks of a plan."""

    code: str
    raw: Raw
    parameters: Mapping[str, Parameter]

    @property
    def cost_models(self) -> tuple[str, ...]:
        """The cost models the programme's law knows."""
        return texts(self.raw.get("cost_models")) or ()

    @property
    def pay_models(self) -> tuple[str, ...]:
        """The pay models the programme's law knows."""
        return texts(self.raw.get("pay_models")) or ()

    def applies(self, code: str, on: dt.date) -> bool:
        """Whether the programme uses the rule `code` on that day."""
        rules = self.raw.get("rules")
        if isinstance(rules, Mapping):
            used = not _named(code, rules.get("all_but"))
        else:
            used = rules == "all" or _named(code, rules)
        dates = cast("Mapping[str, Raw]", self.raw.get("rule_dates") or {}).get(code, {})
        return used and in_time(on, day(dates.get("since")), day(dates.get("until")))

    def basis_of(self, code: str) -> tuple[Basis, ...]:
        """What a rule rests on in this programme, where it is another thing than its card says."""
        rows = cast("Mapping[str, Sequence[Raw]]", self.raw.get("bases") or {}).get(code, ())
        return bases({"basis": rows})

    @property
    def stale_after_days(self) -> int | None:
        """After how many days its data should be read again."""
        days = self.raw.get("stale_after_days")
        return days if isinstance(days, int) else None

    def oldest_check(self, on: dt.date) -> dt.date | None:
        """When was read what was read longest ago: a value in force on `on`, or the rules' law."""
        in_force = (parameter.on(on) for parameter in self.parameters.values())
        days = [dated.checked_on for dated in in_force if dated]
        rules = day(self.raw.get("rules_checked_on"))
        return min([*days, rules] if rules else days, default=None)

    def required(self) -> tuple[Required, ...]:
        """The rows of the `required` list, in the plan's order."""
        return self._required_rows

    def required_at(self, pointer: str) -> Required | None:
        """The row of the `required` list that asks for the field at `pointer`."""
        return next((row for row in self._required_rows if row.path == pointer), None)

    @cached_property
    def _required_rows(self) -> tuple[Required, ...]:
        rows = cast("Sequence[Raw]", self.raw.get("required") or ())
        return tuple(required_of(row) for row in rows)


def _named(code: str, codes: object) -> bool:
    """Whether the list names the code, whole or by how it begins."""
    return isinstance(codes, list) and code.startswith(tuple(codes))
