"""Specializations and careers that lead back to where they began."""

from __future__ import annotations

from collections.abc import Iterator

import rustworkx as rx

from metier.analysis.records import Relation
from metier.vocab import relation_types

from .ward import Finding, Ward

KIND = "circle"
TITLE = "specializations, prerequisites or next steps in a circle"

_CONFIDENCE = 0.8


def findings(ward: Ward) -> Iterator[Finding]:
    """Yield one shortest circle for each group of practices that all lead to one another by one type."""
    for key, kind in relation_types().items():
        if not kind.is_symmetric:
            yield from _circles(ward, key)


def _circles(ward: Ward, key: str) -> Iterator[Finding]:
    edges = {ends: link for ends, links in ward.links.items() for link in links if link.type == key}
    names = sorted({end for ends in edges for end in ends})
    number = {name: place for place, name in enumerate(names)}
    graph = rx.PyDiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from([(number[one], number[other], None) for one, other in sorted(edges)])
    groups = (sorted(group) for group in rx.strongly_connected_components(graph))
    for group in sorted(group for group in groups if len(group) > 1):
        steps = rx.digraph_find_cycle(graph, group[0])
        yield _finding(ward, key, [edges[names[one], names[other]] for one, other in steps])


def _finding(ward: Ward, key: str, circle: list[Relation]) -> Finding:
    slugs = [ward.slug(link.source) for link in circle]
    way = " → ".join([*slugs, slugs[0]])
    return Finding(
        KIND,
        tuple(slugs),
        f"{key} runs in a circle: {way}; one of these links is the wrong way round",
        _CONFIDENCE,
        (),
        lambda: map(ward.link_evidence, circle),
    )
