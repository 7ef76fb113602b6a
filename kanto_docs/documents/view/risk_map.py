"""Risks (riskit) by their gravity, and the square of likelihood and impact they stand in."""

from __future__ import annotations

from typing import Final, cast

from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Names, Rows, is_missing
from kanto_docs.documents.view.sharing import names_shown, with_shared
from kanto_docs.plan.content import Risk
from kanto_docs.words import Words

LEVELS: Final = ("low", "medium", "high")
"""The plan's words for likelihood and impact, the smallest first."""
_GRAVE: Final = 6
_MIDDLING: Final = 3
"""Gravity is the product of two levels, 1 to 9: from these on it is middling and grave."""
_TOLD: Final = ("risks", "communication", "evaluation", "data_protection")


def lacking(checked: Checked) -> str | None:
    """The key of the words that say why there is nothing to plan; None when there is something."""
    plan = with_shared(checked)
    return None if any(getattr(plan, name) for name in _TOLD) else "doc.risk-plan.lacking"


def risk_map(checked: Checked, words: Words) -> Names:
    """`risks`, the gravest first with `number` and `gravity`, and a square of their numbers.

    `risk_map.high.low` holds the numbers of the risks of high impact and low likelihood.
    """
    plan = with_shared(checked)
    names = names_shown(checked, words)
    told = cast("Rows", names["risks"])
    pairs = sorted(zip(plan.risks or (), told, strict=True), key=lambda pair: -_product(pair[0]))
    rows = tuple(
        _row(number, risk, cast("Names", row), words) for number, (risk, row) in enumerate(pairs, 1)
    )
    square = {
        impact: Names(f"risk_map.{impact}", _line(impact, [risk for risk, _ in pairs], words))
        for impact in LEVELS
    }
    return Names("risk_map", {"risks": Rows(rows, told.gap), **square})


def _row(number: int, risk: Risk, row: Names, words: Words) -> Names:
    known = dict(row.known)
    known["number"] = str(number)
    said = words.ui(f"doc.risk-plan.gravity.{_gravity(_product(risk))}")
    gaps = (known[name] for name in ("likelihood", "impact") if is_missing(known[name]))
    known["gravity"] = next(gaps, said)
    return Names("risk_map.risks", known)


def _line(impact: str, risks: list[Risk], words: Words) -> dict[str, object]:
    """Which risks stand where in the line of one impact, by likelihood."""
    nothing = words.ui("doc.risk-plan.no_risk")
    return {
        likelihood: ", ".join(
            str(number)
            for number, risk in enumerate(risks, 1)
            if (risk.impact, risk.likelihood) == (impact, likelihood)
        )
        or nothing
        for likelihood in LEVELS
    }


def _product(risk: Risk) -> int:
    """Likelihood times impact; 0 when one of them is not said."""
    return _level(risk.likelihood) * _level(risk.impact)


def _level(said: str | None) -> int:
    return LEVELS.index(said) + 1 if said in LEVELS else 0


def _gravity(product: int) -> str:
    if not product:
        return "unknown"
    if product >= _GRAVE:
        return LEVELS[2]
    return LEVELS[1] if product >= _MIDDLING else LEVELS[0]
