"""Shape: the quick answer and jsonschema agree, and every fault is told in the user's words."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanto_docs.shape import check_shape
from kanto_docs.shape.accepting import accepts
from kanto_docs.shape.explaining import validator
from kanto_docs.shape.fields import children, field, order, schema, title
from kanto_docs.source import Path, read_file
from tests.conftest import SAMPLES, changed, sample

ODD = [
    None, True, False, 0, -1, 7, Decimal("1.5"), Decimal("19.999"), "", "x", "ei", "31.2.2027",
    "2027-01-01", "1 200,50 €", "1.234,50", "80 %", "10%", "a\x07b", "x" * 1001, [], [None], ["x"],
    {}, {"fi": "x"}, {"de": "x"}, {"x": 1}, "association", "S1", 10**14,
]  # fmt: skip


def leaves(data: object, path: Path = ()) -> Iterator[Path]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*path, key)
            yield from leaves(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield (*path, number)
            yield from leaves(value, (*path, number))


def put(data: object, path: Path, value: object) -> None:
    for step in path[:-1]:
        data = data[step]  # type: ignore[index]  # JSON
    data[path[-1]] = value  # type: ignore[index]  # JSON


PLANS = [read_file(sample(name)).data for name in SAMPLES]
PLACES = [(number, path) for number, plan in enumerate(PLANS) for path in leaves(plan)]


@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(ODD)), max_size=3))
def test_the_quick_answer_is_jsonschemas_answer(
    changes: list[tuple[tuple[int, Path], object]],
) -> None:
    plan = copy.deepcopy(PLANS[0])
    for (number, path), value in changes:
        if number == 0:
            try:
                put(plan, path, value)
            except (KeyError, IndexError, TypeError):
                continue  # an earlier change took the place away
    assert accepts(plan) == validator(schema()).is_valid(plan)


def test_the_quick_answer_agrees_at_every_place_of_every_sample() -> None:
    chance = random.Random(7)
    both = set()
    for number, path in PLACES:
        plan = copy.deepcopy(PLANS[number])
        put(plan, path, chance.choice(ODD))
        quick = accepts(plan)
        assert quick == validator(schema()).is_valid(plan), path
        both.add(quick)
    assert both == {True, False}


@pytest.mark.parametrize("name", ["smallest", "cafe", "holes"])
def test_the_sound_samples_have_no_shape_fault(name: str) -> None:
    assert check_shape(read_file(sample(name)).data) == []


CASES = [
    ("/fundng", {}, "Y21", {"key": "fundng", "suggestion": "funding"}),
    ("/budjeti", 1, "Y21", {"key": "budjeti", "suggestion": "funding"}),
    ("/hakija", {}, "Y21", {"key": "hakija", "suggestion": "applicant"}),
    ("/applicant/webbsida", "x", "Y21", {"key": "webbsida"}),
    ("/applicant/na\u200bme", "x", "Y21", {"key": "naU+200Bme", "suggestion": "name"}),
    ("/cost_model", "flat_rate_4", "Y22", {"suggestion": "flat_rate_40"}),
    ("/staff", "Minna", "Y23", {"expected": "list", "found": "text"}),
    ("/schedule", [], "Y23", {"expected": "mapping", "found": "list"}),
    ("/applicant/name", True, "Y23", {"expected": "text", "found": "yesno"}),
    ("/applicant/name", {"x": 1}, "Y23", {"expected": "text", "found": "mapping"}),
    ("/schedule/start", "31.2.2027", "Y24", {"problem": "no_such_day"}),
    ("/schedule/start", "ensi vuonna", "Y24", {"problem": "date"}),
    ("/schedule/start", 2027, "Y24", {"value": "2027"}),
    ("/staff/0/monthly_pay", "kolme tonnia", "Y25", {"problem": "amount"}),
    ("/staff/0/monthly_pay", Decimal("3050.123"), "Y25", {"problem": "decimals"}),
    ("/staff/0/monthly_pay", -5, "Y25", {"problem": "negative"}),
    ("/staff/0/monthly_pay", "1.234,50", "Y39", {"first": "1234,50"}),
    ("/staff/0/share", "puolet", "Y26", {"problem": "percent"}),
    ("/staff/0/months", "kesä", "Y27", {"problem": "number"}),
    ("/indicators/persons", Decimal("1.5"), "Y27", {"problem": "whole"}),
    ("/communication/poster", "ehkä", "Y28", {"problem": "yesno"}),
    ("/applicant/name", "x" * 1001, "Y29", {"length": 1001, "limit": 1000}),
    ("/applicant/name", "a\x07b", "Y30", {"character": "U+0007"}),
    ("/attachments", [{"kind": "other", "file": "../x.pdf"}], "Y33", {"problem": "file"}),
]


@pytest.mark.parametrize(("pointer", "value", "code", "facts"), CASES)
def test_a_fault_of_shape_has_its_code_and_facts(
    smallest: object, pointer: str, value: object, code: str, facts: dict[str, object]
) -> None:
    faults = check_shape(changed(smallest, {pointer: value}))
    assert [fault.code for fault in faults] == [code]
    assert facts.items() <= faults[0].facts.items()


def test_nothing_outside_our_schemas_can_be_reached(tmp_path: object) -> None:
    from referencing.exceptions import Unresolvable

    for reference in ("http://127.0.0.1:9/x.json", "file:///etc/hostname"):
        with pytest.raises(Exception, match=r"Unresolvable|Unretrievable") as caught:
            validator({"$ref": reference}).is_valid({})
        assert isinstance(caught.value.__cause__ or caught.value, Unresolvable)


def test_fields_know_their_names_and_order() -> None:
    assert title(("applicant", "name"), "fi") == "Hakijan virallinen nimi"
    assert title(("staff", 3, "role"), "en")
    assert field(("staff", 0, "monthly_pay"))["x-title"]["fi"] == "Kuukausipalkka"
    assert order()["project"] < order()["staff"] < order()["funding"]
    assert "role" in children(field(("staff",)))
