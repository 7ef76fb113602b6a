"""An empty plan with a word of advice at every field, made from the schema and the programme.

What the programme asks for stands ready to be filled in; everything else stands behind a # and is
there when it is needed. A list that the programme asks about begins with one item.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from kanto_docs.law import Programme, Required
from kanto_docs.plan import Plan
from kanto_docs.shape.fields import Node, resolved, schema
from kanto_docs.words import Words

_WIDTH: Final = 96
_FIRST_IDS: Final = {
    "objectives": "O1",
    "actions": "A1",
    "results": "R1",
    "staff": "S1",
    "sources": "F1",
}
_LATER: Final = frozenset({"reasons", "waivers", "realised", "final_report", "extra_answers"})
SCHEMA_FILE: Final = "kanto.schema.json"


class Guide(NamedTuple):
    """What the starter is written by: the language, what is asked of all, what has no use here."""

    words: Words
    asked: frozenset[str]
    left_out: frozenset[str]


def starter(programme: Programme, call: str | None, words: Words, file: str) -> str:
    """The text of a new plan in the language of `words`; `check` finds only what is missing."""
    given = {
        "format": "1",
        "language": words.language,
        "programme": programme.code,
        "call": call or "",
    }
    guide = Guide(words, _asked(programme), _left_out(programme))
    lines = [
        f"# yaml-language-server: $schema=./{SCHEMA_FILE}",
        *_comment(words.ui("new.title"), 0),
        *_comment(words.ui("new.help", file=file), 0),
    ]
    for name, node in schema()["properties"].items():
        if name in _LATER:
            continue
        if name in given:
            said = f"{name}: {given[name]}".rstrip()
            lines += ["", *_comment(_title(node, words), 0), *_choices(node, guide, 0), said]
            continue
        heading, _, advice = _title(node, words).partition(". ")
        lines += ["", *_comment(heading.upper(), 0), *_comment(advice, 0)]
        lines += _field(name, node, f"/{name}", 0, guide)
    return "\n".join(lines) + "\n"


def _asked(programme: Programme) -> frozenset[str]:
    """The fields that are asked of every plan: not only of a group, nor of one that has begun."""
    rows = [row for row in programme.required() if row.guidance != "met"]
    always = frozenset(path for row in rows if not row.if_present for path in _paths(row))
    begun = frozenset(
        path
        for row in rows
        if any(one.startswith(start) for start in row.if_present for one in always)
        for path in _paths(row)
    )
    return always | begun


def _left_out(programme: Programme) -> frozenset[str]:
    """Cost and pay models that the programme does not know."""
    fields = schema()["properties"]
    models = {one for name in ("cost_model", "pay_model") for one in fields[name]["x-values"]}
    return frozenset(models - {*programme.cost_models, *programme.pay_models})


def _paths(row: Required) -> Iterator[str]:
    """The row's fields, without those in lists that may be left out."""
    for path in (row.path, *row.any_of):
        if getattr(Plan, path.split("/")[1]) != ():
            yield path.replace("/*", "")


def _field(name: str, node: Node, path: str, depth: int, guide: Guide) -> Iterator[str]:
    """A field, filled in as far as it can be; behind a # when nobody asks for it."""
    full = resolved(node)
    wanted = any(one == path or one.startswith(f"{path}/") for one in guide.asked)
    if not wanted:
        yield from _behind_sign(name, node, depth, guide)
        return
    indent = "  " * depth
    if depth:
        yield from _comment(_title(node, guide.words), depth)
    yield from _choices(node, guide, depth)
    items = full.get("items")
    fields = _fields(items if isinstance(items, Mapping) else full)
    yield f"{indent}{name}:"
    if items is not None and fields:
        yield from _first_item(name, fields, path, depth, guide)
        return
    for inner, child in fields.items():
        yield from _field(inner, child, f"{path}/{inner}", depth + 1, guide)


def _first_item(
    name: str,
    fields: Mapping[str, Node],
    path: str,
    depth: int,
    guide: Guide,
) -> Iterator[str]:
    """The first item of a list: its id, or its first field that is asked for, behind the dash."""
    indent = "  " * (depth + 1)
    inner = [
        line
        for one, child in fields.items()
        if one != "id"
        for line in _field(one, child, f"{path}/{one}", depth + 2, guide)
    ]
    if name in _FIRST_IDS:
        yield f"{indent}- id: {_FIRST_IDS[name]}"
        yield from inner
        return
    yield f"{indent}-"
    if all(line.lstrip().startswith("#") for line in inner):
        first = next(iter(fields))
        yield f"{indent}  {first}:"
        inner = [line for line in inner if not line.lstrip().startswith(f"# {first}:")]
    yield from inner


def _behind_sign(name: str, node: Node, depth: int, guide: Guide) -> Iterator[str]:
    """A field that nobody asks for: one line behind a #."""
    indent = "  " * depth
    full = resolved(node)
    inner = _fields(full.get("items") or full)
    if inner and "items" in full:
        sample = ", ".join(f"{one}: " for one in list(inner)[:4]).rstrip()
        yield f"{indent}# {name}: [{{{sample}}}]   # {_name(node, guide.words)}"
    elif inner:
        yield f"{indent}# {name}: {{{', '.join(f'{one}: ' for one in inner).rstrip()}}}"
    else:
        yield f"{indent}# {name}:   # {_name(node, guide.words)}"


def _choices(node: Node, guide: Guide, depth: int) -> Iterator[str]:
    titles = resolved(node).get("x-values") or node.get("x-values")
    if not isinstance(titles, Mapping) or len(titles) < 2:  # one is no choice
        return
    said = ", ".join(
        f"{value} ({names[guide.words.language]})"
        for value, names in titles.items()
        if value not in guide.left_out
    )
    yield from _comment(f"{guide.words.ui('new.one_of')}: {said}", depth)


def _fields(node: Node) -> Mapping[str, Node]:
    found = resolved(node).get("properties")
    return found if isinstance(found, Mapping) else {}


def _name(node: Node, words: Words) -> str:
    return str((node.get("x-title") or {}).get(words.language, ""))


def _title(node: Node, words: Words) -> str:
    """What the field is called; in Finnish also what to write there."""
    title = _name(node, words)
    if words.language != "fi":
        return title
    description = str(node.get("description") or "")
    return (
        f"{title}. {description}" if description and len(title) + len(description) < 160 else title
    )


def _comment(text: str, depth: int) -> list[str]:
    indent = "  " * depth
    return textwrap.wrap(
        text, _WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# "
    )
