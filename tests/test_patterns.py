"""A pattern that is compiled late is the pattern."""

from __future__ import annotations

import re

import pytest

from kanto_docs.patterns import lazy


def test_a_late_pattern_finds_what_the_pattern_finds() -> None:
    late, pattern = lazy("(a)|b", re.IGNORECASE), re.compile("(a)|b", re.IGNORECASE)
    assert late.findall("xAb") == pattern.findall("xAb")
    assert late.sub("-", "xAb") == "x--"
    assert (late.pattern, late.flags) == (pattern.pattern, pattern.flags)


def test_it_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_ = re.compile

    def counted(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return compile_(text, flags)

    monkeypatch.setattr(re, "compile", counted)
    late = lazy("late")
    assert compiled == []
    assert [bool(late.search(text)) for text in ("late", "later", "soon")] == [True, True, False]
    assert compiled == ["late"]
