"""Ways out (keinot): the smallest changes to a plan that mend a finding, one module a family."""

from importlib import import_module

FAMILIES = (
    "funding",
    "costs",
    "models",
    "flat_rates",
    "lump_sums",
    "purchases",
    "levers",
    "staff",
    "schedule",
    "places",
    "indicators",
    "content",
    "prose",
)
for _family in FAMILIES:
    import_module(f"kanto_docs.remedies.{_family}")
