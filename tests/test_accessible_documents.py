"""Every document can be read by everybody, and says all that its template places of the plan."""

from __future__ import annotations

import functools
import re
from typing import Final
from unittest.mock import patch

import pytest

from kanto_docs.documents.gaps import Gap, Rows
from kanto_docs.documents.making import make
from kanto_docs.documents.word import rendering
from kanto_docs.documents.word.texts import Texts
from kanto_docs.words import Words
from tests import accessibility
from tests.accessibility import BODY
from tests.looks import contrast
from tests.papers import WORD, Paper, named
from tests.proof import said_by
from tests.test_proof import own_texts, replaced

LOCALES: Final = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
MARKER: Final = re.compile(r"\s*(?:[-•–]|\d{1,2}[.)])\s+")
GOOD: Final = Paper("cafe", "application", "fi")


class Recording(Texts):
    """Remembers what a template places: a text, and of a gap how it begins."""

    seen: Final[list[str]] = []

    def mark(self, value: object) -> str:
        gap = value.gap if isinstance(value, Rows) and not value else value
        self.seen.append(gap.short.rstrip("]") if isinstance(gap, Gap) else str(value))
        return super().mark(value)


@functools.cache
def made(one: Paper) -> tuple[bytes, tuple[str, ...]]:
    """The document, and what its template placed in it."""
    Recording.seen.clear()
    with patch.object(rendering, "Texts", Recording):
        document = make(one.name, one.checked, Words(one.language))
    return document.payload, tuple(dict.fromkeys(Recording.seen))


@pytest.mark.parametrize("one", WORD, ids=named, scope="class")
class TestDocument:
    """Both tests of a document follow each other, so that it is made once."""

    def test_it_can_be_read_by_everybody(self, one: Paper) -> None:
        payload, _ = made(one)
        locale, texts = LOCALES[one.language], own_texts(one.sample)
        assert accessibility.problems(payload, locale, texts) == []

    def test_it_says_whatever_its_template_places(self, one: Paper) -> None:
        payload, placed = made(one)
        assert placed
        assert unsaid(payload, placed) == []


def unsaid(payload: bytes, placed: tuple[str, ...]) -> list[str]:
    """The lines that a document does not say; an item of a list loses its typed mark."""
    said = "\n".join(" ".join(line.split()) for line in said_by(payload))
    lines = [" ".join(line.split()) for text in placed for line in text.splitlines()]
    return [line for line in lines if line not in said and MARKER.sub("", line, 1) not in said]


def test_every_document_is_looked_at() -> None:
    assert {one.language for one in WORD} == set(LOCALES)
    assert len({one.name for one in WORD}) > 8


# What the checks are for: each fault put into a good document, and seen.

TEXT: Final = "Hakijan perustiedot</w:t>"
PARAGRAPH: Final = "<w:p><w:r><w:t>Teksti</w:t></w:r></w:p>"


def run(look: str, text: str = "Teksti") -> str:
    return f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def styled(style: str, text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def table(head: str = "", look: str = "", caption: str = "Taulukko", cell: str = PARAGRAPH) -> str:
    properties = f'<w:tblLook {look}/><w:tblCaption w:val="{caption}"/>'
    row = f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr><w:tc>{cell}</w:tc></w:tr>"
    rest = row.replace(head, "") if head else row
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{row}{rest}</w:tbl>{PARAGRAPH}"


HEAD: Final = "<w:tblHeader/>"
NAMED: Final = 'w:firstColumn="1"'
PICTURE: Final = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:docPr id="{id}" name="Kuva" {about}/></wp:inline></w:drawing>'
    "</w:r></w:p>"
)
LATE: Final = table(look=NAMED).replace(
    "</w:tbl>",
    f"<w:tr><w:trPr><w:cantSplit/>{HEAD}</w:trPr><w:tc>{PARAGRAPH}</w:tc></w:tr></w:tbl>",
)
OLIVE: Final = '<w:color w:val="808000"/>'
TWINS: Final = (
    '<w:p><w:bookmarkStart w:id="900" w:name="a"/><w:bookmarkEnd w:id="900"/>'
    '<w:bookmarkStart w:id="901" w:name="a"/><w:bookmarkEnd w:id="901"/>'
    "<w:r><w:t>Teksti</w:t></w:r></w:p>"
)
FAULTS: Final = {
    "a second title": (styled("Title", "Toinen"), "2 titles"),
    "a skipped level": (
        styled("Heading1", "Ylin") + styled("Heading3", "Liian syvällä"),
        "of level 3 after level 1",
    ),
    "an empty heading": (styled("Heading1", " "), "an empty heading"),
    "a table without a caption": (table(HEAD, caption=""), "no caption"),
    "a table without a header": (table(), "neither a header row"),
    "an empty header": (table(HEAD, cell="<w:p/>"), "an empty header"),
    "a row that breaks": (table(HEAD).replace("<w:cantSplit/>", ""), "may break across pages"),
    "a header row too late": (LATE, "header rows are not the first"),
    "a picture without words": (PICTURE.format(id=901, about=""), "without alternative text"),
    "pictures with one number": (PICTURE.format(id=902, about='descr="Kuva"') * 2, "id 902 twice"),
    "a strange language": (run('<w:lang w:val="ru-RU"/>'), "a text in ru-RU"),
    "pale text": (run('<w:color w:val="AAAAAA"/>'), "AAAAAA on FFFFFF is 2.32:1"),
    "text on a dark shade": (run('<w:shd w:val="clear" w:fill="333333"/>'), "1A1A1A on 333333"),
    "text on a marker": (run(OLIVE + '<w:highlight w:val="yellow"/>'), "808000 on FFFF00"),
    "white text": (run('<w:color w:val="FFFFFF"/>'), "FFFFFF on FFFFFF is 1.00:1"),
    "an empty paragraph": (f"{PARAGRAPH}<w:p/>{PARAGRAPH}", "an empty paragraph"),
    "typed bullets": (PARAGRAPH.replace("Teksti", "• kahvi"), "a typed list item"),
    "typed numbers": (
        PARAGRAPH.replace("Teksti", "1. kahvi") + PARAGRAPH.replace("Teksti", "2. pulla"),
        "a typed list item: '2. pulla'",
    ),
    "a bookmark twice": (TWINS, "bookmarkStart name a twice"),
    "a link to nowhere": (
        '<w:p><w:hyperlink w:anchor="poissa"><w:r><w:t>linkki</w:t></w:r></w:hyperlink></w:p>',
        "leads nowhere",
    ),
    "a link without text": (
        '<w:p><w:r><w:t>Teksti</w:t></w:r><w:hyperlink w:anchor="poissa"/></w:p>',
        "a link without text",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_seen(fault: str) -> None:
    xml, wanted = FAULTS[fault]
    spoiled = replaced(made(GOOD)[0], BODY, "<w:sectPr", f"{PARAGRAPH}{xml}<w:sectPr")
    found = accessibility.problems(spoiled, "fi-FI", own_texts("cafe"))
    assert any(wanted in problem for problem in found), found


PARTS: Final = {
    "no title": (BODY, 'w:val="Title"', 'w:val="BodyText"', "0 titles"),
    "no language of the file": ("docProps/core.xml", "fi-FI", "sv-FI", "core properties: sv-FI"),
    "no title of the file": ("docProps/core.xml", "Kylän kahvila", " ", "does not say its title"),
    "no language of styles": ("word/styles.xml", 'w:val="fi-FI"', 'w:val="en-US"', "en-US"),
    "no hyphenation": ("word/settings.xml", "<w:autoHyphenation/>", "", "not hyphenated"),
    "a typed page number": (
        "word/footer1.xml",
        "<w:tab/>",
        '<w:t xml:space="preserve"> Sivu 3 </w:t>',
        "typed page",
    ),
}


@pytest.mark.parametrize("fault", PARTS)
def test_a_fault_elsewhere_in_the_file_is_seen(fault: str) -> None:
    part, old, new, wanted = PARTS[fault]
    spoiled = replaced(made(GOOD)[0], part, old, new)
    found = accessibility.problems(spoiled, "fi-FI", own_texts("cafe"))
    assert any(wanted in problem for problem in found), found


def test_a_text_that_is_not_there_is_missed() -> None:
    spoiled = replaced(made(GOOD)[0], BODY, "Kahvilaan ei uskalleta tulla", "Kahvilaan tullaan")
    assert any("ei uskalleta" in line for line in unsaid(spoiled, made(GOOD)[1]))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("000000", "FFFFFF", 21), ("777777", "FFFFFF", 4.48), ("FFFFFF", "FFFFFF", 1)],
)
def test_contrast_is_reckoned_as_the_guideline_does(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)
