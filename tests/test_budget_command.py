"""`kanto-docs budget` as an adviser meets it: readable, narrow, in three languages, and honest."""

from __future__ import annotations

import contextlib
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from kanto_docs.cli.running import run
from kanto_docs.formats.budget.layout import table
from kanto_docs.formats.budget.tree import ROOTS
from kanto_docs.formats.wrapping import WIDTH
from kanto_docs.words import LANGUAGES, Words
from tests.conftest import BUDGETED, SAMPLES, checked_sample, sample
from tests.test_cli import SCAFFOLDING, kanto
from tests.test_layers import modules_after

CAFE: Final = sample("cafe")
BOXES: Final = re.compile(r"[─│├└→←]")
MONEY: Final = re.compile(r"-?\d+\.\d\d")
SCENARIOS: Final = (
    ("--compare",),
    ("--what-if", "staff[0].share=15", "--what-if", "funding.grant_share=70"),
    ("--solve", "total=100000", "--by", "staff[0].share"),
    ("--solve", "own=20000", "--by", "staff[0].share"),
    ("--solve", "gap=0", "--by", "funding.grant_amount"),
    ("--explain", "tree"),
    ("--explain", "total"),
    ("--what-if", "cost_model=flat_rate_7", "--solve", "gap=-5", "--by", "funding.grant_amount",
     "--compare", "--explain", "grant"),
)  # fmt: skip


class Ran(NamedTuple):
    """A finished run in this process."""

    code: int
    out: str
    err: str


def ran(*arguments: str | Path) -> Ran:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([str(one) for one in arguments])
    return Ran(code, out.getvalue(), err.getvalue())


def budget(name: str, *arguments: str | Path) -> Ran:
    done = ran("budget", sample(name), *arguments)
    assert (done.code, done.err) == (0, ""), done.err
    return done


def document(name: str, *arguments: str | Path) -> Any:
    return json.loads(budget(name, *arguments, "--format", "json").out)


# How it looks


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        (name, arguments)
        for name in SAMPLES
        for arguments in SCENARIOS
        if checked_sample(name).plan.staff or "staff[0]" not in " ".join(arguments)
    ],
)
def test_no_line_is_wider_than_a_screen(name: str, arguments: tuple[str, ...]) -> None:
    for language, *plain in (("fi",), ("sv", "--plain"), ("en",)):
        out = budget(name, *arguments, "--lang", language, *plain).out
        assert [line for line in out.splitlines() if len(line) > WIDTH] == []
        assert not re.search(r"[{}]|\bNone\b| +$", out, re.MULTILINE)


@pytest.mark.parametrize("arguments", [(), *SCENARIOS], ids=" ".join)
def test_plain_has_no_boxes_and_no_arrows(arguments: tuple[str, ...]) -> None:
    plain, usual = budget("cafe", *arguments, "--plain").out, budget("cafe", *arguments).out
    assert not BOXES.search(plain)
    told = re.compile(r"\d[\d ]*,\d\d € ?", re.ASCII)
    assert set(told.findall(plain)) == set(told.findall(usual))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("arguments", SCENARIOS, ids=" ".join)
def test_it_speaks_one_language(language: str, arguments: tuple[str, ...]) -> None:
    out = budget("smallest", *arguments, "--lang", language).out
    if language != "en":
        assert not SCAFFOLDING.search(out)
    others = {"fi": "skillnad|difference|saknas", "sv": "ero|puuttuu|muutettuna|difference",
              "en": "ero|puuttuu|skillnad|saknas"}  # fmt: skip
    assert not re.search(rf"\b({others[language]})\b", out)


def test_a_table_is_aligned_and_long_labels_go_on_below() -> None:
    rows = [("Kokonaiskustannukset", ("1,00 €", "22,00 €")), ("pitkä nimi " * 8, ("3,00 €", "4"))]
    said = [*table(("nyt", "jälkeen"), rows, Words("fi"), plain=False)]
    assert said[0].endswith("             nyt         jälkeen")
    ends = {len(line) for line in said if line.endswith(("€", "4", "jälkeen", "─"))}
    assert len(ends) == 1
    assert sum("pitkä" in line for line in said) > 1
    plain = [*table(("nyt", "jälkeen"), rows, Words("fi"), plain=True)]
    assert plain[0] == "Kokonaiskustannukset: nyt 1,00 €; jälkeen 22,00 €"


@pytest.mark.parametrize("plain", [(), ("--plain",)])
def test_a_long_name_with_line_breaks_stays_a_row(tmp_path: Path, plain: tuple[str, ...]) -> None:
    plan = tmp_path / "plan.yaml"
    said = "Kirjuri\\n-puolikas ja monta muuta tehtävää " * 3
    before, staff, after = sample("smallest").read_text(encoding="utf-8").partition("\nstaff:")
    after = re.sub(r"role: [^,}\n]+", lambda _: f'role: "{said}"', after, count=1)
    plan.write_text(f"{before}{staff}{after}", encoding="utf-8")
    done = ran("budget", plan, *plain)
    assert done.code == 0
    lines = done.out.splitlines()
    assert [line for line in lines if len(line) > WIDTH or line.startswith("-")] == []
    assert "36 600,00 €" in " ".join(lines[2:6]).replace("\N{NO-BREAK SPACE}", " ")


def test_a_prepayment_that_nobody_asks_for_is_not_missing() -> None:
    assert "Ennakko" not in budget("smallest").out
    assert "Ennakko" in budget("cafe").out
    assert document("smallest")["lines"]["prepayment"]["value"] is None


# Explain


def nodes(node: Any) -> list[Any]:
    return [node, *(one for child in node["children"] for one in nodes(child))]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_tree_tells_the_whole_budget_and_each_line_once(name: str) -> None:
    checked, roots = checked_sample(name), document(name, "--explain", "tree")["tree"]
    told = [one for root in roots for one in nodes(root)]
    full = [one["name"] for one in told if not one["again"]]
    inner = [one for one in full if checked.budget.lines[one].formula]
    assert len(inner) == len(set(inner))
    assert set(ROOTS[:3]) <= {root["name"] for root in roots}
    for one in told:
        value = checked.budget[one["name"]]
        assert (None if one["value"] is None else Decimal(one["value"])) == value
        assert value is None or one["unit"] != "euro" or MONEY.fullmatch(one["value"])
        assert (one["missing"] == []) == (value is not None)
        below = {child["name"] for child in one["children"]}
        formula = checked.budget.lines[one["name"]].formula
        assert one["again"] or below == set(formula.refs() if formula else ())


def test_the_tree_says_that_a_line_was_told() -> None:
    out = budget("cafe", "--explain", "tree").out
    assert len(re.findall(r"Palkkakustannukset +105", out)) == 1
    assert "Palkkakustannukset (katso yllä)" in out
    assert "luku laista: 866/2021 8 §" in out
    assert "see above" in budget("cafe", "--explain", "tree", "--lang", "en").out
    assert "se ovan" in budget("cafe", "--explain", "tree", "--lang", "sv").out


def test_the_tree_is_numbered_for_a_screen_reader() -> None:
    out = budget("cafe", "--explain", "tree", "--plain").out.replace("\N{NO-BREAK SPACE}", " ")
    numbered = dict(line.split(" ", 1) for line in out.splitlines() if line[:1].isdigit())
    total = "Kokonaiskustannukset: 147 861,18 € = palkkakustannukset + prosenttimääräinen korvaus"
    assert numbered["1.1"] == total
    assert numbered["2"] == "Rahoitus yhteensä: 146 261,18 €; näiden summa"


def test_one_line_is_explained_down_to_the_law_in_json_too() -> None:
    told = document("cafe", "--explain", "flat_costs")["explain"]
    assert told["name"] == "flat_costs"
    rate = next(one for one in nodes(told) if one["name"] == "flat_rate_40")
    assert (rate["value"], rate["unit"], rate["law"]) == ("0.4", "percent", "866/2021 8 §")
    out = budget("cafe", "--explain", "flat_costs").out
    assert "luku laista: 866/2021 8 §" in out
    lines = [line.strip() for line in out.splitlines()]
    assert len(lines) == len(set(lines))


def test_a_hole_says_what_is_missing() -> None:
    for arguments in (("--explain", "total"), ("--explain", "tree")):
        out = " ".join(budget("holes", *arguments).out.split())
        assert "puuttuu: Henkilöstö 2: Kuukausipalkka" in out
    told = document("holes", "--explain", "total")["explain"]
    assert told["missing"] == ["staff.1.monthly_pay"]


# What if, solve, compare


def test_what_if_shows_before_after_and_that_nothing_is_written() -> None:
    before = CAFE.read_bytes()
    out = budget("cafe", "--what-if", "staff[0].share=15").out.replace("\N{NO-BREAK SPACE}", " ")
    assert "Työaikaosuus (Hankekoordinaattori): nyt 60 %, muutettuna 15 %" in out
    assert re.search(r"Kokonaiskustannukset +147 861,18 € +87 669,01 € +−60 192,17 €", out)
    assert re.search(r"Omarahoitus +8 252,24 € +8 252,24 € +0,00 €", out)
    assert "perusteltava S02" in out
    assert "on ennallaan" in out
    assert CAFE.read_bytes() == before


def test_too_much_money_is_said_in_words() -> None:
    """86 069,01 € × 20 % = 17 213,80 € is needed besides the grant; the plan has 29 252,24 €."""
    out = budget("cafe", "--what-if", "staff[0].share=15").out.replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"Rahoituksesta puuttuu +0,00 € +liikaa 12 038,44 €", out)


def test_what_if_in_json_holds_the_same() -> None:
    told = document("cafe", "--what-if", "staff[0].share=15", "--what-if", "costs[-]={text: x}")
    found = told["what_if"]
    assert found["written"] is False
    first, second = found["changes"]
    assert (first["path"], first["field"], first["before"], first["after"]) == (
        "/staff/0/share", "staff[S1].share", 60, 15)  # fmt: skip
    assert (second["path"], second["after"]) == ("/costs/-", {"text": "x"})
    lines = {one["name"]: one for one in found["lines"]}
    assert lines["pay_S1"]["difference"] == "-34003.80"
    for one in found["lines"]:
        if one["unit"] == "euro":
            amounts = [one["before"], one["after"], one["difference"]]
            assert all(value is None or MONEY.fullmatch(value) for value in amounts), one
    assert {"code", "severity", "path", "title", "message"} <= set(found["appeared"][0])
    assert told["lines"]["total"]["value"] == "147861.18"


def test_solve_says_the_value_and_shows_what_it_does() -> None:
    arguments = ("--solve", "gap=1 000", "--by", "funding.sources[F1].amount")
    out = budget("cafe", *arguments).out.replace("\N{NO-BREAK SPACE}", " ")
    assert "Ratkaisu: Summa (Esimerkkilän Kylä ry) 7 252,24 €." in out
    assert re.search(r"Omarahoitus +8 252,24 € +7 252,24 € +−1 000,00 €", out)
    assert "virhe F05" in out
    told = document("cafe", *arguments)["solve"]
    assert (told["outcome"], told["value"], told["wanted"]) == ("found", "7252.24", "1000.00")


def test_solve_says_plainly_that_nothing_hits() -> None:
    out = budget("cafe", "--solve", "total=140000", "--by", "staff[0].share").out
    out = out.replace("\N{NO-BREAK SPACE}", " ")
    assert "Mikään prosenttiluku ei anna tasan tätä tulosta." in out
    assert "54,12 %, jolloin tulos on 139 996,08 € (alle tavoitteen)" in out
    assert "54,13 %, jolloin tulos on 140 009,44 € (yli tavoitteen)" in out
    assert "Mitä jos" not in out


def test_solve_says_plainly_what_a_line_depends_on() -> None:
    out = budget("cafe", "--solve", "own=20000", "--by", "staff[0].share").out
    assert "Tämä rivi ei riipu kohdasta Työaikaosuus (Hankekoordinaattori)" in out
    assert "funding.sources[F1].amount: Summa (Esimerkkilän Kylä ry)" in out


def test_compare_says_what_each_model_asks() -> None:
    out = " ".join(budget("mistakes", "--compare").out.replace("\N{NO-BREAK SPACE}", " ").split())
    assert "virhe C17: Flat rate 7:n ehdot eivät täyty (866/2021 11 § 1 mom.)" in out
    assert "palkkakustannukset, matkakustannukset, ostopalvelut, muut kustannukset" in out
    assert "pysyy suunnitelmassa: Matkat kylien välillä 1 200,00 €" in out
    assert "Yhteensä 8 650,00 €." in out
    assert "Haettava tuki 180 000,00 € on kirjoitettu suunnitelmaan euroina" in out
    assert "Ei voida laskea, koska puuttuu: Henkilöstö 1: Vuosittainen bruttopalkka" in out


@pytest.mark.parametrize("name", BUDGETED)
def test_compare_in_json_holds_every_model(name: str) -> None:
    told = document(name, "--compare")
    found, lines = told["compare"], told["lines"]
    own = next(one for one in found["models"] if one["own"])
    assert own["lines"].items() <= {name: line["value"] for name, line in lines.items()}.items()
    for line in lines.values():
        amount = line["value"] if line["unit"] == "euro" else None
        assert amount is None or MONEY.fullmatch(amount)
    for one in found["models"]:
        assert all(value is None or MONEY.fullmatch(value) for value in one["lines"].values())
        assert (one["lines"]["total"] is None) == bool(one["missing"])
        assert one["paid_for"] in ("costs", "outputs")


def test_all_of_it_may_be_asked_at_once() -> None:
    told = document("cafe", *SCENARIOS[-1])
    assert {"what_if", "solve", "compare", "explain", "lines"} <= set(told)
    assert told["compare"]["models"][0]["model"] == "flat_rate_7"
    assert told["solve"]["outcome"] == "found"
    assert told["what_if"]["changes"][-1]["solved"] is True
    grant = next(one for one in told["what_if"]["lines"] if one["name"] == "grant")
    assert told["explain"]["value"] == grant["after"]


# What cannot be asked

WRONG: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("--what-if", "staff[0].shre=60"), "share"),
    (("--what-if", "staff[9].share=60"), "S1, S2, S3"),
    (("--what-if", "staff[0].share=paljon"), "80"),
    (("--what-if", "costs[0].amount=5"), "costs"),
    (("--what-if", "share"), "staff[0].share=60"),
    (("--what-if", "costs=[1"), "[1"),
    (("--solve", "own=20000"), "funding.sources[F1].amount"),
    (("--solve", "total=20000", "--by", "applicant.name"), "staff[S1].monthly_pay"),
    (("--solve", "total", "--by", "staff[0].share"), "own=20000"),
    (("--solve", "total=x", "--by", "staff[0].share"), "000"),
    (("--solve", "xyzzy=5", "--by", "staff[0].share"), "total"),
    (("--by", "staff[0].share"), "--solve"),
    (("--explain", "xyzzy"), "tree"),
    (("--compare", "--output", "x.xlsx"), "--output"),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("arguments", "hint"), WRONG, ids=[" ".join(one) for one, _ in WRONG])
def test_what_cannot_be_asked_is_2_with_a_hint(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    arguments: tuple[str, ...],
    hint: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = ran("budget", CAFE, *arguments, "--lang", language)
    assert (done.code, done.out) == (2, "")
    assert hint in done.err
    assert len(done.err.splitlines()) == 1
    if language != "en":
        assert not SCAFFOLDING.search(done.err), done.err
    assert [*tmp_path.iterdir()] == []


def test_a_plan_from_standard_input_can_be_asked_too() -> None:
    done = kanto("budget", "-", "--what-if", "staff[0].share=50", given=CAFE.read_bytes())
    assert done.code == 0
    assert "50\N{NO-BREAK SPACE}%" in done.out


def test_an_identity_code_is_masked() -> None:
    for more in ((), ("--format", "json")):
        out = budget("cafe", "--what-if", "applicant.name=010190-123A", *more).out
        assert "010190-123A" not in out
        assert "applicant" in out


def test_a_budget_pays_only_for_what_is_asked() -> None:
    plain = modules_after("budget", "samples/smallest/plan.yaml")
    assert not any(one.startswith("kanto_docs.scenarios") for one in plain)
    assert "kanto_docs.formats.budget.tree" not in plain
    asked = modules_after("budget", "samples/smallest/plan.yaml", "--compare")
    assert "kanto_docs.scenarios.comparing" in asked
    assert "kanto_docs.documents" not in asked


def test_a_long_list_of_lines_is_cut_but_its_sum_is_whole() -> None:
    """Twenty lines of 10,00 € beside flat rate 40: 200,00 € in all."""
    more = [f"costs[-]={{text: Rivi {n}, category: other, amount: 10}}" for n in range(20)]
    asked = [part for one in more for part in ("--what-if", one)]
    out = " ".join(
        budget("cafe", *asked, "--compare").out.replace("\N{NO-BREAK SPACE}", " ").split()
    )
    assert "Rivi 11 10,00 €, ja muita rivejä: 8. Yhteensä 200,00 €." in out
    assert "Rivi 12 10,00 €" not in out


# Slips of the pen and identity codes

CODE: Final = "010101-123N"


@pytest.mark.parametrize(
    "change",
    [
        f"staff[0].role={CODE}",
        f"funding.sources[0].payer={CODE}",
        f'costs[-]={{category: services, amount: 5, text: "{CODE}"}}',
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_an_identity_code_in_a_lines_name_is_masked(change: str, form: str) -> None:
    asked = ("--what-if", change, "--what-if", "cost_model=flat_rate_7", "--explain", "tree")
    said = budget("cafe", *asked, "--compare", "--format", form).out
    assert CODE not in said
    assert "******-****" in said


def test_an_identity_code_in_a_members_name_is_masked_for_other_programs(tmp_path: Path) -> None:
    for file in sample("group").parent.glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("Mallilan Puutarhurit ry", CODE)
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    done = ran("budget", tmp_path / "plan.yaml", "--format", "json")
    assert CODE not in done.out
    assert "******-****" in [one["name"] for one in json.loads(done.out)["group"]["members"]]


@pytest.mark.parametrize("model", ["flat_rate_40", "flat_rate_7", "lump_sum"])
def test_absurd_amounts_are_shown_and_never_an_error(model: str) -> None:
    fields = ("monthly_pay", "months", "share")
    slips = [f"staff[{at}].{field}=999999999999" for at in range(3) for field in fields]
    slips += [f"cost_model={model}", "funding.grant_share=999999999999"]
    asked = [part for one in slips for part in ("--what-if", one)]
    lines = document("cafe", *asked, "--compare")["what_if"]["lines"]
    pay = next(one["after"] for one in lines if one["name"] == "pay_S1")
    assert pay == "9999999999970000000000029999999999.99"  # 999999999999³ ÷ 100
    assert "9 999 999 999 970 000 000 000 029 999 999 999,99 €" in (
        budget("cafe", *asked, "--plain").out.replace("\xa0", " ")
    )


def test_ways_out_are_not_tried_for_a_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("kanto_docs.checking._with_remedies", never)
    assert budget("mistakes", "--compare").out


def test_the_plan_of_standard_input_is_called_a_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CAFE.parent)
    for lang, said in (
        ("fi", "suunnitelma on ennallaan."),
        ("sv", "planen är oförändrad."),
        ("en", "the plan is as it was."),
    ):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(CAFE.read_bytes())))
        done = ran("budget", "-", "--what-if", "funding.grant_share=60", "--lang", lang)
        assert done.out.endswith(f"{said}\n")


def test_a_field_of_a_new_item_is_called_by_its_name() -> None:
    said = budget("cafe", "--what-if", "costs[-].amount=5").out
    assert "costs[0].amount" in said
    assert "Amount" not in said
