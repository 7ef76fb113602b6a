"""What the texts say against what the budget, the staff and the timetable say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from kanto_docs.budget import Budget
from kanto_docs.budget.months import as_decimal, months_between
from kanto_docs.finding import Fault, Faults
from kanto_docs.plan import Plan
from kanto_docs.plan.content import Action, TargetGroups
from kanto_docs.plan.resources import Person
from kanto_docs.prose.fields import own_texts
from kanto_docs.prose.identity import masked
from kanto_docs.prose.names import same_name
from kanto_docs.prose.roles import shares_in, unknown_roles
from kanto_docs.prose.statements import Statement, periods, statements
from kanto_docs.prose.wording import listed
from kanto_docs.rules.naming import called
from kanto_docs.rules.registry import rule
from kanto_docs.source import Path, Source

_AMOUNTS: Final[Mapping[str, tuple[str, ...]]] = {
    "total": ("total", "net_total", "funding_total"),
    "grant": ("grant",),
    "own": ("own",),
    "staff_costs": ("staff_costs",),
}
"""The budget lines that each statement on money may mean; the first is the one that is said."""
_SHOWN: Final = 36
"""A longer quotation would be cut."""


@rule("X10", start="schedule.start", end="schedule.end")
def dates_disagree(start: date, end: date, source: Source) -> Faults:
    """Tekstissä on eri alku- tai loppupäivä kuin aikataulussa."""
    for said in periods(source):
        for name, day, real, words in (
            ("start", said.start, start, said.words),
            ("end", said.end, end, _ending(said.words)),
        ):
            if day and not day.is_on(real):
                facts = {"words": words, "problem": name, "day": real}
                yield Fault(said.path, facts, (("schedule", name),))


def _ending(words: str) -> str:
    """The last words, as many as are shown: the day on which the project ends is among them."""
    while len(words) > _SHOWN and " " in words:
        words = words.partition(" ")[2]
    return words


@rule("X11", start="schedule.start", end="schedule.end")
def duration_disagrees(start: date, end: date, source: Source) -> Faults:
    """Tekstissä on eri kesto kuin aikataulussa."""
    months = as_decimal(months_between(start, end))
    for said in statements(source, "duration"):
        if end > start and not said.quantity.agrees(months, said.unit):
            facts = {"words": said.words, "said": said.quantity.value, "months": months}
            yield Fault(said.path, facts, (("schedule", "start"), ("schedule", "end")))


@rule("X12")
def amount_disagrees(source: Source, plan: Plan, budget: Budget) -> Faults:
    """Tekstissä on eri summa kuin budjetissa tai rahoitussuunnitelmassa."""
    if _is_shared(plan):
        return
    for kind, names in _AMOUNTS.items():
        lines = _lines(budget, kind, names)
        for said in statements(source, kind) if lines else ():
            if not any(said.quantity.agrees(line, "euro") for line in lines):
                facts = {"what": kind, "said": said.quantity.value, "amount": lines[0]}
                yield Fault(said.path, facts)
    for said, amount, path in _payments(source, plan):
        if not said.quantity.agrees(amount, "euro"):
            facts = {"what": "payer", "said": said.quantity.value, "amount": amount}
            yield Fault(said.path, facts, (path,))


@rule("X13", grant="budget.grant", net="budget.net_total")
def grant_share_disagrees(grant: Decimal, net: Decimal, source: Source, plan: Plan) -> Faults:
    """Tekstissä on eri tukiprosentti kuin rahoitussuunnitelmassa."""
    if not net or _is_shared(plan):
        return
    counted = grant * 100 / net
    given = plan.funding.grant_share if plan.funding else None
    for said in statements(source, "share"):
        if not any(said.quantity.agrees(one, "percent") for one in (counted, given or counted)):
            share = given or round(counted, 2)
            facts = {"said": said.quantity.value, "share": share}
            yield Fault(said.path, facts, (("funding",),))


@rule("X14", persons="indicators.persons")
def participants_disagree(persons: int, source: Source, plan: Plan) -> Faults:
    """Tekstissä on eri osallistujamäärä kuin seurantatiedoissa."""
    if _is_shared(plan):
        return
    yield from _counted(source, "persons", persons, (persons,), ("indicators", "persons"))


@rule("X15")
def staff_number_disagrees(staff: tuple[Person, ...], source: Source, plan: Plan) -> Faults:
    """Tekstissä on eri määrä työntekijöitä kuin henkilöstössä."""
    if _is_shared(plan) or not staff or any(map(_is_several, staff)):
        return
    rows = len(staff)
    possible = tuple(range(_fewest(staff), rows + 1))
    yield from _counted(source, "workers", rows, possible, ("staff",))
    yield from _counted(source, "hired", rows, tuple(range(1, rows + 1)), ("staff",))


@rule("X16")
def work_share_disagrees(staff: tuple[Person, ...], source: Source) -> Faults:
    """Tekstissä on eri työaikaosuus kuin henkilöstössä."""
    roles: dict[str, list[tuple[int, Decimal]]] = {}
    for number, person in enumerate(staff):
        if person.role and person.share is not None and person.employment != "short_term":
            roles.setdefault(person.role, []).append((number, person.share))
    for text in own_texts(source) if roles else ():
        if text.kind.startswith("actions/"):
            continue  # the share of an action
        for said in dict.fromkeys(shares_in(text, tuple(roles))):
            rows = roles[said.role]
            if said.value not in (*(share for _, share in rows), sum(share for _, share in rows)):
                facts = {"role": said.role, "said": said.value, "share": rows[0][1]}
                yield Fault(text.path, facts, (("staff", rows[0][0], "share"),))


@rule("X17")
def target_groups_disagree(target_groups: TargetGroups, source: Source) -> Faults:
    """Tekstissä on eri määrä kohderyhmiä kuin luettelossa."""
    direct = target_groups.direct
    names = " ".join((one.name or "") for one in (*direct, *target_groups.indirect)).split()
    if not direct or {"ja", "sekä", "och", "samt", "and"} & set(names):
        return  # a row may hold several groups
    possible = (len(direct), len(direct) + len(target_groups.indirect))
    yield from _counted(source, "groups", len(direct), possible, ("target_groups", "direct"))


@rule("X18")
def unknown_role(staff: tuple[Person, ...], actions: tuple[Action, ...], plan: Plan) -> Faults:
    """Toimenpiteen vastuutehtävää ei ole henkilöstössä eikä kumppaneissa."""
    known = " ".join(_known_roles(plan))
    for number, action in enumerate(actions):
        if action.responsible and staff and all(person.role for person in staff):
            for role in unknown_roles(action.responsible, known, partners=bool(plan.partners)):
                facts = {"role": role, "action": called(number, action.title, action.id)}
                yield Fault(("actions", number, "responsible"), facts, (("staff",),))


@rule("X19")
def action_without_time_or_doer(actions: tuple[Action, ...]) -> Faults:
    """Toimenpiteeltä puuttuu aika tai vastuuhenkilö."""
    titled = [(number, one) for number, one in enumerate(actions) if one.title or one.description]
    yield from _lacking(titled, "time", lambda one: bool(one.start or one.end), "start")
    yield from _lacking(titled, "doer", lambda one: bool(one.responsible), "responsible")


@rule("X20")
def objective_left_alone(plan: Plan) -> Faults:
    """Tavoitteeseen ei liity toimenpidettä tai tulosta."""
    acted = {one for action in plan.actions or () for one in action.objectives}
    reached = {result.objective for result in plan.results or () if result.objective}
    for number, objective in enumerate(plan.objectives or ()):
        if not objective.id or not objective.text:
            continue
        for problem, known in (("action", acted), ("result", reached)):
            if known and objective.id not in known:
                facts = {
                    "id": objective.id,
                    "text": masked(str(objective.text)),
                    "problem": problem,
                }
                yield Fault(("objectives", number), facts, ((f"{problem}s",),))
    for number, result in enumerate(plan.results or ()):
        if reached and result.text and not result.objective:
            facts = {
                "id": called(number, result.id),
                "text": masked(result.text),
                "problem": "objective",
            }
            yield Fault(("results", number), facts, (("objectives",),))


def _is_shared(plan: Plan) -> bool:
    """Whether the project has several applicants, so that its numbers are not this plan's."""
    kind = plan.project.kind if plan.project else None
    return kind not in (None, "single") or any(one.role != "cooperation" for one in plan.partners)


def _lines(budget: Budget, kind: str, names: tuple[str, ...]) -> list[Decimal]:
    lines = [line for line in map(budget.get, names) if line is not None]
    rest, grant, pay = budget.get("net_total"), budget.get("grant"), budget.get("staff_pay")
    if lines and kind == "own" and rest is not None and grant is not None:
        lines.append(rest - grant)
    if lines and kind == "staff_costs" and pay is not None:
        lines.append(pay)
    return lines


def _payments(source: Source, plan: Plan) -> Iterator[tuple[Statement, Decimal, Path]]:
    """What the texts say that a known payer gives, with what the financing plan says."""
    sources = plan.funding.sources or () if plan.funding else ()
    for said in statements(source, "payer") if sources else ():
        rows = [
            (number, one.amount)
            for number, one in enumerate(sources)
            if same_name(one.payer, said.payer) and one.amount is not None
        ]
        if len(rows) == 1:
            yield said, rows[0][1], ("funding", "sources", rows[0][0], "amount")


def _counted(source: Source, kind: str, number: int, possible: Sequence[int], see: Path) -> Faults:
    for said in statements(source, kind):
        if not any(said.quantity.agrees(Decimal(one), "people") for one in possible):
            facts = {"words": said.words, "said": said.quantity.value, "number": number}
            yield Fault(said.path, facts, (see,))


def _is_several(person: Person) -> bool:
    """Whether a row may stand for several people: "2 ohjaajaa", "Ohjaajat"."""
    role = person.role or ""
    return any(map(str.isdigit, role)) or role.endswith(("t", "s"))


def _fewest(staff: tuple[Person, ...]) -> int:
    """The smallest number that a sentence may mean: people at the same time, or no short jobs."""
    roles = len({person.role for person in staff})
    steady = sum(person.employment != "short_term" for person in staff)
    days = [person.start for person in staff if person.start]
    at_once = [sum(_works(person, day) for person in staff) for day in days]
    return max(1, min(roles, steady, *at_once)) if all(one.start for one in staff) else 1


def _works(person: Person, day: date) -> bool:
    return not (person.start and person.start > day) and not (person.end and person.end < day)


def _known_roles(plan: Plan) -> Iterator[str]:
    """Every text that names somebody who takes part or is paid."""
    for person in plan.staff or ():
        yield from (one for one in (person.role, person.duties) if one)
    for partner in plan.partners:
        yield from (one for one in (partner.name, partner.responsibility) if one)
    for name in ("contact_person", "responsible_person", "project_manager", "finance"):
        contact = getattr(plan.contacts, name, None)
        yield getattr(contact, "position", None) or ""
        if contact is not None and name == "project_manager":
            yield from listed("manager_titles")
    members = plan.steering_group.members if plan.steering_group else ()
    yield from (one.role or "" for one in plan.applicant.signatories) if plan.applicant else ()
    yield from (f"{one.organisation or ''} {one.role or ''}" for one in members)
    yield from (f"{cost.text or ''} {cost.supplier or ''}" for cost in plan.costs)


def _lacking(
    actions: Sequence[tuple[int, Action]],
    problem: str,
    has: Callable[[Action], bool],
    key: str,
) -> Faults:
    """One finding for all when no action has it, else one for each that lacks it."""
    without = [(number, action) for number, action in actions if not has(action)]
    if actions[1:] and not any(has(action) for _, action in actions):
        yield Fault(("actions",), {"problem": f"all_{problem}"})
        return
    for number, action in without:
        facts = {"problem": problem, "action": called(number, action.title, action.id)}
        yield Fault(("actions", number, key), facts)
