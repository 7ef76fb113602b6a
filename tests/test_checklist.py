"""The checklist of attachments asks exactly what the rules ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Names, Rows
from kanto_docs.documents.making import make
from kanto_docs.documents.view import view
from kanto_docs.rules.pointers import expand
from kanto_docs.source import read_file
from kanto_docs.words import Words
from tests.conftest import changed, check_data, checked_sample, sample
from tests.filling_word import cafe
from tests.proof import said_by


def with_changes(set_: Mapping[str, object]) -> Checked:
    return check_data(changed(cafe(), set_), sample("cafe").parent)


def rows(checked: Checked, group: str) -> list[Names]:
    names = cast("Names", view(checked, Words("fi"), {"checklist"})["checklist"])
    return [cast("Names", row) for row in cast("Rows", names[group])]


def titles(checked: Checked, group: str = "needed") -> list[tuple[str, str, str]]:
    """The rows of the checklist: what, for whom, whether in hand."""
    found = rows(checked, group)
    return [(str(one["title"]), str(one["about"]), str(one["have"])) for one in found]


def test_the_checklist_asks_what_the_rules_ask() -> None:
    assert titles(checked_sample("trainers")) == [
        ("tehtävänkuvaus", "Kurssikoordinaattori", "on"),
        ("selvitys bruttopalkasta", "Kurssikoordinaattori", "on"),
        ("rahoitussopimus", "Kuvitelmalan kunta", "on"),
        ("rahoitussopimus", "Sivistyssatama-säätiö sr", "on"),
        ("Verohallinnon selvitys", "Hakija", "on"),
    ]
    assert ("ryhmähankesopimus", "Kaikki toteuttajat", "on") in titles(checked_sample("group"))
    assert titles(checked_sample("pilot")) == [("rahoitussopimus", "Esimerkkilän kunta", "on")]


def test_an_agreement_that_is_only_a_draft_is_missing() -> None:
    text = "\n".join(said_by(make("attachments", checked_sample("cafe"), Words("fi")).payload))
    assert "Tarvittavia liitteitä on 5, ja niistä puuttuu 1." in text
    assert "Sopimus: sopimusluonnos." in text
    assert "kanto-docs fill --only letter-of-intent" in text


def test_an_attachment_for_somebody_else_does_not_answer() -> None:
    checked = with_changes({"/attachments/0/for": "S2"})
    assert titles(checked)[0] == ("tehtävänkuvaus", "Hankekoordinaattori", "puuttuu liitteistä")
    for_all = with_changes({"/attachments/0/for": ["S1", "S2"], "/attachments/1/for": "S3"})
    assert [have for *_, have in titles(for_all)[:3]] == ["on", "on", "on"]


def test_economic_activity_and_businesses_ask_for_their_statements() -> None:
    aid = {"/state_aid/economic_activity": True, "/state_aid/supports_businesses": True}
    found = titles(with_changes(aid))
    assert ("selvitys de minimis -tuesta", "Tuettavat yritykset", "puuttuu liitteistä") in found
    alone = titles(with_changes({"/state_aid/economic_activity": True}))
    assert ("selvitys de minimis -tuesta", "Hakija", "puuttuu liitteistä") in alone


def test_the_calls_own_attachments_are_asked_for_too() -> None:
    call = read_file(sample("cafe").parent / "haku.yaml").data
    assert next(expand(call, "/attachments"))[1] is None
    checked = checked_sample("cafe")
    asked = changed(call, {"/attachments": ["rules", "mandate", "job_description"]})
    law = checked.law.with_(call=checked.law.call and checked.law.call.with_(raw=asked))
    found = titles(checked._replace(law=law))
    assert found[-2:] == [
        ("säännöt", "Koko hakemus", "on"), ("valtuutus", "Koko hakemus", "puuttuu liitteistä"),
    ]  # fmt: skip
    assert [what for what, *_ in found].count("tehtävänkuvaus") == 3


def test_nothing_of_2021_is_asked_of_the_period_of_2014() -> None:
    checked = with_changes({"/programme": "esr-2014-2020", "/call": None})
    assert titles(checked) == []
    assert titles(checked, "at_hand") == []
    assert len(rows(checked, "others")) == 8
