"""The group and its sums: each is a formula over the members' lines, as in a budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Final, NamedTuple

from kanto_docs.budget import name_of
from kanto_docs.formula import Formula, Line, Ref, Sum
from kanto_docs.frozen import Frozen
from kanto_docs.groups.member import LEAD, Member

SUMMED: Final = (
    "staff_costs",
    "flat_costs",
    "total",
    "income",
    "net_total",
    "grant",
    "own",
    "municipal",
    "other_public",
    "private",
    "private_all",
    "funding_total",
    "gap",
)
"""The lines of the members that are summed, in the order in which people read them."""
SHARED: Final = ("total", "grant")
"""Of these each member's share of the whole is told."""
_GROUP: Final = "group"


class Group(Frozen):
    """Ryhmähanke: the lead first, then the plan's own applicant, then the others as it lists them.

    `lines` holds every member's line (`total__2`: the total of the second member), the sums over
    them (`group_total`, `group_total_2027`) and each member's share (`share_of_grant__2`). A member
    whose line cannot be computed leaves a hole in the sum, and `lacking` says whose it is.
    """

    members: tuple[Member, ...]

    def __getitem__(self, name: str) -> Decimal | None:
        """The sum of the members' lines `name` in euros."""
        return self.values[f"{_GROUP}_{name}"]

    @property
    def own(self) -> Member:
        """The member whose plan names the others."""
        return next(member for member in self.members if member.is_own)

    @property
    def others(self) -> tuple[Member, ...]:
        """The members besides the plan's own applicant."""
        return tuple(member for member in self.members if not member.is_own)

    @property
    def lead(self) -> Member | None:
        """The one lead (päätoteuttaja); None when there is none or more than one."""
        leads = [member for member in self.members if member.role == LEAD]
        return leads[0] if len(leads) == 1 else None

    @property
    def missing(self) -> tuple[str, ...]:
        """The dotted places in the plan of the members whose files were not read."""
        lost = (member for member in self.members if member.plan is None)
        return tuple(".".join(map(str, member.path)) for member in lost)

    @property
    def whole(self) -> bool:
        """Whether every member's file was read."""
        return not self.missing

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The calendar years in which any member has its project."""
        known = (member.budget.years for member in self.members if member.budget is not None)
        return tuple(sorted({year for years in known for year in years}))

    @cached_property
    def lines(self) -> Mapping[str, Line]:
        """Every line by its name, each after the lines it refers to."""
        return {line.name: line for line in self._written()}

    @cached_property
    def values(self) -> Mapping[str, Decimal | None]:
        """The value of every line: euros, shares as fractions; None for a hole."""
        values: dict[str, Decimal | None] = {}
        for name, line in self.lines.items():
            values[name] = line.value if line.formula is None else line.formula.value(values)
        return values

    def names(self) -> tuple[str, ...]:
        """The names of the lines that are summed."""
        budgets = [member.budget for member in self.members if member.budget is not None]
        return tuple(name for name in SUMMED if all(name in one.lines for one in budgets))

    def by_year(self, year: int) -> dict[str, Decimal | None]:
        """The sums of one year by the names of the whole ones."""
        return {name: self[name_of(name, year=year)] for name in self.names()}

    def lacking(self, name: str) -> tuple[Member, ...]:
        """The members whose line cannot be computed, so that the sum cannot be either."""
        return tuple(member for member in self.members if member.amount(name) is None)

    def share(self, member: Member, name: str) -> Decimal | None:
        """The member's part of the sum as a fraction; None when it is not known or there is none.

        Of the lines in `SHARED`.
        """
        return self.values[_share(member, name)]

    def _written(self) -> Iterator[Line]:
        for name in self.names():
            yield from self._sum(_Dated(name), self.members)
        for name in SHARED:
            for member in self.members:
                part = Ref(member.line(name)) / Ref(f"{_GROUP}_{name}")
                yield self._computed(_share(member, name), part, "share", member)
        for year in self.years:
            there = [member for member in self.members if member.is_at_work(year)]
            for name in self.names():
                yield from self._sum(_Dated(name, year), there)

    def _sum(self, dated: _Dated, members: Sequence[Member]) -> Iterator[Line]:
        """The members' lines and their sum."""
        refs = []
        for member in members:
            name = member.line(*dated)
            refs.append(Ref(name))
            value = member.amount(*dated)
            item = str(member.number)
            yield Line(
                name, "counted", "euro", None, value, member.path, dated.name, item, dated.year
            )
        whole = f"{_GROUP}_{name_of(dated.name, year=dated.year)}"
        base = f"{_GROUP}_{dated.name}"
        yield Line(whole, "computed", "euro", Sum(tuple(refs)), None, None, base, None, dated.year)

    @staticmethod
    def _computed(name: str, formula: Formula, base: str, member: Member) -> Line:
        item = str(member.number)
        return Line(name, "computed", "percent", formula, None, member.path, base, item)


class _Dated(NamedTuple):
    """A line's name, perhaps with a year."""

    name: str
    year: int | None = None


def _share(member: Member, name: str) -> str:
    return member.line(f"share_of_{name}")
