"""Quads as sorted text: the same graph gives the same bytes, whatever the store's order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox

from metier.graph.names import KINDS, Names
from metier.graph.terms import Triple


def sorted_lines(quads: Iterable[ox.Quad], rdf_format: ox.RdfFormat) -> list[bytes]:
    """Return the lines of N-Quads or N-Triples (RDF 1.1), each once, in the order of their bytes."""
    if rdf_format == ox.RdfFormat.N_TRIPLES:
        text = ox.serialize((quad.triple for quad in quads), format=rdf_format)
    else:
        text = ox.serialize(quads, format=rdf_format)
    assert text is not None  # it is written to no file
    return sorted(set(text.splitlines(keepends=True)))


def sorted_triples(quads: Iterable[ox.Quad]) -> list[Triple]:
    """Return the triples in a reader's order: subjects by kind and name, each one's types first."""
    return in_order(_triple(quad) for quad in quads)


def in_order(triples: Iterable[Triple]) -> list[Triple]:
    """Return the triples, each once, in a reader's order."""
    return sorted(set(triples), key=_Order())


def by_graph(quads: Iterable[ox.Quad], names: Names) -> Iterator[tuple[str, list[Triple]]]:
    """Yield each named graph's last part of its name, and its triples in a reader's order."""
    space = names.prefixes["graph"]
    keyed = sorted(((_graph_key(quad, space), quad) for quad in quads), key=lambda pair: pair[0])
    for (_, graph), group in groupby(keyed, key=lambda pair: pair[0]):
        yield graph, sorted_triples(quad for _, quad in group)


def _graph_key(quad: ox.Quad, space: str) -> tuple[int, str]:
    assert isinstance(quad.graph_name, ox.NamedNode)  # Metier puts every triple in one
    graph = quad.graph_name.value.removeprefix(space)
    ranks = {"dataset": 0, "concepts": 2, "inferred": 3, "mentions": 4, "ontology": 5}
    return ranks.get(graph, 1), graph


def _triple(quad: ox.Quad) -> Triple:
    return str(quad.subject), str(quad.predicate), str(quad.object)


class _Order:
    """Sorts subjects in the order in which a profile tells its story: the practice, the document, its parts."""

    def __init__(self) -> None:
        self._ranks = {f"/{path}/": rank for rank, path in enumerate(KINDS.values())}
        self._known: dict[str, tuple[int, str]] = {}

    def __call__(self, triple: Triple) -> tuple[tuple[int, str], str, str]:
        subject, predicate, value = triple
        if subject not in self._known:
            path = subject[: subject.rfind("/") + 1]
            kind = path[path.rfind("/", 0, -1) :]
            self._known[subject] = self._ranks.get(kind, len(self._ranks)), subject
        return self._known[subject], predicate, value
