"""The fields of a plan as names: what each of them says, ready to be read, or its gap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Final, Union, cast, get_args, get_origin

from kanto_docs.documents.gaps import Answer, Gap, Names, Rows, Said
from kanto_docs.documents.missing import gap_at
from kanto_docs.places import Level, find
from kanto_docs.plan.content import Effect
from kanto_docs.plan.part import Part, Translated
from kanto_docs.source import Path
from kanto_docs.words import LANGUAGES, Words

SUSTAINABILITY: Final[Mapping[str, tuple[str, ...]]] = {
    "ecological": (
        "natural_resources", "climate_risks", "biodiversity", "water_soil_air", "natura_2000",
    ),
    "economic": (
        "materials_waste", "renewable_energy", "local_business", "intangible", "mobility",
    ),
    "social": (
        "wellbeing", "equality", "social_cultural_equity", "cultural_environment",
        "environmental_skills",
    ),
}  # fmt: skip
"""The fifteen rows of the sustainability table (kestävä kehitys) in the form's three groups."""


_LEVELS: Final[Mapping[Path, Level]] = {
    ("area", "regions"): "region",
    ("area", "municipalities"): "municipality",
}
"""Places that have a name in Swedish too."""


class Maker:
    """Makes names out of the parts of a plan, guided by their type hints."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def gap(self, path: Path, label: str = "") -> Gap:
        """The gap of a field, or of a figure that has a name of its own."""
        return gap_at(path, self.words, label)

    def part(self, kind: type[Part], part: Part, path: Path) -> dict[str, object]:
        """The names of one part; what it lacks is a gap."""
        names: dict[str, object] = {}
        for name, hint in kind.__annotations__.items():
            key = name.rstrip("_")
            value = getattr(part, name, None)
            names[key] = self.value(hint, value, (*path, key))
            if isinstance(value, Translated) or Translated in get_args(hint):
                names |= self.languages(key, value, (*path, key))
        return names

    def value(self, hint: Any, value: Any, path: Path) -> object:  # noqa: ANN401  # type hints
        """One value as a template sees it."""
        if get_origin(hint) in (UnionType, Union):
            hint = next(choice for choice in get_args(hint) if choice is not type(None))
        if get_origin(hint) is Annotated:
            return self.amount(hint.__metadata__[0], value, path)
        if get_origin(hint) is tuple:
            return self.rows(get_args(hint)[0], value or (), path)
        if get_origin(hint) is Mapping:
            return self.mapping(hint, value or {}, path)
        if isinstance(hint, type) and issubclass(hint, Part) and hint is not Translated:
            return Names(_dotted(path), self.part(hint, value or hint(), path))
        if value in (None, ""):
            return self.gap(path)
        said = self.scalar(value, path)
        return Said(said, path) if isinstance(said, str) else said

    def scalar(self, value: object, path: Path) -> object:
        """A text, a date, an answer or one of the field's fixed values."""
        if isinstance(value, bool):
            return Answer(self.words.ui("answer.yes" if value else "answer.no"), value)
        if isinstance(value, dt.date):
            return self.words.date(value)
        if isinstance(value, Translated):
            return value.text(self.words.language)
        level = _LEVELS.get(path[:2]) if self.words.language == "sv" else None
        place = find(level, str(value)) if level is not None else None
        return place.sv if place is not None else self.words.value(path, str(value))

    def amount(self, kind: str, value: Any, path: Path) -> object:  # noqa: ANN401  # by `kind`
        """Euros, a share, a number; a year is written without a space."""
        unit, _, yearly = kind.partition("_by_")
        if yearly:
            pairs = cast("Mapping[int, Decimal]", value or {})
            rows = tuple(
                Names(
                    _dotted(path),
                    {"year": str(year), "amount": self.amount(unit, number, (*path, str(year)))},
                )
                for year, number in sorted(pairs.items())
            )
            return Rows(rows, self.gap(path))
        if value is None:
            return self.gap(path)
        if path[-1] == "year":
            return Said(str(value), path)
        says: dict[str, Callable[[Decimal], str]] = {
            "money": self.words.euro,
            "percent": self.words.percent,
        }
        return Said(says.get(unit, self.words.number)(value), path)

    def rows(self, kind: Any, values: Sequence[Any], path: Path) -> Rows:  # noqa: ANN401  # hints
        """A list: texts stay texts, parts become names."""
        made = (self.value(kind, value, (*path, place)) for place, value in enumerate(values))
        return Rows(tuple(made), self.gap(path))

    def mapping(self, hint: Any, value: Mapping[str, Any], path: Path) -> object:  # noqa: ANN401  # hints
        """The sustainability table; other mappings are given names of their own."""
        if get_args(hint)[1] is not Effect:
            return Rows((), self.gap(path))
        groups = {
            group: Rows(
                tuple(self.effect(key, value.get(key, Effect()), path) for key in keys if value),
                self.gap(path),
            )
            for group, keys in SUSTAINABILITY.items()
        }
        return Names(_dotted(path), groups)

    def effect(self, key: str, effect: Effect, path: Path) -> Names:
        """One row of the sustainability table with its title."""
        here = (*path, key)
        names = self.part(Effect, effect, here)
        return Names(_dotted(here), {"label": self.words.label(here), **names})

    def languages(self, key: str, text: Translated | None, path: Path) -> dict[str, object]:
        """The text in each language by itself: summary_fi, summary_sv, summary_en."""
        known = text.by_language if text is not None else {}
        return {
            f"{key}_{language}": Said(known[language], (*path, language))
            if known.get(language)
            else self.gap((*path, language), self.words.label(path))
            for language in LANGUAGES
        }


def _dotted(path: Path) -> str:
    return ".".join(str(step) for step in path if not isinstance(step, int))
