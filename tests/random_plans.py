"""Plans gone wrong at random: a sample with some numbers, days, choices and lists changed."""

from __future__ import annotations

import copy
import datetime as dt
import random
from decimal import Decimal
from typing import Any

SECTIONS = (
    "schedule", "actions", "staff", "costs", "income", "funding", "indicators", "area",
    "target_groups", "side_cost_percent",
)  # fmt: skip
CHOICES = {
    "cost_model": ("flat_rate_40", "flat_rate_7", "standard_lump_sum", "real_costs"),
    "pay_model": ("side_cost_percent", "unit_cost", "real"),
    "employment": ("full_time", "part_time", "short_term", None),
    "kind": ("own", "municipal", "private", "other_public"),
}
LINES = (
    {"category": "travel", "text": "Matkat", "amount": 900, "year": 2027},
    {"category": "services", "text": "Kouluttaja", "amount": 400, "quantity": 3, "unit_price": 130},
    {"category": "other", "text": "Talkootyö", "amount": 3000},
    {"category": "other", "text": "Pankkikulut", "amount": 40, "year": 2031},
    {"category": "equipment", "text": "Tietokone", "amount": 150000, "year": 2027},
)
PLACES = ("Kuopio", "Kontiolathi", "Uusimaa", "Kitee", "Pohjois-Savo")
Leaf = tuple[Any, Any]


def gone_wrong(plan: Any, seed: int) -> Any:  # plain data
    """A copy of the plan's data with one to four things changed."""
    chance, plan = random.Random(seed), copy.deepcopy(plan)  # no secret
    for _ in range(chance.randint(1, 4)):
        chance.choice((_leaf, _leaf, _leaf, _leaf, _choice, _list, _line, _grant))(plan, chance)
    return plan


def _leaf(plan: Any, chance: random.Random) -> None:
    leaves = [leaf for name in SECTIONS if name in plan for leaf in _leaves(plan, name)]
    holder, key = chance.choice(leaves)
    value = holder[key]
    if isinstance(value, str):
        day = dt.date.fromisoformat(value) + dt.timedelta(days=chance.randint(-500, 900))
        holder[key] = day.isoformat()
    else:
        factor = Decimal(chance.choice(("0.05", "0.3", "0.5", "0.99", "1.01", "1.5", "2", "10")))
        number = value * factor
        holder[key] = int(number) if isinstance(value, int) else number.quantize(Decimal("0.01"))


def _choice(plan: Any, chance: random.Random) -> None:
    name = chance.choice(tuple(CHOICES))
    items = {"employment": plan["staff"], "kind": plan["funding"]["sources"]}.get(name, [plan])
    if items:
        chance.choice(items)[name] = chance.choice(CHOICES[name])


def _list(plan: Any, chance: random.Random) -> None:
    lists = (plan["staff"], plan["funding"]["sources"], plan["indicators"]["outputs"])
    items = chance.choice((*lists, plan["area"].setdefault("municipalities", [])))
    if items and chance.random() < 0.5:
        del items[chance.randrange(len(items))]
    elif items is plan["area"]["municipalities"]:
        items.append(chance.choice(PLACES))
    elif items:
        items.append(copy.deepcopy(chance.choice(items)))


def _line(plan: Any, chance: random.Random) -> None:
    plan["costs"].append(dict(chance.choice(LINES)))


def _grant(plan: Any, chance: random.Random) -> None:
    plan["funding"]["grant_amount"] = chance.choice((10000, 51830, 60000, 200000))
    plan["funding"]["prepayment"] = {"share": chance.choice((20, 31, 50))}
    if chance.random() < 0.5:
        plan["funding"].pop("grant_share", None)


def _leaves(holder: Any, key: Any) -> list[Leaf]:
    value = holder[key]
    if isinstance(value, dict):
        return [leaf for name in value for leaf in _leaves(value, name)]
    if isinstance(value, list):
        return [leaf for number in range(len(value)) for leaf in _leaves(value, number)]
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return [(holder, key)] if number or _is_day(value) else []


def _is_day(value: object) -> bool:
    try:
        return bool(dt.date.fromisoformat(str(value))) and str(value)[4:5] == "-"
    except ValueError:
        return False
