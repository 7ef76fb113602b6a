"""A text in sentences, and a sentence in the clauses that may stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kanto_docs.patterns import lazy

_ENDS: Final = lazy(r"(?<=[.!?])[”\")]? +(?=[^\W\d_a-zåäö]|[”\"(]|(?:(?<=\d{4}\. )|(?<!\d\. ))\d)")
_BREAKS: Final = lazy(r"\n[ \t]*\n|\n(?=[ \t]*[-–•*·] )")
_CLAUSES: Final = lazy(r"; |, (?:ja|sekä|och|samt|and) ")
_TAIL: Final = 8
_ABBREVIATED: Final = lazy(
    r"(?:^|[\s(])(?:[^\W\d_]|\d{1,2}|esim|mm|ks|ns|milj|klo|vrt|puh|bl\.a|t\.ex|t\.o\.m|kl|ca|milj"
    r"|e\.g|i\.e|approx|no|nr)\.$",
    re.IGNORECASE,
)


def sentences(text: str) -> Iterator[str]:
    """The sentences, each on one line with single spaces."""
    for part in _BREAKS.split(text):
        whole = " ".join(part.split()).lstrip("-–•*· ")
        begin = 0
        for end in _ENDS.finditer(whole):
            if not _ABBREVIATED.search(whole[max(begin, end.start() - _TAIL) : end.start()]):
                yield whole[begin : end.start()]
                begin = end.end()
        if whole[begin:]:
            yield whole[begin:]


def clauses(sentence: str) -> list[str]:
    """The sentence cut where a main clause may begin."""
    return _CLAUSES.split(sentence)
