"""What comes after the guidance, with the days that the call and the plan give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from kanto_docs.checking import Checked
from kanto_docs.clock import today
from kanto_docs.documents.gaps import Names
from kanto_docs.words import Words

_UNDERWAY: Final = ("running", "ended")


def next_steps(checked: Checked, to_mend: int, missing: int, words: Words) -> Iterator[Names]:
    """The steps in their order, each with its day where one is known (`day` is empty otherwise)."""
    if to_mend:
        yield _step("mend", words)
    if missing:
        yield _step("complete", words)
    if to_mend or missing:
        yield _step("check", words)
    yield from _of_the_call(checked, words)
    schedule = checked.plan.schedule
    if schedule is None:
        return
    for name in ("submitted", "start"):
        day = getattr(schedule, name)
        if day is not None and day >= today():
            yield _step(name, words, day)


def _of_the_call(checked: Checked, words: Words) -> Iterator[Names]:
    """When applications are taken: from the call's own data, never a guess."""
    call = checked.law.call
    closes = call["closes"] if call is not None else None
    opens = call["opens"] if call is not None else None
    if not isinstance(closes, dt.date):
        yield _step("ask_day", words)
        return
    if closes < today():
        if not _is_submitted(checked, closes):
            yield _step("closed", words, closes)
        return
    if isinstance(opens, dt.date) and opens > today():
        yield _step("opens", words, opens)
    yield _step("closes", words, closes)


def _is_submitted(checked: Checked, closes: dt.date) -> bool:
    """Whether the plan was sent in time, or is a project already."""
    schedule, project = checked.plan.schedule, checked.plan.project
    if project is not None and project.status in _UNDERWAY:
        return True
    if schedule is None:
        return False
    in_time = schedule.submitted is not None and schedule.submitted <= closes
    return in_time or schedule.decided is not None


def _step(name: str, words: Words, day: dt.date | None = None) -> Names:
    text = words.ui(f"doc.guidance.step.{name}")
    return Names("guidance.steps", {"text": text, "day": words.date(day) if day else "–"})
