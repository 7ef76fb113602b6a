"""The names that templates may use, each with what it means and an example: made from the view."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from kanto_docs.documents.catalogue import DOCUMENTS, Document
from kanto_docs.documents.view import EXTRAS
from kanto_docs.documents.word.template import names_used
from kanto_docs.documents.workshop.known import Kind, Known, known
from kanto_docs.formats.json import written
from kanto_docs.shape.fields import field as field_of
from kanto_docs.source import Path
from kanto_docs.words import LANGUAGES, Words
from kanto_docs.words.capitals import capitalised

ROWS: Final = ("x", "y", "z", "u", "v")
"""What a row is called in the examples, by how deep its list stands."""


_COUNTED: Final = {"budget", "staff", "costs", "income", "funding"}
"""Parts whose figures have the names that the budget gives them."""

_MADE_OF: Final[Mapping[Path, Path]] = {
    ("jobs",): ("staff",),
    ("letters",): ("funding", "sources"),
    ("checklist", "others"): ("attachments",),
    ("agreement", "project"): ("project",),
    ("agreement", "schedule"): ("schedule",),
    ("agreement", "steering_group"): ("steering_group",),
    ("agreement", "members"): ("budget",),
    ("agreement", "sums"): ("budget",),
}
"""Prepared lists whose rows say more of the plan's own."""


class Entry(NamedTuple):
    """One name."""

    name: str
    """As it is written in a mark: `applicant.name`, `x.role`."""
    path: Path
    kind: Kind
    lists: tuple[str, ...]
    """The lists that one has to loop through to reach it."""
    row: str
    """Of a list: what its rows are called here."""
    plain: bool
    """Of a list: whether its rows are texts."""
    meaning: str
    example: str


def entries(words: Words, only: Collection[Path] | None = None) -> Iterator[Entry]:
    """Every name, or those whose paths are in `only` with what they stand in."""
    yield from _below(known(words.language), (), "", words, only)


def as_text(found: list[Entry], words: Words) -> str:
    """The names as they are written in marks, a part of the plan after another."""
    lines = [words.ui("doc.workshop.names.title")]
    for one in found:
        if len(one.path) == 1:
            lines.append("")
        lines.append("  " * (len(one.lists) + (len(one.path) > 1)) + _line(one, words))
    lines += ["", words.ui("doc.workshop.names.loop")]
    return "\n".join(lines) + "\n"


def as_json(found: list[Entry]) -> str:
    """The same for machines."""
    names = [
        {
            "name": one.name,
            "path": "/".join(map(str, one.path)),
            "kind": one.kind,
            "lists": list(one.lists),
            "meaning": one.meaning,
            "example": one.example or None,
        }
        for one in found
    ]
    return written({"format": 1, "names": names})


def _below(
    known_: Known, lists: tuple[str, ...], row: str, words: Words, only: Collection[Path] | None
) -> Iterator[Entry]:
    for one in known_.below.values():
        if only is not None and not any(_related(one.path, path) for path in only):
            continue
        name = f"{row}.{one.name}" if row else one.name
        rows = ROWS[min(len(lists), len(ROWS) - 1)]
        plain = one.row is not None and one.row.kind == "text"
        meaning = meaning_of(one, words)
        example = one.row.example if one.row is not None and plain else one.example
        yield Entry(name, one.path, one.kind, lists, rows, plain, meaning, example)
        if one.kind == "group":
            yield from _below(one, lists, row, words, only)
        elif one.row is not None:
            yield from _below(one.row, (*lists, name), rows, words, only)


def _related(one: Path, other: Path) -> bool:
    return other[: len(one)] == one or one[: len(other)] == other


def meaning_of(one: Known, words: Words) -> str:
    """What a name means; empty when nobody has said it."""
    own = f"doc.workshop.meaning.{'/'.join(map(str, one.path))}"
    if words.has(own):
        return words.ui(own)
    path = _like(one.path)
    top, last = str(path[0]), str(path[-1])
    base, _, language = last.rpartition("_")
    translated = (*path[:-1], base)
    if language in LANGUAGES and "x-title" in field_of(translated):
        said = words.ui(f"doc.workshop.language.{language}")
        return f"{words.label(translated)} ({said})"
    if len(one.path) == 1 and str(one.path[0]) in EXTRAS:
        return _prepared(str(one.path[0]), words)
    if "x-title" in field_of(path):
        return words.label(path)
    if top in _COUNTED:
        for key in (f"budget.{last}", f"figures.{last}"):
            if words.has(key):
                return capitalised(words.ui(key))
    if words.has(f"doc.workshop.any.{last}"):
        return words.ui(f"doc.workshop.any.{last}")
    return words.label(one.source) if one.source else ""


def _like(path: Path) -> Path:
    """The path of the plan's own list whose rows the prepared ones are made of."""
    for prepared, own in _MADE_OF.items():
        if path[: len(prepared)] == prepared and len(path) > 1:
            return (*own, *path[len(prepared) :])
    return path


def _prepared(top: str, words: Words) -> str:
    """Of a name that was prepared for a document: for which one."""
    titles = [one.title(words) for one in DOCUMENTS.values() if top in _begins(one)]
    return words.ui("doc.workshop.names.prepared", documents=", ".join(titles)) if titles else ""


@cache
def _begins(one: Document) -> frozenset[str]:
    """What the names of our template of a document begin with."""
    return names_used(one.template(one.languages[0])) if one.ending == "docx" else frozenset()


def _line(one: Entry, words: Words) -> str:
    facts = {"name": one.name, "meaning": one.meaning, "row": one.row}
    if one.kind == "group":
        return words.ui("doc.workshop.names.group", **facts)
    if one.kind == "rows":
        return words.ui(f"doc.workshop.names.{'texts' if one.plain else 'list'}", **facts)
    if one.kind == "condition":
        return words.ui("doc.workshop.names.condition", **facts)
    if not one.meaning and not one.example:
        return f"{{{{ {one.name} }}}}"
    if not one.example:
        return words.ui("doc.workshop.names.text", **facts)
    key = "example" if one.meaning else "only_example"
    return words.ui(f"doc.workshop.names.{key}", example=words.quote(one.example), **facts)
