"""Tie-out (täsmäytys): whether a Word or Excel file still says what the plan says.

The document is made anew from the plan, in the file's own kind and language, and both are read by
the same readers; what differs is told with its place. Nothing of the file is run or handed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

from kanto_docs.checking import Checked
from kanto_docs.documents.tying.comparing import Comparison
from kanto_docs.documents.tying.facts import FactReader
from kanto_docs.documents.tying.lines import differences_of_book
from kanto_docs.documents.tying.names import names_of, places_of, texts_of
from kanto_docs.documents.tying.opening import ENDINGS, Package, read_package
from kanto_docs.documents.tying.recognising import recognised
from kanto_docs.documents.tying.sheets import book_of
from kanto_docs.documents.tying.units import IMPORTANCE, Difference, Kind, Spot, Value
from kanto_docs.documents.tying.word import units_of_word
from kanto_docs.documents.view import view
from kanto_docs.errors import InputError
from kanto_docs.source import Path as PlanPath
from kanto_docs.words import Words

__all__ = ["Disagreement", "Tied", "files_of", "tie_out"]

_LOCKS: Final = ("~$", ".~", ".")


class Disagreement(NamedTuple):
    """One thing that the plan and a document say differently, with every place it stands in."""

    what: Kind
    expected: str | None
    found: str | None
    spots: tuple[Spot, ...]
    path: PlanPath | None
    lines: tuple[str, ...]
    """The budget lines whose cells it stands in."""
    follows: bool
    """Whether only formulas of ours say so, because another cell was changed."""


class Tied(NamedTuple):
    """One file against the plan."""

    kind: str
    language: str
    disagreements: tuple[Disagreement, ...]


def files_of(named: Path) -> tuple[Path, ...]:
    """The file itself; of a folder its Word and Excel files. Locks of open files are left out.

    Raises InputError for a folder without any.
    """
    if not named.is_dir():
        return () if named.name.startswith(_LOCKS[0]) else (named,)
    found = tuple(
        one
        for one in sorted(named.rglob("*"))
        if one.suffix.lower() in ENDINGS and not one.name.startswith(_LOCKS) and one.is_file()
    )
    if not found:
        raise InputError("document_folder_empty")
    return found


def tie_out(checked: Checked, path: Path, template: Path | None = None) -> Tied:
    """One file against the plan. Raises InputError when it cannot be read or is unsafe."""
    return tied(checked, read_package(path), template)


def tied(checked: Checked, package: Package, template: Path | None = None) -> Tied:
    """An opened file against the plan. Raises InputError for one that is none of our documents."""
    expected = recognised(checked, package, template)
    kind, language = expected.kind, expected.language
    words = Words(language)
    names = view(checked, words, expected.names)
    known = names_of(checked.plan, names)
    comparison = Comparison(FactReader(language, known), texts_of(names))
    if package.kind == "docx":
        found = comparison.differences(units_of_word(expected.made), units_of_word(package))
    else:
        books = book_of(expected.made, words), book_of(package, words)
        found = differences_of_book(*books, comparison)
    paths: dict[Value, PlanPath] = dict(places_of(checked.plan))
    paths.update(known)
    return Tied(kind, language, tuple(_grouped(found, checked, paths)))


def _grouped(
    found: Iterable[Difference], checked: Checked, paths: Mapping[Value, PlanPath]
) -> Iterator[Disagreement]:
    """Each disagreement once, the gravest first."""
    groups: dict[tuple[object, ...], list[Difference]] = {}
    for one in found:
        expected = None if one.expected is None else one.expected.value
        what = one.line if one.what == "formula" else None
        groups.setdefault((one.what, expected, one.found, what), []).append(one)
    for group in sorted(groups.values(), key=_gravity):
        first = group[0]
        lines = tuple(dict.fromkeys(one.line for one in group if one.line))
        yield Disagreement(
            first.what,
            first.expected.written if first.expected else None,
            first.found,
            tuple(dict.fromkeys(one.spot for one in group)),
            _path(first, lines, checked, paths),
            lines,
            all(one.follows for one in group),
        )


def _gravity(group: list[Difference]) -> tuple[int, bool]:
    """Amounts before names, and what was typed before what follows from it."""
    return IMPORTANCE.index(group[0].what), all(one.follows for one in group)


def _path(
    one: Difference, lines: Iterable[str], checked: Checked, paths: Mapping[Value, PlanPath]
) -> PlanPath | None:
    """The place in the plan: that of the budget line, else the first that says the same."""
    for name in lines:
        line = checked.budget.lines.get(name)
        if line is not None:
            return line.path
    if one.expected is None:
        return None
    value = one.expected.value
    found = paths.get(value.normalize() if isinstance(value, Decimal) else value)
    return found if found is not None else paths.get(value)
