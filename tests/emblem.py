"""The European emblem (EU-tunnus), drawn to the geometry of (EU) 2021/1060, Annex IX.

A rectangle half as long again as it is high; twelve stars like the hours of a clock on a circle
whose radius is a third of the height; each star upright inside a circle of an eighteenth of it.
The picture in the templates is this one.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from math import ceil, cos, floor, pi, sin, sqrt
from typing import Final

BLUE: Final = "#003399"
"""Pantone Reflex Blue on the screen."""
YELLOW: Final = "#FFCC00"
"""Pantone Yellow on the screen."""
RATIO: Final = 1.5
"""Length to height."""

Point = tuple[float, float]
Star = tuple[Point, ...]

_STARS = 12
_CIRCLE = 1 / 3
_STAR = 1 / 18
_INNER = (3 - sqrt(5)) / 2
"""How far the inner corners of a regular pentagram lie from its middle; the points lie at 1."""
_SLICES = 16
_INCH = 0.0254


def stars() -> tuple[Star, ...]:
    """The outlines of the stars, ten corners each, in heights from the top left corner."""
    centres = (
        (RATIO / 2 + _CIRCLE * sin(angle), 1 / 2 - _CIRCLE * cos(angle))
        for angle in (2 * pi * hour / _STARS for hour in range(_STARS))
    )
    return tuple(_star(centre) for centre in centres)


def _star(centre: Point) -> Star:
    corners = []
    for corner in range(10):
        reach = _STAR * (_INNER if corner % 2 else 1)
        angle = pi * corner / 5
        corners.append((centre[0] + reach * sin(angle), centre[1] - reach * cos(angle)))
    return tuple(corners)


def png(height: int, dots_per_inch: int) -> bytes:
    """The emblem as a picture of `height` dots (even, so that the length is whole too)."""
    width = round(height * RATIO)
    rows = [[0.0] * width for _ in range(height)]
    for star in stars():
        _paint(rows, tuple((x * height, y * height) for x, y in star))
    ground, gold = _rgb(BLUE), _rgb(YELLOW)
    data = bytearray()
    for row in rows:
        data.append(0)
        for cover in row:
            data += bytes(
                round(low + (high - low) * min(cover, 1.0))
                for low, high in zip(ground, gold, strict=True)
            )
    metre = round(dots_per_inch / _INCH)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            _chunk(b"sRGB", b"\0"),
            _chunk(b"pHYs", struct.pack(">IIB", metre, metre, 1)),
            _chunk(b"IDAT", zlib.compress(bytes(data), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _paint(rows: list[list[float]], star: Star) -> None:
    """Add to each dot how much of it the star covers, measured along sixteen lines through it."""
    top, bottom = min(y for _, y in star), max(y for _, y in star)
    for line in range(floor(top), ceil(bottom)):
        for part in range(_SLICES):
            for left, right in _spans(star, line + (part + 0.5) / _SLICES):
                for dot in range(floor(left), ceil(right)):
                    covered = min(right, dot + 1) - max(left, dot)
                    rows[line][dot] += covered / _SLICES


def _spans(star: Star, y: float) -> Iterator[tuple[float, float]]:
    """The stretches of the horizontal line at `y` that lie inside the star."""
    crossings = sorted(
        x0 + (y - y0) / (y1 - y0) * (x1 - x0)
        for (x0, y0), (x1, y1) in zip(star, star[1:] + star[:1], strict=True)
        if (y0 <= y) != (y1 <= y)
    )
    return zip(crossings[::2], crossings[1::2], strict=True)


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
