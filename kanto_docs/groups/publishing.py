"""The group as plain data, for reports in JSON and in text."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kanto_docs.groups.group import SHARED, Group
from kanto_docs.groups.member import Member
from kanto_docs.money import HUNDRED, cents


def published(group: Group) -> Mapping[str, object]:
    """Members, sums and the sums of each year: amounts as text with two decimals, null = a gap.

    Shares are per cent. `lacking` names for each sum that is a gap the members whose line it lacks.
    """
    lacking = {name: [one.shown for one in group.lacking(name)] for name in group.names()}
    project = group.own.plan.project if group.own.plan else None
    return {
        "kind": project.kind if project else None,
        "members": [_member(group, member) for member in group.members],
        "sums": {name: _amount(group[name]) for name in group.names()},
        "lacking": {name: members for name, members in lacking.items() if members},
        "years": {
            str(year): {name: _amount(sum_) for name, sum_ in group.by_year(year).items()}
            for year in group.years
        },
    }


def _member(group: Group, member: Member) -> Mapping[str, object]:
    return {
        "name": member.name,
        "role": member.role,
        "file": member.file,
        "this_plan": member.is_own,
        "trouble": member.trouble,
        **{name: _amount(member.amount(name)) for name in group.names()},
        **{f"share_of_{name}": _percent(group.share(member, name)) for name in SHARED},
    }


def _amount(value: Decimal | None) -> str | None:
    return None if value is None else str(cents(value))


def _percent(share: Decimal | None) -> str | None:
    return None if share is None else str(cents(share * HUNDRED))
