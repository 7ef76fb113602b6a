"""Rules on who applies: the applicant, its numbers and addresses, its declarations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple, cast

from kanto_docs.finding import Fault, Faults
from kanto_docs.groups import CARRIERS
from kanto_docs.law import Law
from kanto_docs.lemmas import mention
from kanto_docs.patterns import lazy
from kanto_docs.plan import Plan
from kanto_docs.plan.bodies import Applicant, Partner
from kanto_docs.rules.naming import called
from kanto_docs.rules.registry import rule
from kanto_docs.source import Path

_NO_LEGAL_PERSONS: Final = ("unregistered", "natural_person")
_POSTAL_CODE: Final = lazy(r"[0-9]{5}")
_PLAIN_EMAIL: Final = lazy(
    r"[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z]{2,}",
    re.ASCII | re.IGNORECASE,
)
_FINNISH_PHONE: Final = lazy(r"(?:\+358|00358|0)[1-9][0-9]{4,10}")
_PHONE_SPACING: Final = lazy("[ \u00a0()/‐–-]+")
_BUSINESS_ID: Final = lazy(r"[0-9]{7}-[0-9]")
_BUSINESS_ID_DIGITS: Final = 8
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1)
_FINNISH_ACCOUNT: Final = lazy(r"FI[0-9]{16}")
_DIGITS_ONLY: Final = frozenset("0123456789!n")


@rule("A01", organisation_type="applicant.organisation_type")
def applicant_cannot_apply(
    organisation_type: str, partners: tuple[Partner, ...], plan: Plan
) -> Faults:
    """Hakijana on rekisteröimätön ryhmä tai yksityishenkilö (757/2021 7 § 1 mom)."""
    if organisation_type in _NO_LEGAL_PERSONS:
        yield Fault(("applicant", "organisation_type"), {"type": organisation_type})
    in_group = plan.project is not None and plan.project.kind == "group"
    for number, body in enumerate(partners if in_group else ()):
        if body.role in CARRIERS and body.organisation_type in _NO_LEGAL_PERSONS:
            facts = {"type": body.organisation_type, "partner": called(number, body.name)}
            path = ("partners", number, "organisation_type")
            yield Fault(path, {**facts, "problem": "partner"})


@rule("A02")
def business_id_wrong(applicant: Applicant, partners: tuple[Partner, ...]) -> Faults:
    """Hakijan tai kumppanin Y-tunnus on väärä."""
    ids: list[tuple[Path, str | None]] = [(("applicant",), applicant.business_id)]
    ids += [(("partners", number), body.business_id) for number, body in enumerate(partners)]
    for path, written in ids:
        if written and (problem := _business_id_problem(written)):
            yield Fault((*path, "business_id"), {"business_id": written, "problem": problem})


@rule("A03", iban="applicant.iban")
def iban_wrong(iban: str) -> Faults:
    """Tilinumero (IBAN) on väärä."""
    if problem := _iban_problem(iban):
        yield Fault(("applicant", "iban"), {"problem": problem})


@rule("A04")
def postal_code_wrong(applicant: Applicant, plan: Plan) -> Faults:
    """Postinumero ei ole viisi numeroa."""
    codes: list[tuple[Path, str | None]] = [(("applicant",), applicant.postal_code)]
    if plan.area and plan.area.site:
        codes.append((("area", "site"), plan.area.site.postal_code))
    for path, written in codes:
        if written and not _POSTAL_CODE.fullmatch(written):
            yield Fault((*path, "postal_code"), {"postal_code": written})


@rule("A05")
def email_wrong(applicant: Applicant, plan: Plan) -> Faults:
    """Sähköpostiosoite on kirjoitettu väärin."""
    for path, written in _addresses(applicant, plan, "email"):
        if problem := _email_problem(written):
            yield Fault(path, {"problem": problem})


@rule("A06")
def phone_odd(applicant: Applicant, plan: Plan) -> Faults:
    """Puhelinnumero ei näytä oikealta."""
    for path, written in _addresses(applicant, plan, "phone"):
        if problem := _phone_problem(written):
            yield Fault(path, {"problem": problem})


@rule("A07", paid="applicant.declarations.taxes_paid")
def taxes_unpaid(paid: bool) -> Faults:
    """Veroja tai lakisääteisiä maksuja on maksamatta."""
    if not paid:
        yield Fault(("applicant", "declarations", "taxes_paid"))


@rule("A08", none="applicant.declarations.no_payment_defaults")
def payment_defaults(none: bool) -> Faults:
    """Hakijalla on maksuhäiriöitä."""
    if not none:
        yield Fault(("applicant", "declarations", "no_payment_defaults"))


@rule("A09", not_started="applicant.declarations.not_started")
def project_already_started(not_started: bool) -> Faults:
    """Hanke on aloitettu ennen hakemista."""
    if not not_started:
        yield Fault(("applicant", "declarations", "not_started"))


@rule("A14", authority="project.authority")
def authority_of_former_time(authority: str, law: Law) -> Faults:
    """Vastuuviranomaiseksi on merkitty ELY-keskus, vaikka sen tehtävät ovat siirtyneet."""
    current = tuple(one for one in _authorities(law) if one.known_on(law.on))
    since = [one.since for one in current if one.since is not None]
    today = any(mention(one.name, "ely_centre", "plans") for one in current)
    if since and not today and mention(authority, "ely_centre", "plans"):
        names = tuple(one.name for one in current)
        facts = {"authority": authority, "since": max(since), "current": names}
        yield Fault(("project", "authority"), facts)


class _Authority(NamedTuple):
    """A funding authority and its first and last day."""

    name: str
    since: date | None
    until: date | None

    def known_on(self, day: date) -> bool:
        """Whether it grants funding on `day`."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until)


def _authorities(law: Law) -> Iterator[_Authority]:
    for row in cast("list[Mapping[str, object]]", law.programme.raw.get("authorities") or []):
        yield _Authority(str(row["name"]), _day(row.get("since")), _day(row.get("until")))


def _day(written: object) -> date | None:
    return date.fromisoformat(str(written)) if written else None


def _addresses(applicant: Applicant, plan: Plan, name: str) -> Iterator[tuple[Path, str]]:
    """The e-mail addresses or telephone numbers of the applicant and the contacts."""
    if written := getattr(applicant, name):
        yield ("applicant", name), written
    for role in ("contact_person", "responsible_person", "project_manager", "finance"):
        if written := getattr(getattr(plan.contacts, role, None), name, None):
            yield ("contacts", role, name), written


def _business_id_problem(written: str) -> str | None:
    """What is wrong; python-stdnum is asked only about what is not written as usual."""
    if not _BUSINESS_ID.fullmatch(written):
        return _odd_business_id_problem(written)
    digits = [int(digit) for digit in written if digit != "-"]
    if not any(digits):
        return "zeros"
    products = (weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return "check_digit" if sum(products) % 11 else None


def _odd_business_id_problem(written: str) -> str | None:
    from stdnum.fi import ytunnus

    number = ytunnus.compact(written)
    if not (number.isascii() and number.isdigit()):
        return "characters"
    if ytunnus.is_valid(f"0{number}"):
        return "zero_missing"
    if len(number) != _BUSINESS_ID_DIGITS:
        return "length"
    if not number.strip("0"):
        return "zeros"
    return None if ytunnus.is_valid(number) else "check_digit"


def _iban_problem(written: str) -> str | None:
    """The same for an account; F and I are 15 and 18 in its check sum."""
    number = written.replace(" ", "")
    if not _FINNISH_ACCOUNT.fullmatch(number):
        return _odd_iban_problem(written)
    return None if int(f"{number[4:]}1518{number[2:4]}") % 97 == 1 else "checksum"


def _odd_iban_problem(written: str) -> str | None:
    from stdnum import iban, numdb

    number = iban.compact(written)
    if not (number.isascii() and number.isalnum()):
        return "characters"
    country = numdb.get("iban").info(number)[0][1]
    if not country:
        return "country"
    structure = country["bban"]
    if _DIGITS_ONLY.issuperset(structure) and not number[len("FI") :].isdigit():
        return "characters"
    length = len("FI21") + sum(map(int, re.findall(r"(\d+)!", structure)))
    if number[length:]:
        return "too_long"
    if not number[length - 1 :]:
        return "too_short"
    return None if iban.is_valid(number) else "checksum"


def _email_problem(written: str) -> str | None:
    if _PLAIN_EMAIL.fullmatch(written):
        return None
    if written.count("@") != 1:
        return "at_sign"
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(written, check_deliverability=False)
    except EmailNotValidError:
        if " " in written:
            return "space"
        return "characters" if "." in written.partition("@")[2].strip(".") else "domain"
    return None


def _phone_problem(written: str) -> str | None:
    if _FINNISH_PHONE.fullmatch(_PHONE_SPACING.sub("", written)):
        return None
    from phonenumbers import (
        NumberParseException,
        ValidationResult,
        is_possible_number_with_reason,
        parse,
    )

    try:
        result = is_possible_number_with_reason(parse(written, "FI"))
    except NumberParseException:
        return "characters"
    problems = {
        ValidationResult.TOO_SHORT: "too_short",
        ValidationResult.TOO_LONG: "too_long",
        ValidationResult.IS_POSSIBLE: None,
    }
    return problems.get(result, "characters")
