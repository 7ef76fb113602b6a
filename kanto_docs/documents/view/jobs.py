"""Job descriptions (tehtävänkuvaukset): one row for each person whom the project pays."""

from __future__ import annotations

import re
from typing import Final, cast

from kanto_docs.budget.models import UNIT_COST
from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Names, Rows
from kanto_docs.documents.view.sharing import names_shown, with_shared
from kanto_docs.money import HUNDRED
from kanto_docs.plan import Plan
from kanto_docs.plan.content import Action
from kanto_docs.plan.resources import Person
from kanto_docs.words import Words
from kanto_docs.words.saying import law_in_short

ASKED: Final = "/staff/*/job_description"
"""The row of the programme's required list that asks for the description."""
_ACTUAL: Final = "real"


def lacking(checked: Checked) -> str | None:
    """The key of the words that say why there is nobody to describe; None when there is."""
    return None if checked.plan.staff else "doc.job-descriptions.lacking"


def jobs(checked: Checked, words: Words) -> Rows:
    """Every person as in `staff`, with the actions they answer for and how their time is followed.

    `hourly` tells which pay model it is, `follow` says in words what the law asks of records of
    working time under it, `law` why a description is needed at all.
    """
    plan = with_shared(checked)
    names = names_shown(checked, words)
    staff, actions = cast("Rows", names["staff"]), cast("Rows", names["actions"])
    rows = []
    for person, row in zip(plan.staff or (), staff, strict=True):
        known = dict(cast("Names", row).known)
        known["tasks"] = _tasks(person, plan, actions, words)
        known["hourly"] = plan.pay_model == UNIT_COST
        known["follow"] = _follow(person, plan, checked, words) or names["pay_model"]
        known["law"] = _law(checked, words)
        rows.append(Names("jobs", known))
    return Rows(tuple(rows), staff.gap)


def _tasks(person: Person, plan: Plan, actions: Rows, words: Words) -> Rows:
    """The actions whose `responsible` names the person's role or name."""
    found = tuple(
        row
        for action, row in zip(plan.actions or (), actions, strict=True)
        if _names(action, person)
    )
    return Rows(found, words.ui("doc.job-descriptions.no_tasks"))


def _names(action: Action, person: Person) -> bool:
    said = _plain(action.responsible)
    asked = (_plain(person.role), _plain(person.name))
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", said) for one in asked if one)


def _plain(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def _follow(person: Person, plan: Plan, checked: Checked, words: Words) -> str | None:
    """How working time is followed; None while the pay model is not known."""
    if plan.pay_model == UNIT_COST:
        hours = checked.law["annual_hours"]
        return words.ui("doc.job-descriptions.follow.hours", hours=hours)
    if plan.pay_model is None or person.share is None:
        return None
    part = "whole" if person.share == HUNDRED else "part"
    model = "actual" if plan.pay_model == _ACTUAL else "share"
    return words.ui(f"doc.job-descriptions.follow.{model}_{part}", share=person.share)


def _law(checked: Checked, words: Words) -> str:
    row = checked.law.programme.required_at(ASKED)
    return law_in_short(row.basis, words) if row else ""
