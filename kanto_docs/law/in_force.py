"""The values in force on one day, the call's own limits applied."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import cast

from kanto_docs.calls import Call
from kanto_docs.finding import Basis
from kanto_docs.frozen import Frozen
from kanto_docs.law.programme import Programme
from kanto_docs.law.values import Parameter, Value


class Law(Frozen):
    """The values in force on one day, the call's own limits applied."""

    on: dt.date
    programme: Programme
    call: Call | None = None

    def __getitem__(self, name: str) -> Value | None:
        own = self._from_call(name)
        if own is not None:
            return own
        dated = self.parameter(name).on(self.on)
        return dated.value if dated else None

    def __contains__(self, name: object) -> bool:
        """Whether the law has a number or list of that name in force, known to us or not."""
        if not isinstance(name, str):
            return False
        return self._from_call(name) is not None or self.parameter(name).on(self.on) is not None

    def uses(self, code: str) -> bool:
        """Whether the programme uses the rule and the call has not switched it off."""
        if code not in self._used:
            off = self.call is not None and self.call.setting(code) == "off"
            self._used[code] = not off and self.programme.applies(code, self.on)
        return self._used[code]

    @cached_property
    def _used(self) -> dict[str, bool]:
        return {}

    def parameter(self, name: str) -> Parameter:
        """The parameter `name`. In a programme whose data lacks it, it has no value."""
        found = self.programme.parameters.get(name)
        return found if found is not None else Parameter(name, {}, "", ())

    def basis(self, name: str) -> tuple[Basis, ...]:
        """What the value in force rests on."""
        if self._from_call(name) is not None and self.call is not None:
            return self.call.basis
        dated = self.parameter(name).on(self.on)
        return (dated.basis,) if dated else ()

    def _from_call(self, name: str) -> Value | None:
        return cast("Value | None", self.call[name]) if self.call is not None else None
