"""Place, size, color and shape of nodes as the page of ``metier view`` has them, for tools that draw.

The page places practices, and tools and terms only once they are asked for; here each of these is beside the
practice that uses it, or beside the one in the middle of those that do.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import hypot, sqrt
from typing import NamedTuple, TypeAlias

from metier.view.layout import SPACING, sunflower
from metier.view.palette import LIGHT, TypeLook, category_looks, kind_looks, type_looks
from metier.view.scene import Choice, Scene, scene_of

from .rows import NodeRow
from .selection import Selection

GREY, CONCEPT, LINE, HOLLOW, RIM = "#8d92a0", "#6b7285", "#c3c7d2", "#ffffff", "#555b6b"
"""Colors of nodes without a category, of tools and terms, of lines, of nodes without a profile and their rim;
as in ``page.css``."""

_STEP = 10.0
"""Root of the room of a tool or term beside its practice, in units of the picture."""

_MIDDLE = 3
"""Places beside a practice that it needs for itself."""

_MOST_LINKS = 64

Point: TypeAlias = tuple[float, float]


class Drawn(NamedTuple):
    """How a node looks."""

    x: float
    y: float
    """In units of the picture, downwards."""
    radius: float
    color: str
    """Such as ``#332288``."""
    rim: str
    shape: str
    """As :mod:`metier.view.palette` calls it, such as ``circle``."""

    @property
    def channels(self) -> tuple[int, int, int]:
        """Red, green and blue of the color, 0 to 255."""
        red, green, blue = bytes.fromhex(self.color[1:])
        return red, green, blue


@cache
def line_looks() -> Mapping[str, TypeLook]:
    """Return how the types of edges look, by type."""
    return {look.key: look for look in type_looks()}


def picture_of(selection: Selection) -> dict[str, Drawn]:
    """Return how the selected nodes look, by IRI. The same selection always gives the same picture."""
    practices = [node for node in selection.nodes if node.id in selection.network.facts.practices]
    chosen = frozenset(node.id for node in practices)
    scene = scene_of(selection.network, Choice(practices=chosen, include=(), sections=False))
    joined = _joined(selection)
    spots = {
        node.id: (float(placed.x), float(placed.y))
        for node, placed in zip(practices, scene.practices, strict=True)
    }
    places = _beside(spots, joined)
    shapes = {look.key: look.shape for look in kind_looks()}
    hues = _hues(scene)
    return {
        node.id: _drawn(node, places[node.id], shapes[node.kind], hues, joined[node.id], chosen)
        for node in selection.nodes
    }


def _joined(selection: Selection) -> dict[str, list[str]]:
    """Return for each node the nodes that it is joined with, each once, in order."""
    found: dict[str, set[str]] = {node.id: set() for node in selection.nodes}
    for edge in selection.edges:
        if edge.source != edge.target:
            found[edge.source].add(edge.target)
            found[edge.target].add(edge.source)
    return {node: sorted(others) for node, others in found.items()}


def _hues(scene: Scene) -> dict[str, str]:
    looks = category_looks(node.category for node in scene.practices if node.category)
    return {look.label: LIGHT[look.hue] if look.hue >= 0 else GREY for look in looks}


def _drawn(
    node: NodeRow,
    place: Point,
    shape: str,
    hues: Mapping[str, str],
    others: Sequence[str],
    practices: frozenset[str],
) -> Drawn:
    """Return how a node looks; sizes are those of ``radiusOf`` in the scripts of the page."""
    degree = sum(1 for other in others if other in practices)
    if node.id not in practices:
        return Drawn(*place, round(3.2 + sqrt(degree), 1), CONCEPT, CONCEPT, shape)
    if shape == "hollow":
        return Drawn(*place, 3.2, HOLLOW, RIM, shape)
    color = hues.get(node.category, GREY)
    return Drawn(*place, round(4.5 + 1.7 * sqrt(min(degree, _MOST_LINKS)), 1), color, color, shape)


def _beside(spots: Mapping[str, Point], joined: Mapping[str, list[str]]) -> dict[str, Point]:
    """Return the places of all nodes: practices as far apart as what is beside them needs."""
    beside: dict[str, list[str]] = defaultdict(list)
    for node, home in sorted(_homes(spots, joined).items()):
        beside[home].append(node)
    widest = max((_room(len(nodes)) for nodes in beside.values()), default=0.0)
    factor = max(1.0, 2 * widest / SPACING)
    found = {node: (round(x * factor, 1), round(y * factor, 1)) for node, (x, y) in spots.items()}
    for home, nodes in beside.items():
        x, y = found.get(home, (0.0, 0.0))
        for node, (dx, dy) in zip(nodes, _around(len(nodes)), strict=True):
            found[node] = (round(x + dx, 1), round(y + dy, 1))
    return found


def _room(count: int) -> float:
    """Return the radius of the disc that so many tools and terms fill."""
    return _STEP * sqrt(count + _MIDDLE)


def _around(count: int) -> Iterator[Point]:
    for x, y in sunflower(count + _MIDDLE)[_MIDDLE:]:
        yield x * _room(count), y * _room(count)


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
