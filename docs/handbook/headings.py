"""The handbook's own headings and sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OWN: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "title": "Rules",
        "lead": (
            "Everything that `kanto-docs check` looks at: what a rule asks, the law behind it, the "
            "law's numbers in time, and an example that is in order and one that is not. Each rule "
            "is a card in [schemas/rules/](../schemas/rules/); its examples are its tests, and the "
            "messages here are what the tool says of them. `kanto-docs explain CODE` shows one "
            'rule, `kanto-docs rules --law "866/2021 8 §"` those on one section.'
        ),
        "other": "Suomeksi",
        "contents": "Contents",
        "family": "family",
        "rules": "rules",
        "must": "what must be there",
        "card": "card",
        "field": "field",
        "ask": "what to write",
        "phase": "phase",
        "law": "law",
        "text": "text",
        "code": "code",
        "passes": "In order",
        "fails": "Not in order",
        "number": "number",
        "since": "from",
        "value": "value",
        "known": "how surely",
        "answers": "Answers the requirements",
        "index": "From the law to the rules",
        "index_lead": "Each section with all that rests on it; from every rule a link leads here.",
        "section": "section",
        "requirements": "Requirements and what answers them",
        "requirements_lead": (
            "What the tool set out to check, row by row. *computed*: the tool computes the figure "
            "itself, and the named test holds it."
        ),
        "requirement": "requirement",
        "source": "source",
        "answered": "answered by",
        "computed": "computed",
        "elsewhere": "reason",
    },
    "fi": {
        "title": "Säännöt",
        "lead": (
            "Kaikki, minkä `kanto-docs check` tarkistaa: mitä sääntö vaatii, mihin lakiin se "
            "perustuu, lain luvut ajassa sekä esimerkki, joka on kunnossa, ja esimerkki, joka ei "
            "käy. Jokainen sääntö on kortti kansiossa [schemas/rules/](../schemas/rules/); sen "
            "esimerkit ovat sen testit, ja ilmoitukset ovat ne, jotka työkalu niistä antaa. "
            "`kanto-docs explain KOODI` näyttää yhden säännön, "
            '`kanto-docs rules --law "866/2021 8 §"` yhden pykälän säännöt.'
        ),
        "other": "In English",
        "contents": "Sisällys",
        "family": "ryhmä",
        "rules": "säännöt",
        "must": "mitä pitää olla",
        "card": "kortti",
        "field": "kenttä",
        "ask": "mitä kirjoitetaan",
        "phase": "vaihe",
        "law": "laki",
        "text": "teksti",
        "code": "koodi",
        "passes": "Kunnossa",
        "fails": "Ei käy",
        "number": "luku",
        "since": "alkaen",
        "value": "arvo",
        "known": "varmuus",
        "answers": "Vastaa vaatimuksiin",
        "index": "Laista sääntöihin",
        "index_lead": (
            "Jokainen pykälä ja kaikki, mikä siihen perustuu; jokaisesta säännöstä on linkki tänne."
        ),
        "section": "kohta",
        "requirements": "Vaatimukset ja se, mikä niihin vastaa",
        "requirements_lead": (
            "Vaatimusten tekstit ja lähteet ovat [englanninkielisellä sivulla]"
            "(rules.md#requirements-and-what-answers-them). *laskettu*: työkalu laskee luvun itse, "
            "ja nimetty testi pitää siitä huolen."
        ),
        "requirement": "vaatimus",
        "source": "lähde",
        "answered": "vastaus",
        "computed": "laskettu",
        "elsewhere": "perustelu",
    },
}
