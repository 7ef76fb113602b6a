"""The pages say what is so: generated ones are fresh, commands, options and links exist."""

from __future__ import annotations

import datetime as dt
import importlib
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Final

import click
import pytest

from kanto_docs.cli.running import kanto_docs
from kanto_docs.cli.speaking import COMMANDS
from kanto_docs.finding import Severity
from kanto_docs.formats.rulebook import codes
from kanto_docs.law import Law, programme
from kanto_docs.words import Words
from tests.conftest import ROOT

PAGES: Final = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
WRITTEN: Final = (
    "docs/rules.md",
    "docs/saannot.md",
    "docs/plan.md",
    "docs/parameters.md",
    "docs/template-names.md",
    "docs/mallien-nimet.md",
    "README.md",
    "CONTRIBUTING.md",
    "docs/commands.md",
)
"""What docs/generate.py writes, whole or in its quotations."""
README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE: Final = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


HANDBOOKS: Final = ("docs/rules.md", "docs/saannot.md")


def generator() -> ModuleType:
    """docs/generate.py, which is a program and no part of the package."""
    folder = str(ROOT / "docs")
    sys.path.insert(0, folder)
    try:
        return importlib.import_module("generate")
    finally:
        sys.path.remove(folder)


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str]:
    found: Mapping[str, str] = generator().pages()
    return found


@pytest.mark.parametrize("name", WRITTEN)
def test_a_page_is_fresh(pages: Mapping[str, str], name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == pages[name], "run: make docs"


def test_every_generated_page_is_looked_at(pages: Mapping[str, str]) -> None:
    assert tuple(pages) == WRITTEN


def anchors(page: str) -> list[str]:
    """The places on a page that links can lead to."""
    return re.findall(r'<a id="([^"]+)"></a>', page)


@pytest.mark.parametrize("name", HANDBOOKS)
def test_a_handbooks_links_lead_somewhere(pages: Mapping[str, str], name: str) -> None:
    page = pages[name]
    found = anchors(page)
    assert len(found) == len(set(found))
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) - set(found) == set()
    beyond = re.findall(r"\]\((rules|saannot)\.md#([^)]+)\)", page)
    assert {
        f"{to}.md#{at}" for to, at in beyond if at not in anchors(pages[f"docs/{to}.md"])
    } == set()


@pytest.mark.parametrize("name", HANDBOOKS)
def test_a_handbook_has_every_code(pages: Mapping[str, str], name: str) -> None:
    law = programme("esr-plus-2021-2027")
    assert law is not None
    wanted = {code.lower() for code in codes(Law(dt.date(2026, 11, 24), law))}
    assert wanted - set(anchors(pages[name])) == set()


@pytest.mark.parametrize("name", HANDBOOKS)
def test_the_law_and_the_rules_are_linked_both_ways(pages: Mapping[str, str], name: str) -> None:
    from_law: set[tuple[str, str]] = set()
    to_law: set[tuple[str, str]] = set()
    code = ""
    for line in pages[name].splitlines():
        if section := re.match(r'\| <a id="(law-[^"]+)"></a>', line):
            from_law |= {(one, section[1]) for one in re.findall(r"\]\(#([a-z]\d\d)\)", line)}
            continue
        if begun := re.match(r'(?:### |\| )<a id="([a-z]\d\d)"></a>', line):
            code = begun[1]
        to_law |= {(code, one) for one in re.findall(r"\]\(#(law-[^)]+)\)", line)}
    assert to_law
    assert to_law <= from_law


def test_the_handbooks_say_the_same(pages: Mapping[str, str]) -> None:
    english, finnish = (
        [one for one in anchors(pages[name]) if re.fullmatch(r"[a-z]\d\d|law-.+", one)]
        for name in HANDBOOKS
    )
    assert english == finnish


def test_a_finnish_handbook_speaks_finnish(pages: Mapping[str, str]) -> None:
    page = pages["docs/saannot.md"]
    assert not re.search(r"\*\*(?:Fix|Law|In order|Not in order):\*\*|read in the source", page)


def command(name: str) -> click.Command:
    found = kanto_docs.get_command(click.Context(kanto_docs), name)
    assert found is not None, f"there is no command {name}"
    return found


def options(name: str) -> set[str]:
    """A command's long options, and those of the commands below it."""
    whole = command(name)
    below = whole.commands.values() if isinstance(whole, click.Group) else ()
    parameters = [parameter for one in (whole, *below) for parameter in one.params]
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
