"""The budget of a checked plan, ready to be said."""

from __future__ import annotations

from kanto_docs.checking import Checked
from kanto_docs.words import Words
from kanto_docs.words.figuring import SpokenBudget


def spoken_of(checked: Checked, words: Words) -> SpokenBudget:
    """The budget of a checked plan in words."""
    return SpokenBudget(checked.plan, checked.budget, checked.law, words)
