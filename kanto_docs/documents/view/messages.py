"""Communication duties (viestintävelvollisuudet, (EU) 2021/1060 art. 50) and what is planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, cast

from kanto_docs.cards import card
from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Names, Rows, is_missing
from kanto_docs.documents.view.sharing import names_shown, with_shared
from kanto_docs.finding import Basis
from kanto_docs.law.values import Raw, bases, texts
from kanto_docs.plan.content import Communication
from kanto_docs.rules.communication import plaque_needed
from kanto_docs.words import Words
from kanto_docs.words.saying import law_in_short

_PART: Final = "doc.risk-plan"
_PLAQUE: Final = "V03"
_RULES_OF_EMBLEM: Final = 7


def messages(checked: Checked, words: Words) -> Names:
    """`duties` (what, when, who, said, law), the `emblem` rules with their law, and the `sanction`.

    All three are empty for a programme whose law we do not know; the plan's own text is there.
    """
    duties = tuple(_duties(checked, words))
    emblem = cast("Raw | None", checked.law.programme.raw.get("emblem"))
    rules = tuple(_emblem_rules(emblem, words)) if emblem else ()
    share = checked.law["visibility_reduction"]
    said = "" if share is None else words.ui(f"{_PART}.sanction", share=share)
    return Names(
        "messages",
        {
            "duties": Rows(duties, ""),
            "emblem": Rows(rules, ""),
            "emblem_law": law_in_short(_of_union(bases(emblem)), words) if emblem else "",
            "sanction": said,
            "sanction_law": law_in_short(checked.law.basis("visibility_reduction"), words),
        },
    )


def _duties(checked: Checked, words: Words) -> Iterator[Names]:
    plan = with_shared(checked)
    names = names_shown(checked, words)
    told = cast("Names", names["communication"])
    contacts = cast("Names", names["contacts"])
    who = cast("Names", contacts["project_manager"])["name"]
    if is_missing(who):
        who = words.ui(f"{_PART}.who")
    laws = _laws(checked, words)
    plaque = _plaque(checked, plan.communication or Communication())
    for key in ("website", "social_media", "emblem_statement", "poster", "plaque", "event"):
        law = laws.get(key)
        if key == "plaque":
            law = law_in_short(card(_PLAQUE).basis, words) if plaque else None
        if key == "event":
            law = _event(checked, words)
        if law is None or (key == "poster" and plaque):
            continue
        yield Names(
            "messages.duties",
            {
                "what": words.ui(f"{_PART}.duty.{key}"),
                "when": words.ui(f"{_PART}.when.{key}"),
                "who": who,
                "said": _said(key, told, words),
                "law": law,
            },
        )


def _laws(checked: Checked, words: Words) -> Mapping[str, str]:
    """The law behind each duty that the programme asks the plan to answer."""
    found = {
        row.path.rpartition("/")[2]: law_in_short(_of_union(row.basis), words)
        for row in checked.law.programme.required()
        if row.path.startswith("/communication/")
    }
    if "website" in found:
        found["social_media"] = found["website"]
    return found


def _of_union(basis: tuple[Basis, ...]) -> tuple[Basis, ...]:
    """The regulation alone: the plan's own duty to tell of its communication is another one."""
    return tuple(one for one in basis if (one.law or "").startswith("(EU)"))


def _plaque(checked: Checked, communication: Communication) -> bool:
    """Whether the project needs a durable plaque instead of a poster."""
    total, limit = checked.budget["total"], checked.law["plaque_limit"]
    if communication.plaque:
        return True
    if total is None or not isinstance(limit, Decimal):
        return False
    return any(plaque_needed(total, limit, checked.plan.costs, communication))


def _event(checked: Checked, words: Words) -> str | None:
    """The law of the communication event, when the project is large enough for one."""
    total, limit = checked.budget["total"], checked.law["communication_event_limit"]
    if total is None or not isinstance(limit, Decimal) or total <= limit:
        return None
    return law_in_short(checked.law.basis("communication_event_limit"), words)


def _said(key: str, told: Names, words: Words) -> object:
    """What the plan says; of two ways to tell, the one not chosen is no gap."""
    other = {"website": "social_media", "social_media": "website"}.get(key)
    if key not in told:
        return words.ui(f"{_PART}.not_said")
    if other and is_missing(told[key]) and not is_missing(told[other]):
        return words.ui(f"{_PART}.not_said")
    said = told[key]
    if isinstance(said, Rows):
        return str(said) if said else said.gap
    return said


def _emblem_rules(emblem: Raw, words: Words) -> Iterator[str]:
    colours = cast("Mapping[str, str]", emblem["colours"])
    facts = {
        "statement": cast("Mapping[str, str]", emblem["statement"])[words.language],
        "fonts": texts(emblem.get("fonts")),
        "blue": colours["blue"],
        "yellow": colours["yellow"],
    }
    for number in range(1, _RULES_OF_EMBLEM + 1):
        yield words.ui(f"{_PART}.emblem.{number}", **facts)
