"""The checklist of attachments: which are needed, for whom and why, and which are in hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from kanto_docs.cards import basis_in, card
from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Answer, Names, Rows
from kanto_docs.documents.view.needs import Need, at_hand, needed
from kanto_docs.documents.view.sharing import names_shown
from kanto_docs.plan.resources import Attachment
from kanto_docs.words import Words
from kanto_docs.words.missing import field_in_words
from kanto_docs.words.saying import law_in_short

_KIND: Final = ("attachments", 0, "kind")
_PART: Final = "doc.attachments"
_DRAFTS: Final = {
    "job_description": "job-descriptions",
    "funding_agreement": "letter-of-intent",
    "group_agreement": "group-agreement",
    "de_minimis": "de-minimis",
}
"""Our own documents that help to make an attachment."""


def checklist(checked: Checked, words: Words) -> Names:
    """`needed`, `at_hand` and `others`, and what of them is still lacking.

    A row has `title`, `about`, `why`, `law`, `files`, `have`, `state` and `draft`. `others` are
    attachments of the plan that neither the law in force nor the call asks for.
    """
    attached = _attached(checked, words)
    listed = needed(checked)
    rows = [_row(need, attached, checked, words) for need in listed]
    kept = tuple(at_hand(checked))
    ready = [_row(need, attached, checked, words) for need in kept]
    kinds = {need.kind for need in (*listed, *kept)}
    others = (row for one, row in attached if one.kind not in kinds)
    lacking = sum(not row["have"] for row in rows)
    call = checked.law.call
    nothing = words.ui(f"{_PART}.nothing")
    return Names(
        "checklist",
        {
            "needed": Rows(tuple(rows), nothing),
            "at_hand": Rows(tuple(ready), nothing),
            "others": Rows(tuple(others), nothing),
            "in_all": str(len(rows)),
            "lacking": str(lacking),
            "complete": not lacking,
            "call_known": call is not None and call["attachments"] is not None,
        },
    )


def _attached(checked: Checked, words: Words) -> list[tuple[Attachment, Names]]:
    """The plan's attachments with the names a template has for them."""
    names = names_shown(checked, words)
    rows = cast("Rows", names["attachments"])
    return [
        (one, cast("Names", row)) for one, row in zip(checked.plan.attachments, rows, strict=True)
    ]


def _row(
    need: Need, attached: list[tuple[Attachment, Names]], checked: Checked, words: Words
) -> Names:
    files = Rows(tuple(_files(need, attached)), words.ui(f"{_PART}.no_file"))
    said = words.ui(f"{_PART}.{'in_hand' if files else 'missing'}")
    why, law = _why(need, checked, words)
    draft = _DRAFTS.get(need.kind)
    return Names(
        "checklist",
        {
            "title": words.value(_KIND, need.kind),
            "about": _about(need, checked, words),
            "why": why,
            "law": law,
            "files": files,
            "have": Answer(said, bool(files)),
            "state": _state(need, checked, words),
            "draft": words.ui(f"{_PART}.draft", name=draft) if draft else "",
        },
    )


def _files(need: Need, attached: list[tuple[Attachment, Names]]) -> Iterator[object]:
    """The files that answer the need: of its kind, and for it or for the whole application."""
    for one, row in attached:
        fits = not one.for_ or not need.named or set(one.for_) & set(need.named)
        if one.kind == need.kind and fits:
            yield row["file"]


def _about(need: Need, checked: Checked, words: Words) -> str:
    """Whom or what the attachment is for; the applicant where the plan names nobody."""
    if need.path[:1] == ("staff",) and len(need.path) > 1:
        person = (checked.plan.staff or ())[int(need.path[1])]
        return person.role or field_in_words(need.path, words)
    if need.path[:2] == ("funding", "sources") and checked.plan.funding is not None:
        source = (checked.plan.funding.sources or ())[int(need.path[2])]
        return source.payer or field_in_words(need.path, words)
    key = "_".join(str(step) for step in need.path if isinstance(step, str))
    return words.ui(f"{_PART}.about.{key}")


def _why(need: Need, checked: Checked, words: Words) -> tuple[str, str]:
    """Why it is asked for, and the law behind it."""
    if need.code:
        why = card(need.code).texts[words.language]["why"]
        return why, law_in_short(basis_in(checked.law.programme, need.code), words)
    if need.path == ("call",):
        return words.ui(f"{_PART}.why.call"), law_in_short(need.basis, words)
    key = f"{_PART}.law.{need.kind}"
    law = law_in_short(need.basis, words) or (words.ui(key) if words.has(key) else "")
    return words.ui(f"{_PART}.why.{need.kind}"), law


def _state(need: Need, checked: Checked, words: Words) -> str:
    """What the plan says of the paper itself, apart from its file."""
    plan = checked.plan
    if need.path[:2] == ("funding", "sources") and plan.funding is not None:
        source = (plan.funding.sources or ())[int(need.path[2])]
        said = words.value((*need.path, "agreement"), source.agreement or "none")
        return words.ui(f"{_PART}.state.agreement", said=said)
    if need.kind == "job_description" and len(need.path) > 1:
        made = (plan.staff or ())[int(need.path[1])].job_description
    else:
        vat = plan.applicant.vat if plan.applicant else None
        made = vat.statement if vat and need.kind == "tax_statement" else None
    return words.ui(f"{_PART}.state.made") if made else ""
