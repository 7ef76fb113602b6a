"""Random plans, made from the schema: whole ones, and samples with parts of them changed."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st

from kanto_docs.shape.fields import resolved, schema

Strategy = st.SearchStrategy[Any]
_DAYS: Final = (
    "2021-10-15", "2022-03-15", "2023-12-31", "2024-01-01", "2026-01-01", "2026-11-24",
    "2027-01-01", "1.2.2027", "2027-12-31", "31.12.2028", "2029-12-31", "1.1.2030",
)  # fmt: skip
_TEXTS: Final = (
    "Kahvila työttömille", "xxx", "hanke kestää 18 kuukautta ja maksaa 100 000 €",
    "Vipuvoimaa EU:lta", "010101-123N", "yhteishanke", "50 osallistujaa, 2 hanketyöntekijää",
    "projektipäällikkö 60 %", "EU:n osarahoittama", "pankkikulut ja talkootyö", "", "– – –",
    "Pohjois-Karjala", "Joensuu", "0", "a@b.fi", "1234567-1", "EECO01", "O1", "S1", "A1",
)  # fmt: skip
_AMOUNTS: Final = (
    0, 1, 100, "0,01", "2 999,99", 3000, 9999, 10000, 59999, 60000, 100000, 200000, 200001, 300001,
)  # fmt: skip
_PERCENTS: Final = (0, 9, 10, "19,99", 20, 40, "26,44", 80, "80,01", 100, 101)
_KINDS: Final[Mapping[str, Strategy]] = {
    "money": st.sampled_from(_AMOUNTS) | st.decimals(0, 10**7, places=2),
    "percent": st.sampled_from(_PERCENTS) | st.decimals(0, 200, places=2),
    "date": st.sampled_from(_DAYS),
    "yesno": st.booleans() | st.sampled_from(["kyllä", "nej"]),
    "count": st.integers(0, 2000),
    "decimal": st.integers(0, 2000) | st.decimals(0, 100, places=2),
    "identifier": st.sampled_from(["S1", "S2", "C1", "O1", "A1", "F1", "EECO01", "EECR04", "4.3"]),
    "file": st.sampled_from(["liite.pdf", "haku.yaml", "plan-b.yaml"]),
}
_WORDS: Final = st.sampled_from(_TEXTS) | st.text(max_size=30)
_ODD: Final = st.sampled_from([None, "", [], {}, "sovitaan myöhemmin", -1, True, [None], {"a": 1}])


@cache
def whole() -> Strategy:
    """A plan with any of its fields, mostly of the right kind."""
    return _of(resolved(schema()), odd=True)


@st.composite
def altered(draw: st.DrawFn, samples: Sequence[object]) -> object:
    """A sample with up to six of its sections made anew, field by field."""
    data: Any = copy.deepcopy(draw(st.sampled_from(samples)))
    fields = resolved(schema())["properties"]
    for _ in range(draw(st.integers(1, 6))):
        key = draw(st.sampled_from(sorted(fields)))
        _alter(draw, data, key, resolved(fields[key]))
    return data


def _alter(draw: st.DrawFn, data: Any, key: str | int, node: Mapping[str, Any]) -> None:
    """Make what stands at `key` anew, or only something inside it."""
    known = data.get(key) if isinstance(data, dict) else data[key]
    inner = node.get("properties") or {}
    if isinstance(known, dict) and inner and draw(st.booleans()):
        step = draw(st.sampled_from(sorted(inner)))
        _alter(draw, known, step, resolved(inner[step]))
    elif isinstance(known, list) and known and "items" in node and draw(st.booleans()):
        _alter(draw, known, draw(st.integers(0, len(known) - 1)), resolved(node["items"]))
    else:
        data[key] = draw(_of(node, odd=True))


def _of(node: Mapping[str, Any], *, odd: bool) -> Strategy:
    node = resolved(node)
    found = _plain(node)
    return st.one_of(found, found, found, found, found, st.none(), _ODD) if odd else found


def _plain(node: Mapping[str, Any]) -> Strategy:
    if "enum" in node:
        return st.sampled_from(node["enum"])
    if "anyOf" in node:
        return st.one_of([_of(one, odd=False) for one in node["anyOf"]])
    if "items" in node:
        return st.lists(_later(node["items"]), max_size=3)
    if "properties" in node:
        fields = {key: _later(inner) for key, inner in node["properties"].items()}
        return st.fixed_dictionaries({}, optional=fields)
    if "patternProperties" in node:
        (inner,) = node["patternProperties"].values()
        years = st.sampled_from(["2027", "2028"])
        return st.dictionaries(years, _of(inner, odd=True), max_size=2)
    return _KINDS.get(str(node.get("format")), _WORDS)


def _later(node: Mapping[str, Any]) -> Strategy:
    return st.deferred(lambda: _of(node, odd=True))
