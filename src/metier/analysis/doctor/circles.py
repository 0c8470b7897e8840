"""Specializations and careers that lead back to where they began."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import rustworkx as rx

from metier.analysis.records import Relation
from metier.vocab import relation_types

from .ward import Finding, Ward

KIND = "circle"
TITLE = "specializations, prerequisites or next steps in a circle"

_CONFIDENCE = 0.8


def findings(ward: Ward) -> Iterator[Finding]:
    """Yield the shortest circle of each group of practices that all lead to one another.

    Prerequisites and next steps say the same from two sides, and are followed together as careers are.
    """
    for key, kind in relation_types().items():
        if kind.is_hierarchical:
            yield from _circles(ward, key, {key: "forward"})
    careers = {key: kind.career for key, kind in relation_types().items() if kind.career}
    yield from _circles(ward, " or ".join(careers), careers)


def _circles(ward: Ward, what: str, directions: Mapping[str, str]) -> Iterator[Finding]:
    edges: dict[tuple[str, str], Relation] = {}
    for (source, target), links in ward.links.items():
        for link in links:
            if link.type in directions:
                is_forward = directions[link.type] == "forward"
                edges.setdefault((source, target) if is_forward else (target, source), link)
    names = sorted({end for ends in edges for end in ends})
    number = {name: place for place, name in enumerate(names)}
    graph = rx.PyDiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from([(number[one], number[other], None) for one, other in sorted(edges)])
    groups = (sorted(group) for group in rx.strongly_connected_components(graph))
    for group in sorted(group for group in groups if len(group) > 1):
        circle = [names[one] for one in _shortest(graph.subgraph(group), group)]
        steps = [edges[ends] for ends in zip(circle, [*circle[1:], circle[0]], strict=True)]
        yield _finding(ward, what, circle, steps)


def _shortest(graph: rx.PyDiGraph, group: list[int]) -> list[int]:
    """Return the nodes of a shortest circle of a group: an edge, and the shortest way back over it."""
    circles = []
    for one, other in graph.edge_list():
        ways = rx.digraph_dijkstra_shortest_paths(graph, other, target=one)
        circles.append([one, *ways[one]][:-1])
    return [group[place] for place in min(circles, key=lambda circle: (len(circle), circle))]


def _finding(ward: Ward, what: str, circle: list[str], links: list[Relation]) -> Finding:
    slugs = [ward.slug(practice) for practice in circle]
    way = " → ".join([*slugs, slugs[0]])
    return Finding(
        KIND,
        tuple(slugs),
        f"{what} runs in a circle: {way}; one of these links is the wrong way round",
        _CONFIDENCE,
        (),
        lambda: map(ward.link_evidence, links),
    )
