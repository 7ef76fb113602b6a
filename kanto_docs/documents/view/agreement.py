"""The agreement of a group project (ryhmähankesopimus): its parties, their duties and shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Final, cast

from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Gap, Names, Rows, Said
from kanto_docs.documents.missing import gap_at
from kanto_docs.documents.view.parts import names_of_plan
from kanto_docs.documents.view.sharing import names_shown
from kanto_docs.groups import Group, Member
from kanto_docs.groups.bodies import Body, applicant_of
from kanto_docs.money import HUNDRED, ZERO, tenths
from kanto_docs.source import Path
from kanto_docs.words import Words

MADE: Final = "A11"
"""The rule that asks for the agreement: a programme without it knows no group projects."""
_GROUP: Final = "group"
_OUTSIDE: Final = "cooperation"
SHOWN: Final = ("total", "grant", "own", "others")
"""The figures of each member; `others` is what everybody else pays."""
_OTHERS: Final = ("municipal", "other_public", "private")


def lacking(checked: Checked) -> str | None:
    """The key of the words that say why there is nothing to agree on; None when there is."""
    project, law = checked.plan.project, checked.law
    if project is None or project.kind != _GROUP:
        return "doc.group-agreement.lacking.single"
    if not law.programme.applies(MADE, law.on):
        return "doc.group-agreement.lacking.programme"
    return None


def agreement(checked: Checked, words: Words) -> Names:
    """The members with their figures, the lead first; the sums; what the lead's plan says for all.

    `project`, `schedule` and `steering_group` are the lead's where its file is there, `outside` are
    those who take part without being members. A member whose file is not there has gaps.
    """
    made = _Agreement(checked, words)
    rows = tuple(made.row(member) for member in made.members)
    lead = next((row["name"] for row in rows if row["is_lead"]), made.gap(("partners",), "lead"))
    return Names(
        "agreement",
        {
            "members": Rows(rows, made.partners.gap),
            "lead": lead,
            "sums": Names("agreement.sums", made.sums()),
            "whole": checked.group is not None and checked.group.whole,
            **made.shared(checked),
        },
    )


class _Agreement:
    """Makes the names of one group."""

    def __init__(self, checked: Checked, words: Words) -> None:
        self.group: Group | None = checked.group
        self.members = checked.group.members if checked.group else ()
        self.words = words
        self.names = names_shown(checked, words)
        self.own = cast("Names", self.names["applicant"])
        self.partners = cast("Rows", self.names["partners"])

    def row(self, member: Member) -> Names:
        """One party."""
        body, place = self.own, cast("Path", ("applicant",))
        if member.place is not None:
            body, place = cast("Names", self.partners.rows[member.place]), member.path[:-1]
        role = ("partners", "role")
        known: dict[str, object] = {
            "name": body["name"],
            "business_id": body["business_id"],
            "is_lead": self.group is not None and member == self.group.lead,
            "role": self.words.value(role, member.role) if member.role else self.gap(role),
            "responsibility": self._responsibility(member),
            "signatories": self._signatories(member, place),
            **{name: self.euro(_figure(member.amount, name), member) for name in SHOWN},
            "share": self._share(member),
        }
        return Names("agreement.members", known)

    def shared(self, checked: Checked) -> dict[str, object]:
        """What is one for the whole project: the lead's, else what the plan itself says."""
        lead = self.group.lead if self.group else None
        plan, names = checked.plan, self.names
        if lead and lead.plan and lead.budget and lead.law and not lead.is_own:
            plan = lead.plan
            names = names_of_plan(plan, lead.budget, self.words, lead.law)
        rows = zip(plan.partners, cast("Rows", names["partners"]), strict=True)
        outside = tuple(row for partner, row in rows if partner.role == _OUTSIDE)
        kept = {name: names[name] for name in ("project", "schedule", "steering_group")}
        return {**kept, "outside": Rows(outside, "")}

    def sums(self) -> dict[str, object]:
        """The group's own sums; a gap when the figures of a member are not known."""
        values = self.group.values if self.group else {}
        found: dict[str, object] = {}
        for name in SHOWN:
            amount = _figure(lambda line: values.get(f"{_GROUP}_{line}"), name)
            lost = (one for one in self.members if _figure(one.amount, name) is None)
            found[name] = self.euro(amount, next(lost, None))
        whole = isinstance(found["grant"], str)
        found["share"] = self.words.percent(HUNDRED) if whole else found["grant"]
        return found

    def euro(self, amount: Decimal | None, member: Member | None) -> str | Gap:
        """Euros, or a gap that leads to the file of the member."""
        if amount is not None:
            return self.words.euro(amount)
        gap = self.gap(member.path if member else ("partners",))
        return replace(gap, text=gap.short)

    def gap(self, path: Path, name: str = "") -> Gap:
        """What is missing at `path`, called by its own name or by another."""
        label = self.words.ui(f"doc.group-agreement.{name}") if name else self.words.label(path)
        return replace(gap_at(path, self.words, label), label=label)

    def _responsibility(self, member: Member) -> object:
        """What the plan says of a partner; of its own applicant the plans of the others say it."""
        if member.place is not None:
            return cast("Names", self.partners.rows[member.place])["responsibility"]
        own = applicant_of(member.plan) if member.plan else None
        others = self.group.others if self.group else ()
        for partner in (one for other in others if other.plan for one in other.plan.partners):
            body = Body(partner.name, partner.business_id, partner.role)
            if own and partner.responsibility and own.may_be(body):
                return partner.responsibility
        return self.gap(("partners", 0, "responsibility"))

    def _signatories(self, member: Member, path: Path) -> Rows:
        """Who signs for the member, as its own plan says."""
        applicant = member.plan.applicant if member.plan else None
        rows = []
        for number, one in enumerate(applicant.signatories if applicant else ()):
            here = (*path, "signatories", number)
            said = {"name": one.name, "role": one.role}
            rows.append(
                Names(
                    "agreement.members.signatories",
                    {key: Said(text or "", (*here, key)) for key, text in said.items()},
                )
            )
        return Rows(tuple(rows), "")

    def _share(self, member: Member) -> str | Gap:
        part = self.group.share(member, "grant") if self.group else None
        if part is None:
            return self.euro(None, member)
        return self.words.percent(tenths(part * HUNDRED))


def _figure(line: Callable[[str], Decimal | None], name: str) -> Decimal | None:
    """A line, or the sum of those of the other funders; None when one of them is not known."""
    if name != "others":
        return line(name)
    parts = [line(kind) for kind in _OTHERS]
    known = [part for part in parts if part is not None]
    return sum(known, ZERO) if len(known) == len(parts) else None
