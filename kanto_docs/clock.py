"""What day it is: the user's own, or the one that the environment fixes for outputs made again."""

from __future__ import annotations

import datetime as dt
import os
from typing import Final

VARIABLE: Final = "KANTO_DOCS_TODAY"


def today() -> dt.date:
    """Today; the day in KANTO_DOCS_TODAY (2026-11-24) when it holds one."""
    try:
        return dt.date.fromisoformat(os.environ.get(VARIABLE, ""))
    except ValueError:
        return dt.date.today()  # noqa: DTZ011  # the user's own day
