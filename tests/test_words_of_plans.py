"""Words that tell who pays, what a plan earns and of what time it is: never found by chance."""

import pytest

from kanto_docs.lemmas import mention
from tests.conftest import changed, check_data, sample

HITS = [
    ("municipality", "Esimerkkilän kunta"),
    ("municipality", "Joensuun kaupunki"),
    ("municipality", "Esimerkkilän kunta, sivistystoimi"),
    ("municipality", "Alueen kunnat"),
    ("municipality", "Pedersöre kommun"),
    ("municipality", "Jakobstads stad"),
    ("municipality", "City of Joensuu"),
    ("joint_authority", "Esimerkkiseudun kuntayhtymä"),
    ("association", "Naapurikylän Väki ry"),
    ("association", "Byns väl rf"),
    ("stea", "STEA"),
    ("stea", "STEA:n avustus"),
    ("stea", "Esimerkkilän Kylä ry (STEA-avustus)"),
    ("stea", "Sosiaali- ja terveysjärjestöjen avustuskeskus"),
    ("ely_centre", "Etelä-Savon ELY-keskus"),
    ("ely_centre", "Etelä-Savon ELY-keskukselle"),
    ("ely_centre", "Etelä-Savon elinkeino-, liikenne- ja ympäristökeskus"),
    ("ely_centre", "NTM-centralen i Södra Savolax"),
    ("last_claim", "Viimeinen maksatushakemus lähetetään"),
    ("last_claim", "viimeisen maksatushakemuksen jättäminen"),
    ("last_claim", "Loppumaksatushakemus"),
    ("last_claim", "Final payment claim"),
    ("joint_project", "Yhteishankkeessa on kolme kylää"),
    ("joint_project", "Yhteishankesopimus"),
    ("joint_project", "tuen siirto kumppanille"),
    ("joint_project", "Hankekumppanin osuus"),
    ("joint_project", "Siirron saajan osuus"),
    ("joint_project", "Samprojektet"),
]

NEAR_MISSES = [
    ("municipality", "Esimerkkilän seurakunta"),
    ("municipality", "Pohjois-Karjalan maakuntaliitto"),
    ("municipality", "Joensuun kaupungin vuokratalot Oy"),
    ("municipality", "Esimerkkilän kunnan työväenyhdistys ry"),
    ("municipality", "Kaupunginosayhdistys ry"),
    ("municipality", "Stadsmissionen"),
    ("joint_authority", "Kuntaliitto"),
    ("association", "Ryhmä"),
    ("association", "Esimerkki Oy"),
    ("stea", "Steariini"),
    ("ely_centre", "Itä-Suomen elinvoimakeskus"),
    ("last_claim", "Ensimmäinen maksatushakemus"),
    ("last_claim", "Viimeinen maksatus on tilillä"),
    ("last_claim", "Viimeinen vertaisryhmä"),
    ("joint_project", "Yhteinen hanke"),
    ("joint_project", "Yhteishengen luominen"),
    ("joint_project", "Hanke ei ole yhteishanke"),
    ("joint_project", "Tiedon siirto kylille"),
]

EARNING = [
    "Tapahtumista peritään osallistumismaksu.",
    "Perimme retkistä pienen maksun.",
    "Juhlassa peritään ruokailusta pieni maksu, joka vähennetään hankkeen kuluista.",
    "Kahvion myyntituloilla ostetaan tarvikkeita.",
    "Konsertin lipputulot.",
    "Vi tar ut en deltagaravgift.",
]

FREE = [
    "Osallistumismaksua ei peritä.",
    "Ryhmät ovat maksuttomia.",
    "Emme peri maksuja.",
    "Hanke maksaa osallistujien pääsymaksut.",
    "Ohjaaja auttaa maksujen kanssa. Velkoja peritään usein ulosotossa.",
    "Participation is free of charge and no fee is asked.",
    "Deltagandet är avgiftsfritt.",
    "Myynnin ja markkinoinnin perusteita opetellaan yhdessä.",
]


@pytest.mark.parametrize(("group", "text"), HITS)
def test_a_word_is_found_in_its_forms(group: str, text: str) -> None:
    assert mention(text, group, "plans")


@pytest.mark.parametrize(("group", "text"), NEAR_MISSES)
def test_another_word_is_not_found(group: str, text: str) -> None:
    assert mention(text, group, "plans") is None


@pytest.mark.parametrize(
    ("text", "earns"), [(t, True) for t in EARNING] + [(t, False) for t in FREE]
)
def test_income_is_found_where_somebody_is_charged(
    smallest: object, text: str, earns: bool
) -> None:
    plan = changed(smallest, {"/actions/0/description": text})
    report = check_data(plan, sample("smallest").parent).report
    assert ("F15" in {finding.code for finding in report.findings}) is earns
