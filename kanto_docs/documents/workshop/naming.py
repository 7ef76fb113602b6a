"""The names in a template's marks: known or not, used as what they are, and with which near one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from jinja2 import nodes

from kanto_docs.documents.word.sandbox import LOOP, LOOP_NAMES
from kanto_docs.documents.workshop.expressions import (
    Unfit,
    choice,
    empty_if,
    empty_unless,
    loop,
    path,
    paths,
    value,
)
from kanto_docs.documents.workshop.known import Known
from kanto_docs.documents.workshop.marks import Mark
from kanto_docs.documents.workshop.nearest import list_near, near, near_below
from kanto_docs.documents.workshop.problems import Problem
from kanto_docs.source import Path

Steps = tuple[str, ...]

_UNKNOWN_ROW: Final = Known()


@dataclass(eq=False)
class Scope:
    """What is known where a mark stands, inside an `if` or a `for`."""

    word: str
    loops: dict[str, Known | None] = field(default_factory=dict)
    """Names of rows; None for those of a list that is not known itself."""
    empty: set[Steps] = field(default_factory=set)
    """Names that say nothing here."""
    asked: Steps | None = None
    """The one name that the condition of this branch asks for."""
    refused: set[Steps] = field(default_factory=set)
    """Names that say nothing in the branches to come."""


class NameCheck:
    """Follows the marks of one template part after part."""

    def __init__(self, root: Known) -> None:
        self.root = root
        self.used: set[Path] = set()
        """Every name that was used, by its path."""
        self._scopes: list[Scope] = []
        self._rows_of: dict[str, Mark] = {}

    def check(self, marks: Sequence[Mark]) -> Iterator[Problem]:
        """The problems of one part."""
        self._scopes = []
        self._rows_of = {}
        for mark in marks:
            if mark.kind == "statement" and mark.meant == "for":
                found = loop(mark.rest)
                if not isinstance(found, Unfit):
                    self._rows_of.setdefault(found.name, mark)
        for mark in marks:
            yield from self._check(mark)

    def _check(self, mark: Mark) -> Iterator[Problem]:
        if mark.kind == "value":
            yield from self._value(mark)
        elif mark.kind == "comment":
            return
        elif mark.meant == "for":
            yield from self._loop(mark)
        elif mark.meant in ("if", "elif"):
            yield from self._choice(mark)
        elif mark.meant == "else" and self._scopes:
            scope = self._scopes[-1]
            scope.empty, scope.asked = set(scope.refused), None
            scope.loops = {}
        elif mark.meant in ("endif", "endfor"):
            self._close(mark.meant.removeprefix("end"))

    def _close(self, word: str) -> None:
        if any(scope.word == word for scope in self._scopes):
            while self._scopes.pop().word != word:
                continue

    def _value(self, mark: Mark) -> Iterator[Problem]:
        found = value(mark.body)
        if isinstance(found, Unfit):
            yield _unfit(mark, found)
            return
        yield from self._speaks_of(mark, found)
        steps = path(found)
        known = self._resolved(steps) if steps else None
        if steps is None or known is None:
            return
        if known.kind in ("group", "condition"):
            facts = {"name": ".".join(steps), "kind": known.kind, "field": _first_text(known)}
            yield Problem("no_text", mark.paragraph.place, facts, mark.text)
        elif (
            known.kind == "rows"
            and known.row is not None
            and known.row.kind != "text"
            and self._surely_has_rows(steps)
        ):
            field_ = _first_text(known.row)
            yield mark.problem("list_as_text", name=".".join(steps), field=field_)

    def _surely_has_rows(self, steps: Steps) -> bool:
        """Whether no condition may have made sure that the list is empty; else trying it tells."""
        if any(steps in scope.empty for scope in self._scopes):
            return False
        choices = [scope for scope in self._scopes if scope.word == "if"]
        return not choices or any(scope.asked == steps for scope in choices)

    def _loop(self, mark: Mark) -> Iterator[Problem]:
        found = loop(mark.rest)
        scope = Scope("for")
        if isinstance(found, Unfit):
            self._scopes.append(scope)
            yield _unfit(mark, found)
            return
        steps = path(found.rows)
        known = self._resolved(steps) if steps else None
        scope.loops = {found.name: None, LOOP: _UNKNOWN_ROW}
        if steps is None:
            yield mark.problem("not_rows", name="")
        else:
            yield from self._speaks_of(mark, found.rows)
            scope.refused = {steps}
            if known is not None and known.kind == "rows":
                row = known.row or _UNKNOWN_ROW
                scope.loops[found.name] = row
            elif known is not None:
                yield mark.problem(
                    "not_rows", name=".".join(steps), nearest=list_near(self.root, steps)
                )
        self._scopes.append(scope)
        if found.condition is not None:
            yield from self._speaks_of(mark, found.condition)

    def _choice(self, mark: Mark) -> Iterator[Problem]:
        found = choice(mark.rest)
        if mark.meant == "if":
            self._scopes.append(Scope("if"))
        if isinstance(found, Unfit):
            yield _unfit(mark, found)
            return
        if self._scopes:
            scope = self._scopes[-1]
            scope.empty = empty_if(found) | scope.refused
            scope.refused |= empty_unless(found)
            scope.asked = path(found)
        yield from self._speaks_of(mark, found)

    def _speaks_of(self, mark: Mark, node: nodes.Node) -> Iterator[Problem]:
        """The unknown ones among the names of an expression."""
        for steps in paths(node):
            yield from self._judged(mark, steps)

    def _judged(self, mark: Mark, steps: Steps) -> Iterator[Problem]:
        name = ".".join(steps)
        if steps[0] == LOOP and self._row(LOOP) is not None:
            if steps[1:] and steps[1] not in LOOP_NAMES:
                yield mark.problem("unknown_name", name=name, nearest=f"{LOOP}.{LOOP_NAMES[0]}")
            return
        at = self._start(steps[0])
        if at is None:
            if steps[0] in self._in_loops():
                return  # a row of a list that is unknown itself
            if steps[0] in self._rows_of:
                loops = self._rows_of[steps[0]].text
                yield mark.problem("outside_loop", name=steps[0], loop=loops)
            else:
                yield mark.problem("unknown_name", name=name, nearest=near(self.root, steps))
            return
        for place, step in enumerate(steps[1:], 1):
            above = ".".join(steps[:place])
            if at.kind == "rows":
                row = at.row
                wanted = step if row is not None and step in row.below else ""
                yield mark.problem("needs_loop", name=above, step=wanted or "…", whole=name)
                return
            if step not in at.below:
                if at is not _UNKNOWN_ROW:
                    said = near_below(at, step)
                    nearest = f"{above}.{said}" if said else near(self.root, steps)
                    yield mark.problem("unknown_name", name=name, nearest=nearest)
                return
            at = at.below[step]
        self.used.add(at.path)

    def _start(self, name: str) -> Known | None:
        if name in self._in_loops():
            return self._row(name)
        return self.root.below.get(name)

    def _in_loops(self) -> set[str]:
        return {name for scope in self._scopes for name in scope.loops}

    def _row(self, name: str) -> Known | None:
        return next((s.loops[name] for s in reversed(self._scopes) if name in s.loops), None)

    def _resolved(self, steps: Steps) -> Known | None:
        at = self._start(steps[0])
        for step in steps[1:]:
            at = at.below.get(step) if at is not None else None
        return at

    def knows(self, steps: Steps) -> bool:
        """Whether the plan has a name of these steps, outside every loop."""
        at: Known | None = self.root
        for step in steps:
            at = at.below.get(step) if at is not None else None
        return at is not None


def _unfit(mark: Mark, unfit: Unfit) -> Problem:
    return mark.problem(unfit.kind, what=unfit.what)


def _first_text(row: Known) -> str:
    """A name inside a row that can be placed, as an example."""
    return next((one.name for one in row.walk() if one.kind in ("text", "yesno")), "…")
