"""What an unquoted word of YAML is: only true/false, plain numbers and nothing; all else is text.

PyYAML's own rules turn a postcode 00100 into 64 and NO into false. These do not.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,29})(\.[0-9]{1,20})?\Z")
_WORDS: Final[dict[str, bool | None]] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_NUMBER_START: Final = frozenset("-0123456789")

Scalar = str | int | Decimal | bool | None


def resolve(text: str) -> Scalar:
    """The value of an unquoted scalar. A number of more than thirty digits stays text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _NUMBER_START and (number := _NUMBER.match(text)):
        return Decimal(text) if number.group(1) else int(text)
    return text
