"""One expression, three readings: a Decimal, an Excel formula and a spoken explanation.

An amount is written once, `Cents(Ref("staff_costs") * Ref("flat_rate_40"))`. Python reads its
value, Excel gets `ROUND(staff_costs*flat_rate_40,2)` over defined names of the same name, people
get "palkkakustannukset 73 224,43 € × 40 %".
"""

from kanto_docs.formula.expressions import (
    Cents,
    Formula,
    Max,
    Min,
    Number,
    Operation,
    Ref,
    Sum,
    Values,
)
from kanto_docs.formula.line import Kind, Line, Unit
from kanto_docs.formula.notation import MOST_ARGUMENTS, Notation, Pick, Sign, Written

__all__ = [
    "MOST_ARGUMENTS",
    "Cents",
    "Formula",
    "Kind",
    "Line",
    "Max",
    "Min",
    "Notation",
    "Number",
    "Operation",
    "Pick",
    "Ref",
    "Sign",
    "Sum",
    "Unit",
    "Values",
    "Written",
]
