"""`kanto-docs template`: lists, copies, names and checks, in words and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from kanto_docs.cli.running import run
from kanto_docs.documents.catalogue import DOCUMENTS, PAGE
from kanto_docs.documents.gaps import Names, Rows
from kanto_docs.documents.view import EXTRAS, view
from kanto_docs.documents.workshop.entries import Entry, entries
from kanto_docs.documents.workshop.known import plans, samples
from kanto_docs.words import LANGUAGES, Words
from tests.broken_templates import TEMPLATES, Broken, built, says
from tests.conftest import ROOT, sample
from tests.own_workbooks import NAMES, table, workbook

Printed = tuple[int, str, str]
MADE: Final = [one for one in DOCUMENTS.values() if one.ending != PAGE]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "fi_FI.UTF-8")
    return tmp_path


class Command:
    """Runs the command and gives what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Printed:
        code = run(["template", *arguments])
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def json(self, *arguments: str) -> Any:
        code, out, _ = self(*arguments, "--format", "json")
        assert code in (0, 4)
        return json.loads(out)


@pytest.fixture
def template(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)


def own(folder: Path, *texts: str) -> str:
    """A template of one's own, on disk."""
    path = folder / "oma-malli.docx"
    path.write_bytes(built(Broken(says(*texts), ())))
    return path.name


# list and export


def test_every_template_is_listed_with_what_it_is_for(template: Command) -> None:
    rows = template.json("list")["templates"]
    assert [row["name"] for row in rows] == [one.name for one in MADE]
    assert all(row["languages"] == list(DOCUMENTS[row["name"]].languages) for row in rows)
    assert len({row["purpose"] for row in rows}) == len(rows)
    code, out, _ = template("list")
    assert code == 0
    assert "application (fi sv en): Hakemusluonnos." in out


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_exported_template_is_ours_to_the_byte(
    template: Command, folder: Path, language: str
) -> None:
    code, out, err = template("export", "application", "oma.docx", "--lang", language)
    assert (code, out) == (0, "")
    assert "kanto-docs template check oma.docx" in err
    ours = ROOT / "templates" / language / "application.docx"
    assert (folder / "oma.docx").read_bytes() == ours.read_bytes()


def test_a_template_is_named_after_its_document_unless_it_is_given_a_name(
    template: Command, folder: Path
) -> None:
    assert template("export", "budget")[0] == 0
    assert (folder / "kustannusarvio-malli.xlsx").is_file()
    assert template("export", "budget", "--lang", "sv")[0] == 0
    assert len(list(folder.iterdir())) == 2


def test_a_file_that_is_there_is_replaced_only_when_asked(template: Command, folder: Path) -> None:
    (folder / "oma.docx").write_text("tärkeä", encoding="utf-8")
    code, _, err = template("export", "application", "oma.docx")
    assert code == 5
    assert "--force" in err
    assert (folder / "oma.docx").read_text(encoding="utf-8") == "tärkeä"
    assert template("export", "application", "oma.docx", "--force")[0] == 0
    assert (folder / "oma.docx").stat().st_size > 10_000


@pytest.mark.parametrize(
    "arguments",
    [("export", "hakemus"), ("export", "application", "oma.xlsx"), ("names", "--for", "budget")],
)
def test_what_does_not_exist_is_a_usage_error(
    template: Command, folder: Path, arguments: tuple[str, ...]
) -> None:
    code, out, err = template(*arguments)
    assert (code, out) == (2, "")
    assert err.endswith(".\n")
    assert list(folder.iterdir()) == []


# names


def names_in(value: object, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every name that a view gives, by its path."""
    if isinstance(value, Names):
        for name, one in value.known.items():
            yield (*above, name)
            yield from names_in(one, (*above, name))
    elif isinstance(value, Rows):
        for one in value.rows:
            yield from names_in(one, above)


@pytest.fixture(scope="module")
def listed() -> list[Entry]:
    return list(entries(Words("fi")))


def test_every_name_of_every_view_is_listed_and_no_other(listed: list[Entry]) -> None:
    words = Words("fi")
    given = {path for one in plans() for path in names_in(Names("", view(one, words)))}
    assert {one.path for one in listed} == given
    assert len(listed) == len(given)


def test_every_name_of_a_samples_view_is_listed(listed: list[Entry]) -> None:
    paths = {one.path for one in listed}
    for checked in samples().values():
        assert set(names_in(Names("", view(checked, Words("sv"))))) <= paths


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_has_a_meaning(language: str) -> None:
    """Of what was prepared for a document at least the whole; its names have examples."""
    told = [
        one for one in entries(Words(language)) if len(one.path) == 1 or one.path[0] not in EXTRAS
    ]
    assert [one.path for one in told if not one.meaning] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_told_in_one_language(language: str) -> None:
    finnish = {one.path: one.meaning for one in entries(Words("fi")) if one.meaning}
    here = {one.path: one.meaning for one in entries(Words(language)) if one.meaning}
    assert finnish.keys() == here.keys()
    if language != "fi":
        same = [path for path in here if here[path] == finnish[path] and len(here[path]) > 5]
        assert same == []


def test_every_name_can_be_used_as_it_is_listed(template: Command, folder: Path) -> None:
    _, out, _ = template("names", "--lang", "fi")
    marks: list[str] = []
    open_loops: list[int] = []
    for line in out.splitlines():
        depth = len(line) - len(line.lstrip())
        while open_loops and depth <= open_loops[-1]:
            open_loops.pop()
            marks.append("{% endfor %}")
        loop = re.search(r"\{% for \w+ in [\w.]+ %\}(?: (\{\{ \w \}\}))?", line)
        if loop is not None:
            marks.append(loop[0])
            if loop[1]:
                marks.append("{% endfor %}")
            else:
                open_loops.append(depth)
        elif found := re.search(r"\{\{ [\w.]+ \}\}", line):
            marks.append(found[0])
        elif found := re.search(r"\{% if ([\w.]+) %\}", line):
            marks.append(f"{found[0]}x{{% endif %}}")
    marks += ["{% endfor %}"] * len(open_loops)
    assert len(marks) > 400
    code, out, _ = template("check", own(folder, "".join(marks)))
    assert code == 0, out[:2000]


def test_the_names_of_one_document_are_those_its_template_uses(template: Command) -> None:
    every = {one["path"] for one in template.json("names")["names"]}
    few = {one["path"] for one in template.json("names", "--for", "poster")["names"]}
    assert "poster/name" in few
    assert "staff" not in few
    assert few < every


# check


def test_a_sound_template_is_told_what_it_leaves_out(template: Command, folder: Path) -> None:
    code, out, _ = template("check", own(folder, "{{ project.name }} {{ staff.0 }}"[:18]))
    assert code == 0
    assert "malli on kunnossa" in out
    assert "Kokonaan käyttämättä:" in out
    assert "  Hakijan perustiedot: Organisaatiotyyppi, Y-tunnus" in out
    unused = template.json("check", "oma-malli.docx")["unused"]
    assert unused["Riskit ja niiden hallinta"] == []
    assert "Hakijan virallinen nimi" not in unused["Hakijan perustiedot"]
    assert "Hankkeen julkinen nimi" not in unused["Hankkeen perustiedot"]


def test_a_broken_template_is_told_all_of_it(template: Command, folder: Path) -> None:
    (folder / "rikki.docx").write_bytes(built(TEMPLATES["five unknown names in five places"]))
    code, out, _ = template("check", "rikki.docx")
    assert code == 4
    assert out.count("Tarkoititteko") == 5
    assert "Ylätunniste, kappale 1" in out
    said = template.json("check", "rikki.docx")
    assert said["broken"]
    assert {one["severity"] for one in said["problems"]} == {"error", "note"}
    first = said["problems"][0]
    assert first["place"] == {
        "story": "body",
        "heading": "Hanke",
        "paragraph": 2,
        "text": "{{ applicant.nme }} ja {{ summry }}",
    }


def test_what_the_plan_lacks_is_told(template: Command, folder: Path) -> None:
    own(folder, "{{ applicant.business_id }} {{ project.name }}")
    code, out, _ = template("check", "oma-malli.docx", "--plan", str(sample("holes")))
    assert code == 0
    lacking = out.partition("niitä ei vielä ole:\n")[2].partition("\n\n")[0]
    assert lacking == "  Hakijan perustiedot: Y-tunnus"
    said = template.json("check", "oma-malli.docx", "--plan", str(sample("cafe")))
    assert (said["lacking"], said["tried"]) == ([], len(plans()))


@pytest.mark.parametrize("name", ["ei-ole.docx", "ei-ole.xlsx"])
def test_a_file_that_is_not_there_is_told(template: Command, name: str) -> None:
    code, out, err = template("check", name)
    assert (code, out) == (4, "")
    assert name in err


def test_a_file_that_is_no_template_is_told(template: Command, folder: Path) -> None:
    (folder / "a.docx").write_bytes(b"%PDF-1.7")
    code, out, _ = template("check", "a.docx")
    assert code == 4
    assert "PDF" in out


# workbooks


def test_a_sound_workbook_is_told_where_it_is_filled(template: Command, folder: Path) -> None:
    (folder / "a.xlsx").write_bytes(workbook(table("staff", ["Tehtävänimike", "pay"])))
    said = template.json("check", "a.xlsx")
    assert (said["broken"], said["problems"], said["tried"]) == (False, [], len(plans()))
    assert said["cells"]["grant"] == "Budjetti!B5"
    assert set(said["cells"]) == set(NAMES) - {"oma.vakio"}
    assert said["left"] == ["oma.vakio"]
    code, out, _ = template("check", "a.xlsx")
    assert code == 0
    assert "  Total  Budjetti!B4" in out
    assert "oma.vakio" in out


def test_all_that_is_wrong_in_a_workbook_is_told_in_one_run(
    template: Command, folder: Path
) -> None:
    names = {
        **NAMES,
        "applicant.nmae": "$F$1",
        "project.nimi": "$F$2",
        "sources.payr": "$D$40",
        "staf.role": "$F$50",
    }
    wrong = workbook(table("costs", ["Tuntematon", "Otsikko"]), names)
    (folder / "a.xlsx").write_bytes(wrong)
    code, out, _ = template("check", "a.xlsx")
    assert code == 4
    for name in ("applicant.nmae", "project.nimi", "sources.payr", "staf.role", "costs"):
        assert name in out, name
    assert "Välilehti ”Budjetti”, solu F1" in out
    assert template.json("check", "a.xlsx")["left"] == ["oma.vakio"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_workbook_is_sound(template: Command, language: str) -> None:
    path = ROOT / "templates" / language / "budget.xlsx"
    said = template.json("check", str(path))
    assert (said["broken"], said["cells"], said["left"]) == (False, {}, [])


def test_filling_a_broken_template_points_to_the_check(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = own(folder, "{{ applicant.nme }}")
    assert run(["fill", str(sample("cafe")), "--template", name, "--out", "ulos"]) == 4
    said = capsys.readouterr().err
    assert "applicant.nme" in said
    assert said.endswith(f"kanto-docs template check {name}\n")
    assert not (folder / "ulos").exists()
