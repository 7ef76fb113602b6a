"""Rule cards: a rule's words, law and examples, one YAML file each, read only when needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, cast

from kanto_docs import data
from kanto_docs.errors import DataError
from kanto_docs.finding import GUIDANCE, Basis, Severity
from kanto_docs.law import Programme, Words, bases, load

Texts = Mapping[str, str]


class Card(NamedTuple):
    """What a rule says: `texts` by language hold title, message, why and fix."""

    code: str
    name: str
    severity: Severity
    texts: Mapping[str, Texts]
    basis: tuple[Basis, ...] = ()
    reason: str | None = None
    """Path of the field that holds the special reason, for a rule that allows one."""
    terms: Mapping[str, Words] = {}
    covers: tuple[str, ...] = ()
    phase: str = GUIDANCE
    """`submit`: what is missing counts as an error when the application is sent."""
    examples: Mapping[str, Sequence[Mapping[str, Any]]] = {}


@cache
def files() -> Mapping[str, str]:
    """The card files by code."""
    folder = data.folder("schemas") / "rules"
    names = sorted(path.name for path in folder.glob("*.yaml"))
    found: dict[str, str] = {}
    for name in names:
        code = name.partition("-")[0]
        if code in found:
            raise DataError("two_cards", code=code)
        found[code] = name
    return found


@cache
def card(code: str) -> Card:
    """The card of `code`. Raises DataError when there is none."""
    if code not in files():
        raise DataError("no_card", code=code)
    raw = cast("Mapping[str, Any]", load("rules", files()[code]))
    return Card(
        code=str(raw["code"]),
        name=str(raw["name"]),
        severity=Severity[str(raw["severity"]).upper()],
        texts=raw["texts"],
        basis=bases(raw),
        reason=raw.get("reason"),
        terms=raw.get("terms") or {},
        covers=tuple(raw.get("covers") or ()),
        phase=str(raw.get("phase") or GUIDANCE),
        examples=raw.get("examples") or {},
    )


def basis_in(programme: Programme, code: str) -> tuple[Basis, ...]:
    """What a rule rests on in a programme: on the programme's own law, else on its card's."""
    return programme.basis_of(code) or card(code).basis
