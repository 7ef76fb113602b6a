"""A word of a plan is that word and no other: a misspelt one is not taken for its neighbour."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from kanto_docs.cards import card
from kanto_docs.errors import DataError
from kanto_docs.finding import Faults
from kanto_docs.law import Law, Programme
from kanto_docs.plan import Plan
from kanto_docs.plan.resources import Person
from kanto_docs.rules import registry
from kanto_docs.rules.applicant import authority_of_former_time
from kanto_docs.rules.indicator_list import groups, known
from kanto_docs.rules.lump_sum import lump_sum_over_ceiling
from kanto_docs.rules.working_time import share_too_small
from kanto_docs.source import read_file
from tests.conftest import changed, check_data, sample

MISSPELT = ("-", "~")
"""One sorts before every word that the plan model knows, the other after them."""
SILENT = (
    ("A01", 2, "/project/kind"),
    ("A10", 1, "/project/kind"),
    ("A10", 3, "/project/kind"),
    ("A11", 0, "/project/kind"),
    ("A12", 0, "/partners/0/role"),
    ("A12", 0, "/project/kind"),
    ("A16", 0, "/partners/0/agreement"),
    ("A16", 0, "/project/kind"),
    ("C01", 0, "/cost_model"),
    ("C03", 0, "/cost_model"),
    ("C06", 0, "/cost_model"),
    ("C11", 0, "/costs/0/category"),
    ("C16", 0, "/cost_model"),
    ("C16", 0, "/costs/0/category"),
    ("C17", 0, "/cost_model"),
    ("C18", 2, "/costs/0/category"),
    ("C19", 0, "/costs/0/category"),
    ("C21", 0, "/costs/0/category"),
    ("C23", 0, "/cost_model"),
    ("C24", 0, "/cost_model"),
    ("C24", 0, "/pay_model"),
    ("C25", 0, "/cost_model"),
    ("C26", 0, "/cost_model"),
    ("C27", 0, "/cost_model"),
    ("C28", 0, "/cost_model"),
    ("C29", 0, "/cost_model"),
    ("C30", 0, "/cost_model"),
    ("C31", 0, "/cost_model"),
    ("C32", 0, "/cost_model"),
    ("C34", 1, "/applicant/vat/status"),
    ("C36", 0, "/costs/0/category"),
    ("C55", 0, "/cost_model"),
    ("F13", 4, "/funding/sources/2/kind"),
    ("F13", 5, "/funding/sources/1/kind"),
    ("S03", 0, "/staff/0/employment"),
    ("S04", 0, "/pay_model"),
    ("S06", 0, "/pay_model"),
    ("S06", 2, "/pay_model"),
    ("S14", 0, "/pay_model"),
    ("S15", 0, "/pay_model"),
    ("V03", 0, "/costs/0/category"),
    ("V20", 0, "/project/kind"),
)
"""Rules that speak of one word, an example of each and the place of the word."""
SPEAKING = (
    ("A15", 0, "/project/kind"),
    ("C13", 0, "/costs/0/category"),
    ("C33", 0, "/attachments/0/kind"),
    ("D03", 0, "/attachments/0/kind"),
    ("F16", 0, "/attachments/0/kind"),
    ("S09", 0, "/pay_model"),
    ("S10", 0, "/pay_model"),
    ("S11", 0, "/staff/0/employment"),
    ("T01", 0, "/project/application_type"),
)
"""Rules that all but one word lets speak."""


def misspelt(code: str, number: int, place: str, word: str) -> object:
    """The data of the card's failing example, with another word at the place."""
    example = card(code).examples["fails"][number]
    smallest = read_file(sample("smallest")).data
    return changed(changed(smallest, example.get("set"), example.get("unset", ())), {place: word})


@pytest.mark.parametrize(("code", "number", "place"), SILENT)
@pytest.mark.parametrize("word", MISSPELT)
def test_a_misspelt_word_is_not_taken_for_another(
    code: str, number: int, place: str, word: str
) -> None:
    data = misspelt(code, number, place, word)
    found = check_data(data, sample("smallest").parent).report.findings
    assert code not in {one.code for one in found}


@pytest.mark.parametrize(("code", "number", "place"), SPEAKING)
@pytest.mark.parametrize("word", MISSPELT)
def test_a_misspelt_word_does_not_silence_a_rule(
    code: str, number: int, place: str, word: str
) -> None:
    data = misspelt(code, number, place, word)
    found = check_data(data, sample("smallest").parent).report.findings
    assert code in {one.code for one in found}


@pytest.mark.parametrize(("months", "found"), [("5.9", True), ("6", False), ("6.1", False)])
def test_short_term_work_is_spread_over_a_year_only_below_the_limit(
    months: str, *, found: bool
) -> None:
    person = Person(employment="short_term", share=Decimal(20), months=Decimal(months))
    faults: Faults = share_too_small((person,), Decimal(20), Decimal(6), Plan())
    assert bool(list(faults)) is found


def test_a_rule_may_read_only_what_it_asks_for_by_name() -> None:
    def check(plan: Plan, grant: Decimal) -> Faults:
        yield from ()

    for reads in ({"amount": "budget.grant"}, {"amount": "a", "grant": "b", "plan": "c"}):
        with pytest.raises(DataError):
            registry.rule("T99", (), **reads)(check)
    for number, reads in enumerate(({}, {"grant": "g"}, {"grant": "g", "plan": "p"})):
        code = f"T9{number}"
        registry.rule(code, (), **reads)(check)
        assert registry._RULES.pop(code).reads == {"plan": "plan", "grant": "grant"} | reads


def test_only_a_lump_sum_of_the_projects_own_has_a_ceiling() -> None:
    faults: Faults = lump_sum_over_ceiling(Decimal("200000.01"), Decimal(200000))
    assert len(list(faults)) == 1
    (found,) = [one for one in registry.registered() if one.check is lump_sum_over_ceiling]
    assert found.models == ("lump_sum",)


@pytest.mark.parametrize(
    ("day", "found"), [("2025-12-01", False), ("2025-12-31", False), ("2026-01-01", True)]
)
def test_an_authority_of_today_is_not_of_former_time(day: str, *, found: bool) -> None:
    rows = [
        {"name": "Etelä-Savon ELY-keskus", "until": "2025-12-31"},
        {"name": "Itä-Suomen elinvoimakeskus", "since": "2025-11-01"},
    ]
    law = Law(dt.date.fromisoformat(day), Programme("x", {"authorities": rows}, {}))
    faults: Faults = authority_of_former_time("Etelä-Savon ELY-keskus", law)
    assert bool(list(faults)) is found


def test_groups_of_participants_and_of_results_are_told_apart() -> None:
    law = check_data({}).law
    for kind, letters in (("output", "EECO"), ("result", "EECR")):
        parts = {part for group in groups(law, kind) for part in group.parts}
        assert {part[:4] for part in parts} == {letters}


@pytest.mark.parametrize("places", [("results", "outputs"), ("outputs", "results")])
def test_an_indicator_counts_only_in_its_own_list(places: tuple[str, str]) -> None:
    rows = dict(zip(places, ([{"code": "EECO02"}], [{"code": "EECR04"}]), strict=True))
    checked = check_data({"indicators": rows})
    assert checked.plan.indicators is not None
    found = known(checked.plan.indicators, checked.law)
    assert list(found) == (["EECO02", "EECR04"] if places[0] == "outputs" else [])
