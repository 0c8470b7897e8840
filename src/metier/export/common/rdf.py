"""Quads as sorted text: the same graph gives the same bytes, whatever the store's order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from metier.graph.names import KINDS, Names
from metier.graph.terms import Term, Triple

_RANKS = {"dataset": 0, "concepts": 2, "inferred": 3, "mentions": 4, "ontology": 5}
"""Where the named graphs of a dataset come; those of profiles are between the first and the second."""


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


def by_graph(quads: Iterable[ox.Quad], names: Names) -> Iterator[tuple[Term, list[Triple]]]:
    """Yield each graph's name, empty for the default graph, and its triples in a reader's order.

    The dataset's own comes first, then those of profiles, what they share, what is inferred, the ontology.
    """
    found: dict[Term, list[ox.Quad]] = {}
    for quad in quads:
        is_default = isinstance(quad.graph_name, ox.DefaultGraph)
        found.setdefault("" if is_default else str(quad.graph_name), []).append(quad)
    ranks = {names.of("graph", name): rank for name, rank in _RANKS.items()}
    for graph in sorted(found, key=lambda graph: (ranks.get(graph, 1), graph)):
        yield graph, sorted_triples(found[graph])


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
