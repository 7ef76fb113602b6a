"""The proof that a finished document says what its plan says, before it is put in place.

It does not trust what made the document: the file is read anew, and its figures are held against
the plan and the budget themselves, not against another document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from kanto_docs.checking import Checked
from kanto_docs.documents.tying.book import Book
from kanto_docs.documents.tying.comparing import Comparison, same
from kanto_docs.documents.tying.facts import FactReader
from kanto_docs.documents.tying.names import names_of, texts_of
from kanto_docs.documents.tying.opening import Package
from kanto_docs.documents.tying.sheets import book_of
from kanto_docs.documents.tying.units import Fact, plain
from kanto_docs.documents.tying.word import units_of_word
from kanto_docs.documents.view import view
from kanto_docs.documents.word.template import names_used
from kanto_docs.errors import DataError
from kanto_docs.words import Words


class Proof(NamedTuple):
    """How many amounts and days were compared, and those that the plan does not know."""

    compared: int
    strange: tuple[str, ...]

    def hold(self) -> int:
        """The number compared. Raises DataError, a fault of the tool, when anything is strange."""
        if self.strange:
            raise DataError("not_tied", strange=self.strange)
        return self.compared


def proof_of_word(document: bytes, template: bytes, checked: Checked, words: Words) -> Proof:
    """Whether every amount and day of a Word document is the plan's or the template's own."""
    names = view(checked, words, names_used(template))
    reader = FactReader(words.language, names_of(checked.plan, names))
    texts = tuple(texts_of(names))
    comparison = Comparison(reader, texts)
    for unit in units_of_word(Package(template, "docx")):
        for cell in unit.cells:
            comparison.know(cell.text)
    figures = tuple(text for text in texts if any(map(comparison.is_watched, reader.facts(text))))
    compared = 0
    unknown: list[str] = []
    for unit in units_of_word(Package(document, "docx"), ours=True):
        for cell in unit.cells:
            facts = reader.facts(cell.text)
            compared += sum(fact.kind in ("amount", "date") for fact in facts)
            if any(map(comparison.added, facts)):
                unknown += strange(cell.text, figures, comparison)
    return Proof(compared, tuple(unknown))


def strange(text: str, figures: Iterable[str], comparison: Comparison) -> Iterator[str]:
    """The amounts and days that are left of a text when the plan's own are taken out of it.

    Texts that meet in a template may look like another amount: Ryhmä 2 and 300,00 €.
    """
    left = plain(text)
    for figure in sorted(figures, key=len, reverse=True):
        if figure in left:
            left = re.sub(rf"(?<![\d.,]){re.escape(figure)}(?![\d.,]?\d)", "\ue000", left)
    return (fact.written for fact in comparison.reader.facts(left) if comparison.added(fact))


def proof_of_excel(document: bytes, checked: Checked, words: Words) -> Proof:
    """Whether every cell that has the name of a budget line holds the line's value."""
    return proof_of_book(book_of(Package(document, "xlsx"), words), checked.budget.values)


def proof_of_book(book: Book, values: Mapping[str, Decimal | None]) -> Proof:
    """The same of a workbook that was read already."""
    compared = 0
    unknown: list[str] = []
    for name in book.names:
        cell, value = book.named(name), values.get(name)
        if cell is None or name not in values:
            continue
        compared += 1
        held = cell.fact
        if value is None:
            agrees = held is None
        else:
            agrees = held is not None and same(Fact("number", value, ""), held)
        if not agrees:
            unknown.append(name)
    return Proof(compared, tuple(unknown))
