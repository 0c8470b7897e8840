"""What a page shows: its nodes with their places, its links, and the words that belong to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import hypot
from typing import NamedTuple

from metier.analysis.facts import Facts
from metier.analysis.names import Directory
from metier.analysis.network import Edge, Network
from metier.analysis.records import Card, Node
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
    facts, part = network.facts, _part(network, choice)
    numbers = {node.id: number for number, node in enumerate([*part.practices, *part.concepts])}
    groups, places = _placed(part.practices, part.links, numbers, Filing(facts))
    directory = Directory(facts)
    return Scene(
        title=choice.title,
        practices=[_practice(directory, facts, node, places[node.id]) for node in part.practices],
        concepts=[_concept(directory, facts, node) for node in part.concepts],
        groups=groups,
        links=_scene_links(part.links, numbers),
        uses=_scene_links(part.uses, numbers),
        texts=profile_texts(facts, part.practices, numbers, sections=choice.sections),
        start=directory.name(choice.start) if choice.start else "",
    )


class _Part(NamedTuple):
    """Nodes and edges of a graph that are chosen."""

    practices: list[Node]
    concepts: list[Node]
    links: list[Edge]
    uses: list[Edge]


def _part(network: Network, choice: Choice) -> _Part:
    known, chosen = network.facts.practices, choice.practices
    shown = {iri: node for iri, node in known.items() if chosen is None or iri in chosen}
    edges = list(network.edges(choice.include))
    used = {edge.target for edge in edges if edge.source in shown} - known.keys()
    concepts = network.facts.concepts | network.facts.specializations if used else {}
    return _Part(
        practices=list(shown.values()),
        concepts=[concepts[iri] for iri in sorted(used)],
        links=[
            edge
            for edge in edges
            if edge.source in shown
            and edge.target in shown
            and (not choice.types or edge.type in choice.types)
        ],
        uses=[
            edge
            for edge in edges
            if edge.target in used and (edge.source in shown or edge.source in used)
        ],
    )


Place = tuple[int, int, int]
"""Index of a group, and x and y."""


def _practice(directory: Directory, facts: Facts, node: Node, place: Place) -> SceneNode:
    aliases = facts.practice_aliases.get(node.id, ())
    category = facts.cards.get(node.id, Card()).category
    return SceneNode(directory.name(node.id), node.label, node.kind, aliases, category, *place)


def _concept(directory: Directory, facts: Facts, node: Node) -> SceneNode:
    aliases = facts.concept_aliases.get(node.id, ())
    return SceneNode(directory.name(node.id), node.label, node.kind, aliases)


def _scene_links(edges: Iterable[Edge], numbers: Mapping[str, int]) -> list[SceneLink]:
    return [
        SceneLink(numbers[edge.source], numbers[edge.target], edge.type, edge.note)
        for edge in edges
    ]


def _placed(
    practices: Sequence[Node], links: Sequence[Edge], numbers: Mapping[str, int], filing: Filing
) -> tuple[list[SceneGroup], dict[str, Place]]:
    """Return the groups as discs, and the places of the practices by IRI."""
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
    return discs, {
        node.id: (which, *points[numbers[node.id]])
        for which, group in enumerate(groups)
        for node in group.members
    }


def _disc(name: str, points: Sequence[tuple[int, int]]) -> SceneGroup:
    """Return the disc around the middle of some points that holds them all."""
    x = round(sum(point[0] for point in points) / len(points))
    y = round(sum(point[1] for point in points) / len(points))
    radius = max(hypot(px - x, py - y) for px, py in points) + SPACING / 2
    return SceneGroup(name, x, y, round(radius))
