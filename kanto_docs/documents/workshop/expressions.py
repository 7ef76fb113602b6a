"""What stands inside a mark, as the sandbox that fills templates reads and judges it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from kanto_docs.documents.word.sandbox import Refused, Sandbox


class Unfit(NamedTuple):
    """Why something cannot stand in a mark."""

    kind: str
    """`syntax` or `forbidden`."""
    what: str = ""
    """Of what is forbidden: Jinja's word for it."""


class Loop(NamedTuple):
    """`for x in rows`."""

    name: str
    rows: nodes.Node
    condition: nodes.Node | None


def value(body: str) -> nodes.Node | Unfit:
    """What `{{ body }}` places."""
    read = _read(f"{{{{ {body} }}}}")
    if isinstance(read, Unfit):
        return read
    found = [one for one in read.body if isinstance(one, nodes.Output)]
    if len(found) != 1 or len(found[0].nodes) != 1:
        return Unfit("syntax")
    return found[0].nodes[0]


def choice(body: str) -> nodes.Node | Unfit:
    """What `{% if body %}` asks."""
    read = _read(f"{{% if {body} %}}{{% endif %}}")
    if isinstance(read, Unfit):
        return read
    found = read.body[0]
    return found.test if isinstance(found, nodes.If) else Unfit("syntax")


def loop(body: str) -> Loop | Unfit:
    """What `{% for body %}` goes through."""
    read = _read(f"{{% for {body} %}}{{% endfor %}}")
    if isinstance(read, Unfit):
        return read
    found = read.body[0]
    if not isinstance(found, nodes.For) or not isinstance(found.target, nodes.Name):
        return Unfit("syntax")
    return Loop(found.target.name, found.iter, found.test)


def path(node: nodes.Node) -> tuple[str, ...] | None:
    """`a.b.c` as its steps; None for what is no plain name."""
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        above = path(node.node)
        return None if above is None else (*above, node.attr)
    return None


def paths(node: nodes.Node) -> list[tuple[str, ...]]:
    """Every name that an expression speaks of, each at its longest."""
    whole = path(node)
    if whole is not None:
        return [whole]
    return [one for child in node.iter_child_nodes() for one in paths(child)]


def empty_if(node: nodes.Node) -> set[tuple[str, ...]]:
    """The names that say nothing where the expression holds: `not x`, `x is missing`."""
    if isinstance(node, nodes.Not):
        return empty_unless(node.node)
    if isinstance(node, nodes.Test) and node.name == "missing":
        return _whole(node.node)
    if isinstance(node, nodes.And):
        return empty_if(node.left) | empty_if(node.right)
    if isinstance(node, nodes.Or):
        return empty_if(node.left) & empty_if(node.right)
    return set()


def empty_unless(node: nodes.Node) -> set[tuple[str, ...]]:
    """The names that say nothing where the expression does not hold: those it asks for."""
    if isinstance(node, nodes.Not):
        return empty_if(node.node)
    if isinstance(node, nodes.Or):
        return empty_unless(node.left) | empty_unless(node.right)
    if isinstance(node, nodes.And):
        return empty_unless(node.left) & empty_unless(node.right)
    return _whole(node)


def _whole(node: nodes.Node) -> set[tuple[str, ...]]:
    found = path(node)
    return set() if found is None else {found}


@cache
def _sandbox() -> Sandbox:
    return Sandbox()


@cache
def _read(source: str) -> nodes.Template | Unfit:
    sandbox = _sandbox()
    try:
        sandbox.compiled(source)
        return sandbox.parse(source)
    except Refused as refused:
        return Unfit("forbidden", str(refused.facts.get("what", "")))
    except TemplateSyntaxError:
        return Unfit("syntax")
