"""Municipalities, sub-regions and regions are found as people write them."""

from __future__ import annotations

import csv

import pytest

from kanto_docs import data
from kanto_docs.places import Level, find, nearest, parent


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(data.read_text("schemas", "regions.csv").splitlines()))


@pytest.mark.parametrize(
    ("level", "written", "code"),
    [
        ("municipality", "Joensuu", "167"),
        ("municipality", "joensuu", "167"),
        ("municipality", "Libelits", "426"),
        ("municipality", "090", "090"),
        ("municipality", "90", "090"),
        ("sub_region", "Joensuu", "122"),
        ("sub_region", "Joensuun", "122"),
        ("sub_region", "Joensuun seutukunta", "122"),
        ("sub_region", "Keski-Karjalan", "124"),
        ("sub_region", "Pielisen  Karjalan", "125"),
        ("sub_region", "125", "125"),
        ("sub_region", "Helsingin", "011"),
        ("sub_region", "Kotka–Hamina", "082"),
        ("sub_region", "Kotkan-Haminan", "082"),
        ("sub_region", "Saarijärven-Viitasaaren", "138"),
        ("sub_region", "Haapaveden-Siikalatvan", "175"),
        ("sub_region", "Vakka-Suomen", "024"),
        ("sub_region", "Seinäjoen", "142"),
        ("sub_region", "Kuusiokuntien", "144"),
        ("sub_region", "Järviseudun", "146"),
        ("sub_region", "Kaustisen", "161"),
        ("sub_region", "Varkauden", "114"),
        ("sub_region", "Itä-Lapin", "194"),
        ("sub_region", "Lappeenrannan", "091"),
        ("sub_region", "Pohjois-Satakunnan", "044"),
        ("region", "Pohjois-Karjala", "12"),
        ("region", "Norra Karelen", "12"),
        ("region", "Pohjois-Karjalan maakunta", "12"),
        ("region", "1", "01"),
    ],
)
def test_a_place_is_found_as_it_is_written(level: Level, written: str, code: str) -> None:
    place = find(level, written)
    assert place is not None
    assert place.code == code


@pytest.mark.parametrize("written", ["", "Joensu", "Pertunmaa", "999", "Joensuu, Kitee"])
def test_an_unknown_municipality_is_not_guessed(written: str) -> None:
    assert find("municipality", written) is None


def test_a_municipality_is_no_region() -> None:
    assert find("region", "Joensuu") is None


@pytest.mark.parametrize(
    ("level", "written", "name"),
    [
        ("municipality", "Joensu", "Joensuu"),
        ("sub_region", "Pielis-Karjala", "Pielisen Karjala"),
        ("region", "Pohjois Karjala", "Pohjois-Karjala"),
    ],
)
def test_the_nearest_name_is_the_one_that_was_meant(level: Level, written: str, name: str) -> None:
    assert nearest(level, written).fi == name


def test_there_is_always_a_nearest_name() -> None:
    assert nearest("municipality", "???").level == "municipality"


def test_a_municipality_knows_its_sub_region_and_region() -> None:
    kitee = find("municipality", "Kitee")
    assert kitee is not None
    assert parent("sub_region", kitee).fi == "Keski-Karjala"
    assert parent("region", kitee).sv == "Norra Karelen"


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_municipality_of_the_data_is_found_by_each_of_its_names(language: str) -> None:
    for row in rows():
        place = find("municipality", row[f"municipality_name_{language}"])
        assert place is not None
        assert place.code == row["municipality_code"]
        assert parent("region", place).fi == row["maakunta_name_fi"]


def test_no_genitive_of_a_sub_region_means_another_one() -> None:
    names = {row["seutukunta_name_fi"] for row in rows()}
    assert all((found := find("sub_region", name)) and found.fi == name for name in names)
