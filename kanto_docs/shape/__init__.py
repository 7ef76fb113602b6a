"""Whether a plan has the shape of a plan, and what is wrong in the user's words when it has not.

The quick answer comes from the schema turned into functions once; only when it is no does
jsonschema come in and tell where. A property test holds the two together.
"""

from __future__ import annotations

from kanto_docs.shape.accepting import accepts
from kanto_docs.shape.faults import ShapeFault
from kanto_docs.shape.fields import schema


def check_shape(data: object) -> list[ShapeFault]:
    """The shape faults of a plan's data; usually none."""
    if accepts(data):
        return []
    from kanto_docs.shape.explaining import explain

    return explain(schema(), data)


__all__ = ["ShapeFault", "check_shape", "schema"]
