"""Every name that a template may use, ready to be placed; templates compute nothing.

The plan's own names come from its parts. What a document needs besides them, such as the adviser's
feedback or a co-funder's letter, is prepared in a module of its own and only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from importlib import import_module
from typing import Final, cast

from kanto_docs.checking import Checked
from kanto_docs.clock import today
from kanto_docs.documents.gaps import Names, Rows
from kanto_docs.documents.view.sharing import names_shown
from kanto_docs.words import Words

EXTRAS: Final = (
    *("agreement", "aid", "brief", "checklist", "guidance", "jobs"),
    *("letters", "meeting", "messages", "poster", "public", "risk_map"),
)
"""Prepared names: each is made by the function of its name, in the module of its name below."""


def view(checked: Checked, words: Words, only: Collection[str] | None = None) -> dict[str, object]:
    """The names for one plan in the language of `words`; of the prepared ones those in `only`.

    Without `only` every prepared name is made.
    """
    names = {**names_shown(checked, words), "today": words.date(today())}
    for name in EXTRAS:
        if only is None or name in only:
            names[name] = _prepared(name)(checked, words)
    return names


def _prepared(name: str) -> Callable[[Checked, Words], Names | Rows]:
    found = getattr(import_module(f"{__name__}.{name}"), name)
    return cast("Callable[[Checked, Words], Names | Rows]", found)
