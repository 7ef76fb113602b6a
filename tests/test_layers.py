"""The house stands as drawn: imports run one way, files are small, Python holds no legal number."""

from __future__ import annotations

import ast
import graphlib
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final, cast

import pytest

from kanto_docs.source import load_data
from tests.conftest import ROOT

PACKAGE: Final = ROOT / "kanto_docs"

LAYERS: Final = (
    {"clock", "data", "errors", "frozen", "money", "patterns"},
    {"source"},
    {"finding", "plan", "scalars"},
    {"calls", "changing", "formula", "reading", "waiving"},
    {"law"},
    {"cards", "shape", "places", "lemmas"},
    {"budget", "call_checking"},
    {"prose"},
    {"choosing"},
    {"groups"},
    {"rules", "words"},
    {"remedies"},
    {"checking", "notices", "starter"},
    {"scenarios"},
    {"formats"},
    {"documents"},
    {"cli"},
    {"__main__"},
)
"""Rooms by layer: a module imports only from its own room and from rooms of the lines above."""

MAX_LINES: Final = 300
VAGUE: Final = {
    "utils",
    "util",
    "helpers",
    "helper",
    "manager",
    "managers",
    "base",
    "common",
    "misc",
}

HEAVY: Final = (
    "babel.messages", "concurrent.futures", "docx", "docxtpl", "email_validator", "http", "jinja2",
    "jsonschema", "kanto_docs.documents", "kanto_docs.remedies", "kanto_docs.scenarios", "lxml",
    "importlib.resources", "openpyxl", "phonenumbers", "referencing", "rich", "ssl", "stdnum",
    "tempfile", "urllib.request",
)  # fmt: skip
"""What `check` on a plan without faults has no use for."""

JUDGING: Final = {
    "budget", "call_checking", "calls", "checking", "choosing", "finding", "formula", "groups",
    "law", "lemmas", "money", "places", "plan", "prose", "reading", "remedies", "rules",
    "scenarios", "waiving",
}  # fmt: skip
"""Rooms that compute and judge: the law's numbers reach them as data only."""

SMALL: Final = 12
"""Up to here a number is rarely a law: months of a year, list positions, decimals."""

NOT_OF_THE_LAW: Final = {
    ("*", Decimal(100)): "per cent",
    (
        "kanto_docs.budget.months",
        Decimal(30),
    ): "the longest period, in years, that gets yearly lines",
    ("kanto_docs.rules.schedule", Decimal("0.5")): "months that a rounded figure may be off",
}
"""Numbers that stand in the law data too but mean something else in that module."""


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES: Final = {
    name_of(path): ast.parse(path.read_text(encoding="utf-8"), str(path))
    for path in sorted(PACKAGE.rglob("*.py"))
}


def room(module: str) -> str:
    """The room a module stands in; the package itself is the room without a name."""
    return [*module.split("."), ""][1]


def imports(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The modules of ours that are imported."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.split(".")[0] == PACKAGE.name)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute"
            whole = node.module or ""
            if whole.split(".")[0] == PACKAGE.name:
                for one in node.names:
                    inner = f"{whole}.{one.name}"
                    yield inner if inner in TREES else whole


def at_import(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node that runs when the module is imported: not the bodies of functions."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node
            yield from at_import(node)


def depth(name: str) -> int:
    found = [number for number, rooms in enumerate(LAYERS) if name in rooms]
    assert found, f"{name} stands in no layer: add it to LAYERS"
    return found[0]


def wrong_ways() -> Iterator[str]:
    """Imports that run against the layers, lazy ones too."""
    for module, tree in TREES.items():
        for target in imports(ast.walk(tree)):
            here, there = room(module), room(target)
            if here == there or target == PACKAGE.name:
                continue  # the package itself gives only its version
            if here == "":
                if depth(there) >= depth("cli"):
                    yield f"{module} imports {target}"
            elif depth(there) >= depth(here):
                yield f"{module} imports {target}"


def test_imports_run_one_way() -> None:
    assert sorted(set(wrong_ways())) == []


def test_every_layer_is_lived_in() -> None:
    rooms = {room(module) for module in TREES} - {""}
    assert rooms == set().union(*LAYERS)


def test_no_module_needs_itself_to_be_imported() -> None:
    graph = {
        module: {target for target in imports(at_import(tree)) if target != module}
        for module, tree in TREES.items()
    }
    list(graphlib.TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=name_of)
def test_a_file_is_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


def test_no_room_has_a_vague_name() -> None:
    assert [name for name in TREES if VAGUE & set(name.replace("_", ".").split("."))] == []


def constants(rooms: AbstractSet[str]) -> Iterator[tuple[str, ast.Constant]]:
    """Every literal in the modules of these rooms."""
    for name, tree in TREES.items():
        if room(name) in rooms:
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant):
                    yield name, node


def test_money_never_passes_through_a_float() -> None:
    calls = [
        f"{name}:{node.lineno}: float(…)"
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "float"
    ]
    literals = [
        f"{name}:{node.lineno}: {node.value}"
        for name, node in constants(JUDGING)
        if isinstance(node.value, float)
    ]
    assert calls + literals == []


def legal_numbers() -> set[Decimal]:
    """Every number above 12 in the law data, shares also as fractions."""
    found: set[Decimal] = set()
    for path in (ROOT / "schemas").glob("*/parameters.yaml"):
        loaded = load_data(path.read_text(encoding="utf-8"), path.name)
        for parameter in maps(cast("Mapping[str, object]", loaded)["parameters"]):
            for dated in maps(parameter["values"]):
                number = numeral(dated["value"])
                if number is None or number <= SMALL or ("*", number) in NOT_OF_THE_LAW:
                    continue
                found.add(number)
                if parameter["unit"] == "percent":
                    found.add(number / 100)
    return found


def maps(value: object) -> Sequence[Mapping[str, object]]:
    return cast("Sequence[Mapping[str, object]]", value or ())


def numeral(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, str)):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def test_no_number_of_the_law_stands_in_python() -> None:
    legal = legal_numbers()
    assert Decimal(40) in legal, "the law data were not read"
    found = [
        f"{name}:{node.lineno}: {node.value!r}"
        for name, node in constants(JUDGING)
        if numeral(node.value) in legal and (name, numeral(node.value)) not in NOT_OF_THE_LAW
    ]
    assert found == []


def silent(tree: ast.Module) -> Iterator[str]:
    """Public functions, classes and methods without a docstring, of their own or inherited."""
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            if not ast.get_docstring(node):
                yield node.name
            if isinstance(node, ast.ClassDef):
                for method in methods(node):
                    if not method.name.startswith("_") and not said(method.name, node, classes):
                        yield f"{node.name}.{method.name}"


def methods(owner: ast.ClassDef) -> Iterator[ast.FunctionDef]:
    return (node for node in owner.body if isinstance(node, ast.FunctionDef))


def said(method: str, owner: ast.ClassDef, classes: Mapping[str, ast.ClassDef]) -> bool:
    """Whether a class or one it comes from says what the method does."""
    names = [base.id for base in owner.bases if isinstance(base, ast.Name)]
    return any(one.name == method and ast.get_docstring(one) for one in methods(owner)) or any(
        said(method, classes[name], classes) for name in names if name in classes
    )


@pytest.mark.parametrize("module", TREES)
def test_everything_public_says_what_it_is(module: str) -> None:
    tree = TREES[module]
    assert ast.get_docstring(tree), "a module says which room it is"
    assert list(silent(tree)) == []


MODULES: Final = 290
"""So many does a check import at most, the interpreter's, click's and PyYAML's own among them."""


def modules_after(*arguments: str) -> set[str]:
    """The modules a command has imported when it is done."""
    program = (
        "import io, json, sys\n"
        "from contextlib import redirect_stdout\n"
        "from kanto_docs.cli.running import run\n"
        "with redirect_stdout(io.StringIO()):\n"
        f"    code = run({list(arguments)!r})\n"
        "print(json.dumps([code, sorted(sys.modules)]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    code, modules = json.loads(done.stdout)
    assert code == 0, done.stderr
    return set(modules)


def test_check_pays_only_for_what_it_uses() -> None:
    modules = modules_after("check", "samples/smallest/plan.yaml")
    assert "yaml" in modules
    assert modules & set(HEAVY) == set()
    assert len(modules) <= MODULES
