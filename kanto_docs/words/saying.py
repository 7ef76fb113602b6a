"""A finding as sentences: title, what is wrong here, why, what to do, and the law in short."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple, cast

from kanto_docs.cards import card, files
from kanto_docs.finding import Basis, Finding, Remedy
from kanto_docs.patterns import lazy
from kanto_docs.words.missing import field_and_place
from kanto_docs.words.speaking import Words

_SECTION: Final = lazy(r"(?P<n>[0-9–-]+ ?[a-z]?) §|(?P<part>[0-9–-]+) (?P<unit>mom|k)\b")
_SEVERAL: Final = ("–", "-")
_ARTICLE: Final = lazy(
    r"(?P<article>[0-9]+) art(?: (?P<point>[0-9]+) k)?(?: (?P<subpoint>[a-z]) alak)?"
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


def say_remedy(finding: Finding, remedy: Remedy, words: Words) -> str:
    """A way out as a sentence that says what to change, and by how much."""
    found = card(finding.code)
    template = found.texts[words.language][f"remedy_{remedy.key}"]
    facts = {"field": finding.path, **finding.facts, **remedy.facts}
    said = words.fill(template, facts, terms=found.terms, path=remedy.changes[0].path)
    if "then_payer" in remedy.facts:
        said += f" {words.ui('report.financing', **remedy.facts)}"
    return said


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
    """The Finnish short form of a section, "24 § 4 k", in the language of `words`."""
    if european := _ARTICLE.fullmatch(section):
        parts = {name: part for name, part in european.groupdict().items() if part}
        return words.ui(f"section.{'_'.join(parts)}", **parts)

    def replace(match: re.Match[str]) -> str:
        number = match["n"] or match["part"]
        unit = {"mom": "subsection", "k": "item"}[match["unit"]] if match["part"] else "paragraph"
        several = any(mark in number for mark in _SEVERAL)
        return words.ui(f"section.{unit}s" if several else f"section.{unit}", n=number)

    return _SECTION.sub(replace, section)


def _one(one: Basis, words: Words) -> str:
    if one.law is None:
        return one.title or ""
    law = words.ui("section.regulation", n=one.law) if one.law.startswith("(EU)") else one.law
    return f"{law} {section_in_words(one.section, words)}" if one.section else law


def _message_key(texts: Mapping[str, str], facts: Mapping[str, object]) -> str:
    """The text for the fault's own problem, else the one with a suggestion, else the usual one."""
    wanted = [f"message_{facts.get('problem')}"]
    if facts.get("suggestion"):
        wanted.append("message_suggestion")
    return next((key for key in wanted if key in texts), "message")


def _required(finding: Finding, words: Words, law: str) -> Said:
    label = field_and_place(finding.path, words)
    ask = cast("Mapping[str, str]", finding.facts["ask"])
    by_law = any(one.law for one in finding.basis)
    key = "required.declined" if finding.facts.get("declined") else "required.message"
    return Said(
        words.ui("required.title", label=label),
        words.ui(key, label=label),
        words.ui("required.why_law" if by_law else "required.why_practice"),
        ask[words.language],
        law,
    )
