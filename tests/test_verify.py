"""Tie-out: what was changed in a document is found where it stands, and what was not, is not."""

from __future__ import annotations

import io
import json
import re
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from lxml import etree

from kanto_docs.cli.running import run
from kanto_docs.documents.catalogue import DOCUMENTS, chosen
from kanto_docs.documents.filled import Filled
from kanto_docs.documents.filling import fill_documents
from kanto_docs.documents.guard import Kind
from kanto_docs.documents.making import make, proven
from kanto_docs.documents.package import CORE, properties
from kanto_docs.documents.tying import tied
from kanto_docs.documents.tying.book import Book
from kanto_docs.documents.tying.comparing import Comparison
from kanto_docs.documents.tying.facts import FactReader
from kanto_docs.documents.tying.lines import differences_of_book
from kanto_docs.documents.tying.names import names_of, texts_of
from kanto_docs.documents.tying.opening import Package, package_of
from kanto_docs.documents.tying.proof import strange
from kanto_docs.documents.tying.sheets import book_of
from kanto_docs.documents.tying.units import IMPORTANCE, Cell, Place, Unit, plain
from kanto_docs.documents.tying.word import units_of_word
from kanto_docs.documents.view import view
from kanto_docs.documents.word.wordml import w
from kanto_docs.errors import InputError
from kanto_docs.source import read_file
from kanto_docs.words import Words
from tests.conftest import check_data, sample
from tests.office import Office
from tests.papers import FINNISH, OFFICE, Paper, checked, named
from tests.random_plans import gone_wrong
from tests.tying import (
    BODY,
    SHEET,
    Change,
    edited,
    in_short,
    made,
    opened,
    paragraph,
    part_of,
    parts_of,
    rewrite,
    rewriting,
    row,
    text,
    told,
    with_parts,
)

CAFE = made("cafe", "application")
SPACE = w("p")[1:-2]


@pytest.mark.parametrize("paper", OFFICE, ids=named)
def test_what_fill_makes_ties_out(paper: Paper) -> None:
    assert in_short(told(paper.payload, paper.sample, paper.name)) == []


# Every figure of the application


class Held(Package):
    """A document whose body is changed in memory."""

    def __init__(self, payload: bytes) -> None:
        super().__init__(payload, "docx")
        self.body = part_of(payload)

    def part(self, name: str) -> etree._Element | None:
        return self.body if name == BODY else super().part(name)


def flipped(written: str, turn: int) -> str:
    """The text with its first or its last digit another one, by turns."""
    places = [found.start() for found in re.finditer(r"\d", written)]
    at = places[-(turn % 2)]
    other = str((int(written[at]) + 1) % 10)
    return f"{written[:at]}{other}{written[at + 1 :]}"


def test_every_amount_share_and_day_of_the_application_is_watched() -> None:
    cafe = checked("cafe")
    names = view(cafe, Words("fi"))
    reader = FactReader("fi", names_of(cafe.plan, names))
    held = Held(CAFE)
    expected = units_of_word(held)
    known = tuple(texts_of(names))
    tried = 0
    for said in list(held.body.iter(w("t"))):
        before = said.text or ""
        for fact in reader.facts(before):
            if fact.kind not in ("amount", "percent", "date") or fact.written not in plain(before):
                continue
            at = plain_at(before, fact.written)
            other = flipped(before[at : at + len(fact.written)], tried)
            tried += 1
            said.text = before[:at] + other + before[at + len(fact.written) :]
            units = units_of_word(held)
            said.text = before
            found = list(Comparison(reader, known).differences(expected, units))
            assert len(found) == 1, (before, other, found)
            assert found[0].expected is not None
            assert found[0].expected.written == fact.written
            assert found[0].found == plain(other)
            assert holds(units, found[0].spot.place, plain(other))
    assert tried > 100


def plain_at(before: str, written: str) -> int:
    """Where the fact stands in the raw text, whose spaces may be of any kind."""
    found = re.search(re.escape(written).replace(r"\ ", r"\s"), before)
    assert found is not None
    return found.start()


def holds(units: tuple[Unit, ...], place: object, written: str) -> bool:
    """Whether the fact really stands at that place of the document."""
    at = [unit for unit in units if unit.place == place]
    return len(at) == 1 and any(written in plain(cell.text) for cell in at[0].cells)


# Edits that change nothing


def test_prose_may_be_reworded() -> None:
    def change(root: etree._Element) -> None:
        one = paragraph(root, "Kylästä on lakkautettu koulu")
        rewrite(one, text(one), "Kylän koulu, kauppa ja pankki on suljettu. Moni jää kotiin.")

    assert told(edited(CAFE, change), "cafe") == ()


def test_prose_with_figures_may_be_reworded_around_them() -> None:
    def change(root: etree._Element) -> None:
        one = paragraph(root, "Yhdistyksellä on 31 000 euroa")
        rewrite(one, text(one), "Säästöjä on nyt yhteensä 31000,00 €. Ennakkoa haetaan palkkoihin.")

    assert told(edited(CAFE, change), "cafe") == ()


def test_new_prose_without_figures_is_silent() -> None:
    def change(root: etree._Element) -> None:
        new = etree.fromstring(
            f'<w:p xmlns:w="{SPACE}"><w:r><w:t>Kahvilassa on kirjahylly.</w:t></w:r></w:p>'
        )
        paragraph(root, "Kylästä on lakkautettu").addnext(new)

    assert told(edited(CAFE, change), "cafe") == ()


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009", ""])
def test_the_spaces_of_an_amount_do_not_matter(space: str) -> None:
    def change(root: etree._Element) -> None:
        for one in root.iter(w("t")):
            one.text = re.sub(r"(?<=\d)\s(?=\d{3}(?!\d)[\d\s]*,)", space, one.text or "")

    assert told(edited(CAFE, change), "cafe") == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1.1.2027–31.12.2028", "2027-01-01–2028-12-31"),
        ("1.1.2027–31.12.2028", "1. tammikuuta 2027 – 31. joulukuuta 2028"),
        ("1.1.2027–31.12.2028", "01.01.2027 - 31.12.2028"),
    ],
)
def test_a_day_may_be_written_another_way(old: str, new: str) -> None:
    assert told(edited(CAFE, rewriting(old, old, new)), "cafe") == ()


@pytest.mark.parametrize("new", ["147861,18", "147.861,18 euroa", "EUR 147 861,18", "€147,861.18"])
def test_an_amount_may_be_written_another_way(new: str) -> None:
    def change(root: etree._Element) -> None:
        one = next(one for one in root.iter(w("p")) if plain(text(one)) == "147 861,18 €")
        rewrite(one, text(one), new)

    assert told(edited(CAFE, change), "cafe") == ()


def test_a_text_may_be_split_into_runs() -> None:
    def change(root: etree._Element) -> None:
        for one in list(root.iter(w("r"))):
            said = one.find(w("t"))
            if said is not None and said.text and len(said.text) > 2:
                other = etree.fromstring(etree.tostring(one))
                rest = other.find(w("t"))
                assert rest is not None
                said.text, rest.text = said.text[:2], said.text[2:]
                one.addnext(other)

    assert told(edited(CAFE, change), "cafe") == ()


def test_rows_may_change_places() -> None:
    def change(root: etree._Element) -> None:
        first = row(root, "Esimerkkilän Kylä ryomarahoitus")
        second = row(root, "Esimerkkiseudun hyvinvointialuemuu julkinen")
        second.addnext(first)

    assert told(edited(CAFE, change), "cafe") == ()


def test_a_paragraph_may_become_two() -> None:
    def change(root: etree._Element) -> None:
        one = paragraph(root, "Osallistujat vastaavat THL:n")
        other = etree.fromstring(etree.tostring(one))
        whole = text(one)
        at = whole.index("Ohjausryhmä")
        rewrite(one, whole, whole[:at])
        rewrite(other, whole, whole[at:])
        one.addnext(other)

    assert told(edited(CAFE, change), "cafe") == ()


# Edits that change something


def tracked(root: etree._Element, run: etree._Element, kind: str) -> etree._Element:
    """Put a run under a tracked insertion or deletion."""
    wrapper = etree.Element(w(kind))
    run.addprevious(wrapper)
    wrapper.append(run)
    if kind == "del":
        for one in run.iter(w("t")):
            one.tag = w("delText")
    assert wrapper in list(root.iter(w(kind)))
    return wrapper


def test_a_tracked_change_counts_as_its_reader_sees_it() -> None:
    def change(root: etree._Element) -> None:
        one = paragraph(root, "1.1.2027–31.12.2028")
        old = next(one.iter(w("r")))
        new = etree.fromstring(etree.tostring(old))
        rewrite(new, text(new), "1.2.2027–31.12.2028")
        tracked(root, old, "del").addnext(new)
        tracked(root, new, "ins")

    found = told(edited(CAFE, change), "cafe")
    assert in_short(found) == [("date", "1.1.2027", "1.2.2027")]
    assert found[0].path == ("schedule", "start")


def test_a_figure_in_a_comment_is_no_part_of_the_document() -> None:
    comments = (
        f'<w:comments xmlns:w="{SPACE}"><w:comment w:id="1" w:author="Neuvoja"><w:p><w:r>'
        "<w:t>Miksi ei 99 999,00 €?</w:t></w:r></w:p></w:comment></w:comments>"
    )
    changed = with_parts(CAFE, {"word/comments.xml": comments.encode()})
    assert told(changed, "cafe") == ()


def test_a_figure_may_be_split_over_runs_and_is_still_watched() -> None:
    def change(root: etree._Element) -> None:
        one = next(one for one in root.iter(w("p")) if plain(text(one)) == "117 008,94 €")
        run = next(one.iter(w("r")))
        other = etree.fromstring(etree.tostring(run))
        rewrite(run, text(run), "117 0")
        rewrite(other, text(other), "09,94 €")
        run.addnext(other)

    assert in_short(told(edited(CAFE, change), "cafe")) == [
        ("amount", "117 008,94 €", "117 009,94 €")
    ]


def test_a_deleted_row_is_told_with_what_it_held() -> None:
    def change(root: etree._Element) -> None:
        one = row(root, "Esimerkkilän kuntakunnallinen rahoitus")
        above = one.getparent()
        assert above is not None
        above.remove(one)

    (found,) = told(edited(CAFE, change), "cafe")
    assert (found.what, found.expected, found.found) == ("amount", "14 000,00 €", None)
    assert found.spots[0].place.section == "Muut rahoittajat ja omarahoitus"
    assert found.spots[0].label == "Esimerkkilän kunta"


def test_a_swapped_name_is_found_in_a_table_and_in_prose() -> None:
    in_table = edited(CAFE, rewriting("Helmi Kuviteltu", "Helmi Kuviteltu", "Saara Toinen"))
    (found,) = told(in_table, "cafe")
    assert (found.what, found.expected, found.found) == (
        "name",
        "Helmi Kuviteltu",
        "Saara Toinen",
    )


def test_a_name_may_be_bent_or_left_out_in_prose() -> None:
    cafe = (
        "Kahvilassa käy joka kuukausi kolmetoista eri tahoa, joista Esimerkkilän kunta on ollut "
        "mukana alusta asti ja muut ovat tulleet myöhemmin."
    )
    expected = [Unit(Place("body", "", 1), (Cell(cafe),))]

    def found(other: str) -> list[tuple[str, str | None]]:
        unit = Unit(Place("body", "", 1), (Cell(cafe.replace("Esimerkkilän kunta", other)),))
        comparison = Comparison(FactReader("fi", ["Esimerkkilän kunta"]), ())
        return [(one.what, one.found) for one in comparison.differences(expected, [unit])]

    assert found("Esimerkkilän kunnan") == []
    assert found("kunta") == []
    assert found("Mallilan kunta") == [("name", "Mallilan")]


def test_an_amount_that_the_plan_does_not_know_is_told() -> None:
    def change(root: etree._Element) -> None:
        one = paragraph(root, "Kylästä on lakkautettu")
        rewrite(one, text(one), text(one) + " Remontti maksaa 5 500 euroa, avustus on 14000 €.")

    (found,) = told(edited(CAFE, change), "cafe")
    assert (found.what, found.expected, found.found) == ("amount", None, "5 500 euroa")


def test_amounts_that_changed_places_are_found() -> None:
    def change(root: etree._Element) -> None:
        one, other = (
            next(p for p in root.iter(w("p")) if plain(text(p)) == amount)
            for amount in ("49 785,37 €", "55 829,76 €")
        )
        rewrite(one, text(one), "55 829,76 €")
        rewrite(other, text(other), "49 785,37 €")

    assert in_short(told(edited(CAFE, change), "cafe")) == [
        ("amount", "49 785,37 €", "55 829,76 €"),
        ("amount", "55 829,76 €", "49 785,37 €"),
    ]


def test_an_amount_that_stands_in_many_places_is_told_once() -> None:
    def change(root: etree._Element) -> None:
        for one in root.iter(w("t")):
            one.text = (one.text or "").replace("147\u00a0861,18", "147\u00a0862,18")

    (found,) = told(edited(CAFE, change), "cafe")
    assert (found.expected, found.found) == ("147 861,18 €", "147 862,18 €")
    assert len(found.spots) == 3


def test_another_plans_document_is_told_in_the_order_of_importance() -> None:
    found = told(made("smallest", "application"), "cafe")
    kinds = [IMPORTANCE.index(one.what) for one in found]
    assert kinds == sorted(kinds)
    keys = in_short(found)
    assert len(keys) == len(set(keys))
    assert ("amount", "117 008,94 €", "51 830,29 €") in keys
    assert ("name", "Kylän kahvila", "Kylän olohuone") in keys


# The workbook

BOOK = made("cafe", "budget")


def sheet_with(address: tuple[str, str]) -> tuple[str, str]:
    """The part of the sheet, and the cell."""
    title, cell = address
    root = part_of(BOOK, "xl/workbook.xml")
    titles = [one.get("name") for one in root.iter(f"{SHEET}sheet")]
    return f"xl/worksheets/sheet{titles.index(title) + 1}.xml", cell


def test_every_line_of_the_workbook_is_watched() -> None:
    book = book_of(package_of(BOOK, "xlsx"), Words("fi"))
    cafe = checked("cafe")
    reader = FactReader("fi", ())
    tried = 0
    for name, (title, address) in book.names.items():
        cell = book.named(name)
        if cell is None or cell.fact is None:
            continue
        assert isinstance(cell.fact.value, Decimal)
        fact = cell.fact._replace(value=cell.fact.value + 1, written="muu")
        other = cell._replace(text="muu", fact=fact)
        sheets = {**book.sheets, title: {**book.sheets[title], address: other}}
        found = list(
            differences_of_book(book, book._replace(sheets=sheets), Comparison(reader, ()))
        )
        assert [(one.line, one.spot.address) for one in found] == [(name, address)], name
        assert found[0].follows == (cell.formula is not None)
        tried += 1
    assert tried >= len(cafe.budget.values) - 5


def test_every_formula_without_a_name_is_watched_also_in_rows_of_one_label() -> None:
    book = book_of(package_of(made("trainers", "budget"), "xlsx"), Words("fi"))
    named = set(book.names.values())
    labels = []
    for title, cells in book.sheets.items():
        for address, cell in cells.items():
            if cell.formula is None or (title, address) in named:
                continue
            other = cell._replace(formula="total*0")
            sheets = {**book.sheets, title: {**cells, address: other}}
            comparison = Comparison(FactReader("fi", ()), ())
            found = list(differences_of_book(book, book._replace(sheets=sheets), comparison))
            assert [(one.what, one.spot.address, one.found) for one in found] == [
                ("formula", address, "=total*0")
            ], (title, address)
            labels.append(found[0].spot.label)
    assert len(labels) > 20
    assert len(set(labels)) < len(labels)


def test_what_only_follows_from_another_cell_is_told_after_it() -> None:
    """Somebody types another pay, and Excel calculates the grant anew."""
    book = book_of(package_of(BOOK, "xlsx"), Words("fi"))
    payload = BOOK
    for name, value in (("grant", "118059.14"), ("monthly_pay_S1", "3200")):
        part, cell = sheet_with(book.names[name])
        payload = edited(payload, typing(cell, value), part)
    found = [one for one in told(payload, "cafe", "budget") if one.lines]
    assert [(one.lines, one.follows) for one in found] == [
        (("monthly_pay_S1",), False),
        (("grant",), True),
    ]
    assert [plain(one.found or "") for one in found] == ["3 200,00 €", "118 059,14 €"]


def typing(cell: str, value: str) -> Change:
    """The cell with another number; a formula that it holds stays."""

    def change(root: etree._Element) -> None:
        one = next(one for one in root.iter(f"{SHEET}c") if one.get("r") == cell)
        (number,) = one.findall(f"{SHEET}v")
        number.text = value

    return change


def test_a_typed_number_in_place_of_a_formula_is_told_though_it_is_right() -> None:
    book = book_of(package_of(BOOK, "xlsx"), Words("fi"))
    part, cell = sheet_with(book.names["grant"])

    def change(root: etree._Element) -> None:
        one = next(one for one in root.iter(f"{SHEET}c") if one.get("r") == cell)
        (formula,) = one.findall(f"{SHEET}f")
        one.remove(formula)

    (found,) = told(edited(BOOK, change, part), "cafe", "budget")
    assert (found.what, found.lines) == ("formula", ("grant",))
    assert found.expected == "=ROUND(net_total*grant_share,2)"


def test_a_name_and_a_day_of_the_workbook_are_watched() -> None:
    for old, new, what in (
        ("Hankekoordinaattori", "Hankejohtaja", "name"),
        ("31.12.2028", "31.12.2029", "date"),
    ):
        changed = with_parts(
            BOOK,
            {
                name: part.replace(f">{old}<".encode(), f">{new}<".encode())
                for name, part in parts_of(BOOK).items()
            },
        )
        (found,) = [one for one in told(changed, "cafe", "budget") if one.expected == old]
        assert (found.what, found.found) == (what, new)
        assert all(spot.address for spot in found.spots)


def test_rows_may_be_put_in_above_the_lines() -> None:
    """As Excel does it: the cells and their names move down together."""
    book = book_of(package_of(BOOK, "xlsx"), Words("fi"))
    moved = {
        title: {
            shifted(address): cell._replace(address=shifted(address))
            for address, cell in cells.items()
        }
        for title, cells in book.sheets.items()
    }
    names = {name: (title, shifted(address)) for name, (title, address) in book.names.items()}
    comparison = Comparison(FactReader("fi", ()), ())
    assert list(differences_of_book(book, Book(moved, names, book.headers), comparison)) == []


def shifted(address: str) -> str:
    found = re.fullmatch(r"([A-Z]+)(\d+)", address)
    assert found is not None
    return f"{found[1]}{int(found[2]) + 3}"


# Files from outside


def test_a_document_is_recognised_though_it_says_nothing_of_itself() -> None:
    bare = with_parts(CAFE, {CORE: properties("", "", "")[CORE]})
    outcome = tied(checked("cafe"), package_of(bare, "docx"))
    assert (outcome.kind, outcome.language, outcome.disagreements) == ("application", "fi", ())


def refused(payload: bytes, kind: Kind = "docx") -> InputError:
    with pytest.raises(InputError) as caught:
        tied(checked("cafe"), package_of(payload, kind))
    return caught.value


def test_another_letter_is_none_of_our_documents() -> None:
    document = docx.Document()
    document.add_paragraph("Hyvä vastaanottaja, kokous on 3.4.2027.")
    saved = io.BytesIO()
    document.save(saved)
    assert refused(saved.getvalue()).kind == "document_not_ours"


def test_what_is_unsafe_is_not_read() -> None:
    bomb = with_parts(CAFE, {"word/media/kuva.xml": b"<a>" + b" " * (8 << 20) + b"</a>"})
    assert refused(bomb).facts["reason"] == "too_dense"
    macros = with_parts(CAFE, {"word/vbaProject.bin": b"x"})
    assert refused(macros).kind == "document_macros"
    doctype = with_parts(CAFE, {BODY: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})
    assert refused(doctype).facts["reason"] == "doctype"
    locked = bytearray(CAFE)
    for sign, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        locked[CAFE.index(sign) + flags] |= 1
    assert refused(bytes(locked)).kind == "document_encrypted"
    assert refused(b"%PDF-1.4").kind == "document_not_office"
    assert refused(b"").kind == "document_not_office"


def test_a_part_that_the_guard_let_pass_early_is_still_read_within_limits() -> None:
    """A field that fetches is harmless here, but what follows it was never looked at."""
    field = '<w:p><w:r><w:instrText>INCLUDETEXT "x"</w:instrText></w:r></w:p>'
    deep = "<w:p>" * 400 + "</w:p>" * 400
    part = f'<w:document xmlns:w="{SPACE}"><w:body>{field}{deep}</w:body></w:document>'
    assert refused(with_parts(CAFE, {BODY: part.encode()})).kind == "document_unsafe"


def test_a_picture_from_elsewhere_does_not_hinder_the_comparison() -> None:
    name = "word/_rels/document.xml.rels"

    def change(root: etree._Element) -> None:
        etree.SubElement(
            root,
            f"{{{root.nsmap[None]}}}Relationship",
            Id="rIdPicture",
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
            Target="https://www.example.org/kuva.png",
            TargetMode="External",
        )

    assert told(edited(CAFE, change, name), "cafe") == ()


# The proof of what fill writes


def test_fill_proves_what_it_wrote(tmp_path: Path) -> None:
    outcome = fill_documents(checked("cafe"), Words("fi"), tmp_path, chosen(None))
    assert all(one.compared > 50 for one in outcome.written)


@pytest.mark.parametrize("document", ["application", "budget"])
def test_a_document_that_does_not_tie_out_is_never_written(
    document: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As if the writer had a fault: a figure is another one on its way into the file."""
    monkeypatch.setattr("kanto_docs.documents.filling.make", spoiled)
    assert run(["fill", str(sample("cafe")), "--out", str(tmp_path), "--only", document]) == 70
    assert list(tmp_path.iterdir()) == []
    assert "117" not in capsys.readouterr().err


def spoiled(name: str, *_: object, **__: object) -> Filled:
    parts = {
        part: content.replace("117\u00a0008,94".encode(), "117\u00a0009,94".encode()).replace(
            b"<v>117008.94</v>", b"<v>117009.94</v>"
        )
        for part, content in parts_of(made("cafe", name)).items()
    }
    return Filled(with_parts(made("cafe", name), parts), ())


def test_texts_of_the_plan_may_meet_in_the_document_and_look_like_another_amount() -> None:
    """A person called Ryhmä 2 beside 300,00 € is not 2 300,00 €."""
    comparison = Comparison(FactReader("fi", ()), ["14 000,00 €", "9,94 €", "Ryhmä 2", "117"])
    figures = ["14 000,00 €", "9,94 €"]
    assert list(strange("Ryhmä 2 14 000,00 €", figures, comparison)) == []
    assert list(strange("Ryhmä 2 14 300,00 €", figures, comparison)) == ["14 300,00 €"]
    assert list(strange("117 009,94 €", figures, comparison)) == ["117 009,94 €"]


# The command


def verify(*arguments: object) -> int:
    return run(["verify", str(sample("cafe")), *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with both documents, one of them edited, and the lock of an open file."""
    (tmp_path / "hakemus.docx").write_bytes(
        edited(CAFE, rewriting("1.1.2027–31.12.2028", "1.1.2027", "1.2.2027"))
    )
    (tmp_path / "arvio.xlsx").write_bytes(BOOK)
    (tmp_path / "~$hakemus.docx").write_bytes(b"lock")
    return tmp_path


def test_the_command_compares_a_folder_and_says_where(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(folder, "--lang", "fi") == 1
    said = capsys.readouterr().out
    assert "Suunnitelmassa 1.1.2027, asiakirjassa 1.2.2027." in said
    assert "taulukko 1, rivi 4 (Toteutusaika), sarake 2" in said
    assert "~$" not in said
    assert verify(folder / "arvio.xlsx") == 0


def test_the_command_in_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(folder, "--format", "json", "--lang", "en") == 1
    document = json.loads(capsys.readouterr().out)
    assert [one["kind"] for one in document["files"]] == ["budget", "application"]
    assert document["summary"] == {
        "files": 2,
        "agree": 1,
        "differ": 1,
        "refused": 0,
        "differences": 1,
    }
    (difference,) = document["files"][1]["differences"]
    assert difference["what"] == "date"
    assert (difference["expected"], difference["found"]) == ("1.1.2027", "1.2.2027")
    assert difference["path"] == "/schedule/start"
    assert difference["place"] == difference["places"][0]["text"]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "rikki.docx").write_bytes(b"PK\x03\x04rikki")
    assert verify(folder, "--lang", "sv") == 3
    said = capsys.readouterr().out
    assert "1.2.2027" in said
    assert "trasig eller farlig" in said
    assert verify(folder / "ei.docx") == 3
    assert verify(folder / "~$hakemus.docx") == 0
    assert run(["verify", str(folder / "ei.yaml"), str(folder / "arvio.xlsx")]) == 3
    assert run(["verify", str(sample("cafe"))]) == 2


def test_a_folder_without_documents_is_told(tmp_path: Path) -> None:
    assert verify(tmp_path) == 3


def test_an_own_template_is_compared_with_when_it_is_given(tmp_path: Path) -> None:
    template = tmp_path / "oma.docx"
    document = docx.Document()
    document.add_paragraph("Hanke {{ project.name }} maksaa {{ budget.total }}.")
    document.save(str(template))
    assert (
        run(["fill", str(sample("cafe")), "--out", str(tmp_path), "--template", str(template)]) == 0
    )
    (file,) = tmp_path.glob("kahvila*.docx")
    assert verify(file, "--template", template) == 0
    file.write_bytes(
        edited(file.read_bytes(), rewriting("Hanke", "147\u00a0861,18", "147\u00a0860,18"))
    )
    assert verify(file, "--template", template) == 1


@pytest.mark.parametrize("document", sorted({one.name for one in FINNISH}))
@pytest.mark.parametrize("seed", range(4))
def test_a_plan_that_has_gone_wrong_still_ties_out_with_its_documents(
    seed: int, document: str
) -> None:
    plan = sample("cafe")
    odd = check_data(gone_wrong(read_file(plan).data, seed), plan.parent)
    payload = make(document, odd, Words("fi")).payload
    assert proven(document, payload, odd, Words("fi")) >= (20 if DOCUMENTS[document].unasked else 0)
    found = tied(odd, opened(payload, document))
    assert found.disagreements == ()


# Other programs


@pytest.mark.office
@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_what_libreoffice_saved_again_still_ties_out(
    ending: str, tmp_path: Path, soffice: Office
) -> None:
    out = tmp_path / "out"
    papers = {tmp_path / one.file: one for one in FINNISH if one.ending == ending}
    for file, paper in papers.items():
        file.write_bytes(paper.payload)
    soffice.convert(list(papers), ending, out)
    for file, paper in papers.items():
        payload = (out / file.name).read_bytes()
        assert in_short(told(payload, paper.sample, paper.name)) == [], paper
