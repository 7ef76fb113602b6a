"""libyaml's complaints → the card that explains them to a volunteer."""

from __future__ import annotations

import re
from typing import Final

import yaml
from yaml import MarkedYAMLError, YAMLError

from kanto_docs.source.place import LINE_ENDS, Position, Unreadable, position

MAX_DEPTH: Final = 64
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_SYMBOL: Final = (
    "cannot start any token|scanning an? (alias|anchor|tag|directive|block scalar)"
    "|sequence entries are not allowed|mapping keys are not allowed|expected node content"
)
# (card, words in libyaml's problem or context); the first that matches is taken.
_KINDS: Final = (
    ("Y07", "exceeded|depth"),
    ("Y09", r"'\\t'|tab character|found character that cannot start any token"),
    ("Y11", "mapping values are not allowed"),
    ("Y12", "scanning a quoted scalar|',' or '\\]'|',' or '}'"),
    ("Y13", _SYMBOL),
)


def refusal(error: YAMLError, name: str, text: str) -> Unreadable:
    """The Unreadable that tells a volunteer what libyaml choked on."""
    if not isinstance(error, MarkedYAMLError):
        return Unreadable("Y05", name=name, text=text, problem="")
    here = position(error.problem_mark)
    since = position(error.context_mark) if error.context_mark else here
    said = f"{error.context or ''} {error.problem or ''}"
    code = next((code for code, pattern in _KINDS if re.search(pattern, said)), "Y05")
    lines = LINE_ENDS.split(text)
    line = lines[here.line - 1] if here.line <= len(lines) else ""
    if code == "Y09" and "\t" not in line[: here.column]:
        code = "Y13"
    if code == "Y07":
        return Unreadable(code, here, name=name, text=text, limit=MAX_DEPTH)
    if opened := _left_open(text):
        code, since = "Y12", opened
    if code == "Y12":
        return Unreadable(code, since, name=name, text=text, end=here.line)
    if "could not find expected ':'" in said:
        here = since
    return Unreadable(code, here, name=name, text=text, line=here.line)


def _left_open(text: str) -> Position | None:
    """Where the innermost bracket stands that the text never closes, when it ends inside one."""
    brackets: list[Position | None] = []
    ended = text.rstrip().endswith(("[", "{", ","))
    try:
        for event in yaml.parse(text, Loader=LOADER) if ended else ():
            if isinstance(event, yaml.CollectionStartEvent):
                brackets.append(position(event.start_mark) if event.flow_style else None)
            elif isinstance(event, yaml.CollectionEndEvent):
                brackets.pop()
    except yaml.YAMLError:
        return brackets[-1] if brackets else None
    return None
