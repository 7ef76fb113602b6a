"""The parts of a lump sum (kertakorvaus): what each output (tuotos) is worth, and together."""

from __future__ import annotations

from collections.abc import Sequence

from kanto_docs.budget.ledger import Ledger
from kanto_docs.budget.models import LUMP_SUM
from kanto_docs.formula import Ref
from kanto_docs.plan import Plan
from kanto_docs.source.place import Path

_OUTPUTS: Path = ("lump_sum", "outputs")


def write_outputs(ledger: Ledger, plan: Plan, keys: Sequence[str]) -> None:
    """Every output, their sum, and what of the total no output carries.

    Only of a lump sum, whose parts are paid against outputs (866/2021 14 § 2–3 mom).
    """
    if plan.cost_model != LUMP_SUM:
        return
    outputs = plan.lump_sum.outputs if plan.lump_sum else ()
    if not outputs:
        ledger.hole("outputs_total", _OUTPUTS)
    else:
        parts = [
            ledger.amount("output", output.amount, (*_OUTPUTS, at, "amount"), item=key)
            for at, (key, output) in enumerate(zip(keys, outputs, strict=True))
        ]
        ledger.computed("outputs_total", ledger.total("outputs_total", parts))
    ledger.computed("outputs_gap", Ref("total") - Ref("outputs_total"))
