"""The single values of the form: a text, an amount, a choice, or the gap in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, cast

from kanto_docs.checking import Checked
from kanto_docs.documents.called import called
from kanto_docs.documents.figures import Figures
from kanto_docs.documents.gaps import Gap
from kanto_docs.documents.missing import gap_at
from kanto_docs.documents.paste.entries import Value
from kanto_docs.documents.paste.form import Column, Manner
from kanto_docs.documents.paste.lookup import limit_of, names_for, step_into, yearly
from kanto_docs.documents.paste.typing_in import Typist, clean
from kanto_docs.documents.view.sharing import with_shared
from kanto_docs.plan.part import Translated
from kanto_docs.shape.fields import kind_of
from kanto_docs.source import Path
from kanto_docs.words import LANGUAGES, Words

NOTHING: Final = (None, "", ())
LINE: Final = "line"
_TEXTS: Final = ("text", LINE)


class Values:
    """Makes the values of one plan. `gaps` are those that the page shows."""

    def __init__(self, manner: Manner, checked: Checked, words: Words) -> None:
        self.gaps: dict[Path, Gap] = {}
        self.plan = with_shared(checked)
        self.budget = checked.budget
        self.words = words
        known = self.plan.language in LANGUAGES
        self.own_language = str(self.plan.language) if known else LANGUAGES[0]
        self.figures = Figures(checked.budget, words, self.gap)
        self._typist = Typist(manner, words)
        call = checked.law.call
        limits = call["max_chars"] if call is not None else None
        self._limits = cast("Mapping[str, Decimal]", limits or {})

    def value(self, path: Path, label: str, value: object, field: Path = ()) -> Value:
        """A value of the plan, or of the budget in its place; without one an empty text."""
        kind = kind_of(field or path)
        if value in NOTHING:
            return Value(f"{id_of(path)}-v", label)
        if isinstance(value, Translated):
            spoken = (self.words.language, value.default, *value.by_language)
            language = next((one for one in spoken if value.by_language.get(one)), "")
            return self.text(path, label, value.by_language.get(language, ""), path, language)
        if isinstance(value, str) and kind in _TEXTS:
            return self.text(path, label, value, path, self.own_language)
        return Value(f"{id_of(path)}-v", label, self._typist.say(value, path, kind))

    def text(self, path: Path, label: str, text: str, field: Path, language: str) -> Value:
        """A text of the plan in `language`, with what the call allows in `field`."""
        said = clean(text)
        foreign = language if language != self.words.language else None
        limit = limit_of(self._limits, field)
        counted = limit is not None or kind_of(field) != LINE
        length = len(said) if counted else None
        return Value(f"{id_of(path)}-v", label, said, None, foreign, length, limit)

    def amount(self, here: str, label: str, name: str, value: Decimal | None) -> Value:
        """Euros of the line `name`, or its gap."""
        if value is None:
            return Value(here, label, gap=self.shown(self.figures.gap(name)))
        return Value(here, label, self._typist.number(value, is_money=True))

    def cells(self, column: Column, path: Path, part: object, key: str | None) -> Iterator[Value]:
        """A field of a row at `path`, `key` in the budget; an amount by year gives several."""
        if column.path is None:
            line = str(column.line)
            value = self.budget.get(f"{line}_{key}")
            yield self.amount(f"{id_of(path)}-{line}", self.words.ui(f"budget.{line}"), line, value)
            return
        here = (*path, column.path)
        label = self.words.label(here)
        said = step_into(part, column.path)
        if said in NOTHING and column.computed and key:
            said = self.budget.get(f"{column.computed}_{key}")
        if said and isinstance(said, Mapping):
            for year, amount in yearly(said):
                yield self.value((*here, str(year)), f"{label} {year}", amount, (*here, str(year)))
            return
        if said and column.names:
            said = tuple(map(str, names_for(self.plan, column.names, said)))
        elif said and column.about:
            said = called(self.plan, cast("tuple[str, ...]", said))
        found = self.value(here, label, None if isinstance(said, Mapping) else said)
        yield found if found.text or column.optional else self.missing(found, here)

    def missing(self, value: Value, path: Path) -> Value:
        """The value with the gap of its field."""
        return value._replace(gap=self.shown(self.gap(path)))

    def gap(self, path: Path, label: str = "") -> Gap:
        """The gap of a field, or of a figure that has a name of its own."""
        return gap_at(path, self.words, label)

    def shown(self, gap: Gap) -> Gap:
        """The gap, which the page shows."""
        self.gaps.setdefault(gap.path, gap)
        return gap


def id_of(path: Path) -> str:
    """The name of a field on the page: f-project-name."""
    return "-".join(("f", *(str(step).replace("_", "-") for step in path)))
