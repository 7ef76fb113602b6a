"""How fast the tool is, as ratios measured side by side: `python benchmarks/run.py`.

Absolute times change from machine to machine; the ratios to FLOOR, the least that a command on
click and PyYAML can cost, and to the peers hold. Peers that are not installed are passed over
(`pip install check-jsonschema yamllint`). Never part of the tests.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent
SAMPLES: Final = ROOT / "samples"
PYTHON: Final = sys.executable
TOOL: Final = [PYTHON, "-m", "kanto_docs"]
FLOOR: Final = [PYTHON, "-c", "import click, yaml"]

STACK: Final = """
import json, sys, yaml
from docxtpl import DocxTemplate
from jsonschema import Draft202012Validator
plan, schema, template, out = sys.argv[1:]
data = yaml.load(open(plan, encoding="utf-8"), yaml.CSafeLoader)
data = json.loads(json.dumps(data, default=str))
list(Draft202012Validator(json.load(open(schema, encoding="utf-8"))).iter_errors(data))
document = DocxTemplate(template)
document.render(data, autoescape=True)
document.save(out)
"""
ENGINE: Final = """
import sys
from pathlib import Path
from kanto_docs.checking import check_source
from kanto_docs.choosing import NO_OPTIONS
from kanto_docs.documents.making import make
from kanto_docs.source import read_file
from kanto_docs.words import Words
plan, out = sys.argv[2:]
options = NO_OPTIONS._replace(folder=Path(plan).parent)
checked, words = check_source(read_file(Path(plan)), options), Words("fi")
def work():
    return make("budget", checked, words).payload
Path(out).write_bytes(work())
"""
LIBRARY: Final = """
import io, sys
from pathlib import Path
import openpyxl
filled, template = (Path(one).read_bytes() for one in sys.argv[2:])
def cells(payload):
    book = openpyxl.load_workbook(io.BytesIO(payload))
    return {(s.title, c.row, c.column): c.value for s in book for r in s.iter_rows() for c in r}
before = cells(template)
written = [(*at, said) for at, said in cells(filled).items() if before.get(at) != said]
def work():
    book = openpyxl.load_workbook(io.BytesIO(template))
    for title, row, column, said in written:
        book[title].cell(row, column).value = said
    book.save(io.BytesIO())
"""
WORD: Final = """
import sys
from pathlib import Path
from kanto_docs.checking import check_source
from kanto_docs.choosing import NO_OPTIONS
from kanto_docs.documents.filled import Properties
from kanto_docs.documents.view import view
from kanto_docs.documents.word.rendering import render_word
from kanto_docs.documents.word.template import names_used
from kanto_docs.source import read_file
from kanto_docs.words import Words
plan, path = map(Path, sys.argv[2:])
template = path.read_bytes()
checked = check_source(read_file(plan), NO_OPTIONS._replace(folder=plan.parent))
names = view(checked, Words("fi"), names_used(template))
about = Properties("Hanke", "Luonnos", "fi-FI")
def work():
    return render_word(template, names, about)
"""
"""Fills the application with names that are there."""
DOCXTPL: Final = """
import io
from docxtpl import DocxTemplate
from jinja2 import Environment
from kanto_docs.documents.gaps import Names, is_missing
def below(thing, name):
    return thing[name] if isinstance(thing, Names) else getattr(thing, name)
def work():
    environment = Environment(autoescape=True)
    environment.tests["missing"] = is_missing
    environment.getattr = below
    document = DocxTemplate(io.BytesIO(template))
    document.render(dict(names), jinja_env=environment, autoescape=True)
    document.save(io.BytesIO())
"""
"""The same names and the same template, by docxtpl alone; it comes after WORD."""
WARM: Final = """
import json, resource, statistics, time
def seconds():
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
work()
median = statistics.median(seconds() for _ in range(int(sys.argv[1])))
print(json.dumps([median, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
"""Times `work` again and again in one process, after a first time that is not counted."""
LISTS: Final = ("actions", "results", "risks", "staff", "costs", "partners")


class Cost(NamedTuple):
    """Median seconds, and the most memory in MB."""

    seconds: float
    memory: float


class Line(NamedTuple):
    """One row of the result."""

    work: str
    cost: Cost
    ratio: float
    to: str
    goal: str


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=15, help="runs of each short command")
    parser.add_argument("--plans", type=int, default=200, help="plans checked in one process")
    asked = parser.parse_args()
    print(f"{machine()}\nmedian of {asked.runs} runs, {asked.plans} plans in one process\n")
    print("| work | ms | ratio | MB | goal |\n| --- | ---: | --- | ---: | --- |")
    with tempfile.TemporaryDirectory(prefix="kanto-bench-") as folder:
        lines = [
            *cold(asked.runs),
            *many(Path(folder), asked.plans),
            *filling(Path(folder), asked.runs),
            *warm(Path(folder), asked.runs),
            *warm_word(asked.runs),
        ]
    for line in lines:
        ratio = f"{line.ratio:.2f} × {line.to}"
        print(
            f"| {line.work} | {line.cost.seconds * 1000:.0f} | {ratio} | {line.cost.memory:.0f} "
            f"| {line.goal} |"
        )


def machine() -> str:
    """The processor, its cores, the system and Python."""
    names = [
        line.partition(":")[2].strip()
        for line in _lines("/proc/cpuinfo")
        if line.startswith("model name")
    ]
    name = names[0] if names else platform.processor() or platform.machine()
    return (
        f"{name}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    )


def cold(runs: int) -> list[Line]:
    """Single checks, each in a process of its own."""
    commands = {
        "FLOOR: import click, yaml": FLOOR,
        "check, the smallest plan, no findings": _check("smallest"),
        "check, a whole plan": _check("cafe"),
        "check, many findings": _check("mistakes"),
        "bare interpreter": [PYTHON, "-c", ""],
    }
    costs = measured(commands, runs)
    floor = costs["FLOOR: import click, yaml"]
    goals = {
        "check, the smallest plan, no findings": "≤ 1.35, with stdnum ≤ 2.1",
        "check, many findings": "≤ 2.6",
    }
    lines = [
        Line(work, cost, cost.seconds / floor.seconds, "FLOOR", goals.get(work, ""))
        for work, cost in costs.items()
    ]
    check = costs["check, the smallest plan, no findings"]
    memory = Line("its memory", check, check.memory / floor.memory, "FLOOR's memory", "≤ 1.3")
    return [*lines, memory]


def many(folder: Path, plans: int) -> list[Line]:
    """Many plans in one process, ours and the peers'."""
    files = []
    (folder / "haku.yaml").write_bytes((SAMPLES / "cafe" / "haku.yaml").read_bytes())
    content = (SAMPLES / "cafe" / "plan.yaml").read_bytes()
    for number in range(plans):
        path = folder / f"plan-{number}.yaml"
        path.write_bytes(content)
        files.append(str(path))
    work = f"check, {plans} plans in one process"
    commands: dict[str, Sequence[str]] = {work: [*TOOL, "check", *files]}
    schema = str(ROOT / "schemas" / "plan.schema.json")
    peers = {
        "check-jsonschema (shape only)": ["check-jsonschema", "--schemafile", schema, "--no-cache"],
        "yamllint (style only)": ["yamllint", "-d", "relaxed"],
    }
    places = f"{Path(PYTHON).parent}{os.pathsep}{os.environ['PATH']}"
    for name, (program, *options) in peers.items():
        found = shutil.which(program, path=places)
        if found:
            commands[name] = [found, *options, *files]
    costs = measured(commands, 1)
    ours = costs[work].seconds
    goals = {"check-jsonschema (shape only)": "≥ 15"}
    return [
        Line(name, cost, cost.seconds / ours, "ours", goals.get(name, ""))
        for name, cost in costs.items()
    ]


def filling(folder: Path, runs: int) -> list[Line]:
    """One application from a cold start, ours and docxtpl with jsonschema."""
    if not (ROOT / "templates" / "fi" / "application.docx").is_file():
        return []
    template = folder / "peer.docx"
    _peer_template(template)
    plan = SAMPLES / "cafe" / "plan.yaml"
    out, schema = folder / "out", ROOT / "schemas" / "plan.schema.json"
    fill = [*TOOL, "fill", str(plan), "--out", str(out), "--force"]
    stack = "docxtpl + jsonschema, one document"
    costs = measured(
        {
            "fill, the application, checked": [*fill, "--only", "application"],
            "fill, application and budget": fill,
            stack: [PYTHON, "-c", STACK, *map(str, (plan, schema, template, folder / "peer-out"))],
        },
        runs,
    )
    return [
        Line(name, cost, cost.seconds / costs[stack].seconds, "the stack", goal)
        for (name, cost), goal in zip(costs.items(), ("≤ 0.7", "", ""), strict=True)
    ]


def warm(folder: Path, runs: int) -> list[Line]:
    """One budget workbook in a process that has filled one: ours, and openpyxl's same cells."""
    template = ROOT / "templates" / "fi" / "budget.xlsx"
    if not template.is_file():
        return []
    filled = str(folder / "budget.xlsx")
    ours = _warm(ENGINE, runs, str(SAMPLES / "cafe" / "plan.yaml"), filled)
    library = _warm(LIBRARY, runs, filled, str(template))
    peer, ratio = "openpyxl: load, set the same cells, save", ours.seconds / library.seconds
    own = Line("budget workbook, warm", ours, ratio, "openpyxl", "")
    return [own, Line(peer, library, 1.0, "openpyxl", "")]


def warm_word(runs: int) -> list[Line]:
    """One application in a process that has filled one: ours, and docxtpl with the same names."""
    template = ROOT / "templates" / "fi" / "application.docx"
    if not template.is_file():
        return []
    arguments = str(SAMPLES / "cafe" / "plan.yaml"), str(template)
    ours = _warm(WORD, runs, *arguments)
    library = _warm(WORD + DOCXTPL, runs, *arguments)
    times = library.seconds / ours.seconds
    own = Line("application, warm", ours, times, "faster than docxtpl", "≥ 10, better 25")
    return [own, Line("docxtpl: the same template and names", library, 1.0, "docxtpl", "")]


def measured(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, Cost]:
    """Each command's cost, one run of each in turn, after one that writes the byte code."""
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(runs + (runs > 1)):
        for name, command in commands.items():
            cost = _once(command)
            if number or runs == 1:
                found[name].append(cost)
    return {
        name: Cost(
            statistics.median(cost.seconds for cost in costs),
            max(cost.memory for cost in costs),
        )
        for name, costs in found.items()
    }


def _once(command: Sequence[str]) -> Cost:
    environment = {
        key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"
    }
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=errors, cwd=ROOT, env=environment
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode()
        if process.returncode not in (0, 1) or "Traceback" in said:
            sys.exit(f"{' '.join(command)[:200]}\n{said}")
    return Cost(seconds, usage.ru_maxrss / 1024)


def _warm(program: str, runs: int, *arguments: str) -> Cost:
    command = [PYTHON, "-c", program + WARM, str(runs), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return Cost(*json.loads(done.stdout))


def _check(sample: str) -> list[str]:
    return [*TOOL, "check", str(SAMPLES / sample / "plan.yaml")]


def _peer_template(path: Path) -> None:
    """A Word template of 81 values and 6 row loops, as large as ours."""
    import docx

    document = docx.Document()
    for number in range(81):
        document.add_paragraph(f"{number}: {{{{ applicant.name }}}}")
    for name in LISTS:
        table = document.add_table(3, 1)
        table.cell(0, 0).text = f"{{%tr for one in {name} %}}"
        table.cell(1, 0).text = "{{ one }}"
        table.cell(2, 0).text = "{%tr endfor %}"
    document.save(str(path))


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


if __name__ == "__main__":
    main()
