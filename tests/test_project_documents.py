"""Job descriptions, the risk and communication plan, the agenda."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import cast

import pytest
from docx.oxml.ns import qn

from kanto_docs.checking import Checked, check_source
from kanto_docs.documents.catalogue import document
from kanto_docs.documents.filled import Filled
from kanto_docs.documents.gaps import Names, Rows
from kanto_docs.documents.making import make
from kanto_docs.documents.view import view
from kanto_docs.source import Source, read_file
from kanto_docs.words import LANGUAGES, Words
from tests.conftest import changed, check_data, checked_sample, folder_of, sample
from tests.filling_word import cafe, opened
from tests.proof import said_by

OURS = ("job-descriptions", "risk-plan", "agenda", "attachments")


@functools.cache
def filled(name: str, of: str, language: str = "fi") -> Filled:
    return make(name, checked_sample(of), Words(language))


def said(name: str, of: str, language: str = "fi") -> str:
    return "\n".join(said_by(filled(name, of, language).payload))


def with_changes(set_: Mapping[str, object], unset: tuple[str, ...] = ()) -> Checked:
    return check_data(changed(cafe(), set_, unset), sample("cafe").parent)


def extra(name: str, checked: Checked, language: str = "fi") -> Names:
    return cast("Names", view(checked, Words(language), {name})[name])


def rows(names: Names, name: str) -> list[Names]:
    return [cast("Names", row) for row in cast("Rows", names[name])]


# Job descriptions


def test_every_person_has_a_heading_on_a_page_of_its_own() -> None:
    document_ = opened(filled("job-descriptions", "cafe").payload)
    headings = [one for one in document_.paragraphs if one.style and one.style.name == "Heading 1"]
    assert [one.text for one in headings] == [
        "Hankekoordinaattori", "Kahvilaohjaaja", "Viestintä- ja arviointiavustaja",
    ]  # fmt: skip
    breaks = [one._p.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") for one in headings]
    assert [one is not None for one in breaks] == [False, True, True]


def test_a_job_description_tells_the_work_its_time_and_its_pay() -> None:
    text = said("job-descriptions", "cafe")
    for part in (
        "Helmi Kuviteltu", "valitaan myöhemmin", "Esimerkkilän Kylä ry, 9999999-2",
        "1.3.2028–31.8.2028, yhteensä 6 kuukautta",
        "2\N{NO-BREAK SPACE}784,25", "45\N{NO-BREAK SPACE}338,40",
        "Avoin kahvila kolmena päivänä viikossa (15.3.2027–31.12.2028)",
        "Oppaan ja arvioinnin tekeminen", "866/2021 5 § 1 mom.",
    ):  # fmt: skip
        assert part in text, part
    assert "Työaikaosuus on kiinteä: 50\N{NO-BREAK SPACE}% täydestä työajasta" in text
    assert "Erillistä työajan seurantaa ei tarvita (866/2021 7 § 3 mom.)" in text


def test_an_action_belongs_to_whom_its_responsible_names_whole() -> None:
    checked = with_changes(
        {
            "/actions/0/responsible": "hankekoordinaattori ja kahvilaohjaaja",
            "/actions/1/responsible": "Kahvilaohjaajat",
        }
    )
    people = [
        cast("Names", one) for one in cast("Rows", view(checked, Words("fi"), {"jobs"})["jobs"])
    ]
    told = [[str(task["id"]) for task in rows(one, "tasks")] for one in people]
    assert told == [["A1", "A4"], ["A1", "A3", "A5"], ["A6"]]


def test_a_paid_hour_is_followed_by_records_and_a_fixed_share_is_not() -> None:
    hourly = said("job-descriptions", "trainers")
    assert "2027: 1\N{NO-BREAK SPACE}032 tuntia" in hourly
    assert "sekä työntekijä että työnantaja hyväksyvät" in hourly
    assert "enintään 1\N{NO-BREAK SPACE}720" in hourly
    assert "Kuukausipalkka" not in hourly
    whole = said("job-descriptions", "holes")
    assert "Koko työaika käytetään hankkeeseen." in whole


def test_what_a_job_description_lacks_is_a_gap() -> None:
    gaps = {gap.label for gap in filled("job-descriptions", "holes").gaps}
    assert {"Henkilöstö 1: Tehtävät", "Henkilöstö 2: Kuukausipalkka"} <= gaps


def test_without_a_pay_model_nobody_says_how_time_is_followed() -> None:
    made = make("job-descriptions", with_changes({}, ("/pay_model",)), Words("fi"))
    assert ("pay_model",) in {gap.path for gap in made.gaps}
    assert "työajan seurantaa" not in "\n".join(said_by(made.payload))


def test_the_period_of_2014_is_told_its_own_law() -> None:
    data = {"/programme": "esr-2014-2020", "/call": None, "/pay_model": "real"}
    text = "\n".join(said_by(make("job-descriptions", with_changes(data), Words("fi")).payload))
    assert "kaikki tunnit, myös muu kuin hankkeen työ (358/2014 16 §)" in text
    assert "2021" not in text.replace("kanto-docs", "")


# The risk and communication plan


def test_risks_stand_by_gravity_and_in_their_square() -> None:
    names = extra("risk_map", checked_sample("cafe"))
    assert [str(one["gravity"]) for one in rows(names, "risks")] == [
        "suuri", "suuri", "kohtalainen", "kohtalainen", "pieni",
    ]  # fmt: skip
    high = cast("Names", names["high"])
    assert [high[one] for one in ("low", "medium", "high")] == ["4", "1, 2", "–"]


def test_a_risk_that_is_half_assessed_comes_last_with_a_gap() -> None:
    checked = with_changes({}, ("/risks/0/impact",))
    last = rows(extra("risk_map", checked), "risks")[-1]
    assert str(last["risk"]).startswith("Kahvilaan ei uskalleta tulla")
    made = make("risk-plan", checked, Words("fi"))
    assert ("risks", 0, "impact") in {gap.path for gap in made.gaps}


def test_the_duties_stand_with_what_the_plan_says_and_their_law() -> None:
    duties = rows(extra("messages", checked_sample("cafe")), "duties")
    assert [str(one["said"]) for one in duties] == [
        "https://www.example.org/kahvila", "Facebook, Instagram", "kyllä", "kyllä",
    ]  # fmt: skip
    assert {str(one["law"])[:23] for one in duties} == {"asetus (EU) 2021/1060 5"}
    text = said("risk-plan", "cafe")
    assert "EU:n tukea vähennetään enintään 3\N{NO-BREAK SPACE}%" in text
    assert "”Euroopan unionin osarahoittama”" in text
    assert "Calibri, Garamond" in text


def test_equipment_in_a_large_project_asks_for_a_plaque_instead_of_a_poster() -> None:
    bought = {"id": "C1", "category": "equipment", "text": "Keittiö", "amount": 99000}
    plan = {"/cost_model": "flat_rate_7", "/costs": [bought]}
    told = rows(extra("messages", with_changes(plan)), "duties")
    assert any("kyltti" in str(one["what"]) for one in told)
    assert not any("A3" in str(one["what"]) for one in told)


def test_one_way_of_telling_is_enough_not_to_be_a_gap() -> None:
    checked = with_changes({}, ("/communication/social_media",))
    assert make("risk-plan", checked, Words("fi")).gaps == ()
    both = with_changes({}, ("/communication/social_media", "/communication/website"))
    gaps = {gap.path[-1] for gap in make("risk-plan", both, Words("fi")).gaps}
    assert gaps == {"social_media", "website"}


def test_the_period_of_2014_has_no_duties_of_2021() -> None:
    checked = with_changes({"/programme": "esr-2014-2020", "/call": None})
    text = "\n".join(said_by(make("risk-plan", checked, Words("fi")).payload))
    assert "Kerromme kahvilasta" in text
    assert "2021/1060" not in text
    assert "A3" not in text


# The agenda


def test_the_agenda_names_the_members_and_leaves_the_funder_its_expert() -> None:
    text = said("agenda", "cafe")
    assert "Maija Keksitty, Esimerkkilän kunta (jäsen)" in text
    assert filled("agenda", "cafe").gaps == ()
    assert "Asiantuntijat" in text
    assert "757/2021 26 §; 867/2021 17 §" in text


def test_meetings_lie_evenly_in_the_period() -> None:
    names = extra("meeting", checked_sample("cafe"), "en")
    assert [str(one) for one in cast("Rows", names["next"])] == [
        "May 2027", "September 2027", "January 2028", "May 2028", "September 2028",
    ]  # fmt: skip
    assert names["last_claim"] == "30 April 2029"
    monthly = extra("meeting", with_changes({"/steering_group/meetings_per_year": 12}))
    assert len(cast("Rows", monthly["next"])) == 23
    none = extra("meeting", with_changes({"/steering_group/meetings_per_year": 0}))
    assert not cast("Rows", none["next"])


def test_the_agenda_shows_the_figures_of_the_budget() -> None:
    text = said("agenda", "cafe")
    assert "147\N{NO-BREAK SPACE}861,18" in text
    assert "josta omarahoitus" in text
    assert "Tässä hankkeessa viimeinen päivä on 30.4.2029." in text


def test_the_agenda_of_2014_leaves_the_tasks_to_the_grant_decision() -> None:
    checked = with_changes({"/programme": "esr-2014-2020", "/call": None})
    text = "\n".join(said_by(make("agenda", checked, Words("fi")).payload))
    assert "Sovitaan ohjausryhmän tehtävistä tukipäätöksen mukaan." in text
    assert "ehdot luetaan tukipäätöksestä" in text
    assert "757/2021" not in text
    assert "maksatuskausittain" not in text


def test_a_member_of_a_group_meets_in_the_group_of_the_lead() -> None:
    path = sample("group").parent / "jasen-b.yaml"
    own = changed(read_file(path).data, {}, ("/steering_group",))
    checked = check_source(Source("jasen-b.yaml", "", own, {}), folder_of(path))
    assert checked.plan.steering_group is None
    assert document("agenda").reason(checked) is None
    names = extra("meeting", checked)
    assert "Maija Keksitty" in {str(one["name"]) for one in rows(names, "members")}


# All of them


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OURS)
def test_a_document_is_whole_and_says_its_language(name: str, language: str) -> None:
    made = filled(name, "cafe", language)
    assert made.gaps == ()
    properties = opened(made.payload).core_properties
    assert properties.language == {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}[language]
    assert properties.subject == Words(language).ui(f"doc.title.{name}")
    own = "\n".join(said_by(made.payload))
    assert not re.search(r"\bNone\b|\{\{|\{%", own)


@pytest.mark.parametrize(("name", "of"), [("job-descriptions", "pilot"), ("agenda", "holes")])
def test_a_plan_with_nothing_to_say_gets_no_document_but_a_reason(name: str, of: str) -> None:
    for language in LANGUAGES:
        reason = document(name).reason(checked_sample(of))
        assert reason is not None
        assert Words(language).ui(reason).endswith(".")


def test_a_plan_of_nothing_has_no_risk_plan() -> None:
    empty = ("/risks", "/communication", "/evaluation", "/data_protection")
    assert document("risk-plan").reason(with_changes({}, empty)) == "doc.risk-plan.lacking"
    assert document("agenda").reason(with_changes({"/steering_group/proposed": False}))
