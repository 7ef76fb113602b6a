"""Changes the comparisons of kanto_docs/rules one by one: what nobody notices lacks an example.

`make mutants`, or `python -m tests.mutation.comparisons funding schedule`; needs the extra
`mutation`, for the changes are those of cosmic-ray. A rule is tried on the examples of its card,
in memory; what survives them, and every module that holds no rule, is tried with the module's own
tests in a temporary copy.
"""

from __future__ import annotations

import difflib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType, ModuleType
from typing import Final, NamedTuple

from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

from kanto_docs import rules
from kanto_docs.budget import compute
from kanto_docs.cards import card
from kanto_docs.choosing import Options, law_for
from kanto_docs.formats.json import pointer
from kanto_docs.groups import group_of
from kanto_docs.reading import read_plan
from kanto_docs.rules import registry
from kanto_docs.rules.judging import Case, judge
from kanto_docs.rules.registry import Rule
from kanto_docs.source import Source, read_file
from tests.conftest import ROOT, sample, set_up
from tests.test_limits import MISSPELT, SILENT, SPEAKING, misspelt

FOLDER: Final = Path("kanto_docs") / "rules"
_CHANGES: Final = re.compile(
    r"core/ReplaceComparisonOperator_"
    r"(?:(?!Is_Eq|IsNot_NotEq)\w+_(?:Eq|NotEq|Lt|LtE|Gt|GtE)|Is_IsNot|IsNot_Is)"
)
"""Not between equal and identical: members of an enumeration, yes and no are both at once."""
_SECONDS: Final = 20
_TESTS: Final = {
    "conditions": ("tests/test_questions.py", "tests/test_phase.py"),
    "groups": ("tests/test_groups.py",),
    "indicator_list": ("tests/test_indicators.py",),
    "indicators": ("tests/test_indicators.py",),
    "judging": ("tests/test_judging.py", "tests/test_checking.py"),
    "period_2014": ("tests/test_period_2014.py",),
    "pointers": ("tests/test_pointers.py",),
    "prose": ("tests/test_prose.py",),
    "questions": ("tests/test_questions.py",),
    "required": ("tests/test_judging.py", "tests/test_phase.py"),
    "texts": ("tests/test_texts.py",),
}
_ALWAYS: Final = ("tests/test_limits.py",)


class Tried(NamedTuple):
    """An example of a card as a case, with the places where its rule must find something."""

    code: str
    case: Case
    found: bool
    at: tuple[str, ...] = ()
    facts: Mapping[str, object] = {}
    see: tuple[str, ...] = ()
    judged: bool = False


def main(names: Sequence[str]) -> int:
    """Try every module, or those named; 1 when something survived."""
    names = names or [one.stem for one in sorted((ROOT / FOLDER).glob("[a-z]*.py"))]
    total, left = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        ignored = shutil.ignore_patterns(".git", ".venv*", "*_cache", "__pycache__", "node_modules")
        shutil.copytree(ROOT, copy, ignore=ignored)
        for name in names:
            found = list(mutants(copy / FOLDER / f"{name}.py"))
            survivors = list(surviving(name, found, copy))
            sys.stdout.write(f"{name}: {len(found)} mutants, {len(survivors)} survivors\n")
            sys.stdout.writelines(survivors)
            sys.stdout.flush()
            total, left = total + len(found), left + len(survivors)
    sys.stdout.write(f"rules: {total} mutants, {left} survivors\n")
    return 1 if left else 0


def mutants(file: Path) -> Iterator[str]:
    """The module's source with one comparison changed, every one in every way."""
    source = file.read_text(encoding="utf-8")
    for name in sorted(filter(_CHANGES.fullmatch, operator_names())):
        operator, number = get_operator(name)(), 0
        while (code := mutate_code(source, operator, number)) is not None:
            yield code
            number += 1


def surviving(name: str, found: Sequence[str], copy: Path) -> Iterator[str]:
    """What each mutant changes that neither an example nor a test notices."""
    own = [one for one in rules.RULES if one.check.__module__ == f"kanto_docs.rules.{name}"]
    examples = [tried for one in own for tried in _examples(one.code)]
    assert all(_keeps(tuple(own), one) for one in examples), f"{name}: not all examples hold"
    file, tests = copy / FOLDER / f"{name}.py", (*_TESTS.get(name, ()), *_ALWAYS)
    assert not found or not _fails(copy, tests), f"{name}: not all tests pass"
    source = file.read_text(encoding="utf-8")
    for code in found:
        if own and _is_noticed(name, code, own, examples):
            continue
        file.write_text(code, encoding="utf-8")
        if not _fails(copy, tests):
            lines = difflib.unified_diff(source.splitlines(), code.splitlines(), n=0, lineterm="")
            yield "".join(f"    {line}\n" for line in list(lines)[2:])
        file.write_text(source, encoding="utf-8")


def _examples(code: str) -> Iterator[Tried]:
    smallest = read_file(sample("smallest")).data
    for kind in ("passes", "fails"):
        for example in card(code).examples[kind]:
            with set_up(smallest, example) as (data, folder):
                case = _case(data, folder)
            yield Tried(
                code,
                case,
                kind == "fails",
                tuple(sorted(example.get("at", ()))),
                example.get("facts", {}),
                tuple(example.get("see", ())),
                judged=kind == "passes" and not example.get("unjudged"),
            )
    for found, rows in ((False, SILENT), (True, SPEAKING)):
        for place in (row for row in rows if row[0] == code):
            for word in MISSPELT:
                yield Tried(code, _case(misspelt(*place, word), sample("smallest").parent), found)


def _case(data: object, folder: Path) -> Case:
    source, plan, options = (
        Source("plan.yaml", "", data, {}),
        read_plan(data),
        Options(folder=folder),
    )
    law, _ = law_for(plan, options)
    budget = compute(plan, law)
    group = group_of(source, plan, law, budget, options)
    return Case(source, plan, law, budget, group=group)


def _is_noticed(name: str, code: str, own: Sequence[Rule], examples: Sequence[Tried]) -> bool:
    for one in own:
        del registry._RULES[one.code]
    module = ModuleType(f"kanto_docs.rules.{name}")
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(_SECONDS)
    try:
        exec(compile(code, module.__name__, "exec"), module.__dict__)
        changed_rules = tuple(registry._RULES[one.code] for one in own)
        return not all(_keeps(changed_rules, one) for one in examples)
    except Exception:  # noqa: BLE001  # a mutant may fail in any way, and that is noticed
        return True
    finally:
        signal.alarm(0)
        registry._RULES.update({one.code: one for one in own})


def _keeps(own: tuple[Rule, ...], tried: Tried) -> bool:
    """Whether the rules say of the example what its card says."""
    verdicts = judge(tried.case, tuple(one for one in own if one.code == tried.code))
    if not verdicts.findings:
        return not tried.found and (not tried.judged or tried.code in verdicts.passed)
    first, places = verdicts.findings[0], sorted(pointer(one.path) for one in verdicts.findings)
    return (
        tried.found
        and tried.at in ((), tuple(places))
        and {name: first.facts.get(name) for name in tried.facts} == tried.facts
        and tried.see in ((), tuple(map(pointer, first.see)))
    )


def _fails(copy: Path, tests: Sequence[str]) -> bool:
    """Whether any of the test files does, one after the other; not to end at all is to fail."""
    command = (sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider")
    for one in tests:
        try:
            subprocess.run(
                [*command, one], cwd=copy, capture_output=True, check=True, timeout=_SECONDS * 6
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            return True
    return False


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
