"""Names: when two are the same, and spellings that come close to the project's own in the texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Final

from kanto_docs.patterns import lazy
from kanto_docs.prose.sentences import sentences
from kanto_docs.prose.wording import speaks_of
from kanto_docs.source import Source

_QUOTED: Final = lazy(r"[”“\"»«]([^”“\"»«\n]{4,90})[”“\"»«](?P<project> ?-(?:hank|projekt))?")
_HYPHEN: Final = " -hank"
_WINDOW: Final = 120
_CAPITALS: Final = lazy(r"\b([A-ZÅÄÖ]{5,30}) ?-(?:hank|projekt)")
_LONGEST: Final = 150
"""A longer text is no name that anybody repeats."""
_LONG_ENOUGH: Final = 8
"""Shorter names differ by a letter for good reasons."""
_ENDING: Final = 2
"""A difference in the last letters may be an ending."""
_ASSOCIATION: Final = lazy(r"[\s,]r\.?\s?[yf]\.?$", re.IGNORECASE)
"""Rekisteröity yhdistys, registrerad förening: people write an association with it and without."""
_PARTS: Final = lazy(r"[\s–-]")
_FOR_PLAIN: Final[Mapping[str, tuple[str, str]]] = {
    "fi": (r"[”“\"]?{}[”“\"]? ?-h(?=ank)", "H"),
    "sv": (r"[”“\"]?{}[”“\"]?[ -]p(?=rojekt)", "P"),
    "en": (r"(?:the )?[”“\"]?{}[”“\"]? project\b", "The project"),
}


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names of organisations or persons are meant for the same one."""
    return bare_name(one) == bare_name(other) != ""


def bare_name(name: str | None) -> str:
    """What is left of the name of an organisation or a person to compare it by.

    Its letters and digits, small: capitals, spaces, hyphens and punctuation do not tell two names
    apart, nor does the `ry` or `rf` of an association. Other legal forms do: a village association
    and its company are two.
    """
    return _letters(_ASSOCIATION.sub("", (name or "").rstrip()))


class OwnNames:
    """The project's names in every language, its acronym, and the names of other projects."""

    def __init__(self, data: object) -> None:
        whole = data if isinstance(data, dict) else {}
        project = whole.get("project")
        said = project if isinstance(project, dict) else {}
        self.names = _all(said.get("name"))
        self.acronyms = _all(said.get("acronym"))
        others = whole.get("other_projects")
        rows = others if isinstance(others, list) else ()
        self.others = frozenset(
            _letters(name)
            for row in rows
            if isinstance(row, dict)
            for name in _all(row.get("name"))
        )

    def plain(self, text: str, language: str) -> str:
        """The text with the project's own name before the word for project taken away."""
        if self._named is None:
            return text
        pattern, instead = _FOR_PLAIN[language]
        return re.sub(pattern.format(f"(?:{self._named})"), instead, text, flags=re.IGNORECASE)

    @cached_property
    def _named(self) -> str | None:
        known = sorted({*self.names, *self.acronyms}, key=len, reverse=True)
        return "|".join(re.escape(one) for one in known) or None

    def misspelt(self, text: str, language: str) -> Iterator[tuple[str, str]]:
        """Each spelling that is certainly meant for a name of the project, with that name."""
        if not self._may_name(text):
            return
        for sentence in sentences(text):
            if speaks_of(sentence, "elsewhere", language):
                continue
            for written, is_project in _written(sentence, self.names):
                name = next((one for one in self.names if _slip(written, one, is_project)), None)
                if name and written not in self.names and _letters(written) not in self.others:
                    yield written, name
            for match in _CAPITALS.finditer(sentence):
                written = match[1]
                name = next((one for one in self.acronyms if _typo(written, one.upper())), None)
                if name and _letters(written) not in self.others:
                    yield written, name

    def _may_name(self, text: str) -> bool:
        return "-hank" in text or "-projekt" in text or any(sign in text for sign in '”“"»«')


@lru_cache(maxsize=2)
def own_names(source: Source) -> OwnNames:
    """The names in one plan."""
    return OwnNames(source.data)


def _all(value: object) -> tuple[str, ...]:
    values = value.values() if isinstance(value, dict) else (value,)
    names = (" ".join(one[: _LONGEST * 2].split()) for one in values if isinstance(one, str))
    return tuple(name for name in names if 0 < len(name) <= _LONGEST)


def _written(sentence: str, names: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Names in quotation marks, and as many words before -hanke as the project's name has."""
    for match in _QUOTED.finditer(sentence):
        yield " ".join(match[1].split()), match["project"] is not None
    *parts, _ = sentence.split(_HYPHEN)
    for part in parts:
        words = re.split(r"[.,;:()”“\"]", part[-_WINDOW:])[-1].split()
        for count in sorted({len(name.split()) for name in names}):
            yield " ".join(words[-count:]), True


def _slip(written: str, name: str, is_project: bool) -> bool:
    """Whether it is the name with one letter wrong, or written as one word.

    Capitals, spaces and hyphens are another rule's: that one asks for the very same form.
    """
    if written == name or len(_letters(name)) < _LONG_ENOUGH:
        return False
    if _letters(written) == _letters(name):
        return not _PARTS.search(written) and _PARTS.search(name) is not None
    return (written[:1].isupper() or is_project) and _typo(_letters(written), _letters(name))


@lru_cache(maxsize=1024)
def _letters(text: str) -> str:
    whole = unicodedata.normalize("NFC", text).casefold()
    return "".join(letter for letter in whole if letter.isalnum())


def _typo(written: str, name: str) -> bool:
    """Whether exactly one letter is missing, added, wrong or changed places, not at the end."""
    if written == name or abs(len(written) - len(name)) > 1:
        return False
    same, tail = _alike(written, name), _alike(written[::-1], name[::-1])
    a, b = written[same:], name[same:]
    if not same or tail < _ENDING or any(sign.isdigit() for sign in a[:1] + b[:1]):
        return False
    swapped = a[:2] == b[1::-1] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped


def _alike(first: str, second: str) -> int:
    """How many letters are the same from the beginning."""
    pairs = zip(first, second, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), len(first))
