"""What the project costs and who pays: staff, costs, income, financing, state aid, attachments."""

from kanto_docs.plan.part import (
    Count,
    Day,
    Euros,
    EurosByYear,
    HoursByYear,
    Number,
    Part,
    Percent,
    Texts,
)


class Person(Part):
    """Hankkeeseen palkattava henkilö. Euros; `share` is per cent of full-time work."""

    id: str | None = None
    role: str | None = None
    name: str | None = None
    employment: str | None = None
    share: Percent | None = None
    share_reason: str | None = None
    start: Day | None = None
    end: Day | None = None
    monthly_pay: Euros | None = None
    months: Number | None = None
    annual_gross: Euros | None = None
    hours: HoursByYear | None = None
    job_description: bool | None = None
    duties: str | None = None
    pay_basis: str | None = None


class Cost(Part):
    """Kustannus palkkojen lisäksi."""

    id: str | None = None
    category: str | None = None
    text: str | None = None
    amount: Euros | None = None
    quantity: Number | None = None
    unit: str | None = None
    unit_price: Euros | None = None
    year: Count | None = None
    action: str | None = None
    vat_included: bool | None = None
    supplier: str | None = None
    related_party: bool | None = None
    tenders: Count | None = None
    procurement: str | None = None
    equipment_exception: str | None = None
    travel_days: Number | None = None
    travel_zone: str | None = None
    travel_km: Number | None = None


class LumpSumOutput(Part):
    """Kertakorvauksen tuotos."""

    text: str | None = None
    evidence: str | None = None
    amount: Euros | None = None


class LumpSum(Part):
    """Kertakorvaus."""

    kind: str | None = None
    outputs: tuple[LumpSumOutput, ...] = ()


class IncomeLine(Part):
    """Tulo."""

    text: str | None = None
    amount: Euros | None = None
    by_year: EurosByYear | None = None


class FundingSource(Part):
    """Rahoituslähde."""

    id: str | None = None
    payer: str | None = None
    kind: str | None = None
    amount: Euros | None = None
    by_year: EurosByYear | None = None
    agreement: str | None = None
    in_kind: bool | None = None


class Prepayment(Part):
    """Ennakko."""

    amount: Euros | None = None
    share: Percent | None = None
    reason: str | None = None


class OtherApplication(Part):
    """Muu haettu tai saatu rahoitus."""

    funder: str | None = None
    status: str | None = None
    amount: Euros | None = None


class Funding(Part):
    """Rahoitussuunnitelma."""

    grant_share: Percent | None = None
    grant_amount: Euros | None = None
    sources: tuple[FundingSource, ...] | None = None
    prepayment: Prepayment | None = None
    other_applications: tuple[OtherApplication, ...] | None = None


class DeMinimis(Part):
    """Vähämerkityksinen tuki."""

    date: Day | None = None
    granter: str | None = None
    amount: Euros | None = None


class StateAid(Part):
    """Valtiontuki."""

    economic_activity: bool | None = None
    de_minimis: tuple[DeMinimis, ...] = ()
    supports_businesses: bool | None = None


class Attachment(Part):
    """Liite: only its name; the file is never opened."""

    kind: str | None = None
    file: str | None = None
    for_: Texts = ()


class Waiver(Part):
    """Hyväksytty poikkeama."""

    code: str | None = None
    path: str | None = None
    reason: str | None = None
    by: str | None = None
    until: Day | None = None


class Realised(Part):
    """Toteutuneet luvut."""

    grant: Euros | None = None
    public_total: Euros | None = None
    enterprises: Count | None = None
    persons: Count | None = None
