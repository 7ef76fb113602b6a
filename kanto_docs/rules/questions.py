"""What a person must judge stands as data in questions.yaml: which of it applies to a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, cast

from kanto_docs import data
from kanto_docs.calls import Call
from kanto_docs.finding import Question
from kanto_docs.frozen import Frozen
from kanto_docs.law import bases, load
from kanto_docs.rules.conditions import Conditions, any_given, holds
from kanto_docs.rules.judging import Case
from kanto_docs.source import Path

Words = Mapping[str, str]


class Asked(Frozen):
    """A question with the conditions on which it is asked."""

    question: Question
    if_present: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = {}
    unless: Mapping[str, tuple[str, ...]] = {}
    call_has: str | None = None
    covers: tuple[str, ...] = ()


def questions(case: Case) -> Iterator[Question]:
    """The questions that apply to the plan, in the order of the list."""
    for asked in all_questions(case.law.programme.code):
        if not _applies(asked, case.source.data):
            continue
        if asked.call_has is None:
            yield asked.question
        elif case.law.call is not None and (themes := _themes(case.law.call, asked.call_has)):
            yield _of_call(asked.question, themes, case.law.call)


@cache
def all_questions(programme: str) -> tuple[Asked, ...]:
    """Every question of a programme; none when it has no list."""
    if not (data.folder("schemas") / programme / "questions.yaml").is_file():
        return ()
    rows = cast("Mapping[str, Any]", load(programme, "questions.yaml"))["questions"]
    return tuple(_asked(row) for row in rows)


def _applies(asked: Asked, plan: object) -> bool:
    if asked.if_present and not any_given(plan, asked.if_present):
        return False
    return holds(plan, asked.when) and not (asked.unless and holds(plan, asked.unless))


def _themes(call: Call, name: str) -> tuple[Words, ...]:
    """What the call says, item by item; a call file from anybody may hold anything."""
    found = call.raw.get(name)
    rows = found if isinstance(found, Sequence) and not isinstance(found, str) else ()
    return tuple(row if isinstance(row, Mapping) else {"fi": str(row)} for row in rows if row)


def _of_call(question: Question, themes: tuple[Words, ...], call: Call) -> Question:
    """The question with the call's own words at the end of its reason."""
    why = {
        language: f"{reason.rstrip('.')}: {'; '.join(_said(one, language) for one in themes)}."
        for language, reason in question.why.items()
    }
    return question._replace(why=why, basis=(*question.basis, *call.basis))


def _said(theme: Words, language: str) -> str:
    return " ".join(str(theme.get(language) or theme.get("fi") or "").split())


def _asked(row: Mapping[str, Any]) -> Asked:
    scale = row.get("scale")
    question = Question(
        code=str(row["code"]),
        text=row["text"],
        why=row["why"],
        paths=tuple(_path(pointer) for pointer in row["look_at"]),
        basis=bases(row),
        scale=(int(scale["min"]), int(scale["max"])) if scale else None,
    )
    return Asked(
        question,
        if_present=tuple(row.get("if_present") or ()),
        when=_conditions(row.get("when")),
        unless=_conditions(row.get("unless")),
        call_has=row.get("call_has"),
        covers=tuple(row.get("covers") or ()),
    )


def _path(pointer: str) -> Path:
    return tuple(pointer.strip("/").split("/"))


def _conditions(raw: Mapping[str, Sequence[object]] | None) -> Conditions:
    return {
        pointer: tuple(str(one).lower() if isinstance(one, bool) else str(one) for one in values)
        for pointer, values in (raw or {}).items()
    }
