"""Horizontal principles (horisontaaliset periaatteet): answers that fit together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from kanto_docs.finding import Fault, Faults
from kanto_docs.patterns import lazy
from kanto_docs.plan.content import Answer, Effect, GenderEquality
from kanto_docs.rules.registry import rule
from kanto_docs.source import Path

ROWS: Final = (
    "natural_resources",
    "climate_risks",
    "biodiversity",
    "water_soil_air",
    "natura_2000",
    "materials_waste",
    "renewable_energy",
    "local_business",
    "intangible",
    "mobility",
    "wellbeing",
    "equality",
    "social_cultural_equity",
    "cultural_environment",
    "environmental_skills",
)
"""The rows of the sustainable-development table (kestävä kehitys), in the form's order."""

_GENDER: Final[Path] = ("horizontal", "gender_equality")
_TABLE: Final[Path] = ("horizontal", "sustainable_development")
_NEUTRAL: Final = lazy(
    r"\bsukupuolineutraal\w*"
    r"|\bei (?:ole )?(?:relevan\w*|merkityksellis\w*|olennai\w*)"
    r"|\bei (?:ole )?(?:merkitystä|tarvetta|tarpeen)|\bei liity (?:sukupuol|hankkee)\w*"
    r"|\bkönsneutral\w*|\binte relevant\w*|\bsaknar betydelse"
    r"|\bgender[- ]neutral\w*|\bnot relevant\b|\birrelevant\b",
    re.IGNORECASE,
)
_EFFECT: Final = lazy(
    r"\b(?:edistää|edistämme|lisää|lisäämme|lisääntyy|parantaa|parannamme|paranee|vahvistaa"
    r"|vahvistamme|vahvistuu|vähentää|vähennämme|vähenee|kehittää|kehitämme|tukee|tuemme"
    r"|främjar|ökar|förbättrar|förbättras|stärker|stärks|minskar|utvecklar|stöder"
    r"|promotes?|increases?|improves?|strengthens?|reduces?|supports?)\b",
    re.IGNORECASE,
)
_DENIAL: Final = lazy(
    r"\b(?:ei|eivät|emme|eikä|ilman|inte|ingen|inga|inget|utan|no|not|none|without)\b",
    re.IGNORECASE,
)


@rule("H01", gender="horizontal.gender_equality")
def neutral_without_analysis(gender: GenderEquality) -> Faults:
    """Hanke sanotaan sukupuolineutraaliksi, vaikka asiaa ei ole arvioitu."""
    if not _is_denied(gender.analysis_done):
        return
    for key, answer in _answers(gender).items():
        if match := _NEUTRAL.search((answer and answer.rationale) or ""):
            facts = {"words": match.group()}
            see = (*_GENDER, key, "rationale")
            yield Fault((*_GENDER, "analysis_done", "answer"), facts, (see,))
            return


@rule("H02", gender="horizontal.gender_equality", main_goal="horizontal.gender_equality.main_goal")
def goal_without_groundwork(gender: GenderEquality, main_goal: Answer) -> Faults:
    """Tasa-arvo on päätavoite, vaikka analyysiä tai valtavirtaistamista ei ole."""
    denied: tuple[Path, ...] = tuple(
        (*_GENDER, key, "answer")
        for key, answer in _answers(gender).items()
        if key != "main_goal" and _is_denied(answer)
    )
    if main_goal.answer and denied:
        yield Fault((*_GENDER, "main_goal", "answer"), {"denied": denied[0][:-1]}, denied)


@rule(
    "H03",
    table="horizontal.sustainable_development",
    lowest="law.sustainability_min",
    highest="law.sustainability_max",
)
def score_outside_scale(table: Mapping[str, Effect], lowest: Decimal, highest: Decimal) -> Faults:
    """Kestävän kehityksen pisteet ovat asteikon ulkopuolella."""
    for key, effect in table.items():
        for column, score in (("direct", effect.direct), ("indirect", effect.indirect)):
            if score is not None and not lowest <= score <= highest:
                facts = {"score": score, "lowest": lowest, "highest": highest}
                yield Fault((*_TABLE, key, column), {**facts, "row": (*_TABLE, key)})


@rule("H04", table="horizontal.sustainable_development")
def score_without_rationale(table: Mapping[str, Effect]) -> Faults:
    """Kestävän kehityksen pisteillä ei ole perustelua."""
    for key, effect in table.items():
        score = max(effect.direct or 0, effect.indirect or 0)
        if score and not (effect.rationale or "").strip():
            facts = {"row": (*_TABLE, key), "score": score}
            yield Fault((*_TABLE, key, "rationale"), facts, at_key=True)


@rule("H05", table="horizontal.sustainable_development")
def effect_without_score(table: Mapping[str, Effect]) -> Faults:
    """Perustelu kertoo vaikutuksesta, mutta pisteet ovat nolla."""
    for key, effect in table.items():
        said = effect.rationale or ""
        match = None if _DENIAL.search(said) else _EFFECT.search(said)
        if match and effect.direct == effect.indirect == 0:
            facts = {"row": (*_TABLE, key), "words": match.group()}
            yield Fault((*_TABLE, key, "rationale"), facts)


@rule("H06", table="horizontal.sustainable_development")
def table_half_filled(table: Mapping[str, Effect]) -> Faults:
    """Kestävän kehityksen taulukosta puuttuu rivejä."""
    answered = [
        key
        for key in ROWS
        if (effect := table.get(key)) and effect.direct is not None and effect.indirect is not None
    ]
    lacking = [key for key in ROWS if key not in answered]
    if table and lacking:
        facts = {"answered": len(answered), "all": len(ROWS), "row": (*_TABLE, lacking[0])}
        yield Fault(_TABLE, facts, at_key=True)


def _answers(gender: GenderEquality) -> Mapping[str, Answer | None]:
    """The three answers by their keys."""
    return {
        "analysis_done": gender.analysis_done,
        "mainstreamed": gender.mainstreamed,
        "main_goal": gender.main_goal,
    }


def _is_denied(answer: Answer | None) -> bool:
    return answer is not None and answer.answer is not None and not answer.answer
