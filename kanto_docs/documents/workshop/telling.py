"""What a check of a template found, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final, NamedTuple

from kanto_docs.documents.gaps import Gap
from kanto_docs.documents.workshop.problems import Place, Problem
from kanto_docs.formats.json import pointer, written
from kanto_docs.prose.identity import masked
from kanto_docs.words import Words
from kanto_docs.words.capitals import capitalised
from kanto_docs.words.complaining import complaint

TELLING: Final = ("unit", "what", "kind")
"""Facts whose value may have a sentence of its own."""
_OWN: Final = "doc.workshop.problem"


class Told(NamedTuple):
    """A checked template, with what it and a plan lack of each other."""

    file: Path
    kind: str
    """`word` or `excel`."""
    problems: tuple[Problem, ...]
    tried: int
    unused: Mapping[str, Sequence[str]]
    """Fields of the plan that the template does not use, by the part they belong to."""
    lacking: tuple[Gap, ...] = ()
    """What the template asks for and the plan does not say."""
    plan: str | None = None
    """The plan that was looked at; None: the samples."""
    known: tuple[tuple[str, str], ...] = ()
    """Of a workbook: the names that are filled, each with its cell."""
    left: tuple[str, ...] = ()
    """Of a workbook: names that are its own affair."""

    @property
    def broken(self) -> bool:
        """Whether the template must be mended before it can be used."""
        return any(one.grave for one in self.problems)


def as_text(told: Told, words: Words) -> str:
    """Faults first, then remarks, then what is not used and what is lacking."""
    return "\n".join(_lines(told, words)) + "\n"


def as_json(told: Told, words: Words) -> str:
    """The same for machines."""
    document = {
        "format": 1,
        "file": str(told.file),
        "kind": told.kind,
        "broken": told.broken,
        "tried": told.tried,
        "problems": [_problem(one, words) for one in told.problems],
        "unused": {part: list(names) for part, names in told.unused.items()},
        "plan": told.plan,
        "lacking": [{"path": pointer(gap.path), "label": gap.label} for gap in told.lacking],
        **({"cells": dict(told.known), "left": list(told.left)} if told.kind == "excel" else {}),
    }
    return written(document)


def place_in_words(place: Place, words: Words) -> str:
    """Where it stands, as one would look for it; empty when it has no place in the text."""
    return ", ".join(_place(place, words))


def sentence(problem: Problem, words: Words) -> str:
    """What is wrong and what to do."""
    facts = {name: _said(value, words) for name, value in problem.facts.items()}
    facts["mark"] = problem.mark
    key = next((key for key in _keys(problem) if words.has(key)), None)
    if key is not None:
        return words.ui(key, **facts)
    shown = {name: value for name, value in problem.facts.items() if name not in _PLACES}
    return complaint(problem.kind, shown, words) or words.ui(f"{_OWN}.other")


_PLACES: Final = ("paragraph", "cell", "template", "part")


def _keys(problem: Problem) -> list[str]:
    facts = {name: value for name, value in problem.facts.items() if value}
    values = [f"{_OWN}.{problem.kind}_{facts[name]}" for name in TELLING if name in facts]
    named = [f"{_OWN}.{problem.kind}_{name}" for name in reversed(facts)]
    return [*values, *named, f"{_OWN}.{problem.kind}"]


def _said(value: object, words: Words) -> object:
    if isinstance(value, Place):
        return place_in_words(value, words)
    if isinstance(value, tuple):
        return ", ".join(words.ui(f"removed.{one}") for one in value)
    return value


def _lines(told: Told, words: Words) -> Iterator[str]:
    faults = [one for one in told.problems if one.grave]
    remarks = [one for one in told.problems if not one.grave]
    key = "broken" if faults else "sound"
    facts = {"file": str(told.file), "n": len(faults), "tried": told.tried}
    yield words.ui(f"doc.workshop.check.{key}", **facts)
    for title, group in (("faults", faults), ("remarks", remarks)):
        if group:
            yield ""
            yield words.ui(f"doc.workshop.check.{title}")
        for one in group:
            yield from _paragraph(one, words)
    if told.known:
        yield ""
        yield words.ui("doc.workshop.check.known")
        yield from (f"  {name}  {cell}" for name, cell in told.known)
    if told.left:
        yield ""
        yield words.ui("doc.workshop.check.left", names=", ".join(told.left))
    if told.lacking:
        yield ""
        key = "lacking" if told.plan else "lacking_in_samples"
        yield words.ui(f"doc.workshop.check.{key}", plan=told.plan)
        yield from (f"  {gap.label}" for gap in told.lacking)
    if told.unused and not faults:
        yield ""
        yield words.ui("doc.workshop.check.unused")
        whole = [part for part, names in told.unused.items() if not names]
        if whole:
            yield f"  {words.ui('doc.workshop.check.whole', parts=', '.join(whole))}"
        for part, names in told.unused.items():
            if names:
                yield f"  {part}: {', '.join(names)}"


def _paragraph(problem: Problem, words: Words) -> Iterator[str]:
    where = place_in_words(problem.place, words) or words.ui("doc.workshop.place.file")
    yield f"  {capitalised(where)}"
    text = problem.place.text
    if text and text not in {problem.mark, problem.place.heading}:
        yield f"    {masked(words.ui('doc.workshop.place.text', text=text))}"
    if problem.mark:
        yield f"    {problem.mark}"
    for line in sentence(problem, words).splitlines():
        yield f"    {line.strip()}"


def _place(place: Place, words: Words) -> Iterator[str]:
    if place.story == "sheet":
        yield words.ui("verify.place.cell", sheet=place.sheet, cell=place.address)
        return
    if place.story == "file":
        return
    if place.story != "body":
        pages = f"{place.story}_{place.pages}" if place.pages else place.story
        yield words.ui(f"doc.workshop.place.{pages}")
    elif place.heading:
        yield words.ui("doc.workshop.place.heading", heading=place.heading)
    else:
        yield words.ui("doc.workshop.place.beginning")
    for name in ("table", "row", "cell"):
        if number := getattr(place, name):
            yield words.ui(f"doc.workshop.place.{name}", n=number)
    if place.box:
        yield words.ui("verify.place.box")
    if place.paragraph and (place.paragraph > 1 or not place.row):
        yield words.ui("verify.place.paragraph", n=place.paragraph)


def _problem(problem: Problem, words: Words) -> dict[str, object]:
    place = {name: value for name, value in asdict(problem.place).items() if value}
    return {
        "kind": problem.kind,
        "severity": "error" if problem.grave else "note",
        "message": sentence(problem, words),
        "mark": problem.mark or None,
        "where": place_in_words(problem.place, words) or None,
        "place": place,
    }
