"""The project on one page: whole sentences, the budget's amounts, and never a second page."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Final, cast

import pytest

from kanto_docs.documents.gaps import Gap, Names, Rows
from kanto_docs.documents.making import make
from kanto_docs.documents.view.brief import MOST_PAYERS, WIDTH
from kanto_docs.documents.view.shortening import shortened
from kanto_docs.prose.sentences import sentences
from kanto_docs.rules.pointers import expand
from kanto_docs.source import read_file
from kanto_docs.words import LANGUAGES, Words
from tests.conftest import SAMPLES, changed, check_data, checked_sample, sample
from tests.filling_word import cafe
from tests.office import Office
from tests.partner_papers import FI, cafe_with, member, names_of, paragraphs, rows_of

LONG: Final = (
    "Hanke tekee kylän ihmisten kanssa monta asiaa, joista kerrotaan tässä laveasti, koska"
)
PAGE: Final = re.compile(rb"/Type\s*/Page\b")


def long_text(count: int) -> str:
    return " ".join(f"{LONG} niitä on pyydetty {number} kertaa." for number in range(count))


def long_plan() -> object:
    """A plan that says everything at length, and more of it than any page holds."""
    named = {"name": long_text(1), "size": 12}
    payer = {"kind": "private", "amount": 100, "agreement": "draft"}
    return changed(
        cafe(),
        {
            "/project/name": {"fi": f"{LONG} nimi on pitkä"},
            "/applicant/name": "Kylien yhteisen kehittämisen ja toiminnan tukiyhdistys ry " * 2,
            "/summary": "\n\n".join(long_text(5) for _ in range(9)),
            "/objectives": [{"id": f"O{n}", "text": long_text(1 + n % 3)} for n in range(12)],
            "/actions": [{"id": f"A{n}", "title": f"{LONG} {n}"} for n in range(12)],
            "/target_groups/direct": [named] * 9,
            "/area/municipalities": ["Joensuu", "Kontiolahti", "Liperi", "Outokumpu"] * 9,
            "/funding/sources": [{"payer": f"Rahoittaja {n}", **payer} for n in range(12)],
        },
    )  # fmt: skip


def capitals_plan() -> object:
    """The same in capitals, which are wider."""
    return changed(long_plan(), {"/summary": long_text(30).upper()})


def long_group() -> object:
    """A group's lead that says the same at length."""
    long = read_file(sample("group")).data
    for path in ("/summary", "/objectives", "/actions", "/target_groups/direct", "/project/name"):
        long = changed(long, {path: next(expand(long_plan(), path))[1]})
    return changed(long, {"/income": [{"text": "Myynti", "amount": 500}]})


# What is cut


def test_a_text_is_cut_where_a_sentence_ends() -> None:
    text = long_text(20)
    short = shortened(text, 6, WIDTH)
    assert 1 < len(list(sentences(short))) < 20
    assert text.startswith(short)
    assert short.endswith(".")


def test_a_text_that_fits_stays_as_it_is() -> None:
    assert shortened("Yksi. Kaksi!\nKolme?", 3, WIDTH) == "Yksi. Kaksi!\nKolme?"


def test_a_first_sentence_that_does_not_fit_is_not_begun() -> None:
    assert shortened(long_text(1), 1, WIDTH) == ""


def test_lines_that_were_only_wrapped_are_one_sentence() -> None:
    assert (
        shortened("Hanke avaa\nkahvilan. Se on\nauki.", 1, WIDTH)
        == "Hanke avaa kahvilan. Se on auki."
    )


def test_items_of_a_list_stay_apart_and_keep_their_marks() -> None:
    assert (
        shortened("Teemme näin:\n- kahvila\n- ryhmä", 3, WIDTH)
        == "Teemme näin:\n- kahvila\n- ryhmä"
    )
    assert shortened("1. kahvila\n2. ryhmä", 1, WIDTH) == "1. kahvila"


def test_what_leads_up_to_a_list_goes_with_it() -> None:
    assert shortened("Hanke alkaa. Teemme näin:\n- kahvila\n- ryhmä", 1, WIDTH) == "Hanke alkaa."


@pytest.mark.parametrize("lines", range(12))
def test_nothing_is_longer_than_its_lines_and_every_sentence_is_whole(lines: int) -> None:
    text = f"{long_text(2)}\n\n{long_text(3)}\n- eka kohta\n- {long_text(1)}"
    short = shortened(text, lines, 60)
    assert sum(-(-len(line) // 60) for line in short.split("\n") if line) <= lines
    whole = list(sentences(text))
    assert list(sentences(short)) == whole[: len(list(sentences(short)))]


# What stands on the page


def test_every_payer_stands_with_its_share_of_what_is_financed() -> None:
    checked = checked_sample("cafe")
    brief = names_of(checked, "brief")
    net = checked.budget["net_total"]
    lines = ("grant", "source_F1", "source_F2", "source_F3")
    amounts = [checked.budget[line] or Decimal(0) for line in lines]
    assert [row["amount"] for row in rows_of(brief, "payers")] == list(map(FI.euro, amounts))
    assert net == sum(amounts)
    whole = cast("Names", brief["whole"])
    assert (whole["amount"], whole["share"]) == (FI.euro(net), FI.percent(Decimal(100)))


def test_many_payers_are_summed_up() -> None:
    checked = check_data(long_plan(), sample("cafe").parent)
    rows = rows_of(names_of(checked, "brief"), "payers")
    labels = [row["label"] for row in rows]
    assert labels[1:MOST_PAYERS] == [f"Rahoittaja {n}" for n in range(MOST_PAYERS - 1)]
    assert labels[MOST_PAYERS] == f"Muut rahoittajat ({12 - MOST_PAYERS + 1})"
    assert rows[MOST_PAYERS]["amount"] == FI.euro(Decimal(100 * (12 - MOST_PAYERS + 1)))


def test_money_that_is_lacking_is_said() -> None:
    checked = cafe_with(__funding__sources__1__amount=13000, __funding__sources__1__by_year={})
    labels = {row["label"]: row["amount"] for row in rows_of(names_of(checked, "brief"), "payers")}
    assert labels["Rahoituksesta puuttuu"] == FI.euro(Decimal(1000))


def test_what_is_left_out_is_counted() -> None:
    checked = check_data(long_plan(), sample("cafe").parent)
    brief = names_of(checked, "brief")
    for name in ("objectives", "actions"):
        shown = [str(one) for one in cast("Rows", brief[name])]
        left = 12 - (len(shown) - 1)
        assert f"{left} muuta" in shown[-1]
    assert str(brief["area"]).endswith("muuta")


def test_a_text_of_which_nothing_fits_is_a_gap_that_says_so() -> None:
    endless = f"{LONG}, " * 40
    checked = cafe_with(__summary=endless, __project__name=endless, __project__acronym="KAHVILA")
    brief = names_of(checked, "brief")
    assert brief["name"] == "KAHVILA"
    summary = brief["summary"]
    assert isinstance(summary, Gap)
    assert summary.path == ("summary",)
    assert "liian pitkä" in summary.text


def test_a_group_names_its_members_and_whose_figures_they_are() -> None:
    for checked in (checked_sample("group"), member("jasen-b.yaml")):
        text = paragraphs("summary", checked)
        names = "Esimerkkilän Kylä ry, Mallilan Puutarhurit ry, Keksittyjen Tarinoiden Seura ry"
        assert names in text
        assert any("Luvut ovat hakijan oma osa ryhmähankkeesta." in one for one in text)
        whole = " ".join(FI.euro((checked.group and checked.group["total"]) or Decimal(0)).split())
        assert any(f"Koko ryhmän kustannukset ovat {whole}." in one for one in text)
    assert not any(
        "ryhmähankkeesta" in one for one in paragraphs("summary", checked_sample("cafe"))
    )


def test_a_draft_shows_what_is_missing() -> None:
    checked = checked_sample("holes")
    assert ("summary",) in {gap.path for gap in make("summary", checked, FI).gaps}


@pytest.mark.office
def test_it_is_one_page_whatever_the_plan_says(soffice: Office, tmp_path: Path) -> None:
    plans = {name: checked_sample(name) for name in SAMPLES}
    plans |= {
        "long": check_data(long_plan(), sample("cafe").parent),
        "capitals": check_data(capitals_plan(), sample("cafe").parent),
        "member": member("jasen-b.yaml"),
        "long-group": check_data(long_group(), sample("group").parent),
    }
    files = []
    for name, checked in plans.items():
        for language in LANGUAGES:
            files.append(tmp_path / f"{name}-{language}.docx")
            files[-1].write_bytes(make("summary", checked, Words(language)).payload)
    soffice.convert(files, "pdf", tmp_path)
    pages = {one.stem: pages_of(one.with_suffix(".pdf")) for one in files}
    assert set(pages.values()) == {1}, {name: n for name, n in pages.items() if n != 1}


def pages_of(file: Path) -> int:
    return len(PAGE.findall(file.read_bytes()))
