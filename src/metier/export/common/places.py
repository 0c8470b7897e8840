"""Where nodes are drawn: tools and terms beside the practice that uses them, and no disc over another."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from math import hypot, sqrt
from typing import TypeAlias

import numpy as np

from metier.view.layout import sunflower

Point: TypeAlias = tuple[float, float]

_STEP = 10.0
"""Root of the room of a tool or term beside its practice, in units of the picture, at least."""

_MIDDLE = 3
"""Places beside a practice that it needs for itself."""

_NEAREST = 1.65
"""Distance of the nearest points of a sunflower, as a multiple of the root of the room of each."""

_GAP = 0.5
"""What lies between two discs, at least: more than what rounding moves them."""


def places_of(
    spots: Mapping[str, Point], joined: Mapping[str, list[str]], radii: Mapping[str, float]
) -> dict[str, Point]:
    """Return the places of all nodes, so that no two discs meet: practices lie apart for what is beside them.

    ``spots`` has the places of practices on the page, ``joined`` the nodes that each node is joined with, and
    ``radii`` how large the disc of each is. What is joined with no practice lies below the others.
    """
    beside: dict[str, list[str]] = defaultdict(list)
    for node, home in sorted(_homes(spots, joined).items()):
        beside[home].append(node)
    rings = {
        home: _ring(radii.get(home, 0.0), [radii[node] for node in nodes])
        for home, nodes in beside.items()
    }
    rooms = {home: radii[home] for home in spots}
    for home, ring in rings.items():
        rooms[home] = max(
            hypot(*place) + radii[node] for place, node in zip(ring, beside[home], strict=True)
        )
    factor = _factor(list(spots.values()), [rooms[home] for home in spots])
    found = {node: (round(x * factor, 1), round(y * factor, 1)) for node, (x, y) in spots.items()}
    lowest = max((y + rooms[home] for home, (_, y) in found.items()), default=0.0)
    below = (0.0, lowest + rooms.get("", 0.0) + _GAP) if spots else (0.0, 0.0)
    for home, nodes in beside.items():
        x, y = found.get(home, below)
        for node, (dx, dy) in zip(nodes, rings[home], strict=True):
            found[node] = (round(x + dx, 1), round(y + dy, 1))
    return found


def _ring(middle: float, radii: Sequence[float]) -> list[Point]:
    """Return where discs of these radii lie around one in the middle, with ``middle`` as its radius."""
    widest = sorted(radii, reverse=True)
    step = max(
        _STEP,
        (middle + widest[0] + _GAP) / sqrt(_MIDDLE + 0.5),
        (sum(widest[:2]) + _GAP) / _NEAREST,
    )
    count = len(radii) + _MIDDLE
    room = step * sqrt(count)
    return [(x * room, y * room) for x, y in sunflower(count)[_MIDDLE:]]


def _factor(points: Sequence[Point], rooms: Sequence[float]) -> float:
    """Return by how much points have to be drawn apart, so that no two rooms meet; 1 at least."""
    factor, places, reach = 1.0, np.array(points), np.array(rooms)
    for number in range(1, len(points)):
        away = places[:number] - places[number]
        distance = np.maximum(np.hypot(away[:, 0], away[:, 1]), 1.0)  # places are whole numbers
        wanted = (reach[:number] + reach[number] + _GAP) / distance
        factor = max(factor, float(wanted.max()))
    return factor


def _homes(spots: Mapping[str, Point], joined: Mapping[str, list[str]]) -> dict[str, str]:
    """Return for each node without a place the practice that it is put beside; empty if none is near."""
    homes = {node: "" for node in joined if node not in spots}
    waiting: deque[str] = deque()
    for node in homes:
        users = [other for other in joined[node] if other in spots]
        if users:
            homes[node] = _middlemost(users, spots)
            waiting.append(node)
    while waiting:
        node = waiting.popleft()
        for other in joined[node]:
            if homes.get(other) == "":
                homes[other] = homes[node]
                waiting.append(other)
    return homes


def _middlemost(users: Sequence[str], spots: Mapping[str, Point]) -> str:
    x = sum(spots[user][0] for user in users) / len(users)
    y = sum(spots[user][1] for user in users) / len(users)
    return min(users, key=lambda user: (hypot(spots[user][0] - x, spots[user][1] - y), user))
