"""The plan's own names for templates: its keys, with texts ready to be read.

`applicant.name`, `staff`, `schedule.start` mean in a template what they mean in plan.yaml. Amounts,
dates, percentages, yes and no and fixed values are already words; templates only place them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from kanto_docs.budget import Budget
from kanto_docs.documents.called import called
from kanto_docs.documents.figures import Figures
from kanto_docs.documents.gaps import Names, Rows
from kanto_docs.documents.view.fields import Maker
from kanto_docs.law import Law
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Project
from kanto_docs.plan.part import Day
from kanto_docs.plan.resources import Attachment
from kanto_docs.source import Path
from kanto_docs.words import Words
from kanto_docs.words.saying import title_of


def names_of_plan(plan: Plan, budget: Budget, words: Words, law: Law) -> dict[str, object]:
    """The names for one plan and its budget in the language of `words`."""
    maker = Maker(words)
    beside = _Beside(maker)
    names = maker.part(Plan, plan, ())
    names["programme"] = beside.programme(plan, law)
    names["call"] = beside.call(plan, law)
    names["reasons"] = beside.reasons(plan)
    names["in_english"] = beside.in_english(names)
    figures = Figures(budget, words, maker.gap)
    names["budget"] = figures.names()
    figures.complete(names)
    names["attachments"] = beside.attachments(plan)
    if plan.staff == ():
        names |= beside.without_staff(plan, figures)
    return names


class _Beside:
    """Makes the names that stand beside the plan's own keys, or say more than these."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker

    def programme(self, plan: Plan, law: Law) -> Names:
        """The programme's own names, and those of the plan's priority and objective."""
        raw = law.programme.raw
        project = plan.project or Project()
        emblem = cast("Mapping[str, object]", raw.get("emblem") or {})
        found = {
            "code": law.programme.code,
            "name": self.said(raw.get("name")),
            "fund": self.said(raw.get("fund")),
            "service": cast("str | None", raw.get("service")),
            "emblem_statement": self.said(emblem.get("statement")),
            "priority_name": self.listed(raw, "priorities", project.priority),
            "specific_objective_name": self.listed(
                raw, "specific_objectives", project.specific_objective
            ),
        }
        missing = self.maker.gap(("programme",))
        return Names("programme", {name: text or missing for name, text in found.items()})

    def call(self, plan: Plan, law: Law) -> Names:
        """Haku: what the call notice says."""
        call = law.call
        found: dict[str, object] = {
            "code": call.code if call is not None else plan.call,
            "title": self.said(call.raw.get("title")) if call is not None else None,
        }
        for name in ("official_code", "authority", "opens", "closes"):
            said = call[name] if call is not None else None
            found[name] = self.maker.words.date(said) if isinstance(said, Day) else said
        missing = self.maker.gap(("call",))
        return Names("call", {name: text or missing for name, text in found.items()})

    def in_english(self, names: Mapping[str, object]) -> Names:
        """The name and the summary in English, for documents in another language."""
        project = cast("Names", names["project"])
        said = {"name": project["name_en"], "summary": names["summary_en"]}
        if self.maker.words.language == "en":
            said = {
                name: self.maker.gap((), self.maker.words.ui("severity.missing")) for name in said
            }
        return Names("in_english", said)

    def reasons(self, plan: Plan) -> Rows:
        """Erityiset syyt: the special reasons given for what the rules allow only with one."""
        rows = tuple(
            Names(f"reasons.{code}", {"title": title_of(code, self.maker.words), "text": text})
            for code, text in plan.reasons.items()
        )
        return Rows(rows, self.maker.gap(("reasons",)))

    def attachments(self, plan: Plan) -> Rows:
        """Liitteet, and what each of them is about by its name: a person's role, a payer."""
        rows = []
        for place, attachment in enumerate(plan.attachments):
            path: Path = ("attachments", place)
            names = self.maker.part(Attachment, attachment, path)
            names["for_name"] = Rows(called(plan, attachment.for_), self.maker.gap((*path, "for")))
            rows.append(Names("attachments", names))
        return Rows(tuple(rows), self.maker.gap(("attachments",)))

    def without_staff(self, plan: Plan, figures: Figures) -> dict[str, object]:
        """What nobody is missing where the plan says that nobody is employed."""
        nobody = self.maker.words.ui("answer.nobody")
        budget = {**figures.names().known, "side_cost_percent": nobody}
        names: dict[str, object] = {"staff": Rows((), nobody), "budget": Names("budget", budget)}
        return names if plan.pay_model else {**names, "pay_model": nobody}

    def said(self, texts: object) -> str | None:
        """The text of our own data in the document's language."""
        found = texts.get(self.maker.words.language) if isinstance(texts, Mapping) else None
        return found if found and isinstance(found, str) else None

    def listed(self, raw: Mapping[str, object], group: str, code: str | None) -> str | None:
        """The name that the programme gives to the code."""
        rows = cast("Sequence[Mapping[str, object]]", raw.get(group) or ())
        return next((self.said(row.get("name")) for row in rows if row.get("code") == code), None)
