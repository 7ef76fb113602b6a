"""The language of Word templates: place a name, loop over rows, choose, ask whether it is missing.

A template comes from outside and is code. So it is read by the sandbox of Jinja and held to a short
list of what it may do: it calls nothing, computes nothing and keeps nothing. How much it may write,
how often its loops may go round and how long it may take are limited too.

A template is compiled once and filled many times: what one filling has used up travels with it
under a name that no template can say.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple, NoReturn, cast

from jinja2 import StrictUndefined, Template, nodes, pass_context
from jinja2.runtime import Context, LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from kanto_docs.documents.gaps import Gap, Names, Rows, is_missing

WRITTEN_LIMIT: Final = 20_000_000
"""Characters that one document may write."""
ROUNDS_LIMIT: Final = 200_000
"""How often the loops of one document may go round, all taken together."""
SECONDS: Final = 20.0
"""How long one document may take; no real one takes a tenth of it."""
TAGS_LIMIT: Final = 20_000
LOOPS_LIMIT: Final = 15
"""How deep loops may stand within one another."""
DEPTH_LIMIT: Final = 60
"""How deep loops and choices, and what stands within a tag, may stand within one another."""

LOOP: Final = "loop"
LOOP_NAMES: Final = ("first", "last", "index")
"""What a template may ask about its loop."""

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Test,
)
_ROWS = "rows"
_FILLING = " filling"


class Refused(Exception):
    """A template asks for what it may not have; `kind` names it."""

    def __init__(self, kind: str, **facts: object) -> None:
        super().__init__(kind)
        self.kind = kind
        self.facts = facts


class Filling:
    """What one filling has used up so far."""

    def __init__(self, place: Callable[[object], str]) -> None:
        self.place = place
        """Turns a value into its mark."""
        self._written = 0
        self._rounds = 0
        self._until = time.monotonic() + SECONDS

    def names(self, names: Mapping[str, object], used: frozenset[str]) -> dict[str, object]:
        """What a compiled template is rendered with: the names it uses, and this."""
        return {**{one: names[one] for one in used if one in names}, _FILLING: self}

    def go_round(self, size: int) -> None:
        """Count one round of a loop that writes `size` characters."""
        self._written += size
        self._rounds += 1
        if self._written > WRITTEN_LIMIT:
            raise Refused("too_much", limit=WRITTEN_LIMIT)
        if self._rounds > ROUNDS_LIMIT:
            raise Refused("too_many_rounds", limit=ROUNDS_LIMIT)
        if time.monotonic() > self._until:
            raise Refused("too_slow", seconds=int(SECONDS))


class Compiled(NamedTuple):
    """A template ready to be filled."""

    template: Template
    names: frozenset[str]
    """The names it begins with: `applicant` of `applicant.name`."""

    def filled(self, names: Mapping[str, object], filling: Filling) -> str:
        """The text with marks in the place of its names. Raises Refused."""
        return self.template.render(filling.names(names, self.names))


class _Unknown(StrictUndefined):
    """A name nobody knows stops the filling where it is read."""

    def __init__(self, *_: object, name: str | None = None, **__: object) -> None:
        raise Refused("unknown_name", name=name)


class Sandbox(ImmutableSandboxedEnvironment):
    """The one Jinja environment that reads and fills templates."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=_Unknown, finalize=_placed)
        self.filters = {_ROWS: _rows}
        self.tests = {"missing": is_missing}
        self.globals = {}

    def compiled(self, source: str) -> Compiled:
        """The template of a text. Raises Refused and TemplateSyntaxError."""
        if source.count("{{") + source.count("{%") > TAGS_LIMIT:
            raise Refused("too_many_tags", limit=TAGS_LIMIT)
        try:
            names = frozenset(_free(self._judged(self.parse(source)), frozenset()))
            return Compiled(self.from_string(source), names)
        except (RecursionError, MemoryError, OverflowError):
            raise Refused("too_nested") from None

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # Jinja's own signature
    ) -> str:
        self._judged(source)
        for loop in list(source.find_all(nodes.For)):
            size = sum(len(text.data) for text in loop.find_all(nodes.TemplateData))
            arguments: list[nodes.Expr] = [nodes.Const(size)]
            loop.iter = nodes.Filter(
                loop.iter, _ROWS, arguments, [], None, None, lineno=loop.lineno
            )
        for text in source.find_all(nodes.TemplateData):
            text.data = text.data.replace("\n<w:p", "<w:p")
        return super()._generate(source, name, filename, defer_init)

    def _judged(self, source: nodes.Template) -> nodes.Template:
        waiting: list[tuple[nodes.Node, int, int]] = [(source, 0, 0)]
        while waiting:
            node, depth, loops = waiting.pop()
            self._allow(node)
            loops += isinstance(node, nodes.For)
            if depth > DEPTH_LIMIT or loops > LOOPS_LIMIT:
                raise Refused("too_nested", line=getattr(node, "lineno", None) or 1)
            waiting += [(child, depth + 1, loops) for child in node.iter_child_nodes()]
        return source

    def _allow(self, node: nodes.Node) -> None:
        if not isinstance(node, _ALLOWED):
            self._forbid(node)
        if isinstance(node, nodes.For) and (
            node.recursive or not isinstance(node.target, nodes.Name)
        ):
            self._forbid(node)
        if isinstance(node, nodes.Test) and (node.name not in self.tests or node.args):
            self._forbid(node)

    @staticmethod
    def _forbid(node: nodes.Node) -> NoReturn:
        raise Refused("template_forbidden", what=type(node).__name__, line=node.lineno or 1)

    def getattr(self, obj: object, attribute: str) -> object:
        """A name below a name, or the place in a loop; nothing else has attributes."""
        if isinstance(obj, Names):
            if attribute in obj:
                return obj[attribute]
            raise Refused("unknown_name", name=f"{obj.where}.{attribute}", within=obj)
        if isinstance(obj, LoopContext) and attribute in LOOP_NAMES:
            return getattr(obj, attribute)
        raise Refused("unknown_name", name=attribute)


def _free(node: nodes.Node, bound: frozenset[str]) -> Iterator[str]:
    """The names that an expression takes from outside; a loop's own are its own."""
    if isinstance(node, nodes.Name):
        if node.name not in bound:
            yield node.name
    elif isinstance(node, nodes.For):
        inner = bound | {cast("nodes.Name", node.target).name, LOOP}
        for child in (node.iter, *node.else_):
            yield from _free(child, bound)
        for child in (*node.body, *([node.test] if node.test is not None else ())):
            yield from _free(child, inner)
    else:
        for child in node.iter_child_nodes():
            yield from _free(child, bound)


@pass_context
def _rows(context: Context, rows: object, size: int) -> Iterator[object]:
    if not isinstance(rows, (Rows, Gap)):
        raise Refused("not_rows")
    filling = cast("Filling", context.parent[_FILLING])
    for row in rows:
        filling.go_round(size)
        yield row


@pass_context
def _placed(context: Context, value: object) -> str:
    if isinstance(value, (Names, bool, Undefined)) or callable(value):
        raise Refused("not_text")
    filling = cast("Filling", context.parent[_FILLING])
    return Markup(filling.place(value))  # noqa: S704  # a mark of ours: digits between two signs
