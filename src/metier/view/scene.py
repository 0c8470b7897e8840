"""What a page shows: its nodes with their places, its links, and the words that belong to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import hypot
from typing import NamedTuple

from metier.analysis.names import Directory
from metier.analysis.network import Edge, Network
from metier.analysis.records import Node
from metier.analysis.structure.filing import Filing

from .groups import groups_of
from .layout import SPACING, layout
from .texts import ProfileText, profile_texts


class SceneNode(NamedTuple):
    """A practice with its place, or a concept, which is placed around the practice that one opens."""

    name: str
    """What commands call it: the slug of a practice, ``tool:multimeter`` …."""
    label: str
    kind: str
    aliases: tuple[str, ...] = ()
    category: str = ""
    group: int = -1
    """Index into the groups; -1 for a concept."""
    x: int = 0
    y: int = 0
    """In units of the picture, y downwards; see :data:`metier.view.layout.SPACING`."""


class SceneLink(NamedTuple):
    """A link as its author wrote it, or that a practice uses a concept."""

    source: int
    """Index into the nodes, as ``target``."""
    target: int
    type: str
    note: str = ""


class SceneGroup(NamedTuple):
    """A group of practices: a disc in the picture."""

    name: str
    x: int
    y: int
    radius: int


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that a page shows."""

    title: str
    practices: Sequence[SceneNode]
    concepts: Sequence[SceneNode]
    """Numbered after the practices."""
    groups: Sequence[SceneGroup]
    links: Sequence[SceneLink]
    """Between practices."""
    uses: Sequence[SceneLink]
    """From practices to concepts, and between concepts."""
    texts: Sequence[ProfileText | None] = field(default=())
    """What the profile of each practice says; None where there is no profile."""
    start: str = ""
    """Name of the node that is selected when the page opens."""
    leaves_out: str = ""
    """What is missing on purpose, in a sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a graph a page shows."""

    practices: Collection[str] | None = None
    """IRIs; None for all."""
    types: Collection[str] = ()
    """Types of links between practices; all if empty."""
    include: Collection[str] = ("all",)
    """What is shown beside practices; see :data:`metier.analysis.network.INCLUDES`."""
    sections: bool = True
    """Whether the sections of profiles can be read."""
    start: str = ""
    """IRI of the node that is selected when the page opens."""
    title: str = "Occupations"


def scene_of(network: Network, choice: Choice) -> Scene:
    """Return the scene of a graph, or of the part of it that is chosen."""
    facts = network.facts
    practices = [
        node
        for node in facts.practices.values()
        if choice.practices is None or node.id in choice.practices
    ]
    shown = {node.id for node in practices}
    edges = list(network.edges(choice.include))
    links = [
        edge
        for edge in edges
        if edge.source in shown
        and edge.target in shown
        and (not choice.types or edge.type in choice.types)
    ]
    used = {edge.target for edge in edges if edge.source in shown} - facts.practices.keys()
    concepts = [network.node(iri) for iri in sorted(used)]
    numbers = {node.id: number for number, node in enumerate([*practices, *concepts])}
    uses = [
        edge
        for edge in edges
        if edge.target in used and (edge.source in shown or edge.source in used)
    ]
    groups, places = _placed(practices, links, numbers, Filing(facts))
    directory = Directory(facts)

    def told(node: Node, place: tuple[int, int, int] = (-1, 0, 0)) -> SceneNode:
        card = facts.cards.get(node.id)
        aliases = facts.practice_aliases.get(node.id) or facts.concept_aliases.get(node.id, ())
        category = card.category if card else ""
        return SceneNode(directory.name(node.id), node.label, node.kind, aliases, category, *place)

    return Scene(
        title=choice.title,
        practices=[told(node, places[numbers[node.id]]) for node in practices],
        concepts=[told(node) for node in concepts],
        groups=groups,
        links=_scene_links(links, numbers),
        uses=_scene_links(uses, numbers),
        texts=profile_texts(facts, practices, numbers, sections=choice.sections),
        start=directory.name(choice.start) if choice.start else "",
    )


def _scene_links(edges: Iterable[Edge], numbers: Mapping[str, int]) -> list[SceneLink]:
    return [
        SceneLink(numbers[edge.source], numbers[edge.target], edge.type, edge.note)
        for edge in edges
    ]


def _placed(
    practices: Sequence[Node], links: Sequence[Edge], numbers: Mapping[str, int], filing: Filing
) -> tuple[list[SceneGroup], dict[int, tuple[int, int, int]]]:
    """Return the groups as discs, and for each practice its group and its place."""
    groups = groups_of(practices, links, filing)
    members = [[numbers[node.id] for node in group.members] for group in groups]
    pairs = {
        (min(ends), max(ends))
        for ends in ((numbers[link.source], numbers[link.target]) for link in links)
        if ends[0] != ends[1]
    }
    points = [(round(x), round(y)) for x, y in layout(members, sorted(pairs))]
    discs = [
        _disc(group.name, [points[number] for number in own])
        for group, own in zip(groups, members, strict=True)
    ]
    home = {number: which for which, own in enumerate(members) for number in own}
    return discs, {number: (home[number], *points[number]) for number in home}


def _disc(name: str, points: Sequence[tuple[int, int]]) -> SceneGroup:
    """Return the disc around the middle of some points that holds them all."""
    x = round(sum(point[0] for point in points) / len(points))
    y = round(sum(point[1] for point in points) / len(points))
    radius = max(hypot(px - x, py - y) for px, py in points) + SPACING / 2
    return SceneGroup(name, x, y, round(radius))
