"""The plan as typed parts: what an association wrote, read once and frozen.

Names are the keys of plan.yaml. What is not said yet is None; an absent optional list is empty.
"""

from collections.abc import Mapping

from kanto_docs.plan.bodies import (
    Applicant,
    Contacts,
    Partner,
    Project,
    Schedule,
    SteeringGroup,
)
from kanto_docs.plan.content import (
    Action,
    Area,
    Communication,
    DataProtection,
    Evaluation,
    ExtraAnswer,
    Horizontal,
    Impacts,
    Indicators,
    Need,
    Objective,
    OtherProject,
    Result,
    Risk,
    TargetGroups,
)
from kanto_docs.plan.part import Part, Percent, Translated
from kanto_docs.plan.resources import (
    Attachment,
    Cost,
    Funding,
    IncomeLine,
    LumpSum,
    Person,
    Realised,
    StateAid,
    Waiver,
)


class FinalReport(Part):
    """Loppuraportti."""

    summary: Translated | None = None


class Plan(Part):
    """Hankesuunnitelma. A required part that is absent is None, an optional list is empty."""

    language: str | None = None
    programme: str | None = None
    call: str | None = None
    project: Project | None = None
    schedule: Schedule | None = None
    applicant: Applicant | None = None
    contacts: Contacts | None = None
    partners: tuple[Partner, ...] = ()
    summary: Translated | None = None
    need: Need | None = None
    objectives: tuple[Objective, ...] | None = None
    specific_objective_fit: str | None = None
    novelty: str | None = None
    target_groups: TargetGroups | None = None
    actions: tuple[Action, ...] | None = None
    results: tuple[Result, ...] | None = None
    impacts: Impacts | None = None
    other_projects: tuple[OtherProject, ...] = ()
    dissemination: str | None = None
    continuity: str | None = None
    risks: tuple[Risk, ...] | None = None
    steering_group: SteeringGroup | None = None
    communication: Communication | None = None
    data_protection: DataProtection | None = None
    evaluation: Evaluation | None = None
    area: Area | None = None
    indicators: Indicators | None = None
    horizontal: Horizontal | None = None
    cost_model: str | None = None
    pay_model: str | None = None
    side_cost_percent: Percent | None = None
    staff: tuple[Person, ...] | None = None
    costs: tuple[Cost, ...] = ()
    lump_sum: LumpSum | None = None
    income: tuple[IncomeLine, ...] = ()
    funding: Funding | None = None
    state_aid: StateAid | None = None
    attachments: tuple[Attachment, ...] = ()
    extra_answers: tuple[ExtraAnswer, ...] = ()
    reasons: Mapping[str, str] = {}
    waivers: tuple[Waiver, ...] = ()
    realised: Realised | None = None
    final_report: FinalReport | None = None
