"""The project on one page (yhden sivun tiivistelmä): whole sentences, and no more than fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, cast

from kanto_docs.checking import Checked
from kanto_docs.documents.gaps import Gap, Names, Rows
from kanto_docs.documents.view.sharing import names_shown, with_shared
from kanto_docs.documents.view.shortening import lines_of, shortened
from kanto_docs.money import HUNDRED, ZERO, tenths
from kanto_docs.source import Path
from kanto_docs.words import Words

HEIGHT: Final = 392
"""Points of the page that are left for texts besides emblem, headings and what is always there."""
TEXT: Final = 15
CELL: Final = 12
ROW: Final = 19
TITLE: Final = 22
"""Points that a line of text, a further line in a cell, a payer and a line of the title take."""
WIDTH: Final = 102
CELL_WIDTH: Final = 76
PAYER_WIDTH: Final = 60
TITLE_WIDTH: Final = 46
"""Letters of a line of text, of a cell, of a payer's name and of the title, all counted low."""
OF_TITLE: Final = 3
OF_SUMMARY: Final = 10
OF_LIST: Final = 8
OF_CELL: Final = 3
"""Lines that one part takes at most."""
FOR_OTHERS: Final = {"summary": 5, "objectives": 2, "actions": 0}
"""Lines that a part leaves to those after it."""
MOST_PAYERS: Final = 5
ENDED: Final = "ended"


def brief(checked: Checked, words: Words) -> Names:
    """What a partner or a municipality reads, each part cut to the room that the page has.

    What does not fit is counted in words; a part of which nothing fits is a gap that says so.
    """
    made = _Brief(checked, words)
    facts = {
        "name": made.name(),
        "members": made.members(),
        "groups": made.groups(),
        "area": made.area(),
        "authority": made.authority(),
        "contact": made.contact(),
        "payers": made.payers(),
        "whole": made.whole(),
        "has_income": bool(checked.budget["income"]),
        "is_member": checked.group is not None,
        "is_open": not (project := checked.plan.project) or project.status != ENDED,
    }
    return Names(
        "brief",
        {
            **facts,
            "summary": made.summary(),
            "objectives": made.listed("objectives", "text"),
            "actions": made.listed("actions", "title"),
        },
    )


class _Brief:
    """Prepares the page of one plan and counts the points that are still free."""

    def __init__(self, checked: Checked, words: Words) -> None:
        self.plan = with_shared(checked)
        self.checked = checked
        self.budget = checked.budget
        self.words = words
        self.names = names_shown(checked, words)
        self.free = HEIGHT if checked.group is None else HEIGHT - TEXT

    def name(self) -> object:
        """Hankkeen julkinen nimi, or its acronym when the name would fill the page."""
        project = cast("Names", self.names["project"])
        whole = project["name"]
        for said in (whole, project["acronym"]):
            lines = lines_of([str(said)], TITLE_WIDTH)
            if isinstance(said, str) and lines <= OF_TITLE:
                self.free -= TITLE * lines
                return said
        return whole if isinstance(whole, Gap) else self.too_long(("project", "name"))

    def members(self) -> object:
        """Toteuttajat of a group project; of a single one its applicant."""
        group = self.checked.group
        if group is None:
            own = cast("Names", self.names["applicant"])["name"]
            return own if isinstance(own, Gap) else self._joined([str(own)], ("applicant", "name"))
        return self._joined([member.shown for member in group.members], ("partners",))

    def groups(self) -> object:
        """Varsinaiset kohderyhmät and how many there are of each."""
        rows = cast("Rows", cast("Names", self.names["target_groups"])["direct"])
        found = []
        for row in cast("tuple[Names, ...]", rows.rows):
            size = f" ({row['size']})" if isinstance(row["size"], str) else ""
            found.append(f"{row['name']}{size}")
        return self._joined(found, ("target_groups", "direct")) if found else rows

    def area(self) -> object:
        """Toiminta-alue: regions, then municipalities."""
        area = cast("Names", self.names["area"])
        regions, places = (cast("Rows", area[name]) for name in ("regions", "municipalities"))
        found = [*map(str, regions), *map(str, places)]
        return self._joined(found, ("area", "regions")) if found else regions

    def authority(self) -> object:
        """Rahoittava viranomainen."""
        said = cast("Names", self.names["project"])["authority"]
        return (
            said if isinstance(said, Gap) else self._joined([str(said)], ("project", "authority"))
        )

    def contact(self) -> object:
        """Hankkeen yhteyshenkilö: name, position, e-mail and telephone."""
        person = cast("Names", cast("Names", self.names["contacts"])["contact_person"])
        keys = ("name", "position", "email", "phone")
        found = [str(person[key]) for key in keys if isinstance(person[key], str)]
        return self._joined(found, ("contacts", "contact_person")) if found else person["name"]

    def payers(self) -> Rows:
        """The grant and every other payer, each with its share of what has to be financed."""
        sources = cast("Rows", cast("Names", self.names["funding"])["sources"])
        labels = [cast("Names", row)["payer"] for row in sources]
        amounts = [cast("Names", row)["amount"] for row in sources]
        values = [self.budget.get(f"source_{key}") for key in self.budget.sources]
        shown = [at for at, label in enumerate(labels) if len(str(label)) <= PAYER_WIDTH]
        if len(labels) > MOST_PAYERS:
            shown = shown[: MOST_PAYERS - 1]
        rows = [self._line("grant")]
        rows += [self._row(labels[at], values[at], amounts[at]) for at in shown]
        rest = [at for at in range(len(values)) if at not in shown]
        if rest:
            known = [value for at in rest if (value := values[at]) is not None]
            lost = next((amounts[at] for at in rest if values[at] is None), "")
            whole = sum(known, ZERO) if len(known) == len(rest) else None
            rows.append(self._row(self.words.ui("doc.summary.others", n=len(rest)), whole, lost))
        gap = self.budget["gap"]
        if gap:
            key = "budget.gap_over" if gap < 0 else "budget.gap"
            rows.append(self._row(self.words.ui(key), abs(gap), ""))
        self.free -= ROW * len(rows)
        return Rows(tuple(rows), sources.gap)

    def whole(self) -> Names:
        """Rahoitus yhteensä, with its share of what has to be financed."""
        return self._line("funding_total")

    def summary(self) -> object:
        """Hankkeen julkinen tiivistelmä to the end of the last sentence that fits."""
        said = self.names["summary"]
        if isinstance(said, Gap):
            return said
        text = shortened(str(said), self._room("summary", OF_SUMMARY), WIDTH)
        self.free -= TEXT * lines_of(text.split("\n"), WIDTH)
        return text or self.too_long(("summary",))

    def listed(self, name: str, field: str) -> Rows:
        """The items of a list as far as they fit, then in words how many more there are."""
        rows = cast("Rows", self.names[name])
        room = self._room(name, OF_LIST)
        found: list[object] = []
        for row in cast("tuple[Names, ...]", rows.rows):
            text = row[field] if isinstance(row[field], Gap) else " ".join(str(row[field]).split())
            lines = lines_of([str(text)], WIDTH)
            if lines < room or (lines == room and len(found) + 1 == len(rows)):
                found.append(text)
                room -= lines
                self.free -= TEXT * lines
        if left := len(rows) - len(found):
            key = "one" if left == 1 else "many"
            more = "some" if found else "all"
            found.append(self.words.ui(f"doc.summary.{name}.{more}_{key}", n=left))
            self.free -= TEXT
        return Rows(tuple(found), rows.gap)

    def _room(self, name: str, most: int) -> int:
        return min(most, self.free // TEXT - FOR_OTHERS[name])

    def too_long(self, path: Path) -> Gap:
        """What stands for a text of which nothing fits."""
        label = self.words.label(path)
        said = self.words.ui("doc.summary.too_long", label=label)
        return Gap(label, path, f"[{said}]", f"[{said}]")

    def _joined(self, found: Sequence[str], path: Path) -> object:
        """What fits into a cell, and how many are left out."""
        said = tuple(self._fitting(found))
        if not said:
            return self.too_long(path)
        text = ", ".join(said)
        if left := len(found) - len(said):
            text = f"{text} {self.words.ui('doc.summary.more', n=left)}"
        self.free -= CELL * (lines_of([text], CELL_WIDTH) - 1)
        return text

    def _fitting(self, found: Sequence[str]) -> Iterator[str]:
        room = OF_CELL * CELL_WIDTH - OF_CELL * 8
        for one in found:
            whole = " ".join(one.split())
            room -= len(whole) + 2
            if room < 0:
                return
            yield whole

    def _line(self, name: str) -> Names:
        """A line of the budget as a payer's row."""
        said = cast("Names", self.names["budget"])[name]
        return self._row(self.words.ui(f"budget.{name}"), self.budget[name], said)

    def _row(self, label: object, value: Decimal | None, instead: object) -> Names:
        """A payer with its euros and its share; the gaps stand beside the name of the payer."""
        net = self.budget["net_total"]
        lost = instead if value is None else cast("Names", self.names["budget"])["net_total"]
        gap = replace(lost, text=lost.short) if isinstance(lost, Gap) else ""
        known = {"label": label, "amount": gap, "share": gap}
        if value is not None:
            known["amount"] = self.words.euro(value)
        if value is not None and net:
            known["share"] = self.words.percent(tenths(value * HUNDRED / net))
        return Names("brief.payers", known)
