"""The rules, one module a family. A rule points: it says where and with which numbers."""

from importlib import import_module

from kanto_docs.rules.registry import registered

FAMILIES = (
    "applicant",
    "partners",
    "groups",
    "schedule",
    "references",
    "communication",
    "area",
    "indicators",
    "participants",
    "horizontal",
    "staff",
    "working_time",
    "costs",
    "flat_rate_7",
    "lump_sum",
    "listed_costs",
    "procurement",
    "funding",
    "state_aid",
    "forms",
    "period_2014",
    "texts",
    "prose",
)
for _family in FAMILIES:
    import_module(f"kanto_docs.rules.{_family}")

RULES = registered()
