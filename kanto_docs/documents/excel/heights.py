"""How high a row must be for its texts; not every program sees to that itself."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from kanto_docs.documents.excel.sheetml.sheet import Cell

_LETTERS_A_WIDTH: Final = Decimal("1.1")
"""Letters of usual text that fit in a unit of column width."""
_MARGIN: Final = 2
"""Letters that a line lacks which is broken between words."""
_HIGHEST_ROW: Final = Decimal(409)
"""Excel's own limit, in points."""


def height_of(cells: Iterable[Cell], line: Decimal) -> Decimal:
    """The height of a row that shows every text of these cells whole; in points, as `line` is."""
    return min(line * max(map(_lines, cells), default=1), _HIGHEST_ROW)


def _lines(cell: Cell) -> int:
    said = cell.value
    if not isinstance(said, str) or not cell.sheet.book.styles.wraps(cell.look):
        return 1
    width = cell.sheet.column_dimensions[cell.column_letter].width
    fitting = int(width * _LETTERS_A_WIDTH)
    broken = max(1, fitting - _MARGIN)
    parts = (len(part) for part in said.split("\n"))
    return sum(1 if part <= fitting else -(-part // broken) for part in parts)
