"""What a template and a plan lack of each other: fields never used, names asked for in vain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import reduce
from typing import Final

from kanto_docs.documents.gaps import Gap
from kanto_docs.documents.workshop.known import Known, every, known, samples
from kanto_docs.documents.workshop.trying import lacking
from kanto_docs.shape.fields import children
from kanto_docs.shape.fields import field as field_of
from kanto_docs.source import Path
from kanto_docs.words import Words

_TECHNICAL: Final = {"format", "language", "waivers", "id"}
"""Keys that say something to the tool and nothing to a reader."""


def unused(used: AbstractSet[Path], words: Words) -> dict[str, Sequence[str]]:
    """The fields of a plan that are not among the used, by their part; a whole part has none."""
    found: dict[str, Sequence[str]] = {}
    root = known(words.language)
    used = used | _behind(root, used)
    for name in children(field_of(())):
        one = root.below.get(name)
        if one is None or name in _TECHNICAL:
            continue
        left = tuple(_left(one, used))
        label = words.label((name,))
        if left == (one.path,):
            found[label] = ()
        elif left:
            found[label] = tuple(dict.fromkeys(_said(path, words) for path in left))
    return found


def lacking_everywhere(template: bytes, words: Words) -> tuple[Gap, ...]:
    """What the template asks for and no sample plan says. Raises TemplateError."""
    found = [{gap.path: gap for gap in lacking(template, one, words)} for one in samples().values()]
    common = reduce(lambda left, right: left & right.keys(), found[1:], set(found[0]))
    return tuple(gap for path, gap in found[0].items() if path in common)


def _behind(root: Known, used: AbstractSet[Path]) -> frozenset[Path]:
    """The fields that prepared names among the used were made of."""
    sources = (one.source for one in every(root) if one.path in used)
    return frozenset(tuple(step for step in path if isinstance(step, str)) for path in sources)


def _left(known_: Known, used: AbstractSet[Path]) -> Iterator[Path]:
    """The paths of what is not used, as far up as nothing of it is."""
    here = known_.path
    if not any(path[: len(here)] == here for path in used):
        yield here
        return
    inner = known_.row if known_.row is not None else known_
    fields = children(field_of(here))
    for name, one in inner.below.items():
        if name in fields and name not in _TECHNICAL:
            yield from _left(one, used)


def _said(path: Path, words: Words) -> str:
    """The field with what it stands in, below its part."""
    return ": ".join(words.label(path[: end + 1]) for end in range(1, len(path)))
