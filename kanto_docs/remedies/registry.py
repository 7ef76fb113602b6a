"""How a way out is written down: a function that proposes changes to the plan for one finding.

`@remedy("F01")` marks a function of the case and the finding. What it proposes is tried on a copy
of the plan before anybody sees it, so it may propose freely; the smallest change comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kanto_docs.errors import DataError
from kanto_docs.finding import Finding, Remedy
from kanto_docs.rules.judging import Case

Propose = Callable[[Case, Finding], Iterator[Remedy]]

_PROPOSALS: dict[str, Propose] = {}


def remedy(*codes: str) -> Callable[[Propose], Propose]:
    """Register a function as the one that proposes ways out of the findings `codes`."""

    def register(propose: Propose) -> Propose:
        for code in codes:
            if code in _PROPOSALS:
                raise DataError("remedy_badly_registered", code=code)
            _PROPOSALS[code] = propose
        return propose

    return register


def proposals(code: str) -> Propose | None:
    """What proposes ways out of the findings of `code`, or None."""
    return _PROPOSALS.get(code)


def codes() -> frozenset[str]:
    """The codes that have ways out."""
    return frozenset(_PROPOSALS)
