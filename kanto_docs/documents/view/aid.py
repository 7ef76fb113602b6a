"""The de minimis statement (vakuutus de minimis -tuesta): earlier aid, and room for more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final, cast

from kanto_docs.cards import basis_in
from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Gap, Names, Rows
from kanto_docs.documents.view.sharing import names_shown
from kanto_docs.law import Law
from kanto_docs.money import ZERO
from kanto_docs.plan.resources import DeMinimis, StateAid
from kanto_docs.rules.pointers import expand
from kanto_docs.rules.state_aid import first_day_that_counts
from kanto_docs.words import Words
from kanto_docs.words.saying import law_in_short

DUTY: Final = "D01"
"""The rule that asks for the statement."""
_CEILING: Final = "de_minimis_ceiling"
_LIST: Final = "/state_aid/de_minimis"


def lacking(checked: Checked) -> str | None:
    """The key of the words that say why there is nothing to state; None when there is."""
    return "doc.de-minimis.lacking" if checked.plan.state_aid is None else None


def aid(checked: Checked, words: Words) -> Names:
    """The aid inside the time that counts, outside it, and what cannot be placed; with sums.

    `known` is the sum of `counted`, `earlier` the same unless there is aid that is unclear; `room`
    is what is left of `ceiling`, `left` what is left after the grant that is applied for; `over`
    says by how much it would be exceeded, else it is empty.
    """
    names = names_shown(checked, words)
    state_aid = checked.plan.state_aid or StateAid()
    rows = cast("Rows", cast("Names", names["state_aid"])["de_minimis"])
    law, budget = checked.law, cast("Names", names["budget"])
    since = _since(law)
    kinds = [_kind(one, since, law.on) for one in state_aid.de_minimis]

    def of(kind: str) -> Rows:
        chosen = (row for row, one in zip(rows, kinds, strict=True) if one == kind)
        return Rows(tuple(chosen), rows.gap)

    counted, unclear = of("counted"), of("unclear")
    known = _sum(state_aid.de_minimis, kinds)
    said = _is_said(checked)
    hole = _hole(unclear) if said else rows.gap
    earlier = known if hole is None else None
    ceiling, grant = cast("Decimal | None", law[_CEILING]), checked.budget["grant"]
    room = None if ceiling is None or earlier is None else ceiling - earlier
    left = None if room is None or grant is None else room - grant
    unknown = cast("Gap | str", budget["grant"]) if hole is None else hole
    return Names(
        "aid",
        {
            "said": said,
            "none": said and not counted and not unclear,
            "counted": counted,
            "outside": of("outside"),
            "unclear": unclear,
            "period": _period(since, law, words),
            "known": words.euro(known),
            "earlier": _euro(earlier, unknown, words),
            "ceiling": _euro(ceiling, "", words),
            "room": _euro(room, unknown, words),
            "left": _euro(None if left is None else max(left, ZERO), unknown, words),
            "over": _euro(-left if left is not None and left < 0 else None, "", words),
            "duty": law_in_short(basis_in(law.programme, DUTY), words),
            "source": law_in_short(law.basis(_CEILING), words),
            "read": all(one.confidence == "verified" for one in law.basis(_CEILING)),
        },
    )


def _since(law: Law) -> date:
    """The first day whose aid counts, as the rule on the ceiling counts it."""
    years = cast("Decimal", law["de_minimis_years"])
    period = cast("tuple[str, ...]", law["de_minimis_period"])
    return first_day_that_counts(law.on, int(years), by_tax_year="tax_years" in period)


def _kind(one: DeMinimis, since: date, on: date) -> str:
    """Whether aid counts; without its day or amount it cannot be said."""
    if one.date is None or one.amount is None:
        return "unclear"
    return "counted" if since <= one.date <= on else "outside"


def _hole(unclear: Rows) -> Gap | None:
    """The first field for want of which the sum is not known; None when it is."""
    fields = (cast("Names", row)[name] for row in unclear for name in ("date", "amount"))
    return next((field for field in fields if isinstance(field, Gap)), None)


def _sum(listed: Iterable[DeMinimis], kinds: Iterable[str]) -> Decimal:
    pairs = zip(listed, kinds, strict=True)
    return sum((one.amount or ZERO for one, kind in pairs if kind == "counted"), ZERO)


def _is_said(checked: Checked) -> bool:
    """Whether the plan lists aid or says with an empty list that there is none."""
    return any(said is not None for _, said in expand(checked.source.data, _LIST))


def _period(since: date, law: Law, words: Words) -> str:
    return words.ui("doc.de-minimis.period", since=since, on=law.on)


def _euro(amount: Decimal | None, instead: Gap | str, words: Words) -> Gap | str:
    return instead if amount is None else words.euro(amount)
