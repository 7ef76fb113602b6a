"""Our own data are the YAML's, whether they are read from it or from its quick form."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from kanto_docs import data
from kanto_docs.source import load_data, own_data
from kanto_docs.source.quick import quick_form
from scripts.build_hook import ROOMS, write_forms
from tests.conftest import ROOT

FILES: Final = sorted(
    (room, path.relative_to(ROOT / folder).as_posix())
    for room, folder in ROOMS.items()
    for path in (ROOT / folder).rglob("*.yaml")
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for data and for their forms."""
    data.folder.cache_clear()
    monkeypatch.setattr(data, "_PACKAGE", tmp_path / "kanto_docs")
    (tmp_path / "schemas").mkdir()
    return tmp_path


@pytest.fixture(autouse=True)
def _found_again() -> object:
    yield
    data.folder.cache_clear()


def put(home: Path, yaml: str, form: bytes | None) -> None:
    (home / "schemas" / "law.yaml").write_text(yaml, encoding="utf-8")
    if form is not None:
        folder = home / "kanto_docs" / "_quick" / "schemas"
        folder.mkdir(parents=True)
        (folder / "law.json").write_bytes(form)


@pytest.mark.parametrize(("room", "name"), FILES, ids=lambda part: part)
def test_a_quick_form_holds_what_its_yaml_holds(
    home: Path, monkeypatch: pytest.MonkeyPatch, room: str, name: str
) -> None:
    raw = (ROOT / ROOMS[room] / name).read_bytes()
    put(home, raw.decode(), quick_form(raw, name))
    monkeypatch.setattr("kanto_docs.source.quick.load_data", None)  # never needed
    assert repr(own_data("schemas", "law.yaml")) == repr(load_data(raw.decode(), name))


def test_a_decimal_number_keeps_its_zeros(home: Path) -> None:
    put(home, "share: 40.00\n", quick_form(b"share: 40.00\n", "law.yaml"))
    assert repr(own_data("schemas", "law.yaml")) == "{'share': Decimal('40.00')}"


@pytest.mark.parametrize("now", ["limit: 41\n", "limit: 4\n", "limit: 40 \n"])
def test_the_form_of_another_text_is_not_used(home: Path, now: str) -> None:
    put(home, now, quick_form(b"limit: 40\n", "law.yaml"))
    assert own_data("schemas", "law.yaml") == load_data(now, "law.yaml")


def test_without_a_form_the_yaml_is_read(home: Path) -> None:
    put(home, "limit: 40\n", None)
    assert own_data("schemas", "law.yaml") == {"limit": 40}


def test_a_build_writes_every_form_and_takes_away_old_ones(tmp_path: Path) -> None:
    for room, name in (("schemas", "law.yaml"), ("words", "fi.yaml")):
        folder = tmp_path / ROOMS[room]
        folder.mkdir(parents=True)
        (folder / name).write_text("limit: 40\n", encoding="utf-8")
    old = tmp_path / "kanto_docs" / "_quick" / "schemas" / "rules" / "T00-old.json"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"")
    write_forms(tmp_path)
    written = [path for path in (tmp_path / "kanto_docs" / "_quick").rglob("*") if path.is_file()]
    assert sorted(path.name for path in written) == ["fi.json", "law.json"]
