"""Who takes part: the project's identity, the applicant, its people and its partners."""

from kanto_docs.plan.part import Count, Day, Part, Translated


class Project(Part):
    """Hanke."""

    code: str | None = None
    application_number: str | None = None
    register_number: str | None = None
    application_type: str | None = None
    status: str | None = None
    name: Translated | None = None
    acronym: Translated | None = None
    priority: str | None = None
    specific_objective: str | None = None
    authority: str | None = None
    kind: str | None = None
    group_role: str | None = None


class Milestone(Part):
    """Välitavoite."""

    date: Day | None = None
    text: str | None = None


class Schedule(Part):
    """Toteutusaika; `submitted` is the day the application becomes pending (vireilletulo)."""

    start: Day | None = None
    end: Day | None = None
    submitted: Day | None = None
    decided: Day | None = None
    milestones: tuple[Milestone, ...] = ()


class Signatory(Part):
    """Nimenkirjoittaja."""

    name: str | None = None
    role: str | None = None


class Capacity(Part):
    """Edellytykset toteuttaa hanke (757/2021 7 §)."""

    financial: str | None = None
    operational: str | None = None
    experience: str | None = None


class Declarations(Part):
    """Hakijan vakuutukset."""

    taxes_paid: bool | None = None
    no_payment_defaults: bool | None = None
    not_started: bool | None = None


class Vat(Part):
    """Arvonlisävero; `statement` is the Tax Administration's statement (Verohallinnon selvitys)."""

    status: str | None = None
    statement: bool | None = None


class Applicant(Part):
    """Hakija."""

    name: str | None = None
    organisation_type: str | None = None
    business_id: str | None = None
    association_register_number: str | None = None
    street_address: str | None = None
    postal_code: str | None = None
    city: str | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    iban: str | None = None
    bic: str | None = None
    signatories: tuple[Signatory, ...] = ()
    capacity: Capacity | None = None
    declarations: Declarations | None = None
    vat: Vat | None = None


class Contact(Part):
    """Yhteyshenkilö, vastuuhenkilö, hankepäällikkö tai taloushallinto."""

    name: str | None = None
    position: str | None = None
    email: str | None = None
    phone: str | None = None


class Contacts(Part):
    """Hankkeen henkilöt."""

    contact_person: Contact | None = None
    responsible_person: Contact | None = None
    project_manager: Contact | None = None
    finance: Contact | None = None


class Partner(Part):
    """Osallistuva taho: another body than the applicant."""

    role: str | None = None
    name: str | None = None
    organisation_type: str | None = None
    business_id: str | None = None
    responsibility: str | None = None
    agreement: str | None = None
    plan: str | None = None


class Member(Part):
    """Ohjausryhmän jäsen."""

    organisation: str | None = None
    name: str | None = None
    role: str | None = None


class SteeringGroup(Part):
    """Ohjausryhmä."""

    proposed: bool | None = None
    members: tuple[Member, ...] = ()
    meetings_per_year: Count | None = None
