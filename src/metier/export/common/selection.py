"""What is exported: a whole graph, or one node and what is around it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property

import pyoxigraph as ox

from metier.analysis.neighbors import Neighborhood, neighborhood
from metier.analysis.network import Network
from metier.analysis.records import PLACEHOLDER
from metier.graph.names import Names
from metier.slugs import GRAPHS_OF_THE_DATASET

from .rows import EdgeRow, NodeRow, edge_rows, node_rows
from .surroundings import surroundings

_TITLE = "SELECT ?title WHERE { ?dataset a void:Dataset ; dcterms:title ?title } ORDER BY ?title"

INFERRED = ("inferred", "mentions")
"""The last parts of the names of the graphs that hold what no author wrote."""


class Selection:
    """A graph, or the part of it around one node, as every format asks for it. Read once, when first asked."""

    def __init__(
        self,
        network: Network,
        center: str | None = None,
        *,
        depth: int = 1,
        include: Collection[str] = ("all",),
        inferred: bool = False,
    ) -> None:
        """Take a network, and the IRI of a practice, tool or term if only its surroundings are wanted.

        ``depth`` counts steps from it, ``include`` says what there is beside practices, and with ``inferred``
        the triples hold what no author wrote too. Raises UsageError where a choice is unknown.
        """
        self.network = network
        self.center = None if center is None else network.node(center)
        self.inferred = inferred
        self._depth = depth
        self._include = include

    @property
    def names(self) -> Names:
        """What mints the names of the graph, and knows its prefixes."""
        return self.network.facts.names

    @cached_property
    def title(self) -> str:
        """What the export is called: the title of the dataset, or where it begins."""
        if self.center:
            steps = "1 step" if self._depth == 1 else f"{self._depth} steps"
            return f"{self.center.label}: {steps} around it"
        return next((title for (title,) in self.network.facts.rows(_TITLE)), "Occupations")

    @cached_property
    def _near(self) -> Neighborhood | None:
        if self.center is None:
            return None
        return neighborhood(self.network, self.center.id, depth=self._depth, include=self._include)

    @cached_property
    def edges(self) -> tuple[EdgeRow, ...]:
        """The edges, in the order of their ids."""
        found = self._near.edges if self._near else self.network.edges(self._include)
        return tuple(edge_rows(self.network, found))

    @cached_property
    def nodes(self) -> tuple[NodeRow, ...]:
        """The nodes, in the order of their IRIs: practices, and what edges lead to."""
        if self._near:
            iris = {self._near.center.id, *(one.node.id for one in self._near.neighbors)}
        else:
            iris = set(self.network.facts.practices)
            iris.update(end for edge in self.edges for end in (edge.source, edge.target))
        return tuple(node_rows(self.network, map(self.network.node, sorted(iris))))

    def quads(self, *, inferred: bool = True) -> Iterator[ox.Quad]:
        """Yield the quads, those in graphs of what was inferred only if it is wanted.

        Of a part of the graph they are the whole profile of the center, and of everything that it speaks of
        and of the nodes around it what they are called and how they are linked.
        """
        store = self.network.facts.store
        if self._near:
            near = {self._near.center.id, *(one.node.id for one in self._near.neighbors)}
            found = surroundings(store, self.names, self._near.center.id, near)
        else:
            found = store.quads()
        if inferred:
            return iter(found)
        left_out = {self._graph(part) for part in INFERRED}
        told = self._placeholders
        return (q for q in found if q.graph_name not in left_out or q.subject in told)

    @cached_property
    def _placeholders(self) -> frozenset[ox.NamedNode]:
        """The practices near the center that no profile describes: all that is told of them is inferred."""
        near = self.nodes if self._near else ()
        return frozenset(ox.NamedNode(node.id) for node in near if node.kind == PLACEHOLDER)

    def triples(self) -> Iterator[ox.Quad]:
        """Yield the quads of formats without named graphs: what authors wrote, or all if so chosen."""
        return self.quads(inferred=self.inferred)

    def profile_graphs(self) -> list[str]:
        """Return the IRIs of the named graphs that are profiles: the center's, or all, in order."""
        shared = {self._graph(part).value for part in GRAPHS_OF_THE_DATASET}
        found = set(self.network.facts.store.graphs()) - shared
        space = self.names.prefixes["graph"]
        graphs = sorted(graph for graph in found if graph.startswith(space))
        if self.center is None:
            return graphs
        own = space + self.center.slug
        return [graph for graph in graphs if graph == own and self.center.is_described]

    def _graph(self, part: str) -> ox.NamedNode:
        return ox.NamedNode(self.names.of("graph", part)[1:-1])
