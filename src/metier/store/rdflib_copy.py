"""Terms of pyoxigraph as terms of rdflib: the one place where the two meet."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
import rdflib
from rdflib.graph import _QuadType


def copied(quads: Iterable[ox.Quad]) -> rdflib.Dataset:
    """Return an rdflib Dataset with these quads, its default graph the union of the named ones."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.addN(_quads(dataset, quads))
    return dataset


def _quads(dataset: rdflib.Dataset, quads: Iterable[ox.Quad]) -> Iterable[_QuadType]:
    names: dict[str, rdflib.URIRef] = {}
    graphs: dict[str, rdflib.Graph] = {}

    def named(node: object) -> rdflib.URIRef:
        assert isinstance(node, ox.NamedNode)  # Metier has no blank nodes
        if node.value not in names:
            names[node.value] = rdflib.URIRef(node.value)
        return names[node.value]

    for quad in quads:
        name = named(quad.graph_name)
        graph = graphs.get(name) or graphs.setdefault(name, dataset.graph(name))
        value = quad.object
        yield (
            named(quad.subject),
            named(quad.predicate),
            _literal(value) if isinstance(value, ox.Literal) else named(value),
            graph,
        )


def _literal(value: ox.Literal) -> rdflib.Literal:
    if value.language:
        return rdflib.Literal(value.value, lang=value.language)
    datatype = value.datatype.value
    if datatype == "http://www.w3.org/2001/XMLSchema#string":
        return rdflib.Literal(value.value)
    return rdflib.Literal(value.value, datatype=rdflib.URIRef(datatype))
