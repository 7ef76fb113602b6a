"""What each cost model (kustannusmalli) is, and the names of the pay models.

One table for the budget, the rules, the ways out and the scenarios. Its numbers are law data: here
stand their names only. Which models a programme or a call allows is said by their own data.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from kanto_docs.frozen import Frozen

UNIT_COST: Final = "unit_cost"
"""Yksikkökustannusmalli: an hourly rate times hours (866/2021 6 §)."""
SIDE_COST_PERCENT: Final = "side_cost_percent"
"""Vakiosivukulumalli: pay by the month and a percentage of it (866/2021 7 §)."""
REAL_PAY: Final = "real"
"""Pay with its side costs as they were paid (358/2014 16 §)."""
PAY_MODELS: Final = (UNIT_COST, SIDE_COST_PERCENT, REAL_PAY)

FLAT_RATE_40: Final = "flat_rate_40"
FLAT_RATE_7: Final = "flat_rate_7"
FLAT_RATE_17: Final = "flat_rate_17"
FLAT_RATE_15: Final = "flat_rate_15"
LUMP_SUM: Final = "lump_sum"
"""Hankekohtainen kertakorvaus: a budget of the project's own, paid in parts against outputs."""
STANDARD_LUMP_SUM: Final = "standard_lump_sum"
"""Vakioitu kertakorvaus: an amount that the authority has confirmed."""
REAL_COSTS: Final = "real_costs"


class FlatRate(NamedTuple):
    """Prosenttimääräinen korvaus: what it is taken of and added to, and its number in the law."""

    of: str
    to: str
    number: str


class CostModel(Frozen):
    """What the law makes of the plan's pay and lines of costs under one cost model."""

    flat_rate: FlatRate | None = None
    lists_costs: bool = False
    """Whether the lines of costs besides pay are part of its total."""
    by_days: bool = False
    """Whether its travel costs are counted by travel days (matkapäivien yksikkökustannus)."""
    for_outputs: bool = False
    """Whether it is paid for outputs (tuotos), not for costs."""
    pay_model: str | None = None
    """The pay model that it needs, where only one is allowed."""
    former: bool = False
    """Whether only the programme period 2014–2020 knows it."""


_OF_PAY: Final = ("staff_costs", "staff_costs")
_OF_PAY_TO_ALL: Final = ("staff_costs", "direct_costs")
_OF_ALL: Final = ("direct_costs", "direct_costs")

COST_MODELS: Final[Mapping[str, CostModel]] = {
    FLAT_RATE_40: CostModel(FlatRate(*_OF_PAY, "flat_rate_40")),
    FLAT_RATE_7: CostModel(FlatRate(*_OF_ALL, "flat_rate_7"), lists_costs=True, by_days=True),
    LUMP_SUM: CostModel(
        FlatRate(*_OF_ALL, "lump_sum_other_costs"),
        lists_costs=True,
        by_days=True,
        for_outputs=True,
        pay_model=UNIT_COST,
    ),
    STANDARD_LUMP_SUM: CostModel(for_outputs=True),
    FLAT_RATE_17: CostModel(
        FlatRate(*_OF_PAY_TO_ALL, "flat_rate_17"), lists_costs=True, former=True
    ),
    FLAT_RATE_15: CostModel(
        FlatRate(*_OF_PAY_TO_ALL, "flat_rate_15"), lists_costs=True, former=True
    ),
    REAL_COSTS: CostModel(lists_costs=True),
}
"""Flat rates: 866/2021 8, 11 and 15 §; 358/2014 12–14 §. Where the law lacks the number there is
no total. Travel days: 866/2021 13 § and 15 § 2 mom. Paid for outputs: 866/2021 14 § 1 mom. Pay of a
lump sum: 866/2021 15 § 2 mom. The confirmed amount and real costs have no flat rate.
"""

UNLISTED: Final = tuple(name for name, one in COST_MODELS.items() if not one.lists_costs)
"""Cost models in which no line of costs is reimbursed as such."""
LISTED: Final = tuple(
    name for name, one in COST_MODELS.items() if one.lists_costs and not one.former
)
"""Cost models of 2021–2027 whose budget lists costs besides pay."""
AS_PAID: Final = tuple(name for name in LISTED if not COST_MODELS[name].for_outputs)
"""Those whose lines are reimbursed as they were paid (tosiasialliset kustannukset)."""
BY_DAYS: Final = tuple(name for name, one in COST_MODELS.items() if one.by_days)
"""Cost models whose travel costs are counted by travel days."""
FOR_OUTPUTS: Final = tuple(name for name, one in COST_MODELS.items() if one.for_outputs)
"""Cost models that are paid for outputs, not for costs."""
FORMER: Final = tuple(name for name, one in COST_MODELS.items() if one.former)
"""Cost models of the programme period 2014–2020 alone."""
SHARE_OF_ALL: Final = tuple(
    name for name, one in COST_MODELS.items() if one.flat_rate and one.flat_rate[:2] == _OF_ALL
)
"""Cost models in which a percentage of the direct costs covers all that is not listed."""


def flat_rate_of(model: str | None) -> FlatRate | None:
    """The flat rate of a cost model; None when it has none or there is no such model."""
    return COST_MODELS.get(model or "", CostModel()).flat_rate


def pay_model_for(model: str | None) -> str | None:
    """The only pay model that a cost model allows; None when it allows several."""
    return COST_MODELS.get(model or "", CostModel()).pay_model
