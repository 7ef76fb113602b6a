"""The language of Word templates: place a name, loop over rows, choose, ask whether it is missing.

A template comes from outside and is code. So it is read by the sandbox of Jinja and held to a short
list of what it may do: it calls nothing, computes nothing and keeps nothing. How much it may write
is limited too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NoReturn

from jinja2 import StrictUndefined, nodes
from jinja2.runtime import LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from kanto_docs.documents.gaps import Gap, Names, Rows, is_missing

WRITTEN_LIMIT: Final = 50_000_000
"""Characters that the loops of one document may write."""

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
_LOOP = {"first", "last", "index"}
_ROWS = "rows"


class Refused(Exception):
    """A template asks for what it may not have; `kind` names it."""

    def __init__(self, kind: str, **facts: object) -> None:
        super().__init__(kind)
        self.kind = kind
        self.facts = facts


class _Unknown(StrictUndefined):
    """A name nobody knows stops the filling where it is read."""

    def __init__(self, *_: object, name: str | None = None, **__: object) -> None:
        raise Refused("unknown_name", name=name)


class Sandbox(ImmutableSandboxedEnvironment):
    """The one Jinja environment that fills templates; `place` turns a value into its mark."""

    def __init__(self, place: Callable[[object], str]) -> None:
        super().__init__(autoescape=True, undefined=_Unknown, finalize=self._finalize)
        self.filters = {_ROWS: self._rows}
        self.tests = {"missing": is_missing}
        self.globals = {}
        self.source = ""
        self._place = place
        self._written = 0

    def from_string(self, source: str, *args: object, **kwargs: object) -> object:  # type: ignore[override]  # passes everything on
        """Remember the text, so that an error can show the paragraph it stands in."""
        self.source = source
        return super().from_string(source, *args, **kwargs)  # type: ignore[arg-type]  # as given

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # Jinja's own signature
    ) -> str:
        for node in source.find_all(nodes.Node):
            self._allow(node)
        for loop in list(source.find_all(nodes.For)):
            size = sum(len(text.data) for text in loop.find_all(nodes.TemplateData))
            arguments: list[nodes.Expr] = [nodes.Const(size)]
            loop.iter = nodes.Filter(
                loop.iter, _ROWS, arguments, [], None, None, lineno=loop.lineno
            )
        return super()._generate(source, name, filename, defer_init)

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
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        raise Refused("unknown_name", name=attribute)

    def _rows(self, rows: object, size: int) -> Iterator[object]:
        if not isinstance(rows, (Rows, Gap)):
            raise Refused("not_rows")
        for row in rows:
            self._written += size
            if self._written > WRITTEN_LIMIT:
                raise Refused("too_much", limit=WRITTEN_LIMIT)
            yield row

    def _finalize(self, value: object) -> str:
        if isinstance(value, (Names, bool, Undefined)) or callable(value):
            raise Refused("not_text")
        return Markup(self._place(value))  # noqa: S704  # a mark of ours: digits between two signs
