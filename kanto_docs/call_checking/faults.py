"""What is wrong in a call file: its shape, and what its terms say together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple, cast

from kanto_docs import cards
from kanto_docs.calls import TERMS, Call, dotted
from kanto_docs.finding import Fault, Severity
from kanto_docs.law import programme, programme_codes
from kanto_docs.money import HUNDRED
from kanto_docs.patterns import lazy
from kanto_docs.places import find, nearest
from kanto_docs.scalars import Misread, text
from kanto_docs.shape import check_shape
from kanto_docs.shape.fields import Node, field, resolved, schema
from kanto_docs.source import Path, Source

_FIELD: Final = "Y41"
TERM: Final = "Y42"
"""The card of a term that cannot be as it is."""
_OUR_CODE: Final = lazy(r"[A-Za-z0-9][A-Za-z0-9-]{0,99}")
_SHARES: Final = ("max_grant_share", "own_share_min", "max_prepayment_share")
_PAIRS: Final = (
    ("opens", "closes", "dates"),
    ("first_start", "last_start", "starts"),
    ("min_total", "max_total", "totals"),
)
"""Fields of which the first may not be larger than the second, and what it is called if it is."""
_WHOLE: Final = frozenset(TERMS) - {"max_chars"}
"""Terms that are left out whole when a part of them is at fault."""
_TEXT_FORMATS: Final = frozenset({"text", "line"})


class CallFault(NamedTuple):
    """A fault in a call file, and the code of its card."""

    code: str
    fault: Fault


def call_faults(source: Source) -> list[CallFault]:
    """What is wrong in a call file: its shape first, then what its terms say together."""
    data = cast("Mapping[str, object]", source.data)
    faults = [
        CallFault(
            _FIELD if one.code == "Y21" else one.code,
            Fault(one.path, one.facts, at_key=one.at_key),
        )
        for one in check_shape(data, "call")
    ]
    logic = _logic(Call("", data))
    faults += [CallFault(TERM, fault) for fault in logic]
    return sorted(faults, key=lambda one: source.at(one.fault.path, key=one.fault.at_key))


def without(data: Mapping[str, object], faults: Iterable[CallFault]) -> Mapping[str, object]:
    """The data of a call without the terms that are at fault: plans are not judged by them."""
    paths = [path for _, fault in faults for path in (fault.path, *fault.see)]
    wrong = {path[0] for path in paths if path[0] in _WHOLE or path == ("max_chars",)}
    good = {name: value for name, value in data.items() if name not in wrong}
    lengths = good.get("max_chars")
    if isinstance(lengths, Mapping):
        odd = {path[1] for path in paths if path[0] == "max_chars" and len(path) > 1}
        good["max_chars"] = {key: limit for key, limit in lengths.items() if key not in odd}
    return good


def _logic(call: Call) -> Iterator[Fault]:
    yield from _identity(call)
    for first, last, problem in _PAIRS:
        low, high = call[first], call[last]
        days = isinstance(low, dt.date) and isinstance(high, dt.date) and low > high
        if days or (isinstance(low, Decimal) and isinstance(high, Decimal) and low > high):
            yield Fault((last,), {"problem": problem, "low": low, "high": high}, ((first,),))
    for name in _SHARES:
        share = call[name]
        if isinstance(share, Decimal) and share > HUNDRED:
            yield Fault((name,), {"problem": "share", "value": share})
    yield from _regions(call.raw.get("regions"))
    yield from _lengths(call.raw.get("max_chars"))
    yield from _rules(call.raw.get("rules"))


def _identity(call: Call) -> Iterator[Fault]:
    code, wanted = word(call.raw.get("code")), word(call.raw.get("programme"))
    if code is not None and not _OUR_CODE.fullmatch(code):
        yield Fault(("code",), {"problem": "code", "value": code})
    if wanted is not None and programme(wanted) is None:
        known = programme_codes()
        yield Fault(("programme",), {"problem": "programme", "value": wanted, "known": known})


def _regions(written: object) -> Iterator[Fault]:
    for number, one in enumerate(written if isinstance(written, list) else ()):
        name = word(one)
        if name is not None and find("region", name) is None:
            close = nearest("region", name)
            names = {"fi": close.fi, "sv": close.sv}
            yield Fault(("regions", number), {"problem": "region", "value": name, "nearest": names})


def _lengths(written: object) -> Iterator[Fault]:
    for key in written if isinstance(written, Mapping) else ():
        if not _holds_text(dotted(str(key))):
            facts = {"problem": "text_field", "value": key}
            yield Fault(("max_chars", key), facts, at_key=True)


def _holds_text(path: str) -> bool:
    """Whether `need.problem` or `actions.*.description` is a field of the plan that holds text."""
    steps: Path = tuple(0 if step == "*" else step for step in path.split("."))
    node: Node = schema()
    for number in range(1, len(steps) + 1):
        above, node = resolved(node), field(steps[:number])
        if ("items" in above) != (steps[number - 1] == 0):
            return False
    full = resolved(node)
    forms = (full, *(resolved(one) for one in full.get("anyOf", ())))
    return any(one.get("format") in _TEXT_FORMATS for one in forms)


def _rules(written: object) -> Iterator[Fault]:
    if not isinstance(written, Mapping):
        return
    off, severity = written.get("off"), written.get("severity")
    for number, one in enumerate(off if isinstance(off, list) else ()):
        yield from _rule(("rules", "off", number), word(one), at_key=False)
    for code, wanted in severity.items() if isinstance(severity, Mapping) else ():
        path: Path = ("rules", "severity", code)
        unknown = list(_rule(path, code, at_key=True))
        yield from unknown
        if not unknown and str(wanted).upper() in Severity.__members__:
            own = cards.card(code).severity
            if Severity[str(wanted).upper()] < own:
                facts = {"problem": "loosened", "value": code, "own": own.slug, "wanted": wanted}
                yield Fault(path, facts)


def _rule(path: Path, code: str | None, *, at_key: bool) -> Iterator[Fault]:
    if code is None:
        return
    known = cards.files()
    if code in known and not code.startswith("Y"):
        return
    if code in known or code in _asked():
        yield Fault(path, {"problem": "rule_for_all", "value": code}, at_key=at_key)
        return
    facts: dict[str, object] = {"problem": "rule", "value": code}
    if code.upper() in known:
        facts |= {"problem": "rule_nearly", "nearest": code.upper()}
    yield Fault(path, facts, at_key=at_key)


def _asked() -> set[str]:
    """The codes of what programmes ask of every plan."""
    programmes = filter(None, map(programme, programme_codes()))
    return {row.code for one in programmes for row in one.required()}


def word(value: object) -> str | None:
    """What is written, when it is a text or a number."""
    try:
        return text(value) if value is not None else None
    except Misread:
        return None
