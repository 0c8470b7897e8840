"""TriG: Turtle with the named graph of each profile."""

from __future__ import annotations

from collections.abc import Iterator

from metier.graph.turtle import TurtleWriter

from .common.rdf import by_graph
from .common.selection import Selection

NAME = "trig"
SUFFIX = ".trig"
MEDIA_TYPE = "application/trig"
SUMMARY = "For triple stores and editors: Turtle that says which profile each triple comes from"
OPENING = "GraphDB, Fuseki, Virtuoso: import the file; rdflib: Dataset().parse(FILE)"
KEEPS = "everything: what authors wrote by profile, and what was inferred in graphs of its own"
DROPS = ""
EXAMPLE = "metier export trig --out occupations.trig"


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the TriG (W3C, *RDF 1.1 TriG*, 2014), graph by graph."""
    writer = TurtleWriter(selection.names.prefixes)
    yield writer.header()
    for graph, triples in by_graph(selection.quads(), selection.names):
        yield f"\n{graph} {{\n"
        yield writer.blocks(triples)
        yield "}\n"
