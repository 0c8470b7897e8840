"""Turtle: the RDF that people read."""

from __future__ import annotations

from collections.abc import Iterator

from metier.graph.turtle import TurtleWriter

from .common.rdf import by_graph
from .common.selection import Selection

NAME = "turtle"
SUFFIX = ".ttl"
MEDIA_TYPE = "text/turtle"
SUMMARY = "For editors and for everything that reads RDF: one readable block for each thing"
OPENING = "any RDF tool or text editor; riot --validate FILE; rdflib: Graph().parse(FILE)"
KEEPS = "every triple that authors wrote; with --inferred also what was inferred from them"
DROPS = "which profile a triple comes from (trig and nquads keep it)"
EXAMPLE = "metier export turtle --out occupations.ttl"


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the Turtle (W3C, *RDF 1.1 Turtle*, 2014), profile by profile."""
    writer = TurtleWriter(selection.names.prefixes)
    yield writer.header()
    told: set[tuple[str, str, str]] = set()
    for graph, triples in by_graph(selection.triples(), selection.names):
        new = [triple for triple in triples if triple not in told]
        told.update(new)
        title = graph[1:-1].removeprefix(selection.names.prefixes["graph"]) or "without a graph"
        yield f"\n# ==== {title} {'=' * max(4, 90 - len(title))}\n"
        yield writer.blocks(new)
