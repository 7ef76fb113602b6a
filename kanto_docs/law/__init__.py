"""The law as dated data: programmes, their parameters, and the calls that set or tighten them.

A value that exists but is not known to us is None; whatever rests on it cannot be judged.
"""

from kanto_docs.law.in_force import Law
from kanto_docs.law.loading import call, call_codes, load, programme, programme_codes
from kanto_docs.law.programme import Programme
from kanto_docs.law.required import Required
from kanto_docs.law.values import Dated, Parameter, Raw, Value, Words, bases

__all__ = [
    "Dated",
    "Law",
    "Parameter",
    "Programme",
    "Raw",
    "Required",
    "Value",
    "Words",
    "bases",
    "call",
    "call_codes",
    "load",
    "programme",
    "programme_codes",
]
