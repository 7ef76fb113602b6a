"""The public description of a project in the nine sections of the form of 2014–2020.

What the form holds is listed here from the public description of S22786, label by label.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator
from typing import Final, NamedTuple

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from kanto_docs.documents.making import make
from kanto_docs.source import read_file
from kanto_docs.words import LANGUAGES, Words
from tests.conftest import changed, check_data, sample

NO_EFFECT: Final = "Ei erityisiä vaikutuksia."

SECTIONS: Final = (
    ("1", "Hanke"),
    ("2", "Hakijan perustiedot"),
    ("3", "Suunnitelman mukainen tiivistelmä toteutuksesta"),
    ("4", "Kohderyhmät"),
    ("4.1", "Varsinaiset kohderyhmät"),
    ("4.2", "Välilliset kohderyhmät"),
    ("5", "Projektin julkinen rahoitus, euroa"),
    ("6", "Maantieteellinen kohdealue"),
    ("", "Toteutuspaikan osoite, jos hanke toteutetaan yhdessä paikassa"),
    ("7", "Hakemusvaiheessa ilmoitettavat arviot hankekohtaisista seurantiedoista"),
    ("7.1", "Osallistuvien yritysten lukumäärä"),
    ("7.2", "Osallistuvien henkilöiden lukumäärä"),
    ("8", "Horisontaaliset periaatteet"),
    ("8.1", "Sukupuolten tasa-arvo"),
    ("8.2", "Kestävä kehitys"),
    ("9", "Loppuraportin tiivistelmä"),
)
FACTS: Final = {
    "Hanke": (
        ("Hankekoodi", "S22786"),
        ("Hankkeen nimi", "KANTO"),
        ("Toimintalinja", "5. Sosiaalinen osallisuus ja köyhyyden torjunta"),
        (
            "Erityistavoite",
            "10.1. Työelämän ulkopuolella olevien työ- ja toimintakyvyn parantaminen",
        ),
        ("Suunnitelman mukainen toteutusaika", "Alkaa 15.3.2022 ja päättyy 31.12.2023"),
        ("Toiminnan tila", "Toiminta päättynyt"),
        ("Vastuuviranomainen", "Etelä-Savon elinkeino-, liikenne- ja ympäristökeskus"),
    ),
    "Hakijan perustiedot": (
        ("Hakijan virallinen nimi", "Pohjois-Karjalan Sosiaaliturvayhdistys ry"),
        ("Organisaatiotyyppi", "Kansalaisjärjestö"),
        ("Y-tunnus", "0280113-5"),
        ("Jakeluosoite", "[puuttuu: Jakeluosoite]"),
        ("Puhelinnumero", "[puuttuu: Puhelinnumero]"),
        ("Postinumero", "[puuttuu: Postinumero]"),
        ("Postitoimipaikka", "[puuttuu: Postitoimipaikka]"),
        ("WWW-osoite", "https://www.pksotu.fi"),
        ("Hankkeen yhteyshenkilön nimi", "Yhdistyksen toimisto"),
        ("Yhteyshenkilön asema hakijaorganisaatiossa", "toimisto"),
        ("Yhteyshenkilön sähköpostisoite", "toimisto(at)example.org"),
        ("Yhteyshenkilön puhelinnumero", "[puuttuu: Puhelinnumero]"),
        ("Hakijoiden lukumäärä tai tuen siirto -menettely", "[puuttuu: Hanketyyppi]"),
        ("Osatoteuttajat", "–"),
    ),
    "Projektin julkinen rahoitus, euroa": (
        ("Myönnetty EU- ja valtion rahoitus", "250 000"),
        ("Toteutunut EU- ja valtion rahoitus", "194 808"),
        ("Suunniteltu julkinen rahoitus yhteensä", "250 000"),
        ("Toteutunut julkinen rahoitus yhteensä", "194 808"),
    ),
    "Maantieteellinen kohdealue": (
        ("Maakunnat", "Pohjois-Karjala"),
        ("Seutukunnat", "Joensuun, Keski-Karjalan, Pielisen Karjalan"),
        ("Kunnat", "–"),
    ),
    "Toteutuspaikan osoite, jos hanke toteutetaan yhdessä paikassa": (
        ("Jakeluosoite", "–"),
        ("Postinumero", "–"),
        ("Postitoimipaikka", "–"),
    ),
    "Osallistuvien yritysten lukumäärä": (
        ("Suunniteltu", "0"),
        ("Toteutunut seurantatietojen mukaan", "0"),
    ),
    "Osallistuvien henkilöiden lukumäärä": (("Suunniteltu", "50"),),
    "Sukupuolten tasa-arvo": (
        ("Kysymys", "Vastaus", "Perustelu"),
        (
            "Hankkeessa on tehty toimintaympäristön analyysi sukupuolinäkökulmasta",
            "Ei",
            "Analyysia ei ole tehty.",
        ),
        (
            "Sukupuolinäkökulma on huomioitu hankkeen toiminnassa (valtavirtaistaminen)",
            "Ei",
            "Ei relevanttia.",
        ),
        ("Hankkeen päätavoite on sukupuolten tasa-arvon edistäminen", "Ei", "Päätavoite on muu."),
    ),
}
"""The tables of each section, row by row. What the description leaves empty is not a number."""
SUSTAINABILITY: Final = (
    ("Ekologinen kestävyys",),
    ("Luonnonvarojen käytön kestävyys", NO_EFFECT, "0", "0"),
    ("Ilmastonmuutoksen aiheuttamien riskien vähentäminen", NO_EFFECT, "0", "0"),
    ("Kasvillisuus, eliöt ja luonnon monimuotoisuus", NO_EFFECT, "0", "0"),
    (
        "Pinta- ja pohjavedet, maaperä sekä ilma (ja kasvihuonekaasujen väheneminen)",
        NO_EFFECT,
        "0",
        "0",
    ),
    ("Natura 2000 -ohjelman kohteet", NO_EFFECT, "0", "0"),
    ("Taloudellinen kestävyys",),
    ("Materiaalit ja jätteet", NO_EFFECT, "0", "0"),
    ("Uusiutuvien energialähteiden käyttö", NO_EFFECT, "0", "0"),
    ("Paikallisen elinkeinorakenteen kestävä kehittäminen", NO_EFFECT, "0", "0"),
    ("Aineettomien tuotteiden ja palvelujen kehittäminen", NO_EFFECT, "0", "0"),
    ("Liikkuminen ja logistiikka", NO_EFFECT, "0", "0"),
    ("Sosiaalinen ja kulttuurinen kestävyys sekä yhdenvertaisuus",),
    ("Hyvinvoinnin edistäminen", "Yhdistysten toiminta lisää hyvinvointia.", "9", "10"),
    ("Tasa-arvon edistäminen", "Hanke edistää tasa-arvoa.", "0", "0"),
    (
        "Yhteiskunnallinen ja kulttuurinen yhdenvertaisuus",
        "Yhdistysten toiminta vahvistaa osallisuutta.",
        "8",
        "9",
    ),
    ("Kulttuuriympäristö", "Osa hankkeista koskee kulttuuria.", "3", "3"),
    ("Ympäristöosaaminen", "Osa hankkeista koskee ympäristöä.", "4", "4"),
)
FINAL_REPORT: Final = (
    "58:aa yhdistystä 768 kertaa",
    "rahoituskelpoisuus ja sisältö 527, budjetti 10, EURA 2021 23",
    "muut rahoituskanavat 49, rahoitetut hankkeet 163",
    "Koulutuksia oli 12, osallistumiskertoja 287 ja tahokohtaisia osallistumiskertoja 203",
    "47 tilaisuudessa, joissa oli 993 henkilöä",
    "27.6.–9.9.2022, 1.3.–5.5.2023 ja 12.6.–8.9.2023",
    "Hakemuksia jätettiin 8. Niistä 7 sai myönteisen ja 1 kielteisen päätöksen",
    "1 528 986 euroa",
)
OF_2014: Final = ("Vipuvoimaa", "Hävkraft", "Leverage", "ESR", "tuen siirto", "yhteishanke",
                  "sähköpostisoite", "seurantiedoista")  # fmt: skip
"""What belongs to the old form alone."""


class Part(NamedTuple):
    """What stands below one heading: its paragraphs, and the rows of its tables."""

    level: int
    texts: list[str]
    rows: list[tuple[str, ...]]


@functools.cache
def data_of(name: str) -> object:
    return read_file(sample(name)).data


def description(data: object, language: str = "fi", name: str = "kanto") -> dict[str, Part]:
    """The description made of a plan, by its headings; what stands above them is below ''."""
    checked = check_data(data, sample(name).parent)
    document = docx.Document(io.BytesIO(make("description", checked, Words(language)).payload))
    parts = {"": Part(0, [], [])}
    part = parts[""]
    for element in document.element.body:
        if element.tag == qn("w:tbl"):
            part.rows.extend(_rows(element))
        elif element.tag == qn("w:p"):
            style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"), "")
            if style.startswith("Heading"):
                part = parts[_text(element)] = Part(int(style[-1]), [], [])
            else:
                part.texts.append(_text(element))
    return parts


def _rows(table: etree._Element) -> Iterator[tuple[str, ...]]:
    for row in table.iter(qn("w:tr")):
        yield tuple(_text(paragraph) for paragraph in row.iter(qn("w:p")))


def _text(paragraph: etree._Element) -> str:
    text = "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
    return " ".join(text.split())


def kanto(set_: dict[str, object] | None = None, *unset: str) -> dict[str, Part]:
    return description(changed(data_of("kanto"), set_, unset))


def everything(parts: dict[str, Part]) -> str:
    said = [*parts]
    for part in parts.values():
        said += [*part.texts, *(" ".join(row) for row in part.rows)]
    return "\n".join(said)


def test_the_head_of_the_old_form() -> None:
    assert kanto()[""].texts == [
        "Euroopan unioni · Vipuvoimaa EU:lta",
        "Euroopan sosiaalirahaston (ESR) rahoittaman hankkeen kuvaus",
        "KANTO",
        "Pohjois-Karjalan Sosiaaliturvayhdistys ry",
    ]


def test_the_nine_sections_in_their_order() -> None:
    parts = kanto()
    assert list(parts) == ["", *(title for _, title in SECTIONS)]
    numbers = [(number.count(".") + 1, title) for number, title in SECTIONS if number]
    assert [(parts[title].level, title) for _, title in numbers] == numbers
    assert [number for number, _ in SECTIONS if number.isdigit()] == list("123456789")


@pytest.mark.parametrize("section", FACTS)
def test_every_label_and_value_of_a_section(section: str) -> None:
    assert tuple(kanto()[section].rows) == FACTS[section]


def test_the_fifteen_rows_of_sustainable_development_each_with_its_rationale() -> None:
    heads, *rows = kanto()["Kestävä kehitys"].rows
    assert heads == ("Osa-alue", "Välitön", "Välillinen")
    assert tuple(rows) == SUSTAINABILITY
    assert sum(len(row) > 1 for row in SUSTAINABILITY) == 15


def test_the_texts_of_the_plan_and_of_the_final_report() -> None:
    parts = kanto()
    (summary,) = parts["Suunnitelman mukainen tiivistelmä toteutuksesta"].texts
    assert summary.startswith("Hanke on koordinaatiohanke, joka tukee Pohjois-Karjalan yhdistyksiä")
    assert parts["Varsinaiset kohderyhmät"].texts == [
        "Pohjois-Karjalan yhdistykset ja niiden toimijat"
    ]
    assert parts["Välilliset kohderyhmät"].texts == ["Yhdistysten toimintaan osallistuvat"]
    report = " ".join(parts["Loppuraportin tiivistelmä"].texts)
    assert [fact for fact in FINAL_REPORT if fact not in report] == []


def test_what_was_not_told_of_the_realised_figures_is_a_gap_or_left_out_and_never_zero() -> None:
    parts = kanto({}, "/realised")
    assert parts["Projektin julkinen rahoitus, euroa"].rows[1::2] == [
        ("Toteutunut EU- ja valtion rahoitus", "[puuttuu: Toteutunut EU- ja valtion rahoitus]"),
        (
            "Toteutunut julkinen rahoitus yhteensä",
            "[puuttuu: Toteutunut julkinen rahoitus yhteensä]",
        ),
    ]
    assert parts["Osallistuvien yritysten lukumäärä"].rows == [("Suunniteltu", "0")]
    told = kanto({"/realised/persons": 0})["Osallistuvien henkilöiden lukumäärä"].rows
    assert told == [("Suunniteltu", "50"), ("Toteutunut seurantatietojen mukaan", "0")]


def test_before_the_end_nothing_realised_is_asked_for() -> None:
    parts = kanto({"/project/status": "running"}, "/realised", "/final_report")
    assert [row[0] for row in parts["Projektin julkinen rahoitus, euroa"].rows] == [
        "Myönnetty EU- ja valtion rahoitus",
        "Suunniteltu julkinen rahoitus yhteensä",
    ]
    assert "Loppuraportin tiivistelmä" not in parts
    assert ("Toiminnan tila", "Toiminnassa") in parts["Hanke"].rows


def test_an_ended_project_lacks_its_final_report() -> None:
    parts = kanto({}, "/final_report")
    assert parts["Loppuraportin tiivistelmä"].texts[0] == "[puuttuu: Loppuraportin tiivistelmä]"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("single", "Vain yksi hakija"),
        ("joint", "Hakijoita on useampi kuin yksi (yhteishanke)"),
    ],
)
def test_the_number_of_applicants(kind: str, said: str) -> None:
    rows = kanto({"/project/kind": kind})["Hakijan perustiedot"].rows
    assert ("Hakijoiden lukumäärä tai tuen siirto -menettely", said) in rows


def test_partners_stand_each_on_a_line_with_type_and_business_id() -> None:
    rows = description(data_of("group"), name="group")["Hakijan perustiedot"].rows
    assert rows[-1] == (
        "Osatoteuttajat",
        "Mallilan Puutarhurit ry, Kansalaisjärjestö, 9000011-8",
        "Keksittyjen Tarinoiden Seura ry, Kansalaisjärjestö, 9000012-6",
    )


def test_a_planned_project_of_2021_has_a_head_of_its_own_and_no_grant_yet() -> None:
    parts = description(data_of("cafe"), name="cafe")
    assert parts[""].texts[:2] == ["Euroopan unionin osarahoittama", "Hankkeen kuvaus"]
    assert parts["Projektin julkinen rahoitus, euroa"].rows == [
        ("Haettava EU- ja valtion rahoitus", "117 009"),
        ("Suunniteltu julkinen rahoitus yhteensä", "138 009"),
    ]
    assert "Hankekoodi" not in everything(parts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", ["planned", "running", "ended"])
def test_nothing_of_the_old_form_is_in_a_description_of_2021(language: str, status: str) -> None:
    data = changed(data_of("cafe"), {"/project/status": status, "/project/code": "S30000"})
    said = everything(description(data, language, "cafe"))
    assert "S30000" in said
    assert [word for word in OF_2014 if word in said] == []


def test_a_decided_project_is_financed_by_the_union() -> None:
    data = changed(data_of("cafe"), {"/schedule/decided": "2026-11-20", "/project/status": None})
    parts = description(data, name="cafe")
    assert parts[""].texts[1] == "Euroopan unionin osarahoittaman hankkeen kuvaus"
    label, _ = parts["Projektin julkinen rahoitus, euroa"].rows[0]
    assert label == "Myönnetty EU- ja valtion rahoitus"


def test_public_money_that_cannot_be_computed_is_a_gap() -> None:
    rows = kanto({}, "/funding")["Projektin julkinen rahoitus, euroa"].rows
    assert [row[1].startswith("[puuttuu") for row in rows] == [True, False, True, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_address_can_be_collected_by_a_program(language: str) -> None:
    for name in ("kanto", "cafe"):
        said = everything(description(data_of(name), language, name))
        assert "(at)example.org" in said
        assert "@" not in said


def test_places_have_their_names_in_the_language_of_the_description() -> None:
    swedish = description(data_of("kanto"), "sv")["Geografiskt målområde"].rows
    assert swedish[0] == ("Landskap", "Norra Karelen")
    assert swedish[1][1] == "Joensuu, Keski-Karjala, Pielisen Karjala"
    unknown = kanto({"/area/sub_regions": ["Ei-Mikään", "122"]})
    assert unknown["Maantieteellinen kohdealue"].rows[1][1] == "Ei-Mikään, Joensuun"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_another_language_has_the_same_sections_and_figures(language: str) -> None:
    finnish, other = kanto(), description(data_of("kanto"), language)
    assert [part.level for part in other.values()] == [part.level for part in finnish.values()]
    assert [len(part.rows) for part in other.values()] == [
        len(part.rows) for part in finnish.values()
    ]
    amounts = [[row[1] for row in part.rows] for part in other.values() if len(part.rows) == 4]
    grouped = {"sv": ["250 000", "194 808"], "en": ["250,000", "194,808"]}[language]
    assert amounts[0] == grouped * 2
    assert not set(finnish) & set(other) - {""}
