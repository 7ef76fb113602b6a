"""Writes the generated pages, and the quotations in the pages written by hand: `make docs`.

A test compares the files with what comes out here, so no page says what is not so. In a page
written by hand, a block that begins with `$ kanto-docs …` holds what that command prints, and a
block after a comment `quoted from FILE` or `quoted from FILE: FUNCTION` holds that text.
"""

from __future__ import annotations

import ast
import contextlib
import datetime as dt
import io
import os
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from handbook import handbook
from page import page, table
from template_names import template_names

from kanto_docs.finding import Basis
from kanto_docs.law import Dated, Parameter, Programme, programme
from kanto_docs.shape.fields import Node, children, resolved, schema
from kanto_docs.words import Words
from kanto_docs.words.saying import law_in_short

os.environ.setdefault("KANTO_DOCS_TODAY", "2026-11-24")  # the pages do not depend on the day
ROOT: Final = Path(__file__).resolve().parent.parent
QUOTING: Final = ("README.md", "CONTRIBUTING.md", "docs/commands.md")
PROGRAMME: Final = "esr-plus-2021-2027"
EN: Final = Words("en")
READ_ON: Final = dt.date(2026, 11, 24)
"""The day whose law the handbooks tell: the samples' own."""


def pages() -> Mapping[str, str]:
    """The generated pages by file name."""
    law = programme(PROGRAMME)
    if law is None:
        raise SystemExit(PROGRAMME)
    return {
        "docs/rules.md": page(handbook(law, READ_ON, "en", "saannot.md")),
        "docs/saannot.md": page(handbook(law, READ_ON, "fi", "rules.md")),
        "docs/plan.md": page(_plan()),
        "docs/parameters.md": page(_parameters(law)),
        "docs/template-names.md": page(template_names("en", "mallien-nimet.md")),
        "docs/mallien-nimet.md": page(template_names("fi", "template-names.md")),
        **{name: quoting((ROOT / name).read_text(encoding="utf-8")) for name in QUOTING},
    }


def quoting(page: str) -> str:
    """A page with its quotations as they are today."""
    page = re.sub(
        r"(?<=^```console\n)\$ (?P<command>kanto-docs .*)\n(?:.*\n)*?(?=```$)",
        lambda found: f"$ {found['command']}\n{_printed(found['command'])}",
        page,
        flags=re.MULTILINE,
    )
    return re.sub(
        r"^<!-- quoted from (?P<file>[^:\n]+?)(?:: (?P<function>\w+))? -->\n```(?P<kind>\w+)\n"
        r"(?:.*\n)*?```$",
        lambda found: (
            f"{found[0].partition('```')[0]}```{found['kind']}\n"
            f"{_text_of(ROOT / found['file'], found['function'])}```"
        ),
        page,
        flags=re.MULTILINE,
    )


def _printed(command: str) -> str:
    """What a command prints."""
    from kanto_docs.cli.running import run

    said = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(said):
        run(shlex.split(command)[1:])
    return "\n".join(line.rstrip() for line in said.getvalue().strip().splitlines()) + "\n"


def _text_of(path: Path, function: str | None) -> str:
    text = path.read_text(encoding="utf-8")
    if function is None:
        return text
    (node,) = (
        one
        for one in ast.parse(text).body
        if isinstance(one, ast.FunctionDef) and one.name == function
    )
    first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
    return "\n".join(text.splitlines()[first - 1 : node.end_lineno]) + "\n"


def _law(basis: Iterable[Basis]) -> str:
    return law_in_short(tuple(dict.fromkeys(basis)), EN)


def _plan() -> Iterator[str]:
    yield "# The fields of plan.yaml"
    yield ""
    yield (
        "`*` stands for each item of a list. Any field may be left out or empty while the plan is "
        "being written. Personal data are marked with †."
    )
    for name, node in schema()["properties"].items():
        yield ""
        yield f"## {name}: {node['title']}"
        yield ""
        yield str(node.get("description") or resolved(node).get("description") or "")
        yield ""
        yield from table(("key", "suomeksi", "in English", "kind", "values"), _fields(name, node))


def _fields(key: str, node: Node) -> Iterator[tuple[str, ...]]:
    whole = {**resolved(node), **node}
    personal = " †" if node.get("x-personal") else ""
    yield (
        f"`{key}`{personal}",
        str(node["title"]),
        str(node["x-title"]["en"]),
        _kind(whole),
        _values(whole),
    )
    inner = f"{key}/*" if "items" in whole else key
    if _kind(whole) != "text in one or more languages":
        for name, child in children(node).items():
            yield from _fields(f"{inner}/{name}", child)


_KINDS: Final = {
    "line": "one line of text",
    "text": "text",
    "money": "euros",
    "percent": "per cent",
    "date": "date",
    "yesno": "yes or no",
    "count": "whole number",
    "decimal": "number",
    "identifier": "identifier",
    "file": "file name",
}


def _kind(node: Node) -> str:
    if "items" in node:
        inner = _kind(resolved(node["items"]))
        return "list" if inner == "group" else f"list: {inner}"
    if "enum" in node:
        return "one of the values"
    if "anyOf" in node:
        options = [resolved(one) for one in node["anyOf"]]
        if any("properties" in one for one in options):
            return "text in one or more languages"
        return " or ".join(_kind(one) for one in options)
    if "patternProperties" in node:
        ((pattern, inner),) = node["patternProperties"].items()
        by = "year" if "20" in pattern else "code"
        return f"{_kind(resolved(inner))} by {by}"
    return _KINDS[node["format"]] if "format" in node else "group"


def _values(node: Node) -> str:
    titles: Mapping[str, Mapping[str, str]] = node.get("x-values", {})
    return " · ".join(f"`{value}` {names['fi']}" for value, names in titles.items())


def _parameters(law: Programme) -> Iterator[str]:
    yield f"# The law's numbers: {law.code}"
    yield ""
    yield (
        "A value holds from its day until the next one. *Not known to us* means that the figure "
        "exists and we have not seen it: what rests on it cannot be judged, and reports say so. "
        "*Verified* was read in the act or on the authority's page; nothing else can make an error."
    )
    yield ""
    yield from table(
        ("name", "suomeksi", "in English", "from", "value", "law", "confidence", "checked", "note"),
        (
            _value(one, dated, first=number == 0)
            for one in law.parameters.values()
            for number, dated in enumerate(one.values)
        ),
    )


def _value(one: Parameter, dated: Dated, *, first: bool) -> tuple[str, ...]:
    names = (f"`{one.name}`", one.title["fi"], one.title["en"]) if first else ("", "", "")
    return (
        *names,
        dated.since.isoformat() if dated.since else "not known to us",
        _amount(dated.value, one.unit),
        _linked(dated.basis),
        dated.basis.confidence,
        dated.checked_on.isoformat(),
        dated.note.get("en", ""),
    )


def _amount(value: object, unit: str) -> str:
    if value is None:
        return "not known to us"
    if isinstance(value, tuple):
        return ", ".join(f"`{one}`" for one in value)
    signs = {"percent": " %", "euro": " €", "number": "", "date": "", "list": ""}
    return f"{value}{signs.get(unit, f' {unit}')}"


def _linked(basis: Basis) -> str:
    said = _law([basis]) or "logic"
    return f"[{said}]({basis.url})" if basis.url else said


def main() -> None:
    """Write every page."""
    for name, text in pages().items():
        (ROOT / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
