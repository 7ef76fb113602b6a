"""What the project does and why: need, objectives, actions, results, all that is told in words."""

from collections.abc import Mapping

from kanto_docs.plan.part import Count, Day, Part, Texts, Translated


class Need(Part):
    """Tarve."""

    problem: str | None = None
    evidence: str | None = None
    earlier_projects: str | None = None


class Objective(Part):
    """Tavoite."""

    id: str | None = None
    text: Translated | None = None


class TargetGroup(Part):
    """Kohderyhmä."""

    name: str | None = None
    size: str | None = None
    source: str | None = None


class TargetGroups(Part):
    """Varsinaiset ja välilliset kohderyhmät."""

    direct: tuple[TargetGroup, ...] = ()
    indirect: tuple[TargetGroup, ...] = ()


class Action(Part):
    """Toimenpide."""

    id: str | None = None
    title: str | None = None
    description: str | None = None
    objectives: Texts = ()
    start: Day | None = None
    end: Day | None = None
    responsible: str | None = None
    outputs: Texts = ()
    participants: Count | None = None


class Result(Part):
    """Tulos."""

    id: str | None = None
    text: str | None = None
    objective: str | None = None
    measure: str | None = None
    baseline: str | None = None
    target: str | None = None
    unit: str | None = None


class Impacts(Part):
    """Vaikutukset."""

    short_term: str | None = None
    long_term: str | None = None


class OtherProject(Part):
    """Muu hanke."""

    name: str | None = None
    code: str | None = None
    relation: str | None = None


class Risk(Part):
    """Riski ja sen hallinta."""

    risk: str | None = None
    likelihood: str | None = None
    impact: str | None = None
    mitigation: str | None = None


class Communication(Part):
    """Viestintä ((EU) 2021/1060 art. 50)."""

    plan: str | None = None
    website: str | None = None
    social_media: Texts = ()
    poster: bool | None = None
    plaque: bool | None = None
    emblem_statement: bool | None = None


class DataProtection(Part):
    """Tietosuoja."""

    participants: str | None = None
    description: str | None = None


class Evaluation(Part):
    """Tuloksellisuuden ja vaikuttavuuden arviointi."""

    plan: str | None = None
    inclusion_scale: bool | None = None
    methods: Texts = ()


class Site(Part):
    """Toteutuspaikan osoite."""

    street_address: str | None = None
    postal_code: str | None = None
    city: str | None = None


class Area(Part):
    """Maantieteellinen kohdealue: names or codes."""

    regions: Texts = ()
    sub_regions: Texts = ()
    municipalities: Texts = ()
    site: Site | None = None


class OutputIndicator(Part):
    """Tuotosindikaattori."""

    code: str | None = None
    target: Count | None = None
    women: Count | None = None
    men: Count | None = None


class ResultIndicator(Part):
    """Tulosindikaattori."""

    code: str | None = None
    baseline: Count | None = None
    target: Count | None = None


class OwnIndicator(Part):
    """Hankkeen oma mittari."""

    id: str | None = None
    name: str | None = None
    unit: str | None = None
    target: str | None = None


class Indicators(Part):
    """Seurantatiedot."""

    enterprises: Count | None = None
    persons: Count | None = None
    outputs: tuple[OutputIndicator, ...] = ()
    results: tuple[ResultIndicator, ...] = ()
    own: tuple[OwnIndicator, ...] = ()


class Answer(Part):
    """Kyllä/ei-vastaus perusteluineen."""

    answer: bool | None = None
    rationale: str | None = None


class GenderEquality(Part):
    """Sukupuolten tasa-arvo: the three questions of the form."""

    analysis_done: Answer | None = None
    mainstreamed: Answer | None = None
    main_goal: Answer | None = None


class Effect(Part):
    """Kestävän kehityksen rivi: direct and indirect effect, 0–10."""

    direct: Count | None = None
    indirect: Count | None = None
    rationale: str | None = None


class Rights(Part):
    """Perusoikeudet, esteettömyys, syrjimättömyys."""

    charter: str | None = None
    accessibility: str | None = None
    non_discrimination: str | None = None


class BalticSea(Part):
    """EU:n Itämeren alueen strategia."""

    supports: bool | None = None
    rationale: str | None = None


class Horizontal(Part):
    """Horisontaaliset periaatteet."""

    gender_equality: GenderEquality | None = None
    sustainable_development: Mapping[str, Effect] = {}
    rights: Rights | None = None
    no_significant_harm: str | None = None
    baltic_sea: BalticSea | None = None


class ExtraAnswer(Part):
    """Haun oma lisäkysymys vastauksineen."""

    question: str | None = None
    answer: str | None = None
