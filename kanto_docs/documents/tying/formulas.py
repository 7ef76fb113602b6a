"""Whether two formulas are the same, however a program wrote them down."""

from __future__ import annotations

import re

_SPACE_OUTSIDE_TEXT = re.compile(r'("[^"]*")|\s+')
_CELL = re.compile(r"\$?[A-Z]{1,3}\$?\d+")
_TEXT = re.compile(r'"[^"]*"')


def same_formula(one: str | None, other: str | None) -> bool:
    """Whether two formulas are the same, though rows were put in or a program wrote its own way."""
    return _normal(one) == _normal(other)


def _normal(formula: str | None) -> str | None:
    if formula is None:
        return None
    bare = _SPACE_OUTSIDE_TEXT.sub(lambda found: found[1] or "", formula.lstrip("="))
    texts = _TEXT.findall(bare)
    outside = _TEXT.sub('""', bare).upper().replace("_XLFN.", "").replace("'", "")
    left = _CELL.sub("@", outside)
    return "|".join((left, *texts))
