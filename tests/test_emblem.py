"""The emblem is the one of (EU) 2021/1060, Annex IX: its shape, its twelve stars, its colours."""

from __future__ import annotations

import struct
import zipfile
import zlib
from math import hypot, isclose
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.emblem import RATIO, png, stars

TEMPLATES = ROOT / "templates"
CENTRE = (0.75, 0.5)


def middle(star: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    return sum(x for x, _ in star) / len(star), sum(y for _, y in star) / len(star)


def dots(picture: bytes) -> tuple[int, int, list[list[tuple[int, ...]]]]:
    """Length, height and colours of a picture."""
    at, data, size = 8, b"", (0, 0)
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        kind, content = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        assert (
            zlib.crc32(kind + content)
            == struct.unpack(">I", picture[at + 8 + length : at + 12 + length])[0]
        )
        if kind == b"IHDR":
            size = struct.unpack(">II", content[:8])
        data += content if kind == b"IDAT" else b""
        at += 12 + length
    raw, row = zlib.decompress(data), 3 * size[0] + 1
    lines = [raw[start + 1 : start + row] for start in range(0, len(raw), row)]
    return *size, [[tuple(line[x : x + 3]) for x in range(0, len(line), 3)] for line in lines]


def test_twelve_stars_stand_like_the_hours_on_a_circle_of_a_third_of_the_height() -> None:
    assert len(stars()) == 12
    for star in stars():
        x, y = middle(star)
        assert isclose(hypot(x - CENTRE[0], y - CENTRE[1]), 1 / 3)
    highest = min(stars(), key=lambda star: middle(star)[1])
    assert middle(highest) == pytest.approx((0.75, 0.5 - 1 / 3))


def test_every_star_stands_upright_in_a_circle_of_an_eighteenth_of_the_height() -> None:
    for star in stars():
        x, y = middle(star)
        reaches = [hypot(px - x, py - y) for px, py in star]
        assert reaches[::2] == pytest.approx([1 / 18] * 5)
        assert reaches[1::2] == pytest.approx([0.381966 / 18] * 5, rel=1e-5)
        assert min(star, key=lambda point: point[1]) == pytest.approx((x, y - 1 / 18))


def test_the_picture_is_half_as_long_again_as_high_and_has_both_colours() -> None:
    length, height, rows = dots(png(120, 300))
    assert (length, height) == (180, 120)
    assert RATIO == 1.5
    assert rows[0][0] == rows[60][90] == rows[119][179] == (0x00, 0x33, 0x99)
    for star in stars():
        x, y = middle(star)
        assert rows[int(y * 120)][int(x * 120)] == (0xFF, 0xCC, 0x00)


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.docx")), ids=str)
def test_the_picture_in_a_template_is_this_one_to_the_last_byte(template: Path) -> None:
    with zipfile.ZipFile(template) as archive:
        is_public = b"emblem_statement" in archive.read("word/document.xml")
        held = archive.read("word/media/eu.png") if is_public else None
        assert held == (png(472, 600) if is_public else None)
        assert is_public or "word/media/eu.png" not in archive.namelist()
