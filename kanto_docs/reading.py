"""Plain data → the typed plan, by the type hints of its parts.

What shape has refused becomes None, so that whatever rests on it is not judged. Nothing shifts and
nothing is lost from a sum: a list item that is no mapping keeps its place as an empty part, and a
list that is no list is one such part.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin

from kanto_docs.plan import Plan
from kanto_docs.plan.part import LANGUAGES, Day, Part, Translated
from kanto_docs.scalars import READERS, Misread

Reader = Callable[[object, str], object]
P = TypeVar("P", bound=Part)
_KEYS = {"for_": "for"}


def read_plan(data: object) -> Plan:
    """The plan that `data` holds; whatever cannot be read is absent."""
    said = data.get("language") if isinstance(data, dict) else None
    language = said if said in LANGUAGES else LANGUAGES[0]
    return _part(Plan, data, cast("str", language))


def is_plan(data: object) -> bool:
    """Whether `data` looks like a plan, whatever is wrong in it."""
    return (
        isinstance(data, dict) and "format" in data and ("project" in data or "applicant" in data)
    )


def read_again(plan: Plan, data: object, changed: Collection[str]) -> Plan:
    """`plan` with the sections `changed` read from `data`; the others are the same as before."""
    if not isinstance(data, dict) or "language" in changed:
        return read_plan(data)
    read = read_plan({key: data[key] for key in ("language", *changed) if key in data})
    kept = {name: value for name, value in vars(plan).items() if name not in changed}
    return Plan(**{**kept, **vars(read)})


def _part(kind: type[P], data: object, language: str) -> P:
    if not isinstance(data, dict):
        return kind()
    values = {}
    for name, key, reader in _fields(cast("Hashable", kind)):
        raw = data.get(key)
        if raw is None:
            continue
        value = reader(raw, language)
        if value is not None:
            values[name] = value
    return kind(**values)


@cache
def _fields(kind: Hashable) -> tuple[tuple[str, str, Reader], ...]:
    hints = cast("type[Part]", kind).__annotations__
    return tuple((name, _KEYS.get(name, name), _reader(hint)) for name, hint in hints.items())


def _reader(hint: Any) -> Reader:  # noqa: ANN401  # a type hint has no better type
    if get_origin(hint) in (UnionType, Union):
        hint = next(choice for choice in get_args(hint) if choice is not type(None))
    if get_origin(hint) is Annotated:
        return _annotated(hint.__metadata__[0])
    if get_origin(hint) is tuple:
        return _listed(_reader(get_args(hint)[0]), hint)
    if get_origin(hint) is Mapping:
        return _mapped(_reader(get_args(hint)[1]))
    if hint is Translated:
        return _translated
    if isinstance(hint, type) and issubclass(hint, Part):
        return lambda raw, language: _part(hint, raw, language) if isinstance(raw, dict) else None
    return _scalar({str: "text", bool: "yesno", Day: "date"}[hint])


def _annotated(kind: str) -> Reader:
    if not kind.endswith("_by_year"):
        return _scalar(kind)
    value_of = _scalar(kind.removesuffix("_by_year"))

    def read(raw: object, language: str) -> object:
        if not isinstance(raw, dict):
            return None
        years = {year: value_of(value, language) for year, value in raw.items()}
        if not all(_is_year(year) for year in years) or None in years.values():
            return None
        return {int(year): value for year, value in years.items()}

    return read


def _is_year(text: object) -> bool:
    return isinstance(text, str) and text.isascii() and text.isdigit()


def _scalar(kind: str) -> Reader:
    """A reader of one kind of scalar; an empty text says nothing."""
    reader = READERS[kind]

    def read(raw: object, _language: str) -> object:
        try:
            value = reader(raw)
        except Misread:
            return None
        return None if value == "" else value

    return read


def _listed(item: Reader, hint: Any) -> Reader:  # noqa: ANN401  # a type hint
    kind = get_args(hint)[0]
    empty = kind if isinstance(kind, type) and issubclass(kind, Part) else str

    def read(raw: object, language: str) -> object:
        if isinstance(raw, list):
            values = (item(one, language) for one in raw)
            return tuple(empty() if value is None else value for value in values)
        if empty is str:
            return (raw,) if isinstance(raw, str) else None
        return (empty(),)

    return read


def _mapped(value_of: Reader) -> Reader:
    def read(raw: object, language: str) -> object:
        if not isinstance(raw, dict):
            return None
        values = {str(key): value_of(value, language) for key, value in raw.items()}
        return {key: value for key, value in values.items() if value is not None}

    return read


def _translated(raw: object, language: str) -> object:
    if isinstance(raw, dict):
        texts = {name: _text(raw[name]) for name in LANGUAGES if raw.get(name) is not None}
    else:
        texts = {language: _text(raw)}
    known = {name: text for name, text in texts.items() if text}
    return Translated(by_language=known, default=language) if known else None


def _text(raw: object) -> str | None:
    try:
        return cast("str", READERS["text"](raw))
    except Misread:
        return None
