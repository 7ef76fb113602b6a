"""The budget as people read it: what a line is called, and what is said of what is not known."""

from __future__ import annotations

import pytest

from kanto_docs.budget.names import name_of
from kanto_docs.checking import Checked
from kanto_docs.words import LANGUAGES, Words
from kanto_docs.words.figuring import SpokenBudget
from tests.conftest import changed, check_data

LUMP_SUM = {
    "/cost_model": "lump_sum",
    "/lump_sum": {"kind": "individual", "outputs": [{"text": "Opas", "amount": 900000}]},
    "/funding/prepayment": {"share": 30, "reason": "Kassa"},
    "/costs": [
        {"category": "travel", "text": "Matka", "travel_days": 2, "travel_zone": "europe"},
    ],
}


def spoken(checked: Checked, language: str = "fi") -> SpokenBudget:
    return SpokenBudget(checked.plan, checked.budget, checked.law, Words(language))


def with_own(smallest: object, extra: int) -> Checked:
    """The smallest plan with so much more (or less) own money than is needed."""
    own = check_data(smallest).budget["own"]
    assert own is not None
    return check_data(changed(smallest, {"/funding/sources/0/amount": int(own) + extra}))


@pytest.mark.parametrize(
    ("language", "lacks", "too_much"),
    [
        ("fi", "Rahoituksesta puuttuu", "Rahoitusta liikaa"),
        ("sv", "Finansiering som saknas", "För mycket finansiering"),
        ("en", "Missing from the funding", "Too much funding"),
    ],
)
def test_money_that_is_over_is_not_said_to_be_missing(
    smallest: object, language: str, lacks: str, too_much: str
) -> None:
    less, more = with_own(smallest, -500), with_own(smallest, 500)
    assert spoken(less, language).label("gap") == lacks
    assert spoken(more, language).label("gap") == too_much
    assert more.budget["gap"] is not None
    assert more.budget["gap"] < 0
    assert spoken(more, language).value("gap") == Words(language).euro(-more.budget["gap"])
    assert spoken(more, language).words_of("gap").index(" − ") > 0
    year = more.budget.years[0]
    assert spoken(more, language).label(name_of("gap", year=year)) == f"{too_much} {year}"


def test_a_surplus_is_told_the_other_way_round(smallest: object) -> None:
    more, even = with_own(smallest, 500), check_data(smallest)
    said = spoken(more).words_of("gap")
    assert said.startswith("rahoitus yhteensä")
    assert spoken(even).label("gap") == "Rahoituksesta puuttuu"
    assert spoken(even).words_of("gap").startswith("kustannukset tulojen jälkeen")


def test_what_has_no_year_and_a_part_of_a_long_sum_say_so(smallest: object) -> None:
    costs = [{"category": "travel", "text": "Matka", "amount": 10} for _ in range(201)]
    income = [{"text": "Myyjäiset", "amount": 7}]
    says = spoken(check_data(changed(smallest, {"/costs": costs, "/income": income})))
    assert says.label("travel_undated") == "Matkakustannukset, ilman vuotta"
    assert says.label("travel_part2") == "Matkakustannukset (välisumma 2)"
    assert says.label("income_1_2027") == "Tulot (Myyjäiset) 2027"


def test_an_item_is_looked_for_in_the_list_that_its_line_is_about(smallest: object) -> None:
    cost = {"id": "PART1", "category": "travel", "text": "Matka", "quantity": 2, "unit_price": 10}
    person = {"/staff/0/id": "part1", "/staff/0/role": "Ohjaaja"}
    says = spoken(check_data(changed(smallest, {**person, "/costs": [cost]})))
    assert says.label("pay_part1") == "Palkka (Ohjaaja)"
    assert says.label("cost_PART1") == "kustannus (Matka)"
    same = spoken(check_data(changed(smallest, {**person, "/costs": [{**cost, "id": "part1"}]})))
    assert same.label("cost_part1") == "kustannus (Matka)"


def test_a_name_is_made_of_its_parts(smallest: object) -> None:
    says = spoken(check_data(changed(smallest, {"/staff/0/role": "Ohjaaja (50 %) 010101-123N"})))
    dated = name_of("pay", says.budget.people[0], 2027)
    about = "Ohjaaja (50 %) ******-****"
    assert (says.kind_of(dated), says.about(dated)) == ("Palkka", about)
    assert says.label(dated) == f"Palkka ({about}) 2027"
    assert says.label(dated, dated=False) == f"Palkka ({about})"
    assert says.label(dated, whose=False) == "Palkka 2027"
    assert says.about("total") == ""


def test_a_surplus_can_be_told_under_the_lines_own_name(smallest: object) -> None:
    more = spoken(with_own(smallest, 500))
    assert more.label("gap", surplus=False) == more.kind_of("gap", surplus=False)
    assert more.kind_of("gap", surplus=False) == "Rahoituksesta puuttuu"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_has_a_name_of_its_own(smallest: object, language: str) -> None:
    plans = [smallest, changed(smallest, LUMP_SUM)]
    plans += [changed(smallest, {**LUMP_SUM, "/cost_model": "flat_rate_7"})]
    for plan in plans:
        checked = check_data(plan)
        says = spoken(checked, language)
        for name, line in checked.budget.lines.items():
            label = says.label(name)
            assert "_" not in label, name
            spoken_for = (f"{group}.{line.base}" for group in ("budget", "figures"))
            assert line.undated or any(map(says.words.has, spoken_for)), name


def test_the_smallest_of_two_is_told_in_words(smallest: object) -> None:
    plan = changed(smallest, {**LUMP_SUM, "/schedule/end": "2028-12-31"})
    says = spoken(check_data(plan))
    first = says.words_of("recovery_2027")
    assert first.startswith("pienin näistä: EU- ja valtion rahoitus 2027 ")
    assert " × maksusta vähennettävä osuus 30 %; ennakko " in first.replace("\u00a0", " ")
    assert says.label("output_1") == "Tuotos (Opas)"
    assert says.label("outputs_gap") == "Tuotosten summissa liikaa"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fi", "Kertakorvaus: muut kustannukset suorista kustannuksista"),
        ("sv", "Engångsersättning: övriga kostnader av de direkta kostnaderna"),
        ("en", "Lump sum: other costs as a share of direct costs"),
    ],
)
def test_a_number_that_the_programme_lacks_is_called_as_in_another(
    smallest: object, language: str, said: str
) -> None:
    plan = changed(smallest, {**LUMP_SUM, "/programme": "esr-2014-2020"}, ["/call"])
    assert said in spoken(check_data(plan), language).lacking("flat_costs")
