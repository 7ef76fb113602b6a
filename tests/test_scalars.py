"""What a volunteer types is read kindly and never guessed: tables of yes and no."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal

import pytest

from kanto_docs.scalars import (
    READERS,
    Misread,
    count,
    date,
    decimal,
    file,
    money,
    percent,
    text,
    yesno,
)
from kanto_docs.shape import check_shape

Reader = Callable[[object], object]
NBSP = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"


def misread(reader: Reader, value: object) -> Misread:
    with pytest.raises(Misread) as caught:
        reader(value)
    return caught.value


# ── Money ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "euros"),
    [
        (0, "0"),
        (1200, "1200"),
        (Decimal("1200.50"), "1200.50"),
        (Decimal("19.99"), "19.99"),
        (Decimal("0.1"), "0.1"),
        ("1200", "1200"),
        ("1200,50", "1200.50"),
        ("1200.50", "1200.50"),
        ("1200,5", "1200.5"),
        ("1 200", "1200"),
        ("1 200 000", "1200000"),
        ("1 200,50", "1200.50"),
        ("1 200,50 €", "1200.50"),
        ("1 200.50 eur", "1200.50"),
        (f"1{NBSP}200,50{NBSP}€", "1200.50"),
        (f"1{THIN}200", "1200"),
        ("100€", "100"),
        ("100 e", "100"),
        ("100 EUR", "100"),
        ("100 euroa", "100"),
        ("100 euro", "100"),
        (" 100 ", "100"),
        ("00100", "100"),
    ],
)
def test_an_amount_is_read_as_finns_write_it(typed: object, euros: str) -> None:
    assert money(typed) == Decimal(euros)


@pytest.mark.parametrize("cents", ["19.99", "0.07", "4.35", "0.29", "1.15", "33.33", "1234567.89"])
def test_two_decimals_are_two_decimals_whatever_binary_fractions_say(cents: str) -> None:
    assert money(Decimal(cents)) == Decimal(cents)
    assert money(cents.replace(".", ",")) == Decimal(cents)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "amount"),
        ("  ", "amount"),
        ("noin 500", "amount"),
        ("500-600", "amount"),
        ("1200,-", "amount"),
        ("€ 100", "amount"),
        ("$100", "amount"),
        ("10 %", "amount"),
        ("12 34", "amount"),
        ("1 2345", "amount"),
        ("1  200", "amount"),
        ("1\t200", "amount"),
        ("1200 ,50", "amount"),
        ("1_000", "amount"),
        ("0x1F", "amount"),
        ("1e3", "amount"),
        ("+5", "amount"),
        (".inf", "amount"),
        (".nan", "amount"),
        ("NaN", "amount"),
        ("Infinity", "amount"),
        ("١٢٣", "amount"),
        ("9" * 16, "amount"),
        ("9" * 5000, "amount"),
        ("-5", "negative"),
        ("−5", "negative"),
        (-5, "negative"),
        (Decimal("-0.01"), "negative"),
        ("1 200,505", "decimals"),
        (Decimal("1200.505"), "decimals"),
        ("1.234", "decimals"),
        ("1,234", "decimals"),
        (True, "number"),
        (None, "number"),
        ([], "number"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(typed: object, problem: str) -> None:
    assert misread(money, typed).problem == problem


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [
        ("1.234,50", "1234,50", "1,23450"),
        ("1,234.50", "1,23450", "1234,50"),
        ("1.234,50 €", "1234,50", "1,23450"),
        ("1.234.567", "1234567", "1234,567"),
        ("1 234.567,50", "1234567,50", "1234,56750"),
    ],
)
def test_an_amount_with_two_signs_is_never_guessed_but_shown_both_ways(
    typed: str, first: str, second: str
) -> None:
    error = misread(money, typed)
    assert error.problem == "ambiguous"
    assert error.facts == {"first": first, "second": second}


# ── Percent, numbers, counts ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        (0, "0"),
        (80, "80"),
        (Decimal("26.44"), "26.44"),
        ("80", "80"),
        ("80 %", "80"),
        ("80%", "80"),
        (f"80{NBSP}%", "80"),
        ("26,44", "26.44"),
        ("26.44 %", "26.44"),
        ("101", "101"),
        ("0,8", "0.8"),
    ],
)
def test_a_percentage_is_read_with_or_without_its_sign(typed: object, share: str) -> None:
    assert percent(typed) == Decimal(share)


@pytest.mark.parametrize(
    "typed", [-1, "-1", "", "80 prosenttia", "80,", "1 000 %", "٨٠", ".nan", "80-90", True, None]
)
def test_what_is_no_percentage_is_refused(typed: object) -> None:
    assert misread(percent, typed).problem in ("percent", "number")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (0, "0"),
        (12, "12"),
        (Decimal("0.5"), "0.5"),
        ("1720,5", "1720.5"),
        ("1.5", "1.5"),
        ("1 720", "1720"),
        (" 7 ", "7"),
    ],
)
def test_a_number_is_read_with_comma_or_point(typed: object, number: str) -> None:
    assert decimal(typed) == Decimal(number)


@pytest.mark.parametrize("typed", [-1, "-1", "", "x", "1.234,5", "12 kk", "1e3", True, None, []])
def test_what_is_no_number_is_refused(typed: object) -> None:
    assert misread(decimal, typed).problem == "number"


@pytest.mark.parametrize(
    ("typed", "number"),
    [(0, 0), (30, 30), ("30", 30), ("1 000", 1000), ("30,0", 30), (Decimal("30.0"), 30)],
)
def test_a_count_is_a_whole_number(typed: object, number: int) -> None:
    found = count(typed)
    assert found == number
    assert type(found) is int


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("30,5", "whole"),
        (Decimal("30.5"), "whole"),
        (-1, "number"),
        ("noin 30", "number"),
        ("30 hlö", "number"),
        ("", "number"),
        (True, "number"),
    ],
)
def test_what_is_no_count_is_refused_with_its_reason(typed: object, problem: str) -> None:
    assert misread(count, typed).problem == problem


@pytest.mark.parametrize("reader", [money, percent, decimal, count])
@pytest.mark.parametrize("typed", [10**15, 10**29, "1" + "0" * 15, Decimal("1" + "0" * 29 + ".5")])
def test_a_number_too_long_to_count_with_is_refused(reader: Reader, typed: object) -> None:
    misread(reader, typed)


# ── Dates ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2027-01-01", dt.date(2027, 1, 1)),
        ("2027-1-5", dt.date(2027, 1, 5)),
        ("1.1.2027", dt.date(2027, 1, 1)),
        ("01.01.2027", dt.date(2027, 1, 1)),
        ("24.11.2026", dt.date(2026, 11, 24)),
        ("24. 11. 2026", dt.date(2026, 11, 24)),
        (" 1.1.2027 ", dt.date(2027, 1, 1)),
        ("29.2.2028", dt.date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_in_the_finnish_and_the_international_form(typed: str, day: dt.date) -> None:
    assert date(typed) == day


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("2026-02-30", "no_such_day"),
        ("2026-13-45", "no_such_day"),
        ("30.2.2026", "no_such_day"),
        ("31.4.2027", "no_such_day"),
        ("29.2.2027", "no_such_day"),
        ("1.13.2027", "no_such_day"),
        ("0.1.2027", "no_such_day"),
        ("0000-01-01", "no_such_day"),
        ("", "date"),
        ("2027", "date"),
        (2027, "date"),
        ("24.11.", "date"),
        ("24.11.26", "date"),
        ("24.11.2026.", "date"),
        ("1.1.02027", "date"),
        ("1/1/2027", "date"),
        ("2027/01/01", "date"),
        ("tammikuu 2027", "date"),
        ("1.1.2027 klo 12", "date"),
        ("2027-01-01T00:00:00", "date"),
        ("١.١.٢٠٢٧", "date"),
        (True, "date"),
        (None, "date"),
    ],
)
def test_what_is_no_day_is_refused_with_its_reason(typed: object, problem: str) -> None:
    assert misread(date, typed).problem == problem


# ── Yes and no ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "typed", [True, "true", "True", "kyllä", "Kyllä", "KYLLÄ", "ja", "yes", " yes "]
)
def test_yes_is_read_in_three_languages(typed: object) -> None:
    assert yesno(typed) is True


@pytest.mark.parametrize("typed", [False, "false", "ei", "Ei", "nej", "no", "NO", " ei "])
def test_no_is_read_in_three_languages(typed: object) -> None:
    assert yesno(typed) is False


@pytest.mark.parametrize(
    "typed", ["on", "off", "y", "n", "1", "0", 1, 0, "joo", "ehkä", "x", "", None, [], "ei vielä"]
)
def test_what_is_neither_yes_nor_no_is_refused(typed: object) -> None:
    assert misread(yesno, typed).problem == "yesno"


# ── Text and file names ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Kylän olohuone", "Kylän olohuone"),
        ("  väli  ", "väli"),
        ("", ""),
        (80100, "80100"),
        ("00100", "00100"),
        ("0401234567", "0401234567"),
        (Decimal("4.3"), "4.3"),
        (Decimal("4.30"), "4.30"),
        ("a\tb\nc", "a\tb\nc"),
        ("NO", "NO"),
        ("=1+1", "=1+1"),
        ("a & b < c", "a & b < c"),
        ("😀 \u05d0 a\u0308", "😀 \u05d0 a\u0308"),
        ("x\u202ey", "x\u202ey"),
    ],
)
def test_text_stays_as_it_was_typed(typed: object, kept: str) -> None:
    assert text(typed) == kept


@pytest.mark.parametrize("typed", [True, False, None, [], {}, ["a"]])
def test_an_answer_a_list_and_nothing_are_no_text(typed: object) -> None:
    assert misread(text, typed).problem == "text"


@pytest.mark.parametrize(
    ("typed", "character"),
    [
        ("a\x07b", "U+0007"),
        ("a\x00b", "U+0000"),
        ("a\x0bb", "U+000B"),
        ("a\x0cb", "U+000C"),
        ("a\x1bb", "U+001B"),
        ("a\x7fb", "U+007F"),
        ("a\ud800b", "U+D800"),
        ("a\udfffb", "U+DFFF"),
        ("a\ufffeb", "U+FFFE"),
        ("a\uffffb", "U+FFFF"),
    ],
)
def test_a_character_that_breaks_documents_is_refused_by_name(typed: str, character: str) -> None:
    error = misread(text, typed)
    assert (error.problem, error.facts) == ("control", {"character": character})


@pytest.mark.parametrize("typed", ["a.docx", "tehtävän kuvaus 2.pdf", "x" * 200, ".malli", "haku"])
def test_a_bare_file_name_is_kept(typed: str) -> None:
    assert file(typed) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "", ".", "..", "../x", "a/b", "/etc/passwd", "a\\b", "..\\x", "C:x", "a:b", "x" * 201,
        "a\nb", "http://x",
    ],
)  # fmt: skip
def test_a_name_that_leaves_the_folder_is_refused(typed: str) -> None:
    assert misread(file, typed).problem == "file"


# ── All together ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.timeout(30)
@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize(
    "typed",
    ["9" * 900_000, "1 " * 450_000, "1," * 450_000, "1." * 450_000 + "x", " " * 900_000, "-" * 9],
    ids=["digits", "spaces", "commas", "points", "blanks", "dashes"],
)
def test_no_text_is_slow_to_read(reader: Reader, typed: str) -> None:
    begun = time.perf_counter()
    with suppress(Misread):
        reader(typed)
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(
    ("plan", "code", "path", "problem"),
    [
        ({"schedule": {"start": "2026-02-30"}}, "Y24", ("schedule", "start"), "no_such_day"),
        ({"schedule": {"start": 2027}}, "Y24", ("schedule", "start"), "date"),
        ({"funding": {"grant_amount": ".nan"}}, "Y25", ("funding", "grant_amount"), "amount"),
        ({"funding": {"grant_amount": ".inf"}}, "Y25", ("funding", "grant_amount"), "amount"),
        ({"funding": {"grant_amount": "9" * 5000}}, "Y25", ("funding", "grant_amount"), "amount"),
        ({"funding": {"grant_amount": -1}}, "Y25", ("funding", "grant_amount"), "negative"),
        ({"funding": {"grant_amount": "1,234"}}, "Y25", ("funding", "grant_amount"), "decimals"),
        ({"funding": {"grant_amount": "1.234,5"}}, "Y39", ("funding", "grant_amount"), "ambiguous"),
        ({"funding": {"grant_share": "paljon"}}, "Y26", ("funding", "grant_share"), "percent"),
        ({"indicators": {"persons": "30,5"}}, "Y27", ("indicators", "persons"), "whole"),
        ({"communication": {"poster": "on"}}, "Y28", ("communication", "poster"), "yesno"),
        ({"need": {"problem": "a\x07"}}, "Y30", ("need", "problem"), "control"),
        ({"attachments": [{"file": "../x"}]}, "Y33", ("attachments", 0, "file"), "file"),
    ],
)
def test_a_misread_value_is_one_fault_of_its_own_card(
    plan: object, code: str, path: tuple[str | int, ...], problem: str
) -> None:
    (fault,) = check_shape(plan)
    assert (fault.code, fault.path, fault.facts["problem"]) == (code, path, problem)


@pytest.mark.parametrize("cents", ["19.99", "0.07", "4.35", "0.29", "1.15", "33.33"])
def test_correct_cents_pass_the_shape(cents: str) -> None:
    assert check_shape({"funding": {"grant_amount": Decimal(cents)}}) == []


@pytest.mark.parametrize(
    "plan",
    [
        {"applicant": {"postal_code": "00100", "phone": "+358401234567", "name": "NO"}},
        {"applicant": {"postal_code": 80100}, "project": {"specific_objective": Decimal("4.3")}},
        {"state_aid": {"economic_activity": "ei"}, "schedule": {"start": "24.11.2026"}},
        {"funding": {"grant_amount": "1 000,50", "grant_share": "80 %"}},
    ],
)
def test_what_people_type_passes_the_shape(plan: object) -> None:
    assert check_shape(plan) == []


@pytest.mark.parametrize(
    ("plan", "path"),
    [
        ({"summary": "a\x07"}, ("summary",)),
        ({"project": {"name": "a\x07"}}, ("project", "name")),
        ({"summary": {"fi": "a\x07"}}, ("summary", "fi")),
    ],
)
def test_a_control_character_in_a_text_of_several_languages_is_called_that(
    plan: object, path: tuple[str, ...]
) -> None:
    (fault,) = check_shape(plan)
    assert (fault.code, fault.path) == ("Y30", path)
