"""How the budget comes about: the chain behind one line, and the tree of the whole."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final, NamedTuple

from kanto_docs.budget import Budget
from kanto_docs.formats.budget.lines import is_asked_for
from kanto_docs.formats.budget.machine import line_data
from kanto_docs.formats.wrapping import WIDTH, wrapped
from kanto_docs.formula import Sum
from kanto_docs.scenarios.chains import below, order_of
from kanto_docs.words.capitals import capitalised, uncapitalised
from kanto_docs.words.figuring import SpokenBudget

TREE: Final = "tree"
"""The name under which the whole budget is asked for: `--explain tree`."""
ROOTS: Final = ("net_total", "funding_total", "gap", "prepayment")
"""The lines that nothing but the balance rests on."""
_MANY: Final = 2
"""A sum of more terms than that is told by the lines below it."""
_AMOUNT: Final = 16


class Node(NamedTuple):
    """A line and the lines that it is made of; `again` when it was told before."""

    name: str
    again: bool
    children: tuple[Node, ...]


def nodes(budget: Budget) -> tuple[Node, ...]:
    """The whole budget: what is left to finance, how it is financed, the balance, prepayment.

    The prepayment is in it when one is asked for.
    """
    growing = _Growing(budget)
    roots = (name for name in ROOTS if name in budget.lines)
    return tuple(growing.node(name) for name in roots if is_asked_for(budget.lines[name]))


def node(budget: Budget, name: str) -> Node:
    """A line with all below it."""
    return _Growing(budget).node(name)


class _Growing:
    """A tree in the making: a line that was told is not told again."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.order = order_of(budget)
        self.told: set[str] = set()

    def node(self, name: str) -> Node:
        """A line with all below it that was not told yet."""
        under = below(self.budget, name, self.order)
        if name in self.told:
            return Node(name, again=bool(under), children=())
        self.told.add(name)
        return Node(name, again=False, children=tuple(map(self.node, under)))


def explanation(spoken: SpokenBudget, name: str, title: str, *, plain: bool = False) -> str:
    """What `--explain` shows: the formulas behind one line, with numbers and law, or the tree."""
    if name == TREE:
        return tree(spoken, title, plain=plain)
    return "\n".join(_chain(spoken, node(spoken.budget, name), 0, plain=plain)) + "\n"


def tree(spoken: SpokenBudget, title: str, *, plain: bool = False) -> str:
    """The whole budget as a tree: each line once, with its amount and what makes it."""
    said = [title]
    for number, root in enumerate(nodes(spoken.budget), 1):
        said.append("")
        said += _outline(spoken, root, f"{number}") if plain else _branch(spoken, root, "", "")
    return "\n".join(said) + "\n"


def as_data(spoken: SpokenBudget, node: Node) -> dict[str, object]:
    """A node for other programs, with its children."""
    name = node.name
    of_law = spoken.budget.lines[name].kind == "law"
    return {
        "name": name,
        **line_data(name, spoken),
        "law": spoken.law_of(name) if of_law else None,
        "again": node.again,
        "children": [as_data(spoken, child) for child in node.children],
    }


def explained(spoken: SpokenBudget, name: str) -> dict[str, object]:
    """The key that `--explain` adds for other programs: one line with all below it, or the tree."""
    if name == TREE:
        return {"tree": [as_data(spoken, root) for root in nodes(spoken.budget)]}
    return {"explain": as_data(spoken, node(spoken.budget, name))}


def _chain(spoken: SpokenBudget, node: Node, depth: int, *, plain: bool) -> Iterator[str]:
    if node.again:
        return
    name, line = node.name, spoken.budget.lines[node.name]
    said = f"{spoken.label(name)}{':' if plain else ' ='} {spoken.value(name)}"
    if line.formula is not None or line.kind != "plan":
        said += f"{';' if plain else '  ←'} {spoken.words_of(name)}"
    if spoken.budget.get(name) is None and line.formula is None:
        said += f"  ({spoken.words.ui('figures.missing', names=spoken.lacking(name))})"
    indent = "  " * depth
    yield from wrapped(said, indent, f"{indent}    ")
    for child in node.children:
        yield from _chain(spoken, child, depth + 1, plain=plain)


def _branch(spoken: SpokenBudget, node: Node, first: str, rest: str) -> Iterator[str]:
    """A line with its amount at the right edge, below it what makes it, then its branches."""
    amount = spoken.value(node.name)
    label = _label(spoken, node)
    width = WIDTH - len(first) - max(len(amount), _AMOUNT) - 1
    parts = textwrap.wrap(label, width, subsequent_indent="  ") or [label]
    for part in parts[:-1]:
        yield first + part
        first = rest
    yield f"{first}{parts[-1]:<{width}} {amount:>{max(len(amount), _AMOUNT)}}"
    children = _shown(spoken.budget, node)
    if made := _made_of(spoken, node):
        below_it = rest + ("│ " if children else "  ")
        yield from wrapped(made, below_it, f"{below_it}  ")
    for child in children:
        last = child is children[-1]
        corner, trunk = ("└─ ", "   ") if last else ("├─ ", "│  ")
        yield from _branch(spoken, child, rest + corner, rest + trunk)


def _outline(spoken: SpokenBudget, node: Node, number: str) -> Iterator[str]:
    """The same with numbers in place of lines, for a screen reader: 1.2.1."""
    made = _made_of(spoken, node)
    tail = f"{' ' if made.startswith('=') else '; '}{made}" if made else ""
    said = f"{number} {_label(spoken, node)}: {spoken.value(node.name)}{tail}"
    yield from wrapped(said, "", "  ")
    for place, child in enumerate(_shown(spoken.budget, node), 1):
        yield from _outline(spoken, child, f"{number}.{place}")


def _label(spoken: SpokenBudget, node: Node) -> str:
    label = capitalised(spoken.label(node.name))
    return f"{label} ({spoken.words.ui('tree.above')})" if node.again else label


def _shown(budget: Budget, node: Node) -> tuple[Node, ...]:
    """The children that say something: not those whose sum is of nothing."""
    return tuple(one for one in node.children if not _is_nothing(budget, one.name))


def _is_nothing(budget: Budget, name: str) -> bool:
    formula = budget.lines[name].formula
    return formula is not None and not formula.refs() and budget.get(name) == 0


def _made_of(spoken: SpokenBudget, node: Node) -> str:
    """The line's formula over names alone, where a number is from, or what is missing."""
    budget, words = spoken.budget, spoken.words
    line = budget.lines[node.name]
    if node.again:
        return ""
    if line.formula is None:
        if budget.get(node.name) is None:
            return words.ui("figures.missing", names=spoken.lacking(node.name))
        return "" if line.kind == "plan" else spoken.words_of(node.name)
    if not line.formula.refs():
        return ""
    if isinstance(line.formula, Sum):
        shown = [one.name for one in _shown(budget, node)]
        if len(line.formula.refs()) == 1:
            return ""
        if len(shown) > _MANY or len(shown) < len(line.formula.refs()):
            return words.ui("tree.sum")

    def term(name: str) -> str:
        return _short(spoken, name, node.name)

    return "= " + line.formula.words(term, words.number, spoken.pick)


def _short(spoken: SpokenBudget, name: str, of: str) -> str:
    """A line's name inside another's formula; a person or cost named in both is said once."""
    return uncapitalised(spoken.label(name, whose=spoken.about(name) != spoken.about(of)))
