"""Ways out of findings about purchases (hankinnat): the procedure that their size wants."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, cast

from kanto_docs.finding import Change, Finding, Remedy
from kanto_docs.remedies.registry import remedy
from kanto_docs.rules.judging import Case
from kanto_docs.source import Path

_TENDERS: Final = "tenders"
_PRICES: Final = "price_comparison"
_NATIONAL: Final = "national"


@remedy("P01", "P05")
def by_tenders(case: Case, finding: Finding) -> Iterator[Remedy]:
    """Tenders, and not from one alone."""
    yield Remedy("procedure", _procedure(case, finding.path, _TENDERS), {"new": _TENDERS})


@remedy("P02")
def by_prices(case: Case, finding: Finding) -> Iterator[Remedy]:
    """Prices compared, for every line that the finding tells of."""
    changes = [_procedure(case, path, _PRICES) for path in (finding.path, *finding.see)]
    yield Remedy("procedure", tuple(one for part in changes for one in part), {"new": _PRICES})


@remedy("P03")
def by_the_act(case: Case, finding: Finding) -> Iterator[Remedy]:
    """A national procedure."""
    yield Remedy("procedure", _procedure(case, finding.path, _NATIONAL), {"new": _NATIONAL})


@remedy("P04")
def as_one_purchase(case: Case, finding: Finding) -> Iterator[Remedy]:
    """The procedure that the whole purchase wants, for each of its lines."""
    limit = cast("Decimal", finding.facts["limit"])
    procedure = _TENDERS
    if limit == case.law["small_purchase_price_check"]:
        procedure = _PRICES
    elif limit == case.law["procurement_goods_services"]:
        procedure = _NATIONAL
    changes = [_procedure(case, path, procedure) for path in (finding.path, *finding.see)]
    yield Remedy("procedure", tuple(one for part in changes for one in part), {"new": procedure})


def _procedure(case: Case, path: Path, procedure: str) -> tuple[Change, ...]:
    """The procedure of a line; a number of tenders that does not fit it is taken away."""
    cost = case.plan.costs[int(path[1])]
    change = Change((*path[:2], "procurement"), procedure)
    alone = procedure == _TENDERS and cost.tenders == 1
    return (change, Change((*path[:2], "tenders"), None)) if alone else (change,)
