"""Which nodes are kinds of others for sure, as one hierarchy without circles."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from metier.analysis.network import BROADER, VARIANT
from metier.export.common.hierarchy import skos_links
from metier.export.common.rows import EdgeRow
from metier.export.common.selection import Selection

Pair = tuple[str, str]
"""The IRIs of a narrower and of a broader node."""


def upward(edge: EdgeRow) -> Pair:
    """Return the ends of a ``kind-of``, a ``has-variant`` or a specialization, the narrower first."""
    return (edge.source, edge.target) if edge.type == BROADER else (edge.target, edge.source)


def hierarchy(selection: Selection) -> set[Pair]:
    """Return the pairs of a selection, those in a circle left out.

    They are the tools below broader ones, the specializations without a profile below their practices, and
    the practices below others in the sense of SKOS (see :class:`metier.graph.skos.SkosLinks`).
    """
    ours = {row.id for row in selection.nodes}
    pairs = {upward(edge) for edge in selection.edges if edge.type in (BROADER, VARIANT)}
    space = selection.names.prefixes["id"]
    for broad, narrower in skos_links(selection.network).narrower.items():
        pairs.update((space + narrow, space + broad) for narrow in narrower)
    return _without_circles(pair for pair in pairs if ours.issuperset(pair))


def _without_circles(pairs: Iterable[Pair]) -> set[Pair]:
    graph: nx.DiGraph[str] = nx.DiGraph(sorted(pairs))
    for nodes in list(nx.strongly_connected_components(graph)):
        graph.remove_edges_from(list(graph.subgraph(nodes).edges))
    return set(graph.edges)
