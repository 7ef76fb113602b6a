"""The first meeting of the steering group (ohjausryhmä): who comes, and the days to agree on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, cast

from kanto_docs.budget.months import months_after
from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Names, Rows
from kanto_docs.documents.view.sharing import names_shown, with_shared
from kanto_docs.plan.bodies import Schedule, SteeringGroup
from kanto_docs.words import Words
from kanto_docs.words.saying import law_in_short

_YEAR: Final = 12
_EXPERT: Final = "expert"
_PROPOSED: Final = "/steering_group/proposed"


def lacking(checked: Checked) -> str | None:
    """The key of the words that say why nobody meets; None when a steering group is planned."""
    group = with_shared(checked).steering_group
    if group is None or (not group.members and not group.proposed):
        return "doc.agenda.lacking"
    return "doc.agenda.lacking" if group.proposed is False else None


def meeting(checked: Checked, words: Words) -> Names:
    """`members`, `experts`, the months of the `next` meetings, and the last day of the last claim.

    The months lie evenly in the project period by `steering_group.meetings_per_year`, which the
    group may change: the plan says how often, not when.
    """
    plan = with_shared(checked)
    group, schedule = plan.steering_group or SteeringGroup(), plan.schedule or Schedule()
    told = cast("Names", names_shown(checked, words)["steering_group"])
    rows = cast("Rows", told["members"])
    pairs = tuple(zip(group.members, rows, strict=True))
    last = _last_claim(checked, schedule)
    return Names(
        "meeting",
        {
            "members": Rows(tuple(row for one, row in pairs if one.role != _EXPERT), rows.gap),
            "experts": Rows(tuple(row for one, row in pairs if one.role == _EXPERT), rows.gap),
            "next": Rows(tuple(_months(group, schedule, words)), words.ui("doc.agenda.no_months")),
            "last_claim": "" if last is None else words.date(last),
            "claim": _told("claim", "last_claim_months", checked, words),
            "retention": _told("retention", "retention_years", checked, words),
            "law": _law(checked, words),
        },
    )


def _law(checked: Checked, words: Words) -> str:
    """The law on steering groups, where the programme's list cites it."""
    row = checked.law.programme.required_at(_PROPOSED)
    return law_in_short(row.basis, words) if row else ""


def _told(key: str, name: str, checked: Checked, words: Words) -> str:
    """The sentence with its number of the law; nothing where the number is not known."""
    number = checked.law[name]
    return "" if number is None else words.ui(f"doc.agenda.{key}", number=number)


def _months(group: SteeringGroup, schedule: Schedule, words: Words) -> Iterator[str]:
    """The months after the first meeting in which the group meets, "toukokuu 2027"."""
    start, end, times = schedule.start, schedule.end, group.meetings_per_year
    if start is None or end is None or not times or not 0 < times <= _YEAR or end < start:
        return
    months = (end.year - start.year) * _YEAR + end.month - start.month
    for number in range(1, months * times // _YEAR + 1):
        yield words.month(months_after(start, number * _YEAR // times))


def _last_claim(checked: Checked, schedule: Schedule) -> date | None:
    """The last day of the last claim (viimeinen maksatushakemus, 757/2021 28 § 1 mom)."""
    end, months = schedule.end, checked.law["last_claim_months"]
    if end is None or not isinstance(months, Decimal):
        return None
    return months_after(end, int(months))
