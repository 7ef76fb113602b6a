"""Our own YAML data, read from the quick form that was made of it when the tool was installed.

The YAML is the source. A quick form is the same data as JSON, behind the size and the checksum of
the text that it was made of; where that text is another one now, or there is no form, the YAML
itself is read.
"""

from __future__ import annotations

import json
from binascii import crc32
from decimal import Decimal

from kanto_docs import data
from kanto_docs.errors import DataError
from kanto_docs.source.building import build
from kanto_docs.source.place import Unreadable

FORMS = "quick"
"""The folder of the forms."""


def own_data(room: str, *parts: str) -> object:
    """What one of our data files holds, `"schemas", "rules", "T03-….yaml"`."""
    raw = data.folder(room).joinpath(*parts).read_bytes()
    try:
        form = data.folder(FORMS).joinpath(room, *parts).with_suffix(".json").read_bytes()
    except OSError:
        form = b""
    seal, _, quick = form.partition(b"\n")
    if seal == _seal(raw):
        return json.loads(quick, parse_float=Decimal)
    return load_data(raw.decode(), "/".join((room, *parts)))


def load_data(text: str, name: str) -> object:
    """Our own YAML data, read by the same rules as a plan; a fault in it is a fault of the tool."""
    try:
        built = build(name, text)
    except Unreadable as error:
        raise DataError("unreadable", file=name, line=error.position.line) from error
    if built.slips:
        raise DataError("duplicate", file=name, line=built.slips[0].position.line)
    return built.data


def quick_form(raw: bytes, name: str) -> bytes:
    """The quick form of a YAML text. Raises DataError for one that we cannot read."""
    return _seal(raw) + b"\n" + _json(load_data(raw.decode(), name)).encode()


def _seal(raw: bytes) -> bytes:
    return b"%d %08x" % (len(raw), crc32(raw))


def _json(value: object) -> str:
    """JSON in which a decimal number stays as it was written."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{_json(key)}:{_json(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_json, value)) + "]"
    return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)
