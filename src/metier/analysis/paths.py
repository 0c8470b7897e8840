"""How one practice leads to another, and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx

from metier.errors import MetierError, UsageError
from metier.vocab import relation_types

from .network import Edge, Network, implied
from .records import Node

if TYPE_CHECKING:
    from .network import DiGraph


class NoPath(MetierError):  # noqa: N818 -- reads as what it says
    """One practice can't be reached from another. ``nearest`` is the node that comes nearest, if any does."""

    def __init__(self, message: str, nearest: Node | None) -> None:
        super().__init__(message)
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path, along the edge that is shortest; ``others`` join the same two nodes."""

    source: Node
    target: Node
    edge: Edge
    direction: str
    """``forward`` as the edge was written, or ``backward``."""
    others: tuple[Edge, ...] = ()

    @property
    def type(self) -> str:
        """The type of the edge: the key of a relation type, or what else edges can be."""
        return self.edge.type

    @property
    def note(self) -> str:
        """What the author says of the link, or an empty string."""
        return self.edge.note


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from one node to another, without loops."""

    steps: tuple[Step, ...]

    @property
    def length(self) -> int:
        """The number of steps."""
        return len(self.steps)

    @property
    def weight(self) -> float:
        """The sum of the lengths of the steps, as ``relations.ttl`` states them."""
        return sum(step.edge.weight for step in self.steps)


def along_careers(edge: Edge) -> tuple[str, ...]:
    """Return how a career follows an edge: from what is mastered before, to what is a next step."""
    kind = relation_types().get(edge.type)
    return (kind.career,) if kind and kind.career else ()


def shortest_paths(
    network: Network,
    source: str,
    target: str,
    *,
    k: int = 1,
    types: Collection[str] = (),
    include: Collection[str] = (),
    direction: str = "any",
    career: bool = False,
    by_weight: bool = True,
) -> list[Path]:
    """Return the ``k`` shortest paths without loops, or fewer where there are no more.

    They are ordered by the sum of their weights, or by the number of steps unless ``by_weight``. With
    ``career`` only steps that a career takes are followed. The method is that of J. Y. Yen, *Finding the K
    shortest loopless paths in a network*, Management Science 17 (1971), as networkx has it.

    Raises NoPath where there is none, UsageError for an unknown type, direction or kind of node.
    """
    if source == target:
        raise UsageError("a path needs two ends that differ")
    if k < 1:
        raise UsageError("the number of paths must be above 0")
    include = implied(network, include, types, (source, target))
    routes = network.routes(include, types, along_careers if career else direction)
    if not (source in routes and target in routes and nx.has_path(routes, source, target)):
        raise _no_path(network, routes, source, target)
    if k == 1:
        found = iter([_shortest(routes, source, target, by_weight)])
    else:
        found = nx.shortest_simple_paths(routes, source, target, _length if by_weight else None)
    return [_path(network, routes, nodes) for nodes in islice(found, k)]


def _shortest(routes: DiGraph, source: str, target: str, by_weight: bool) -> list[str]:
    if not by_weight:
        hops: list[str] = nx.bidirectional_shortest_path(routes, source, target)
        return hops
    _, nodes = nx.bidirectional_dijkstra(routes, source, target, _length)
    return list(nodes)


def _length(_one: str, _other: str, pair: dict[str, Any]) -> float:
    """Return the length of a step, and a trifle: of equally long paths the one of fewer steps is taken."""
    length: float = pair["weight"] + 1e-6
    return length


def _path(network: Network, routes: DiGraph, nodes: list[str]) -> Path:
    pairs = pairwise(nodes)
    return Path(
        tuple(_step(network, one, other, routes[one][other]["edges"]) for one, other in pairs)
    )


def _step(network: Network, one: str, other: str, edges: list[tuple[Edge, str]]) -> Step:
    ordered = sorted(
        edges, key=lambda pair: (pair[0].weight, pair[1] != "forward", not pair[0].note)
    )
    (edge, direction), *others = ordered
    return Step(
        network.node(one),
        network.node(other),
        edge,
        direction,
        tuple(edge for edge, _ in others),
    )


def _no_path(network: Network, routes: DiGraph, source: str, target: str) -> NoPath:
    start, end = network.node(source), network.node(target)
    said = f"no path leads from {start.slug} to {end.slug}"
    reached = nx.descendants(routes, source) if source in routes else set()
    if not reached:
        return NoPath(f"{said}: no such step leads on from {start.slug}", None)
    nearest = _nearest(network, {source, *reached}, target)
    if nearest is None:
        return NoPath(f"{said}: {end.slug} is connected to nothing that can be reached", None)
    if nearest.id == source:
        return NoPath(f"{said}: no such step leads any nearer to it", nearest)
    return NoPath(f"{said}; what can be reached and comes nearest is {nearest.slug}", nearest)


def _nearest(network: Network, reached: set[str], target: str) -> Node | None:
    """Return the node that, of those that can be reached, is the fewest steps of any kind from the target."""
    everything = network.routes(("all",))
    layers = nx.bfs_layers(everything, target) if target in everything else ()
    for layer in layers:
        found = sorted(iri for iri in layer if iri in reached)
        if found:
            return network.node(found[0])
    return None
