"""Cost models side by side: a table of amounts, then what each asks of the association."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kanto_docs.budget.funding import SOURCE_KINDS
from kanto_docs.budget.models import FOR_OUTPUTS, UNIT_COST
from kanto_docs.formats.budget.layout import Row, item, table
from kanto_docs.formats.budget.machine import finding_data, text_of
from kanto_docs.formats.budget.spoken import spoken_of
from kanto_docs.formats.wrapping import wrapped
from kanto_docs.money import ZERO
from kanto_docs.scenarios.comparing import STAFF, Column, Comparison
from kanto_docs.words import Words
from kanto_docs.words.capitals import capitalised, uncapitalised
from kanto_docs.words.figuring import SpokenBudget, hole
from kanto_docs.words.saying import law_in_short, say, title_of

_BESIDE: Final = 4
"""So many models stand side by side; more go on in another table."""
_NAMED: Final = 12
"""So many lines that are left out are named; the sum is of all."""
_ALWAYS: Final = ("flat_costs", "total", "grant")
_LINES: Final = (STAFF, "flat_costs", "total", "income", "net_total", "grant", *SOURCE_KINDS)
_MODEL: Final = ("cost_model",)
_PAY: Final = ("pay_model",)


def comparison(found: Comparison, words: Words, *, plain: bool) -> list[str]:
    """All models: amounts side by side, then each model with what it asks."""
    return [*_told(found, words, plain=plain)]


def comparison_data(found: Comparison, words: Words) -> dict[str, object]:
    """The same for other programs."""
    return {
        "models": [_column_data(column, words) for column in found.columns],
        "not_in_call": list(found.refused),
        "call_tells": found.call_tells,
        "grant_typed": found.grant_typed,
    }


def _told(found: Comparison, words: Words, *, plain: bool) -> Iterator[str]:
    yield words.ui("compare.title")
    for start in range(0, len(found.columns), _BESIDE):
        yield ""
        beside = found.columns[start : start + _BESIDE]
        heads = [_head(column, words) for column in beside]
        yield from table(heads, [*_rows(found, beside, words)], words, plain=plain)
    for column in found.columns:
        yield ""
        yield from _column(column, words)
    yield ""
    for model in found.refused:
        yield from wrapped(words.ui("compare.refused", model=words.value(_MODEL, model)), "", "  ")
    if not found.call_tells:
        yield from wrapped(words.ui("compare.call_silent"), "", "  ")
    if found.grant_typed:
        grant = found.columns[0].budget["grant"] if found.columns else None
        yield from wrapped(words.ui("compare.grant_typed", grant=grant or ZERO), "", "  ")
    yield from wrapped(words.ui("compare.not_written", field=_MODEL), "", "  ")


def _head(column: Column, words: Words) -> str:
    model = words.value(_MODEL, column.model)
    return words.ui("compare.own_model", model=model) if column.own else model


def _rows(found: Comparison, beside: tuple[Column, ...], words: Words) -> Iterator[Row]:
    """The rows that say something in at least one of all the columns."""
    for name in _LINES:
        values = [_counted(column, name) for column in found.columns]
        as_total = name == "net_total" and not any(one.budget["income"] for one in found.columns)
        if name in _ALWAYS or (any(value != 0 for value in values) and not as_total):
            label = words.ui(f"budget.{name}")
            yield label, [_amount(_counted(column, name), words) for column in beside]
        if name == STAFF and any(one.listed != ZERO for one in found.columns):
            yield words.ui("compare.listed"), [_amount(one.listed, words) for one in beside]
    yield words.ui("compare.needed"), [_amount(_least(one.needed), words) for one in beside]
    yield words.ui("compare.covered"), [_amount(one.covered, words) for one in beside]
    for key, sign in (("short", 1), ("over", -1)):
        gaps = [column.budget["gap"] for column in found.columns]
        if key == "short" or any(gap is not None and gap * sign > 0 for gap in gaps):
            yield words.ui(f"compare.{key}"), [_beyond(one, sign, words) for one in beside]
    if any(column.uncounted for column in found.columns):
        yield words.ui("compare.uncounted"), [_amount(one.uncounted_sum, words) for one in beside]


def _counted(column: Column, name: str) -> Decimal | None:
    """A line; pay that the model does not count is none."""
    return ZERO if name == STAFF and STAFF in column.uncounted else column.budget[name]


def _least(value: Decimal | None) -> Decimal | None:
    """The value, but not below nothing."""
    return None if value is None else max(value, ZERO)


def _amount(value: Decimal | None, words: Words) -> str:
    return hole(words) if value is None else words.euro(value)


def _beyond(column: Column, sign: int, words: Words) -> str:
    gap = column.budget["gap"]
    if gap is None:
        return _amount(None, words)
    return _amount(abs(gap) if gap * sign > 0 else ZERO, words)


def _column(column: Column, words: Words) -> Iterator[str]:
    """What the model asks: itemising, data that is missing, lines left out, conditions."""
    spoken, there = spoken_of(column.checked, words), column.checked
    model = words.value(_MODEL, column.model)
    if column.own:
        model = words.ui("compare.own_heading", model=model)
    bases = [law_in_short(there.law.basis(name), words) for name in column.law]
    law = f" ({'; '.join(bases)})" if any(bases) else ""
    yield from wrapped(f"{capitalised(model)}{law}", "", "  ")
    if column.own and not column.allowed:
        yield from item(words.ui("compare.own_refused"))
    if column.pay_model is not None:
        yield from item(words.ui("compare.pay_model", model=words.value(_PAY, column.pay_model)))
    if column.budget["total"] is None:
        yield from item(words.ui("figures.missing", names=spoken.lacking("total")))
    yield from item(_itemised(column, spoken))
    if column.uncounted:
        told = [_item(spoken, name, worth) for name, worth in column.uncounted.items()]
        more = [words.ui("compare.more", n=len(told) - _NAMED)] if told[_NAMED:] else []
        names = ", ".join((*told[:_NAMED], *more))
        yield from item(
            words.ui("compare.left_out", names=names, sum=_amount(column.uncounted_sum, words))
        )
    findings = [*_findings(column, words)]
    if findings:
        yield from item(words.ui("compare.findings"))
        yield from findings
    elif column.budget["total"] is not None:
        yield from item(words.ui("compare.no_findings"))
    if column.unjudged:
        names = ", ".join(f"{code} {title_of(code, words)}" for code in column.unjudged)
        yield from item(words.ui("compare.unjudged", names=names))


def _findings(column: Column, words: Words) -> Iterator[str]:
    """Each fault once, with how many places it has; what is missing for the total is told above."""
    lacking = set(column.budget.missing("total")) if column.budget["total"] is None else set()
    told = [one for one in column.findings if ".".join(map(str, one.path)) not in lacking]
    said = [(one, say(one, words)) for one in told]
    titles = [(one.severity, one.code, words_of.title, words_of.law) for one, words_of in said]
    for (severity, code, title, law), number in Counter(titles).items():
        facts = {"severity": words.ui(f"severity.{severity.slug}"), "code": code, "title": title}
        key = "finding" if number == 1 else "finding_many"
        sentence = words.ui(f"compare.{key}", **facts, n=number) + (f" ({law})" if law else "")
        yield from wrapped(sentence, "    ", "      ")


def _itemised(column: Column, spoken: SpokenBudget) -> str:
    """What must be listed, and how it is accounted for when the support is paid."""
    words = spoken.words
    names = [_itemised_name(name, column, spoken) for name in column.itemised]
    if column.model in FOR_OUTPUTS:
        key = "itemised_lump_sum" if names else "itemised_nothing"
    else:
        key = "itemised" if names else "itemised_none"
    return words.ui(f"compare.{key}", names=", ".join(names))


def _itemised_name(name: str, column: Column, spoken: SpokenBudget) -> str:
    if name == STAFF and column.budget.pay_model == UNIT_COST:
        return spoken.words.ui("compare.hours")
    return uncapitalised(spoken.label(name))


def _item(spoken: SpokenBudget, name: str, worth: Decimal | None) -> str:
    label = spoken.about(name) or uncapitalised(spoken.label(name))
    return f"{label} {_amount(worth, spoken.words)}"


def _column_data(column: Column, words: Words) -> dict[str, object]:
    spoken, budget = spoken_of(column.checked, words), column.budget
    return {
        "model": column.model,
        "label": words.value(_MODEL, column.model),
        "own": column.own,
        "allowed": column.allowed,
        "pay_model": budget.pay_model,
        "pay_model_changed": column.pay_model is not None,
        "law": [spoken.law_of(name) for name in column.law],
        "lines": {name: text_of(budget[name]) for name in budget.names()},
        "needed": text_of(column.needed),
        "covered": text_of(column.covered),
        "missing": list(budget.missing("total")) if budget["total"] is None else [],
        "itemised": list(column.itemised),
        "paid_for": "outputs" if column.model in FOR_OUTPUTS else "costs",
        "uncounted": {name: text_of(worth) for name, worth in column.uncounted.items()},
        "uncounted_sum": text_of(column.uncounted_sum),
        "unjudged": list(column.unjudged),
        "findings": [finding_data(one, spoken) for one in column.findings],
    }
