"""The simple network that the structure of a graph is measured on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

from metier.analysis.network import Edge, Network
from metier.analysis.records import Node

if TYPE_CHECKING:
    Graph: TypeAlias = "nx.Graph[int]"


class SimpleNetwork:
    """The practices that profiles describe, numbered in the order of their IRIs, and which of them are joined.

    Two practices are joined once, however many links there are between them and whoever wrote them. A link of
    a practice to itself counts for nothing. Placeholders, which links name and no profile describes, are left
    out: what they would link to is unknown, so a measure could only say how often they are named.
    """

    def __init__(self, nodes: Iterable[Node], links: Iterable[Edge]) -> None:
        self.nodes = tuple(sorted(nodes, key=lambda node: node.id))
        self._numbers = {node.id: number for number, node in enumerate(self.nodes)}
        found: dict[tuple[int, int], list[Edge]] = defaultdict(list)
        for one, other, link in self._inside(links):
            found[one, other].append(link)
        self._links = dict(sorted(found.items()))

    def _inside(self, links: Iterable[Edge]) -> Iterator[tuple[int, int, Edge]]:
        for link in links:
            one, other = self._numbers.get(link.source), self._numbers.get(link.target)
            if one is not None and other is not None and one != other:
                yield one, other, link

    def __len__(self) -> int:
        """Return the number of practices."""
        return len(self.nodes)

    @property
    def arcs(self) -> list[tuple[int, int]]:
        """Who links to whom: pairs of numbers, each once, sorted."""
        return list(self._links)

    @cached_property
    def pairs(self) -> list[tuple[int, int]]:
        """Who is joined with whom: pairs of numbers, the smaller first, each once, sorted."""
        return sorted({(min(arc), max(arc)) for arc in self._links})

    @cached_property
    def neighbors(self) -> list[list[int]]:
        """For each practice the numbers of those that it is joined with."""
        found: list[list[int]] = [[] for _ in self.nodes]
        for one, other in self.pairs:
            found[one].append(other)
            found[other].append(one)
        return found

    def links(self, one: int, other: int) -> list[Edge]:
        """Return the links between two practices, whoever wrote them."""
        return [*self._links.get((one, other), ()), *self._links.get((other, one), ())]


def simple_network(network: Network) -> SimpleNetwork:
    """Return the described practices of a network and the links between them."""
    described = (node for node in network.facts.practices.values() if node.is_described)
    return SimpleNetwork(described, network.links)


def to_graph(simple: SimpleNetwork) -> Graph:
    """Return the pairs as an undirected networkx graph; its nodes are the numbers of the practices."""
    graph: Graph = nx.Graph()
    graph.add_nodes_from(range(len(simple)))
    graph.add_edges_from(simple.pairs)
    return graph


def components(simple: SimpleNetwork) -> list[list[int]]:
    """Return the sets of practices that can be reached from each other, the largest first."""
    found = nx.connected_components(to_graph(simple))
    return sorted((sorted(one) for one in found), key=by_size)


def by_size(numbers: list[int]) -> tuple[int, int]:
    """Order sets of practices, each a sorted list of numbers: the largest first, then by first number."""
    return -len(numbers), numbers[0]
