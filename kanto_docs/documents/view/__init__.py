"""Every name that a template may use, ready to be placed; templates compute nothing.

The plan's own names come from its parts. What a document needs besides them, such as the adviser's
feedback or a co-funder's letter, is prepared in a module of its own and only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Final, cast

from kanto_docs.checking import Checked
from kanto_docs.clock import today
from kanto_docs.documents.gaps import Names, Rows
from kanto_docs.documents.view.parts import names_of_plan
from kanto_docs.documents.view.sharing import with_shared
from kanto_docs.words import Words

EXTRAS: Final[Mapping[str, str]] = {
    name: name
    for name in (
        *("agreement", "aid", "brief", "checklist", "guidance", "jobs"),
        *("letters", "meeting", "messages", "poster", "public"),
    )
    if find_spec(f"{__name__}.{name}")
}
"""Prepared names, each with the module below this one whose function of the same name makes it."""

__all__ = ["EXTRAS", "names_of_plan", "view"]


def view(checked: Checked, words: Words, only: Collection[str] | None = None) -> dict[str, object]:
    """The names for one plan in the language of `words`; of the prepared ones those in `only`.

    Without `only` every prepared name is made.
    """
    plan = with_shared(checked)
    names = names_of_plan(plan, checked.budget, words, checked.law)
    names["today"] = words.date(today())
    for name, module in EXTRAS.items():
        if only is None or name in only:
            names[name] = _prepared(name, module)(checked, words)
    return names


def _prepared(name: str, module: str) -> Callable[[Checked, Words], Names | Rows]:
    found = getattr(import_module(f"{__name__}.{module}"), name)
    return cast("Callable[[Checked, Words], Names | Rows]", found)
