"""Where a plan's texts stand: every string, and those that tell about the project itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from kanto_docs.plan.part import LANGUAGES
from kanto_docs.shape.fields import field, resolved
from kanto_docs.source import Path, Source

_OWN: Final = frozenset({
    "summary", "objectives/*/text", "specific_objective_fit", "novelty", "actions/*/description",
    "impacts/short_term", "impacts/long_term", "dissemination", "continuity", "communication/plan",
    "evaluation/plan", "extra_answers/*/answer",
})  # fmt: skip
"""Fields in which "the project" is this project."""


class Text(NamedTuple):
    """A text of the plan, where it stands and in which language."""

    path: Path
    text: str
    language: str
    kind: str
    """The path without list places and languages: `objectives/*/text`."""
    is_key: bool = False

    @property
    def is_own(self) -> bool:
        """Whether it tells about the project itself."""
        return self.kind in _OWN

    @property
    def is_written(self) -> bool:
        """Whether people write freely here: not a code, an amount, a day or a fixed value."""
        path = self.path[:-1] if self.path[-1] == self.language else self.path
        node = resolved(field(path))
        forms = (node, *map(resolved, node.get("anyOf") or ()))
        return any(one.get("format") in ("text", "line") for one in forms)


@lru_cache(maxsize=2)
def texts_of(source: Source) -> tuple[Text, ...]:
    """Every text of the plan and every key, in the order in which they stand."""
    data = source.data
    said = data.get("language") if isinstance(data, dict) else None
    return tuple(_walk(data, (), said if said in LANGUAGES else LANGUAGES[0]))


@lru_cache(maxsize=2)
def own_texts(source: Source) -> tuple[Text, ...]:
    """The texts that tell about the project itself."""
    return tuple(text for text in texts_of(source) if not text.is_key and text.is_own)


def _walk(value: object, path: Path, language: str, kind: str = "") -> Iterator[Text]:
    if isinstance(value, dict):
        for key, inner in value.items():
            name = str(key)
            below = f"{kind}/{name}" if kind else name
            yield Text((*path, name), name, language, below, is_key=True)
            if name in LANGUAGES:
                yield from _walk(inner, (*path, name), name, kind)
            else:
                yield from _walk(inner, (*path, name), language, below)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _walk(inner, (*path, number), language, f"{kind}/*")
    elif isinstance(value, str) and path:
        yield Text(path, unicodedata.normalize("NFC", value).strip(), language, kind)
