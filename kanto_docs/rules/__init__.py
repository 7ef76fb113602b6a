"""The rules, one module a family. A rule points: it says where and with which numbers."""

from importlib import import_module

from kanto_docs.rules.registry import registered

FAMILIES = (
    "applicant",
    "partners",
    "schedule",
    "references",
    "communication",
    "area",
    "staff",
    "costs",
    "funding",
)
for _family in FAMILIES:
    import_module(f"kanto_docs.rules.{_family}")

RULES = registered()
