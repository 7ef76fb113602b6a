"""The poster (juliste, (EU) 2021/1060 art. 50(1)(d)): its few words, short enough for one page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, cast

from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Names, Said
from kanto_docs.documents.view.sharing import names_shown
from kanto_docs.prose.sentences import sentences
from kanto_docs.words import Words

_SENTENCES: Final = 2
_LONGEST: Final = 250
"""Letters that still read well from some steps away."""
_LONGEST_NAME: Final = 300
_SIZES: Final = (("short", 22, 12), ("middling", 48, 19), ("long", 110, 24))
"""For each size of letters how long a name and its longest word may be."""
_SMALLEST: Final = "longest"
_WEB: Final = re.compile(r"^https?://(?:www\.)?|/+$")


def lacking(checked: Checked) -> str | None:
    """The key of the words that say why there is no poster: a programme without our emblem."""
    return None if checked.law.programme.raw.get("emblem") else "doc.poster.lacking"


def poster(checked: Checked, words: Words) -> Names:
    """`name`, `text`, the first sentences of the summary, and `site` without its https.

    One of `short`, `middling`, `long` and `longest` is true, by the letters of the name.
    """
    names = names_shown(checked, words)
    name = cast("Names", names["project"])["name"]
    size = _size(str(name))
    sizes = {one: one == size for one in (*(each for each, _, _ in _SIZES), _SMALLEST)}
    told = {
        "name": _cut(name, _LONGEST_NAME),
        "text": _shortened(names["summary"]),
        "site": _site(names),
    }
    return Names("poster", {**told, **sizes})


def _size(name: str) -> str:
    word = max(map(len, re.split(r"[\s–-]+", name)))
    fitting = (
        size for size, letters, longest in _SIZES if len(name) <= letters and word <= longest
    )
    return next(fitting, _SMALLEST)


def _shortened(summary: object) -> object:
    """The first sentences as far as they fit; a single longer one is cut at a word."""
    if not isinstance(summary, Said):
        return summary
    text = " ".join(_fitting([*sentences(" ".join(summary.split()))]))
    return Said(text, summary.path) if text else _cut(summary, _LONGEST)


def _cut(text: object, longest: int) -> object:
    """A text that is not longer, cut at a word; what is no text of the plan stays as it is."""
    if not isinstance(text, Said):
        return text
    whole = " ".join(text.split())
    if len(whole) > longest:
        whole = f"{whole[:longest].rpartition(' ')[0].rstrip(',;:–-') or whole[:longest]}…"
    return Said(whole, text.path)


def _fitting(said: Sequence[str]) -> Iterator[str]:
    left = _LONGEST
    for sentence in said[:_SENTENCES]:
        left -= len(sentence) + 1
        if left < 0:
            return
        yield sentence


def _site(names: Mapping[str, object]) -> object:
    """The project's website, else the applicant's; as people read it aloud."""
    sites = (cast("Names", names[part])["website"] for part in ("communication", "applicant"))
    told = [one for one in sites if isinstance(one, Said)]
    if not told:
        return ""
    return Said(_WEB.sub("", told[0]), told[0].path)
