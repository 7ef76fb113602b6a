"""What a template may name: the names of the view itself, from real and from empty plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, Literal

from kanto_docs import data
from kanto_docs.checking import Checked, check_source
from kanto_docs.choosing import NO_OPTIONS, Options
from kanto_docs.documents.gaps import Answer, Gap, Names, Rows
from kanto_docs.documents.view import view
from kanto_docs.documents.workshop.fullest import PLACEHOLDER, fullest_plan
from kanto_docs.shape.fields import children
from kanto_docs.shape.fields import field as field_of
from kanto_docs.source import Path, Source, read_file
from kanto_docs.words import Words

Kind = Literal["text", "yesno", "condition", "group", "rows"]
"""A text to be placed; yes or no, placed and asked; only asked; names below; a list."""

_RANK: Final[Mapping[Kind, int]] = {"text": 0, "condition": 1, "yesno": 2, "rows": 3, "group": 4}


@dataclass(eq=False)
class Known:
    """One name, or one row of a list."""

    name: str = ""
    """With the names above it, `applicant.name`; inside a row from the row on."""
    path: Path = ()
    """The field of plan.yaml that would have this name; it need not exist."""
    kind: Kind = "text"
    below: dict[str, Known] = field(default_factory=dict)
    row: Known | None = None
    """What each row of a list is, once one was seen."""
    example: str = ""
    source: Path = ()
    """The field that its text came from."""
    placed: bool = False
    """Whether some plan gives a text for it."""

    def grow(self, value: object) -> None:
        """Learn from what a view gives this name."""
        kind = _kind(value)
        if _RANK[kind] > _RANK[self.kind]:
            self.kind = kind
        if isinstance(value, Names):
            for name, one in value.known.items():
                self.child(name).grow(one)
        elif isinstance(value, Rows):
            for one in value.rows:
                if self.row is None:
                    self.row = Known("", self.path)
                self.row.grow(one)
        elif not isinstance(value, (Gap, bool)):
            self.placed = True
            if not self.example and str(value) != PLACEHOLDER:
                self.example = str(value)
                self.source = getattr(value, "path", ())

    def settle(self) -> None:
        """Take for a text what some plans give a text for and others at most a list of texts."""
        if self.kind == "rows" and self.placed and (self.row is None or self.row.kind == "text"):
            self.kind, self.row = "text", None
        for one in (*self.below.values(), *([self.row] if self.row is not None else ())):
            one.settle()

    def child(self, name: str) -> Known:
        """The name below this one, made when it is new."""
        if name not in self.below:
            whole = f"{self.name}.{name}" if self.name else name
            self.below[name] = Known(whole, (*self.path, name))
        return self.below[name]

    def aliases(self) -> dict[str, str]:
        """What the names below are called in Finnish and Swedish plans: `nimi` is `name`."""
        found: dict[str, str] = {}
        for name, node in children(field_of(self.path)).items():
            for said in (node.get("x-key") or {}).values():
                found.setdefault(str(said), name)
        return {said: name for said, name in found.items() if name in self.below}

    def walk(self) -> Iterator[Known]:
        """Every name below, at any depth, but not inside rows."""
        for one in self.below.values():
            yield one
            yield from one.walk()


@cache
def known(language: str) -> Known:
    """Every name that a template may use, with what it gives in that language."""
    words, root = Words(language), Known(kind="group")
    for checked in plans():
        root.grow(Names("", view(checked, words)))
    root.settle()
    return root


@cache
def plans() -> tuple[Checked, ...]:
    """The plans that templates are tried with: the samples, a full one and an empty one."""
    made = (Source("plan.yaml", "", one, {}) for one in (fullest_plan(), {}))
    return (*samples().values(), *(check_source(one, NO_OPTIONS) for one in made))


@cache
def samples() -> Mapping[str, Checked]:
    """The sample plans by name, the fullest first."""
    folders = [one.parent for one in data.folder("samples").glob("*/plan.yaml")]
    ordered = sorted(folders, key=lambda one: (one.name != _FIRST, one.name))
    return {
        one.name: check_source(
            read_file(one / "plan.yaml", f"{one.name}/plan.yaml"), Options(folder=one)
        )
        for one in ordered
    }


_FIRST: Final = "cafe"
"""The sample whose texts are the examples."""


def every(known_: Known) -> Iterator[Known]:
    """Every name below, at any depth, inside rows too."""
    for one in known_.below.values():
        yield one
        yield from every(one)
        if one.row is not None:
            yield from every(one.row)


def _kind(value: object) -> Kind:
    if isinstance(value, Names):
        return "group"
    if isinstance(value, Rows):
        return "rows"
    if isinstance(value, Answer):
        return "yesno"
    return "condition" if isinstance(value, bool) else "text"
