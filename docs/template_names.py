"""The pages of the names that templates may use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from page import plain, table

from kanto_docs.documents.workshop.entries import Entry, entries
from kanto_docs.words import Words


class Said(NamedTuple):
    """The fixed texts of a page in one language."""

    title: str
    other: str
    intro: str
    heads: tuple[str, str, str]


SAID: Final[Mapping[str, Said]] = {
    "en": Said(
        "Names that a template can use",
        "[Sama suomeksi]({other})",
        "How a template is made stands in [own-templates.md](own-templates.md). A list is gone "
        "through row by row: the names below it, `x.role` and such, work between its "
        "`{% for x in staff %}` and `{% endfor %}`; in a table write `{%tr` and in paragraphs of "
        "their own `{%p`. What the plan lacks is shown in yellow. The examples are those of the "
        "sample plans, whose people are invented.",
        ("write", "meaning", "example"),
    ),
    "fi": Said(
        "Nimet, joita malli voi käyttää",
        "[In English]({other})",
        "Mallin tekeminen kerrotaan sivulla [omat-mallit.md](omat-mallit.md). Luettelo käydään "
        "läpi rivi kerrallaan: sen alla olevat nimet, esimerkiksi `x.role`, toimivat merkintöjen "
        "`{% for x in staff %}` ja `{% endfor %}` välissä. Taulukossa kirjoitetaan `{%tr` ja "
        "omissa kappaleissaan `{%p`. Mitä suunnitelmasta puuttuu, näkyy keltaisella. Esimerkit "
        "ovat mallisuunnitelmista, joiden henkilöt on keksitty.",
        ("kirjoitetaan", "tarkoittaa", "esimerkki"),
    ),
}


def template_names(language: str, other: str) -> Iterator[str]:
    """The page in that language; `other` is the same page in the other one."""
    words, said = Words(language), SAID[language]
    yield f"# {said.title}"
    yield ""
    yield said.other.format(other=other)
    yield ""
    yield said.intro
    sections: dict[object, list[Entry]] = {}
    for one in entries(words):
        sections.setdefault(one.path[0], []).append(one)
    for first, *rest in sections.values():
        yield ""
        yield f"## {first.name}: {first.meaning}"
        yield ""
        rows = rest if first.kind == "group" else [first, *rest]
        yield from table(said.heads, (_row(one, words) for one in rows if one.kind != "group"))


def _row(one: Entry, words: Words) -> tuple[str, str, str]:
    example = plain(words.quote(one.example)) if one.example else ""
    return f"`{_mark(one)}`", plain(one.meaning), example


def _mark(one: Entry) -> str:
    if one.kind == "rows":
        inner = f"{{{{ {one.row} }}}}" if one.plain else "…"
        return f"{{% for {one.row} in {one.name} %}} {inner} {{% endfor %}}"
    if one.kind == "condition":
        return f"{{% if {one.name} %}}"
    return f"{{{{ {one.name} }}}}"
