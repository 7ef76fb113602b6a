"""What is wrong with an input, a template, an output or the machine, never with the plan itself.

Every error carries facts, no sentence: the command line puts it into words in the user's language.
"""

from __future__ import annotations

from typing import ClassVar


class KantoError(Exception):
    """Something the user must hear about: `kind` names it, `facts` hold its particulars."""

    exit_code: ClassVar[int] = 70

    def __init__(self, kind: str, /, **facts: object) -> None:
        super().__init__(kind, facts)
        self.kind = kind
        self.facts = facts


class InputError(KantoError):
    """A plan or call file cannot be read."""

    exit_code = 3


class TemplateError(KantoError):
    """A Word or Excel template is broken or unsafe."""

    exit_code = 4


class OutputError(KantoError):
    """A file cannot be written, or one of that name stood in the way."""

    exit_code = 5


class UsageError(KantoError):
    """The command was asked for something that does not exist."""

    exit_code = 2


class DataError(KantoError):
    """Our own data (law, cards, words, schema) is broken: a fault of the tool."""

    exit_code = 70
