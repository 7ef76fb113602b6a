"""The pages say what is so: generated ones are fresh, commands, options and links exist."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Final

import click
import pytest

from kanto_docs.cli.running import kanto_docs
from kanto_docs.cli.speaking import COMMANDS
from kanto_docs.finding import Severity
from kanto_docs.words import Words
from tests.conftest import ROOT

PAGES: Final = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
WRITTEN: Final = (
    "docs/rules.md",
    "docs/plan.md",
    "docs/parameters.md",
    "README.md",
    "CONTRIBUTING.md",
    "docs/commands.md",
)
"""What docs/generate.py writes, whole or in its quotations."""
README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE: Final = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def generator() -> ModuleType:
    """docs/generate.py, which is a program and no part of the package."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return dict(generator().pages())


@pytest.mark.parametrize("name", WRITTEN)
def test_a_page_is_fresh(pages: dict[str, str], name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == pages[name], "run: make docs"


def test_every_generated_page_is_looked_at(pages: dict[str, str]) -> None:
    assert tuple(pages) == WRITTEN


def command(name: str) -> click.Command:
    found = kanto_docs.get_command(click.Context(kanto_docs), name)
    assert found is not None, f"there is no command {name}"
    return found


def options(name: str) -> set[str]:
    """A command's long options."""
    parameters = command(name).params
    return {one for parameter in parameters for one in parameter.opts if one.startswith("--")}


def sections() -> dict[str, str]:
    """docs/commands.md by command."""
    _, *found = re.split(r"^## ", GUIDE, flags=re.MULTILINE)
    return {part.partition("\n")[0]: part for part in found}


def test_every_command_has_its_section() -> None:
    assert tuple(sections()) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_a_section_names_every_option_and_no_other(name: str) -> None:
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", sections()[name]))
    assert named == options(name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_command_on_a_page_exists_with_its_options(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for line in re.findall(r"(?:^(?:\$ )?|`)kanto-docs ([a-z][^`\n]*)", text, re.MULTILINE):
        name, _, rest = line.partition(" ")
        if name in COMMANDS:
            assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= options(name), line
        else:
            assert f"`kanto-docs {line}" not in text, f"{page.name}: kanto-docs {line}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"kanto-docs {name}" in README


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_leads_somewhere(page: Path) -> None:
    text = re.sub(
        r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", text):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_file_that_is_named_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for name in re.findall(
        r"`((?:tests|scripts|schemas|docs|kanto_docs|templates)/[\w./-]+)`", text
    ):
        assert (ROOT / name).exists(), name


def test_the_readmes_two_commands_are_there() -> None:
    blocks = re.findall(r"^```sh\n(sh .*)\n```$", README, re.MULTILINE)
    assert blocks == ["sh scripts/demo.sh", "sh scripts/test.sh"]
    assert all((ROOT / block.removeprefix("sh ")).is_file() for block in blocks)


def test_every_target_of_make_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for target in re.findall(r"^([a-z]+):.*##", makefile, re.MULTILINE):
        assert f"make {target}" in contributing, target


@pytest.mark.parametrize("severity", Severity)
def test_the_readme_says_a_severity_as_the_tool_does(severity: Severity) -> None:
    said = (Words(language).ui(f"severity.{severity.slug}") for language in ("en", "fi", "sv"))
    assert f"| {' | '.join(said)} |" in README
