"""Reading: from plain data to the typed plan; what cannot be read is absent, nothing shifts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import get_args

import pytest

from kanto_docs.frozen import Frozen
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Applicant
from kanto_docs.plan.content import Effect
from kanto_docs.plan.part import Part, Translated
from kanto_docs.reading import read_plan
from kanto_docs.shape.fields import children, field
from kanto_docs.source import Path


def test_an_empty_plan_has_nothing_and_its_optional_lists_are_empty() -> None:
    plan = read_plan({})
    assert plan.applicant is None
    assert plan.staff is None
    assert plan.costs == plan.partners == plan.income == ()


def test_values_are_read_as_volunteers_type_them() -> None:
    plan = read_plan(
        {
            "language": "sv",
            "project": {"name": "Bykafé", "priority": 4},
            "schedule": {"start": "1.1.2027", "end": "2027-12-31"},
            "applicant": {"postal_code": "00100", "phone": "0401234567"},
            "communication": {"poster": "ja", "emblem_statement": "nej"},
            "staff": [{"monthly_pay": "3 050,50 €", "share": "60 %", "hours": {"2027": 860}}],
            "attachments": [{"for": "S1"}],
        }
    )
    assert plan.project is not None
    assert plan.project.name is not None
    assert plan.project.name.text("sv") == "Bykafé"
    assert plan.project.priority == "4"
    assert plan.schedule is not None
    assert plan.schedule.start == dt.date(2027, 1, 1)
    assert plan.applicant is not None
    assert plan.applicant.postal_code == "00100"
    assert plan.communication is not None
    assert plan.communication.poster is True
    assert plan.communication.emblem_statement is False
    assert plan.staff is not None
    assert plan.staff[0].monthly_pay == Decimal("3050.50")
    assert plan.staff[0].share == Decimal(60)
    assert plan.staff[0].hours == {2027: Decimal(860)}
    assert plan.attachments[0].for_ == ("S1",)


def test_what_cannot_be_read_is_absent_and_keeps_its_place() -> None:
    plan = read_plan(
        {"staff": ["Minna", {"role": "Ohjaaja", "share": "puolet"}], "costs": "paljon"}
    )
    assert plan.staff is not None
    assert len(plan.staff) == 2
    assert plan.staff[0].role is None
    assert plan.staff[1].role == "Ohjaaja"
    assert plan.staff[1].share is None
    assert len(plan.costs) == 1
    assert plan.costs[0].amount is None


def test_hours_of_a_year_nobody_can_read_make_all_hours_unknown() -> None:
    plan = read_plan({"staff": [{"hours": {"2027": 100, "2028": "paljon"}}]})
    assert plan.staff is not None
    assert plan.staff[0].hours is None


def test_a_text_in_several_languages_falls_back_to_the_plans_own() -> None:
    plan = read_plan({"language": "fi", "project": {"name": {"fi": "Kahvila", "en": "Café"}}})
    assert plan.project is not None
    assert plan.project.name is not None
    assert plan.project.name.text("en") == "Café"
    assert plan.project.name.text("sv") == str(plan.project.name) == "Kahvila"


def test_parts_are_frozen() -> None:
    applicant = Applicant(name="Kylä ry")
    with pytest.raises(AttributeError):
        applicant.name = "Toinen ry"  # type: ignore[misc]  # that is the point
    assert applicant == Applicant(name="Kylä ry")
    assert applicant != Applicant(name="Toinen ry")
    assert Applicant(name=None) == Applicant()
    assert hash(Applicant(name=None)) == hash(Applicant())


def test_a_value_with_a_field_changed_keeps_the_rest_and_nothing_that_was_worked_out() -> None:
    applicant = Applicant(name="Kylä ry", business_id="9000011-8")
    assert applicant.with_(name=None) == Applicant(business_id="9000011-8")
    assert applicant.name == "Kylä ry"
    with pytest.raises(TypeError, match=r"Applicant has no nimi"):
        applicant.with_(nimi="Toinen ry")

    class Worked(Frozen):
        number: int

        @cached_property
        def double(self) -> int:
            return self.number * 2

    one = Worked(2)
    assert (one.double, one.with_(number=3).double) == (4, 6)


def parts_of(kind: type[Part], path: Path = ()) -> Iterator[tuple[type[Part], Path]]:
    """A part of the plan and every part inside it, with a path that leads there."""
    yield kind, path
    for name, hint in kind.__annotations__.items():
        for inner in types_in(hint):
            yield from parts_of(inner, (*path, name.rstrip("_")))


def types_in(hint: object) -> Iterator[type[Part]]:
    if isinstance(hint, type) and issubclass(hint, Part) and hint is not Translated:
        yield hint
    for inner in get_args(hint):
        yield from types_in(inner)


@pytest.mark.parametrize(
    ("part", "path"),
    [one for one in parts_of(Plan) if one[0] is not Effect],  # a row of the table is any key
    ids=lambda value: value.__name__ if isinstance(value, type) else ".".join(value),
)
def test_every_part_has_the_schemas_fields_in_their_order(part: type[Part], path: Path) -> None:
    described = [key for key in children(field(path)) if (*path, key) != ("format",)]
    assert [name.rstrip("_") for name in part.__annotations__] == described
