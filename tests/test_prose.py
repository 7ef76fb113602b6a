"""Prose against numbers: no honest plan is barked at, and what disagrees is found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import cast

import pytest

from kanto_docs.formats.json import pointer
from kanto_docs.prose.amounts import Quantity, number
from kanto_docs.prose.days import Day, day_of
from kanto_docs.prose.roles import unknown_roles
from kanto_docs.prose.statements import periods, statements
from kanto_docs.source import Source, load_data, read_file
from tests.conftest import ROOT, SAMPLES, changed, check_data, checked_sample, sample

HONEST = sorted((ROOT / "tests" / "honest").glob("*.yaml"))
PLAN: Mapping[str, object] = {"project": {"name": "Kylän olohuone", "acronym": "OLO"}}


def honest(name: str, changes: Mapping[str, object] | None = None) -> list[tuple[str, str]]:
    """The findings on texts of an honest plan, perhaps with its numbers changed."""
    path = ROOT / "tests" / "honest" / f"{name}.yaml"
    raw = cast("Mapping[str, object]", load_data(path.read_text(encoding="utf-8"), path.name))
    base = sample(cast("str", raw["sample"]))
    texts = changed(read_file(base).data, cast("Mapping[str, object]", raw["set"]))
    report = check_data(changed(texts, changes), base.parent).report
    return [(one.code, pointer(one.path)) for one in report.findings if one.code[0] == "X"]


@pytest.mark.parametrize("name", [path.stem for path in HONEST])
def test_an_honest_plan_is_not_barked_at(name: str) -> None:
    assert honest(name) == []


@pytest.mark.parametrize("name", [one for one in SAMPLES if one not in ("mistakes", "holes")])
def test_the_samples_are_not_barked_at(name: str) -> None:
    findings = checked_sample(name).report.findings
    known = ["X07"] if name == "kanto" else []  # its public description says one sentence ten times
    assert [one.code for one in findings if one.code[0] == "X"] == known


@pytest.mark.parametrize(
    ("name", "changes", "codes"),
    [
        ("kyla", {"/schedule/end": "2028-06-30"}, {"X10"}),
        ("kyla", {"/indicators/persons": 45}, {"X14"}),
        ("kyla", {"/staff/0/share": 60}, {"X12", "X16"}),
        ("kahvila", {"/schedule/end": "2029-06-30"}, {"X10", "X11"}),
        ("kahvila", {"/funding/sources/1/amount": 9000}, {"X12"}),
        ("kahvila", {"/funding/grant_share": 70}, {"X13"}),
        ("kahvila", {"/staff/1/share": 60}, {"X16"}),
        ("by", {"/schedule/end": "2028-06-30", "/indicators/persons": 45}, {"X10", "X11", "X14"}),
        ("by", {"/funding/grant_share": 70}, {"X13"}),
        ("village", {"/schedule/end": "2028-06-30"}, {"X10", "X11"}),
        ("village", {"/indicators/persons": 45, "/staff/0/monthly_pay": 5000}, {"X12", "X14"}),
        ("studio", {"/schedule/end": "2029-06-30"}, {"X10", "X11"}),
        ("bridges", {"/schedule/end": "2029-06-30"}, {"X10", "X11"}),
        ("bridges", {"/indicators/persons": 45}, {"X14"}),
        ("nuoret", {"/schedule/start": "2027-02-01"}, {"X10"}),
    ],
)  # fmt: skip
def test_the_true_statements_of_honest_plans_are_read(
    name: str, changes: Mapping[str, object], codes: set[str]
) -> None:
    assert {code for code, _ in honest(name, changes)} >= codes


def said(kind: str, text: str, language: str = "fi") -> list[tuple[Decimal, str]]:
    source = Source("plan.yaml", "", {**PLAN, "language": language, "summary": text}, {})
    return [(one.quantity.value, one.quantity.meant) for one in statements(source, kind)]


@pytest.mark.parametrize(
    ("kind", "text", "value", "meant"),
    [
        ("duration", "Hanke kestää 18 kk.", "18", "exact"),
        ("duration", "Hankkeen kesto: 2 vuotta.", "24", "exact"),
        ("duration", "Kylän olohuone -hanke kestää puolitoista vuotta.", "18", "exact"),
        ("duration", "OLO-hankkeen kesto on noin 18 kuukautta.", "18", "about"),
        ("duration", "Kolmivuotinen hanke avaa ovet.", "36", "exact"),
        ("duration", "Kahvi on hyvää, ja hanke kestää 18 kuukautta.", "18", "exact"),
        ("total", "Hankkeen kokonaisbudjetti on 0,1 miljoonaa euroa.", "100000", "exact"),
        ("total", "Hankkeen kustannusarvio on yhteensä 65 000,50 €.", "65000.50", "exact"),
        (
            "total",
            "Hankkeen budjetti on 65 tuhatta euroa, josta tuki on 50 000 €.",
            "65000",
            "exact",
        ),
        ("share", "Tukiprosentti on 80.", "80", "exact"),
        ("groups", "Hankkeella on kolme varsinaista kohderyhmää.", "3", "exact"),
        ("grant", "Haettava tuki on enintään 50 000 euroa.", "50000", "at_most"),
        ("persons", "Hankkeeseen osallistuu vähintään viisikymmentä henkilöä.", "50", "at_least"),
        ("persons", "Hankkeeseen osallistuu 50 henkilöä, joista 20 on miehiä.", "50", "exact"),
    ],
)
def test_a_statement_on_the_project_is_read(kind: str, text: str, value: str, meant: str) -> None:
    assert said(kind, text) == [(Decimal(value), meant)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("duration", "Voimaa-hanke kestää 18 kuukautta."),
        ("duration", "Lieksassa on Voimaa-hanke. Hanke kestää 18 kuukautta."),
        ("duration", "Jos rahaa riittää, hanke kestää 18 kuukautta."),
        ("duration", "Hanke kestää 18–24 kuukautta."),
        ("duration", "Hanke kestää 18 kuukautta pidempään kuin muut."),
        ("duration", "Ryhmä kestää 10 viikkoa ja hanke kestää tovin."),
        ("total", "Hankkeen budjetti on 65 000 euroa pienempi kuin viimeksi."),
        ("total", "Hankkeen budjetti on 60 000–70 000 euroa."),
        ("total", "Hankkeen budjetti on 30 000 euroa vuonna 2027."),
        ("total", "Hankkeen budjetti on 100.000 euroa."),
        ("total", "Viestinnän budjetti on 2 000 euroa."),
        ("total", "Budjetti on 2 000 euroa."),
        ("grant", "Haemme tukea 5 000 euroa kunnalta."),
        ("grant", "Kunta jakaa avustuksia. Haemme avustusta 5 000 euroa."),
        ("persons", "Hankkeeseen osallistuu 20 henkilöä ja 30 nuorta."),
        ("persons", "Vapaaehtoiset auttavat. Hankkeeseen osallistuu 5 henkilöä."),
        ("persons", "Hankkeeseen osallistuu monta henkilöä."),
        ("workers", "Hankkeessa työskentelee kaksi kunnan työntekijää."),
        ("share", "Tukiprosentti on 90 muissa ohjelmissa."),
        ("share", "Tukiprosentti on 90, jos rahoittaja niin päättää."),
    ],
)
def test_a_statement_on_something_else_is_left(kind: str, text: str) -> None:
    assert said(kind, text) == []


@pytest.mark.parametrize(
    ("written", "language", "value"),
    [("1 200,50", "fi", "1200.50"), ("1,200.50", "en", "1200.50"), ("1,5", "en", None),
     ("1.200", "fi", None), ("100 000", "sv", "100000"), ("kolme", "fi", "3"), ("tre", "sv", "3"),
     ("kolme", "sv", None), ("2.5", "en", "2.5")],
)  # fmt: skip
def test_a_number_is_read_as_its_language_writes_it(
    written: str, language: str, value: str | None
) -> None:
    assert number(written, language) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("meant", "real", "agrees"),
    [("exact", "101000", True), ("exact", "102514.20", False), ("about", "109000", True),
     ("about", "125000", False), ("at_least", "300000", True), ("at_least", "99999", False),
     ("at_most", "99999", True), ("at_most", "100001", False)],
)  # fmt: skip
def test_a_rounded_figure_agrees(meant: str, real: str, agrees: bool) -> None:
    assert Quantity(Decimal(100000), meant).agrees(Decimal(real), "euro") is agrees


@pytest.mark.parametrize(
    ("written", "language", "day"),
    [("24.1.2027", "fi", Day(2027, 1, 24)), ("24. 1. 2027", "fi", Day(2027, 1, 24)),
     ("2027-01-24", "fi", Day(2027, 1, 24)), ("tammikuussa 2027", "fi", Day(2027, 1)),
     ("24. tammikuuta 2027", "fi", Day(2027, 1, 24)), ("januari 2027", "sv", Day(2027, 1)),
     ("24 January 2027", "en", Day(2027, 1, 24)), ("2027", "fi", Day(2027)),
     ("31.2.2027", "fi", None), ("kesällä 2027", "fi", None), ("24.1.", "fi", None)],
)  # fmt: skip
def test_a_day_is_read(written: str, language: str, day: Day | None) -> None:
    assert day_of(written, language) == day


def test_a_month_holds_all_its_days() -> None:
    assert Day(2027, 1).is_on(date(2027, 1, 31))
    assert not Day(2027, 1).is_on(date(2027, 2, 1))


def test_a_period_may_name_its_year_once() -> None:
    text = "Hankkeen toteutusaika on 1.3.–30.11.2027."
    source = Source("plan.yaml", "", {**PLAN, "summary": text}, {})
    assert [(one.start, one.end) for one in periods(source)] == [
        (Day(2027, 3, 1), Day(2027, 11, 30))
    ]


@pytest.mark.parametrize(
    ("responsible", "unknown"),
    [
        ("Hankekoordinaattori", []),
        ("Viestintäsuunnittelija", ["Viestintäsuunnittelija"]),
        ("Koordinaattori ja viestintäsuunnittelija", ["viestintäsuunnittelija"]),
        ("Kunnan suunnittelija", []),
        ("Viestintä- ja arviointisuunnittelija", ["arviointisuunnittelija"]),
        ("Hallitus, toiminnanjohtaja", []),
        ("Vertaissuunnittelija", []),
    ],
)
def test_a_role_that_nobody_has_is_named(responsible: str, unknown: list[str]) -> None:
    assert list(unknown_roles(responsible, "Projektikoordinaattori ohjaaja")) == unknown


def test_a_role_may_be_a_partners() -> None:
    assert list(unknown_roles("Viestintäsuunnittelija", "ohjaaja", partners=True)) == []
    assert list(unknown_roles("Hankesuunnittelija", "ohjaaja", partners=True)) != []
