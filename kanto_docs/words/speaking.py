"""One language's words: interface texts, field names, its numbers and dates.

Babel is imported only when there is a number or a date to say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal, localcontext
from functools import cached_property
from string import Formatter
from typing import Any, Final, cast

from kanto_docs.errors import DataError
from kanto_docs.money import WIDE, cents
from kanto_docs.prose.identity import masked
from kanto_docs.shape.fields import title, value_title
from kanto_docs.source import Path, own_data

SHOWN: Final = 40
_KILO: Final = 1024
_parsed = Formatter().parse


class Words:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    @cached_property
    def _texts(self) -> Mapping[str, Any]:
        return _load(f"{self.language}.yaml")

    @cached_property
    def _errors(self) -> Mapping[str, Any]:
        return _load(f"{self.language}-errors.yaml")

    @cached_property
    def _of_documents(self) -> Mapping[str, Any]:
        return _load(f"{self.language}-documents.yaml")

    def ui(self, key: str, **facts: object) -> str:
        """The interface text `key` ("group.name") with its facts."""
        found = self._find(key)
        if found is None:
            raise DataError("no_words", key=key, language=self.language)
        return self.fill(found, facts)

    def has(self, key: str) -> bool:
        """Whether there is an interface text `key`."""
        return self._find(key) is not None

    def _find(self, key: str) -> str | None:
        found: Any = self._file_of(key)
        for step in key.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
        return found if isinstance(found, str) else None

    def _file_of(self, key: str) -> Mapping[str, Any]:
        """Errors and documents have files of their own, which a check has no use for."""
        if key.startswith("error."):
            return self._errors
        return self._of_documents if key.startswith("doc.") else self._texts

    def fill(
        self,
        template: str,
        facts: Mapping[str, object],
        *,
        terms: Mapping[str, Mapping[str, str]] | None = None,
        path: Path = (),
    ) -> str:
        """`template` with each `{fact:spec}` said in this language, identity codes masked."""
        said = []
        for literal, name, spec, _ in _parsed(template):
            said.append(literal)
            if name is not None:
                fact = self._say(facts.get(name), spec or "", terms or {}, path, name)
                said.append(masked(fact))
        return "".join(said)

    def label(self, path: Path) -> str:
        """The name of the field at `path`."""
        return title(path, self.language)

    def value(self, path: Path, value: str) -> str:
        """The name of one of the field's fixed values."""
        return value_title(path, value, self.language)

    def euro(self, amount: Decimal) -> str:
        """Euros with cents: 1 234,50 €."""
        from babel.numbers import format_currency

        with localcontext(WIDE):
            return str(format_currency(cents(amount), "EUR", locale=self.locale))

    def percent(self, share: Decimal) -> str:
        """Per cent, 80 for 80 %."""
        from babel.numbers import format_percent

        return str(format_percent(share / 100, locale=self.locale, format=self._percent_pattern))

    def number(self, number: Decimal | int) -> str:
        """A number without trailing zeros."""
        from babel.numbers import format_decimal

        return str(format_decimal(number, locale=self.locale, decimal_quantization=False))

    def date(self, day: dt.date) -> str:
        """A day: 1.1.2027."""
        from babel.dates import format_date

        pattern = "d MMMM yyyy" if self.language == "en" else "d.M.yyyy"
        return str(format_date(day, pattern, locale=self.locale))

    def month(self, day: dt.date) -> str:
        """The month of a day: tammikuu 2027."""
        from babel.dates import format_date

        return str(format_date(day, "LLLL y", locale=self.locale))

    def quote(self, text: object) -> str:
        """The plan's own words in quotation marks, cut short, identity codes masked."""
        shown = masked(" ".join(str(text).split()))
        if len(shown) > SHOWN:
            shown = shown[: SHOWN - 1].rstrip() + "…"
        return f"“{shown}”" if self.language == "en" else f"”{shown}”"

    def size(self, count: int) -> str:
        """Bytes as people say them."""
        kilo = count / _KILO
        unit, value = ("kB", kilo) if kilo < _KILO else ("MB", kilo / _KILO)
        unit = {"kB": "kt", "MB": "Mt"}[unit] if self.language == "fi" else unit
        return f"{self.number(round(Decimal(value), 1).normalize())} {unit}"

    @property
    def locale(self) -> str:
        """The language as it is spoken in Finland, English as in Britain: fi_FI."""
        return {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}[self.language]

    @property
    def _percent_pattern(self) -> str:
        return "#,##0.####%" if self.language == "en" else "#,##0.####\u00a0%"

    def _say(
        self,
        value: object,
        spec: str,
        terms: Mapping[str, Mapping[str, str]],
        path: Path,
        name: str,
    ) -> str:
        if value is None:
            return ""
        if isinstance(value, Mapping):
            value = value.get(self.language) or value.get("fi") or ""
        if spec == "choice":
            return self._choice(str(value), terms, path, name)
        if spec == "term" and not isinstance(value, tuple):
            return self._term(str(value), terms, path, name)
        if spec in ("list", "term"):
            known = [
                self._say(one, "", terms, path, name)
                if isinstance(one, Mapping)
                else self._listed(str(one), terms, path, name, both=spec == "list")
                for one in cast("Any", value)
            ]
            return ", ".join(known)
        if spec == "key":
            keys = value if isinstance(value, tuple) else (value,)
            return ", ".join(self._key(str(one), path) for one in keys)
        if spec in ("label", "quote", "euro", "percent", "number", "date", "size"):
            return str(getattr(self, spec)(value))
        if isinstance(value, dt.date):
            return self.date(value)
        if isinstance(value, Decimal):
            return self.number(value)
        return str(value)

    def _term(
        self, value: str, terms: Mapping[str, Mapping[str, str]], path: Path, name: str
    ) -> str:
        if value in terms:
            return terms[value][self.language]
        for place in (path, (name,)):
            found = self.value(place, value)
            if found != value:
                return found
        return value

    def _choice(
        self, value: str, terms: Mapping[str, Mapping[str, str]], path: Path, name: str
    ) -> str:
        """A fixed value by its name and as it is written in the plan: kertakorvaus (lump_sum)."""
        said = self._term(value, terms, path, name)
        return f"{said} ({value})" if said != value else said

    def _listed(
        self,
        value: str,
        terms: Mapping[str, Mapping[str, str]],
        path: Path,
        name: str,
        *,
        both: bool,
    ) -> str:
        """A fixed value by its name; `both` adds what to write in the plan."""
        said = self._term(value, terms, path, name)
        return f"{value} ({said})" if both and said != value else said

    def _key(self, key: str, path: Path) -> str:
        label = self.label((*path[:-1], key))
        return f"{key} ({label})" if label and label != key else key


def _load(name: str) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", own_data("words", name))


def plain_template(template: str) -> str:
    """A card's text without a plan: its facts shown as dots."""
    return "".join(
        literal + ("…" if name is not None else "") for literal, name, _, _ in _parsed(template)
    )
