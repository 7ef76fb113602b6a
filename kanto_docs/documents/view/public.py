"""What the public description of a project (hankkeen julkinen kuvaus) needs besides the plan.

It follows the description that EURA 2014 published of each project: planned and realised public
funding in whole euros, e-mail without its sign, sub-regions in the genitive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any, Final, cast

from kanto_docs import data
from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Answer, Names, Rows, Said
from kanto_docs.documents.view.sharing import names_shown, with_shared
from kanto_docs.money import ZERO
from kanto_docs.places import Level, Place, find
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Applicant, Project
from kanto_docs.source import load_data
from kanto_docs.words import Words
from kanto_docs.words.capitals import capitalised

_PART: Final = "doc.description"
_PUBLIC: Final = ("grant", "municipal", "other_public")
"""The budget's lines of public money (julkinen rahoitus)."""
_LABELS: Final = ("email", "applicants", "estimates")
_UNDERWAY: Final = ("running", "ended")
_EURO: Final = Decimal(1)


def public(checked: Checked, words: Words) -> Names:
    """The prepared names of the description.

    `form_2014` is true in a programme that has the public form of 2014–2020; `granted` when the
    plan says that the grant has been decided on, `ended` when the project has come to its end.
    """
    made = _Description(checked, words)
    return Names(
        "public",
        {
            "banner": made.said_of_programme("banner"),
            "title": made.title(),
            "form_2014": made.is_of_old_form,
            "granted": made.is_granted,
            "ended": made.is_ended,
            "labels": Names("public.labels", {name: made.label(name) for name in _LABELS}),
            "status": made.capital(made.below("project")["status"]),
            "organisation_type": made.organisation(),
            "email": made.email(),
            "applicants": made.applicants(),
            "partners": made.partners(),
            "grant": made.planned("grant"),
            "planned": made.planned(*_PUBLIC),
            "grant_realised": made.realised("grant"),
            "public_realised": made.realised("public_total"),
            "regions": made.places("region", "regions", Place.named),
            "sub_regions": made.places("sub_region", "sub_regions", _in_genitive),
            "municipalities": made.places("municipality", "municipalities", Place.named),
            "gender": made.gender(),
        },
    )


class _Description:
    """Prepares the names of one plan in one language."""

    def __init__(self, checked: Checked, words: Words) -> None:
        self.checked = checked
        self.words = words
        self.plan: Plan = with_shared(checked)
        self.project = self.plan.project or Project()
        self.names = names_shown(checked, words)
        self.is_ended = self.project.status == "ended"
        decided = self.plan.schedule is not None and self.plan.schedule.decided is not None
        self.is_granted = decided or self.project.status in _UNDERWAY
        self.is_of_old_form = words.has(self._key("banner"))

    def below(self, name: str) -> Names:
        """The names below one name of the plan."""
        return cast("Names", self.names[name])

    def said_of_programme(self, name: str) -> str:
        """The words that only this programme has; empty where it has none."""
        key = self._key(name)
        return self.words.ui(key) if self.words.has(key) else ""

    def title(self) -> str:
        """What the description is of; a project without a decision is financed by nobody yet."""
        if self.is_granted and self.said_of_programme("title"):
            return self.said_of_programme("title")
        return self.words.ui(f"{_PART}.{'title' if self.is_granted else 'title_planned'}")

    def label(self, name: str) -> str:
        """A label that the public form of 2014–2020 writes in its own way."""
        return self.said_of_programme(name) or self.words.ui(f"{_PART}.label.{name}")

    def _key(self, name: str) -> str:
        return f"{_PART}.{self.checked.law.programme.code}.{name}"

    def capital(self, value: object) -> object:
        """A value of the plan as it stands alone on a line; a gap stays."""
        if isinstance(value, Said):
            return Said(capitalised(value), value.path)
        return capitalised(value.word) if isinstance(value, Answer) else value

    def organisation(self) -> object:
        """Organisaatiotyyppi: the form's own word where it has been seen."""
        kind = (self.plan.applicant or Applicant()).organisation_type
        said = self.below("applicant")["organisation_type"]
        path = ("applicant", "organisation_type")
        return Said(seen, path) if (seen := self._organisation(kind)) else self.capital(said)

    def _organisation(self, kind: str | None) -> str:
        key = f"{_PART}.organisation.{kind}"
        return self.words.ui(key) if kind and self.words.has(key) else ""

    def email(self) -> object:
        """The contact person's address, which programs that collect addresses do not find."""
        person = cast("Names", self.below("contacts")["contact_person"])
        address = person["email"]
        if not isinstance(address, Said):
            return address
        return Said(address.replace("@", "(at)"), address.path)

    def applicants(self) -> object:
        """Hakijoiden lukumäärä: one, or several and by which arrangement."""
        key = f"{_PART}.applicants.{self.project.kind}"
        if not self.words.has(key):
            return self.below("project")["kind"]
        return Said(self.words.ui(key), ("project", "kind"))

    def partners(self) -> Rows:
        """Osatoteuttajat, each on one line: name, type of organisation, business id."""
        rows = cast("Rows", self.names["partners"])
        both = zip(cast("tuple[Names, ...]", rows.rows), self.plan.partners or (), strict=True)
        said = (
            (row["name"], self._organisation(partner.organisation_type) or row["organisation_type"],
             row["business_id"])
            for row, partner in both
            if partner.role == "member"
        )  # fmt: skip
        lines = (", ".join(str(one) for one in line if one) for line in said)
        return Rows(tuple(lines), self.words.ui(f"{_PART}.none"))

    def planned(self, *lines: str) -> object:
        """Public money that the plan asks for, in whole euros; the gap of what it waits for."""
        total = ZERO
        for line in lines:
            amount = self.checked.budget.get(line)
            if amount is None:
                return self.below("budget")[line]
            total += amount
        return self.whole(total)

    def realised(self, name: str) -> object:
        """Public money that was paid, in whole euros; what nobody has told is a gap, never zero."""
        amount = getattr(self.plan.realised, name, None)
        if amount is None:
            return self.below("realised")[name]
        return Said(self.whole(amount), ("realised", name))

    def whole(self, amount: Decimal) -> str:
        """Whole euros without a sign: 250 000."""
        return self.words.number(amount.quantize(_EURO, ROUND_HALF_UP))

    def places(self, level: Level, key: str, say: Callable[[Place, str], str]) -> Rows:
        """The places of one level as the description prints them in this language."""
        rows = cast("Rows", self.below("area")[key])
        return Rows(tuple(self._places(level, rows, say)), self.words.ui(f"{_PART}.none"))

    def _places(
        self, level: Level, rows: Rows, say: Callable[[Place, str], str]
    ) -> Iterator[object]:
        for row in rows:
            place = find(level, row) if isinstance(row, Said) else None
            if isinstance(row, Said) and place is not None:
                yield Said(say(place, self.words.language), row.path)
            else:
                yield row

    def gender(self) -> Names:
        """The answers to the three questions on gender equality as they stand alone in a cell."""
        asked = cast("Names", self.below("horizontal")["gender_equality"])
        questions = ("analysis_done", "mainstreamed", "main_goal")
        return Names(
            "public.gender",
            {one: self.capital(cast("Names", asked[one])["answer"]) for one in questions},
        )


def _in_genitive(place: Place, language: str) -> str:
    """Seutukunta: in Finnish "Joensuun", as in Joensuun seutukunta."""
    return _sub_regions().get(place.code) or place.fi if language == "fi" else place.fi


@cache
def _sub_regions() -> Mapping[str, str | None]:
    found = load_data(data.read_text("schemas", "regions.yaml"), "schemas/regions.yaml")
    rows = cast("Sequence[Mapping[str, Any]]", cast("Mapping[str, Any]", found)["sub_regions"])
    return {row["code"]: row["genitive"] for row in rows}
