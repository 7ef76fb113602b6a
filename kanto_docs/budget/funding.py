"""Funding: the grant (EU- ja valtion rahoitus), the other sources and what is still missing."""

from __future__ import annotations

from collections.abc import Sequence

from kanto_docs.budget.ledger import Ledger
from kanto_docs.formula import Cents, Ref, Sum
from kanto_docs.money import ZERO
from kanto_docs.plan import Plan
from kanto_docs.plan.resources import Funding, FundingSource
from kanto_docs.source.place import Path

SOURCE_KINDS = ("own", "municipal", "other_public", "private")
_FUNDING: Path = ("funding",)


def write_funding(ledger: Ledger, plan: Plan, keys: Sequence[str]) -> None:
    """grant, the sources by kind, private_all, funding_total and gap."""
    funding = plan.funding
    if funding is None:
        for name in ("grant", *SOURCE_KINDS):
            ledger.hole(name, _FUNDING)
    else:
        _write_grant(ledger, funding)
        _write_sources(ledger, funding.sources, keys)
    ledger.computed("private_all", Sum((Ref("private"), Ref("own"))))
    parts = tuple(Ref(name) for name in ("grant", *SOURCE_KINDS))
    funding_total = ledger.computed("funding_total", Sum(parts))
    ledger.computed("gap", Ref("net_total") - funding_total)


def _write_grant(ledger: Ledger, funding: Funding) -> None:
    """The amount applied for, else the grant share (tukiprosentti) of the net total, to cents."""
    where: Path = ("funding", "grant_share")
    if funding.grant_share is None and funding.grant_amount is None:
        ledger.hole("grant", where)
        return
    if funding.grant_share is not None:
        ledger.given("grant_share", funding.grant_share, where, "percent")
    if funding.grant_amount is None:
        ledger.computed("grant", Cents(Ref("net_total") * Ref("grant_share")))
    else:
        where = ("funding", "grant_amount")
        ledger.computed("grant", ledger.amount("grant_amount", funding.grant_amount, where))


def _write_sources(
    ledger: Ledger, sources: Sequence[FundingSource] | None, keys: Sequence[str]
) -> None:
    """Every source, and the sums by kind; one of no known kind leaves every sum unknown."""
    missing: Path | None = ("funding", "sources") if sources is None else None
    by_kind: dict[str, list[Ref]] = {kind: [] for kind in SOURCE_KINDS}
    for place, (key, source) in enumerate(zip(keys, sources or (), strict=True)):
        path: Path = ("funding", "sources", place)
        amount = source.amount
        if amount is None and source.by_year:
            amount = sum(source.by_year.values(), ZERO)
        ref = ledger.amount("source", amount, (*path, "amount"), item=key)
        if source.kind in by_kind:
            by_kind[source.kind].append(ref)
        else:
            missing = missing or (*path, "kind")
    for kind, refs in by_kind.items():
        if missing is None:
            ledger.computed(kind, ledger.total(kind, refs))
        else:
            ledger.hole(kind, missing)
