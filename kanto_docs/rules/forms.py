"""What the form asks of single fields: lengths, codes, names, sensitive words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, cast

from kanto_docs.finding import Fault, Faults
from kanto_docs.law import Law, Raw
from kanto_docs.patterns import lazy
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Project
from kanto_docs.plan.part import Translated
from kanto_docs.rules.pointers import expand
from kanto_docs.rules.registry import rule
from kanto_docs.source import Path, Source

_CODE: Final = lazy(r"S\d{5}", re.ASCII)
_OTHER_FUND: Final = lazy(r"[AJ]\d{5}", re.ASCII)
_PROJECT: Final = r" ?-(?:hanke|hankke|projekt|project)"
_LONGEST: Final = 150
"""A longer text is no name that anybody repeats."""
_SENTENCES: Final = lazy(r"[.;!?\n]")
_OWN_STATE: Final = lazy(
    r"(?:sairaus?lomalla|työkyvyttömyyseläkkeellä|kuntoutustuella)(?! ole)\w*"
    r"|työkyvyttömyyseläkettä(?! saav)"
    r"|\bsairasta(?:a|nut)\b|\bon (?:\w+sti )?(?:\w*vammainen|sairas|masentunut|osatyökykyinen"
    r"|vajaakuntoinen|romani|saamelainen)\b(?!-)"
    r"|\bär (?:sjukskriven|sjukledig|sjukpensionär|funktionsnedsatt|rom|same)\b(?!-)"
    r"|\bhar sjukpension|\bis (?:disabled|ill|Roma|Sámi)\b(?!-)"
    r"|\bon sick leave|\bon (?:a )?disability pension",
    re.IGNORECASE,
)

_OF_THE_NAMED: Final = lazy(r"(?:, (?:joka|som|who)\b)?[^,]*")
"""What may stand between the name and the words: after another comma they may be about others."""


@rule("W70", limits="call.max_chars")
def text_too_long(limits: Mapping[str, Decimal], source: Source) -> Faults:
    """Kentän teksti on pidempi kuin hakulomake sallii."""
    for name, limit in limits.items():
        pointer = name.strip("/").replace(".", "/")
        for path, value in expand(source.data, pointer):
            texts = value.items() if isinstance(value, dict) else (("", value),)
            for language, text in texts:
                length = len(text.strip()) if isinstance(text, str) else 0
                if length > limit:
                    facts = {"length": length, "limit": limit, "difference": length - limit}
                    at = (*path, language) if language else path
                    yield Fault(at, {**facts, "place": path})


@rule("W71")
def project_code_odd(project: Project) -> Faults:
    """Hankekoodi ei ole ESR-hankkeen koodi. Ennen hakemusta hankkeella ei ole koodia."""
    code = project.code or ""
    written = code.strip().upper()
    if written and not _CODE.fullmatch(written):
        problem = "other_fund" if _OTHER_FUND.fullmatch(written) else None
        yield Fault(("project", "code"), {"code": code, "problem": problem})


@rule("W72")
def health_of_named_person(plan: Plan, source: Source) -> Faults:
    """Tekstissä on tieto nimetyn ihmisen terveydestä tai alkuperästä."""
    told: set[Path] = set()
    for path, text in _of_one_person(plan):
        if match := _OWN_STATE.search(text):
            told.add(path)
            yield Fault(path, {"words": match.group()})
    names = [re.escape(name) for name in _names(plan)]
    if not names:
        return
    naming = re.compile(rf"\b(?:{'|'.join(names)})\b")
    for path, text in texts(source.data):
        if path not in told:
            for sentence in _SENTENCES.split(text):
                name = naming.search(sentence)
                match = _OWN_STATE.search(sentence, name.end()) if name else None
                if name and match and _OF_THE_NAMED.fullmatch(sentence[name.end() : match.start()]):
                    yield Fault(path, {"words": match.group()})
                    break


@rule("W73", name="project.name")
def name_written_otherwise(name: Translated, source: Source) -> Faults:
    """Hankkeen nimi on kirjoitettu toisin kuin hankkeen perustiedoissa."""
    right = {" ".join(one.split()) for one in name.by_language.values() if len(one) <= _LONGEST}
    split = (re.split(r"[\s–-]+", one.strip(" –-")) for one in right)
    forms = "|".join(r"[\s–-]+".join(map(re.escape, words)) for words in split if any(words))
    if not forms:
        return
    naming = re.compile(
        rf"(?<!\w)(?P<before>{forms})(?={_PROJECT})|[”“\"](?P<quoted>{forms})[”“\"]", re.IGNORECASE
    )
    for path, text in texts(source.data):
        if path[0] in ("project", "other_projects"):
            continue
        for match in naming.finditer(text):
            written = " ".join((match["before"] or match["quoted"]).split())
            if written not in right and not (match["quoted"] and written.islower()):
                yield Fault(path, {"written": written, "name": name}, (("project", "name"),))
                break


@rule("W74")
def programme_part_unknown(project: Project, law: Law) -> Faults:
    """Toimintalinjaa tai erityistavoitetta ei ole ohjelman tiedoissa."""
    objectives = _parts(law, "specific_objectives")
    by_objective = (project.specific_objective or "").strip() in objectives
    for key, written, listed in (
        ("priority", project.priority, _parts(law, "priorities")),
        ("specific_objective", project.specific_objective, objectives),
    ):
        if written and listed and written.strip() not in listed and not by_objective:
            yield Fault(("project", key), {"written": written, "known": tuple(listed)})


@rule("W75", priority="project.priority", objective="project.specific_objective")
def objective_of_other_priority(priority: str, objective: str, law: Law) -> Faults:
    """Erityistavoite kuuluu toiseen toimintalinjaan."""
    found = _parts(law, "specific_objectives").get(objective.strip())
    if found is not None and found.get("priority") not in (None, priority.strip()):
        facts = {"objective": objective, "written": priority, "right": found["priority"]}
        yield Fault(("project", "specific_objective"), facts, (("project", "priority"),))


def _parts(law: Law, name: str) -> Mapping[str, Raw]:
    """The programme's priorities or specific objectives by code."""
    rows = cast("Sequence[Raw]", law.programme.raw.get(name) or ())
    return {str(row["code"]): row for row in rows}


def texts(data: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of the plan and where it stands."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts(value, (*path, str(key)))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from texts(value, (*path, number))


def _of_one_person(plan: Plan) -> Iterator[tuple[Path, str]]:
    """The texts that speak of one named person."""
    for number, person in enumerate(plan.staff or ()):
        if person.name:
            for key in ("share_reason", "role"):
                if text := getattr(person, key):
                    yield ("staff", number, key), text
    for key, contact in vars(plan.contacts).items() if plan.contacts else ():
        if contact and contact.name and contact.position:
            yield ("contacts", key, "position"), contact.position


def _names(plan: Plan) -> Iterator[str]:
    """The full names of the people in the plan."""
    contacts = vars(plan.contacts).values() if plan.contacts else ()
    members = plan.steering_group.members if plan.steering_group else ()
    signatories = plan.applicant.signatories if plan.applicant else ()
    for person in (*(plan.staff or ()), *filter(None, contacts), *members, *signatories):
        name = " ".join((person.name or "").split())
        if " " in name:
            yield name
