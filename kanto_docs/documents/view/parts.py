"""The plan's own names for templates: its keys, with texts ready to be read.

`applicant.name`, `staff`, `schedule.start` mean in a template what they mean in plan.yaml. Amounts,
dates, percentages, yes and no and fixed values are already words; templates only place them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Final, Union, cast, get_args, get_origin

from kanto_docs.budget import Budget
from kanto_docs.documents.figures import Figures
from kanto_docs.documents.gaps import Answer, Gap, Names, Rows, Said
from kanto_docs.law import Law
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Project
from kanto_docs.plan.content import Effect
from kanto_docs.plan.part import Day, Part, Translated
from kanto_docs.plan.resources import Attachment
from kanto_docs.source import Path
from kanto_docs.words import LANGUAGES, Words
from kanto_docs.words.missing import field_in_words
from kanto_docs.words.saying import title_of

SUSTAINABILITY: Final[Mapping[str, tuple[str, ...]]] = {
    "ecological": (
        "natural_resources", "climate_risks", "biodiversity", "water_soil_air", "natura_2000",
    ),
    "economic": (
        "materials_waste", "renewable_energy", "local_business", "intangible", "mobility",
    ),
    "social": (
        "wellbeing", "equality", "social_cultural_equity", "cultural_environment",
        "environmental_skills",
    ),
}  # fmt: skip
"""The fifteen rows of the sustainability table (kestävä kehitys) in the form's three groups."""


def names_of_plan(plan: Plan, budget: Budget, words: Words, law: Law) -> dict[str, object]:
    """The names for one plan and its budget in the language of `words`."""
    maker = _Maker(words)
    names = maker.part(Plan, plan, ())
    names["programme"] = maker.programme(plan, law)
    names["call"] = maker.call(plan, law)
    names["reasons"] = maker.reasons(plan)
    figures = Figures(budget, words, maker.gap)
    names["budget"] = figures.names()
    figures.complete(names)
    names["attachments"] = maker.attachments(plan)
    if plan.staff == ():
        names |= maker.without_staff(plan, figures)
    return names


class _Maker:
    """Makes names out of the parts of a plan, guided by their type hints."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def gap(self, path: Path, label: str = "") -> Gap:
        """The gap of a field, or of a figure that has a name of its own."""
        said = label or self.words.label(path)
        missing = self.words.ui("severity.missing")
        whole = field_in_words(path, self.words) if path else said
        return Gap(whole, path, f"[{missing}: {said}]", f"[{missing}]")

    def part(self, kind: type[Part], part: Part, path: Path) -> dict[str, object]:
        """The names of one part; what it lacks is a gap."""
        names: dict[str, object] = {}
        for name, hint in kind.__annotations__.items():
            key = name.rstrip("_")
            value = getattr(part, name, None)
            names[key] = self.value(hint, value, (*path, key))
            if isinstance(value, Translated) or Translated in get_args(hint):
                names |= self.languages(key, value, (*path, key))
        return names

    def value(self, hint: Any, value: Any, path: Path) -> object:  # noqa: ANN401  # type hints
        """One value as a template sees it."""
        if get_origin(hint) in (UnionType, Union):
            hint = next(choice for choice in get_args(hint) if choice is not type(None))
        if get_origin(hint) is Annotated:
            return self.amount(hint.__metadata__[0], value, path)
        if get_origin(hint) is tuple:
            return self.rows(get_args(hint)[0], value or (), path)
        if get_origin(hint) is Mapping:
            return self.mapping(hint, value or {}, path)
        if isinstance(hint, type) and issubclass(hint, Part) and hint is not Translated:
            return Names(_dotted(path), self.part(hint, value or hint(), path))
        if value in (None, ""):
            return self.gap(path)
        said = self.scalar(value, path)
        return Said(said, path) if isinstance(said, str) else said

    def scalar(self, value: object, path: Path) -> object:
        """A text, a date, an answer or one of the field's fixed values."""
        if isinstance(value, bool):
            return Answer(self.words.ui("answer.yes" if value else "answer.no"), value)
        if isinstance(value, dt.date):
            return self.words.date(value)
        if isinstance(value, Translated):
            return value.text(self.words.language)
        return self.words.value(path, str(value))

    def amount(self, kind: str, value: Any, path: Path) -> object:  # noqa: ANN401  # by `kind`
        """Euros, a share, a number; a year is written without a space."""
        unit, _, yearly = kind.partition("_by_")
        if yearly:
            pairs = cast("Mapping[int, Decimal]", value or {})
            rows = tuple(
                Names(
                    _dotted(path),
                    {"year": str(year), "amount": self.amount(unit, number, (*path, str(year)))},
                )
                for year, number in sorted(pairs.items())
            )
            return Rows(rows, self.gap(path))
        if value is None:
            return self.gap(path)
        if path[-1] == "year":
            return Said(str(value), path)
        says: dict[str, Callable[[Decimal], str]] = {
            "money": self.words.euro,
            "percent": self.words.percent,
        }
        return Said(says.get(unit, self.words.number)(value), path)

    def rows(self, kind: Any, values: Sequence[Any], path: Path) -> Rows:  # noqa: ANN401  # hints
        """A list: texts stay texts, parts become names."""
        made = (self.value(kind, value, (*path, place)) for place, value in enumerate(values))
        return Rows(tuple(made), self.gap(path))

    def mapping(self, hint: Any, value: Mapping[str, Any], path: Path) -> object:  # noqa: ANN401  # hints
        """The sustainability table; other mappings are given names of their own."""
        if get_args(hint)[1] is not Effect:
            return Rows((), self.gap(path))
        groups = {
            group: Rows(
                tuple(self.effect(key, value.get(key, Effect()), path) for key in keys if value),
                self.gap(path),
            )
            for group, keys in SUSTAINABILITY.items()
        }
        return Names(_dotted(path), groups)

    def effect(self, key: str, effect: Effect, path: Path) -> Names:
        """One row of the sustainability table with its title."""
        here = (*path, key)
        names = self.part(Effect, effect, here)
        return Names(_dotted(here), {"label": self.words.label(here), **names})

    def languages(self, key: str, text: Translated | None, path: Path) -> dict[str, object]:
        """The text in each language by itself: summary_fi, summary_sv, summary_en."""
        known = text.by_language if text is not None else {}
        return {
            f"{key}_{language}": Said(known[language], (*path, language))
            if known.get(language)
            else self.gap((*path, language), self.words.label(path))
            for language in LANGUAGES
        }

    def programme(self, plan: Plan, law: Law) -> Names:
        """The programme's own names, and those of the plan's priority and objective."""
        raw = law.programme.raw
        project = plan.project or Project()
        emblem = cast("Mapping[str, object]", raw.get("emblem") or {})
        found = {
            "code": law.programme.code,
            "name": self.said(raw.get("name")),
            "fund": self.said(raw.get("fund")),
            "emblem_statement": self.said(emblem.get("statement")),
            "priority_name": self.listed(raw, "priorities", project.priority),
            "specific_objective_name": self.listed(
                raw, "specific_objectives", project.specific_objective
            ),
        }
        missing = self.gap(("programme",))
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
            found[name] = self.words.date(said) if isinstance(said, Day) else said
        missing = self.gap(("call",))
        return Names("call", {name: text or missing for name, text in found.items()})

    def reasons(self, plan: Plan) -> Rows:
        """Erityiset syyt: the special reasons given for what the rules allow only with one."""
        rows = tuple(
            Names(f"reasons.{code}", {"title": title_of(code, self.words), "text": text})
            for code, text in plan.reasons.items()
        )
        return Rows(rows, self.gap(("reasons",)))

    def attachments(self, plan: Plan) -> Rows:
        """Liitteet, and what each of them is about by its name: a person's role, a payer."""
        about = {person.id: person.role for person in plan.staff or ()}
        about |= {cost.id: cost.text for cost in plan.costs}
        if plan.funding is not None:
            about |= {source.id: source.payer for source in plan.funding.sources or ()}
        rows = []
        for place, attachment in enumerate(plan.attachments):
            path: Path = ("attachments", place)
            shown = tuple(about.get(one) or one for one in attachment.for_)
            names = self.part(Attachment, attachment, path)
            names["for_name"] = Rows(shown, self.gap((*path, "for")))
            rows.append(Names("attachments", names))
        return Rows(tuple(rows), self.gap(("attachments",)))

    def without_staff(self, plan: Plan, figures: Figures) -> dict[str, object]:
        """What nobody is missing where the plan says that nobody is employed."""
        nobody = self.words.ui("answer.nobody")
        budget = {**figures.names().known, "side_cost_percent": nobody}
        names: dict[str, object] = {"staff": Rows((), nobody), "budget": Names("budget", budget)}
        return names if plan.pay_model else {**names, "pay_model": nobody}

    def said(self, texts: object) -> str | None:
        """The text of our own data in the document's language."""
        found = texts.get(self.words.language) if isinstance(texts, Mapping) else None
        return found if found and isinstance(found, str) else None

    def listed(self, raw: Mapping[str, object], group: str, code: str | None) -> str | None:
        """The name that the programme gives to the code."""
        rows = cast("Sequence[Mapping[str, object]]", raw.get(group) or ())
        return next((self.said(row.get("name")) for row in rows if row.get("code") == code), None)


def _dotted(path: Path) -> str:
    return ".".join(str(step) for step in path if not isinstance(step, int))
