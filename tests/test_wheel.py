"""The wheel holds what git holds, and works far away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import ROOT

DATA: Final = ("schemas", "templates", "samples")
SAMPLE_FILES: Final = ("plan.yaml", "haku.yaml")


def run(command: Sequence[str], folder: Path, **environment: str) -> str:
    """What a program prints; it must succeed."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    run([*command, str(ROOT)], out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of a fresh environment with the wheel in it; libraries are this one's."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=False)
    scheme: Mapping[str, str] = {"base": str(folder), "platbase": str(folder)}
    site = Path(sysconfig.get_path("purelib", "venv", vars=dict(scheme)))
    python = Path(sysconfig.get_path("scripts", "venv", vars=dict(scheme))) / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    run([*pip, "--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)], folder)
    # A path file of the fresh environment; the checkout's own path files are not followed from it.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python.with_name("kanto-docs")


@pytest.fixture
def far(tmp_path: Path) -> Path:
    """An empty folder outside the checkout with a plan in it."""
    for name in SAMPLE_FILES:
        content = (ROOT / "samples" / "smallest" / name).read_bytes()
        (tmp_path / name).write_bytes(content)
    return tmp_path


def tracked(*folders: str) -> set[str]:
    """The files below that git tracks, or would on `git add`: never one that it ignores."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *folders]
    return {name for name in run(command, ROOT).split("\0") if name and (ROOT / name).exists()}


def data_of_git() -> set[str]:
    """The data files, by the names they have in a wheel."""
    return {
        f"kanto_docs/_data/{name}"
        for name in tracked(*DATA)
        if not name.startswith("samples/") or name.endswith(".yaml")
    }


def test_the_wheels_data_are_what_git_tracks(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    data = {name for name in names if name.startswith("kanto_docs/_data/")}
    assert sorted(data - data_of_git()) == [], "in the wheel, not in git"
    assert sorted(data_of_git() - data) == [], "in git, not in the wheel"


def test_the_wheels_code_is_what_git_tracks(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("kanto_docs/")}
    made = ("kanto_docs/_data/", "kanto_docs/_quick/")
    own = {name for name in names if not name.startswith(made)}
    assert sorted(own ^ tracked("kanto_docs")) == []
    assert "kanto_docs/py.typed" in own


def test_the_wheel_holds_the_quick_form_of_every_data_file(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if "/_quick/" in name}
    yaml = {name for name in tracked("schemas", "kanto_docs/words") if name.endswith(".yaml")}
    forms = {Path("kanto_docs/_quick", name.removeprefix("kanto_docs/")) for name in yaml}
    assert sorted(names) == sorted(form.with_suffix(".json").as_posix() for form in forms)


def test_the_wheel_carries_its_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (one for one in archive.namelist() if one.endswith("licenses/LICENSE"))
        assert archive.read(name) == (ROOT / "LICENSE").read_bytes()


def test_check_works_away_from_the_checkout(installed: Path, far: Path) -> None:
    said = run([str(installed), "check", "plan.yaml", "--lang", "en"], far, PYTHONPATH="")
    assert "plan.yaml" in said
    where = "import kanto_docs; print(kanto_docs.__file__)"
    module = run([str(installed.with_name("python")), "-c", where], far, PYTHONPATH="")
    assert Path(module).is_relative_to(installed.parent.parent)


READ: Final = """
import contextlib, io, kanto_docs.source.building as building
from kanto_docs.cli.running import run
built, build = [], building._build
building._build = lambda name, text: built.append(name) or build(name, text)
with contextlib.redirect_stdout(io.StringIO()):
    run(["check", "plan.yaml"])
print(*built)
"""


def test_an_installed_check_reads_no_yaml_but_the_users(installed: Path, far: Path) -> None:
    read = run([str(installed.with_name("python")), "-c", READ], far, PYTHONPATH="")
    assert read.split() == ["plan.yaml", "haku.yaml"]


def test_fill_works_away_from_the_checkout(installed: Path, far: Path) -> None:
    run([str(installed), "fill", "plan.yaml", "--out", "valmiit"], far, PYTHONPATH="")
    made = sorted(path.suffix for path in (far / "valmiit").iterdir())
    assert made == [".docx", ".xlsx"]
