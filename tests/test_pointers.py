"""Pointers into plan data, and what a finding calls an item."""

from __future__ import annotations

import pytest

from kanto_docs.rules.naming import called
from kanto_docs.rules.pointers import expand, given, within

DATA = {"staff": [{"role": "a"}, {"share": 0}], "funding": {"sources": None}}


@pytest.mark.parametrize(
    ("pointer", "places"),
    [
        ("/staff/*/role", [(("staff", 0, "role"), "a"), (("staff", 1, "role"), None)]),
        ("/staff/1/share", [(("staff", 1, "share"), 0)]),
        ("/funding/sources/*/kind", []),
        ("/area/site/city", [(("area", "site", "city"), None)]),
        ("/#", [(("#",), None)]),
    ],
)
def test_a_pointer_names_places_that_need_not_be_there(
    pointer: str, places: list[tuple[object, object]]
) -> None:
    assert list(expand(DATA, pointer)) == places


@pytest.mark.parametrize("value", [None, "", "  ", [], {}, [""], {"a": None}, [{"a": " "}]])
def test_nothing_was_said(value: object) -> None:
    assert not given(value)


@pytest.mark.parametrize("value", [False, 0, "ei", [0], {"a": False}])
def test_no_and_zero_are_something(value: object) -> None:
    assert given(value)


def test_a_pointer_is_followed_within_the_same_item_only_as_far_as_the_path_goes_along() -> None:
    path = ("staff", 2, "share")
    assert within("/staff/*/share_reason", path) == "staff/2/share_reason"
    assert within("/costs/*/amount", path) == "costs/*/amount"
    assert within("/staff/*/hours/*", path) == "staff/2/hours/*"
    for key in ("#", "role"):  # one sorts before the asterisk, the other after it
        assert within(f"/staff/{key}/share", path) == f"staff/{key}/share"


def test_an_item_goes_by_its_first_name_else_by_its_place() -> None:
    assert called(1, None, "S2") == "S2"
    assert called(1, "ohjaaja", "S2") == "ohjaaja"
    assert called(1, "", None) == "2"
