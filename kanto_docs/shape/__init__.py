"""Whether a plan or a call file has its shape, and in the user's words what is wrong if not.

The quick answer comes from the schema turned into functions once; only when it is no does
jsonschema come in and tell where. A property test holds the two together.
"""

from __future__ import annotations

from kanto_docs.shape.accepting import accepts
from kanto_docs.shape.faults import ShapeFault
from kanto_docs.shape.fields import PLAN, schema


def check_shape(data: object, of: str = PLAN) -> list[ShapeFault]:
    """The shape faults of the data of a plan, or of another file (`call`); usually none."""
    if accepts(data, of):
        return []
    from kanto_docs.shape.explaining import explain

    return explain(data, of)


__all__ = ["ShapeFault", "check_shape", "schema"]
