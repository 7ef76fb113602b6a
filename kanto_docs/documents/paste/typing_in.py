"""What is typed into the form: texts as they are, days and amounts in the form's manner."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from kanto_docs.documents.paste.form import Manner
from kanto_docs.money import cents
from kanto_docs.plan.part import Translated
from kanto_docs.source import Path
from kanto_docs.words import Words

_DAYS: Final[Mapping[str, str]] = {
    "d.m.yyyy": "{0.day}.{0.month}.{0.year}",
    "dd.mm.yyyy": "{0:%d.%m}.{0.year}",
    "yyyy-mm-dd": "{0:%Y-%m-%d}",
}
_NOT_TEXT: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
"""What no page can hold: control characters and halves of characters."""
_LINE_ENDS: Final = re.compile(r"\r\n?")


def clean(text: str) -> str:
    """The text without what a page cannot hold and without blanks at its ends."""
    return _NOT_TEXT.sub("", _LINE_ENDS.sub("\n", text)).strip()


class Typist:
    """Says the values of a plan as they are typed into one form."""

    def __init__(self, manner: Manner, words: Words) -> None:
        self._manner = manner
        self._words = words

    def say(self, value: object, path: Path, kind: str | None) -> str:
        """One value of the field at `path`; `kind` is what the schema says it holds."""
        if isinstance(value, bool):
            return self._words.ui("answer.yes" if value else "answer.no")
        if isinstance(value, dt.date):
            return _DAYS[self._manner.date].format(value)
        if isinstance(value, (Decimal, int)):
            return self.number(Decimal(value), is_money=kind == "money", is_year=path[-1] == "year")
        if isinstance(value, Translated):
            return clean(value.text(self._words.language))
        if isinstance(value, tuple):
            return self.listed([clean(str(one)) for one in value])
        return clean(self._words.value(path, str(value)))

    def number(self, number: Decimal, *, is_money: bool = False, is_year: bool = False) -> str:
        """A number; money in euros and cents."""
        exact = cents(number) if is_money else number
        whole, _, part = f"{exact:f}".partition(".")
        part = part if is_money else part.rstrip("0")
        minus, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
        if self._manner.thousands and not is_year:
            digits = f"{int(digits):,}".replace(",", self._manner.thousands)
        return f"{minus}{digits}{self._manner.decimal if part else ''}{part}"

    def listed(self, texts: list[str]) -> str:
        """Several texts as one: on lines of their own where one of them has a comma."""
        texts = [text for text in texts if text]
        return ("\n" if any("," in text for text in texts) else ", ").join(texts)
