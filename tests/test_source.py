"""The reader of plans: exact places, no guessing, and no file that can hang or harm it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kanto_docs.errors import DataError
from kanto_docs.source import Source, Unreadable, load_data, read, read_file
from kanto_docs.source.building import MAX_NODES
from kanto_docs.source.decoding import MAX_BYTES
from kanto_docs.source.syntax import MAX_DEPTH

FAST = 2.0
NBSP = "\N{NO-BREAK SPACE}"
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def source(text: str) -> Source:
    return read(text.encode("utf-8"), "plan.yaml")


def refusal(raw: str | bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(raw if isinstance(raw, bytes) else raw.encode("utf-8"), "plan.yaml")
    assert caught.value.name == "plan.yaml"
    return caught.value


def file_refusal(path: Path) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_file(path)
    return caught.value


@contextmanager
def soon() -> Iterator[None]:
    begun = time.process_time()
    yield
    assert time.process_time() - begun < FAST


def slips(text: str, code: str) -> list[Any]:
    return [slip for slip in source(text).slips if slip.code == code]


# ── Places ────────────────────────────────────────────────────────────────────────────────────

PLAN = """\
# a remark
project:
  name: Kylän olohuone
  tags: [a, "b"]
staff:
  - id: S1
    role: ohjaaja
  - {id: S2, role: "kokki"}
summary: >-
  Kaksi
  riviä.
empty:
"""


@pytest.mark.parametrize(
    ("path", "place", "end"),
    [
        (("project",), (2, 1), 8),
        (("project", "name"), (3, 9), 23),
        (("project", "tags"), (4, 3), 7),
        (("project", "tags", 1), (4, 13), 16),
        (("staff",), (5, 1), 6),
        (("staff", 0), (6, 5), 6),
        (("staff", 0, "role"), (7, 11), 18),
        (("staff", 1), (8, 5), 6),
        (("staff", 1, "id"), (8, 10), 12),
        (("staff", 1, "role"), (8, 20), 27),
        (("summary",), (9, 10), None),
        (("empty",), (12, 1), 6),
    ],
)
def test_a_value_stands_where_it_begins_and_a_part_at_its_key(
    path: tuple[str | int, ...], place: tuple[int, int], end: int | None
) -> None:
    plan = source(PLAN)
    assert plan.has(path)
    assert plan.at(path) == place
    assert plan.end(path) == end


def test_a_key_is_found_when_the_key_is_asked_for() -> None:
    plan = source(PLAN)
    assert plan.at(("project", "name"), key=True) == (3, 3)
    assert plan.end(("project", "name"), key=True) == 7


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("project", "code"), (2, 1)),
        (("project", "contact", "email"), (2, 1)),
        (("staff", 0, "share"), (6, 5)),
        (("staff", 7, "share"), (5, 1)),
        (("funding", "grant_share"), (1, 1)),
    ],
)
def test_what_is_missing_stands_at_its_nearest_ancestor(
    path: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    assert source(PLAN).at(path) == place
    assert source(PLAN).end(("funding",)) is None


def test_the_lines_are_those_of_the_file_without_their_ends() -> None:
    assert source("a: 1\nb: 2\n").lines == ("a: 1", "b: 2", "")


def test_an_emoji_counts_as_one_column() -> None:
    assert source('a: ["😀😀", b]\n').at(("a", 1)) == (1, 11)


# ── 1–7: files made to hang or to crash ───────────────────────────────────────────────────────

CLOSED = "[" * MAX_DEPTH + "]" * MAX_DEPTH
ALIAS_BOMB = "a0: &a0 [x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
)
MERGE_BOMB = "m0: &m0 {x: 1}\n" + "".join(
    f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}\n" for n in range(1, 10)
)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "bomb",
    ["[" * 25_000, "[" * 25_000 + "]" * 25_000, "- " * 100_000, "{a: " * 100_000],
    ids=["open brackets", "closed brackets", "dashes", "braces"],
)
def test_a_structure_that_is_too_deep_is_refused_at_once(bomb: str) -> None:
    with soon():
        error = refusal(bomb)
    assert (error.kind, error.facts) == ("Y07", {"limit": MAX_DEPTH})
    assert error.position.line == 1
    assert error.position.column > MAX_DEPTH


@pytest.mark.parametrize(("bomb", "column"), [("- " * 100, 129), ("{a: " * 100, 257)])
def test_the_first_part_below_the_limit_is_shown(bomb: str, column: int) -> None:
    assert refusal(bomb).position == (1, column)


def test_a_structure_as_deep_as_the_limit_is_read() -> None:
    assert source(f"a: {CLOSED[1:-1]}\n").has(("a", *[0] * (MAX_DEPTH - 2)))
    assert refusal(f"a: {CLOSED}\n").position == (1, 3 + MAX_DEPTH)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    ("bomb", "place", "kind"),
    [
        (ALIAS_BOMB, (1, 5), "anchor"),
        (MERGE_BOMB, (1, 5), "anchor"),
        ("a: &a [*a]\n", (1, 4), "anchor"),
        ("a: 1\nb: *a\n", (2, 4), "alias"),
        ("a:\n  - *tahti\n", (2, 5), "alias"),
        ("a: {b: 1}\nc:\n  <<: {d: 1}\n", (3, 3), "merge"),
    ],
)
def test_aliases_and_merges_are_refused_where_they_stand(
    bomb: str, place: tuple[int, int], kind: str
) -> None:
    with soon():
        error = refusal(bomb)
    assert (error.kind, error.position, error.facts) == ("Y08", place, {"kind": kind})


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "raw",
    [
        b"a: " + b"x" * MAX_BYTES,
        b"".join(b"k%d: 1\n" % number for number in range(300_000)),
        b"#" * (50 << 20),
    ],
    ids=["one long line", "300 000 keys", "50 MB"],
)
def test_a_file_that_is_too_large_is_refused_at_once(raw: bytes) -> None:
    with soon():
        error = refusal(raw)
    assert error.kind == "Y02"
    assert error.facts == {"size": len(raw), "limit": MAX_BYTES}


@pytest.mark.timeout(30)
def test_the_size_of_a_file_is_looked_at_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    with path.open("wb") as file:
        file.truncate(50 << 20)
    with soon():
        error = file_refusal(path)
    assert (error.kind, error.name) == ("Y02", str(path))
    assert error.facts == {"size": 50 << 20, "limit": MAX_BYTES}


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("{" + ",".join(f"{number:x}" for number in range(150_000)) + "}", None),
        ("[" + "1," * 300_000 + "]", (1, 2 * MAX_NODES)),
        ("- 1\n" * 200_000, (MAX_NODES, 3)),
    ],
    ids=["keys", "numbers", "lines"],
)
def test_too_many_parts_are_refused_at_once(raw: str, place: tuple[int, int] | None) -> None:
    with soon():
        error = refusal(raw)
    assert (error.kind, error.facts) == ("Y07", {"limit": MAX_NODES})
    assert place is None or error.position == place


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "text",
    [
        "a: |\n" + "  x\n" * 250_000,
        'a: "' + "\n" * 900_000 + '"',
        "a: x" + " " * 900_000 + "#y\n",
        'a: "' + "x\t \t" * 200_000 + '"',
        "#\n" * 400_000 + "a: 1\n",
        "".join(f"k{number}: x #1\n" for number in range(40_000)),
        "a: " + "9" * 1_000_000 + "\n",
        "a: " + ":" * 900_000 + "x\n",
    ],
    ids=["lines", "breaks", "spaces", "tabs", "remarks", "number signs", "digits", "colons"],
)
def test_an_odd_but_allowed_file_is_read_in_no_time(text: str) -> None:
    with soon():
        assert source(text).data


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "text",
    [
        f"a: '{NBSP}'\nb: |\n  {'-' * 900_000}\n",
        f"a: |\n  x\n  {NBSP}{'-' * 900_000}\n",
        f"a: |\n  {NBSP * 400_000}\n",
        f"a: '{chr(0x200B) * 300_000}'\n",
        f"a: |\n{f'  {chr(0x202E)}x' * 1000}\n",
    ],
    ids=["dashes", "dashes behind", "no-break spaces", "zero widths", "directions"],
)
def test_odd_characters_cost_no_time(text: str) -> None:
    with soon():
        assert source(text).data


# ── 8, 9: keys ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "path", "place", "end", "first"),
    [
        ("a: 1\nb: 2\na: 3\n", ("a",), (3, 1), 2, 1),
        ("a:\n  b: 1\n  c: 2\n  b: 3\n", ("a", "b"), (4, 3), 4, 2),
        ("a:\n  - {b: 1, b: 2}\n", ("a", 0, "b"), (2, 12), 13, 2),
    ],
)
def test_a_key_given_twice_is_found_at_the_second_and_names_the_line_of_the_first(
    text: str, path: tuple[str | int, ...], place: tuple[int, int], end: int, first: int
) -> None:
    (slip,) = slips(text, "Y20")
    assert (slip.path, slip.position, slip.end) == (path, place, end)
    assert slip.facts == {"key": path[-1], "first": first}


def test_the_first_of_two_equal_keys_is_kept_whole() -> None:
    plan = source("a: {b: 1}\na: {b: 2, c: 3}\n")
    assert plan.data == {"a": {"b": 1}}
    assert plan.at(("a", "b")) == (1, 8)


def test_keys_are_text_whatever_they_look_like() -> None:
    plan = source("1: a\n01: b\ntrue: c\n1.0: d\nno: e\n")
    assert plan.data == {"1": "a", "01": "b", "true": "c", "1.0": "d", "no": "e"}
    assert plan.slips == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [("{a: b}: c\n", (1, 1)), ("[a]: c\n", (1, 1)), ("? [a]\n: b\n", (1, 3))],
)
def test_a_key_that_is_no_word_is_refused(text: str, place: tuple[int, int]) -> None:
    error = refusal(text)
    assert (error.kind, error.position, error.facts) == ("Y08", place, {"kind": "key"})


# ── 10–13, 17: what is written without quotes ─────────────────────────────────────────────────


@pytest.mark.parametrize(
    "word",
    [
        "00100", "00540", "00980", "0777", "08", "-01", "01", "0x1F", "0b11", "1_000", "1e3",
        "1e400", "0401234567", "+358401234567", "040 1234567", "+1", ".5", "5.", "1.0.0",
        "NO", "no", "on", "off", "yes", "y", "n", "ei", "kyllä", "tRUE", "FI",
        "12:30", "1:30:00", "16:9", "2:1", "1:1:1:1:1",
        "2026-11-24", "2026-02-30", "2026-13-45", "24.11.2026", "1.1.2027",
        ".nan", ".inf", "-.inf", "=", "<<", "1 000,50", "1,5", "100€", "5 %", "1.234,50",
        "١٢٣", "9" * 31, "9" * 5000, "1." + "1" * 21,
    ],
)  # fmt: skip
def test_what_is_no_plain_number_stays_text_as_it_was_typed(word: str) -> None:
    assert source(f"a: {word}\n").data == {"a": word}


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("true", True), ("True", True), ("TRUE", True),
        ("false", False), ("False", False), ("FALSE", False),
        ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None),
        ("0", 0), ("1", 1), ("-1", -1), ("80100", 80100), ("9" * 30, int("9" * 30)),
        ("0.1", Decimal("0.1")), ("50.00", Decimal("50.00")), ("1.10", Decimal("1.10")),
        ("-1.5", Decimal("-1.5")), ("4.3", Decimal("4.3")),
    ],
)  # fmt: skip
def test_true_false_nothing_and_plain_numbers_are_read(word: str, value: object) -> None:
    found = source(f"a: {word}\n").data
    assert found == {"a": value}
    assert repr(found) == repr({"a": value})


@pytest.mark.parametrize("quoted", ['"80"', "'80'", '"true"', "'~'", '"1.5"', "''"])
def test_what_stands_in_quotes_is_text(quoted: str) -> None:
    assert source(f"a: {quoted}\n").data == {"a": quoted[1:-1]}


@pytest.mark.parametrize(
    ("block", "text"),
    [("|\n  5\n", "5\n"), (">-\n  80\n  100\n", "80 100"), ("|-\n  true\n", "true")],
)
def test_what_stands_in_a_block_is_text(block: str, text: str) -> None:
    assert source(f"a: {block}").data == {"a": text}


# ── 22, 23, 38: constructions ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "value",
    [
        "!huom x", "! huom", "!!python/object/apply:os.system ['id']", "!!python/name:os.system",
        "!!binary aGk=", "!!timestamp x", "!!int 'abc'", "!!str 5", "!<x> y", "!!set {a}",
    ],
)  # fmt: skip
def test_a_tag_is_refused_where_it_stands_and_nothing_is_made_of_it(value: str) -> None:
    error = refusal(f"b: 1\na: {value}\n")
    assert (error.kind, error.position, error.facts) == ("Y08", (2, 4), {"kind": "tag"})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 1\n---\nb: 2\n", (2, 1)),
        ("---\na: 1\n---\n", (3, 1)),
        ("a: 1\n...\n---\nb: 2\n", (3, 1)),
    ],
)
def test_a_second_plan_in_one_file_is_refused_at_its_first_line(
    text: str, place: tuple[int, int]
) -> None:
    error = refusal(text)
    assert (error.kind, error.position, error.facts) == ("Y08", place, {"kind": "document"})


def test_text_after_the_end_mark_is_refused() -> None:
    error = refusal("a: 1\n...\nb: 2\n")
    assert (error.kind, error.position) == ("Y05", (3, 1))


@pytest.mark.parametrize(
    "text", ["---\na: no\n", "a: no\n...\n", "%YAML 1.2\n---\na: no\n", "%YAML 1.1\n---\na: no\n"]
)
def test_marks_around_one_plan_are_harmless_and_change_nothing(text: str) -> None:
    assert source(text).data == {"a": "no"}


# ── 24–27: encodings ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("a: 1\nnimi: Kylä\n".encode("latin-1"), (2, 10)),
        ("a: 1\r\nnimi: Kylä\r\n".encode("latin-1"), (2, 10)),
        ("# ä\na: x – y\n".encode("cp1252"), (1, 3)),
        ("# ok\na: x – y\n".encode("cp1252"), (2, 6)),
        ("ä: ".encode() + "ö".encode("latin-1"), (1, 4)),
        (b"a: \xed\xa0\x80\n", (1, 4)),
        (b"a: \xc0\x80\n", (1, 4)),
        ("a: Kylä\n".encode("utf-16")[:-1], (1, 8)),
        (b"\xff\xfe" + "a: ".encode("utf-16-le") + b"\x00\xd8" + b"\n\x00", (1, 4)),
    ],
)
def test_a_file_in_another_encoding_is_refused_at_its_first_bad_character(
    raw: bytes, place: tuple[int, int]
) -> None:
    error = refusal(raw)
    assert (error.kind, error.position, error.facts) == ("Y04", place, {"kind": "encoding"})


def test_the_line_with_the_bad_character_can_still_be_shown() -> None:
    assert refusal("a: 1\nnimi: Kylä\n".encode("latin-1")).text == "a: 1\nnimi: Kylä\n"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_without_its_mark_is_refused(encoding: str) -> None:
    error = refusal("nimi: Kylän olohuone\n".encode(encoding))
    assert (error.kind, error.position) == ("Y04", (1, 1))


@pytest.mark.parametrize(
    "raw",
    [
        "nimi: Kylä\nb: [ö, å]\n".encode(),
        "nimi: Kylä\nb: [ö, å]\n".encode("utf-8-sig"),
        "nimi: Kylä\nb: [ö, å]\n".encode("utf-16"),
        b"\xfe\xff" + "nimi: Kylä\nb: [ö, å]\n".encode("utf-16-be"),
        "nimi: Kylä\nb: [ö, å]\n".encode("utf-32"),
        b"\x00\x00\xfe\xff" + "nimi: Kylä\nb: [ö, å]\n".encode("utf-32-be"),
        "nimi: Kylä\r\nb: [ö, å]\r\n".encode(),
        "nimi: Kylä\rb: [ö, å]\r".encode(),
        "nimi: Kylä\r\nb: [ö, å]\r\n".encode("utf-16"),
    ],
)
def test_marks_and_line_ends_of_every_system_give_the_same_data_and_places(raw: bytes) -> None:
    plan = read(raw, "plan.yaml")
    assert plan.data == {"nimi": "Kylä", "b": ["ö", "å"]}
    assert plan.text == "nimi: Kylä\nb: [ö, å]\n"
    assert plan.at(("nimi",)) == (1, 7)
    assert plan.at(("b", 1)) == (2, 8)


def test_the_byte_order_mark_is_no_column() -> None:
    assert refusal("a: *x\n".encode("utf-8-sig")).position == (1, 4)


def test_a_line_end_in_text_is_one_line_end() -> None:
    assert read(b"a: |\r\n  x\r\n  y\r\n", "plan.yaml").data == {"a": "x\ny\n"}


# ── 27–33: characters nobody sees ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "place", "character"),
    [
        (f"a: 1\n{BOM}b: 2\n", (2, 1), "U+FEFF"),
        ("a: 1\nb: x\x07y\n", (2, 5), "U+0007"),
        ("a: 1\r\nb: x\x0by\n", (2, 5), "U+000B"),
        ("a: \x0c\n", (1, 4), "U+000C"),
        ("a: \x1b[0m\n", (1, 4), "U+001B"),
        ("a: \x7f\n", (1, 4), "U+007F"),
        ("a: \ufffe\n", (1, 4), "U+FFFE"),
        ("a: \uffff\n", (1, 4), "U+FFFF"),
        ("# remark \x08\na: 1\n", (1, 10), "U+0008"),
        ("a: " + "x" * 5000 + "\x00\n", (1, 5004), "U+0000"),
    ],
)
def test_a_raw_control_character_is_refused_where_it_stands(
    text: str, place: tuple[int, int], character: str
) -> None:
    error = refusal(text)
    assert (error.kind, error.position) == ("Y10", place)
    assert error.facts == {"character": character}


@pytest.mark.parametrize(
    ("text", "place", "character"),
    [
        ("a: 1\nb: x\x00y\n", (2, 5), "U+0000"),
        ("a: 1\nb: x\x9by\n", (2, 5), "U+009B"),
        ("a: \x80\n", (1, 4), "U+0080"),
    ],
)
def test_a_nul_and_the_upper_control_characters_are_refused_where_they_stand(
    text: str, place: tuple[int, int], character: str
) -> None:
    error = refusal(text)
    assert (error.kind, error.position) == ("Y10", place)
    assert error.facts == {"character": character}


def test_an_escaped_control_character_is_left_to_the_check_of_the_text() -> None:
    assert source('a: "x\\x07\\0"\n').data == {"a": "x\x07\0"}


def test_an_escaped_lone_surrogate_is_refused() -> None:
    error = refusal('a: "x\\ud800"\n')
    assert (error.kind, error.position.line) == ("Y05", 1)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a:\n\tb: 1\n", (2, 1)),
        ("a: 1\n\tb: 2\n", (2, 1)),
        ("a:\n  b: 1\n \tc: 2\n", (3, 2)),
        ("a:\n\t- b\n", (2, 1)),
    ],
)
def test_a_tab_in_the_indentation_is_refused_where_it_stands(
    text: str, place: tuple[int, int]
) -> None:
    error = refusal(text)
    assert (error.kind, error.position) == ("Y09", place)


def test_a_tab_after_the_colon_is_a_space() -> None:
    assert source("a:\tb\n").data == {"a": "b"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"a:\n{NBSP}{NBSP}b: 1\n", (2, 1)),
        (f"a:\n  b: 1\n {NBSP}c: 2\n", (3, 2)),
        (f"a:{NBSP}b\n", (1, 3)),
        (f"a:\n  - id:{NBSP}1\n", (2, 8)),
    ],
)
def test_a_no_break_space_in_the_structure_is_refused_where_it_stands(
    text: str, place: tuple[int, int]
) -> None:
    error = refusal(text)
    assert (error.kind, error.position, error.facts) == ("Y10", place, {"character": "U+00A0"})


@pytest.mark.parametrize(
    ("text", "place"), [(f"a:\n{NBSP} - b\n", (2, 1)), (f"a: {{b:{NBSP}c}}\n", (1, 7))]
)
def test_a_no_break_space_before_a_dash_or_in_braces_is_refused_too(
    text: str, place: tuple[int, int]
) -> None:
    error = refusal(text)
    assert (error.kind, error.position) == ("Y10", place)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"a: 1{NBSP}000\n", f"1{NBSP}000"),
        (f'a: "x{NBSP}y: z"\n', f"x{NBSP}y: z"),
        (f"a: |\n  hei{NBSP}hei\n", f"hei{NBSP}hei\n"),
    ],
)
def test_a_no_break_space_in_a_text_stays(text: str, value: str) -> None:
    assert source(text).data == {"a": value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"a: >-\n  Tavoite:{NBSP}hyvä\n", f"Tavoite:{NBSP}hyvä"),
        (f"a: |\n  hei\n  {NBSP}Tavoite: hyvä\n", f"hei\n{NBSP}Tavoite: hyvä\n"),
    ],
)
def test_a_no_break_space_beside_a_colon_in_a_block_of_text_stays(text: str, value: str) -> None:
    assert source(text).data == {"a": value}


@pytest.mark.parametrize(
    ("text", "place", "character"),
    [
        ("bud\u200bget: 1\n", (1, 4), "U+200B"),
        ("a: 1\nb: x\u202ey\n", (2, 5), "U+202E"),
        ("a: \u200fx\n", (1, 4), "U+200F"),
        ("a: \ue000\n", (1, 4), "U+E000"),
    ],
)
def test_a_character_without_width_or_with_a_direction_is_noted(
    text: str, place: tuple[int, int], character: str
) -> None:
    (slip,) = slips(text, "Y32")
    assert (slip.position, slip.facts) == (place, {"character": character})


def test_a_zero_width_character_makes_another_key_and_is_kept() -> None:
    assert source("bud\u200bget: 1\nbudget: 2\n").data == {"bud\u200bget": 1, "budget": 2}


@pytest.mark.parametrize("text", ["Ääkkönen", "a\u0308", "😀", "\u05d0\u05d1", "a\u00adb", "日本"])
def test_ordinary_letters_of_any_script_are_kept_without_a_note(text: str) -> None:
    plan = source(f"a: {text}\n")
    assert plan.data == {"a": text}
    assert plan.slips == ()


# ── 34–36: text without quotes ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "path", "place", "lost"),
    [
        ("name: Seura ry #1\n", ("name",), (1, 16), "#1"),
        ("a: {b: Seura ry #1\n }\n", ("a", "b"), (1, 17), "#1"),
        ("a: hei\n  moi #1\nb: 2\n", ("a",), (2, 7), "#1"),
    ],
)
def test_text_cut_by_its_own_number_sign_is_noted_with_what_was_lost(
    text: str, path: tuple[str, ...], place: tuple[int, int], lost: str
) -> None:
    (slip,) = slips(text, "Y31")
    assert (slip.path, slip.position, slip.facts) == (path, place, {"text": lost})


@pytest.mark.parametrize(
    "text",
    [
        "name: Seura ry # huomautus\n",
        "name: Seura ry#1\n",
        'name: "Seura ry #1"\n',
        "a: 'hei' #1\n",
        "a: |\n  hei #1\n",
        "#1\na: 1\n",
        "a: #1\n",
    ],
)
def test_remarks_and_quoted_number_signs_are_no_cut_text(text: str) -> None:
    assert slips(text, "Y31") == []


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("name: Seura ry: projekti\n", "Y11", (1, 15)),
        ("a:\n  name: Seura ry: projekti\n", "Y11", (2, 17)),
        ("a:\n  - Seura: x: y\n", "Y11", (2, 13)),
        ("name: Otsikko:\n", "Y11", (1, 14)),
        ("a: 1\n b: 2\n", "Y11", (2, 3)),
        ("a: @x\n", "Y13", (1, 4)),
        ("a: `x\n", "Y13", (1, 4)),
        ("a: %x\n", "Y13", (1, 4)),
        ("a: * tähti\n", "Y13", (1, 5)),
        ("a: & yhtiö\n", "Y13", (1, 5)),
        ("a:\n  b: 1\n c: 2\n", "Y05", (3, 2)),
        ("a:\n  b: 1\n  - c\n", "Y05", (3, 3)),
        ("  a: 1\nb: 2\n", "Y05", (2, 1)),
    ],
)
def test_a_slip_of_the_pen_has_its_own_card_and_place(
    text: str, code: str, place: tuple[int, int]
) -> None:
    error = refusal(text)
    assert (error.kind, error.position) == (code, place)
    assert error.text == text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: - x\n", (1, 4)),
        ("a: ? x\n", (1, 4)),
        ("a: > x\n", (1, 6)),
        ("a: ] x\n", (1, 4)),
        ("a: , x\n", (1, 4)),
    ],
)
def test_every_symbol_at_the_start_of_a_text_asks_for_quotes(
    text: str, place: tuple[int, int]
) -> None:
    error = refusal(text)
    assert (error.kind, error.position) == ("Y13", place)


@pytest.mark.parametrize(
    ("text", "place"), [("a: 1\nb:2\nc: 3\n", (2, 1)), ("a: 1\nhei\nb: 2\n", (2, 1))]
)
def test_a_line_without_its_colon_is_shown_itself(text: str, place: tuple[int, int]) -> None:
    error = refusal(text)
    assert (error.kind, error.position) == ("Y05", place)


@pytest.mark.parametrize(
    ("text", "place", "end"),
    [
        ('a: "auki\nb: 1\nc: 2\n', (1, 4), 4),
        ("b: 1\na: 'auki\n", (2, 4), 3),
        ("a: 's on\n", (1, 4), 2),
        ("a: [1, 2\nb: 3\n", (1, 4), 2),
        ("a: {b: 1\nc: 2\n", (1, 4), 2),
        ("x: 1\na: [1, 2\n", (2, 4), 3),
        ("a: {b: 1, c: 2", (1, 4), 2),
        ("a: {name: Seura ry: projekti}\n", (1, 4), 1),
    ],
)
def test_what_stays_open_is_shown_where_it_begins_with_the_line_where_it_was_given_up(
    text: str, place: tuple[int, int], end: int
) -> None:
    error = refusal(text)
    assert (error.kind, error.position) == ("Y12", place)
    assert error.facts == {"end": end}


@pytest.mark.parametrize("text", ["b: 1\na: [\n", "b: 1\na: {\n", "b: 1\na: [1,\n"])
def test_a_bracket_opened_at_the_very_end_is_shown_itself(text: str) -> None:
    error = refusal(text)
    assert (error.kind, error.position) == ("Y12", (2, 4))


# ── 37: no plan at all ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"),
        ("   \n\n", "empty"),
        ("# remark\n", "empty"),
        ("---\n", "empty"),
        (BOM, "empty"),
        ("~\n", "empty"),
        ("- a\n", "list"),
        ("[]\n", "list"),
        ("hei\n", "text"),
        ("5\n", "text"),
        ("true\n", "text"),
        ("<!DOCTYPE html><html></html>", "text"),
    ],
)
def test_a_file_without_fields_is_no_plan(text: str, kind: str) -> None:
    error = refusal(text)
    assert (error.kind, error.position, error.facts) == ("Y06", (1, 1), {"kind": kind})


def test_an_empty_group_of_fields_is_a_plan() -> None:
    assert source("{}\n").data == {}


# ── 46, 47: what is no readable text file ─────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
        (b"%PDF-1.7\n", "pdf"),
        (b"{\\rtf1\\ansi hei}", "rtf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4, "binary"),
        (bytes(range(256)) * 8, "binary"),
    ],
)
def test_another_kind_of_file_is_named_for_what_it_is(raw: bytes, kind: str) -> None:
    error = refusal(raw)
    assert (error.kind, error.position, error.facts) == ("Y03", (1, 1), {"kind": kind})


def test_a_file_is_read_and_named_as_asked(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"a: 1\n")
    assert read_file(path).name == str(path)
    assert read_file(path, "samples/plan.yaml").name == "samples/plan.yaml"
    assert read_file(path).data == {"a": 1}


def test_a_missing_file_a_folder_and_an_impossible_name_are_refused(tmp_path: Path) -> None:
    for path, kind in (
        (tmp_path / "plan.yaml", "absent"),
        (tmp_path, "folder"),
        (tmp_path / "plan\0.yaml", "broken"),
        (tmp_path / ("x" * 300), "broken"),
    ):
        error = file_refusal(path)
        assert (error.kind, error.facts, error.exit_code) == ("Y01", {"kind": kind}, 3)


@pytest.mark.timeout(30)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_or_a_device_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "plan.yaml"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero"), Path("/dev/null")):
        with soon():
            assert file_refusal(path).facts == {"kind": "special"}


def test_a_file_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError

    path = tmp_path / "plan.yaml"
    path.write_bytes(b"a: 1\n")
    monkeypatch.setattr(Path, "open", forbidden)
    assert file_refusal(path).facts == {"kind": "forbidden"}


def test_a_link_to_a_file_is_followed_and_a_broken_one_is_absent(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes(b"a: 1\n")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "plan.yaml")
    (tmp_path / "broken.yaml").symlink_to(tmp_path / "nothing.yaml")
    assert read_file(tmp_path / "link.yaml").data == {"a": 1}
    assert file_refusal(tmp_path / "broken.yaml").facts == {"kind": "absent"}


# ── Our own data ──────────────────────────────────────────────────────────────────────────────


def test_our_own_data_is_read_by_the_same_rules() -> None:
    assert load_data("since: 2021-10-15\ncode: 00100\nshare: 26.44\n", "law.yaml") == {
        "since": "2021-10-15",
        "code": "00100",
        "share": Decimal("26.44"),
    }


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "a: [\n", "a: *x\n", "a: !x y\n"])
def test_a_fault_in_our_own_data_is_a_fault_of_the_tool(text: str) -> None:
    with pytest.raises(DataError) as caught:
        load_data(text, "law.yaml")
    assert caught.value.exit_code == 70
    assert caught.value.facts["file"] == "law.yaml"
