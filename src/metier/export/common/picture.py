"""Place, size, color and shape of nodes as the page of ``metier view`` has them, for tools that draw.

The page places practices, and tools and terms only once they are asked for; here each of these is beside the
practice that uses it, or beside the one in the middle of those that do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import sqrt
from typing import NamedTuple

from metier.analysis.facts import Facts
from metier.view.palette import LIGHT, TypeLook, category_looks, kind_looks, type_looks
from metier.view.scene import Choice, scene_of

from .places import places_of
from .rows import NodeRow
from .selection import Selection

GREY, CONCEPT, LINE, HOLLOW, RIM = "#8d92a0", "#6b7285", "#c3c7d2", "#ffffff", "#555b6b"
"""Colors of nodes without a category, of tools and terms, of lines, of nodes without a profile and their rim;
as in ``page.css``."""

DARK_INK, LIGHT_INK = "#16181f", "#ffffff"
"""Colors of letters on a node."""

_DARK = 0.47
"""Luminance below which a color needs light letters."""

_MOST_LINKS = 64


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

    @property
    def ink(self) -> str:
        """The color of letters that can be read on the node, by its luminance (ITU-R BT.709)."""
        red, green, blue = self.channels
        luminance = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
        return LIGHT_INK if luminance < _DARK else DARK_INK


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
    shapes = {look.key: look.shape for look in kind_looks()}
    hues = _hues(selection.network.facts)
    looks = {
        node.id: _look(node, shapes[node.kind], hues, joined[node.id], chosen)
        for node in selection.nodes
    }
    places = places_of(spots, joined, {node: look.radius for node, look in looks.items()})
    return {
        node: look._replace(x=places[node][0], y=places[node][1]) for node, look in looks.items()
    }


def _joined(selection: Selection) -> dict[str, list[str]]:
    """Return for each node the nodes that it is joined with, each once, in order."""
    found: dict[str, set[str]] = {node.id: set() for node in selection.nodes}
    for edge in selection.edges:
        if edge.source != edge.target:
            found[edge.source].add(edge.target)
            found[edge.target].add(edge.source)
    return {node: sorted(others) for node, others in found.items()}


def _hues(facts: Facts) -> dict[str, str]:
    """Return the color of each category, as the whole has them: all practices count, not the selected alone."""
    known = (facts.cards[iri].category for iri in facts.practices if iri in facts.cards)
    looks = category_looks(category for category in known if category)
    return {look.label: LIGHT[look.hue] if look.hue >= 0 else GREY for look in looks}


def _look(
    node: NodeRow,
    shape: str,
    hues: Mapping[str, str],
    others: Sequence[str],
    practices: frozenset[str],
) -> Drawn:
    """Return how a node looks, without a place; sizes are those of ``radiusOf`` in the scripts of the page."""
    degree = sum(1 for other in others if other in practices)
    if node.id not in practices:
        return Drawn(0, 0, round(3.2 + sqrt(degree), 1), CONCEPT, CONCEPT, shape)
    if shape == "hollow":
        return Drawn(0, 0, 3.2, HOLLOW, RIM, shape)
    color = hues.get(node.category, GREY)
    radius = round(4.5 + 1.7 * sqrt(min(degree, _MOST_LINKS)), 1)
    return Drawn(0, 0, radius, color, color, shape)
