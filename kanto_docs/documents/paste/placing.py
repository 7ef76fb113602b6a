"""The plan laid out as the form asks: every block with its fields, records and tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast

from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Gap, Names
from kanto_docs.documents.paste.entries import Entry, Part, Row, Value
from kanto_docs.documents.paste.form import Block, Field, Form
from kanto_docs.documents.paste.lookup import at, holds, is_list, keys_of, languages_of
from kanto_docs.documents.paste.valuing import NOTHING, Values, id_of
from kanto_docs.documents.view import view
from kanto_docs.plan.part import Translated
from kanto_docs.source import Path
from kanto_docs.words import Words
from kanto_docs.words.saying import law_in_short, title_of

HEADING: Final = 60
"""Characters of a row's own words that may be its heading."""
ALWAYS: Final = ("total", "grant")
"""Lines that are shown even when they are nothing."""


class Layout:
    """One plan in one form and one language."""

    def __init__(self, form: Form, checked: Checked, words: Words) -> None:
        self._form = form
        self._words = words
        self._make = Values(form.manner, checked, words)
        self._plan = self._make.plan
        self._names = view(checked, words, only=())

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps that have been shown, each once."""
        return tuple(self._make.gaps.values())

    def parts(self) -> Iterator[Part]:
        """The blocks in the form's order."""
        for block in self._form.blocks:
            yield Part(
                f"b-{block.code.lower()}",
                block.code,
                block.heading[self._words.language],
                block.sure,
                law_in_short(block.basis, self._words),
                tuple(self._entries(block)),
            )

    def _entries(self, block: Block) -> Iterator[Entry]:
        for field in block.fields:
            if not holds(self._plan, field.when):
                continue
            if field.lines:
                yield self._lines(field)
            elif field.name:
                yield self._prepared(field, field.name)
            elif field.rows:
                yield self._fixed(field)
            else:
                yield from self._of_plan(field)

    def _of_plan(self, field: Field) -> Iterator[Entry]:
        value = at(self._plan, field.path)
        if isinstance(value, Mapping):
            yield from self._by_code(field, cast("Mapping[str, str]", value))
        elif field.languages:
            yield from self._by_language(field, cast("Translated | None", value))
        elif not field.each:
            if value in NOTHING and field.computed:
                value = self._make.budget.get(field.computed)
            heading = self._heading(field)
            yield self._field(field, heading, self._make.value(field.path, heading, value))
        elif is_list(field.path):
            yield self._listed(field, cast("tuple[object, ...] | None", value))
        elif value is None and field.optional:
            yield Entry(id_of(field.path), self._heading(field), "record")
        else:
            values = tuple(self._columns(field, field.path, value, None))
            yield self._alone(id_of(field.path), self._heading(field), values, "record")

    def _by_language(self, field: Field, text: Translated | None) -> Iterator[Entry]:
        """A field for each language; only the plan's own is missed."""
        own = self._make.own_language
        for language in languages_of(text, own, field.languages):
            path = (*field.path, language)
            inner = self._words.ui(f"doc.paste.language.{language}")
            heading = f"{self._heading(field)} ({inner})"
            said = text.by_language.get(language) if text is not None else None
            value = self._make.text(path, heading, said or "", field.path, language)
            optional = field.optional or language != own
            yield self._field(field._replace(optional=optional), heading, value, id_of(path))

    def _by_code(self, field: Field, texts: Mapping[str, str]) -> Iterator[Entry]:
        """Special reasons: one for each rule that they speak of."""
        if not texts:
            yield Entry(id_of(field.path), self._heading(field), "field")
        for number, (code, text) in enumerate(texts.items()):
            path = (*field.path, number)
            heading = f"{self._heading(field)}: {title_of(code, self._words)}"
            value = self._make.text(path, heading, text, path, self._make.own_language)
            yield self._field(field, heading, value, id_of(path))

    def _field(self, field: Field, heading: str, value: Value, here: str = "") -> Entry:
        here = here or id_of(field.path)
        if not value.text:
            if field.optional:
                return Entry(here, heading, "field")
            value = self._make.missing(value, field.path)
        return self._alone(here, heading, (value,))

    def _prepared(self, field: Field, name: str) -> Entry:
        """What the call or the programme is called."""
        group, _, key = name.partition(".")
        said = cast("Names", self._names[group])[key]
        heading, here = self._heading(field), id_of((group, key))
        if not isinstance(said, Gap):
            return self._alone(here, heading, (Value(f"{here}-v", heading, str(said)),))
        if field.optional:
            return Entry(here, heading, "field")
        gap = self._make.shown(said)
        return self._alone(here, heading, (Value(f"{here}-v", heading, gap=gap),))

    def _listed(self, field: Field, items: tuple[object, ...] | None) -> Entry:
        """A list of the plan; one that is absent is missed unless the form goes without."""
        heading, here = self._heading(field), id_of(field.path)
        layout = "table" if field.is_table else "records"
        if not items:
            if field.optional or (items is not None and self._may_be_empty(field.path)):
                return Entry(here, heading, layout)
            value = self._make.missing(Value(f"{here}-v", heading), field.path)
            return self._alone(here, heading, (value,))
        keys = keys_of(self._make.budget, field.path)
        rows = []
        for place, item in enumerate(items):
            path = (*field.path, place)
            values = tuple(self._columns(field, path, item, keys[place] if keys else None))
            rows.append(self._row(id_of(path), self._title(heading, place, values), values))
        columns = tuple(value.label for value in rows[0].values) if field.is_table else ()
        return Entry(here, heading, layout, tuple(rows), columns)

    def _fixed(self, field: Field) -> Entry:
        """A table whose rows are the form's own; without any of them the form may go."""
        if field.optional and not at(self._plan, field.path):
            return Entry(self._fixed_id(field), self._heading(field), "table")
        rows = []
        for key in field.rows:
            path = (*field.path, key)
            values = tuple(self._columns(field, path, at(self._plan, path), None))
            rows.append(self._row(id_of(path), self._words.label(path), values))
        columns = tuple(value.label for value in rows[0].values)
        heading = self._heading(field)
        return Entry(self._fixed_id(field), heading, "table", tuple(rows), columns)

    def _fixed_id(self, field: Field) -> str:
        return f"{id_of((*field.path, field.rows[0]))}-table"

    def _lines(self, field: Field) -> Entry:
        """Lines of the budget, of the whole period and of every year."""
        make, years = self._make, self._make.budget.years
        whole = self._words.ui("doc.paste.whole")
        within = {name for name, _ in make.budget.explain("total")}
        used = {*within, *make.figures.cost_lines(), *make.figures.funding_lines()}
        rows = []
        for name in field.lines:
            value = make.figures.value(name)
            if name not in used or (value == 0 and name not in ALWAYS):
                continue
            here = id_of(("line", name))
            cells = [make.amount(f"{here}-v", whole, name, value)]
            for year in years:
                amount = make.figures.value(name, year)
                cells.append(make.amount(f"{here}-{year}", str(year), name, amount))
            rows.append(self._row(here, self._words.ui(f"budget.{name}"), tuple(cells)))
        here = id_of(("lines", field.lines[0]))
        columns = (whole, *map(str, years))
        return Entry(here, self._heading(field), "table", tuple(rows), columns)

    def _columns(self, field: Field, path: Path, part: object, key: str | None) -> Iterator[Value]:
        for column in field.each:
            if holds(self._plan, column.when):
                for value in self._make.cells(column, path, part, key):
                    if value.text or value.gap is not None or field.is_table:
                        yield value

    def _heading(self, field: Field) -> str:
        if field.heading is not None:
            return field.heading[self._words.language]
        return self._words.label(field.path)

    def _title(self, heading: str, place: int, values: Sequence[Value]) -> str:
        """A row's heading: its number and what it begins with."""
        first = " ".join(values[0].text.split()) if values else ""
        if not first:
            return f"{heading} {place + 1}"
        return f"{place + 1}. {first if len(first) <= HEADING else first[: HEADING - 1] + '…'}"

    def _alone(
        self, here: str, heading: str, values: tuple[Value, ...], layout: str = "field"
    ) -> Entry:
        return Entry(here, heading, layout, (self._row(here, heading, values),))

    def _row(self, here: str, heading: str, values: tuple[Value, ...]) -> Row:
        said = "\0".join((here, *(value.text for value in values)))
        digest = hashlib.sha256(said.encode(errors="replace")).hexdigest()[:8]
        return Row(here, heading, values, digest)

    def _may_be_empty(self, path: Path) -> bool:
        """Whether an empty list of this field was said by the plan and is no mere default."""
        above = at(self._plan, path[:-1])
        return getattr(type(above), str(path[-1]), ()) is None
