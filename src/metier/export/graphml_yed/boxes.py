"""Boxes with their labels inside, none over another, for tools that draw a picture as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import count
from math import ceil, sqrt
from typing import NamedTuple
from unicodedata import east_asian_width

from metier.export.common.picture import Drawn

_CHARACTER, _WIDE_CHARACTER, _LINE = 7.0, 13.0, 18.0
"""Width of letters, width of emoji and Chinese letters, height of a line, in pixels, at a size of 12 points."""

_WIDEST = 200.0
"""Width of a box; a text that needs more is wrapped."""

_MARGIN_X, _MARGIN_Y = 16.0, 8.0
_GAP = 6.0
"""What is free between two boxes."""

_STRETCH = 1.5
"""How much more places are drawn apart sideways than downwards, for labels are wider than high."""

_ROOM = 300.0
"""Units of the picture, squared, for a box: what a tool has beside its practice."""

_ROW = 8.0
"""What boxes are moved by downwards and upwards, in pixels."""


class Size(NamedTuple):
    """Of a box, or how many times larger a shape is than the text that it has room for."""

    width: float
    height: float


class Box(NamedTuple):
    """Where a box is, in pixels."""

    left: float
    top: float
    width: float
    height: float


def box_size(label: str, room: Size) -> Size:
    """Return how large a box for a label is; ``room`` is what its shape needs for it."""
    lines = label.splitlines() or [""]
    width = min(max(map(_length, lines)), (_WIDEST - _MARGIN_X) / room.width)
    height = _LINE * sum(_wrapped(line, width) for line in lines)
    return Size(
        round(room.width * width + _MARGIN_X, 1), round(room.height * height + _MARGIN_Y, 1)
    )


def boxes(picture: Mapping[str, Drawn], sizes: Mapping[str, Size]) -> dict[str, Box]:
    """Return the box of each node as near to its place as there is room, so that no two overlap.

    From left to right, each box goes to the row and the place in it where it moves least: the greedy step of
    D. Hill, *Method and system for high speed detailed placement of cells*, US patent 6,370,673 (2002).
    """
    scale = _scale(sizes)
    rows: defaultdict[int, float] = defaultdict(lambda: float("-inf"))
    found = {}
    for node in sorted(picture, key=lambda node: (picture[node].x, picture[node].y, node)):
        size, drawn = sizes[node], picture[node]
        wanted = _STRETCH * scale * drawn.x - size.width / 2
        high = ceil((size.height + _GAP) / _ROW)
        first, left = _nearest(
            rows, wanted, round((scale * drawn.y - size.height / 2) / _ROW), high
        )
        for row in range(first, first + high):
            rows[row] = left + size.width + _GAP
        found[node] = Box(round(left, 1), _ROW * first, *size)
    return found


def _scale(sizes: Mapping[str, Size]) -> float:
    """Return how many pixels downwards a unit of the picture is."""
    areas = [(size.width + _GAP) * (size.height + _GAP) for size in sizes.values()]
    mean = sum(areas) / max(len(areas), 1)
    return sqrt(mean / (_ROOM * _STRETCH))


def _nearest(rows: Mapping[int, float], wanted: float, row: int, high: int) -> tuple[int, float]:
    """Return the first row and the left end for a box where it is moved least from where it is wanted.

    ``rows`` has the right end of what is in each row, ``high`` is the number of rows that the box takes.
    """
    best, cost = (row, wanted), float("inf")
    for first in _outward(row):
        moved = _ROW * abs(first - row)
        if moved >= cost:
            return best
        left = max(wanted, *(rows[one] for one in range(first, first + high)))
        if moved + left - wanted < cost:
            best, cost = (first, left), moved + left - wanted
    return best


def _outward(row: int) -> Iterator[int]:
    yield row
    for away in count(1):
        yield row + away
        yield row - away


def _length(line: str) -> float:
    return sum(
        _WIDE_CHARACTER if east_asian_width(one) in ("W", "F") else _CHARACTER for one in line
    )


def _wrapped(line: str, width: float) -> int:
    """Return how many lines a text takes that is wrapped at blanks, and within words that are too long."""
    lines, used = 1, 0.0
    for word in line.split(" "):
        length = _length(word)
        if used and used + _CHARACTER + length > width:
            lines, used = lines + 1, 0.0
        used += length + (_CHARACTER if used else 0.0)
        if used > width:
            lines += ceil(used / width) - 1
            used %= width
    return lines
