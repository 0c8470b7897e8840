"""Where the nodes of the picture are: groups side by side as discs, and in each its members.

Nothing is drawn by chance. Forces begin from a fixed figure, so that the same graph gives the same picture,
and only ever act among the members of one group or among the groups: the cost grows with the size of the
groups, not with the square of the graph.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import cos, hypot, pi, sin, sqrt
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import rustworkx as rx

Point: TypeAlias = tuple[float, float]
FloatArray: TypeAlias = npt.NDArray[np.float64]

SPACING = 60.0
"""Distance of neighboring members of a group, in units of the picture; nodes are 5 to 16 of them wide."""

WIDENING = 1.6
"""How much wider than high the picture is, about as a screen."""

_GOLDEN_ANGLE = pi * (3 - sqrt(5))
_GAP = 1.04
"""Room of a group, as a multiple of the radius of its disc."""

_DRAW = 0.97
"""How far a turn draws a disc towards the middle."""

_STEPS = 200
_TURNS = 120
_LONGEST = 600
"""Turns until everything lies still, at most."""

_SMOOTHING = 20

_ANCHORS = 12
"""Groups that draw at the members of one: those with the most links to it."""

_STILL = 0.5
"""Overlap that is none."""


def layout(groups: Sequence[Sequence[int]], pairs: Collection[tuple[int, int]]) -> list[Point]:
    """Return the position of each node, in units of the picture, y downwards.

    ``groups`` has every node once, numbered from 0; ``pairs`` are the nodes that are joined. The forces are
    those of T. M. J. Fruchterman and E. M. Reingold, *Graph drawing by force-directed placement*, Software:
    Practice and Experience 21 (1991), 1129-1164, as rustworkx has them; what overlaps is then pushed apart.
    """
    if not groups:
        return []
    home = {node: number for number, group in enumerate(groups) for node in group}
    inside: dict[int, list[tuple[int, int]]] = defaultdict(list)
    across: dict[int, list[tuple[int, int]]] = defaultdict(list)
    between: Counter[tuple[int, int]] = Counter()
    for one, other in pairs:
        here, there = home[one], home[other]
        if here == there:
            inside[here].append((one, other))
        else:
            across[here].append((one, there))
            across[there].append((other, here))
            between[min(here, there), max(here, there)] += 1
    radii = [SPACING * sqrt(len(group)) / 2 + SPACING / 2 for group in groups]
    centers = _packed(_centers(radii, between), radii)
    members = [
        _members(group, inside[number], across[number], _bearings(centers, number))
        for number, group in enumerate(groups)
    ]
    centers = _packed(centers, [_radius(placed.values()) for placed in members])
    positions = {
        node: (x + dx, y + dy)
        for (x, y), placed in zip(centers, members, strict=True)
        for node, (dx, dy) in placed.items()
    }
    return [positions[node] for node in range(len(positions))]


def sunflower(count: int) -> list[Point]:
    """Return ``count`` points that fill the unit disc evenly, the first ones in the middle.

    H. Vogel, *A better way to construct the sunflower head*, Mathematical Biosciences 44 (1979), 179-189.
    """
    radii = [sqrt((number + 0.5) / count) for number in range(count)]
    angles = [number * _GOLDEN_ANGLE for number in range(count)]
    return [(r * cos(angle), r * sin(angle)) for r, angle in zip(radii, angles, strict=True)]


def _centers(radii: Sequence[float], between: Mapping[tuple[int, int], int]) -> list[Point]:
    """Place groups near those that they have many links with, for the size of both."""
    weighted = [
        (one, other, 40 * count / (radii[one] * radii[other]))
        for (one, other), count in sorted(between.items())
    ]
    spread = SPACING * sqrt(sum((radius / SPACING) ** 2 for radius in radii)) * 1.2
    begin = dict(enumerate(sunflower(len(radii))))
    found = _spring(begin, weighted)
    return [(x * spread * WIDENING, y * spread) for x, y in (found[n] for n in range(len(radii)))]


def _packed(centers: Sequence[Point], radii: Sequence[float]) -> list[Point]:
    """Draw discs towards the middle and push those that overlap away from each other, until they lie still."""
    placed = np.array(centers, dtype=float)
    room = _GAP * np.array(radii)
    least = room[:, None] + room[None, :]
    for _ in range(_TURNS):
        placed *= (_DRAW, _DRAW**WIDENING)
        _push(placed, least)
    _push(placed, least, _LONGEST)
    return [(float(x), float(y)) for x, y in placed]


def _push(points: FloatArray, least: FloatArray | float, times: int = 1) -> None:
    """Move points apart that are nearer to each other than ``least``, all at once, at most some times.

    ``points`` has a row of x and y for each; ``least`` is one distance or a matrix with one for each pair.
    """
    count = len(points)
    for _ in range(times):
        away = points[:, None, :] - points[None, :, :]
        distance = np.hypot(away[..., 0], away[..., 1])
        missing = np.maximum(least - distance, 0.0)
        missing[range(count), range(count)] = 0.0
        if missing.max(initial=0.0) < _STILL:
            return
        share = np.divide(missing, distance, out=np.zeros_like(missing), where=distance > 0)
        points += 0.4 * (away * share[..., None]).sum(axis=1)


def _radius(points: Iterable[Point]) -> float:
    return max(hypot(x, y) for x, y in points) + SPACING / 2


def _bearings(centers: Sequence[Point], here: int) -> dict[int, Point]:
    """Return in which direction each other group lies, as a unit vector."""
    x, y = centers[here]
    found = {}
    for number, (cx, cy) in enumerate(centers):
        distance = hypot(cx - x, cy - y)
        if number != here and distance:
            found[number] = ((cx - x) / distance, (cy - y) / distance)
    return found


def _members(
    group: Sequence[int],
    inside: Iterable[tuple[int, int]],
    across: Sequence[tuple[int, int]],
    bearings: Mapping[int, Point],
) -> dict[int, Point]:
    """Place the members of a group around its center, each drawn a little to the groups it is linked with."""
    place = {node: number for number, node in enumerate(group)}
    begin = dict(enumerate(sunflower(len(group))))
    weighted = [(place[one], place[other], 1.0) for one, other in inside]
    wanted = Counter(far for _, far in across if far in bearings)
    anchors = {
        far: len(group) + number for number, (far, _) in enumerate(wanted.most_common(_ANCHORS))
    }
    fixed = {
        anchor: (1.6 * bearings[far][0], 1.6 * bearings[far][1]) for far, anchor in anchors.items()
    }
    weighted += [(place[one], anchors[far], 0.15) for one, far in across if far in anchors]
    found = _spring(begin, weighted, fixed)
    return dict(zip(group, _evened([found[n] for n in range(len(group))]), strict=True))


def _evened(points: Sequence[Point]) -> list[Point]:
    """Spread points evenly over the disc of their group: directions stay, and the order by distance."""
    x = sum(point[0] for point in points) / len(points)
    y = sum(point[1] for point in points) / len(points)
    moved = [(px - x, py - y) for px, py in points]
    order = sorted(range(len(moved)), key=lambda number: (hypot(*moved[number]), number))
    placed = np.zeros((len(moved), 2))
    for rank, number in enumerate(order):
        px, py = moved[number]
        distance = hypot(px, py)
        radius = SPACING / 2 * sqrt(rank + 0.25)
        placed[number] = (
            (px / distance * radius, py / distance * radius) if distance else (radius, 0)
        )
    _push(placed, SPACING * 0.8, _SMOOTHING)
    return [(float(px), float(py)) for px, py in placed]


def _spring(
    begin: Mapping[int, Point],
    weighted: Iterable[tuple[int, int, float]],
    fixed: Mapping[int, Point] | None = None,
) -> dict[int, Point]:
    """Return where forces bring nodes; those in ``fixed`` stay. Nothing is drawn by chance."""
    graph: rx.PyGraph[int, float] = rx.PyGraph()
    everything = {**begin, **(fixed or {})}
    graph.add_nodes_from(list(everything))
    graph.add_edges_from(list(weighted))
    found = rx.spring_layout(
        graph,
        pos=dict(everything),
        fixed=set(fixed) if fixed else None,
        k=1 / sqrt(len(begin)),
        repulsive_exponent=2,
        num_iter=_STEPS,
        weight_fn=float,
        seed=0,
    )
    return {node: (float(found[node][0]), float(found[node][1])) for node in begin}
