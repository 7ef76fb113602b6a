"""The words of the text rules: schemas/words-of-prose.yaml, patterns compiled when first used."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import cast

from kanto_docs.patterns import lazy
from kanto_docs.source import own_data

ByLanguage = Mapping[str, Sequence[str]]
_FILE = "words-of-prose.yaml"


@cache
def words() -> Mapping[str, object]:
    """The whole file."""
    return cast("Mapping[str, object]", own_data("schemas", _FILE))


def listed(*names: str) -> Sequence[str]:
    """The list that stands under these names; empty when there is none."""
    value: object = words()
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return cast("Sequence[str]", value or ())


def tolerance(name: str) -> Decimal:
    """How far a figure in a text may be from the plan's own."""
    return Decimal(str(cast("Mapping[str, object]", words()["tolerances"])[name]))


@cache
def one_of(*names: str) -> re.Pattern[str]:
    """One pattern of all the expressions in a list."""
    return re.compile("|".join(f"(?:{row})" for row in listed(*names)), re.IGNORECASE)


def hinted(text: str, *names: str) -> bool:
    """Whether any of the listed pieces stands in the text: a quick look before a pattern."""
    lower = text.lower()
    return any(piece in lower for piece in listed(*names))


def speaks_of(sentence: str, *names: str) -> bool:
    """Whether a word of the list is in the sentence; a row that ends in * is a beginning."""
    whole, begins = _by_kind(*names)
    tokens = _TOKEN.findall(sentence.lower())
    return any(token in whole or token.startswith(begins) for token in tokens)


_TOKEN = lazy(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@cache
def _by_kind(*names: str) -> tuple[frozenset[str], tuple[str, ...]]:
    rows = listed(*names)
    begins = tuple(row.removesuffix("*") for row in rows if row.endswith("*"))
    return frozenset(row for row in rows if not row.endswith("*")), begins
