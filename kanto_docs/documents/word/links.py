"""Web addresses in a plan's texts: where one begins and ends, and where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit

_ADDRESS: Final = re.compile(
    r"(?<![\w@/.-])(?:https?://|www\.)[^\s<>\"”»“«{}|\\^`]+", re.IGNORECASE
)
_HOST: Final = re.compile(
    r"(?=.{4,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z][a-z0-9-]+\Z"
)
_AFTER: Final = ".,;:!?…'’*_"
_PAIRS: Final = {")": "(", "]": "["}
_AS_TYPED: Final = "/:;=@!$&'()*+,~-._%"
_STRAY: Final = re.compile("%(?![0-9a-fA-F]{2})")
_LONGEST: Final = 2000
"""Word refuses to open a file with a longer address (2 083 characters)."""


class Stretch(NamedTuple):
    """A piece of a text, and the address it leads to."""

    text: str
    address: str = ""


def may_hold(text: str) -> bool:
    """Whether a text can hold an address at all."""
    small = text.lower()
    return "://" in small or "www." in small


def stretches(text: str) -> Iterator[Stretch]:
    """The text in pieces: what is no address, and addresses."""
    done = 0
    for found in _ADDRESS.finditer(text):
        typed = _without_what_follows(found[0])
        address = _address(typed)
        if address:
            if found.start() > done:
                yield Stretch(text[done : found.start()])
            yield Stretch(typed, address)
            done = found.start() + len(typed)
    if done < len(text):
        yield Stretch(text[done:])


def _without_what_follows(typed: str) -> str:
    """The address without the sentence's own signs after it."""
    while typed:
        last = typed[-1]
        if last in _PAIRS:
            if typed.count(last) <= typed.count(_PAIRS[last]):
                break
        elif last not in _AFTER:
            break
        typed = typed[:-1]
    return typed


def _address(typed: str) -> str:
    """What the relationship says: plain ASCII; nothing when it is no whole address."""
    whole = typed if "://" in typed else f"https://{typed}"
    if len(whole) > _LONGEST:
        return ""
    try:
        parts = urlsplit(whole)
        host = (parts.hostname or "").encode("idna").decode().lower()
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if not _HOST.match(host) or "@" in parts.netloc:
        return ""
    tail = quote(_STRAY.sub("%25", parts.path), safe=_AS_TYPED)
    for sign, part in (("?", parts.query), ("#", parts.fragment)):
        tail += sign + quote(_STRAY.sub("%25", part), safe=f"{_AS_TYPED}?") if part else ""
    return f"{parts.scheme.lower()}://{host}{port}{tail}"
