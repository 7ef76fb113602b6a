"""The law as data: complete, dated, sourced, and in step with the shape of a plan."""

import csv
import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry

from kanto_docs.calls import Call
from kanto_docs.checking import check_source
from kanto_docs.choosing import Options
from kanto_docs.finding import Basis
from kanto_docs.formats.rulebook.rows import rows as rulebook_rows
from kanto_docs.law import Dated, Law, Parameter, Programme, programme
from kanto_docs.rules.judging import in_use
from kanto_docs.source import Source, load_data
from kanto_docs.words import Words
from tests.conftest import changed

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
CURRENT = "esr-plus-2021-2027"
LANGUAGES = ("fi", "sv", "en")
Map = Mapping[str, object]

DATA = {
    path.relative_to(SCHEMAS).as_posix(): schema
    for pattern, schema in (
        ("*/form.yaml", "form"),
        ("*/programme.yaml", "programme"),
        ("*/parameters.yaml", "parameters"),
        ("*/calls/*.yaml", "call"),
        ("*/indicators.yaml", "indicators"),
        ("*/questions.yaml", "questions"),
        ("rules/*.yaml", "card"),
        ("regions.yaml", "regions"),
        ("requirements.yaml", "requirements"),
        ("words-of-costs.yaml", "words-of-costs"),
        ("words-of-plans.yaml", "words-of-costs"),
        ("words-of-prose.yaml", "words-of-prose"),
        ("words-of-visibility.yaml", "words-of-visibility"),
    )
    for path in sorted(SCHEMAS.glob(pattern))
}
CALLS = [name for name, schema in DATA.items() if schema == "call"]
ASKING = [name for name, schema in DATA.items() if schema == "programme"]
CODES = [name.partition("/")[0] for name in ASKING]


@cache
def read(name: str) -> Map:
    text = (SCHEMAS / name).read_text(encoding="utf-8")
    loaded = json.loads(text) if name.endswith(".json") else load_data(text, name)
    return cast("Map", loaded)


def maps(value: object) -> Sequence[Map]:
    return cast("Sequence[Map]", value or ())


def parameters(programme_code: str = CURRENT) -> Sequence[Map]:
    return maps(read(f"{programme_code}/parameters.yaml")["parameters"])


def required(programme_code: str = CURRENT) -> Sequence[Map]:
    return maps(read(f"{programme_code}/programme.yaml")["required"])


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


ROWS = [pytest.param(row, id=f"{code}-{row['code']}") for code in CODES for row in required(code)]


@pytest.mark.parametrize(
    "name",
    [
        "programme",
        "parameters",
        "call",
        "card",
        "form",
        "regions",
        "words-of-costs",
        "words-of-visibility",
    ],
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


@pytest.mark.parametrize("code", CODES)
def test_required_codes_are_unique_and_numbered_as_agreed(code: str) -> None:
    codes = [str(row["code"]) for row in required(code)]
    assert len(codes) == len(set(codes))
    for one in codes:
        number = int(one[1:])
        assert number >= 50 or (one[0] == "W" and 1 <= number <= 40), one


def test_eleven_items_of_the_decree_have_a_main_row_and_the_call_asks_the_twelfth() -> None:
    for item in range(1, 12):
        sections = [basis["section"] for basis in maps(row_of(f"W{item:02}")["basis"])]
        assert f"9 § 1 mom {item} k" in sections
    assert all(row["code"] != "W12" for row in required())


@pytest.mark.parametrize("row", ROWS)
def test_request_speaks_three_languages_in_one_plain_sentence(row: Map) -> None:
    asks = cast("Mapping[str, str]", row["ask"])
    assert sorted(asks) == sorted(LANGUAGES)
    assert len(set(asks.values())) == len(LANGUAGES)
    for text in asks.values():
        assert text[-1] in ".?"
        assert text[:-1].count(". ") == 0
        assert not re.search(r"[0-9]+/[0-9]{4}|§", text), "the law stands beside the sentence"


@pytest.mark.parametrize("row", ROWS)
def test_request_points_at_fields_of_the_plan(row: Map) -> None:
    for pointer in pointers(row):
        assert field(pointer)


@pytest.mark.parametrize("row", ROWS)
def test_request_waits_for_values_that_the_field_can_hold(row: Map) -> None:
    for key in ("when", "unless"):
        for pointer, values in cast("Map", row.get(key) or {}).items():
            choices = field(pointer).get("enum")
            for value in cast("list[object]", values):
                assert isinstance(value, bool) or value in cast("list[object]", choices)


@pytest.mark.parametrize("code", CODES)
def test_a_request_is_listed_once(code: str) -> None:
    paths = [row["path"] for row in required(code)]
    assert len(paths) == len(set(paths))


def test_only_other_money_and_income_may_stay_unsaid_until_submission() -> None:
    silent = {row["path"]: row["phase"] for row in required() if row.get("guidance") == "met"}
    assert silent == {"/income": "submit", "/funding/other_applications": "submit"}


def test_a_request_that_is_not_verified_is_never_an_error() -> None:
    for row in required():
        if row.get("confidence", "verified") != "verified":
            assert row["phase"] == "guidance", row["code"]


@pytest.mark.parametrize("code", CODES)
def test_parameters_have_names_of_their_own(code: str) -> None:
    names = [str(parameter["name"]) for parameter in parameters(code)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "parameter",
    [pytest.param(one, id=f"{code}-{one['name']}") for code in CODES for one in parameters(code)],
)
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
    values = [value for code in CODES for one in parameters(code) for value in maps(one["values"])]
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
    begun = day(call["opens"] or call["closes"])
    assert begun < day(call["closes"]) or call["opens"] is None
    assert str(call["code"]).partition("-")[2] == str(begun)[:7]


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


def law_on(on: str, code: str = CURRENT, call_: Call | None = None) -> Law:
    found = programme(code)
    assert found is not None
    return Law(day(on), found, call_)


@pytest.mark.parametrize(
    ("on", "ceiling", "confidence", "period"),
    [
        ("2023-12-31", 200000, "verified", "tax_years"),
        ("2024-01-01", 300000, "secondary", "days"),
        ("2026-11-24", 300000, "secondary", "days"),
    ],
)
def test_law_knows_the_de_minimis_rules_of_each_day(
    on: str, ceiling: int, confidence: str, period: str
) -> None:
    law = law_on(on)
    assert law["de_minimis_ceiling"] == ceiling
    assert {basis.confidence for basis in law.basis("de_minimis_ceiling")} == {confidence}
    assert law["de_minimis_period"] == (period,)


def test_the_rule_book_rests_on_the_source_of_its_day() -> None:
    def sources(on: str) -> set[str | None]:
        (row,) = (row for row in rulebook_rows(law_on(on), Words("fi")) if row.code == "D02")
        return {basis.title for basis in row.basis}

    before, after = sources("2023-12-31"), sources("2024-01-01")
    assert "De minimis -tuki (tem.fi)" in before - after


def test_a_number_without_a_value_on_the_day_leaves_its_rule_unjudged(smallest: object) -> None:
    source = Source("plan.yaml", "", changed(smallest, unset=["/call"]), {})
    early = check_source(source, Options(on=dt.date(2021, 10, 14))).report
    first = check_source(source, Options(on=dt.date(2021, 10, 15))).report
    waiting = {one.code: one.missing for one in early.unjudged}
    assert "law.max_grant_share" in waiting["F01"]
    assert "F01" not in {*early.passed, *(finding.code for finding in early.findings)}
    assert "F01" in first.passed


def test_a_number_that_is_not_known_is_in_the_law_and_one_out_of_its_time_is_not() -> None:
    current = programme(CURRENT)
    assert current is not None
    known = {"a": Parameter("a", {}, "percent", (dated("2022-01-01", 1),))}
    since = Dated(day("2022-01-01"), None, Basis(kind="logic"), day("2026-11-24"))
    known["b"] = Parameter("b", {}, "percent", (since,))
    law = Law(day("2022-01-01"), current.with_(parameters=known))
    assert ("a" in law, law["a"], "b" in law, law["b"]) == (True, Decimal(1), True, None)
    before = law.with_(on=day("2021-12-31"))
    assert ("a" in before, "b" in before, "c" in law, 1 in law) == (False, False, False, False)


def dated(since: str | None, value: int, until: str | None = None) -> Dated:
    ends = day(until) if until else None
    begins = day(since) if since else None
    return Dated(begins, Decimal(value), Basis(kind="logic"), day("2026-11-24"), {}, ends)


@pytest.mark.parametrize(
    ("on", "value"),
    [
        ("2019-12-31", None),
        ("2020-01-01", 1),
        ("2020-12-31", 1),
        ("2021-01-01", None),
        ("2022-01-01", 2),
        ("2030-01-01", 2),
    ],
)
def test_a_value_holds_from_its_first_day_to_its_last(on: str, value: int | None) -> None:
    parameter = Parameter(
        "x", {}, "euro", (dated("2020-01-01", 1, "2020-12-31"), dated("2022-01-01", 2))
    )
    held = parameter.on(day(on))
    assert (held.value if held else None) == value


@pytest.mark.parametrize(
    ("rules", "code", "used"),
    [
        ("all", "A01", True),
        (["A01", "Y"], "A01", True),
        (["A01", "Y"], "Y37", True),
        (["A01", "Y"], "A02", False),
        ({"all_but": ["C54"]}, "C54", False),
        ({"all_but": ["C54"]}, "C55", True),
    ],
)
def test_a_programme_names_its_rules(rules: object, code: str, used: bool) -> None:
    assert Programme("x", {"rules": rules}, {}).applies(code, day("2026-11-24")) is used


def test_a_rule_outside_its_time_does_not_apply() -> None:
    dates = {"A01": {"since": "2026-01-01", "until": "2027-12-31"}, "A02": {"since": "2026-01-01"}}
    found = Programme("x", {"rules": "all", "rule_dates": dates}, {})
    days = ("2025-12-31", "2026-01-01", "2027-12-31", "2028-01-01")
    assert [found.applies("A01", day(on)) for on in days] == [False, True, True, False]
    assert [found.applies("A02", day(on)) for on in days] == [False, True, True, True]
    assert all(found.applies("A03", day(on)) for on in days)
    assert not in_use("A01", Law(day("2025-12-31"), found))


def test_a_programme_gives_a_rule_another_basis() -> None:
    row = {"law": "357/2014", "section": "14 §", "url": "https://www.finlex.fi"}
    found = Programme("x", {"rules": "all", "bases": {"F01": [row]}}, {})
    assert [(one.law, one.section) for one in found.basis_of("F01")] == [("357/2014", "14 §")]
    assert found.basis_of("F02") == ()


def test_the_oldest_check_is_of_the_numbers_in_force_and_the_rules() -> None:
    def number(name: str, *values: tuple[str | None, str]) -> Parameter:
        rows = (
            Dated(day(since) if since else None, Decimal(1), Basis(kind="logic"), day(read))
            for since, read in values
        )
        return Parameter(name, {}, "euro", tuple(rows))

    numbers = {
        "a": number("a", (None, "2020-01-01"), ("2024-01-01", "2026-05-01")),
        "b": number("b", (None, "2026-06-01")),
    }
    plain = Programme("x", {}, numbers)
    ruled = Programme("x", {"rules_checked_on": "2026-04-01"}, numbers)
    assert plain.oldest_check(day("2023-12-31")) == day("2020-01-01")
    assert plain.oldest_check(day("2026-11-24")) == day("2026-05-01")
    assert ruled.oldest_check(day("2026-11-24")) == day("2026-04-01")
    assert Programme("x", {}, {}).oldest_check(day("2026-11-24")) is None


@pytest.mark.parametrize("name", [*ASKING, *CALLS])
def test_everything_says_when_it_was_last_read(name: str) -> None:
    told = read(name)
    assert day(told.get("rules_checked_on") or told["checked_on"]) >= dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    "name",
    [
        "side_cost_percent",
        *(
            f"procurement_{kind}"
            for kind in (
                "goods_services",
                "works",
                "health_social",
                "other_special",
                "concessions",
            )
        ),
        *(
            f"travel_day_{kind}"
            for kind in (
                "domestic_staff",
                "domestic_target_group",
                "europe",
                "world",
                "hours",
            )
        ),
    ],
)
def test_a_number_that_may_be_out_of_date_says_so_in_every_language(name: str) -> None:
    held = law_on("2026-11-24").parameter(name).on(day("2026-11-24"))
    assert held is not None
    assert sorted(held.note) == sorted(LANGUAGES)
    assert len(set(held.note.values())) == len(LANGUAGES)


def test_four_authorities_grant_from_2026_on() -> None:
    rows = maps(read(f"{CURRENT}/programme.yaml")["authorities"])
    now = [str(row["name"]) for row in rows if row["since"] == "2026-01-01"]
    assert now == [
        f"{name} elinvoimakeskus"
        for name in ("Itä-Suomen", "Kaakkois-Suomen", "Keski-Suomen", "Pohjois-Suomen")
    ]
    (former,) = (row for row in rows if row["until"])
    assert former["until"] == "2025-12-31"
