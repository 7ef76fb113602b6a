"""The texts for the funder's form: complete, exact, harmless, counted, and usable by everybody."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path as FilePath
from typing import Final

import pytest

from kanto_docs.checking import Checked
from kanto_docs.documents.filled import Filled
from kanto_docs.documents.paste.form import Manner
from kanto_docs.documents.paste.rendering import paste_page
from kanto_docs.documents.paste.typing_in import Typist, clean
from kanto_docs.source import load_data, read_file
from kanto_docs.words import LANGUAGES, Words
from tests import browser
from tests.conftest import ROOT, SAMPLES, changed, check_data, checked_sample, sample
from tests.random_plans import gone_wrong
from tests.test_forms import left_out

VOID: Final = {"meta", "br", "input"}
EVERY: Final = [(name, language) for name in SAMPLES for language in LANGUAGES]


class Seen(HTMLParser):
    """A page as a browser reads it: elements, headings, and the texts that can be copied."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, str] = {}
        self.said: dict[str, list[str]] = {}
        self._open: list[str] = []
        self._copying: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        if tag not in VOID:
            self._open.append(tag)
            self.said.setdefault(tag, []).append("")
        if found.get("class") == "text":
            self._copying.append(found["id"])
            self.texts[found["id"]] = ""

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        if tag == "span" and self._copying:
            self._copying.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self.said[self._open[-1]][-1] += data
        if self._copying:
            self.texts[self._copying[-1]] += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [found for name, found in self.elements if name == tag]


@cache
def made(name: str, language: str = "fi") -> Filled:
    return paste_page(checked_sample(name), Words(language))


@cache
def seen(name: str, language: str = "fi") -> Seen:
    return Seen(made(name, language).payload.decode())


def page_of(checked: Checked, language: str = "fi") -> Seen:
    return Seen(paste_page(checked, Words(language)).payload.decode())


def changed_page(smallest: object, **set_: object) -> Seen:
    pointers = {f"/{key.replace('__', '/')}": value for key, value in set_.items()}
    return page_of(check_data(changed(smallest, pointers), sample("smallest").parent))


def long_texts(data: object) -> Iterator[str]:
    """What somebody wrote as sentences."""
    if isinstance(data, dict):
        for value in data.values():
            yield from long_texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from long_texts(value)
    elif isinstance(data, str) and len(data) > 60:
        yield data


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_no_text_of_the_plan_is_lost_or_changed(name: str, language: str) -> None:
    shown = set(seen(name, language).texts.values())
    whole = "\n".join(shown)
    plan = checked_sample(name)
    assert isinstance(plan.source.data, dict)
    absent = {path[0] for path in left_out(plan.law.programme.code) if len(path) == 1}
    asked = {key: value for key, value in plan.source.data.items() if key not in absent}
    texts = [clean(text) for text in long_texts(asked)]
    assert [text for text in texts if text not in shown and text not in whole] == []


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_page_is_well_built(name: str, language: str) -> None:
    page = seen(name, language)
    ids = Counter(found["id"] for _, found in page.elements if "id" in found)
    assert [one for one, count in ids.items() if count > 1] == []
    assert all(re.fullmatch(r"[A-Za-z][\w-]*", one, re.ASCII) for one in ids)
    assert page.all("html") == [{"lang": language}]
    assert Words(language).ui("doc.title.paste") in page.said["title"][0]
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {one["data-copy"] for one in page.all("button")} == set(page.texts)
    for link in page.all("a"):
        assert link["href"].removeprefix("#") in ids
    heads = [one["scope"] for one in page.all("th")]
    assert set(heads) <= {"col", "row"}


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_nothing_is_asked_from_outside(name: str, language: str) -> None:
    page, text = seen(name, language), made(name, language).payload.decode()
    assert not {"img", "link", "iframe", "object", "embed", "base", "form"} & set(page.said)
    for _, found in page.elements:
        assert not {"src", "style", "onclick", "action", "srcset"} & set(found)
        assert found.get("href", "#").startswith("#")
    (policy,) = (one["content"] for one in page.all("meta") if "http-equiv" in one)
    assert "default-src 'none'" in policy
    for tag in ("style", "script"):
        (inside,) = page.said[tag]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert text.count(f"<{tag}") == 1
    assert "url(" not in page.said["style"][0]
    assert "@import" not in page.said["style"][0]


@pytest.mark.parametrize("name", SAMPLES)
def test_gaps_are_said_and_marked(name: str) -> None:
    found, page = made(name), seen(name)
    marks = page.said.get("mark", [])
    assert bool(marks) == bool(found.gaps)
    assert {gap.text for gap in found.gaps} <= set(marks)
    assert all(mark.startswith("[puuttuu") for mark in marks)


def test_a_whole_plan_has_no_gaps_and_a_draft_has_many() -> None:
    assert made("cafe").gaps == made("smallest").gaps == ()
    assert len(made("holes").gaps) > 20


def test_what_the_form_can_go_without_is_listed_and_no_gap() -> None:
    assert any("Hakutunnus" in said for said in seen("cafe").said["p"])


@pytest.mark.parametrize("name", ["cafe", "trainers", "pilot"])
def test_amounts_are_those_of_the_budget(name: str) -> None:
    budget, texts = checked_sample(name).budget, seen(name).texts
    for line in ("total", "grant", "funding_total"):
        value = budget[line]
        assert value is not None
        assert texts[f"f-line-{line.replace('_', '-')}-v"] == f"{value:.2f}".replace(".", ",")
        for year in budget.years:
            yearly = budget.get(f"{line}_{year}")
            shown = texts[f"f-line-{line.replace('_', '-')}-{year}"]
            assert shown == f"{yearly:.2f}".replace(".", ",")
    for place, key in enumerate(budget.people):
        shown = texts[f"f-staff-{place}-pay"]
        assert shown == f"{budget[f'pay_{key}']:.2f}".replace(".", ",")


def test_days_yes_and_no_and_choices_are_in_words() -> None:
    texts = seen("cafe").texts
    assert texts["f-schedule-start-v"] == "1.1.2027"
    assert texts["f-applicant-declarations-taxes-paid-v"] == "kyllä"
    assert texts["f-project-kind-v"] == "yksittäinen hanke"
    assert texts["f-area-municipalities-v"] == "Joensuu, Kontiolahti"


def test_ids_of_the_plan_are_told_by_name() -> None:
    texts = seen("cafe").texts
    assert texts["f-actions-0-objectives-v"].startswith("Pitkään työttömänä olleet")
    assert "\n" in texts["f-actions-1-objectives-v"]
    assert texts["f-results-0-objective-v"].startswith("Pitkään työttömänä olleet")


def test_a_text_in_two_languages_has_a_field_for_each_with_its_language() -> None:
    page = seen("cafe")
    spans = {one["id"]: one.get("lang") for one in page.all("span") if "id" in one}
    assert spans["f-summary-fi-v"] is None
    assert spans["f-summary-en-v"] == "en"
    assert {f"f-summary-{one}-v" for one in ("fi", "en")} <= set(page.texts)


def test_a_members_page_holds_the_shared_texts_of_the_lead() -> None:
    from kanto_docs.checking import check_source
    from kanto_docs.source import read_file
    from tests.conftest import folder_of

    path = sample("group").with_name("jasen-b.yaml")
    member = check_source(read_file(path, "jasen-b.yaml"), folder_of(path))
    shared = checked_sample("group").plan.need
    assert shared is not None
    assert page_of(member).texts["f-need-problem-v"] == clean(shared.problem or "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_earlier_programme_has_a_form_of_its_own(language: str) -> None:
    data = load_data((ROOT / "tests" / "kanto-s22786.yaml").read_text(encoding="utf-8"), "kanto")
    page = page_of(check_data(data), language)
    headings = [said.split(" ")[0] for said in page.said["h2"]]
    assert headings[1:] == [str(number) for number in range(1, 17)]
    guesses = Words(language).ui("doc.paste.guessed")
    assert sum(said == guesses for said in page.said["p"]) == 12
    assert all(said != guesses for said in seen("cafe", language).said["p"])
    for one, key in ((page, "unofficial_in_part"), (seen("cafe", language), "unofficial")):
        assert Words(language).ui(f"doc.paste.{key}") in one.said["p"]


LONG: Final = "Kylän avoin olohuone kaikille työelämän ulkopuolella oleville"


def test_characters_are_counted_as_the_rule_counts_them(smallest: object) -> None:
    checked = check_data(changed(smallest, {"/project/name": LONG}), sample("smallest").parent)
    (finding,) = (one for one in checked.report.findings if one.code == "W70")
    said = " ".join(page_of(checked).said["p"])
    assert f"Merkkejä {finding.facts['length']} · enintään {finding.facts['limit']}" in said
    assert f"liikaa {finding.facts['difference']}" in page_of(checked).said["strong"]


@pytest.mark.parametrize(("cut", "over"), [(0, True), (1, False), (2, False)])
def test_a_limit_is_broken_by_the_first_character_over_it(
    smallest: object, cut: int, *, over: bool
) -> None:
    page = changed_page(smallest, project__name=LONG[: len(LONG) - cut])
    assert any(said.startswith("liikaa") for said in page.said["strong"]) is over


def test_line_breaks_are_characters_and_are_told(smallest: object) -> None:
    page = changed_page(smallest, need__problem="  yksi\nkaksi\r\nkolme \n")
    assert page.texts["f-need-problem-v"] == "yksi\nkaksi\nkolme"
    assert any("Merkkejä 16 · joista rivinvaihtoja 2" in said for said in page.said["p"])


HOSTILE: Final = (
    "</script><script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "</span></div></main><h1>Otsikko</h1>",
    "{{ 7 * 7 }} {% include '/etc/passwd' %}",
    "<!-- ]]> &amp; &lt; &#0; --!>",
    "javascript:alert(1) https://example.org/?a=b&c=d",
    "\u202egnp.exe \u2066 \U0001f1eb\U0001f1ee a\u0301",
    "</style><style>*{display:none}</style>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_only_text(smallest: object, text: str) -> None:
    ordinary = changed_page(smallest, summary="x", project__name="x", objectives__0__text="x")
    page = changed_page(smallest, summary=text, project__name=text, objectives__0__text=text)
    assert Counter(tag for tag, _ in page.elements) == Counter(tag for tag, _ in ordinary.elements)
    assert page.texts["f-summary-fi-v"] == text
    assert page.texts["f-project-name-fi-v"] == text
    assert page.texts["f-objectives-0-text-v"] == text


def test_a_language_that_is_none_of_ours_loses_no_text(smallest: object) -> None:
    page = changed_page(smallest, language="ru", summary="Lyhyesti.")
    assert page.texts["f-summary-fi-v"] == "Lyhyesti."
    assert not page.said.get("mark")


def test_a_missing_text_is_called_by_the_fields_name(smallest: object) -> None:
    page = changed_page(smallest, summary=None)
    assert "[puuttuu: Hankkeen julkinen tiivistelmä]" in page.said["mark"]


def test_hostile_keys_and_names_make_no_ids(smallest: object) -> None:
    page = changed_page(smallest, reasons={'F01" onclick="x': "Syy on hyvä."}, call="x<y.yaml")
    assert all("onclick" not in found for _, found in page.elements)


@pytest.mark.parametrize("name", ["cafe", "trainers", "group"])
def test_a_plan_gone_wrong_still_makes_a_page(name: str) -> None:
    data = read_file(sample(name)).data
    for seed in range(12):
        page = page_of(check_data(gone_wrong(data, seed), sample(name).parent))
        assert {one["data-copy"] for one in page.all("button")} == set(page.texts)


@pytest.mark.parametrize("programme", ["esr-plus-2021-2027", "esr-2014-2020"])
def test_an_empty_plan_is_all_gaps(programme: str) -> None:
    page = page_of(check_data({"programme": programme}))
    assert len(page.said["mark"]) > 40


def test_what_no_page_can_hold_is_left_out() -> None:
    assert clean("a\x00b\x1bc\ud800d\x85e\tf") == "abcd\x85e\tf"
    assert clean("\ufeff yksi \n") == "\ufeff yksi"


@pytest.mark.parametrize(
    ("manner", "number", "day"),
    [
        (Manner("d.m.yyyy", ",", ""), "1234567,50", "1.2.2027"),
        (Manner("dd.mm.yyyy", ",", " "), "1 234 567,50", "01.02.2027"),
        (Manner("yyyy-mm-dd", ".", ""), "1234567.50", "2027-02-01"),
    ],
)
def test_amounts_and_days_are_typed_as_the_form_wants(
    manner: Manner, number: str, day: str
) -> None:
    typist = Typist(manner, Words("fi"))
    assert typist.say(Decimal("1234567.5"), ("x",), "money") == number
    assert typist.say(dt.date(2027, 2, 1), ("x",), "date") == day
    assert typist.say(Decimal("-0.005"), ("x",), "money").lstrip("-0,.") in ("", "1")
    assert typist.say(2027, ("costs", 0, "year"), "count") == "2027"
    assert typist.say(Decimal("26.440"), ("x",), "percent") == f"26{manner.decimal}44"
    assert typist.say(Decimal("1E+2"), ("x",), "percent") == "100"


def test_the_same_plan_gives_the_same_bytes() -> None:
    again = paste_page(checked_sample("cafe"), Words("fi"))
    assert again.payload == made("cafe").payload


def test_ticks_are_kept_under_a_name_that_tells_nothing(smallest: object) -> None:
    keys = {
        page.all("body")[0]["data-key"]
        for page in (seen("cafe"), seen("cafe", "sv"), seen("holes"))
    }
    assert len(keys) == 3
    assert all(re.fullmatch("[0-9a-f]{16}", key) for key in keys)
    digests = [
        next(one["data-digest"] for one in page.all("input") if one["id"] == "f-novelty-t")
        for page in (seen("smallest"), changed_page(smallest, novelty="Uutta on."))
    ]
    assert digests[0] != digests[1]


# What a browser makes of it.

TICK: Final = "document.getElementById('f-summary-fi-t')"
COPY: Final = "document.querySelector('[data-copy=f-summary-fi-v]')"
STATUS: Final = "document.getElementById('status').textContent"
PROGRESS: Final = "document.getElementById('progress').textContent"


@pytest.fixture(scope="module")
def page() -> Iterator[browser.Page]:
    if browser.program() is None:
        assert not os.environ.get("CI"), "Chromium is missing: apt-get install chromium"
        pytest.skip("Chromium is not installed")
    with browser.page() as opened:
        yield opened


@pytest.fixture
def file(tmp_path: FilePath) -> FilePath:
    path = tmp_path / "tekstit.html"
    path.write_bytes(made("cafe").payload)
    return path


def copied(page: browser.Page, file: FilePath, before: str = "") -> None:
    """Click the summary's button and see that the clipboard holds the summary."""
    page.said.clear()
    page.open(file)
    page.ask("Browser.grantPermissions", permissions=["clipboardReadWrite"])
    if before:
        page.run(before)
    page.run(f"{COPY}.click()")
    page.run("new Promise(done => setTimeout(done, 200))")
    assert page.run(STATUS).startswith("Kopioitu: Hankkeen julkinen tiivistelmä")
    assert page.run("navigator.clipboard.readText()") == seen("cafe").texts["f-summary-fi-v"]
    assert page.said == []


def test_a_button_copies_the_text(page: browser.Page, file: FilePath) -> None:
    copied(page, file)


def test_a_button_copies_where_the_clipboard_is_closed(page: browser.Page, file: FilePath) -> None:
    copied(page, file, "navigator.clipboard.writeText = () => Promise.reject(new Error())")


def test_where_nothing_can_be_copied_the_text_is_selected(
    page: browser.Page, file: FilePath
) -> None:
    page.open(file)
    page.run(
        "navigator.clipboard.writeText = () => Promise.reject(new Error());"
        "document.execCommand = () => false;"
        f"{COPY}.click()"
    )
    page.run("new Promise(done => setTimeout(done, 200))")
    assert "Ctrl + C" in page.run(STATUS)
    assert page.run("getSelection().toString()") == seen("cafe").texts["f-summary-fi-v"]


def test_ticks_are_counted_and_kept(page: browser.Page, file: FilePath) -> None:
    page.said.clear()
    page.open(file)
    rows = len(seen("cafe").all("input"))
    assert page.run(PROGRESS) == f"Siirretty 0/{rows}"
    page.run(f"{TICK}.click()")
    assert page.run(PROGRESS) == f"Siirretty 1/{rows}"
    page.open(file)
    assert page.run(f"{TICK}.checked") is True
    kept = page.run("JSON.stringify(localStorage)")
    assert "Esimerkkilä" not in kept
    file.write_bytes(made("cafe").payload.replace(b"Kahvila syntyy", b"Kahvila kasvaa"))
    page.run("localStorage.clear()")
    page.open(file)
    assert page.run(f"{TICK}.checked") is False
    assert page.said == []


def test_a_text_that_changed_is_to_be_moved_again(
    page: browser.Page, tmp_path: FilePath, smallest: object
) -> None:
    path = tmp_path / "tekstit.html"
    ticks = "['f-novelty-t', 'f-need-problem-t'].map(id => document.getElementById(id))"

    def opened(text: str) -> object:
        data = changed(smallest, {"/novelty": text})
        checked = check_data(data, sample("smallest").parent)
        path.write_bytes(paste_page(checked, Words("fi")).payload)
        page.open(path)
        return page.run(f"{ticks}.map(box => box.checked)")

    assert opened("Ensin näin.") == [False, False]
    page.run(f"{ticks}.forEach(box => box.click())")
    assert opened("Nyt toisin.") == [False, True]
    page.run("localStorage.clear()")


def test_the_page_works_where_nothing_may_be_kept(page: browser.Page, file: FilePath) -> None:
    forbidden = page.ask(
        "Page.addScriptToEvaluateOnNewDocument",
        source="Object.defineProperty(window, 'localStorage', {get() { throw new Error(); }})",
    )
    page.said.clear()
    page.open(file)
    page.run(f"{TICK}.click()")
    assert page.run(PROGRESS).startswith("Siirretty 1/")
    assert page.said == []
    page.ask("Page.removeScriptToEvaluateOnNewDocument", identifier=forbidden["identifier"])


def test_without_its_script_the_page_shows_texts_and_no_dead_buttons(
    page: browser.Page, file: FilePath
) -> None:
    page.ask("Emulation.setScriptExecutionDisabled", value=True)
    page.open(file)
    page.ask("Emulation.setScriptExecutionDisabled", value=False)
    assert page.run(f"getComputedStyle({COPY}).display") == "none"
    assert "Esimerkkilän kylässä" in page.run("document.getElementById('main').innerText")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_page_fits_a_narrow_window(page: browser.Page, tmp_path: FilePath, name: str) -> None:
    path = tmp_path / "tekstit.html"
    path.write_bytes(made(name).payload)
    page.said.clear()
    page.ask(
        "Emulation.setDeviceMetricsOverride",
        width=320, height=640, deviceScaleFactor=1, mobile=False,
    )  # fmt: skip
    page.open(path)
    width = page.run("document.documentElement.scrollWidth")
    page.ask("Emulation.clearDeviceMetricsOverride")
    assert width <= 320
    assert page.said == []


CONTRASTS: Final = """(() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = parts(colour).slice(0, 3)
      .map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if ((parts(colour)[3] ?? 1) > 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  let least = 21;
  for (const element of document.querySelectorAll("body *")) {
    const text = [...element.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
    if (!text) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))];
    least = Math.min(least, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
  }
  return least;
})()"""


def test_every_text_stands_out_from_what_is_behind_it(
    page: browser.Page, tmp_path: FilePath
) -> None:
    path = tmp_path / "tekstit.html"
    path.write_bytes(made("holes").payload)
    page.open(path)
    assert page.run(CONTRASTS) >= 4.5
