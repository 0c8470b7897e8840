"""What is near a node."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from metier.errors import UsageError

from .network import USES, Edge, Network, implied
from .records import Node

if TYPE_CHECKING:
    from .network import DiGraph


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A node near the center, and the steps that lead to it."""

    node: Node
    distance: int
    """Steps from the center."""
    via: tuple[tuple[Edge, str], ...]
    """The edges from nodes that are one step nearer, each with the direction in which it was followed."""


@dataclass(frozen=True, slots=True)
class Neighborhood:
    """The nodes within some steps of a center, the nearest first, and all edges among them."""

    center: Node
    neighbors: tuple[Neighbor, ...]
    edges: tuple[Edge, ...]


def neighborhood(
    network: Network,
    center: str,
    *,
    depth: int = 1,
    types: Collection[str] = (),
    direction: str = "any",
    include: Collection[str] = (),
) -> Neighborhood:
    """Return what is within ``depth`` steps of ``center``, along edges of ``types`` in ``direction``.

    The subgraph is the one that the nodes induce, their ego network (Wasserman and Faust, *Social Network
    Analysis*, 1994, section 2.2). Raises UsageError for an unknown type, direction or kind of node.
    """
    if depth < 1:
        raise UsageError("the depth must be a number above 0")
    include = implied(network, include, types, (center,))
    routes = network.routes(include, types, direction)
    near = {center: 0}
    if center in routes:
        near = nx.single_source_shortest_path_length(routes, center, cutoff=depth)
    found = [
        Neighbor(network.node(iri), distance, _via(routes, iri, distance, near))
        for iri, distance in near.items()
        if distance
    ]
    found.sort(key=_by_distance_and_name)
    return Neighborhood(network.node(center), tuple(found), tuple(_among(routes, near)))


def _by_distance_and_name(one: Neighbor) -> tuple[int, bool, str, str]:
    return one.distance, one.node.kind in USES, one.node.label.casefold(), one.node.id


def _among(routes: DiGraph, near: dict[str, int]) -> Iterator[Edge]:
    """Yield the edges that join two of the nodes, each once."""
    steps = (
        step for one in near for other, step in routes.adj.get(one, {}).items() if other in near
    )
    yield from dict.fromkeys(edge for step in steps for edge, _ in step["edges"])


def _via(
    routes: DiGraph, iri: str, distance: int, near: dict[str, int]
) -> tuple[tuple[Edge, str], ...]:
    nearer = [one for one in routes.predecessors(iri) if near.get(one) == distance - 1]
    return tuple(step for one in nearer for step in routes[one][iri]["edges"])
