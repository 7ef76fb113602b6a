"""What a formula speaks of: names and areas. Texts and functions in it are left aside."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kanto_docs.documents.excel.sheetml.addresses import Area, area, unquoted

_TOKEN: Final = re.compile(
    r"""
      "(?:[^"]|"")*"                                            # a text
    | (?P<sheet>'(?:[^']|'')+'!|(?!\d)[\w.]+!)?                 # the sheet of what follows
      (?P<area>\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?(?![\w.(]))
    | (?P<lines>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w.(])|\$?\d+:\$?\d+)
    | (?P<word>(?:'(?:[^']|'')+'!|[\w.]+!)?(?!\d)[\w.\\?]+)(?=(?P<after>\s*[(\[]?))
    | (?P<table>\[(?:[^\[\]]|\[[^\[\]]*\])*\])                  # a column of a table
    | \#[A-Z0-9/]+[!?]?                                         # an error
    | \d*\.?\d+(?:[Ee][+-]?\d+)?
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_CONSTANTS: Final = {"true", "false"}
_ELSEWHERE: Final = {"INDIRECT", "OFFSET"}


class Spoken(NamedTuple):
    """What one formula depends on."""

    names: tuple[str, ...]
    areas: tuple[tuple[str | None, Area], ...]
    """Each with the title of its sheet; None is the formula's own."""
    unclear: bool
    """Whether it may depend on more: whole columns, tables, addresses it works out itself."""


@functools.lru_cache(maxsize=4096)
def spoken_of(formula: str) -> Spoken:
    """The names and areas in a formula, given with or without its equals sign."""
    names: list[str] = []
    areas: list[tuple[str | None, Area]] = []
    unclear = False
    for found in _TOKEN.finditer(formula):
        if said := found["area"]:
            where = area(said)
            title = unquoted(found["sheet"][:-1]) if found["sheet"] else None
            if where is not None:
                areas.append((title, where))
        elif found["lines"] or found["table"]:
            unclear = True
        elif word := found["word"]:
            after = found["after"].strip()
            if after == "(":
                unclear |= word.upper() in _ELSEWHERE
            elif after == "[" or "!" in word:
                unclear = True
            elif word.lower() not in _CONSTANTS:
                names.append(word)
    return Spoken(tuple(dict.fromkeys(names)), tuple(areas), unclear)


def names_in(formula: str) -> Iterator[str]:
    """The defined names that a formula speaks of."""
    return iter(spoken_of(formula).names)
