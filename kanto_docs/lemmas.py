"""Finds words in what people write: whole words in all their forms, never parts of other words.

The lists stand in schemas/words-of-*.yaml, by group and language. A Finnish word is declined:
"korko" is found as korot or korkoa, but not in korkotaso, and "korona" is no form of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple, cast

from kanto_docs.patterns import lazy
from kanto_docs.source import own_data

_KEPT: Final = 4096
"""Answers that are remembered: ways out ask about the same texts again and again."""
_COSTS: Final = "costs"
"""The lists that also hold what all others share: negations and carriers."""
_WORD: Final = lazy(r"[^\W\d_]+(?:-[^\W\d_]+)*-?")
_SENTENCES: Final = lazy(r"[.;!?()\[\]\n]")
_CLAUSES: Final = lazy(r"[,:/–—+&]| - ")
_ENDINGS_APART: Final = lazy(r"(?<=\w)(?::[^\W\d_]{1,3}|['’]s)\b")
"""TyEL:n and employer's: what stands behind the mark is an ending, not a word."""


def _endings(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_SINGULAR: Final = ("", *_endings("a ä ta tä na nä seen"))
_WEAK_SINGULAR: Final = _endings("n t ssa ssä sta stä lla llä lta ltä lle ksi")
_PLURAL: Final = _endings("ja jä ia iä ita itä ina inä ihin iin isiin")
_PLURAL_GENITIVE: Final = ("jen", "ien", "iden", "itten")
_WEAK_PLURAL: Final = _endings("issa issä ista istä illa illä ilta iltä ille iksi")
_SWEDISH: Final = ("", *_endings("n r t s an en et ar er or na as ns ens ets rna arna erna orna"))
_ENGLISH: Final = ("", "s", "es")


class _Forms(NamedTuple):
    """All forms of a word, and those after which the next word is what is meant (genitives)."""

    every: frozenset[str]
    genitives: frozenset[str] = frozenset()


class _Entry(NamedTuple):
    """A row of the lists: one word or several in a row, perhaps only at the ends of a clause."""

    words: tuple[_Forms, ...]
    first: bool
    last: bool

    def stands(self, clause: Sequence[str], at: int) -> bool:
        """Whether the entry stands in the clause at this word."""
        end = at + len(self.words)
        if end > len(clause) or (self.first and at) or (self.last and end < len(clause)):
            return False
        pairs = zip(self.words, clause[at:end], strict=True)
        if not all(word in forms.every for forms, word in pairs):
            return False
        turns = end < len(clause) and clause[end - 1] in self.words[-1].genitives
        return not turns or clause[end] in _lists().carriers


class _Group(NamedTuple):
    """The entries of a group by each form of their first word, and phrases that are no hits."""

    entries: Mapping[str, tuple[_Entry, ...]]
    allowed: Mapping[str, tuple[_Entry, ...]]


class _Lists(NamedTuple):
    """What every group is read with."""

    negations: frozenset[str]
    carriers: frozenset[str]


@lru_cache(_KEPT)
def mention(text: str | None, group: str, lists: str = _COSTS) -> str | None:
    """The first word of `group` that `text` speaks of, as it is written there, else None."""
    if not text:
        return None
    entries, allowed = _group(group, lists)
    for sentence in _SENTENCES.split(_ENDINGS_APART.sub("", unicodedata.normalize("NFC", text))):
        denied = False
        for clause in _CLAUSES.split(sentence):
            written = _WORD.findall(clause)
            words = [word.lower() for word in written]
            past = {at + step for at, size in _hits(words, allowed) for step in range(size)}
            for at, size in _hits(words, entries):
                before = denied or not _lists().negations.isdisjoint(words[:at])
                if not before and at not in past:
                    return " ".join(written[at : at + size])
            denied = denied or not _lists().negations.isdisjoint(words)
    return None


def _hits(
    clause: Sequence[str], entries: Mapping[str, tuple[_Entry, ...]]
) -> Iterator[tuple[int, int]]:
    """Where entries stand in the clause, and over how many words."""
    for at, word in enumerate(clause):
        for entry in entries.get(word, ()):
            if entry.stands(clause, at):
                yield at, len(entry.words)


@cache
def _lists() -> _Lists:
    raw = _read(_COSTS)
    carriers = (_finnish(word).every for word in cast("list[str]", raw["carriers"]))
    return _Lists(
        frozenset(cast("list[str]", raw["negations"])),
        frozenset().union(*carriers),
    )


@cache
def _read(lists: str) -> Mapping[str, object]:
    return cast("Mapping[str, object]", own_data("schemas", f"words-of-{lists}.yaml"))


@cache
def _group(name: str, lists: str) -> _Group:
    raw = cast("Mapping[str, Mapping[str, object]]", _read(lists)["groups"])[name]
    allowed = cast("Mapping[str, object]", raw.get("allowed") or {})
    return _Group(_by_first_word(raw), _by_first_word(allowed))


def _by_first_word(raw: Mapping[str, object]) -> Mapping[str, tuple[_Entry, ...]]:
    found: dict[str, tuple[_Entry, ...]] = {}
    for language, decline in _DECLINE.items():
        for row in cast("list[str]", raw.get(language) or ()):
            words = tuple(decline(word) for word in row.strip("^$").split())
            entry = _Entry(words, row.startswith("^"), row.endswith("$"))
            for form in words[0].every:
                found[form] = (*found.get(form, ()), entry)
    return found


def _finnish(word: str) -> _Forms:
    """The forms of a Finnish noun, written as `korko/koro` when its stem changes."""
    lemma, _, stem = word.partition("/")
    if lemma.endswith("t"):
        return _plural_only(lemma)
    strong, weak, before_consonant = _stems(lemma, stem)
    forms = {lemma, *_joined([strong], _SINGULAR), f"{strong}{strong[-1]}n"}
    forms |= {f"{strong}h{strong[-1]}n", f"{before_consonant}ta", f"{before_consonant}tä"}
    forms |= _joined([weak], _WEAK_SINGULAR)
    genitives = {f"{weak}n", f"{before_consonant}ten"}
    plural = _plurals(strong, weak)
    return _Forms(frozenset(forms | genitives | plural.every), plural.genitives | genitives)


def _plural_only(lemma: str) -> _Forms:
    plural = _plurals(lemma[:-1], lemma[:-1])
    return _Forms(plural.every | {lemma}, plural.genitives)


def _plurals(strong: str, weak: str) -> _Forms:
    bases = _plural_bases(strong)
    genitives = _joined(bases, _PLURAL_GENITIVE)
    if strong.endswith("i"):
        genitives |= {f"{strong}en"}
    forms = _joined(bases, _PLURAL) | _joined(_plural_bases(weak), _WEAK_PLURAL)
    return _Forms(frozenset(forms | genitives), frozenset(genitives))


def _stems(lemma: str, stem: str) -> tuple[str, str, str]:
    """The stem before most endings, the one of the genitive, and the one before -ta and -ten."""
    base = lemma[:-1]
    if lemma.endswith("nen"):
        return f"{lemma[:-3]}se", f"{lemma[:-3]}se", f"{lemma[:-3]}s"
    if lemma.endswith(("uus", "yys")):
        return f"{base}te", f"{base}de", f"{base}t"
    if lemma.endswith(("us", "ys")):
        return f"{base}kse", f"{base}kse", lemma
    if lemma.endswith("e"):
        full = stem or f"{lemma}e"
        return full, full, f"{lemma}t"
    return lemma, stem or lemma, lemma


def _plural_bases(stem: str) -> tuple[str, ...]:
    """What the stem becomes before the i or j of the plural."""
    base, last = stem[:-1], stem[-1]
    if last in "aä":
        return (base, f"{base}{'o' if last == 'a' else 'ö'}")
    if last == "i":
        return (f"{base}e",)
    if last == "e":
        return (base,)
    if stem.endswith(("uo", "yö", "ie")):
        return (f"{base[:-1]}{last}",)
    return (base,) if base.endswith(last) else (stem,)


def _joined(stems: Iterable[str], endings: Iterable[str]) -> set[str]:
    return {stem + ending for stem in stems for ending in endings}


def _swedish(word: str) -> _Forms:
    stem = word.removesuffix("a")
    return _Forms(frozenset({word, *_joined([stem], _SWEDISH)}))


def _english(word: str) -> _Forms:
    return _Forms(frozenset(_joined([word], _ENGLISH)))


_DECLINE: Final[Mapping[str, Callable[[str], _Forms]]] = {
    "fi": _finnish,
    "sv": _swedish,
    "en": _english,
}
