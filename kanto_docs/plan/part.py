"""The base of every part of the plan: frozen, named, with its defaults on the class.

Parts behave like frozen dataclasses (type checkers see them as such) but cost nothing to define:
generating forty dataclasses would take longer than checking a plan.
"""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, NoReturn, dataclass_transform

Day = dt.date
Euros = Annotated[Decimal, "money"]
Percent = Annotated[Decimal, "percent"]
Number = Annotated[Decimal, "decimal"]
Count = Annotated[int, "count"]
Texts = tuple[str, ...]
EurosByYear = Annotated[Mapping[int, Decimal], "money_by_year"]
HoursByYear = Annotated[Mapping[int, Decimal], "decimal_by_year"]


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Part:
    """A part of the plan; an attribute not given has the class's default."""

    def __init__(self, **values: object) -> None:
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        message = f"a plan is frozen: {type(self).__name__}.{name} = {type(value).__name__}"
        raise AttributeError(message)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(frozenset(self.__dict__))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.__dict__!r})"


class Translated(Part):
    """A text that may stand in several languages; `default` is the plan's own language."""

    by_language: Mapping[str, str] = {}
    default: str = "fi"

    def __str__(self) -> str:
        return self.text(self.default)

    def text(self, language: str) -> str:
        """The text in `language`, else in the plan's own, else whichever there is."""
        for choice in (language, self.default, *self.by_language):
            if self.by_language.get(choice):
                return self.by_language[choice]
        return ""
