"""What several tests share: the samples, and a plan changed by JSON pointers."""

from __future__ import annotations

import copy
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kanto_docs.checking import Checked, check_source
from kanto_docs.choosing import NO_OPTIONS, Options
from kanto_docs.source import Source, read_file
from tests.office import Office

os.environ["KANTO_DOCS_TODAY"] = "2026-11-24"  # what is compared does not depend on the day
ROOT = Path(__file__).resolve().parent.parent
BUDGETED = ("smallest", "cafe", "group", "trainers", "pilot", "holes", "mistakes")
"""Samples that name their cost model and have a call beside them."""
SAMPLES = (*BUDGETED, "kanto")


def sample(name: str) -> Path:
    """The plan of a sample."""
    return ROOT / "samples" / name / "plan.yaml"


def checked_sample(name: str) -> Checked:
    """A sample, checked with its own call."""
    path = sample(name)
    return check_source(read_file(path, f"samples/{name}/plan.yaml"), folder_of(path))


def folder_of(path: Path) -> Options:
    """Options that find the call file beside a plan."""
    return NO_OPTIONS._replace(folder=path.parent)


def changed(
    data: object, set_: Mapping[str, object] | None = None, unset: Sequence[str] = ()
) -> object:
    """A copy of `data` with pointers set and taken away; `/costs/-` appends."""
    data = copy.deepcopy(data)
    for pointer, value in (set_ or {}).items():
        _put(data, steps(pointer), value)
    for pointer in unset:
        _remove(data, steps(pointer))
    return data


def steps(pointer: str) -> list[str]:
    """A JSON pointer's steps."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _put(data: object, path: list[str], value: object) -> None:
    step, rest = path[0], path[1:]
    if isinstance(data, list):
        if step == "-" or int(step) == len(data):
            data.append(value if not rest else {})
            if rest:
                _put(data[-1], rest, value)
        elif rest:
            _put(data[int(step)], rest, value)
        else:
            data[int(step)] = value
        return
    assert isinstance(data, dict), f"{path} stands in no mapping"
    if not rest:
        data[step] = value
        return
    if not isinstance(data.get(step), (dict, list)):
        data[step] = [] if rest[0] in ("-", "0") else {}
    _put(data[step], rest, value)


def _remove(data: object, path: list[str]) -> None:
    for step in path[:-1]:
        if isinstance(data, list):
            data = data[int(step)]
        else:
            assert isinstance(data, dict)
            data = data[step]
    if isinstance(data, list):
        del data[int(path[-1])]
    else:
        assert isinstance(data, dict)
        data.pop(path[-1], None)


@contextmanager
def set_up(smallest: object, example: Mapping[str, Any]) -> Iterator[tuple[object, Path]]:
    """A card's example: its data, and the folder where its call and its `files` stand."""
    data, home = _made(smallest, example), sample("smallest").parent
    if not example.get("files"):
        yield data, home
        return
    with tempfile.TemporaryDirectory() as folder:
        call = (home / "haku.yaml").read_text(encoding="utf-8")
        made = {name: _made(smallest, one) for name, one in example["files"].items()}
        for name, one in {"plan.yaml": data, "haku.yaml": call, **made}.items():
            text = one if isinstance(one, str) else json.dumps(one, default=str)
            Path(folder, name).write_text(text, encoding="utf-8")
        yield data, Path(folder)


def check_example(smallest: object, example: Mapping[str, Any]) -> Checked:
    """A card's example, checked."""
    with set_up(smallest, example) as (data, folder):
        return check_data(data, folder)


def _made(smallest: object, example: Mapping[str, Any] | str) -> object:
    if isinstance(example, str):
        return example
    return changed(smallest, example.get("set"), example.get("unset", ()))


def check_data(data: object, folder: Path | None = None) -> Checked:
    """A plan that was never a file, checked."""
    return check_source(Source("plan.yaml", "", data, {}), Options(folder=folder))


@pytest.fixture(scope="session")
def soffice() -> Office:
    """LibreOffice; without it the test is skipped here and fails in CI."""
    program = shutil.which("soffice")
    if program is None:
        assert not os.environ.get("CI"), "LibreOffice is missing: apt-get install libreoffice-calc"
        pytest.skip("LibreOffice is not installed")
    return Office(program)


@pytest.fixture(scope="session")
def smallest() -> object:
    """The data of the smallest sample."""
    return read_file(sample("smallest")).data
