"""YAML text → plain data, with the line and column of every part of it.

A plan comes by e-mail, untrusted and half-finished: nothing here executes, fetches or recurses.
"""

from kanto_docs.source.place import Path, Position, Slip, Source, Unreadable
from kanto_docs.source.quick import load_data, own_data
from kanto_docs.source.reading_files import read, read_file

__all__ = [
    "Path",
    "Position",
    "Slip",
    "Source",
    "Unreadable",
    "load_data",
    "own_data",
    "read",
    "read_file",
]
