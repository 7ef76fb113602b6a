"""Call files (hakutiedostot) from anybody: which are calls; what is wrong in them, and where."""

from kanto_docs.call_checking.faults import TERM, CallFault, call_faults, without
from kanto_docs.call_checking.reading import FILE, has_place, read_call, what_it_is

__all__ = [
    "FILE",
    "TERM",
    "CallFault",
    "call_faults",
    "has_place",
    "read_call",
    "what_it_is",
    "without",
]
