"""Rules on a group project as a whole: do the members' plan files agree with each other?

A finding stands where the plan names the other's file. The lead's plan is compared with every
member's, a member's plan only with its lead's: nobody is told of what two others disagree on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from kanto_docs.finding import Fault, Faults
from kanto_docs.groups import ABSENT, LEAD, OUTSIDE, UNNAMED, Group, Member
from kanto_docs.groups.bodies import Body, applicant_of, bodies_of, lead_among
from kanto_docs.money import HUNDRED
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Project, Schedule
from kanto_docs.plan.resources import Funding
from kanto_docs.prose.names import same_name
from kanto_docs.rules.naming import called
from kanto_docs.rules.registry import rule
from kanto_docs.rules.working_time import WorkRow, rows_by_person
from kanto_docs.source import Path

_ASKED_FOR: Final = (UNNAMED, ABSENT)
_OF_MANY_APPLICATIONS: Final = ("group",)
"""Kinds of projects in which every member applies by itself."""


@rule("A17", kind="project.kind", members="group.members")
def member_without_file(kind: str, members: tuple[Member, ...]) -> Faults:
    """Ryhmähankkeen toteuttajan suunnitelmatiedostoa ei ole (867/2021 30 §)."""
    for member in members:
        if kind in _OF_MANY_APPLICATIONS and member.trouble in _ASKED_FOR:
            facts = {"problem": member.trouble, "file": member.file}
            yield Fault(member.path, {**_of(member), **facts})


@rule("A18", members="group.members")
def member_file_unreadable(members: tuple[Member, ...]) -> Faults:
    """Toteuttajan suunnitelmatiedostoa ei voi käyttää; a name with a folder is told of by Y33."""
    for member in members:
        if member.trouble is not None and member.trouble not in (*_ASKED_FOR, OUTSIDE):
            facts: dict[str, object] = {"value": member.file, "what": member.trouble}
            if member.trouble_line is not None:
                facts |= {"problem": "line", "line": member.trouble_line}
            yield Fault(member.path, facts)


@rule("A19")
def group_of_two_calls(group: Group) -> Faults:
    """Ryhmän suunnitelmat kuuluvat eri ohjelmaan tai eri hakuun."""
    for own, other in _compared(group):
        for field, said in (("programme", _programme), ("call", _call)):
            ours, theirs = said(own), said(other)
            if ours and theirs and ours.casefold() != theirs.casefold():
                facts = _two(other, ours, theirs) | {"problem": field}
                yield Fault(other.path, facts, ((field,),))
                break


@rule("A20")
def group_of_two_names(group: Group) -> Faults:
    """Ryhmän suunnitelmissa hankkeella on eri nimi."""
    for own, other in _compared(group):
        for language, ours in _names(own).items():
            theirs = _names(other).get(language)
            if theirs and not same_name(ours, theirs):
                yield Fault(other.path, _two(other, ours, theirs), (("project", "name"),))
                break


@rule("A21")
def member_outside_period_of_lead(group: Group) -> Faults:
    """Osatoteuttajan aika alkaa ennen päätoteuttajan aikaa tai jatkuu sen jälkeen."""
    lead = group.lead
    for own, other in _compared(group):
        if lead is None or lead not in (own, other):
            continue
        member = other if lead == own else own
        first, last = _period(lead)
        start, end = _period(member)
        for day, limit, is_early in ((start, first, True), (end, last, False)):
            if day and limit and (day < limit if is_early else day > limit):
                when = {"problem": "early" if is_early else "late", "day": day, "limit": limit}
                key = "start" if is_early else "end"
                yield Fault(other.path, {**_of(member), **when}, (("schedule", key),))


@rule("A22")
def group_lists_differ(group: Group) -> Faults:
    """Suunnitelmissa on lueteltu eri toteuttajat tai eri päätoteuttaja."""
    for _, other in _compared(group):
        yield from (Fault(other.path, facts, _LISTS) for facts in _differences(group, other))


@rule("A23")
def partner_file_of_another(group: Group) -> Faults:
    """Tiedoston hakija on toinen organisaatio kuin kumppanin rivillä."""
    for other, row in _rows(group):
        applicant = applicant_of(_plan(other))
        field = "business_id" if row.business_id and applicant.business_id else "name"
        ours, theirs = getattr(row, field), getattr(applicant, field)
        if not row.may_be(applicant):
            facts = {"problem": field, "file": other.file, "row": ours, "applicant": theirs}
            yield Fault((*other.path[:-1], field), {**_of(other), **facts}, (other.path,))


@rule("A24", kind="project.kind")
def group_role_differs(kind: str, group: Group) -> Faults:
    """Toteuttajan omassa suunnitelmassa on toinen hanketyyppi tai rooli kuin tässä."""
    for other in group.others:
        theirs = _plan(other).project or Project()
        role, said = other.role, theirs.group_role
        if theirs.kind is not None and theirs.kind != kind:
            see: Path = ("project", "kind")
            facts = _two(other, kind, theirs.kind) | {"problem": "kind"}
            yield Fault(other.path, facts, (see,))
        elif None not in (role, said) and role != said:
            see = (*other.path[:-1], "role")
            yield Fault(other.path, _two(other, role, said), (see,))


@rule("C59")
def group_cost_models_differ(group: Group) -> Faults:
    """Yhteishankkeen toteuttajilla on eri kustannusmalli (358/2014 7 § 1 mom)."""
    for own, other in _compared(group):
        ours, theirs = _plan(own).cost_model, _plan(other).cost_model
        if None not in (ours, theirs) and ours != theirs:
            yield Fault(other.path, _two(other, ours, theirs), (("cost_model",),))


@rule("S16")
def group_pay_models_differ(group: Group) -> Faults:
    """Ryhmän toteuttajilla on eri palkkakustannusmalli."""
    for own, other in _compared(group):
        ours, theirs = _plan(own).pay_model, _plan(other).pay_model
        if None not in (ours, theirs) and ours != theirs:
            yield Fault(other.path, _two(other, ours, theirs), (("pay_model",),))


@rule("S17")
def person_over_full_time_in_group(group: Group) -> Faults:
    """Sama henkilö tekee ryhmän eri toteuttajille yhteensä yli koko työajan."""
    by_member = [(member, rows_by_person(_plan(member))) for member in group.members]
    for person, own in rows_by_person(_plan(group.own)).items():
        rows = [(member, row) for member, people in by_member for row in people.get(person, ())]
        for day in dict.fromkeys(row.start for _, row in rows):
            together = [(member, row) for member, row in rows if row.start <= day <= row.end]
            share = sum((row.share for _, row in together), Decimal(0))
            ours = [row for row in own if row.start <= day <= row.end]
            others = [member for member, _ in together if not member.is_own]
            if share > HUNDRED and ours and others:
                jobs = tuple(_job(member, row) for member, row in together)
                facts = {"jobs": jobs, "share": share, "day": day}
                see = tuple(dict.fromkeys(member.path for member in others))
                yield Fault(("staff", ours[-1].number, "share"), facts, see)
                break


@rule("F18")
def member_pays_member(group: Group) -> Faults:
    """Toteuttajan rahoittajaksi on merkitty ryhmän toinen toteuttaja."""
    own = group.own
    for member in group.members if own.role == LEAD else (own,):
        sources = (_plan(member).funding or Funding()).sources or ()
        for number, source in enumerate(sources):
            for payer in group.members:
                if payer is not member and same_name(source.payer, payer.name):
                    at = ("funding", "sources", number, "payer") if member.is_own else member.path
                    facts = {"payer": source.payer, "amount": source.amount}
                    problem = {} if source.amount is not None else {"problem": "no_amount"}
                    yield Fault(at, {**_of(member), **facts, **problem})


_LISTS: Final[tuple[Path, ...]] = (("partners",),)


def _compared(group: Group) -> Iterator[tuple[Member, Member]]:
    """The plan's own applicant with each whose file its own must agree with."""
    own = group.own
    leads = tuple(other for other in group.others if other.role == LEAD)
    for other in group.others if own.role == LEAD or not leads else leads:
        yield own, other


def _of(member: Member) -> dict[str, object]:
    return {"member": member.shown}


def _two(other: Member, ours: object, theirs: object) -> dict[str, object]:
    """What the plan says, and what the other's plan says instead."""
    return {**_of(other), "ours": ours, "theirs": theirs}


def _plan(member: Member) -> Plan:
    return member.plan or Plan()


def _rows(group: Group) -> Iterator[tuple[Member, Body]]:
    """The members that the plan names, each with what it says of it."""
    partners = _plan(group.own).partners
    for member in group.members:
        if member.place is not None:
            partner = partners[member.place]
            yield member, Body(partner.name, partner.business_id, partner.role)


def _programme(member: Member) -> str | None:
    return member.law.programme.code if member.law else None


def _call(member: Member) -> str | None:
    """The call's code, however the plan names the call."""
    return member.law.call.code if member.law and member.law.call else _plan(member).call


def _names(member: Member) -> Mapping[str, str]:
    name = (_plan(member).project or Project()).name
    return name.by_language if name else {}


def _period(member: Member) -> tuple[date | None, date | None]:
    schedule = _plan(member).schedule or Schedule()
    return schedule.start, schedule.end


def _differences(group: Group, other: Member) -> Iterator[dict[str, object]]:
    """Whom the other's plan leaves out and whom it adds; else whom it calls the lead instead.

    Of each member its own file says who it is: what the plan's row says of it is told by A23.
    """
    ours = [applicant_of(_plan(one))._replace(role=one.role) for one in group.members]
    theirs = bodies_of(_plan(other))
    differ = False
    for problem, listed, within in (("lacks", ours, theirs), ("adds", theirs, ours)):
        alone = [body for body in listed if not any(map(body.may_be, within))]
        if alone:
            differ = True
            yield {**_of(other), "problem": problem, "bodies": _called(alone)}
    lead, their_lead = lead_among(ours), lead_among(theirs[1:])
    if not differ and lead and their_lead and not lead.may_be(their_lead):
        yield {**_of(other), "problem": "lead", "bodies": _called((their_lead,))}


def _called(bodies: Iterable[Body]) -> tuple[str, ...]:
    return tuple(body.name or str(body.business_id) for body in bodies)


def _job(member: Member, row: WorkRow) -> str:
    person = (_plan(member).staff or ())[row.number]
    return f"{called(row.number, person.role, person.id)} ({member.shown})"
