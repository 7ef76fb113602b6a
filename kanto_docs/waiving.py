"""Waivers (hyväksynnät): single findings that somebody has accepted as they are.

An accepted finding stays in the report, says who accepted it and why, and is counted apart. What
has no effect is reported: expired, matching nothing, without a reason or a name, or for a fault of
the file itself, since what could not be read cannot be accepted.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Final

from kanto_docs.finding import Acceptance, Fault, Finding
from kanto_docs.plan.resources import Waiver
from kanto_docs.source import Path

CARD: Final = "Y45"
_LONGEST_CODE: Final = 12
"""More of a text that is no code is not told."""
_BRACKETS: Final = re.compile(r"\[(\d+)\]")


def accepted(
    findings: Iterable[Finding], waivers: tuple[Waiver, ...], on: dt.date
) -> tuple[list[Finding], list[Fault]]:
    """The findings with what was accepted of them, and a fault for each waiver without effect."""
    result, faults = list(findings), []
    for number, waiver in enumerate(waivers):
        if waiver == Waiver():
            continue  # nothing was said, or the shape's faults say why it could not be read
        matching = _matching(result, waiver)
        problem = _problem(waiver, matching, result, on)
        if problem:
            code = (waiver.code or "").strip().upper()[:_LONGEST_CODE]
            facts: Mapping[str, object] = {"problem": problem, "code": code, "until": waiver.until}
            faults.append(Fault(("waivers", number), facts))
            continue
        acceptance = Acceptance(str(waiver.reason), str(waiver.by), waiver.until)
        result[matching[0]] = result[matching[0]].with_(waiver=acceptance)
    return result, faults


def place_of(path: Path) -> str:
    """A path as waivers name it: costs.0.amount."""
    return ".".join(map(str, path))


def _matching(findings: list[Finding], waiver: Waiver) -> list[int]:
    code = (waiver.code or "").strip().upper()
    found = [at for at, one in enumerate(findings) if one.code == code and one.waiver is None]
    if waiver.path is None:
        return found
    written = _BRACKETS.sub(r".\1", waiver.path.strip()).replace("/", ".").strip(".")
    return [at for at in found if place_of(findings[at].path) == written]


def _problem(
    waiver: Waiver, matching: list[int], findings: list[Finding], on: dt.date
) -> str | None:
    if not (waiver.code or "").strip():
        return "no_code"
    if not all((one or "").strip() for one in (waiver.reason, waiver.by)):
        return "incomplete"
    if waiver.until is not None and waiver.until < on:
        return "expired"
    if not matching:
        return "unused"
    if len(matching) > 1:
        return "several"
    return "of_file" if findings[matching[0]].code.startswith("Y") else None
