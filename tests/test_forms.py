"""The funder's forms as data: whatever the plan holds for them stands in them, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import cast

import pytest

from kanto_docs.documents.paste.form import Field, form_of, pointed
from kanto_docs.law import Raw, load, programme_codes
from kanto_docs.shape.fields import Node, children, field, resolved, schema
from kanto_docs.source import Path
from kanto_docs.words import LANGUAGES, Words
from tests.conftest import checked_sample

FORMS = programme_codes()
TRANSLATED = ("translated", "translated_line")


def leaves(node: Node, path: Path = ()) -> Iterator[Path]:
    """Every field of a plan that holds a value; `*` is an item of a list."""
    below = children(node)
    if not below or str(node.get("$ref", "")).rpartition("/")[2] in TRANSLATED:
        yield path
        return
    inner = (*path, "*") if "items" in resolved(node) else path
    for name, child in below.items():
        yield from leaves(child, (*inner, name))


PLAN = frozenset(leaves(schema()))


def fields(code: str) -> Iterator[Field]:
    for block in form_of(code).blocks:
        yield from block.fields


def covered(code: str) -> Iterator[Path]:
    """The fields of the plan that stand in a form, as often as they stand there."""
    for one in fields(code):
        if not one.each:
            if one.path:
                yield one.path
            continue
        is_list = "items" in resolved(field(one.path))
        inners: list[Path] = [(key,) for key in one.rows] or [("*",) if is_list else ()]
        for inner in inners:
            yield from ((*one.path, *inner, column.path) for column in one.each if column.path)


@cache
def left_out(code: str) -> dict[Path, str]:
    rows = cast("list[Raw]", cast("Raw", load(code, "form.yaml"))["left_out"])
    return {pointed(str(row["path"])): str(row["why"]) for row in rows}


def is_left_out(path: Path, code: str) -> bool:
    return any(path[: len(one)] == one for one in left_out(code))


@pytest.mark.parametrize("code", FORMS)
def test_a_form_is_that_of_its_programme(code: str) -> None:
    assert cast("Raw", load(code, "form.yaml"))["programme"] == code


@pytest.mark.parametrize("code", FORMS)
def test_every_field_of_the_plan_is_in_the_form_or_left_out_for_a_reason(code: str) -> None:
    found = set(covered(code))
    absent = {path for path in PLAN - found if not is_left_out(path, code)}
    assert absent == set()
    assert all(left_out(code).values())


@pytest.mark.parametrize("code", FORMS)
def test_a_form_asks_for_fields_that_there_are(code: str) -> None:
    assert set(covered(code)) <= PLAN
    for path in left_out(code):
        assert any(leaf[: len(path)] == path for leaf in PLAN), path


@pytest.mark.parametrize("code", FORMS)
def test_nothing_is_asked_twice_or_both_asked_and_left_out(code: str) -> None:
    counts = Counter(covered(code))
    assert [path for path, count in counts.items() if count > 1] == []
    assert [path for path in counts if is_left_out(path, code)] == []
    codes = [block.code for block in form_of(code).blocks]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("code", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_form_names_has_a_name(code: str, language: str) -> None:
    words = Words(language)
    for one in fields(code):
        assert one.heading is None or one.heading[language]
        assert one.heading is not None or words.label(one.path) != one.path[-1], one.path
        for name in (*one.lines, *(column.line for column in one.each if column.line)):
            assert words.has(f"budget.{name}"), name
        for column in one.each:
            if column.path and not one.rows:
                assert words.label((*one.path, column.path)) != column.path, column


@pytest.mark.parametrize("code", FORMS)
def test_a_form_uses_lines_that_the_budget_has(code: str) -> None:
    budgets = [checked_sample(name).budget for name in ("cafe", "trainers", "pilot")]
    lines = {name for budget in budgets for name in budget.lines} | {"own_part"}
    for one in fields(code):
        assert set(one.lines) <= lines
        assert one.computed is None or one.computed in lines
        for column in one.each:
            for base in filter(None, (column.line, column.computed)):
                assert any(line.startswith(f"{base}_") for line in lines), base


@pytest.mark.parametrize("code", FORMS)
def test_conditions_wait_for_values_that_a_field_can_hold(code: str) -> None:
    for one in fields(code):
        for when in (one.when, *(column.when for column in one.each)):
            for path, values in when.items():
                assert set(values) <= set(cast("list[object]", field(path)["enum"])), path
        for column in one.each:
            if column.names:
                where = tuple(0 if step == "*" else step for step in column.names)
                assert field(where), column.names
