"""The law's numbers in words: every value in time, with its source and the day it was checked."""

from __future__ import annotations

from typing import NamedTuple

from kanto_docs.finding import Basis
from kanto_docs.law import Dated, Parameter
from kanto_docs.words import Words
from kanto_docs.words.saying import law_in_short


class Held(NamedTuple):
    """One value and from when it holds."""

    since: str
    value: str
    basis: Basis
    source: str
    confidence: str
    checked: str
    note: str


class Number(NamedTuple):
    """A number of the law with all its values."""

    name: str
    title: str
    values: tuple[Held, ...]


def number_in_words(one: Parameter, words: Words) -> Number:
    """A parameter with its history."""
    title = one.title.get(words.language, one.name)
    return Number(one.name, title, tuple(_held(dated, one.unit, words) for dated in one.values))


def confidence(grade: str, words: Words) -> str:
    """How surely something is known: "luettu lähteestä"."""
    return words.ui(f"rulebook.confidence.{grade}")


def _held(dated: Dated, unit: str, words: Words) -> Held:
    unknown = words.ui("rulebook.unknown")
    return Held(
        since=words.date(dated.since) if dated.since else words.ui("rulebook.unknown_since"),
        value=unknown if dated.value is None else _value(dated.value, unit, words),
        basis=dated.basis,
        source=law_in_short((dated.basis,), words),
        confidence=confidence(dated.basis.confidence, words),
        checked=words.ui("rulebook.checked", on=dated.checked_on),
        note=dated.note.get(words.language, ""),
    )


def _value(value: object, unit: str, words: Words) -> str:
    if isinstance(value, tuple):
        return ", ".join(_listed(str(one), words) for one in value)
    spec = {"percent": "percent", "euro": "euro", "date": "date"}.get(unit, "")
    said = words.fill("{value:" + spec + "}" if spec else "{value}", {"value": value})
    return said if spec else f"{said} {words.ui(f'unit.{unit}')}".strip()


def _listed(value: str, words: Words) -> str:
    """A value of a list in words where there are any."""
    key = f"listed.{value}"
    return words.ui(key) if words.has(key) else value
