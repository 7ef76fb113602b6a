"""A member of a group project (toteuttaja): one applicant, one plan file, one budget."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kanto_docs.budget import Budget, name_of
from kanto_docs.frozen import Frozen
from kanto_docs.law import Law
from kanto_docs.plan import Plan
from kanto_docs.source.place import Path

LEAD: Final = "lead"
MEMBER: Final = "member"
CARRIERS: Final = (LEAD, MEMBER)
"""Roles of those that carry the project out; one that only works together with them does not."""


class Member(Frozen):
    """Päätoteuttaja tai osatoteuttaja; without plan, law and budget its file was not read."""

    number: int
    """Its place in the group, counted from 1: the end of its lines' names."""
    place: int | None = None
    """Its place among `partners`; None for the applicant of the plan itself."""
    name: str | None = None
    role: str | None = None
    file: str | None = None
    plan: Plan | None = None
    law: Law | None = None
    budget: Budget | None = None
    trouble: str | None = None
    """In one word why there is no plan: a term of the card A18, or what A17 asks for."""
    trouble_line: int | None = None
    """The line of its file that cannot be read."""

    @property
    def is_own(self) -> bool:
        """Whether it is the applicant of the plan itself."""
        return self.place is None

    @property
    def path(self) -> Path:
        """Where the plan names it and its file."""
        return ("applicant",) if self.place is None else ("partners", self.place, "plan")

    @property
    def shown(self) -> str:
        """What to call it: its name, else its file, else its number."""
        return self.name or self.file or str(self.number)

    def line(self, name: str, year: int | None = None) -> str:
        """The name of its line among the group's: `total__2`, `total_2027__2`."""
        return f"{name_of(name, year=year)}__{self.number}"

    def amount(self, name: str, year: int | None = None) -> Decimal | None:
        """Its own line in euros; None when it cannot be computed or its file was not read."""
        return None if self.budget is None else self.budget.get(name_of(name, year=year))

    def is_at_work(self, year: int) -> bool:
        """Whether its project has days in the year; one whose years are not known may have."""
        years = self.budget.years if self.budget is not None else ()
        return not years or year in years
