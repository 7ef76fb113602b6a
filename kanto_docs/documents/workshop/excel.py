"""The check of an Excel template: the engine that fills workbooks says what it refuses.

It stops at the first thing, so what it refused is taken out and it tries again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from kanto_docs.checking import Checked
from kanto_docs.documents.excel.accounts import accounts_of
from kanto_docs.documents.excel.listing import fields_of
from kanto_docs.documents.excel.rendering import render_budget
from kanto_docs.documents.excel.sheetml.addresses import one_cell
from kanto_docs.documents.excel.sheetml.book import Book
from kanto_docs.documents.excel.table_places import PATHS
from kanto_docs.documents.excel.workbook import opened
from kanto_docs.documents.filled import Filled, Properties
from kanto_docs.documents.guard import inspect
from kanto_docs.documents.package import repack
from kanto_docs.documents.workshop.known import Known, known, plans
from kanto_docs.documents.workshop.problems import FILE, Place, Problem
from kanto_docs.documents.workshop.reading import parts
from kanto_docs.documents.xml import as_bytes, strict
from kanto_docs.errors import TemplateError
from kanto_docs.words import Words

_WORKBOOK: Final = "xl/workbook.xml"
_TABLES: Final = re.compile(r"xl/tables/[^/]*\.xml")
_MOST: Final = 60
"""Problems after which nobody reads on."""
_ABOUT: Final = Properties("")
_OURS: Final = "check.result"
_YEAR: Final = "year"


class Workbook(NamedTuple):
    """What a check of a workbook came to."""

    problems: tuple[Problem, ...]
    known: tuple[tuple[str, str], ...]
    """The names that are filled, each with its cell; of our own template none is told."""
    left: tuple[str, ...]
    """Names that are the workbook's own affair."""
    tried: int


def check_excel(template: bytes, words: Words) -> Workbook:
    """Check a workbook; what cannot be read safely is not read."""
    unfit = inspect(template, "xlsx")
    if unfit:
        problems = tuple(Problem(one.kind, _place(one.facts), one.facts) for one in unfit)
        return Workbook(problems, (), (), 0)
    found = tuple(_refusals(template, words))
    if any(one.kind == "workbook_unreadable" for one in found):
        return Workbook(found, (), (), 0)
    refused = {str(one.facts.get("name", "")).casefold() for one in found}
    filled_, names = _names(template, words)
    left = tuple(name for name in names if name.casefold() not in refused)
    return Workbook(found, filled_, left, len(plans()) if not found else 0)


def filled(template: bytes, checked: Checked, words: Words) -> Filled:
    """The workbook of one plan. Raises TemplateError."""
    plan, budget, law = checked.plan, checked.budget, checked.law
    return render_budget(template, plan, budget, law, words, _ABOUT, checked.group)


def _refusals(template: bytes, words: Words) -> Iterator[Problem]:
    told: set[tuple[str, str]] = set()
    for checked in plans():
        while len(told) < _MOST:
            try:
                filled(template, checked, words)
                break
            except TemplateError as error:
                what = str(error.facts.get("name") or error.facts.get("cell") or "")
                if (error.kind, what) in told:
                    break
                told.add((error.kind, what))
                yield Problem(error.kind, _place(error.facts), error.facts)
                mended = _without(template, error)
                if mended is None:
                    break
                template = mended


def _without(template: bytes, error: TemplateError) -> bytes | None:
    """The workbook without the name or table that was refused; None when it is neither."""
    facts = error.facts
    table = facts.get("table")
    if table is not None:
        return _without_table(template, str(table))
    group = _YEAR if error.kind == "workbook_years_crowded" else facts.get("list")
    name = str(facts.get("name") or "").casefold()
    root = strict(parts(template)[_WORKBOOK])
    gone = [
        one
        for one in root.iter("{*}definedName")
        if one.get("name", "").casefold() == name
        or (group and one.get("name", "").casefold().startswith(f"{group}."))
    ]
    for one in gone:
        above = one.getparent()
        if above is not None:
            above.remove(one)
    return repack(template, replace={_WORKBOOK: as_bytes(root)}) if gone else None


def _without_table(template: bytes, name: str) -> bytes | None:
    """The workbook with another name for this table, so that it is no list of ours."""
    for part, content in parts(template).items():
        if _TABLES.fullmatch(part):
            root = strict(content)
            if name in (root.get("name"), root.get("displayName")):
                for key in ("name", "displayName"):
                    root.set(key, f"x{name}")
                return repack(template, replace={part: as_bytes(root)})
    return None


def _place(facts: Mapping[str, object]) -> Place:
    sheet, mark, address = str(facts.get("cell") or "").rpartition("!")
    if not mark:
        return FILE
    return Place("sheet", sheet=sheet.strip("='"), address=address.replace("$", ""))


def _names(template: bytes, words: Words) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The names that are filled, with their cells, and those that are left alone."""
    lines = {
        name.casefold()
        for one in plans()
        for name in accounts_of(one.plan, one.budget, words).lines
    }
    found: dict[str, str] = {}
    left: list[str] = []
    for name, stands_for, _ in Book(opened(template)).names:
        cell = one_cell(stands_for)
        if cell is None:
            continue
        if name.casefold() == _OURS:
            return (), ()
        if _is_ours(name.casefold(), lines, known(words.language)):
            found[name] = stands_for.replace("$", "")
        else:
            left.append(name)
    return tuple(found.items()), tuple(left)


def _is_ours(name: str, lines: set[str], root: Known) -> bool:
    first, _, rest = name.partition(".")
    if not rest:
        return name in lines
    if first in PATHS and rest in fields_of(first):
        return True
    if first == _YEAR:
        return rest in lines or rest == "heading"
    at: Known | None = root
    for step in name.split("."):
        at = at.below.get(step) if at is not None else None
    return at is not None
