"""Roles in the texts: how much a person of the staff works, and who is answerable for an action."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from kanto_docs.patterns import lazy
from kanto_docs.prose.amounts import number
from kanto_docs.prose.fields import Text
from kanto_docs.prose.sentences import sentences
from kanto_docs.prose.wording import hinted, listed, one_of, speaks_of

_PARTED: Final = lazy(r" ja | sekä | och | samt | and |[,/&+;]")
_WINDOW: Final = 120
"""The role stands this near before its share."""


class Share(NamedTuple):
    """What a text says of a person's working time, in per cent of full time."""

    text: Text
    role: str
    value: Decimal


def shares_in(text: Text, roles: Sequence[str]) -> Iterator[Share]:
    """Every share of working time that stands right behind a role: "Ohjaaja (60 %)"."""
    if not hinted(text.text, "shares", "hints"):
        return
    lower = {role.casefold(): role for role in roles}
    for sentence in sentences(text.text):
        if _unsure(sentence, text.language):
            continue
        for match in one_of("shares", text.language, "figures").finditer(sentence):
            value = number(next(filter(None, match.groups())), text.language)
            role = _role_before(sentence[: match.start()], lower, text.language)
            if role and value is not None:
                yield Share(text, role, value)
        for word, value in _whole(text.language).items():
            for match in re.finditer(rf"\b{word}\b", sentence, re.IGNORECASE):
                role = _role_before(sentence[: match.start()], lower, text.language)
                if role:
                    yield Share(text, role, value)


def unknown_roles(responsible: str, known: str, *, partners: bool = False) -> Iterator[str]:
    """The roles of paid work in `responsible` that nobody known has, not even in part.

    Where there are `partners`, only a role of the project by its name is certainly not theirs.
    """
    there = known.casefold()
    not_ours = tuple(listed("unpaid_roles"))
    ours = tuple(listed("project_roles")) if partners else ("",)
    for part in _PARTED.split(responsible):
        word = part.strip(" .").casefold()
        if " " in word or word.startswith("-") or word.endswith("-"):
            continue  # of somebody else, or half a word
        heads = [head for head in listed("role_heads") if word.endswith(head)]
        paid = word.startswith(ours) and not word.startswith(not_ours)
        if heads and paid and not any(head in there for head in heads):
            yield part.strip(" .")


def _unsure(sentence: str, language: str) -> bool:
    return speaks_of(sentence, "elsewhere", language) or speaks_of(sentence, "in_part", language)


def _role_before(before: str, roles: Mapping[str, str], language: str) -> str | None:
    """The role that the text before a share ends with, words that only link them apart."""
    rest = before[-_WINDOW:].casefold().rstrip(" (,:–-")
    links = tuple(f" {link}" for link in listed("shares", language, "links"))
    for _ in range(len(links)):
        if not rest.endswith(links):
            break
        rest = rest[: rest.rindex(" ")].rstrip()
    for role in sorted(roles, key=len, reverse=True):
        if rest == role or rest.endswith((f" {role}", f"({role}", f"/{role}")):
            return roles[role]
    return None


@cache
def _whole(language: str) -> Mapping[str, Decimal]:
    """Words for a share: kokoaikainen, puolipäiväinen."""
    rows = listed("shares", language, "words")
    return {word: Decimal(share) for word, _, share in (row.partition(" ") for row in rows)}
