"""The law as data: complete, dated, sourced, and in step with the shape of a plan."""

import csv
import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry

from kanto_docs.source import load_data

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
CURRENT = "esr-plus-2021-2027"
LANGUAGES = ("fi", "sv", "en")
Map = Mapping[str, object]

DATA = {
    path.relative_to(SCHEMAS).as_posix(): schema
    for pattern, schema in (
        ("*/programme.yaml", "programme"),
        ("*/parameters.yaml", "parameters"),
        ("*/calls/*.yaml", "call"),
        ("rules/*.yaml", "card"),
        ("regions.yaml", "regions"),
        ("words-of-costs.yaml", "words-of-costs"),
    )
    for path in sorted(SCHEMAS.glob(pattern))
}
CALLS = [name for name, schema in DATA.items() if schema == "call"]
ASKING = [name for name, schema in DATA.items() if schema == "programme"]


@cache
def read(name: str) -> Map:
    text = (SCHEMAS / name).read_text(encoding="utf-8")
    loaded = json.loads(text) if name.endswith(".json") else load_data(text, name)
    return cast("Map", loaded)


def maps(value: object) -> Sequence[Map]:
    return cast("Sequence[Map]", value or ())


def parameters() -> Sequence[Map]:
    return maps(read(f"{CURRENT}/parameters.yaml")["parameters"])


def required() -> Sequence[Map]:
    return maps(read(f"{CURRENT}/programme.yaml")["required"])


def day(value: object) -> dt.date:
    return dt.date.fromisoformat(str(value))


def within(value: object) -> Iterator[Map]:
    """Every mapping in a piece of data."""
    if isinstance(value, Mapping):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from within(item)


def bases(value: object) -> Iterator[Map]:
    """Every basis in a piece of data."""
    for mapping in within(value):
        found = mapping.get("basis")
        yield from [found] if isinstance(found, Mapping) else maps(found)


def field(pointer: str) -> Map:
    """The part of the plan's schema at a pointer, `*` being an item of a list."""
    plan = read("plan.schema.json")

    def resolved(node: object) -> Map:
        mapping = cast("Map", node)
        if "$ref" not in mapping:
            return mapping
        definitions = cast("Mapping[str, object]", plan["$defs"])
        return resolved(definitions[str(mapping["$ref"]).removeprefix("#/$defs/")])

    node = resolved(plan)
    for step in pointer.removeprefix("/").split("/"):
        node = resolved(node["items"] if step == "*" else cast("Map", node["properties"])[step])
    return node


def pointers(row: Map) -> list[str]:
    """Every path of a plan that a required row names."""
    listed = [row["path"], *maps(row.get("any_of")), *maps(row.get("if_present"))]
    conditions = [*cast("Map", row.get("when") or {}), *cast("Map", row.get("unless") or {})]
    return [str(pointer) for pointer in (*listed, *conditions)]


def row_of(code: str) -> Map:
    return next(row for row in required() if row["code"] == code)


@pytest.mark.parametrize(
    "name", ["programme", "parameters", "call", "card", "regions", "words-of-costs"]
)
def test_schema_is_itself_valid(name: str) -> None:
    Draft202012Validator.check_schema(read(f"{name}.schema.json"))


@pytest.mark.parametrize(("name", "schema"), DATA.items())
def test_data_has_the_shape_its_schema_gives(name: str, schema: str) -> None:
    validator = Draft202012Validator(read(f"{schema}.schema.json"), registry=Registry())
    faults = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(read(name))]
    assert faults == []


@pytest.mark.parametrize(
    "change",
    [
        {"basis": {"law": "866/2021", "url": "https://www.finlex.fi"}},
        {"basis": {"law": None, "title": None, "url": None, "kind": "page"}},
        {"since": "15.10.2021"},
        {"value": "80 %"},
        {"confidence": "certain"},
    ],
)
def test_a_value_without_a_source_or_with_a_crooked_date_is_refused(change: Map) -> None:
    parameter = next(row for row in parameters() if row["name"] == "max_grant_share")
    (value,) = maps(parameter["values"])
    validator = Draft202012Validator(read("parameters.schema.json"), registry=Registry())
    assert validator.is_valid({"parameters": [parameter]})
    assert not validator.is_valid({"parameters": [{**parameter, "values": [{**value, **change}]}]})


def test_every_data_file_is_looked_at() -> None:
    found = {path.relative_to(SCHEMAS).as_posix() for path in SCHEMAS.rglob("*.yaml")}
    assert found == set(DATA)


def test_required_codes_are_unique_and_numbered_as_agreed() -> None:
    codes = [str(row["code"]) for row in required()]
    assert len(codes) == len(set(codes))
    for code in codes:
        number = int(code[1:])
        assert number >= 50 or (code[0] == "W" and 1 <= number <= 40), code


def test_eleven_items_of_the_decree_have_a_main_row_and_the_call_asks_the_twelfth() -> None:
    for item in range(1, 12):
        sections = [basis["section"] for basis in maps(row_of(f"W{item:02}")["basis"])]
        assert f"9 § 1 mom {item} k" in sections
    assert all(row["code"] != "W12" for row in required())


@pytest.mark.parametrize("row", required(), ids=lambda row: str(row["code"]))
def test_request_speaks_three_languages_in_one_plain_sentence(row: Map) -> None:
    asks = cast("Mapping[str, str]", row["ask"])
    assert sorted(asks) == sorted(LANGUAGES)
    assert len(set(asks.values())) == len(LANGUAGES)
    for text in asks.values():
        assert text[-1] in ".?"
        assert text[:-1].count(". ") == 0
        assert not re.search(r"[0-9]+/[0-9]{4}|§", text), "the law stands beside the sentence"


@pytest.mark.parametrize("row", required(), ids=lambda row: str(row["code"]))
def test_request_points_at_fields_of_the_plan(row: Map) -> None:
    for pointer in pointers(row):
        assert field(pointer)


@pytest.mark.parametrize("row", required(), ids=lambda row: str(row["code"]))
def test_request_waits_for_values_that_the_field_can_hold(row: Map) -> None:
    for key in ("when", "unless"):
        for pointer, values in cast("Map", row.get(key) or {}).items():
            choices = field(pointer).get("enum")
            for value in cast("list[object]", values):
                assert isinstance(value, bool) or value in cast("list[object]", choices)


def test_a_request_is_listed_once() -> None:
    paths = [row["path"] for row in required()]
    assert len(paths) == len(set(paths))


def test_only_other_money_and_income_may_stay_unsaid_until_submission() -> None:
    silent = {row["path"]: row["phase"] for row in required() if row.get("guidance") == "met"}
    assert silent == {"/income": "submit", "/funding/other_applications": "submit"}


def test_a_request_that_is_not_verified_is_never_an_error() -> None:
    for row in required():
        if row.get("confidence", "verified") != "verified":
            assert row["phase"] == "guidance", row["code"]


def test_parameters_have_names_of_their_own() -> None:
    names = [str(parameter["name"]) for parameter in parameters()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("parameter", parameters(), ids=lambda parameter: str(parameter["name"]))
def test_values_of_a_parameter_follow_each_other_in_time(parameter: Map) -> None:
    values = maps(parameter["values"])
    dates = [day(value["since"]) for value in values if value["since"] is not None]
    assert dates == sorted(set(dates))
    unknown = [index for index, value in enumerate(values) if value["since"] is None]
    assert unknown in ([], [0])
    for value in values:
        assert day(value["checked_on"]) >= max(dates, default=dt.date.min)
        if parameter["unit"] == "date" and value["value"] is not None:
            day(value["value"])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("flat_rate_40", "40"),
        ("flat_rate_7", "7"),
        ("lump_sum_ceiling", "200000"),
        ("side_cost_percent", "26.44"),
        ("annual_hours", "1720"),
        ("min_share", "20"),
        ("lowest_share", "10"),
        ("max_grant_share", "80"),
        ("max_prepayment_share", "30"),
        ("last_eligible_day", "2029-12-31"),
        ("retention_years", "5"),
        ("travel_day_domestic_staff", "176"),
    ],
)
def test_value_is_the_one_that_was_read(name: str, value: str) -> None:
    parameter = next(row for row in parameters() if row["name"] == name)
    assert str(maps(parameter["values"])[-1]["value"]) == value


def test_de_minimis_ceiling_rose_in_2024() -> None:
    ceiling = next(row for row in parameters() if row["name"] == "de_minimis_ceiling")
    steps = [(value["since"], str(value["value"])) for value in maps(ceiling["values"])]
    assert steps == [(None, "200000"), ("2024-01-01", "300000")]


def test_a_default_with_one_secondary_source_says_where_it_comes_from() -> None:
    side_costs = next(row for row in parameters() if row["name"] == "side_cost_percent")
    (value,) = maps(side_costs["values"])
    assert value["confidence"] == "secondary"
    assert all("J11721" in text for text in cast("Mapping[str, str]", value["note"]).values())


@pytest.mark.parametrize("name", DATA)
def test_every_basis_names_a_section_or_a_page(name: str) -> None:
    for basis in bases(read(name)):
        by_law = basis.get("law") and basis.get("section") and basis.get("url")
        by_page = basis.get("kind", "page") == "page" and basis.get("title")
        assert by_law or by_page or basis.get("kind") == "logic", basis


@pytest.mark.parametrize("name", DATA)
def test_a_law_has_one_address(name: str) -> None:
    for basis in bases(read(name)):
        law = str(basis.get("law") or "")
        if law.startswith("(EU)"):
            year, number = law.removeprefix("(EU) ").split("/")
            assert basis["url"] == f"https://eur-lex.europa.eu/eli/reg/{year}/{number}/oj"
        elif law:
            number, year = law.split("/")
            address = f"https://www.finlex.fi/fi/laki/alkup/{year}/{year}{int(number):04}"
            assert basis["url"] == address


def test_nothing_is_verified_without_a_law_or_an_address_to_read() -> None:
    values = [value for parameter in parameters() for value in maps(parameter["values"])]
    for mapping in [*values, *(read(name) for name in CALLS)]:
        if mapping["confidence"] == "verified":
            for basis in bases(mapping):
                assert basis["law"] or (basis["title"] and basis["url"])


def test_quoted_words_come_from_a_law_that_was_read() -> None:
    values = [value for parameter in parameters() for value in maps(parameter["values"])]
    quoted = [value for value in values if "quote" in value]
    assert len(quoted) >= 2
    for value in quoted:
        assert value["confidence"] == "verified"
        assert cast("Map", value["basis"])["section"]


@pytest.mark.parametrize("name", CALLS)
def test_call_opens_before_it_closes_and_lies_in_its_programme(name: str) -> None:
    call = read(name)
    assert call["code"] == Path(name).stem
    assert call["programme"] == Path(name).parts[0]
    assert day(call["opens"]) < day(call["closes"])
    assert str(call["code"]).removeprefix("KTK-") == str(call["opens"])[:7]


@pytest.mark.parametrize("name", CALLS)
def test_call_keeps_within_the_authority_and_regions_that_are_known(name: str) -> None:
    call = read(name)
    authorities = maps(read(f"{call['programme']}/programme.yaml")["authorities"])
    (authority,) = (row for row in authorities if row["name"] == call["authority"])
    assert str(call["closes"]) <= str(authority["until"])
    known = {row["maakunta_name_fi"] for row in municipalities()}
    assert set(cast("list[str]", call["regions"] or [])) <= known


@pytest.mark.parametrize("name", ASKING)
def test_programme_knows_models_that_a_plan_can_name(name: str) -> None:
    programme = read(name)
    assert programme["code"] == Path(name).parent.name
    for key, pointer in (("cost_models", "/cost_model"), ("pay_models", "/pay_model")):
        assert set(cast("list[str]", programme[key])) <= set(
            cast("list[str]", field(pointer)["enum"])
        )


def municipalities() -> list[dict[str, str]]:
    with (SCHEMAS / "regions.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_municipalities_are_those_of_2026_with_codes_of_three_digits() -> None:
    rows = municipalities()
    codes = [row["municipality_code"] for row in rows]
    assert len(rows) == len(set(codes)) == 308
    assert all(re.fullmatch(r"[0-9]{3}", code) for code in codes)
    assert {row["maakunta_code"] for row in rows if row["municipality_name_fi"] == "Kitee"} == {
        "12"
    }
    former = {row["code"] for row in maps(read("regions.yaml")["former_municipalities"])}
    assert former.isdisjoint(codes)


def test_every_sub_region_of_the_list_has_its_genitive_row() -> None:
    listed = {(row["seutukunta_code"], row["seutukunta_name_fi"]) for row in municipalities()}
    rows = maps(read("regions.yaml")["sub_regions"])
    assert {(row["code"], row["name"]) for row in rows} == listed
    seen = {row["genitive"] for row in rows if row["seen"]}
    assert seen == {"Joensuun", "Keski-Karjalan", "Pielisen Karjalan"}
