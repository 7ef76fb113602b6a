"""Which notice is meant, and what its call is called."""

from __future__ import annotations

import re
from typing import Final

from kanto_docs.errors import InputError, UsageError
from kanto_docs.notices.finding import Notice, Notices
from kanto_docs.notices.words import LONGEST_CODE, official_code, plain

_SHOWN: Final = 12
_ODD: Final = re.compile(r"[^A-Za-z0-9]+")


def choose(found: Notices, wanted: str | None, path: str) -> Notice:
    """The notice with the code that is asked for, or the only one. Raises InputError."""
    if wanted is not None:
        for one in found.notices:
            if _is_called(one, wanted):
                return one
    if len(found.notices) == 1:
        return found.notices[0]
    known = [code for one in found.notices if (code := official_code(one))]
    listed = ", ".join(known[:_SHOWN]) + (", …" if len(known) > _SHOWN else "")
    if wanted is not None:
        raise InputError("notice_unknown", path=path, value=wanted, known=listed)
    raise InputError("notice_many", path=path, known=listed)


def code_of(notice: Notice, wanted: str | None) -> str:
    """Our code of the call: the funder's own, else as asked. Raises UsageError without one."""
    own = wanted is None or _is_called(notice, wanted)
    code = _ODD.sub("-", (official_code(notice) if own else wanted) or "").strip("-")[:LONGEST_CODE]
    if not code:
        raise UsageError("notice_without_code")
    return code


def _is_called(notice: Notice, wanted: str) -> bool:
    names = (official_code(notice), plain(notice.get("id")))
    return wanted.strip().casefold() in [name.casefold() for name in names if name]
