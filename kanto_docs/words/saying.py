"""A finding as sentences: title, what is wrong here, why, what to do, and the law in short."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple, cast

from kanto_docs.cards import card, files
from kanto_docs.finding import Basis, Finding
from kanto_docs.words.speaking import Words

_UNITS: Final = re.compile(
    r"(?P<para>[0-9–-]+ ?[a-z]?) §|(?P<number>[0-9–-]+|[a-z](?= alak)) (?P<unit>mom|k|art|alak)\b"
    r"|liite (?P<annex>[0-9IVX]+)"
)


class Said(NamedTuple):
    """A finding in words."""

    title: str
    message: str
    why: str
    fix: str
    law: str


def say(finding: Finding, words: Words) -> Said:
    """The finding in the language of `words`."""
    law = law_in_short(finding.basis, words)
    if finding.code not in files():
        return _required(finding, words, law)
    found = card(finding.code)
    texts = found.texts[words.language]
    facts = {"field": finding.path, **finding.facts}

    def filled(key: str) -> str:
        template = texts.get(key, "")
        return words.fill(template, facts, terms=found.terms, path=finding.path)

    return Said(
        texts["title"],
        filled(_message_key(texts, finding.facts)),
        filled("why"),
        filled("fix"),
        law,
    )


def title_of(code: str, words: Words) -> str:
    """The title of a rule card; the code itself for a row of the required list."""
    return card(code).texts[words.language]["title"] if code in files() else code


def law_in_short(basis: tuple[Basis, ...], words: Words) -> str:
    """The law numbers and sections of a basis, "866/2021 8 §, 11 §; 867/2021 4 § 1 mom."."""
    said: list[str] = []
    before = None
    for one in basis:
        if one.kind == "logic":
            continue
        if one.law and one.law == before and one.section:
            said[-1] += f", {section_in_words(one.section, words)}"
        else:
            said.append(_one(one, words))
        before = one.law
    return "; ".join(said)


def section_in_words(section: str, words: Words) -> str:
    """The Finnish short form of a section in the language of `words`."""

    def replace(match: re.Match[str]) -> str:
        if match["annex"]:
            return words.ui("section.annex", n=match["annex"])
        if match["para"]:
            return words.ui("section.paragraph", n=match["para"])
        unit = {"mom": "subsection", "k": "point", "art": "article", "alak": "subpoint"}
        return words.ui(f"section.{unit[match['unit']]}", n=match["number"])

    return _UNITS.sub(replace, section)


def _one(one: Basis, words: Words) -> str:
    if one.law is None:
        return one.title or ""
    law = words.ui("section.regulation", n=one.law) if one.law.startswith("(EU)") else one.law
    return f"{law} {section_in_words(one.section, words)}" if one.section else law


def _message_key(texts: Mapping[str, str], facts: Mapping[str, object]) -> str:
    by_problem = f"message_{facts.get('problem')}"
    if by_problem in texts:
        return by_problem
    return (
        "message_suggestion"
        if facts.get("suggestion") and "message_suggestion" in texts
        else ("message")
    )


def _required(finding: Finding, words: Words, law: str) -> Said:
    label = words.label(finding.path)
    where = _item(finding, words)
    ask = cast("Mapping[str, str]", finding.facts["ask"])
    why = words.ui("required.why_law" if law else "required.why_practice")
    key = "required.declined" if finding.facts.get("declined") else "required.message"
    return Said(
        words.ui("required.title", label=label),
        words.ui(key, label=label, where=where),
        why,
        ask[words.language],
        law,
    )


def _item(finding: Finding, words: Words) -> str:
    """Which list item is meant: " (Henkilöstö 2)", or nothing."""
    path = finding.path
    for depth in range(len(path) - 1, 0, -1):
        step = path[depth]
        if isinstance(step, int):
            return f" ({words.label(path[:depth])} {step + 1})"
    return ""
