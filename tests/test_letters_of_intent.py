"""Letters of intent: one for each co-funder who has not signed, with the amounts of the budget."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import cast

import pytest
from docx.oxml.ns import qn

from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Gap, Names, Rows
from kanto_docs.documents.making import make
from kanto_docs.documents.view import view
from kanto_docs.words import LANGUAGES, Words
from tests.conftest import changed, check_data, checked_sample, sample
from tests.filling_word import cafe, part
from tests.partner_papers import FI, cafe_with, paragraphs, reason, rows_of, said


def test_each_funder_who_has_not_signed_gets_a_letter() -> None:
    letters = cast("Rows", view(checked_sample("cafe"), FI, ("letters",))["letters"])
    (letter,) = cast("tuple[Names, ...]", letters.rows)
    assert letter["payer"] == "Esimerkkiseudun hyvinvointialue"
    assert letter["amount"] == FI.euro(Decimal(7000))
    assert letter["kind"] == "muu julkinen rahoitus"
    assert not letter["in_kind"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_years_of_a_letter_are_those_of_the_budget(language: str) -> None:
    checked, words = checked_sample("cafe"), Words(language)
    text = paragraphs("letter-of-intent", checked, language)
    amounts = [checked.budget[f"source_F3_{year}"] for year in (2027, 2028)]
    assert sum(one or 0 for one in amounts) == checked.budget["source_F3"] == 7000
    for amount in amounts:
        assert amount is not None
        assert " ".join(words.euro(amount).split()) in text


def test_every_letter_but_the_first_begins_on_a_new_page() -> None:
    checked = cafe_with(__funding__sources__1__agreement="none")
    root = part(make("letter-of-intent", checked, FI).payload, "word/document.xml")
    heads = [
        (said(one), one.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None)
        for one in root.iter(qn("w:p"))
        if one.find(f"{qn('w:pPr')}/{qn('w:pStyle')}[@{qn('w:val')}='Heading1']") is not None
    ]
    assert heads == [
        ("Aiesopimus rahoituksesta: Esimerkkilän kunta", False),
        ("Aiesopimus rahoituksesta: Esimerkkiseudun hyvinvointialue", True),
    ]


def test_a_funder_who_is_a_partner_has_its_business_id_and_others_a_line_for_it() -> None:
    checked = cafe_with(__funding__sources__1__agreement="none")
    text = paragraphs("letter-of-intent", checked)
    assert "Y-tunnus: 9000001-1" in text
    assert len([one for one in text if re.fullmatch("Y-tunnus: _+", one)]) == 1


def test_years_that_the_plan_itself_gives_are_not_called_shared_out() -> None:
    given = names_at(cafe_with(__funding__sources__1__agreement="none"), 0)
    assert given["shared"] is False
    assert [str(one["amount"]) for one in rows_of(given, "years")] == [FI.euro(Decimal(7000))] * 2
    assert names_at(checked_sample("cafe"), 0)["shared"] is True


def names_at(checked: Checked, place: int) -> Names:
    letters = cast("Rows", view(checked, FI, ("letters",))["letters"])
    return cast("Names", letters.rows[place])


def test_a_share_that_is_no_money_is_warned_of_with_its_law() -> None:
    warning = [one for one in paragraphs("letter-of-intent", in_kind()) if "Muu kuin raha" in one]
    assert len(warning) == 1
    assert "757/2021 18 § 2 mom." in warning[0]
    plain = paragraphs("letter-of-intent", checked_sample("cafe"))
    assert not any("Muu kuin raha" in one for one in plain)


def in_kind() -> Checked:
    return cafe_with(__funding__sources__2__in_kind=True)


def test_a_source_of_the_applicant_itself_gets_no_letter_whatever_its_kind() -> None:
    checked = cafe_with(
        __funding__sources__0__kind="private", __funding__sources__2__agreement="signed"
    )
    assert reason("letter-of-intent", checked) == "doc.letter-of-intent.lacking.all_signed"


def test_a_letter_shows_what_is_not_known_yet() -> None:
    checked = check_data(
        changed(cafe(), {}, ["/funding/sources/2/amount", "/funding/sources/2/payer"]),
        sample("cafe").parent,
    )
    letter = names_at(checked, 0)
    assert isinstance(letter["payer"], Gap)
    assert isinstance(letter["amount"], Gap)
    assert rows_of(letter, "years") == ()
    assert make("letter-of-intent", checked, FI).gaps
