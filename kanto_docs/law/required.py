"""What a programme asks to be in a plan: the rows of `required` in programme.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from kanto_docs.finding import GUIDANCE, Basis
from kanto_docs.frozen import Frozen
from kanto_docs.law.values import Raw, Words, bases, texts


class Required(Frozen):
    """A thing the programme asks to be there: where, why, and what to write."""

    code: str
    path: str
    ask: Words
    basis: tuple[Basis, ...]
    phase: str = GUIDANCE
    guidance: str = ""
    empty: str = ""
    wanted: bool | None = None
    any_of: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = {}
    unless: Mapping[str, tuple[str, ...]] = {}
    if_present: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()


def required_of(row: Raw) -> Required:
    """A row of the list."""
    return Required(
        code=str(row["code"]),
        path=str(row["path"]),
        ask=cast("Words", row["ask"]),
        basis=bases(row),
        phase=str(row.get("phase") or GUIDANCE),
        guidance=str(row.get("guidance") or ""),
        empty=str(row.get("empty") or ""),
        wanted=cast("bool | None", row.get("wanted")),
        any_of=texts(row.get("any_of")) or (),
        when=_conditions(row.get("when")),
        unless=_conditions(row.get("unless")),
        if_present=texts(row.get("if_present")) or (),
        covers=texts(row.get("covers")) or (),
    )


def _conditions(raw: object) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(raw, Mapping):
        return {}
    return {str(path): texts(values) or () for path, values in raw.items()}
