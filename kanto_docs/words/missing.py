"""What was not there, said so that somebody can go and get it."""

from __future__ import annotations

from collections.abc import Mapping

from kanto_docs.law import Law, Programme, programme_codes
from kanto_docs.law import programme as programme_of
from kanto_docs.source import Path
from kanto_docs.words.speaking import Words


def missing_in_words(name: str, words: Words, programme: Programme | None) -> str:
    """The dotted name of something missing, as a person would say it."""
    first, _, rest = name.partition(".")
    if first == "call":
        if not rest:
            return words.ui("missing.call")
        key = f"call_field.{rest}"
        return words.ui("missing.call_field", name=words.ui(key) if words.has(key) else rest)
    if first == "law":
        title = _title(rest, programme).get(words.language, rest)
        return words.ui("missing.law_field", name=title)
    return field_in_words(path_of(name), words)


def _title(number: str, programme: Programme | None) -> Mapping[str, str]:
    """What a number of the law is called; where the programme has none, as another calls it."""
    others = (programme_of(code) for code in programme_codes())
    for one in (programme, *others):
        if one is not None and number in one.parameters:
            return one.parameters[number].title
    return {}


def field_in_words(path: Path, words: Words) -> str:
    """A field with what it stands in: "Henkilöstö 2: Kuukausipalkka"."""
    if len(path) == 1:
        return words.label(path)
    if isinstance(path[-1], int):
        return f"{words.label(path)} {path[-1] + 1}"
    above = path[:-1]
    number = f" {above[-1] + 1}" if isinstance(above[-1], int) else ""
    return f"{words.label(above)}{number}: {words.label(path)}"


def field_and_place(path: Path, words: Words) -> str:
    """A field and what it stands in: "Kuukausipalkka (Henkilöstö 2)"."""
    if len(path) == 1:
        return words.label(path)
    above = path[:-1]
    number = f" {above[-1] + 1}" if isinstance(above[-1], int) else ""
    return f"{words.label(path)} ({words.label(above)}{number})"


def path_of(name: str) -> Path:
    """ "staff.0.monthly_pay" as a path."""
    return tuple(int(step) if step.isdigit() else step for step in name.split("."))


def programme_name(law: Law, words: Words) -> str:
    """The programme's own name."""
    names = law.programme.raw.get("name")
    return str(names.get(words.language, law.programme.code)) if isinstance(names, Mapping) else ""
