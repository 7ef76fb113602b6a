"""From a saved file to the notices in it: JSON, or the page with the JSON that it is made from.

The shape is that of the public page eura2021.fi/hakuilmoitukset as other programs read it; the
page may change, so whatever is not as expected is told, never guessed.
"""

from __future__ import annotations

import codecs
import json
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple, cast
from urllib.parse import unquote

from kanto_docs.errors import InputError

MAX_BYTES: Final = 16 << 20
"""A whole page with its code lists takes a tenth of this."""
_DATA: Final = "preRenderData"
_NOTICES: Final = "hankehaku"
_CODES: Final = "koodisto"
_IN_PAGE: Final = re.compile(r"%7B%22preRenderData%22[^<\s]*")
_TELLING: Final = frozenset({"hakuaika", "hakutunnus"})
"""A notice has at least one of these."""

Notice = Mapping[str, object]


class Notices(NamedTuple):
    """The notices of a file, and the lists that explain the codes in them."""

    notices: tuple[Notice, ...]
    codes: Mapping[str, object]


def find_notices(path: Path) -> Notices:
    """The notices in a saved file. Raises InputError for what holds none."""
    name = str(path)
    text = _text(_read(path), name)
    if not text.strip():
        raise InputError("notice_empty", path=name)
    if text.lstrip().startswith("<"):
        data = _IN_PAGE.search(text)
        if data is None:
            raise InputError("notice_page", path=name)
        text = unquote(data.group())
    document = _parsed(text, name)
    whole = document.get(_DATA, document) if isinstance(document, dict) else document
    codes = whole.get(_CODES) if isinstance(whole, dict) else None
    found = tuple(_within(whole))
    if not found:
        raise InputError("notice_none", path=name)
    return Notices(found, codes if isinstance(codes, dict) else {})


def _within(whole: object) -> Iterator[Notice]:
    """A notice itself, a list of them, or a page's data with either."""
    if isinstance(whole, dict) and _NOTICES in whole:
        whole = whole[_NOTICES]
    for one in whole if isinstance(whole, list) else [whole]:
        if isinstance(one, dict) and _TELLING & set(one):
            yield one


def _read(path: Path) -> bytes:
    """The bytes of a regular file, its size looked at first."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputError("notice_unreadable", path=str(path))
        if status.st_size > MAX_BYTES:
            raise InputError("notice_large", path=str(path), limit=MAX_BYTES)
        with path.open("rb") as file:
            return file.read(MAX_BYTES)
    except FileNotFoundError:
        raise InputError("notice_absent", path=str(path)) from None
    except (OSError, ValueError):
        raise InputError("notice_unreadable", path=str(path)) from None


def _text(raw: bytes, name: str) -> str:
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("notice_not_text", path=name) from None
    if "\0" in text:
        raise InputError("notice_not_text", path=name)
    return text


def _parsed(text: str, name: str) -> object:
    """The document; its numbers stay text, so that no code loses a zero."""
    try:
        document = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        raise InputError("notice_not_json", path=name, line=error.lineno) from None
    except RecursionError:
        raise InputError("notice_none", path=name) from None
    return cast("object", document)
