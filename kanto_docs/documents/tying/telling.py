"""Disagreements in words and as JSON: what the plan says, what the document says, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from kanto_docs.documents.catalogue import document
from kanto_docs.documents.tying import Disagreement, Tied
from kanto_docs.documents.tying.units import Spot
from kanto_docs.errors import KantoError
from kanto_docs.formats.json import pointer, written
from kanto_docs.prose.identity import masked
from kanto_docs.words import Words
from kanto_docs.words.complaining import complaint

_FIRST_COLUMN = re.compile(r"A\d")


class Told(NamedTuple):
    """One file: how it agrees with the plan, or why it could not be compared."""

    file: Path
    tied: Tied | None
    refused: KantoError | None = None


def as_text(told: Sequence[Told], words: Words, *, bare: bool) -> str:
    """Every file with what differs in it; `bare` is without indents, for a screen reader."""
    lines = [line.lstrip() if bare else line for one in told for line in _file(one, words)]
    if len(told) > 1:
        lines.append(words.ui("verify.summary", **_counts(told)))
    return "\n".join(lines) + "\n"


def as_json(told: Sequence[Told], words: Words, plan: str) -> str:
    """The same for machines."""
    document = {
        "format": 1,
        "plan": plan,
        "files": [
            {
                "file": str(one.file),
                "kind": one.tied.kind if one.tied else None,
                "language": one.tied.language if one.tied else None,
                "refused": one.refused.kind if one.refused else None,
                "differences": [_difference(d, words) for d in _of(one)],
            }
            for one in told
        ],
        "summary": _counts(told),
    }
    return written(document)


def place_in_words(spot: Spot, words: Words) -> str:
    """Where it stands, as one would look for it."""
    return ", ".join(filter(None, _place(spot, words)))


def _file(one: Told, words: Words) -> Iterator[str]:
    if one.tied is None:
        reason = one.refused and complaint(one.refused.kind, one.refused.facts, words)
        yield f"{one.file}: {reason or words.ui('verify.refused')}"
        return
    kind = document(one.tied.kind).title(words)
    facts = {"file": str(one.file), "document": kind, "n": len(_of(one))}
    key = {0: "none", 1: "one"}.get(len(_of(one)), "many")
    yield words.ui(f"verify.{key}", **facts)
    for (what, follows), group in groupby(_of(one), key=lambda d: (d.what, d.follows)):
        yield f"  {words.ui(f'verify.what.{what}')}"
        if follows:
            yield f"    {words.ui('verify.follows')}"
        for difference in group:
            yield f"    {_said(difference, words)}"
            yield from (f"      {place_in_words(spot, words)}" for spot in difference.spots)


def _said(difference: Disagreement, words: Words) -> str:
    if difference.expected is None:
        key = "added"
    elif difference.found is None:
        key = "gone"
    else:
        key = "changed"
    return words.ui(f"verify.{key}", expected=difference.expected, found=difference.found)


def _difference(difference: Disagreement, words: Words) -> dict[str, object]:
    places = [
        {
            "text": masked(place_in_words(spot, words)),
            "section": masked(spot.place.section),
            "cell": spot.address or None,
        }
        for spot in difference.spots
    ]
    return {
        "what": difference.what,
        "place": places[0]["text"],
        "expected": _masked(difference.expected),
        "found": _masked(difference.found),
        "path": None if difference.path is None else pointer(difference.path),
        "places": places,
        "lines": list(difference.lines),
        "follows": difference.follows,
    }


def _place(spot: Spot, words: Words) -> Iterator[str]:
    place = spot.place
    if place.story == "sheet":
        yield words.ui("verify.place.cell", sheet=place.section, cell=spot.address)
        yield spot.label
        if not _FIRST_COLUMN.match(spot.address):  # above a label stands another label
            yield next((head for head in place.columns[spot.column - 1 : spot.column]), "")
        return
    if place.story != "body":
        yield words.ui(f"verify.place.{place.story}")
    if place.section:
        yield words.ui("verify.place.section", section=place.section)
    if not place.row:
        yield words.ui("verify.place.paragraph", n=place.paragraph) if place.paragraph else ""
        return
    yield words.ui("verify.place.table", n=place.table)
    row = "row_label" if spot.label else "row"
    yield words.ui(f"verify.place.{row}", n=place.row, label=spot.label)
    if spot.column > 1:
        head = next(iter(place.columns[spot.column - 1 : spot.column]), "")
        column = "column_head" if head else "column"
        yield words.ui(f"verify.place.{column}", n=spot.column, head=head)


def _of(one: Told) -> tuple[Disagreement, ...]:
    return one.tied.disagreements if one.tied else ()


def _counts(told: Sequence[Told]) -> dict[str, int]:
    differ = [one for one in told if _of(one)]
    refused = [one for one in told if one.tied is None]
    return {
        "files": len(told),
        "agree": len(told) - len(differ) - len(refused),
        "differ": len(differ),
        "refused": len(refused),
        "differences": sum(len(_of(one)) for one in told),
    }


def _masked(text: str | None) -> str | None:
    return None if text is None else masked(text)
