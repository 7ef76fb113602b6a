"""The A3 poster: the emblem with its statement, one page whatever the names are."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final, cast

import pytest
from docx.oxml.ns import qn

from kanto_docs.checking import Checked
from kanto_docs.documents.catalogue import document
from kanto_docs.documents.gaps import Gap, Names
from kanto_docs.documents.making import make
from kanto_docs.documents.view import view
from kanto_docs.words import LANGUAGES, Words
from tests.conftest import ROOT, changed, check_data, checked_sample, sample
from tests.emblem import BLUE, RATIO, YELLOW, stars
from tests.filling_word import cafe, opened, part
from tests.office import Office
from tests.proof import said_by

A3: Final = (16838, 23811)
"""Width and height in twentieths of a point: 297 × 420 mm."""
PAGE: Final = re.compile(rb"/Type\s*/Page\b")
SIZE: Final = re.compile(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)")
SENTENCE: Final = (
    "Hanke avaa kahvilan, johon voi tulla ilman ilmoittautumista kolmena päivänä viikossa. "
)
NAMES: Final = {
    "a word": "Kahvila",
    "two words": "Hyvinvoinnin kyläpajat",
    "a line": "Yhdessä kohti uutta työtä, kylän oma hyvinvointi",
    "a sentence": "Osallisuutta, toimintakykyä ja työelämävalmiuksia vahvistava vertaistoiminta",
    "one endless word": "Työelämäosallisuusyhteistyöverkostokehittämiskoordinaatiohanke",
    "as long as a line may be": ("Työttömien osallisuuden lisääminen kylissä " * 25)[:1000],
}


def svg() -> bytes:
    """The emblem as a drawing that is sharp at every size."""
    outlines = "".join(
        f'<path d="M{" L".join(f"{x:.5f},{y:.5f}" for x, y in star)}Z"/>' for star in stars()
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="720" '
        f'viewBox="0 0 {RATIO} 1"><path fill="{BLUE}" d="M0,0H{RATIO}V1H0Z"/>'
        f'<g fill="{YELLOW}">{outlines}</g></svg>\n'
    ).encode()


def named(name: str, summary: str = SENTENCE * 3) -> Checked:
    """The café under another name."""
    told = {"/project/name": {"fi": name}, "/summary": {"fi": summary}}
    return check_data(changed(cafe(), told), sample("cafe").parent)


def extra(checked: Checked, language: str = "fi") -> Names:
    return cast("Names", view(checked, Words(language), {"poster"})["poster"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_poster_says_who_what_when_and_who_pays(language: str) -> None:
    made = make("poster", checked_sample("cafe"), Words(language))
    text = "\n".join(said_by(made.payload))
    statement = {
        "fi": "Euroopan unionin osarahoittama",
        "sv": "Medfinansieras av Europeiska unionen",
        "en": "Co-funded by the European Union",
    }
    name = "Village Café" if language == "en" else "Kylän kahvila"
    for one in (statement[language], name, "Esimerkkilän Kylä ry", "example.org/kahvila"):
        assert one in text, one
    assert "https" not in text
    assert made.gaps == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_emblem_is_large_of_its_own_shape_and_the_only_picture(language: str) -> None:
    payload = (ROOT / "templates" / language / "poster.docx").read_bytes()
    root = part(payload, "word/document.xml")
    (extent,) = root.iter(qn("wp:extent"))
    width, height = int(extent.get("cx", 0)), int(extent.get("cy", 0))
    assert width / height == RATIO
    assert width > 10 * 360000
    (size,) = root.iter(qn("w:pgSz"))
    assert (int(size.get(qn("w:w"), 0)), int(size.get(qn("w:h"), 0))) == A3
    with zipfile.ZipFile(BytesIO(payload)) as archive:
        pictures = {name for name in archive.namelist() if name.startswith("word/media/")}
        assert pictures == {"word/media/eu.png", "word/media/eu.svg"}
        assert archive.read("word/media/eu.svg") == svg()


def test_the_statement_stands_in_an_allowed_typeface_beside_the_emblem() -> None:
    payload = make("poster", checked_sample("cafe"), Words("fi")).payload
    first = opened(payload).paragraphs[0]
    assert first.text == "Euroopan unionin osarahoittama"
    assert len(list(first._p.iter(qn("wp:anchor")))) == 1
    styles = part(payload, "word/styles.xml")
    fonts = {one.get(qn("w:ascii")) for one in styles.iter(qn("w:rFonts"))}
    programme = checked_sample("cafe").law.programme.raw
    assert fonts <= set(cast("dict[str, list[str]]", programme["emblem"])["fonts"])
    assert not list(styles.iter(qn("w:i")))


def test_the_text_is_the_first_sentences_of_the_summary() -> None:
    text = str(extra(checked_sample("cafe"))["text"])
    assert text.startswith("Esimerkkilän kylässä on paljon ihmisiä")
    assert text.endswith("kolmena arkipäivänä viikossa.")
    assert extra(named("x", "Yksi lause.\n\nToinen. Kolmas."))["text"] == "Yksi lause. Toinen."


def test_a_sentence_that_never_ends_is_cut_at_a_word() -> None:
    text = str(extra(named("x", "sana " * 100))["text"])
    assert len(text) <= 251
    assert text.endswith("sana…")


def test_an_abbreviation_ends_no_sentence() -> None:
    summary = "Mukaan tulee n. 60 aikuista, esim. vanhempia. Heille tehdään suunnitelma. Loppu."
    text = extra(named("x", summary))["text"]
    assert text == "Mukaan tulee n. 60 aikuista, esim. vanhempia. Heille tehdään suunnitelma."


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("Kylän kahvila", "short"),
        ("Korjauspajahanke", "middling"),
        ("Yhdessä kohti uutta työtä", "middling"),
        (NAMES["a sentence"], "long"),
        (NAMES["one endless word"], "longest"),
    ],
)
def test_a_name_is_as_large_as_it_fits(name: str, size: str) -> None:
    names = extra(named(name))
    sizes = [one for one in ("short", "middling", "long", "longest") if names[one]]
    assert sizes == [size]


def test_the_site_is_the_projects_else_the_applicants_else_left_out() -> None:
    own = changed(cafe(), {}, ("/communication/website",))
    folder = sample("cafe").parent
    assert extra(check_data(own, folder))["site"] == "example.org"
    neither = changed(own, {}, ("/applicant/website",))
    made = make("poster", check_data(neither, folder), Words("fi"))
    assert "Lisätietoja" not in "\n".join(said_by(made.payload))


def test_what_the_poster_lacks_is_a_gap() -> None:
    checked = checked_sample("holes")
    assert isinstance(extra(checked)["text"], Gap)
    assert {gap.path for gap in make("poster", checked, Words("fi")).gaps} == {("summary",)}


def test_the_period_of_2014_gets_no_poster_of_today() -> None:
    data = changed(cafe(), {"/programme": "esr-2014-2020", "/call": None})
    reason = document("poster").reason(check_data(data, sample("cafe").parent))
    assert reason == "doc.poster.lacking"
    assert document("poster").reason(checked_sample("cafe")) is None


@pytest.mark.office
def test_the_poster_is_one_a3_page_whatever_the_names(soffice: Office, tmp_path: Path) -> None:
    made = {}
    for number, name in enumerate(NAMES.values()):
        made[name] = tmp_path / f"{number}.docx"
        made[name].write_bytes(make("poster", named(name), Words("fi")).payload)
    for language in LANGUAGES:
        path = made[language] = tmp_path / f"{language}.docx"
        path.write_bytes(make("poster", checked_sample("trainers"), Words(language)).payload)
    soffice.convert(list(made.values()), "pdf", tmp_path)
    for name, path in made.items():
        pdf = path.with_suffix(".pdf").read_bytes()
        assert len(PAGE.findall(pdf)) == 1, name
        sizes = {(round(float(w)), round(float(h))) for w, h in SIZE.findall(pdf)}
        assert sizes == {(842, 1191)}, name


@pytest.mark.office
def test_every_person_has_one_page(soffice: Office, tmp_path: Path) -> None:
    people = {"cafe": 3, "trainers": 1, "group": 2, "holes": 2}
    for of in people:
        made = make("job-descriptions", checked_sample(of), Words("fi"))
        (tmp_path / f"{of}.docx").write_bytes(made.payload)
    soffice.convert([tmp_path / f"{of}.docx" for of in people], "pdf", tmp_path)
    pages = {of: len(PAGE.findall((tmp_path / f"{of}.pdf").read_bytes())) for of in people}
    assert pages == people
