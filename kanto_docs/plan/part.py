"""The base of every part of the plan, and the types of its fields."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, dataclass_transform

from kanto_docs.frozen import Frozen

Day = dt.date
Euros = Annotated[Decimal, "money"]
Percent = Annotated[Decimal, "percent"]
Number = Annotated[Decimal, "decimal"]
Count = Annotated[int, "count"]
Texts = tuple[str, ...]
EurosByYear = Annotated[Mapping[int, Decimal], "money_by_year"]
HoursByYear = Annotated[Mapping[int, Decimal], "decimal_by_year"]

LANGUAGES = ("fi", "sv", "en")
"""The languages of plans and of the tool; the first is spoken when nothing else is said."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Part(Frozen):
    """A part of the plan; an attribute that is not given has the class's default."""


class Translated(Part):
    """A text that may stand in several languages; `default` is the plan's own language."""

    by_language: Mapping[str, str] = {}
    default: str = LANGUAGES[0]

    def __str__(self) -> str:
        return self.text(self.default)

    def text(self, language: str) -> str:
        """The text in `language`, else in the plan's own, else whichever there is."""
        for choice in (language, self.default, *self.by_language):
            if self.by_language.get(choice):
                return self.by_language[choice]
        return ""
