"""What changes would do: lines before and after, findings that come and go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kanto_docs.finding import Finding
from kanto_docs.formats.budget.fields import amount, field_name, field_value, line_name, signed
from kanto_docs.formats.budget.layout import item, table
from kanto_docs.formats.budget.machine import finding_data, text_of
from kanto_docs.formats.json import plain as as_json
from kanto_docs.formats.json import pointer
from kanto_docs.formats.wrapping import wrapped
from kanto_docs.scenarios.asking import Answer
from kanto_docs.scenarios.changes import Asked
from kanto_docs.scenarios.differences import Apart, Difference
from kanto_docs.scenarios.naming import named
from kanto_docs.words.capitals import capitalised
from kanto_docs.words.figuring import SpokenBudget
from kanto_docs.words.saying import say


def changes(
    answer: Answer, spoken: SpokenBudget, before: SpokenBudget, *, plain: bool
) -> list[str]:
    """The changes, the lines that differ, and the findings; nothing when nothing was changed."""
    return [] if answer.apart is None else [*_told(answer, answer.apart, spoken, before, plain)]


def changes_data(answer: Answer, spoken: SpokenBudget) -> dict[str, object]:
    """The same for other programs."""
    apart = answer.apart
    if apart is None:
        return {}
    told = {
        "changes": [_change_data(one, answer, spoken) for one in answer.changes],
        "lines": [_line_data(one, spoken) for one in (*apart.lines, *apart.years, *apart.inputs)],
        "appeared": [finding_data(one, spoken) for one in apart.appeared],
        "gone": [finding_data(one, spoken) for one in apart.gone],
        "written": False,
    }
    return {"what_if": told}


def finding_lines(findings: Iterable[Finding], spoken: SpokenBudget) -> Iterator[str]:
    """Each finding with its severity, its code and what it says."""
    for one in findings:
        severity = spoken.words.ui(f"severity.{one.severity.slug}")
        yield from item(f"{severity} {one.code}: {say(one, spoken.words).message}")


def _told(
    answer: Answer, apart: Apart, spoken: SpokenBudget, before: SpokenBudget, plain: bool
) -> Iterator[str]:
    words = spoken.words
    yield words.ui("whatif.changes")
    for one in answer.changes:
        yield from _change(one, answer, spoken)
    yield ""
    head = (words.ui("whatif.before"), words.ui("whatif.after"), words.ui("whatif.difference"))
    rows = [_row(one, spoken, before) for one in (*apart.lines, *apart.years)]
    yield from table(head, rows, words, plain=plain)
    for key, findings in (("appeared", apart.appeared), ("gone", apart.gone)):
        yield ""
        yield words.ui(f"whatif.{key}" if findings else f"whatif.none_{key}")
        yield from finding_lines(findings, spoken)
    yield ""
    file = answer.before.source.name
    key = "not_written_input" if file == "-" else "not_written"
    yield from wrapped(words.ui(f"whatif.{key}", name=file), "", "")


def _change(one: Asked, answer: Answer, spoken: SpokenBudget) -> list[str]:
    words, path = spoken.words, one.change.path
    facts = {
        "path": named(path, answer.before.source.data),
        "name": capitalised(field_name(path, spoken)),
        "before": field_value(path, one.before, words),
        "after": field_value(path, one.change.value, words),
    }
    return item(words.ui("whatif.change", **facts))


def _row(
    one: Difference, spoken: SpokenBudget, before: SpokenBudget
) -> tuple[str, tuple[str, str, str]]:
    words, name = spoken.words, one.line.name
    label = line_name(one.line, spoken if name in spoken.budget.lines else before)
    cells = [
        amount(value, one.line, words) if name in budget.lines else words.ui("whatif.no_line")
        for value, budget in ((one.before, before.budget), (one.after, spoken.budget))
    ]
    return label, (cells[0], cells[1], signed(one.difference, one.line, words))


def _change_data(one: Asked, answer: Answer, spoken: SpokenBudget) -> dict[str, object]:
    path = one.change.path
    return {
        "path": pointer(path),
        "field": named(path, answer.before.source.data),
        "label": field_name(path, spoken),
        "before": as_json(one.before),
        "after": as_json(one.change.value),
        "solved": not one.typed,
    }


def _line_data(one: Difference, spoken: SpokenBudget) -> dict[str, object]:
    name = one.line.name
    known = name in spoken.budget.lines
    return {
        "name": name,
        "label": line_name(one.line, spoken) if known else name,
        "unit": one.line.unit,
        "kind": one.line.kind,
        "before": text_of(one.before, one.line.unit),
        "after": text_of(one.after, one.line.unit),
        "difference": text_of(one.difference, one.line.unit),
    }
