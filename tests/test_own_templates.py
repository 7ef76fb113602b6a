"""An office's own form is made, checked and filled by the words of docs/own-templates.md alone."""

from __future__ import annotations

import base64
import io
import re
import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor

from kanto_docs.cli.running import run
from tests.conftest import ROOT, sample
from tests.office import Office
from tests.own_workbooks import picture
from tests.proof import cheap

PAGE: Final = (ROOT / "docs" / "own-templates.md").read_text(encoding="utf-8")
FINNISH: Final = (ROOT / "docs" / "omat-mallit.md").read_text(encoding="utf-8")
FORM: Final = "our-form.docx"
GREEN: Final = RGBColor(0x1B, 0x5E, 0x20)

FLAT: Final = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">
<office:styles>
<style:style style:name="Toimiston" style:display-name="Toimiston teksti" style:family="paragraph">
<style:text-properties fo:color="#1b5e20" fo:font-size="11pt"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:default-outline-level="1"><style:text-properties fo:font-size="16pt"/></style:style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="A"><style:header-style/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A">
<style:header><text:p>Toimisto <draw:frame draw:name="Logo" svg:width="1cm" svg:height="1cm"
 text:anchor-type="as-char"><draw:image><office:binary-data>{logo}</office:binary-data></draw:image>
<svg:desc>Toimiston logo</svg:desc></draw:frame> {{{{ project.name }}}}</text:p></style:header>
</style:master-page></office:master-styles>
<office:body><office:text>
<text:h text:style-name="Heading_20_1" text:outline-level="1">Hanke lyhyesti</text:h>
{paragraphs}
<table:table table:name="Henkilöt">{rows}</table:table>
</office:text></office:body></office:document>
"""
"""A form as LibreOffice Writer holds it."""


def marks(page: str = PAGE) -> list[str]:
    """The paragraphs of the page's own example."""
    (block,) = re.findall(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return str(block).splitlines()


def rows(page: str = PAGE) -> list[list[str]]:
    """The table of the page's own example, heading row first."""
    (block,) = re.findall(r"^\| Tehtävä \|.*?(?=\n\n)", page, re.MULTILINE | re.DOTALL)
    found = [[cell.strip(" `") for cell in line.split("|")[1:-1]] for line in block.splitlines()]
    return [found[0], *found[2:]]


def commands(page: str = PAGE) -> list[list[str]]:
    """The commands of the page, in its order."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return [shlex.split(line)[1:] for block in blocks for line in block.splitlines()]


def by_python_docx(path: Path) -> None:
    """An office's form with its own styles, a picture in the header and a table."""
    document: Document = docx.Document()
    style = document.styles.add_style("Toimiston teksti", WD_STYLE_TYPE.PARAGRAPH)
    style.font.size, style.font.color.rgb = Pt(11), GREEN
    header = document.sections[0].header.paragraphs[0]
    header.add_run("Toimisto ").add_picture(picture(), width=Pt(20))
    for drawing in header._p.iter("{*}docPr"):
        drawing.set("descr", "Toimiston logo")
    header.add_run(" {{ project.name }}")
    document.add_heading("Hanke lyhyesti", 1)
    for text in marks():
        document.add_paragraph(text, style="Toimiston teksti")
    made = document.add_table(0, 3, style="Light Grid Accent 3")
    for texts in rows():
        for cell, text in zip(made.add_row().cells, texts, strict=True):
            cell.text = text
    document.save(str(path))


def by_writer(path: Path, soffice: Office) -> None:
    """The same form made with LibreOffice Writer."""
    logo = base64.b64encode(picture().getvalue()).decode()
    paragraphs = "".join(
        f'<text:p text:style-name="Toimiston">{escape(text)}</text:p>' for text in marks()
    )
    table = "".join(f"<table:table-row>{cells(texts)}</table:table-row>" for texts in rows())
    flat = path.with_suffix(".fodt")
    text = FLAT.format(logo=logo, paragraphs=paragraphs, rows=table)
    flat.write_text(text, encoding="utf-8")
    soffice.convert([flat], "docx:MS Word 2007 XML", path.parent)
    flat.unlink()
    assert path.is_file()


def cells(texts: Sequence[str]) -> str:
    return "".join(
        f'<table:table-cell><text:p text:style-name="Toimiston">{escape(text)}</text:p>'
        "</table:table-cell>"
        for text in texts
    )


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan, and nothing else."""
    shutil.copytree(sample("cafe").parent, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "fi_FI.UTF-8")
    return tmp_path


def followed(skip: str = "export") -> None:
    """Do what the page says, but for exporting when the form is the office's own."""
    for arguments in commands():
        if skip not in arguments:
            assert run(arguments) == 0, arguments


def filled(office: Path) -> Document:
    (made,) = (office / "papers").glob("*.docx")
    payload = made.read_bytes()
    form = (office / FORM).read_bytes()
    assert set(cheap(made.name, payload)) <= set(cheap(FORM, form))  # what Writer itself gets wrong
    return docx.Document(io.BytesIO(payload))


def hold_the_form(document: Document) -> None:
    """What the office's form must be when it is filled."""
    texts = [one.text for one in document.paragraphs]
    assert "Hanke: Kylän kahvila" in texts
    assert "Hakija: Esimerkkilän Kylä ry, Y-tunnus 9999999-2" in texts
    assert any(one.startswith("Kustannukset yhteensä 147") for one in texts)
    problem = next(one for one in document.paragraphs if one.text.startswith("Kylästä on"))
    assert problem.style is not None
    assert problem.style.name == "Toimiston teksti"
    assert problem.style.font.color.rgb == GREEN
    (table,) = document.tables
    assert [row.cells[0].text for row in table.rows] == [
        "Tehtävä",
        "Hankekoordinaattori",
        "Kahvilaohjaaja",
        "Viestintä- ja arviointiavustaja",
    ]
    header = document.sections[0].header
    assert "Kylän kahvila" in "".join(one.text for one in header.paragraphs)
    assert [one.get("descr") for one in header._element.iter("{*}docPr")] == ["Toimiston logo"]
    assert not re.search(r"\{[{%]", "".join(texts))


def test_a_form_made_with_python_docx_is_filled_by_the_pages_words(office: Path) -> None:
    by_python_docx(office / FORM)
    followed()
    hold_the_form(filled(office))


@pytest.mark.office
def test_a_form_made_with_writer_is_filled_by_the_pages_words(
    office: Path, soffice: Office
) -> None:
    by_writer(office / FORM, soffice)
    followed()
    hold_the_form(filled(office))


def test_an_exported_template_is_changed_and_filled_by_the_pages_words(office: Path) -> None:
    *before, _ = (n for n, one in enumerate(commands()) if "export" in one or "list" in one)
    for number in (*before, before[-1] + 1):
        assert run(commands()[number]) == 0
    document = docx.Document(FORM)
    document.paragraphs[-1].insert_paragraph_before("Toimiston oma lause: {{ summary }}")
    document.save(FORM)
    followed()
    texts = [one.text for one in filled(office).paragraphs]
    assert any(one.startswith("Toimiston oma lause: Esimerkkilän") for one in texts)


def test_the_page_shows_every_command_of_the_workshop() -> None:
    shown = {tuple(one[:2]) for one in commands()}
    assert shown >= {("template", one) for one in ("list", "export", "names", "check")}
    assert ("fill", "plan.yaml") in shown


def test_the_finnish_page_tells_the_same() -> None:
    names = {"oma-malli.docx": FORM, "paperit": "papers"}
    finnish = [[names.get(word, word) for word in one] for one in commands(FINNISH)]
    assert finnish == commands()
    assert marks(FINNISH) == marks()
    assert rows(FINNISH) == rows()
    assert FINNISH.count("\n## ") == PAGE.count("\n## ")
