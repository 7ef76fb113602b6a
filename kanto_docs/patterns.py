"""Regular expressions that are compiled when they are first used: most plans need few of them."""

from __future__ import annotations

import re
from typing import cast


def lazy(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, a little later."""
    return cast("re.Pattern[str]", _Lazy(text, flags))


class _Lazy:
    """Stands for a pattern; its methods are the pattern's."""

    def __init__(self, text: str, flags: int) -> None:
        self._made_of = text, flags

    def __getattr__(self, name: str) -> object:
        found: object = getattr(re.compile(*self._made_of), name)
        setattr(self, name, found)  # asked only once
        return found
