"""Which language to speak."""

from __future__ import annotations

import os

from kanto_docs.plan.part import LANGUAGES

__all__ = ["LANGUAGES", "choose_language"]


def choose_language(asked: str | None, of_plan: str | None = None) -> str:
    """The language asked for, else the plan's, else the environment's, else Finnish."""
    return asked or of_plan or _of_environment() or LANGUAGES[0]


def _of_environment() -> str | None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            code = value[:2].lower()
            return code if code in LANGUAGES else None
    return None
