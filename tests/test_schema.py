"""The shape of plan.yaml: complete, worded in three languages, and only keywords we understand."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

Node = dict[str, Any]  # a JSON Schema node: its values are of every JSON type

SCHEMA_FILE = Path(__file__).parent.parent / "schemas" / "plan.schema.json"
LANGUAGES = ("fi", "sv", "en")
PLACEHOLDERS = ("todo", "xxx", "…", "...", "tbd", "lorem", "fixme", "?")
KEYWORDS = {
    "$schema", "$id", "$defs", "$ref", "type", "properties", "patternProperties",
    "additionalProperties", "items", "enum", "format", "maxLength",
    "title", "description", "examples", "anyOf",
    "x-title", "x-key", "x-aliases", "x-values", "x-personal",
}  # fmt: skip
FORMATS = {
    "money", "percent", "date", "yesno", "line", "text", "count", "decimal", "identifier", "file",
}  # fmt: skip
POINTERS = [
    "/project/code",
    "/project/name/sv",
    "/project/specific_objective",
    "/schedule/start",
    "/schedule/milestones/*/date",
    "/applicant/organisation_type",
    "/applicant/iban",
    "/applicant/signatories/*/role",
    "/applicant/declarations/no_payment_defaults",
    "/applicant/vat/statement",
    "/contacts/responsible_person/email",
    "/partners/*/plan",
    "/objectives/*/text/fi",
    "/target_groups/indirect/*/source",
    "/actions/*/outputs/*",
    "/results/*/baseline",
    "/risks/*/mitigation",
    "/steering_group/members/*/organisation",
    "/communication/emblem_statement",
    "/data_protection/participants",
    "/indicators/outputs/*/women",
    "/indicators/results/*/baseline",
    "/horizontal/gender_equality/main_goal/rationale",
    "/horizontal/sustainable_development/water_soil_air/indirect",
    "/horizontal/rights/non_discrimination",
    "/horizontal/baltic_sea/supports",
    "/staff/*/share_reason",
    "/staff/*/hours/2027",
    "/staff/*/job_description",
    "/costs/*/equipment_exception",
    "/costs/*/travel_zone",
    "/income/*/by_year/2028",
    "/funding/sources/*/in_kind",
    "/funding/prepayment/reason",
    "/funding/other_applications/*/status",
    "/state_aid/de_minimis/*/granter",
    "/attachments/*/for",
    "/attachments/*/for/*",
    "/reasons/F01",
    "/waivers/*/until",
    "/realised/public_total",
    "/final_report/summary/en",
]
PERSONAL = [
    "/applicant/phone",
    "/applicant/email",
    "/applicant/iban",
    "/applicant/signatories/*/name",
    "/contacts/contact_person/name",
    "/contacts/contact_person/email",
    "/contacts/contact_person/phone",
    "/steering_group/members/*/name",
    "/staff/*/name",
    "/waivers/*/by",
]


def no_duplicates(pairs: list[tuple[str, Any]]) -> Node:
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), f"a key occurs twice among {keys}"
    return dict(pairs)


SCHEMA: Node = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"), object_pairs_hook=no_duplicates)


def children(node: Node) -> Iterator[tuple[str, Node]]:
    for group in ("$defs", "properties", "patternProperties"):
        for key, child in node.get(group, {}).items():
            yield f"{group}/{key}", child
    for index, child in enumerate(node.get("anyOf", ())):
        yield f"anyOf/{index}", child
    if "items" in node:
        yield "items", node["items"]


def walk(node: Node, place: str = "#") -> Iterator[tuple[str, Node]]:
    yield place, node
    for step, child in children(node):
        yield from walk(child, f"{place}/{step}")


def resolved(node: Node) -> Node:
    """The node itself, or the definition it names, with the node's own words kept."""
    if "$ref" not in node:
        return node
    return {**SCHEMA["$defs"][node["$ref"].removeprefix("#/$defs/")], **node}


def fields_at(node: Node, steps: list[str]) -> Iterator[Node]:
    """Every schema node that a pointer into a plan can mean."""
    node = resolved(node)
    if not steps:
        yield node
        return
    for branch in node.get("anyOf", ()):
        yield from fields_at(branch, steps)
    step, rest = steps[0], steps[1:]
    if step == "*" and "items" in node:
        yield from fields_at(node["items"], rest)
    elif step in node.get("properties", {}):
        yield from fields_at(node["properties"][step], rest)
    elif "patternProperties" in node:
        alone = Draft202012Validator({**node, "$defs": SCHEMA["$defs"]})
        if alone.is_valid({step: None}):
            yield from fields_at(next(iter(node["patternProperties"].values())), rest)


def fields_of(pointer: str) -> list[Node]:
    return list(fields_at(SCHEMA, pointer.removeprefix("/").split("/")))


NODES = list(walk(SCHEMA))
PROPERTIES = [
    (f"{place}/{key}", field)
    for place, node in NODES
    for key, field in node.get("properties", {}).items()
]


def assert_three_languages(words: Node, place: str) -> None:
    assert tuple(words) == LANGUAGES, place
    for word in words.values():
        assert word == word.strip(), place
        assert word, place
        assert not any(mark in word.lower() for mark in PLACEHOLDERS), (place, word)
        assert not word.endswith("."), (place, word)


def test_schema_is_valid_json_schema_2020_12() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)


def test_only_the_allowed_keywords_are_used() -> None:
    unknown = {(place, key) for place, node in NODES for key in node if key not in KEYWORDS}
    assert not unknown


def test_only_our_own_formats_are_used() -> None:
    assert {node["format"] for _, node in NODES if "format" in node} == FORMATS


def test_every_reference_names_a_definition() -> None:
    names = {f"#/$defs/{name}" for name in SCHEMA["$defs"]}
    assert {node["$ref"] for _, node in NODES if "$ref" in node} <= names


def test_every_definition_is_used() -> None:
    used = {node["$ref"] for _, node in NODES if "$ref" in node}
    assert {f"#/$defs/{name}" for name in SCHEMA["$defs"]} == used


def test_every_object_refuses_unknown_keys() -> None:
    for place, node in NODES:
        if "properties" in node or "patternProperties" in node:
            assert node["additionalProperties"] is False, place
            assert "object" in node["type"], place


def test_every_property_has_a_title_in_three_languages() -> None:
    for place, field in PROPERTIES:
        assert_three_languages(field["x-title"], place)
        assert field["title"] == field["x-title"]["fi"], place


def test_no_title_is_left_in_finnish_in_another_language() -> None:
    for place, field in PROPERTIES:
        finnish, swedish, english = (field["x-title"][language] for language in LANGUAGES)
        assert finnish not in (swedish, english), place


def test_every_property_says_in_whole_sentences_what_to_write() -> None:
    for place, field in PROPERTIES:
        description = field["description"]
        assert description[0].isupper() or description[0].isdigit(), place
        assert description.endswith("."), place
        assert not any(mark in description.lower() for mark in PLACEHOLDERS), place


def test_every_property_has_key_names_in_finnish_and_swedish() -> None:
    for place, field in PROPERTIES:
        assert tuple(field["x-key"]) == ("fi", "sv"), place
        for name in field["x-key"].values():
            assert name.isidentifier(), (place, name)
            assert name == name.lower(), (place, name)


def test_a_key_name_in_any_language_means_one_field_among_its_siblings() -> None:
    for place, node in NODES:
        meaning: dict[str, str] = {}
        for key, field in node.get("properties", {}).items():
            for name in (key, *field["x-key"].values()):
                assert meaning.setdefault(name, key) == key, (place, name)


def test_every_enum_value_has_a_label_in_three_languages() -> None:
    for place, node in NODES:
        if "enum" in node:
            values = [str(value) for value in node["enum"] if value is not None]
            assert list(node["x-values"]) == values, place
            assert None in node["enum"], place
            for value in values:
                assert_three_languages(node["x-values"][value], f"{place}/{value}")


def test_labels_of_one_enum_differ_from_each_other() -> None:
    for place, node in NODES:
        for language in LANGUAGES:
            labels = [label[language] for label in node.get("x-values", {}).values()]
            assert len(labels) == len(set(labels)), (place, language)


def test_null_is_allowed_in_every_place() -> None:
    for place, field in PROPERTIES:
        alone = {**field, "$defs": SCHEMA["$defs"]}
        assert Draft202012Validator(alone).is_valid(None), place


def test_every_example_fits_its_own_field() -> None:
    for place, node in NODES:
        alone = Draft202012Validator({**node, "$defs": SCHEMA["$defs"]})
        for example in node.get("examples", ()):
            assert alone.is_valid(example), (place, example)


@pytest.mark.parametrize("pointer", POINTERS)
def test_plan_model_key_exists(pointer: str) -> None:
    assert fields_of(pointer)


@pytest.mark.parametrize(
    "pointer", ["/applicant/nimi", "/reasons/f1", "/staff/*/hours/1999", "/summary/de"]
)
def test_key_outside_the_plan_model_does_not_exist(pointer: str) -> None:
    assert not fields_of(pointer)


@pytest.mark.parametrize("pointer", PERSONAL)
def test_personal_data_is_marked(pointer: str) -> None:
    assert all(field["x-personal"] is True for field in fields_of(pointer))


def test_sustainability_table_has_its_fifteen_rows() -> None:
    (table,) = fields_of("/horizontal/sustainable_development")
    assert len(table["properties"]) == 15


def test_only_the_named_texts_may_be_given_in_several_languages() -> None:
    translated = {
        place.removeprefix("#/").replace("properties/", "")
        for place, node in NODES
        if "/$defs/" not in place and node.get("$ref", "").startswith("#/$defs/translated")
    }
    assert translated == {
        "project/name",
        "project/acronym",
        "summary",
        "objectives/items/text",
        "final_report/summary",
    }
