"""From a plan to its group: the files that its partners name, beside it, each read once.

The files are other people's: bare names only, the limits of any plan, and whatever is wrong with
one of them is a word in its member, never an end of the check. No file is followed further, so
that files which name each other do no harm.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Final, NamedTuple

from kanto_docs.budget import Budget, compute
from kanto_docs.call_checking import has_place, what_it_is
from kanto_docs.choosing import Options, decides, law_for
from kanto_docs.errors import UsageError
from kanto_docs.groups.group import Group
from kanto_docs.groups.member import CARRIERS, LEAD, Member
from kanto_docs.law import Law
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Partner
from kanto_docs.reading import is_plan, read_plan
from kanto_docs.scalars import Misread, file
from kanto_docs.source import Source, Unreadable, read_file

KINDS: Final = ("group", "joint")
"""Kinds of projects with several applicants (ryhmähanke; yhteishanke of 2014–2020)."""
MOST: Final = 64
"""So many files of members are read."""
UNNAMED: Final = "unnamed"
"""The plan names no file."""
ABSENT: Final = "absent"
"""There is no such file."""
OUTSIDE: Final = "outside"
"""What the plan says is no bare name of a file."""
_Identity = tuple[int, int]


class _Read(NamedTuple):
    """A member's file, or why it could not be read."""

    plan: Plan | None = None
    trouble: str | None = None
    line: int | None = None


def group_of(
    source: Source, plan: Plan, law: Law, budget: Budget, options: Options
) -> Group | None:
    """The group that a plan belongs to; None for one of a single applicant or of no said kind."""
    project = plan.project
    if project is None or project.kind not in KINDS:
        return None
    own = Member(
        0,
        name=plan.applicant.name if plan.applicant else None,
        role=project.group_role,
        file=FilePath(source.name).name,
        plan=plan,
        law=law,
        budget=budget,
    )
    rest = [_member(place, one, own, options) for place, one in _read(source, plan, options)]
    found = sorted([own, *rest], key=lambda one: one.role != LEAD)
    return Group(tuple(one.with_(number=at) for at, one in enumerate(found, start=1)))


def group_again(group: Group | None, plan: Plan, budget: Budget | None) -> Group | None:
    """The group after changes in the plan's own data, with the files as they were read.

    Without `budget` the plan's own budget is the same as before.
    """
    if group is None or plan.project is None or plan.project.kind not in KINDS:
        return None
    roles = {at: partner.role for at, partner in enumerate(plan.partners)}
    members = []
    for one in group.members:
        if one.place is None:
            role, own = plan.project.group_role, budget or one.budget
            members.append(one.with_(role=role, plan=plan, budget=own))
        elif one.place in roles:
            members.append(one.with_(role=roles[one.place]))
    return Group(tuple(members))


def _read(
    source: Source, plan: Plan, options: Options
) -> Iterator[tuple[int, tuple[Partner, _Read]]]:
    """The partners that carry the project out, by place, each with its file."""
    folder = options.folder
    own = _identity(folder / FilePath(source.name).name) if folder else None
    known: dict[_Identity, str] = {own: "self"} if own else {}
    for place, partner in enumerate(plan.partners):
        if partner.role in CARRIERS or (partner.role is None and partner.plan):
            yield place, (partner, _file(partner.plan, folder, known))


def _file(name: str | None, folder: FilePath | None, known: dict[_Identity, str]) -> _Read:
    if name is None:
        return _Read(trouble=UNNAMED)
    try:
        file(name)
    except Misread:
        return _Read(trouble=OUTSIDE)
    if name.startswith("."):
        return _Read(trouble="hidden")
    if folder is None:
        return _Read(trouble=ABSENT)
    path = folder / name
    who = _identity(path)
    if who in known:
        return _Read(trouble=known[who])
    if len(known) > MOST:
        return _Read(trouble="too_many")
    if who is not None:
        known[who] = "twice"
    try:
        data = read_file(path, name).data
    except Unreadable as error:
        line = error.position.line if has_place(error) else None
        return _Read(trouble=what_it_is(error), line=line)
    return _Read(read_plan(data)) if is_plan(data) else _Read(trouble="no_plan")


def _identity(path: FilePath) -> _Identity | None:
    """What tells two files apart, however their names are written."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def _member(place: int, found: tuple[Partner, _Read], own: Member, options: Options) -> Member:
    partner, read = found
    applicant = read.plan.applicant if read.plan else None
    law = None if read.plan is None else _law(read.plan, own, options)
    return Member(
        0,
        place=place,
        name=partner.name or (applicant.name if applicant else None),
        role=partner.role,
        file=partner.plan,
        plan=read.plan,
        law=law,
        budget=None if read.plan is None or law is None else compute(read.plan, law),
        trouble=read.trouble,
        trouble_line=read.line,
    )


def _law(plan: Plan, own: Member, options: Options) -> Law | None:
    """The law that the member's plan is judged by, its call read again only when it is another."""
    if own.plan is not None and decides(plan) == decides(own.plan):
        return own.law
    try:
        return law_for(plan, options)[0]
    except UsageError:  # `--call` names a call of another programme
        return law_for(plan, options._replace(call=None))[0]
