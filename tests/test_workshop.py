"""The check of Word templates: all that is wrong, in one run and with its place; no more."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final

import pytest
from docxtpl_lint import lint

from kanto_docs.documents.filled import Properties
from kanto_docs.documents.view import view
from kanto_docs.documents.word.rendering import render_word
from kanto_docs.documents.workshop.known import plans
from kanto_docs.documents.workshop.problems import Problem
from kanto_docs.documents.workshop.telling import place_in_words, sentence
from kanto_docs.documents.workshop.word import check_word
from kanto_docs.errors import TemplateError
from kanto_docs.words import LANGUAGES, Words
from tests.broken_templates import (
    TEMPLATES,
    Broken,
    Said,
    both,
    built,
    members,
    rewritten,
    says,
    table,
)
from tests.conftest import ROOT

FI: Final = Words("fi")
OURS: Final = sorted((ROOT / "templates").glob("*/*.docx"))
EMBEDDED: Final = "removed"
"""What python-docx puts into every file, a picture of its first page, is told of each of them."""
SILENT: Final = {"a loop through two tables"}
"""Broken templates that are filled all the same, and wrongly."""


def found(name: str) -> tuple[Problem, ...]:
    return check_word(built(TEMPLATES[name]), FI).problems


def fits(said: Said, problem: Problem) -> bool:
    """Whether a problem is the one that must be found, at the place where it is."""
    return (
        (said.kind, said.mark, said.grave) == (problem.kind, problem.mark, problem.grave)
        and all(getattr(problem.place, name) == value for name, value in said.place.items())
        and all(problem.facts.get(name) == value for name, value in said.facts.items())
    )


@pytest.mark.parametrize("name", TEMPLATES)
def test_all_that_is_broken_is_found_in_one_run_and_nothing_else(name: str) -> None:
    left = [one for one in found(name) if one.kind != EMBEDDED]
    for said in TEMPLATES[name].said:
        if said.kind == EMBEDDED:
            continue
        hit = next((one for one in left if fits(said, one)), None)
        assert hit is not None, (said, left)
        left.remove(hit)
    assert left == []


def test_there_are_thirty_broken_templates() -> None:
    assert len(TEMPLATES) == 30


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_is_called_broken_is_what_fill_refuses(name: str) -> None:
    template = built(TEMPLATES[name])
    grave = any(said.grave for said in TEMPLATES[name].said)
    assert check_word(template, FI).broken == grave
    if name not in SILENT:
        assert any(map(bool, refusals(template))) == grave


def refusals(template: bytes) -> Iterator[str]:
    for checked in plans():
        try:
            render_word(template, view(checked, FI), Properties(""))
        except TemplateError as error:
            yield error.kind


@pytest.mark.parametrize("path", OURS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_our_own_templates_are_sound(path: Path) -> None:
    found_ = check_word(path.read_bytes(), FI)
    assert found_.problems == ()
    assert found_.tried == len(plans())
    assert found_.used


# The other checker

MISSING: Final = {"missing"}
"""The one test that our sandbox knows and docxtpl by itself does not."""
SAME: Final[Mapping[str, set[str]]] = {
    "DTL001": {"unclosed"},
    "DTL002": {"across_paragraphs", "unclosed"},
    "DTL003": {"in_deleted_text"},
    "DTL101": {"without_end", "statement"},
    "DTL102": {"without_beginning", "statement"},
    "DTL103": {"syntax", "unclosed", "braces_apart"},
    "DTL104": {"forbidden"},
    "DTL105": {"forbidden"},
    "DTL106": {"outside_loop"},
    "DTL201": {"forbidden", "unclosed"},
    "DTL202": {"unit_apart"},
    "DTL203": {"outside_table"},
    "DTL204": {"mixed_units"},
    "DTL205": {"crosses"},
    "DTL206": {"lost_text"},
    "DTL207": {"crosses"},
    "DTL208": {"statement"},
    "DTL209": {"lost_text"},
    "DTL210": {"lost_text"},
}
"""docxtpl-lint's rules, each with what we call it."""


@pytest.mark.parametrize("name", TEMPLATES)
def test_whatever_docxtpl_lint_finds_is_found(name: str) -> None:
    left = list(found(name))
    for issue in lint(built(TEMPLATES[name]), tests=MISSING, autoescape=True).issues:
        hit = next((one for one in left if one.kind in SAME[issue.rule]), None)
        assert hit is not None, (issue.rule, issue.snippet)
        left.remove(hit)
        if issue.location.part == "body" and hit.place.story == "body":
            assert hit.place.heading, "a heading says more than the number of a paragraph"


def test_docxtpl_lint_finds_something_in_most_of_them() -> None:
    silent = [name for name, one in TEMPLATES.items() if not lint(built(one), tests=MISSING).issues]
    assert len(silent) < len(TEMPLATES) / 2


@pytest.mark.parametrize("path", OURS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_docxtpl_lint_finds_nothing_in_our_templates(path: Path) -> None:
    assert [one.to_dict() for one in lint(path, tests=MISSING, autoescape=True).issues] == []


# What is no fault


@pytest.mark.parametrize(
    "texts",
    [
        ("{% for x in staff %}{{ x.role }}{% else %}{{ staff }}{% endfor %}",),
        ("{%p if not staff %}", "Henkilöstö: {{ staff }}", "{%p endif %}"),
        ("{%p if staff %}", "On.", "{%p else %}", "{{ staff }}", "{%p endif %}"),
        ("{% for x in actions %}{% for y in x.outputs %}{{ y }}{% endfor %}{% endfor %}",),
        ("{% for x in staff %}{{ loop.index }}{% if not loop.last %}, {% endif %}{% endfor %}",),
        ("{%p if need.problem is not missing and summary %}", "Teksti.", "{%p endif %}"),
        ("{{ summary }}{# huomautus mallin tekijälle #}", "Hinta {noin} 5 %, ks. kohta {a}."),
        ("{% if budget.balanced %}Täsmää.{% endif %}",),
    ],
)
def test_what_fill_can_fill_is_no_fault(texts: tuple[str, ...]) -> None:
    template = built(Broken(says(*texts), ()))
    problems = [one for one in check_word(template, FI).problems if one.kind != EMBEDDED]
    assert problems == []


def test_what_only_trying_can_tell_is_told_with_its_place() -> None:
    text = "{% if summary %}{{ summary }}{% else %}{{ objectives }}{% endif %}"
    problems = check_word(built(Broken(says("Ensin.", text), ())), FI).problems
    (problem,) = (one for one in problems if one.kind != EMBEDDED)
    assert (problem.kind, problem.place.heading, problem.place.paragraph) == (
        "not_text",
        "Hanke",
        3,
    )
    assert sentence(problem, FI).startswith("Mallissa on nimi, joka tarkoittaa monta")


def test_a_condition_over_two_paragraphs_and_single_braces_are_remarks() -> None:
    texts = ("{% if summary %}On.", "Jatkuu.{% endif %}", "Nimi {applicant.name}, {muuta.on}")
    checked = check_word(built(Broken(says(*texts), ())), FI)
    kinds = [(one.kind, one.grave) for one in checked.problems if one.kind != EMBEDDED]
    assert kinds == [("spans_paragraphs", False), ("single_braces", False)]
    assert not checked.broken


def test_a_table_that_grows_is_asked_to_repeat_its_heading() -> None:
    rows = (("Rooli",), ("{%tr for x in staff %}",), ("{{ x.role }}",), ("{%tr endfor %}",))
    problems = check_word(built(Broken(table(*rows), ())), FI).problems
    assert [one.kind for one in problems if one.kind != EMBEDDED] == ["no_heading_row"]


# Words


def spoken() -> set[str]:
    """Every kind of problem that is written out in the room."""
    kinds: set[str] = set()
    for path in (ROOT / "kanto_docs" / "documents" / "workshop").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                first = node.args[0]
                if name in ("Problem", "problem", "Unfit", "_of_pair", "_in_part"):
                    wanted = node.args[2] if name == "_in_part" else first
                    if isinstance(wanted, ast.Constant):
                        kinds.add(str(wanted.value))
    return kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_problem_has_words(language: str) -> None:
    words = Words(language)
    kinds = spoken()
    assert {"unknown_name", "torn", "crosses", "syntax", "in_link", "in_drawing"} <= kinds
    assert [one for one in kinds if not words.has(f"doc.workshop.problem.{one}")] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_problem_is_said_without_holes(language: str, name: str) -> None:
    words = Words(language)
    for problem in found(name):
        said = sentence(problem, words)
        assert said[0].isupper() or said.startswith(("{", "staff", "applicant", "x ")), said
        first = said.splitlines()[0]  # below it stand places that errors say by themselves
        assert not re.search(r"  | [.,:;]( |$)|\( *\)|None|”{2}|“”", first), said
        assert first.endswith((".", "?")), said
        assert "doc.workshop" not in place_in_words(problem.place, words)


def test_a_place_is_said_as_one_would_look_for_it() -> None:
    (said,) = (place_in_words(one.place, FI) for one in found("a row's name unknown") if one.mark)
    assert said == "otsikon ”Hanke” alla, taulukko 1, rivi 2, solu 2"


def test_a_template_with_thousands_of_marks_is_checked_in_no_time() -> None:
    many = both(*(says("{{ applicant.name }} {{ applicant.nme }}") for _ in range(1500)))
    template = built(Broken(many, ()))
    began = time.perf_counter()
    assert sum(one.kind == "unknown_name" for one in check_word(template, FI).problems) == 1500
    assert time.perf_counter() - began < 10


SOUND: Final = both(
    says(
        "{%p if partners %}",
        "{{ applicant.name }}{% if applicant.website %}, {{ applicant.website }}{% endif %}",
        "{%p else %}",
        "{{ partners }}",
        "{%p endif %}",
        "{%p for x in actions %}",
        "{{ x.title }}{% for y in x.outputs %} {{ y }}{% endfor %}",
        "{%p endfor %}",
    ),
    table(
        ("{%tr for x in staff %}", ""),
        ("{{ x.role }}", "{{ x.pay }}"),
        ("{%tr endfor %}", ""),
        ("{%tr if not staff %}", ""),
        ("{{ staff }}", ""),
        ("{%tr endif %}", ""),
    ),
)


def slips() -> Iterator[tuple[str, bytes]]:
    """A sound template with one slip of the pen in each of its marks, and in every way."""
    sound = members(built(Broken(SOUND, ())))
    whole = sound["word/document.xml"].decode()
    yield "none", rewritten(b"", sound)
    for found_ in re.finditer(r"\{[{%][^{}]*\}\}?", whole):
        mark = found_[0]
        names = {
            "gone": "",
            "twice": mark * 2,
            "cut": mark[:-1],
            "headless": mark[1:],
            "pushed": f"Teksti {mark}",
            "misspelt": re.sub(r"(\w+)(?=\W*$)", lambda word: word[1][:-1] + "q", mark),
            "apart": mark.replace("{%p ", "{% p ").replace("{%tr ", "{% tr "),
        }
        for slip, text in names.items():
            if text != mark:
                changed = whole[: found_.start()] + text + whole[found_.end() :]
                parts = {**sound, "word/document.xml": changed.encode()}
                yield f"{mark} {slip}", rewritten(b"", parts)


EVERY: Final = 3
"""One slip of so many is tried: with the seven kinds of slip every kind meets many marks."""


@pytest.mark.slow
def test_check_and_fill_agree_on_every_slip_of_the_pen() -> None:
    names = [view(one, FI) for one in plans()]
    apart = []
    for slip, template in islice(slips(), 0, None, EVERY):
        broken = check_word(template, FI).broken
        if broken != any(refuses(template, one) for one in names):
            apart.append(slip)
    assert apart == []


def refuses(template: bytes, names: Mapping[str, object]) -> bool:
    try:
        render_word(template, names, Properties(""))
    except TemplateError:
        return True
    return False
