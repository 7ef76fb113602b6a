"""Words are found whole and in all their forms, and never inside other words."""

import pytest

from kanto_docs.lemmas import mention

HITS = [
    ("financing", "Korko", "Korko"),
    ("financing", "korot", "korot"),
    ("financing", "Lainan korkoa 2027", "korkoa"),
    ("financing", "Lainan korkojen maksu", "korkojen"),
    ("financing", "Viivästyskorko", "Viivästyskorko"),
    ("financing", "Laskun viivästyskorot", "viivästyskorot"),
    ("financing", "Viivästyskoron osuus", "Viivästyskoron"),
    ("financing", "Pankin palvelumaksut", "Pankin palvelumaksut"),
    ("financing", "Pysäköintivirhemaksuja", "Pysäköintivirhemaksuja"),
    ("financing", "Sakkoja ja oikeudenkäyntikuluja", "Sakkoja"),
    ("financing", "Varainsiirtoveroa", "Varainsiirtoveroa"),
    ("financing", "Dröjsmålsräntor", "Dröjsmålsräntor"),
    ("financing", "Räntan på lånet", "Räntan"),
    ("financing", "Interest", "Interest"),
    ("financing", "Interest on a loan", "Interest on"),
    ("financing", "Bank charges", "Bank charges"),
    ("depreciation", "poisto", "poisto"),
    ("depreciation", "Poistot", "Poistot"),
    ("depreciation", "poistoja", "poistoja"),
    ("depreciation", "Kaluston poistot", "Kaluston poistot"),
    ("depreciation", "Laitteiden poistoja", "Laitteiden poistoja"),
    ("depreciation", "Suunnitelman mukaiset poistot", "mukaiset poistot"),
    ("depreciation", "Vuosipoistot", "Vuosipoistot"),
    ("depreciation", "Avskrivningar", "Avskrivningar"),
    ("depreciation", "Depreciation of equipment", "Depreciation"),
    ("pay_extras", "Tulospalkkio", "Tulospalkkio"),
    ("pay_extras", "tulospalkkioita", "tulospalkkioita"),
    ("pay_extras", "Bonus", "Bonus"),
    ("pay_extras", "Ohjaajan bonukset", "bonukset"),
    ("pay_extras", "bonusten maksaminen", "bonusten"),
    ("pay_extras", "Luontoisedut", "Luontoisedut"),
    ("pay_extras", "luontoisetuja", "luontoisetuja"),
    ("pay_extras", "autoetu", "autoetu"),
    ("pay_extras", "Lounasedun arvo", "Lounasedun"),
    ("pay_extras", "Lunchförmåner", "Lunchförmåner"),
    ("pay_extras", "Fringe benefits", "Fringe benefits"),
    ("side_costs", "Eläkevakuutusmaksu (TyEL)", "Eläkevakuutusmaksu"),
    ("side_costs", "TyEL:n maksut", "TyEL"),
    ("side_costs", "TyEL-maksut", "TyEL-maksut"),
    ("side_costs", "Palkkojen sivukulut", "sivukulut"),
    ("side_costs", "Lomarahoja", "Lomarahoja"),
    ("side_costs", "Semesterpremier", "Semesterpremier"),
    ("side_costs", "Employer's contributions", "Employer contributions"),
    ("side_costs", "Holiday bonus", "Holiday bonus"),
    ("in_kind", "Talkootyö", "Talkootyö"),
    ("in_kind", "talkootyötä 100 h", "talkootyötä"),
    ("in_kind", "Talkootyön arvo", "Talkootyön"),
    ("in_kind", "Talkoot, 12 tuntia", "Talkoot"),
    ("in_kind", "Vapaaehtoistyön arvo", "Vapaaehtoistyön arvo"),
    ("in_kind", "Luontoissuoritukset", "Luontoissuoritukset"),
    ("in_kind", "Värdet av talkoarbete", "Värdet av talkoarbete"),
    ("in_kind", "In-kind contributions", "In-kind contributions"),
    ("representation", "Lahjat ja kukat", "Lahjat"),
    ("representation", "Lahjakortteja osallistujille", "Lahjakortteja"),
    ("representation", "Edustuskulut", "Edustuskulut"),
    ("representation", "Suhdetoiminnan kulut", "Suhdetoiminnan"),
    ("representation", "Gåvor till föreläsare", "Gåvor"),
    ("representation", "Business gifts", "Business gifts"),
    ("inside_flat_rate", "Kirjanpito", "Kirjanpito"),
    ("inside_flat_rate", "Kirjanpidon kulut", "Kirjanpidon"),
    ("inside_flat_rate", "Tilitoimiston palvelut", "Tilitoimiston palvelut"),
    ("inside_flat_rate", "Toimistotarvikkeita", "Toimistotarvikkeita"),
    ("inside_flat_rate", "Ohjausryhmän kokoukset", "Ohjausryhmän kokoukset"),
    ("inside_flat_rate", "Työterveyshuolto", "Työterveyshuolto"),
    ("inside_flat_rate", "Styrgruppens möten", "Styrgruppens möten"),
    ("inside_flat_rate", "Bookkeeping", "Bookkeeping"),
    ("land", "Tontin osto", "Tontin osto"),
    ("land", "Kiinteistön hankintaan", "Kiinteistön hankintaan"),
    ("land", "Köp av mark", "Köp av mark"),
    ("land", "Purchase of land", "Purchase of land"),
]

NEAR_MISSES = [
    ("financing", "Korkotaso"),
    ("financing", "Korkeakoulun kurssi"),
    ("financing", "Korona-ajan testit"),
    ("financing", "Korkojen laskennan koulutus"),
    ("financing", "Korko- ja budjettikoulutus"),
    ("financing", "Korttimaksupääte"),
    ("financing", "Maksu ilman viivästyskorkoa"),
    ("financing", "Fine arts workshop"),
    ("financing", "Interest group meetings"),
    ("financing", "Events of public interest"),
    ("financing", "Provision of training"),
    ("financing", "Training provision"),
    ("financing", "Travel to the European Commission"),
    ("depreciation", "Jätteenpoisto"),
    ("depreciation", "Jätteen poisto"),
    ("depreciation", "Lumen poistoa"),
    ("depreciation", "Vanhojen laitteiden poisto"),
    ("depreciation", "Poistotekstiilit"),
    ("pay_extras", "Bonuskortti"),
    ("pay_extras", "Lounas ja kahvi"),
    ("pay_extras", "Kouluttajan palkkio"),
    ("pay_extras", "Luontoretki"),
    ("pay_extras", "Holiday bonus"),
    ("pay_extras", "Palkkaan ei kuulu tulospalkkiota, bonuksia tai luontoisetuja."),
    ("pay_extras", "Lön utan bonus"),
    ("side_costs", "Osallistujien tapaturmavakuutus"),
    ("side_costs", "Lomakkeiden painatus"),
    ("in_kind", "Talkootyön ohjaus"),
    ("in_kind", "Talkoiden tarjoilut"),
    ("in_kind", "Talkoolaisten ruokailu"),
    ("in_kind", "Vapaaehtoistyön koordinointi"),
    ("in_kind", "Vuokra (ei sisällä talkootyötä)"),
    ("in_kind", "Volunteer work training"),
    ("representation", "Lahja Mallin luentopalkkio"),
    ("representation", "Kohderyhmän edustus ohjausryhmässä"),
    ("representation", "Edustajien matkat"),
    ("representation", "Lahjakkaiden nuorten työpaja"),
    ("representation", "Representation of the target group"),
    ("inside_flat_rate", "Kirjanpidon kurssi yhdistyksille"),
    ("inside_flat_rate", "Kirjanpito- ja talouskoulutus"),
    ("inside_flat_rate", "Toimistosihteerin tutkinto"),
    ("inside_flat_rate", "Työpaikkojen henkilöstön koulutus"),
    ("inside_flat_rate", "Ohjausryhmän jäsenille lähetettävä esite"),
    ("land", "Kiinteistön vuokra"),
    ("land", "Kiinteistönhoito"),
    ("land", "Verkoston rakentaminen"),
    ("land", "Rakennuksen kalusteiden hankinta"),
    ("land", "Kiinteistön oston neuvonta"),
    ("land", ""),
    ("land", None),
]


@pytest.mark.parametrize(("group", "text", "word"), HITS)
def test_a_word_is_found_in_all_its_forms(group: str, text: str, word: str) -> None:
    assert mention(text, group) == word


@pytest.mark.parametrize(("group", "text"), NEAR_MISSES)
def test_a_word_is_not_found_in_another(group: str, text: str | None) -> None:
    assert mention(text, group) is None


def test_only_a_denial_that_stands_before_the_word_denies_it() -> None:
    assert mention("Viivästyskorko, ei palauteta", "financing") == "Viivästyskorko"
    assert mention("Ei vuokraa. Viivästyskorko", "financing") == "Viivästyskorko"


def test_a_decomposed_letter_is_the_same_letter() -> None:
    assert mention("Talkootyo\u0308", "in_kind") == "Talkootyö"


def test_a_very_long_text_is_read_quickly() -> None:
    assert mention("hyvä korkeakoulu " * 12_000, "financing") is None
