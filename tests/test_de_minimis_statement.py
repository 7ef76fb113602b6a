"""The de minimis statement: aid inside the time that counts, by the rule on the ceiling."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, cast

from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Gap
from kanto_docs.documents.making import make
from tests.conftest import changed, check_data, checked_sample, sample
from tests.filling_word import cafe
from tests.partner_papers import FI, cafe_with, names_of, paragraphs, rows_of

LISTED: Final[list[dict[str, object]]] = [
    {"date": "2025-03-01", "granter": "Esimerkkilän kunta", "amount": 12000},
    {"date": "2023-09-22", "granter": "Maakuntaliitto", "amount": "100000.50"},
    {"date": "2023-09-21", "granter": "Kehitysyhtiö oy", "amount": 50000},
]
"""The sample is sent on 21.9.2026: the second is of the first day that counts, the third not."""


def with_aid(listed: object, *, economic: bool = True) -> Checked:
    return cafe_with(__state_aid__de_minimis=listed, __state_aid__economic_activity=economic)


def test_aid_is_told_apart_by_the_days_of_the_rule() -> None:
    aid = names_of(with_aid(LISTED), "aid")
    assert [row["granter"] for row in rows_of(aid, "counted")] == [
        "Esimerkkilän kunta", "Maakuntaliitto",
    ]  # fmt: skip
    assert [row["granter"] for row in rows_of(aid, "outside")] == ["Kehitysyhtiö oy"]
    assert aid["period"] == "22.9.2023–21.9.2026"
    assert aid["known"] == aid["earlier"] == FI.euro(Decimal("112000.50"))


def test_the_sums_are_those_of_the_rule_on_the_ceiling() -> None:
    checked = with_aid([{**LISTED[0], "amount": 200000}, *LISTED[1:]])
    (fault,) = (one for one in checked.report.findings if one.code == "D02")
    aid = names_of(checked, "aid")
    for ours, theirs in (("earlier", "earlier"), ("ceiling", "ceiling"), ("over", "over")):
        assert aid[ours] == FI.euro(cast("Decimal", fault.facts[theirs]))
    assert aid["left"] == FI.euro(Decimal(0))
    text = paragraphs("de-minimis", checked)
    assert "Enimmäismäärä ylittyisi" in text
    assert "Jäljellä uuden tuen jälkeen" not in text


def test_what_is_left_is_the_ceiling_without_the_earlier_aid_and_the_grant() -> None:
    checked = with_aid(LISTED)
    grant = checked.budget["grant"]
    assert grant is not None
    aid = names_of(checked, "aid")
    assert aid["room"] == FI.euro(Decimal("187999.50"))
    assert aid["left"] == FI.euro(Decimal("187999.50") - grant)
    assert aid["over"] == ""


def test_before_2024_another_ceiling_and_whole_tax_years_count() -> None:
    data = changed(
        cafe(),
        {"/schedule/submitted": "2023-05-02", "/state_aid/de_minimis": [
            {"date": "2021-01-01", "granter": "Kunta", "amount": 10},
            {"date": "2020-12-31", "granter": "Kunta", "amount": 20},
        ]},
    )  # fmt: skip
    aid = names_of(check_data(data, sample("cafe").parent), "aid")
    assert aid["period"] == "1.1.2021–2.5.2023"
    assert aid["earlier"] == FI.euro(Decimal(10))
    assert aid["ceiling"] == FI.euro(Decimal(200000))
    assert aid["read"] is True


def test_an_empty_list_states_that_there_is_none() -> None:
    said_so = paragraphs("de-minimis", checked_sample("cafe"))
    assert "Hakija ei ole saanut de minimis -tukea tarkastelujakson aikana." in said_so
    assert make("de-minimis", checked_sample("cafe"), FI).gaps == ()


def test_an_absent_list_states_nothing() -> None:
    checked = check_data(changed(cafe(), {}, ["/state_aid/de_minimis"]), sample("cafe").parent)
    text = paragraphs("de-minimis", checked)
    assert not any("ei ole saanut" in one for one in text)
    gaps = {gap.path for gap in make("de-minimis", checked, FI).gaps}
    assert gaps == {("state_aid", "de_minimis")}


def test_aid_without_its_day_leaves_the_sum_open() -> None:
    checked = with_aid([LISTED[0], {"granter": "Kunta", "amount": 800}])
    aid = names_of(checked, "aid")
    assert [row["granter"] for row in rows_of(aid, "unclear")] == ["Kunta"]
    assert aid["known"] == FI.euro(Decimal(12000))
    assert isinstance(aid["earlier"], Gap)
    assert isinstance(aid["left"], Gap)
    text = paragraphs("de-minimis", checked)
    assert "Tuet, joista puuttuu päivä tai summa" in text


def test_a_ceiling_that_nobody_read_in_the_regulation_says_so() -> None:
    text = paragraphs("de-minimis", checked_sample("cafe"))
    assert any(one.startswith("Enimmäismäärää ei ole luettu") for one in text)
